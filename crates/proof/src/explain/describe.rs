//! Turns a diagram path back into changed answers: the range of a number, every option with the
//! same effect, and a whole answer set as an example.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::model::{Answer, Answers, Id, OptionRole, OptionSet, Question, QuestionKind};

use crate::encode::Proof;
use crate::encode::domain::intervals;
use crate::explain::cost::CostModel;
use crate::explain::nearest::{ChangedAnswer, CurrentAnswers};
use crate::kernel::diagram::Diagram;

/// The new answer to a question in a change. Every choice it leaves open leads to the same outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewAnswer {
    /// Any answer.
    Anything,
    /// One of these options.
    OneOf(OptionSet),
    /// These options of a checklist, and no others.
    Ticked(OptionSet),
    /// A number in this range, both ends included.
    Number(i64, i64),
    /// The question is skipped.
    Skipped,
}

/// For each variable that may vary, the values that lead to the same terminal. Other variables keep
/// their value.
type AllowedValues = BTreeMap<usize, Vec<usize>>;

/// Returns the changed answers on a path to a terminal, and the whole answer set after the change.
///
/// `target` is the diagram and the value of the terminal; `path` is the assignment that the search
/// found, with `None` for variables that keep their current value.
pub(crate) fn describe_change(
    proof: &Proof<'_>,
    target: (Diagram, i32),
    current: &CurrentAnswers,
    cost_model: &CostModel,
    path: &[Option<usize>],
) -> (Vec<ChangedAnswer>, Answers) {
    let values: Vec<usize> = path
        .iter()
        .zip(&current.values)
        .map(|(found, &before)| found.unwrap_or(before))
        .collect();
    let changed_questions: Vec<Id<Question>> = proof
        .set
        .questions
        .ids()
        .filter(|id| {
            let mut levels = proof.space.slots.get(id.index()).into_iter();
            levels.any(|slot| values.get(slot.levels()) != current.values.get(slot.levels()))
        })
        .collect();
    let allowed = widen_answers(
        proof,
        target,
        current,
        cost_model,
        &values,
        &changed_questions,
    );
    let mut answers = current.answers.clone();
    let mut changed = Vec::new();
    for question in changed_questions {
        let from = answers.withdraw(question);
        let to = describe_answer(proof, question, from.as_ref(), &values, &allowed);
        changed.push(ChangedAnswer {
            question,
            from,
            to: to.as_ref().map(|(new_answer, _)| new_answer.clone()),
        });
        if let Some((_, answer)) = to {
            answers.give(question, answer);
        }
    }
    (changed, answers)
}

/// For each changed question, collects the values that lead to the same terminal, whatever is
/// chosen for the other changed questions. Checklists are left out: their ticks are given exactly.
///
/// Values are added one at a time and kept if every combination still reaches the terminal, so the
/// result is sound but depends on the order.
fn widen_answers(
    proof: &Proof<'_>,
    (diagram, number): (Diagram, i32),
    current: &CurrentAnswers,
    cost_model: &CostModel,
    values: &[usize],
    changed_questions: &[Id<Question>],
) -> AllowedValues {
    let mut allowed = AllowedValues::new();
    for question in changed_questions {
        let Some(slot) = proof.space.slots.get(question.index()) else {
            continue;
        };
        let own = values.get(slot.head).copied().unwrap_or(0);
        if own == 0 || proof.set.questions[*question].kind == QuestionKind::Choices {
            continue;
        }
        allowed.insert(slot.head, vec![own]);
        for value in 1..=slot.classes.len() {
            let before = current.values.get(slot.head) == Some(&value);
            if value == own || before || !cost_model.allows(slot.head, value) {
                continue;
            }
            let mut wider = allowed.clone();
            wider.entry(slot.head).or_default().push(value);
            if all_reach(proof, diagram, number, values, &wider) {
                allowed = wider;
            }
        }
    }
    allowed
}

/// Returns whether every combination of the allowed values leads to this terminal.
fn all_reach(
    proof: &Proof<'_>,
    diagram: Diagram,
    number: i32,
    values: &[usize],
    allowed: &AllowedValues,
) -> bool {
    let store = &proof.store;
    let mut open = BTreeSet::from([diagram]);
    while let Some(here) = open.pop_first() {
        if let Some(found) = here.value() {
            if found != number {
                return false;
            }
            continue;
        }
        let level = store.level(here);
        let own = values.get(level).copied().unwrap_or(0);
        let all = allowed.get(&level).cloned().unwrap_or_else(|| vec![own]);
        open.extend(all.iter().map(|&value| store.follow(here, level, value)));
    }
    true
}

