//! The oracle: a second implementation of the outcome, as simple as possible and as slow as need
//! be.
//!
//! It shares no code with the engine's evaluation: it keeps no state of a walk and uses no
//! diagrams. A condition counts as decided if it has the same value in the best and in the worst
//! case of what is still to come.

use std::collections::BTreeSet;

use treatfit_core::model::{
    Answer, Answers, Condition, Effect, Id, Level, QuestionSet, Rule, SafetyEffect, Sequence,
    Status, Treatment,
};

/// The part of an outcome that tests compare.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainOutcome {
    /// The number of questions answered.
    pub asked: usize,
    pub status: Status,
    pub suggested: BTreeSet<Id<Treatment>>,
    /// The treatments shown as equally good; see `Outcome::close`.
    pub close: BTreeSet<Id<Treatment>>,
    pub sequence: Option<Id<Sequence>>,
    /// The rules among the findings.
    pub found: BTreeSet<Id<Rule>>,
    pub crisis_lines: bool,
    /// Whether the emergency number comes before any crisis line.
    pub emergency_first: bool,
}

/// A point of an interview: the first `reached` questions are answered or not asked, the others are
/// still to come.
struct Point<'a> {
    set: &'a QuestionSet,
    answers: &'a Answers,
    reached: usize,
}

impl Point<'_> {
    /// Evaluates the condition in the best case (`hope`) or in the worst: every test on a question
    /// still to come is assumed to favour the condition, or to oppose it.
    fn holds(&self, condition: &Condition, hope: bool) -> bool {
        match condition {
            Condition::All(inner) => inner.iter().all(|inner| self.holds(inner, hope)),
            Condition::Any(inner) => inner.iter().any(|inner| self.holds(inner, hope)),
            Condition::Not(inner) => !self.holds(inner, !hope),
            Condition::Is(name) => self.holds(&self.set.conditions[*name].condition, hope),
            Condition::AnyOf { question, .. }
            | Condition::AllOf { question, .. }
            | Condition::Number { question, .. } => {
                if question.index() >= self.reached {
                    return hope;
                }
                match (condition, self.answers.get(*question)) {
                    (Condition::AnyOf { options, .. }, Some(Answer::Options(chosen))) => options
                        .positions()
                        .any(|option| chosen.positions().any(|one| one == option)),
                    (Condition::AllOf { options, .. }, Some(Answer::Options(chosen))) => options
                        .positions()
                        .all(|option| chosen.positions().any(|one| one == option)),
                    (Condition::Number { range, .. }, Some(Answer::Number(number))) => {
                        range.min <= *number && *number <= range.max
                    }
                    _ => false,
                }
            }
            Condition::Score { score, range } => {
                let score = &self.set.scores[*score];
                if let Some(when) = &score.when {
                    match (self.holds(when, false), self.holds(when, true)) {
                        (false, false) => return false,
                        (false, true) => return hope,
                        _ => {}
                    }
                }
                if score
                    .items
                    .iter()
                    .any(|item| item.question.index() >= self.reached)
                {
                    return hope;
                }
                let given: Vec<Option<i64>> = score
                    .items
                    .iter()
                    .filter_map(|item| Some((item, self.answers.get(item.question)?)))
                    .map(|(item, answer)| match answer {
                        Answer::Options(chosen) => item.points[chosen.positions().next()?],
                        _ => None,
                    })
                    .collect();
                let sum: Option<i64> = given.iter().copied().sum();
                !given.is_empty() && sum.is_some_and(|sum| range.min <= sum && sum <= range.max)
            }
        }
    }

    /// Returns whether the condition holds, whatever is still to come.
    fn is_certain(&self, condition: &Condition) -> bool {
        self.holds(condition, false)
    }

    /// Returns the effects of the safety rules that fired.
    fn safety(&self) -> Vec<&SafetyEffect> {
        let rules = self.set.rules.values();
        rules
            .filter(|rule| self.is_certain(&rule.when))
            .filter_map(|rule| match &rule.effect {
                Effect::Safety(safety) => Some(safety),
                Effect::Fit(_) => None,
            })
            .collect()
    }

    fn excluded(&self, treatment: Id<Treatment>) -> bool {
        let safety = self.safety();
        let mut rules = safety.iter();
        rules.any(|rule| rule.level == Level::Exclude && rule.concerns(treatment))
    }

    fn points(&self, treatment: Id<Treatment>) -> i32 {
        let mut points = 0;
        for rule in self.set.rules.values() {
            if let Effect::Fit(given) = &rule.effect
                && self.is_certain(&rule.when)
            {
                let own = given.iter().filter(|(other, _)| *other == treatment);
                points += own.map(|(_, points)| points).sum::<i32>();
            }
        }
        points
    }
}

