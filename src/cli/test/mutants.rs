//! Output of the mutation test: which mutants of the set the scenarios kill.

use serde_json::{Value, json};
use treatfit_core::load::scenario_yaml;
use treatfit_core::model::QuestionSet;
use treatfit_proof::mutants::{Fate, KillScenario, MissingScenario, Mutant, Tally, waiting};

use crate::cli::output::paragraph;
use crate::cli::test::messages::mutants as words;

/// Appends the summary, each surviving mutant with a scenario that would kill it, and each mutant
/// that is neither killed nor proved equivalent.
pub(super) fn text(out: &mut String, width: usize, set: &QuestionSet, all: &[Mutant]) {
    let tally = Tally::of(all);
    paragraph(out, width, "", "  ", &words::summary(&tally));
    if let Some(sentence) = words::asks_differently(&tally) {
        paragraph(out, width, "  ", "  ", &sentence);
    }
    let waiting = waiting(all);
    if !waiting.is_empty() {
        paragraph(out, width, "  ", "  ", words::READ_FIRST);
    }
    for (place, MissingScenario { changes, scenario }) in waiting.iter().enumerate() {
        out.push('\n');
        for change in changes {
            paragraph(out, width, "", "  ", &words::survives(set, change));
        }
        paragraph(out, width, "", "", words::kill_scenario(changes.len()));
        out.push('\n');
        out.push_str(&yaml(set, place, scenario));
    }
    for Mutant { change, fate } in all {
        if let Fate::Open(over) = fate {
            out.push('\n');
            paragraph(out, width, "", "  ", &words::open(set, change, *over));
        }
    }
}

/// Returns the result as JSON, with every mutant.
pub(super) fn json(set: &QuestionSet, all: &[Mutant]) -> Value {
    let tally = Tally::of(all);
    let changes: Vec<Value> = all.iter().map(|tried| fate(set, tried)).collect();
    let waiting = waiting(all);
    let scenarios = waiting.iter().enumerate().map(|(place, it)| {
        let changes = it.changes.iter().map(|change| words::change(set, change));
        json!({
            "notices": changes.collect::<Vec<_>>(),
            "scenario": yaml(set, place, &it.scenario),
        })
    });
    json!({
        "tried": tally.tried,
        "equivalent": tally.equivalent,
        "noticed": tally.noticed,
        "not_noticed": tally.noticeable() - tally.noticed,
        "scenarios": scenarios.collect::<Vec<_>>(),
        "changes": changes,
    })
}

fn fate(set: &QuestionSet, Mutant { change, fate }: &Mutant) -> Value {
    let change = words::change(set, change);
    match fate {
        Fate::Noticed(by) => {
            json!({ "change": change, "fate": "noticed", "by": set.scenarios[*by].name })
        }
        Fate::Equivalent { asks_alike } => {
            json!({ "change": change, "fate": "equivalent", "asks_alike": asks_alike })
        }
        Fate::Survives(_) => json!({ "change": change, "fate": "not_noticed" }),
        Fate::Open(over) => {
            let nodes = over.map(|over| over.nodes);
            json!({ "change": change, "fate": "not_proved", "nodes": nodes })
        }
    }
}

/// Returns a kill scenario in YAML; `place` numbers its id.
fn yaml(set: &QuestionSet, place: usize, scenario: &KillScenario) -> String {
    let id = format!("not-noticed-{}", place + 1);
    let KillScenario { like, own, expect } = scenario;
    scenario_yaml(set, &id, *like, own, expect)
}
