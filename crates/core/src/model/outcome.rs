//! The outcome: the whole result as data.

use serde::Serialize;

use crate::model::{
    Effect, Id, Level, Question, QuestionSet, Region, Rule, SafetyEffect, Score, Sequence, Status,
    Treatment,
};

/// The result of one answer set. It holds ids and no text: every sentence is looked up in the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The worst level among the findings.
    pub status: Status,
    /// Whether a rule forbids to name any treatment although the status alone would allow it.
    pub withheld: bool,
    /// Every treatment, best first; excluded ones last. Empty if no treatment may be named.
    pub standings: Vec<Standing>,
    /// The best treatment and those close to it, best first. Empty if nothing stands out or if no
    /// treatment may be named.
    pub suggested: Vec<Id<Treatment>>,
    /// The suggested treatments if they are to be shown as equally good: all of `suggested`, or
    /// empty if there are fewer than two or if a sequence orders them all.
    pub close: Vec<Id<Treatment>>,
    /// The first sequence whose condition holds and whose two treatments are both suggested.
    pub sequence: Option<Id<Sequence>>,
    /// The rules that fired, most severe level first, then in the author's order; fit rules last.
    /// Fit rules are left out if no treatment may be named.
    pub findings: Vec<Finding>,
    /// Whom to call, if a rule that fired shows a number or crisis lines.
    pub crisis: Option<Crisis>,
    /// The scores that could be added up.
    pub scores: Vec<ScoreResult>,
    /// The questions that were left open or skipped, in the order asked.
    pub not_provided: Vec<NotProvided>,
}

impl Outcome {
    /// Returns whether this rule is among the findings.
    #[must_use]
    pub fn found(&self, rule: Id<Rule>) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }

    /// Iterates over the findings of one safety level, in the author's order.
    pub fn findings_of<'a>(
        &'a self,
        set: &'a QuestionSet,
        level: Level,
    ) -> impl Iterator<Item = &'a Finding> + Clone {
        self.findings
            .iter()
            .filter(move |finding| set.rules[finding.rule].level() == Some(level))
    }

    /// Returns the one finding that is shown in an emergency; `None` if there is no emergency.
    ///
    /// It is the first, in the author's order, of the emergencies that put the emergency number
    /// first; if none does, the first of all emergencies.
    #[must_use]
    pub fn gravest<'a>(&'a self, set: &'a QuestionSet) -> Option<&'a Finding> {
        let number_first = |finding: &&Finding| {
            let safety = set.rules[finding.rule].safety();
            safety.is_some_and(SafetyEffect::emergency_first)
        };
        let mut emergencies = self.findings_of(set, Level::Emergency);
        let first = emergencies.clone().next();
        emergencies.find(number_first).or(first)
    }

    /// Iterates over the findings of fit rules that give this treatment points, with the points.
    pub fn points_for<'a>(
        &'a self,
        set: &'a QuestionSet,
        treatment: Id<Treatment>,
    ) -> impl Iterator<Item = (&'a Finding, i32)> {
        self.findings.iter().filter_map(move |finding| {
            let Effect::Fit(points) = &set.rules[finding.rule].effect else {
                return None;
            };
            let (_, points) = points.iter().find(|(named, _)| *named == treatment)?;
            Some((finding, *points))
        })
    }
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Id<Rule>,
    /// The answered questions that made it fire, in the order asked.
    pub answers: Vec<Id<Question>>,
}

/// The position of one treatment in the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The treatment.
    pub treatment: Id<Treatment>,
    /// The sum of points over the fit rules that fired.
    pub points: i32,
    /// Whether a rule excludes it. An excluded treatment is never suggested.
    pub excluded: bool,
    /// Whether a rule of level `clearance` concerns it.
    pub needs_clearance: bool,
}

/// Whom to call, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crisis {
    /// The person's region, or the set's fallback; `None` if the set has no regions.
    pub region: Option<Id<Region>>,
    /// Whether the emergency number comes before any crisis line: a rule that fired has
    /// `number_first`, or is an emergency without crisis lines.
    pub emergency_first: bool,
    /// Whether the region's crisis lines are shown.
    pub lines: bool,
}

/// The value of a score that could be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreResult {
    /// The score.
    pub score: Id<Score>,
    /// The sum, in points.
    pub points: i64,
    /// The position of the band in [`Score::bands`].
    pub band: usize,
}

/// A question that was left open or skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotProvided {
    /// The question.
    pub question: Id<Question>,
    /// How it was left open.
    pub how: Withheld,
}

/// The way in which a question was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// "I don't know".
    Unknown,
    /// "I'd rather not say".
    Declined,
    /// An optional question was skipped.
    Skipped,
}
