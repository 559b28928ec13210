//! Conditions with one part different.

use treatfit_core::model::{Condition, OptionSet, QuestionKind, QuestionSet, Range};

/// What is different in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionMutation {
    /// There is none: it always holds.
    Always,
    /// This part of it is left out.
    Without(Condition),
    /// One test has another bound.
    Instead {
        /// The test.
        test: Condition,
        /// The same with the other bound.
        by: Condition,
    },
}

/// Every condition that is this one but for one part, with what is different.
#[must_use]
pub(crate) fn edits(
    set: &QuestionSet,
    condition: &Condition,
) -> Vec<(ConditionMutation, Condition)> {
    match condition {
        Condition::All(inner) => in_list(set, inner, 1, Condition::All),
        Condition::Any(inner) => in_list(set, inner, 2, Condition::Any),
        Condition::Not(inner) => edits(set, inner)
            .into_iter()
            .map(|(edit, inner)| (edit, Condition::Not(Box::new(inner))))
            .collect(),
        Condition::Is(_) => Vec::new(),
        Condition::AnyOf { question, options } => without_one(*options, |options| {
            let question = *question;
            Condition::AnyOf { question, options }
        }),
        Condition::AllOf { question, options } => without_one(*options, |options| {
            let question = *question;
            Condition::AllOf { question, options }
        }),
        Condition::Number { question, range } => {
            let bounds = match set.questions[*question].kind {
                QuestionKind::Number { min, max, .. } => Range { min, max },
                _ => *range,
            };
            moved(condition, *range, bounds, |range| {
                let question = *question;
                Condition::Number { question, range }
            })
        }
        Condition::Score { score, range } => {
            let max = set.scores[*score].highest();
            moved(condition, *range, Range { min: 0, max }, |range| {
                let score = *score;
                Condition::Score { score, range }
            })
        }
    }
}

/// A list with one member left out, if at least `least` stand in it, or with one member edited.
fn in_list(
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
            all.push((ConditionMutation::Without(member.clone()), list(rest)));
        }
        for (edit, edited) in edits(set, member) {
            let mut members = inner.to_vec();
            if let Some(member) = members.get_mut(place) {
                *member = edited;
            }
            all.push((edit, list(members)));
        }
    }
    all
}

/// A list of options with one left out; never empty.
fn without_one(
    options: OptionSet,
    test: impl Fn(OptionSet) -> Condition,
) -> Vec<(ConditionMutation, Condition)> {
    if options.len() < 2 {
        return Vec::new();
    }
    let left_out = |one: usize| {
        let one = OptionSet::one(one);
        (
            ConditionMutation::Without(test(one)),
            test(options.without(one)),
        )
    };
    options.positions().map(left_out).collect()
}

/// A range with one of its ends moved by one, if the author set it.
fn moved(
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
    let edit = |range| {
        let by = with(range);
        let test = test.clone();
        (
            ConditionMutation::Instead {
                test,
                by: by.clone(),
            },
            by,
        )
    };
    let ranges = ranges.into_iter().filter(|range| range.min <= range.max);
    ranges.map(edit).collect()
}
