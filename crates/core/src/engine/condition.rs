//! Evaluates conditions in three-valued logic.
//!
//! During an interview some questions are still to come. A condition is then true or false only if
//! no answer to them can change it, otherwise pending: Kleene's strong three-valued logic (1938),
//! in which a test on a pending question is itself pending. Once no question is pending, this is
//! ordinary two-valued logic.

use std::collections::BTreeSet;

use crate::engine::{QuestionState, Walk};
use crate::model::{Answer, Condition, Id, Question, QuestionSet, Score};

/// A truth value of three-valued logic. Ordered so that `and` is the minimum and `or` the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// The condition does not hold, and no later answer can change that.
    No,
    /// The condition depends on questions that are still to come.
    Pending,
    /// The condition holds, and no later answer can change that.
    Yes,
}

impl Truth {
    const fn opposite(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Pending => Self::Pending,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// Evaluates a condition on a walk. A test on a question that was not asked or was skipped is
/// false.
#[must_use]
pub fn truth(set: &QuestionSet, condition: &Condition, walk: &Walk<'_>) -> Truth {
    match condition {
        Condition::All(conditions) => {
            let mut value = Truth::Yes;
            for inner in conditions {
                value = value.min(truth(set, inner, walk));
                if value == Truth::No {
                    break;
                }
            }
            value
        }
        Condition::Any(conditions) => {
            let mut value = Truth::No;
            for inner in conditions {
                value = value.max(truth(set, inner, walk));
                if value == Truth::Yes {
                    break;
                }
            }
            value
        }
        Condition::Not(inner) => truth(set, inner, walk).opposite(),
        Condition::Is(name) => truth(set, &set.conditions[*name].condition, walk),
        Condition::AnyOf { question, options } => on_answer(
            walk,
            *question,
            |answer| matches!(answer, Answer::Options(chosen) if chosen.intersects(*options)),
        ),
        Condition::AllOf { question, options } => on_answer(
            walk,
            *question,
            |answer| matches!(answer, Answer::Options(chosen) if chosen.contains(*options)),
        ),
        Condition::Number { question, range } => on_answer(
            walk,
            *question,
            |answer| matches!(answer, Answer::Number(number) if range.contains(*number)),
        ),
        Condition::Score { score, range } => match points(set, &set.scores[*score], walk) {
            Sum::Pending => Truth::Pending,
            Sum::None => Truth::No,
            Sum::Points(points) => range.contains(points).into(),
        },
    }
}

fn on_answer(walk: &Walk<'_>, question: Id<Question>, test: impl Fn(&Answer) -> bool) -> Truth {
    match walk.state(question) {
        QuestionState::Pending => Truth::Pending,
        QuestionState::NotAsked(_) => Truth::No,
        QuestionState::Answered(answer) => test(answer).into(),
    }
}

/// The value of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// The value depends on questions that are still to come.
    Pending,
    /// There is no score: its `when` does not hold, none of its questions was asked, or the answer
    /// to one of them has no points.
    None,
    /// The sum over the questions that were asked, in points.
    Points(i64),
}

/// Adds up a score on a walk.
#[must_use]
pub fn points(set: &QuestionSet, score: &Score, walk: &Walk<'_>) -> Sum {
    let applies = score
        .when
        .as_ref()
        .map_or(Truth::Yes, |when| truth(set, when, walk));
    match applies {
        Truth::No => return Sum::None,
        Truth::Pending => return Sum::Pending,
        Truth::Yes => {}
    }
    let mut sum = Sum::None;
    let mut missing = false;
    for item in &score.items {
        match walk.state(item.question) {
            QuestionState::Pending => return Sum::Pending,
            QuestionState::NotAsked(_) => {}
            QuestionState::Answered(answer) => match item_points(&item.points, answer) {
                Some(points) => {
                    sum = match sum {
                        Sum::Points(before) => Sum::Points(before + points),
                        _ => Sum::Points(points),
                    }
                }
                None => missing = true,
            },
        }
    }
    if missing { Sum::None } else { sum }
}

/// Returns the points of the chosen option; `None` if it has none or the answer is not an option.
fn item_points(points: &[Option<i64>], answer: &Answer) -> Option<i64> {
    let Answer::Options(chosen) = answer else {
        return None;
    };
    let position = chosen.positions().next()?;
    points.get(position).copied().flatten()
}

/// Returns the answered questions that make a condition hold, in the order they are asked: the
/// evidence of a finding. Empty if the condition does not hold.
///
/// Of an `any` only the parts that hold count; of a `not`, the answers that make its inner
/// condition false.
#[must_use]
pub fn support(
    set: &QuestionSet,
    condition: &Condition,
    walk: &Walk<'_>,
) -> BTreeSet<Id<Question>> {
    let mut used = BTreeSet::new();
    collect_support(set, condition, walk, Truth::Yes, &mut used);
    used.retain(|question| matches!(walk.state(*question), QuestionState::Answered(_)));
    used
}

/// Adds the questions that give the condition the value `wanted`. Parts with another value add
/// none.
fn collect_support(
    set: &QuestionSet,
    condition: &Condition,
    walk: &Walk<'_>,
    wanted: Truth,
    used: &mut BTreeSet<Id<Question>>,
) {
    if truth(set, condition, walk) != wanted {
        return;
    }
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                collect_support(set, condition, walk, wanted, used);
            }
        }
        Condition::Not(inner) => collect_support(set, inner, walk, wanted.opposite(), used),
        Condition::Is(name) => {
            collect_support(set, &set.conditions[*name].condition, walk, wanted, used);
        }
        Condition::AnyOf { question, .. }
        | Condition::AllOf { question, .. }
        | Condition::Number { question, .. } => {
            used.insert(*question);
        }
        Condition::Score { score, .. } => {
            used.extend(set.scores[*score].items.iter().map(|item| item.question));
        }
    }
}
