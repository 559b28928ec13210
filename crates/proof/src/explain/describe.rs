//! A change of values told as a change of answers: the range of a number, every option that does
//! the same, and a whole answer set to show for it.

use std::collections::{BTreeMap, BTreeSet};

use treatfit_core::model::{Answer, Answers, Id, OptionRole, OptionSet, Question, QuestionKind};

use crate::encode::Proof;
use crate::encode::domain::intervals;
use crate::explain::cost::CostModel;
use crate::explain::nearest::{ChangedAnswer, CurrentAnswers};
use crate::kernel::diagram::Diagram;

/// What is to be answered. Whatever is chosen of it, the change leads to the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewAnswer {
    /// Whatever is answered.
    Anything,
    /// One of these options.
    OneOf(OptionSet),
    /// These options of a checklist, and no others.
    Ticked(OptionSet),
    /// A number from the first to the second.
    Number(i64, i64),
    /// The question is passed over.
    Skipped,
}

/// The values that lead to the same, by variable; a variable that is not there keeps its value.
type AllowedValues = BTreeMap<usize, Vec<usize>>;

/// The changed answers on the way to a number in a diagram, and the whole answer set with them.
pub(crate) fn told(
    proof: &Proof<'_>,
    target: (Diagram, i32),
    present: &CurrentAnswers,
    movement: &CostModel,
    way: &[Option<usize>],
) -> (Vec<ChangedAnswer>, Answers) {
    let values: Vec<usize> = way
        .iter()
        .zip(&present.values)
        .map(|(found, &before)| found.unwrap_or(before))
        .collect();
    let moved: Vec<Id<Question>> = proof
        .set
        .questions
        .ids()
        .filter(|id| {
            let mut levels = proof.space.slots.get(id.index()).into_iter();
            levels.any(|slot| values.get(slot.levels()) != present.values.get(slot.levels()))
        })
        .collect();
    let allowed = widen(proof, target, present, movement, &values, &moved);
    let mut answers = present.answers.clone();
    let mut changed = Vec::new();
    for question in moved {
        let from = answers.withdraw(question);
        let to = one(proof, question, from.as_ref(), &values, &allowed);
        changed.push(ChangedAnswer {
            question,
            from,
            to: to.as_ref().map(|(told, _)| told.clone()),
        });
        if let Some((_, answer)) = to {
            answers.give(question, answer);
        }
    }
    (changed, answers)
}

/// For every changed answer that is one of several classes, all those that lead to the same,
/// whatever is chosen for the others.
fn widen(
    proof: &Proof<'_>,
    (diagram, number): (Diagram, i32),
    present: &CurrentAnswers,
    movement: &CostModel,
    values: &[usize],
    moved: &[Id<Question>],
) -> AllowedValues {
    let mut allowed = AllowedValues::new();
    for question in moved {
        let Some(slot) = proof.space.slots.get(question.index()) else {
            continue;
        };
        let own = values.get(slot.head).copied().unwrap_or(0);
        if own == 0 || proof.set.questions[*question].kind == QuestionKind::Choices {
            continue;
        }
        allowed.insert(slot.head, vec![own]);
        for value in 1..=slot.classes.len() {
            let before = present.values.get(slot.head) == Some(&value);
            if value == own || before || !movement.may_take(slot.head, value) {
                continue;
            }
            let mut wider = allowed.clone();
            wider.entry(slot.head).or_default().push(value);
            if leads(proof, diagram, number, values, &wider) {
                allowed = wider;
            }
        }
    }
    allowed
}

/// Whether all these values lead to this number.
fn leads(
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

/// What is to be answered to one question, and one such answer, as near to the old one as there is.
fn one(
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
        let near = from.and_then(|from| ticked(proof, question, from, values));
        let chosen = near.unwrap_or_else(|| options(&example));
        return Some(if example == Answer::Skipped {
            (NewAnswer::Skipped, example)
        } else {
            (NewAnswer::Ticked(chosen), Answer::Options(chosen))
        });
    }
    let all = allowed.get(&slot.head)?;
    let leads = |answer: &Answer| {
        let mut own = vec![0; proof.space.levels()];
        slot.set_values(proof.space.tests(question.index()), answer, &mut own);
        own.get(slot.head).is_some_and(|value| all.contains(value))
    };
    if from.is_none() && all.len() == slot.classes.len() {
        return Some((NewAnswer::Anything, example));
    }
    if let QuestionKind::Number { min, max, .. } = asked.kind {
        let ranges = intervals(proof.space.tests(question.index()), min, max);
        let ranges = ranges.filter(|&(from, _)| leads(&Answer::Number(from)));
        let before = match from {
            Some(Answer::Number(number)) => *number,
            _ => min.midpoint(max),
        };
        if let Some((from, to)) = nearest(ranges, before) {
            let number = before.clamp(from, to);
            return Some((NewAnswer::Number(from, to), Answer::Number(number)));
        }
    }
    let chosen: OptionSet = (0..asked.options.len())
        .filter(|&at| leads(&Answer::Options(OptionSet::one(at))))
        .collect();
    let frank = chosen.without(asked.options_where(OptionRole::withholds));
    if example == Answer::Skipped && frank.is_empty() {
        return Some((NewAnswer::Skipped, example));
    }
    let chosen = if frank.is_empty() { chosen } else { frank };
    let first = chosen.positions().next()?;
    Some((
        NewAnswer::OneOf(chosen),
        Answer::Options(OptionSet::one(first)),
    ))
}

/// Of ranges in order, the one nearest to a number, with those that follow on it without a gap.
fn nearest(ranges: impl Iterator<Item = (i64, i64)>, to: i64) -> Option<(i64, i64)> {
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

const fn options(answer: &Answer) -> OptionSet {
    match answer {
        Answer::Options(chosen) => *chosen,
        _ => OptionSet::EMPTY,
    }
}

/// The ticks of before with as few changed as the values ask for; `None` if nothing of them stays.
fn ticked(
    proof: &Proof<'_>,
    question: Id<Question>,
    from: &Answer,
    values: &[usize],
) -> Option<OptionSet> {
    let slot = proof.space.slots.get(question.index())?;
    let alone = proof.set.questions[question].options_where(OptionRole::is_exclusive);
    let mut chosen = options(from).without(alone);
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
