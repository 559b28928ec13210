//! What a guarantee or a scenario expects of an outcome.

use crate::model::{Id, Rule, Sequence, Status, Treatment};

/// Tests on an outcome; every one given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expectation {
    /// Exactly this status.
    pub status: Option<Status>,
    /// This status or a worse one.
    pub at_least: Option<Status>,
    /// This status or a milder one.
    pub at_most: Option<Status>,
    /// Exactly these are suggested, in any order.
    pub suggests: Option<Vec<Id<Treatment>>>,
    /// At least one of these is suggested.
    pub suggests_some: Option<Vec<Id<Treatment>>>,
    /// None of these is suggested.
    pub never_suggests: Vec<Id<Treatment>>,
    /// These rules are among the findings.
    pub findings: Vec<Id<Rule>>,
    /// These rules are not among the findings.
    pub no_findings: Vec<Id<Rule>>,
    /// Whether crisis lines are shown.
    pub crisis_lines: Option<bool>,
    /// Exactly these are shown as equally good, in any order.
    pub close: Option<Vec<Id<Treatment>>>,
    /// This sequence is shown.
    pub sequence: Option<Id<Sequence>>,
}
