//! Summarizes an outcome in one line.

use crate::model::{Outcome, QuestionSet, Status};
use crate::text::listed;

/// Returns the status and the suggested treatments by id, such as `needs_clearance: kap or kat`.
///
/// A sequence that orders all suggested treatments is shown as `suggestion: first kap, then kat`.
/// Without a suggestion, the line says why there is none.
#[must_use]
pub fn one_line(set: &QuestionSet, outcome: &Outcome) -> String {
    let status = outcome.status.name();
    if let Some(id) = outcome.sequence
        && outcome.close.is_empty()
    {
        let sequence = &set.sequences[id];
        return format!(
            "{status}: first {}, then {}",
            set.treatments[sequence.first].name, set.treatments[sequence.then].name
        );
    }
    let names: Vec<&str> = outcome
        .suggested
        .iter()
        .map(|&id| set.treatments[id].name.as_str())
        .collect();
    if !names.is_empty() {
        return format!("{status}: {}", listed(&names, "or"));
    }
    let why = match outcome.status {
        _ if outcome.withheld => ": no treatment named",
        Status::Emergency | Status::NotSuitable => "",
        Status::NeedsClearance | Status::Suggestion => ": nothing stands out",
    };
    format!("{status}{why}")
}
