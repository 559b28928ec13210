//! Compares an outcome with the expectation of a scenario or a guarantee.

use crate::model::{Expectation, Id, Outcome, Rule, Sequence, Status, Treatment};

/// A test of an [`Expectation`] that an outcome does not meet, with what the outcome has instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Miss {
    /// The status is another one.
    Status {
        /// The status wanted.
        wanted: Status,
        /// The status found.
        found: Status,
    },
    /// The status is milder than allowed.
    TooMild {
        /// The mildest status allowed.
        at_least: Status,
        /// The status found.
        found: Status,
    },
    /// The status is worse than allowed.
    TooGrave {
        /// The worst status allowed.
        at_most: Status,
        /// The status found.
        found: Status,
    },
    /// The suggested treatments are other ones.
    Suggested {
        /// The treatments wanted.
        wanted: Vec<Id<Treatment>>,
        /// The treatments suggested.
        found: Vec<Id<Treatment>>,
    },
    /// None of these treatments is suggested, and one had to be.
    NoneSuggested(Vec<Id<Treatment>>),
    /// A treatment is suggested that must never be.
    NeverSuggested(Id<Treatment>),
    /// A rule is not among the findings and must be.
    NotFound(Id<Rule>),
    /// A rule is among the findings and must not be.
    Found(Id<Rule>),
    /// Crisis lines are shown and must not be, or the other way round.
    CrisisLines {
        /// Whether they must be shown.
        wanted: bool,
    },
    /// The treatments shown as equally good are other ones.
    Close {
        /// The treatments wanted.
        wanted: Vec<Id<Treatment>>,
        /// The treatments shown as equally good.
        found: Vec<Id<Treatment>>,
    },
    /// The sequence shown is another one, or there is none.
    Sequence {
        /// The sequence wanted.
        wanted: Id<Sequence>,
        /// The sequence shown, if there is one.
        found: Option<Id<Sequence>>,
    },
}

/// Returns every test of the expectation that the outcome fails; empty if the outcome meets it.
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

/// Returns whether both lists have the same treatments, in any order.
fn same(wanted: &[Id<Treatment>], found: &[Id<Treatment>]) -> bool {
    wanted.len() == found.len() && wanted.iter().all(|treatment| found.contains(treatment))
}
