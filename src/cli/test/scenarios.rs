//! Runs each scenario and prints where its outcome differs from what it expects.

use serde_json::{Value, json};
use treatfit_core::engine::{Miss, decide, misses};
use treatfit_core::model::{QuestionSet, Scenario};
use treatfit_core::text;

use crate::cli::output::paragraph;

/// A scenario that was run, with every expectation that its outcome misses.
pub(super) struct Tested<'a> {
    scenario: &'a Scenario,
    misses: Vec<Miss>,
}

impl Tested<'_> {
    pub(super) const fn passed(&self) -> bool {
        self.misses.is_empty()
    }
}

/// Runs every scenario of the set.
pub(super) fn run(set: &QuestionSet) -> Vec<Tested<'_>> {
    let tested = |scenario| Tested {
        scenario,
        misses: missed(set, scenario),
    };
    set.scenarios.values().map(tested).collect()
}

fn missed(set: &QuestionSet, scenario: &Scenario) -> Vec<Miss> {
    // The loader rejects incomplete scenarios, so `decide` always succeeds here.
    decide(set, &scenario.answers)
        .map(|outcome| misses(&scenario.expect, &outcome))
        .unwrap_or_default()
}

/// Appends each scenario that fails, with what it misses, and the summary.
pub(super) fn text(out: &mut String, width: usize, set: &QuestionSet, results: &[Tested<'_>]) {
    let failed: Vec<&Tested<'_>> = results.iter().filter(|tested| !tested.passed()).collect();
    for Tested { scenario, misses } in &failed {
        paragraph(out, width, "", "  ", &text::scenario_failed(scenario));
        for miss in misses {
            paragraph(
                out,
                width,
                "  - ",
                "    ",
                &text::missed_expectation(set, miss),
            );
        }
    }
    paragraph(
        out,
        width,
        "",
        "  ",
        &text::scenario_summary(results.len(), failed.len()),
    );
}

/// Returns all scenarios as JSON, passing ones included.
pub(super) fn json(set: &QuestionSet, results: &[Tested<'_>]) -> Value {
    let scenarios = results.iter().map(|Tested { scenario, misses }| {
        json!({
            "id": scenario.name,
            "file": scenario.file,
            "line": scenario.line,
            "passed": misses.is_empty(),
            "misses": misses.iter().map(|miss| text::missed_expectation(set, miss)).collect::<Vec<_>>(),
        })
    });
    scenarios.collect()
}
