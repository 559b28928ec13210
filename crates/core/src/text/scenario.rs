//! Messages about scenarios and guarantees that are not met.

use crate::engine::Miss;
use crate::model::{Id, Named, QuestionSet, Scenario, Table, Treatment};
use crate::text::{Count, listed};

/// Returns the headline of a failed scenario, with its file and line.
#[must_use]
pub fn scenario_failed(scenario: &Scenario) -> String {
    format!(
        "failed: {} ({}:{})",
        scenario.name, scenario.file, scenario.line
    )
}

/// Returns the closing line of a test run: how many scenarios there are, passed and failed.
#[must_use]
pub fn scenario_summary(all: usize, failed: usize) -> String {
    let count = Count(all, "scenario");
    format!("{count}: {} passed, {failed} failed", all - failed)
}

/// Returns a miss as a clause: "expected status `emergency`, got `suggestion`".
#[must_use]
pub fn missed_expectation(set: &QuestionSet, miss: &Miss) -> String {
    match miss {
        Miss::Status { wanted, found } => format!(
            "expected status `{}`, got `{}`",
            wanted.name(),
            found.name()
        ),
        Miss::TooMild { at_least, found } => format!(
            "expected status `{}` or worse, got `{}`",
            at_least.name(),
            found.name()
        ),
        Miss::TooGrave { at_most, found } => format!(
            "expected status `{}` or milder, got `{}`",
            at_most.name(),
            found.name()
        ),
        Miss::Suggested { wanted, found } => format!(
            "expected {} to be suggested, got {}",
            treatments(set, wanted, "and"),
            treatments(set, found, "and")
        ),
        Miss::NoneSuggested(some) => format!(
            "expected {} to be suggested, but is not",
            treatments(set, some, "or")
        ),
        Miss::NeverSuggested(treatment) => format!(
            "`{}` must not be suggested, but is",
            set.treatments[*treatment].name
        ),
        Miss::NotFound(rule) => format!("rule `{}` did not fire", set.rules[*rule].name),
        Miss::Found(rule) => {
            format!("rule `{}` fired, but must not", set.rules[*rule].name)
        }
        Miss::CrisisLines { wanted: true } => "crisis lines are not shown".to_owned(),
        Miss::CrisisLines { wanted: false } => "crisis lines are shown".to_owned(),
        Miss::Close { wanted, found } => format!(
            "expected {} as equally good, got {}",
            treatments(set, wanted, "and"),
            treatments(set, found, "and")
        ),
        Miss::Sequence { wanted, found } => format!(
            "expected sequence `{}`, got {}",
            set.sequences[*wanted].name,
            found.map_or_else(
                || "none".to_owned(),
                |id| format!("`{}`", set.sequences[id].name)
            )
        ),
    }
}

fn treatments(set: &QuestionSet, ids: &[Id<Treatment>], word: &str) -> String {
    if ids.is_empty() {
        "none".to_owned()
    } else {
        listed(&names(&set.treatments, ids), word)
    }
}

fn names<T: Named>(table: &Table<T>, ids: &[Id<T>]) -> Vec<String> {
    ids.iter()
        .map(|&id| format!("`{}`", table[id].name()))
        .collect()
}
