//! Output of the mutation test: which mutants of the set the scenarios kill.

use serde_json::{Value, json};
use treatfit_core::load::scenario_yaml;
use treatfit_core::model::QuestionSet;
use treatfit_proof::mutants::{
    Fate, KillScenario, MissingScenario, Mutant, Tally, missing_scenarios,
};

use crate::cli::output::paragraph;
use crate::cli::test::messages;

/// Appends the summary, each surviving mutant with a scenario that would kill it, and each mutant
/// that is neither killed nor proved equivalent.
pub(super) fn text(out: &mut String, width: usize, set: &QuestionSet, all: &[Mutant]) {
    let tally = Tally::of(all);
    paragraph(out, width, "", "  ", &messages::mutants::summary(&tally));
    if let Some(sentence) = messages::mutants::asks_differently(&tally) {
        paragraph(out, width, "  ", "  ", &sentence);
    }
    let missing = missing_scenarios(all);
    if !missing.is_empty() {
        paragraph(out, width, "  ", "  ", messages::mutants::READ_FIRST);
    }
    for (
        place,
        MissingScenario {
            mutations,
            scenario,
        },
    ) in missing.iter().enumerate()
    {
        out.push('\n');
        for mutation in mutations {
            paragraph(
                out,
                width,
                "",
                "  ",
                &messages::mutants::survives(set, mutation),
            );
        }
        paragraph(
            out,
            width,
            "",
            "",
            messages::mutants::kill_scenario(mutations.len()),
        );
        out.push('\n');
        out.push_str(&yaml(set, place, scenario));
    }
    for Mutant { mutation, fate } in all {
        if let Fate::Unknown(over) = fate {
            out.push('\n');
            paragraph(
                out,
                width,
                "",
                "  ",
                &messages::mutants::open(set, mutation, *over),
            );
        }
    }
}

/// Returns the result as JSON, with every mutant.
pub(super) fn json(set: &QuestionSet, all: &[Mutant]) -> Value {
    let tally = Tally::of(all);
    let changes: Vec<Value> = all.iter().map(|tried| fate(set, tried)).collect();
    let missing = missing_scenarios(all);
    let scenarios = missing.iter().enumerate().map(|(place, it)| {
        let changes = it
            .mutations
            .iter()
            .map(|mutation| messages::mutants::change(set, mutation));
        json!({
            "notices": changes.collect::<Vec<_>>(),
            "scenario": yaml(set, place, &it.scenario),
        })
    });
    json!({
        "tried": tally.tried,
        "equivalent": tally.equivalent,
        "noticed": tally.killed,
        "not_noticed": tally.killable() - tally.killed,
        "scenarios": scenarios.collect::<Vec<_>>(),
        "changes": changes,
    })
}

fn fate(set: &QuestionSet, Mutant { mutation, fate }: &Mutant) -> Value {
    let change = messages::mutants::change(set, mutation);
    match fate {
        Fate::Killed(by) => {
            json!({ "change": change, "fate": "noticed", "by": set.scenarios[*by].name })
        }
        Fate::Equivalent { same_questions } => {
            json!({ "change": change, "fate": "equivalent", "asks_alike": same_questions })
        }
        Fate::Survived(_) => json!({ "change": change, "fate": "not_noticed" }),
        Fate::Unknown(over) => {
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
