//! The whole result as data.

use serde::Serialize;

use crate::model::{
    Effect, Id, Level, Question, QuestionSet, Region, Rule, SafetyEffect, Score, Sequence, Status,
    Treatment,
};

/// A result. It holds no text: every sentence is looked up in the set by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The worst level among the findings.
    pub status: Status,
    /// A rule asks that no treatment be named, though the status alone would allow it.
    pub withheld: bool,
    /// Every treatment, best first; excluded ones last. Empty if no treatment may be named.
    pub standings: Vec<Standing>,
    /// The best and those as good, best first. Empty if nothing stands out or none may be named.
    pub suggested: Vec<Id<Treatment>>,
    /// Those of `suggested` to be shown as equally good; empty unless there are at least two and
    /// no sequence orders them all.
    pub close: Vec<Id<Treatment>>,
    /// The order in time that holds among the suggested.
    pub sequence: Option<Id<Sequence>>,
    /// The rules that fired, gravest level first, then in the author's order; fit rules last.
    pub findings: Vec<Finding>,
    /// Whom to call.
    pub crisis: Option<Crisis>,
    /// Scores that could be added up.
    pub scores: Vec<ScoreResult>,
    /// What the person did not say, in the order asked.
    pub not_provided: Vec<NotProvided>,
}

impl Outcome {
    /// Whether this rule is among the findings.
    #[must_use]
    pub fn found(&self, rule: Id<Rule>) -> bool {
        self.findings.iter().any(|finding| finding.rule == rule)
    }

    /// The findings of one safety level, in the author's order.
    pub fn findings_of<'a>(
        &'a self,
        set: &'a QuestionSet,
        level: Level,
    ) -> impl Iterator<Item = &'a Finding> + Clone {
        self.findings
            .iter()
            .filter(move |finding| set.rules[finding.rule].level() == Some(level))
    }

    /// In an emergency, the finding that is spoken of, alone: of those that call for the emergency
    /// number first, if there are any, else of all emergencies, the first in the author's order.
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

    /// The findings of fit rules that give this treatment points, with the points.
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

/// How a treatment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The treatment.
    pub treatment: Id<Treatment>,
    /// The sum over the fit rules that fired, in points.
    pub points: i32,
    /// Whether a rule excludes it; it is then never suggested.
    pub excluded: bool,
    /// Whether a rule asks for clearance before it.
    pub needs_clearance: bool,
}

/// Whom to call, and what comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crisis {
    /// Where the person is, or the set's fallback; `None` if the set knows no region.
    pub region: Option<Id<Region>>,
    /// Whether the emergency number comes first: there is an emergency without crisis lines.
    pub emergency_first: bool,
    /// Whether the region's crisis lines are shown.
    pub lines: bool,
}

/// A score that could be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreResult {
    /// The score.
    pub score: Id<Score>,
    /// The sum, in points.
    pub points: i64,
    /// The position of its band.
    pub band: usize,
}

/// Something the person did not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotProvided {
    /// The question.
    pub question: Id<Question>,
    /// In what way.
    pub how: Withheld,
}

/// In what way something was not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// "I don't know".
    Unknown,
    /// "I'd rather not say".
    Declined,
    /// An optional question passed over.
    Skipped,
}