/// Returns whether a condition is certain to hold at the end of the interview that these answers
/// complete.
#[must_use]
pub fn certain_at_the_end(set: &QuestionSet, answers: &Answers, condition: &Condition) -> bool {
    end(set, answers).is_certain(condition)
}

/// Returns the end of the interview: after the last question, or after the first question at which
/// an emergency rule is certain to hold.
fn end<'a>(set: &'a QuestionSet, answers: &'a Answers) -> Point<'a> {
    let at = |reached| Point {
        set,
        answers,
        reached,
    };
    let ends = |reached: &usize| {
        set.rules.values().any(|rule| {
            rule.level() == Some(Level::Emergency) && at(*reached).is_certain(&rule.when)
        })
    };
    let all = set.questions.len();
    at((1..=all).find(ends).unwrap_or(all))
}

/// Decides the outcome of a complete answer set.
#[must_use]
pub fn outcome(set: &QuestionSet, answers: &Answers) -> PlainOutcome {
    let end = end(set, answers);
    let safety = end.safety();
    let has = |level| safety.iter().any(|rule| rule.level == level);
    let left: Vec<_> = set
        .treatments
        .ids()
        .filter(|&id| !end.excluded(id))
        .collect();
    let withheld = safety.iter().any(|rule| rule.withhold);
    let named = !has(Level::Emergency) && !left.is_empty() && !withheld;
    let mut suggested = BTreeSet::new();
    if named {
        let best = left.iter().map(|&id| end.points(id)).max().unwrap();
        for &top in left.iter().filter(|&&id| end.points(id) == best) {
            let behind = |other: Id<Treatment>| best - end.points(other);
            let close = left
                .iter()
                .filter(|&&other| other == top || behind(other) <= set.decision.band(top, other));
            suggested.extend(close.filter(|_| best >= set.decision.minimum));
        }
    }
    let to_clear = safety.iter().any(|rule| {
        rule.level == Level::Clearance
            && rule
                .treatments
                .as_ref()
                .is_none_or(|some| some.iter().any(|id| suggested.contains(id)))
    });
    let sequence = set.sequences.iter().find(|(_, sequence)| {
        suggested.contains(&sequence.first)
            && suggested.contains(&sequence.then)
            && end.is_certain(&sequence.when)
    });
    let single = suggested.len() <= 1 || (sequence.is_some() && suggested.len() == 2);
    PlainOutcome {
        asked: answers.iter(set).count(),
        status: if has(Level::Emergency) {
            Status::Emergency
        } else if left.is_empty() {
            Status::NotSuitable
        } else if to_clear {
            Status::NeedsClearance
        } else {
            Status::Suggestion
        },
        close: if single {
            BTreeSet::new()
        } else {
            suggested.clone()
        },
        suggested,
        sequence: sequence.map(|(id, _)| id),
        found: set
            .rules
            .iter()
            .filter(|(_, rule)| end.is_certain(&rule.when))
            .filter(|(_, rule)| named || rule.level().is_some())
            .map(|(id, _)| id)
            .collect(),
        crisis_lines: safety.iter().any(|rule| rule.crisis_lines),
        emergency_first: safety.iter().any(|rule| {
            rule.number_first || (rule.level == Level::Emergency && !rule.crisis_lines)
        }),
    }
}
