//! Whether two answer sets can be those of one person, told in words of its own.

use treatfit_core::model::{Answer, Answers, OptionRole, Question, QuestionKind, QuestionSet};

/// An option by its id, or another answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Option(String),
    Number(i64),
    Skipped,
    Text,
}

fn said(question: &Question, answer: &Answer) -> Vec<Said> {
    match answer {
        Answer::Options(chosen) => chosen
            .positions()
            .map(|at| Said::Option(question.options[at].name.clone()))
            .collect(),
        Answer::Number(number) => vec![Said::Number(*number)],
        Answer::Skipped => vec![Said::Skipped],
        Answer::Text(_) => vec![Said::Text],
    }
}

fn offers(question: &Question, said: &Said) -> bool {
    match said {
        Said::Option(name) => question.option(name).is_some(),
        Said::Number(number) => {
            matches!(question.kind, QuestionKind::Number { min, max, .. } if (min..=max).contains(number))
        }
        Said::Skipped => question.optional,
        Said::Text => question.kind == QuestionKind::Text,
    }
}

/// Whether somebody who says `x` to the old question could say `y` to the new one.
fn agree(old: &Question, new: &Question, x: &Answer, y: &Answer) -> bool {
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
    let (said_old, said_new) = (said(old, x), said(new, y));
    if old.kind != QuestionKind::Choices {
        return said_old == said_new
            || !offers(new, &said_old[0])
            || (!offers(old, &said_new[0]) && offers(new, &said_old[0]));
    }
    checklists_agree(old, new, &said_old, &said_new)
}

fn checklists_agree(old: &Question, new: &Question, x: &[Said], y: &[Said]) -> bool {
    let role = |question: &Question, said: &Said| match said {
        Said::Option(name) => question.options[question.option(name).unwrap()].role,
        _ => OptionRole::Declined,
    };
    let alone = |question: &Question, said: &[Said]| role(question, &said[0]).is_exclusive();
    let none = |question: &Question| {
        let mut options = question.options.iter();
        options
            .find(|option| option.role == OptionRole::NoneOfThese)
            .map(|option| Said::Option(option.name.clone()))
    };
    let shared = |said: &[Said]| said.iter().all(|one| offers(old, one) && offers(new, one));
    let nothing_for = |other: &Question, said: &[Said]| !said.iter().any(|one| offers(other, one));
    // What the new one has no word for leaves it free; ticks go into "none of these" if it is there.
    if nothing_for(new, x) {
        match none(new) {
            Some(none) if !alone(old, x) => {
                if y == [none] {
                    return true;
                }
            }
            _ => return true,
        }
    }
    // The same the other way round, for answers both could have given.
    if nothing_for(old, y) {
        match none(old) {
            Some(none) if !alone(new, y) => {
                if x == [none] {
                    return true;
                }
            }
            _ => return shared(x),
        }
    }
    if alone(old, x) || alone(new, y) {
        return x == y;
    }
    let part = |said: &[Said]| -> Vec<Said> {
        let said = said
            .iter()
            .filter(|one| offers(old, one) && offers(new, one));
        let mut said: Vec<Said> = said.cloned().collect();
        said.sort();
        said
    };
    !part(x).is_empty() && part(x) == part(y)
}

/// Whether one person could give both.
pub(crate) fn pair_agrees(old: &QuestionSet, new: &QuestionSet, x: &Answers, y: &Answers) -> bool {
    new.questions.iter().all(|(id, question)| {
        let Some(was) = old.questions.find(&question.name) else {
            return true;
        };
        match (x.get(was), y.get(id)) {
            (Some(one), Some(other)) => agree(&old.questions[was], question, one, other),
            _ => true,
        }
    })
}
