//! Expectations: what a guarantee or a scenario requires of an outcome.

use crate::model::{Id, Rule, Sequence, Status, Treatment};

/// A conjunction of tests on an outcome. A field that is `None` or empty tests nothing; `suggests`
/// and `close` with an empty list require that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expectation {
    /// The exact status.
    pub status: Option<Status>,
    /// The mildest status allowed; a worse one is allowed too.
    pub at_least: Option<Status>,
    /// The worst status allowed; a milder one is allowed too.
    pub at_most: Option<Status>,
    /// The treatments that are suggested: exactly these, in any order.
    pub suggests: Option<Vec<Id<Treatment>>>,
    /// Treatments of which at least one is suggested.
    pub suggests_some: Option<Vec<Id<Treatment>>>,
    /// Treatments of which none is suggested.
    pub never_suggests: Vec<Id<Treatment>>,
    /// Rules that are among the findings.
    pub findings: Vec<Id<Rule>>,
    /// Rules that are not among the findings.
    pub no_findings: Vec<Id<Rule>>,
    /// Whether crisis lines are shown.
    pub crisis_lines: Option<bool>,
    /// The treatments shown as equally good: exactly these, in any order.
    pub close: Option<Vec<Id<Treatment>>>,
    /// The sequence that is shown.
    pub sequence: Option<Id<Sequence>>,
}
