//! Whether an outcome is what a scenario or a guarantee expects.

use crate::model::{Expectation, Id, Outcome, Rule, Sequence, Status, Treatment};

/// One expectation that an outcome does not meet, with what was found instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// Another status.
    Status {
        /// The status wanted.
        wanted: Status,
        /// The status found.
        found: Status,
    },
    /// A milder status than wanted.
    TooMild {
        /// The mildest status wanted.
        at_least: Status,
        /// The status found.
        found: Status,
    },
    /// A worse status than wanted.
    TooGrave {
        /// The worst status wanted.
        at_most: Status,
        /// The status found.
        found: Status,
    },
    /// Other treatments are suggested.
    Suggested {
        /// The treatments wanted.
        wanted: Vec<Id<Treatment>>,
        /// The treatments suggested.
        found: Vec<Id<Treatment>>,
    },
    /// None of these is suggested.
    NoneSuggested(Vec<Id<Treatment>>),
    /// A treatment that must never be suggested is.
    NeverSuggested(Id<Treatment>),
    /// A rule is not among the findings.
    NotFound(Id<Rule>),
    /// A rule is among the findings.
    Found(Id<Rule>),
    /// Crisis lines are shown where they should not be, or the other way round.
    CrisisLines {
        /// Whether they were wanted.
        wanted: bool,
    },
    /// Other treatments are shown as equally good.
    Close {
        /// The treatments wanted.
        wanted: Vec<Id<Treatment>>,
        /// The treatments shown.
        found: Vec<Id<Treatment>>,
    },
    /// Another sequence, or none, is shown.
    Sequence {
        /// The sequence wanted.
        wanted: Id<Sequence>,
        /// The sequence shown.
        found: Option<Id<Sequence>>,
    },
}

/// Everything in which the outcome differs from what is expected; empty if it meets it.
#[must_use]
pub fn misses(expected: &Expectation, outcome: &Outcome) -> Vec<Miss> {
    let mut misses = Vec::new();
    let found = outcome.status;
    if let Some(wanted) = expected.status.filter(|&wanted| wanted != found) {
        misses.push(Miss::Status { wanted, found });
    }
    if let Some(at_least) = expected.at_least.filter(|&mildest| found < mildest) {
        misses.push(Miss::TooMild { at_least, found });
    }
    if let Some(at_most) = expected.at_most.filter(|&worst| found > worst) {
        misses.push(Miss::TooGrave { at_most, found });
    }
    if let Some(wanted) = &expected.suggests
        && !same(wanted, &outcome.suggested)
    {
        misses.push(Miss::Suggested {
            wanted: wanted.clone(),
            found: outcome.suggested.clone(),
        });
    }
    if let Some(some) = &expected.suggests_some
        && !some
            .iter()
            .any(|treatment| outcome.suggested.contains(treatment))
    {
        misses.push(Miss::NoneSuggested(some.clone()));
    }
    for &treatment in &expected.never_suggests {
        if outcome.suggested.contains(&treatment) {
            misses.push(Miss::NeverSuggested(treatment));
        }
    }
    for &rule in &expected.findings {
        if !outcome.found(rule) {
            misses.push(Miss::NotFound(rule));
        }
    }
    for &rule in &expected.no_findings {
        if outcome.found(rule) {
            misses.push(Miss::Found(rule));
        }
    }
    let shown = outcome.crisis.is_some_and(|crisis| crisis.lines);
    if let Some(wanted) = expected.crisis_lines.filter(|&wanted| wanted != shown) {
        misses.push(Miss::CrisisLines { wanted });
    }
    if let Some(wanted) = &expected.close
        && !same(wanted, &outcome.close)
    {
        misses.push(Miss::Close {
            wanted: wanted.clone(),
            found: outcome.close.clone(),
        });
    }
    if let Some(wanted) = expected.sequence
        && outcome.sequence != Some(wanted)
    {
        misses.push(Miss::Sequence {
            wanted,
            found: outcome.sequence,
        });
    }
    misses
}

fn same(wanted: &[Id<Treatment>], found: &[Id<Treatment>]) -> bool {
    wanted.len() == found.len() && wanted.iter().all(|treatment| found.contains(treatment))
}
