//! `test`: whether the scenarios of a set pass, their coverage, and the mutants that survive.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;

/// Returns a run in a folder with the tea set and other scenarios.
fn tea_with(command: &str, scenarios: &str) -> Run {
    let mut run = treatfit(command);
    for file in fs::read_dir(repository("tests/sets/tea")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap();
            run = run.file(name, fs::read(&path).unwrap());
        }
    }
    run.file("scenarios/afternoons.yaml", scenarios)
}

fn scenarios_of_tea() -> String {
    fs::read_to_string(repository("tests/sets/tea/scenarios/afternoons.yaml")).unwrap()
}

#[test]
fn coverage_lists_what_no_scenario_covers() {
    assert_snapshot!(treatfit("test --min 100").tea().transcript());
    assert_snapshot!(treatfit("test --min 75").tea().transcript());
}

#[test]
fn surviving_mutants_are_printed_with_a_kill_scenario() {
    assert_snapshot!(treatfit("test --mutants").tea().transcript());
}

#[test]
fn min_mutants_lowers_the_required_kill_rate() {
    let ran = treatfit("test --mutants --min-mutants 40").tea().run();
    assert_eq!(ran.code(), 0);
}

#[test]
fn the_json_of_a_test() {
    let ran = treatfit("test --mutants --format json").tea().run();
    assert_eq!(ran.code(), 6);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    let mutants = &json["mutants"];
    let changes = mutants["changes"].as_array().unwrap();
    let many = |fate: &str| changes.iter().filter(|it| it["fate"] == fate).count();
    assert_eq!(mutants["tried"], changes.len());
    for fate in ["equivalent", "noticed", "not_noticed"] {
        assert_eq!(mutants[fate], many(fate), "{fate}");
    }
    let first = |fate: &str| changes.iter().find(|it| it["fate"] == fate).unwrap();
    let shown = ["noticed", "equivalent", "not_noticed"].map(first);
    let scenario = &mutants["scenarios"][0];
    let coverage = &json["coverage"];
    let shown = serde_json::json!(shown);
    assert_snapshot!(format!("{shown:#}\n{scenario:#}\n{coverage:#}"));
}

#[test]
fn a_failing_scenario_is_refused() {
    let failing = scenarios_of_tea().replace("never_suggests: [green]", "never_suggests: [black]");
    assert_snapshot!(tea_with("test --mutants .", &failing).transcript());
}

#[test]
fn mutants_beyond_the_budget_are_not_called_equivalent() {
    let ran = treatfit("test --mutants --budget 100").tea().run();
    assert_eq!(ran.code(), 6);
    let said = ran.stdout();
    assert!(said.contains(" 0 equivalent (proved)"), "{said}");
    assert!(said.contains("not proved: 100 nodes"), "{said}");
}

#[test]
fn a_removed_scenario_is_found_again_as_a_kill_scenario() {
    let all = scenarios_of_tea();
    let from = all.find("  - id: lost-count").unwrap();
    let to = all.find("  - id: no-tea-yesterday").unwrap();
    let without = format!("{}{}", &all[..from], &all[to..]);
    let before = tea_with("test --mutants .", &all).run().stdout();
    let after = tea_with("test --mutants .", &without).run().stdout();
    let survives = "With rule `cups-not-known` removed, no scenario fails.";
    assert!(!before.contains(survives));
    let printed = after.find(survives).unwrap();
    let one = &after[printed..];
    let end = one.find("\n\nW").unwrap_or(one.len());
    assert_snapshot!(&one[..end]);
}
