//! Decides whether two answer sets can be those of one person: an independent statement of what the
//! joint space encodes.

use treatfit_core::model::{Answer, Answers, OptionRole, Question, QuestionKind, QuestionSet};

/// One value of an answer, comparable between versions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Option(String),
    Number(i64),
    Skipped,
    Text,
}

/// Returns the values an answer consists of.
fn values(question: &Question, answer: &Answer) -> Vec<Value> {
    match answer {
        Answer::Options(chosen) => chosen
            .positions()
            .map(|at| Value::Option(question.options[at].name.clone()))
            .collect(),
        Answer::Number(number) => vec![Value::Number(*number)],
        Answer::Skipped => vec![Value::Skipped],
        Answer::Text(_) => vec![Value::Text],
    }
}

/// Returns whether a question offers this value as an answer.
fn offers(question: &Question, value: &Value) -> bool {
    match value {
        Value::Option(name) => question.option(name).is_some(),
        Value::Number(number) => {
            matches!(question.kind, QuestionKind::Number { min, max, .. } if (min..=max).contains(number))
        }
        Value::Skipped => question.optional,
        Value::Text => question.kind == QuestionKind::Text,
    }
}

/// Returns whether a person who answers `x` to the old question could answer `y` to the new one.
fn answers_agree(old: &Question, new: &Question, x: &Answer, y: &Answer) -> bool {
    let single = |kind: &QuestionKind| matches!(kind, QuestionKind::YesNo | QuestionKind::Choice);
    let comparable = (single(&old.kind) && single(&new.kind))
        || std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
    let common = |one: &Question, other: &Question| {
        let mut answers = one.options.iter();
        answers.any(|option| other.option(&option.name).is_some())
    };
    let numeric = matches!(old.kind, QuestionKind::Number { .. } | QuestionKind::Text);
    if !comparable || (!numeric && !common(old, new)) {
        return true;
    }
    let (values_old, values_new) = (values(old, x), values(new, y));
    if old.kind != QuestionKind::Choices {
        return values_old == values_new
            || !offers(new, &values_old[0])
            || (!offers(old, &values_new[0]) && offers(new, &values_old[0]));
    }
    checklists_agree(old, new, &values_old, &values_new)
}

/// Returns whether the answers to two versions of a checklist can be those of one person.
fn checklists_agree(old: &Question, new: &Question, x: &[Value], y: &[Value]) -> bool {
    let role = |question: &Question, value: &Value| match value {
        Value::Option(name) => question.options[question.option(name).unwrap()].role,
        _ => OptionRole::Declined,
    };
    let exclusive =
        |question: &Question, values: &[Value]| role(question, &values[0]).is_exclusive();
    let none = |question: &Question| {
        let mut options = question.options.iter();
        options
            .find(|option| option.role == OptionRole::NoneOfThese)
            .map(|option| Value::Option(option.name.clone()))
    };
    let all_shared = |values: &[Value]| {
        values
            .iter()
            .all(|one| offers(old, one) && offers(new, one))
    };
    let foreign_to =
        |other: &Question, values: &[Value]| !values.iter().any(|one| offers(other, one));
    // If the new version offers none of the old answer, the new answer is free, unless it has "none
    // of these": then ticks become that.
    if foreign_to(new, x) {
        match none(new) {
            Some(none) if !exclusive(old, x) => {
                if y == [none] {
                    return true;
                }
            }
            _ => return true,
        }
    }
    // The same rule in the other direction, for old answers that both versions offer.
    if foreign_to(old, y) {
        match none(old) {
            Some(none) if !exclusive(new, y) => {
                if x == [none] {
                    return true;
                }
            }
            _ => return all_shared(x),
        }
    }
    if exclusive(old, x) || exclusive(new, y) {
        return x == y;
    }
    let shared_values = |values: &[Value]| -> Vec<Value> {
        let shared = values
            .iter()
            .filter(|one| offers(old, one) && offers(new, one));
        let mut shared: Vec<Value> = shared.cloned().collect();
        shared.sort();
        shared
    };
    !shared_values(x).is_empty() && shared_values(x) == shared_values(y)
}

/// Returns whether one person could give both answer sets.
pub(crate) fn pair_agrees(old: &QuestionSet, new: &QuestionSet, x: &Answers, y: &Answers) -> bool {
    new.questions.iter().all(|(id, question)| {
        let Some(was) = old.questions.find(&question.name) else {
            return true;
        };
        match (x.get(was), y.get(id)) {
            (Some(one), Some(other)) => answers_agree(&old.questions[was], question, one, other),
            _ => true,
        }
    })
}
