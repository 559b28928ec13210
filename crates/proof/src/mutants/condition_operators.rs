//! The mutation operators on conditions: each changes one part of a condition.

use treatfit_core::model::{Condition, OptionSet, QuestionKind, QuestionSet, Range};

/// What is different in a mutated condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionMutation {
    /// The condition is dropped, so that it always holds.
    Always,
    /// This part is removed.
    Remove(Condition),
    /// One test has another bound.
    Replace {
        /// The original test.
        test: Condition,
        /// The test with the other bound.
        by: Condition,
    },
}

/// Returns every condition that differs from this one in one part, with what is different. Named
/// conditions are mutated where they are defined.
#[must_use]
pub(crate) fn mutate_condition(
    set: &QuestionSet,
    condition: &Condition,
) -> Vec<(ConditionMutation, Condition)> {
    match condition {
        Condition::All(inner) => mutate_list(set, inner, 1, Condition::All),
        Condition::Any(inner) => mutate_list(set, inner, 2, Condition::Any),
        Condition::Not(inner) => mutate_condition(set, inner)
            .into_iter()
            .map(|(mutation, inner)| (mutation, Condition::Not(Box::new(inner))))
            .collect(),
        Condition::Is(_) => Vec::new(),
        Condition::AnyOf { question, options } => remove_one_option(*options, |options| {
            let question = *question;
            Condition::AnyOf { question, options }
        }),
        Condition::AllOf { question, options } => remove_one_option(*options, |options| {
            let question = *question;
            Condition::AllOf { question, options }
        }),
        Condition::Number { question, range } => {
            let bounds = match set.questions[*question].kind {
                QuestionKind::Number { min, max, .. } => Range { min, max },
                _ => *range,
            };
            move_bounds(condition, *range, bounds, |range| {
                let question = *question;
                Condition::Number { question, range }
            })
        }
        Condition::Score { score, range } => {
            let max = set.scores[*score].highest();
            move_bounds(condition, *range, Range { min: 0, max }, |range| {
                let score = *score;
                Condition::Score { score, range }
            })
        }
    }
}

/// Mutates a list: removes one member, if the list has at least `least`, or mutates one.
fn mutate_list(
    set: &QuestionSet,
    inner: &[Condition],
    least: usize,
    list: impl Fn(Vec<Condition>) -> Condition,
) -> Vec<(ConditionMutation, Condition)> {
    let mut all = Vec::new();
    for (place, member) in inner.iter().enumerate() {
        if inner.len() >= least {
            let mut rest = inner.to_vec();
            rest.remove(place);
            all.push((ConditionMutation::Remove(member.clone()), list(rest)));
        }
        for (mutation, mutated) in mutate_condition(set, member) {
            let mut members = inner.to_vec();
            if let Some(member) = members.get_mut(place) {
                *member = mutated;
            }
            all.push((mutation, list(members)));
        }
    }
    all
}

/// Removes one option from a test, which keeps at least one.
fn remove_one_option(
    options: OptionSet,
    test: impl Fn(OptionSet) -> Condition,
) -> Vec<(ConditionMutation, Condition)> {
    if options.len() < 2 {
        return Vec::new();
    }
    let left_out = |one: usize| {
        let one = OptionSet::one(one);
        (
            ConditionMutation::Remove(test(one)),
            test(options.without(one)),
        )
    };
    options.positions().map(left_out).collect()
}

/// Moves one end of a range by 1, if the author set that end.
fn move_bounds(
    test: &Condition,
    range: Range,
    bounds: Range,
    with: impl Fn(Range) -> Condition,
) -> Vec<(ConditionMutation, Condition)> {
    let mut ranges = Vec::new();
    if range.min > bounds.min {
        ranges.extend([-1, 1].map(|by| Range {
            min: range.min.saturating_add(by),
            ..range
        }));
    }
    if range.max < bounds.max {
        ranges.extend([-1, 1].map(|by| Range {
            max: range.max.saturating_add(by),
            ..range
        }));
    }
    let mutation = |range| {
        let by = with(range);
        let test = test.clone();
        (
            ConditionMutation::Replace {
                test,
                by: by.clone(),
            },
            by,
        )
    };
    let ranges = ranges.into_iter().filter(|range| range.min <= range.max);
    ranges.map(mutation).collect()
}