/// Returns the new answer to one question and one concrete answer of it, as near to the old one as
/// possible.
fn describe_answer(
    proof: &Proof<'_>,
    question: Id<Question>,
    from: Option<&Answer>,
    values: &[usize],
    allowed: &AllowedValues,
) -> Option<(NewAnswer, Answer)> {
    let slot = proof.space.slots.get(question.index())?;
    let asked = &proof.set.questions[question];
    let example = slot.answer(values)?;
    if asked.kind == QuestionKind::Choices {
        let near = from.and_then(|from| nearest_ticks(proof, question, from, values));
        let chosen = near.unwrap_or_else(|| chosen_options(&example));
        return Some(if example == Answer::Skipped {
            (NewAnswer::Skipped, example)
        } else {
            (NewAnswer::Ticked(chosen), Answer::Options(chosen))
        });
    }
    let all = allowed.get(&slot.head)?;
    let is_allowed = |answer: &Answer| {
        let mut own = vec![0; proof.space.levels()];
        slot.set_values(proof.space.tests(question.index()), answer, &mut own);
        own.get(slot.head).is_some_and(|value| all.contains(value))
    };
    if from.is_none() && all.len() == slot.classes.len() {
        return Some((NewAnswer::Anything, example));
    }
    if let QuestionKind::Number { min, max, .. } = asked.kind {
        let ranges = intervals(proof.space.tests(question.index()), min, max);
        let ranges = ranges.filter(|&(from, _)| is_allowed(&Answer::Number(from)));
        let before = match from {
            Some(Answer::Number(number)) => *number,
            _ => min.midpoint(max),
        };
        if let Some((from, to)) = nearest_range(ranges, before) {
            let number = before.clamp(from, to);
            return Some((NewAnswer::Number(from, to), Answer::Number(number)));
        }
    }
    let chosen: OptionSet = (0..asked.options.len())
        .filter(|&at| is_allowed(&Answer::Options(OptionSet::one(at))))
        .collect();
    let without_open = chosen.without(asked.options_where(OptionRole::withholds));
    if example == Answer::Skipped && without_open.is_empty() {
        return Some((NewAnswer::Skipped, example));
    }
    let chosen = if without_open.is_empty() {
        chosen
    } else {
        without_open
    };
    let first = chosen.positions().next()?;
    Some((
        NewAnswer::OneOf(chosen),
        Answer::Options(OptionSet::one(first)),
    ))
}

/// Joins adjoining ranges, which must be in ascending order, and returns the one nearest to a
/// number.
fn nearest_range(ranges: impl Iterator<Item = (i64, i64)>, to: i64) -> Option<(i64, i64)> {
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in ranges {
        match joined.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(from) => last.1 = to,
            _ => joined.push((from, to)),
        }
    }
    let away = |range: &(i64, i64)| to.clamp(range.0, range.1).abs_diff(to);
    joined.into_iter().min_by_key(away)
}

/// Returns the options of an answer; none for an answer of another kind.
const fn chosen_options(answer: &Answer) -> OptionSet {
    match answer {
        Answer::Options(chosen) => *chosen,
        _ => OptionSet::EMPTY,
    }
}

/// Returns the old ticks with as few changes as the values require; `None` if that leaves no tick
/// or does not have these values.
fn nearest_ticks(
    proof: &Proof<'_>,
    question: Id<Question>,
    from: &Answer,
    values: &[usize],
) -> Option<OptionSet> {
    let slot = proof.space.slots.get(question.index())?;
    let alone = proof.set.questions[question].options_where(OptionRole::is_exclusive);
    let mut chosen = chosen_options(from).without(alone);
    for (level, group) in slot.ticks() {
        let wanted = values.get(level) == Some(&1);
        if !wanted {
            chosen = chosen.without(group);
        } else if !chosen.intersects(group) {
            chosen = chosen.union(group.positions().take(1).collect());
        }
    }
    let mut own = values.to_vec();
    let tests = proof.space.tests(question.index());
    slot.set_values(tests, &Answer::Options(chosen), &mut own);
    (!chosen.is_empty() && own == values).then_some(chosen)
}
