//! The meaning of a result once more, as plainly as it can be written and as slow as it may be: no
//! walk that remembers anything, no diagram. What is still to come is tried both ways.

use std::collections::BTreeSet;

use treatfit_core::model::{
    Answer, Answers, Condition, Effect, Id, Level, QuestionSet, Rule, SafetyEffect, Sequence,
    Status, Treatment,
};

/// What comes out, as far as it is compared.
#[derive(Debug, PartialEq, Eq)]
pub struct PlainOutcome {
    pub asked: usize,
    pub status: Status,
    pub suggested: BTreeSet<Id<Treatment>>,
    pub close: BTreeSet<Id<Treatment>>,
    pub sequence: Option<Id<Sequence>>,
    pub found: BTreeSet<Id<Rule>>,
    pub crisis_lines: bool,
    pub emergency_first: bool,
}

/// The first `come` questions have been come to; the others are still to come.
struct Moment<'a> {
    set: &'a QuestionSet,
    answers: &'a Answers,
    come: usize,
}

impl Moment<'_> {
    /// Whether the condition holds, if every test on a question still to come turns out as hoped.
    fn holds(&self, condition: &Condition, hope: bool) -> bool {
        match condition {
            Condition::All(inner) => inner.iter().all(|inner| self.holds(inner, hope)),
            Condition::Any(inner) => inner.iter().any(|inner| self.holds(inner, hope)),
            Condition::Not(inner) => !self.holds(inner, !hope),
            Condition::Is(name) => self.holds(&self.set.conditions[*name].condition, hope),
            Condition::AnyOf { question, .. }
            | Condition::AllOf { question, .. }
            | Condition::Number { question, .. } => {
                if question.index() >= self.come {
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
                    .any(|item| item.question.index() >= self.come)
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

    fn is_certain(&self, condition: &Condition) -> bool {
        self.holds(condition, false)
    }

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

/// Whether a condition holds at the end of the walk that these answers complete.
#[must_use]
pub fn certain_at_the_end(set: &QuestionSet, answers: &Answers, condition: &Condition) -> bool {
    end(set, answers).is_certain(condition)
}

/// The end of the walk: the last question, or the first at which an emergency is certain.
fn end<'a>(set: &'a QuestionSet, answers: &'a Answers) -> Moment<'a> {
    let at = |come| Moment { set, answers, come };
    let ends = |come: &usize| {
        set.rules
            .values()
            .any(|rule| rule.level() == Some(Level::Emergency) && at(*come).is_certain(&rule.when))
    };
    let all = set.questions.len();
    at((1..=all).find(ends).unwrap_or(all))
}

/// What comes out of a complete answer set.
#[must_use]
pub fn outcome(set: &QuestionSet, answers: &Answers) -> PlainOutcome {
    let moment = end(set, answers);
    let safety = moment.safety();
    let has = |level| safety.iter().any(|rule| rule.level == level);
    let left: Vec<_> = set
        .treatments
        .ids()
        .filter(|&id| !moment.excluded(id))
        .collect();
    let withheld = safety.iter().any(|rule| rule.withhold);
    let named = !has(Level::Emergency) && !left.is_empty() && !withheld;
    let mut suggested = BTreeSet::new();
    if named {
        let best = left.iter().map(|&id| moment.points(id)).max().unwrap();
        for &top in left.iter().filter(|&&id| moment.points(id) == best) {
            let behind = |other: Id<Treatment>| best - moment.points(other);
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
            && moment.is_certain(&sequence.when)
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
            .filter(|(_, rule)| moment.is_certain(&rule.when))
            .filter(|(_, rule)| named || rule.level().is_some())
            .map(|(id, _)| id)
            .collect(),
        crisis_lines: safety.iter().any(|rule| rule.crisis_lines),
        emergency_first: safety.iter().any(|rule| {
            rule.number_first || (rule.level == Level::Emergency && !rule.crisis_lines)
        }),
    }
}
