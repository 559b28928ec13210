//! `diff` on two versions of a set: outcomes, questions, rules, treatments and scores.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;
use std::path::Path;

use common::walk::diff_walk;
use common::{repository, treatfit};
use insta::assert_snapshot;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Copies the tea set with one text replaced in one file.
fn changed(file: &str, from: &str, to: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("tests/sets/tea"), folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Returns the transcript of `diff` from the tea set to a changed copy.
fn diff(options: &str, new: &TempDir) -> String {
    let ran = treatfit(&format!("diff {options}"))
        .argument(repository("tests/sets/tea"), "tea")
        .argument(new.path(), "changed")
        .run();
    ran.transcript()
}

#[test]
fn a_safety_rule_made_milder() {
    let new = changed(
        "habits.yaml",
        "when: {any: [{drinks_tea: unknown}, {cups: unknown}]}",
        "when: {drinks_tea: unknown}",
    );
    assert_snapshot!(diff("--deny less-cautious", &new));
}

#[test]
fn a_reworded_reason_is_wording_only() {
    let new = changed(
        "habits.yaml",
        "Herbal teas often have mint or chamomile in them.",
        "Many herbal teas have mint or chamomile in them.",
    );
    assert_snapshot!(diff("--deny less-cautious", &new));
}

#[test]
fn a_budget_too_small_claims_nothing() {
    let new = changed("habits.yaml", "above: 12", "above: 11");
    assert_snapshot!(diff("--budget 10", &new));
}

fn walk(changes: &[(&str, &str)]) -> String {
    diff_walk("--deny less-cautious", changes).transcript()
}

#[test]
fn a_renamed_question() {
    let changes = [
        ("id: legs\n", "id: both_legs\n"),
        ("{legs: unknown}", "{both_legs: unknown}"),
        (
            "{legs: swollen}\n  - id: weather",
            "{both_legs: swollen}\n  - id: weather",
        ),
        (
            "{legs: swollen}\n    because",
            "{both_legs: swollen}\n    because",
        ),
        ("{legs: sore}", "{both_legs: sore}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_renamed_option() {
    let changes = [
        ("longer: For longer", "weeks: For longer"),
        ("{since: [longer, unknown]}", "{since: [weeks, unknown]}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_renamed_rule_and_treatment() {
    let changes = [
        ("id: sore-legs", "id: slow-legs"),
        ("{id: park,", "{id: garden,"),
        ("{park: 1}", "{garden: 1}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn an_added_treatment_that_is_never_suggested() {
    let park =
        "  - {id: park, name: The park, summary: Flat., evidence: It is there., sources: [W1]}\n";
    let sea = park.replace("park", "sea");
    let both = format!("{park}{sea}");
    assert_snapshot!(walk(&[(park, &both)]));
}

#[test]
fn points_that_change_no_suggestion() {
    assert_snapshot!(walk(&[("{hill: 2}", "{hill: 3}")]));
}

#[test]
fn a_score_with_changed_bands() {
    let new = changed(
        "habits.yaml",
        "{from: 4, label: jittery}",
        "{from: 3, label: jittery}",
    );
    assert_snapshot!(diff("", &new));
}

#[test]
fn an_added_question_that_a_new_exclusion_reads() {
    let added = "
  - id: shoes
    ask: Have you got shoes?
    type: yes_no
    declined: That is my own business

rules:
  - id: no-shoes
    level: exclude
    when: {shoes: [no, declined]}
    because: No path is soft enough.
    do: Find some shoes.
    sources: [W1]
";
    assert_snapshot!(walk(&[("\nrules:\n", added)]));
}

#[test]
fn a_removed_follow_up() {
    let question = "  - id: since
    ask: Since when?
    type: choice
    options: {today: Today, longer: For longer}
    unknown: I do not know
    when: {legs: swollen}
";
    let rule = "  - id: swollen-for-long
    level: clearance
    when: {since: [longer, unknown]}
    because: Legs that stay swollen are for a doctor to see.
    do: Show them to a doctor.
    clear_with: a doctor
    sources: [W1]
";
    assert_snapshot!(walk(&[(question, ""), (rule, "")]));
}

#[test]
fn an_option_added_and_one_removed() {
    let changes = [
        ("{dry: Dry, wet: Wet}", "{dry: Dry, snow: Snow}"),
        ("{weather: [dry, wet]}", "{weather: [dry, snow]}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_question_of_another_type_is_not_comparable() {
    let changes = [
        ("type: choices", "type: choice"),
        (
            "swollen: They are swollen, none: Nothing",
            "swollen: They are swollen, fine: Nothing",
        ),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn findings_lost_under_the_same_status() {
    let added = "rules:
  - id: wet-park
    level: clearance
    when: {legs: swollen}
    because: It is slippery.
    do: Ask how the paths are.
    clear_with: the keeper
    sources: [W1]
";
    // One clearance replaces another, and a note is removed.
    let note = "  - id: sore-legs
    level: note
    when: {legs: sore}
    because: Sore legs are slow.
    sources: [W1]
";
    let gone = "  - id: swollen-for-long
    level: clearance
    when: {since: [longer, unknown]}
    because: Legs that stay swollen are for a doctor to see.
    do: Show them to a doctor.
    clear_with: a doctor
    sources: [W1]
";
    assert_snapshot!(walk(&[("rules:\n", added), (note, ""), (gone, "")]));
}

#[test]
fn an_exclusion_moved_to_another_treatment() {
    // The lost exclusion counts although the treatment is never suggested.
    let everywhere = ("treatments: [hill]\n", "treatments: [park]\n");
    assert_snapshot!(walk(&[everywhere]));
}

/// Every printed example passes as a scenario in its version.
#[test]
fn the_printed_examples_pass_as_scenarios() {
    let milder = [
        (
            "    level: exclude\n    treatments: [hill]\n",
            "    level: note\n",
        ),
        ("{since: [longer, unknown]}", "{since: unknown}"),
        (
            "    when: {legs: swollen}\n  - id: w",
            "    when: {legs: [sore, swollen]}\n  - id: w",
        ),
        ("{hill: 2}", "{hill: 1}"),
    ];
    let ran = diff_walk("", &milder);
    let said = ran.stdout();
    let mut scenarios = ["scenarios:\n", "scenarios:\n"].map(str::to_owned);
    for (number, part) in said.split("  - id: ").skip(1).enumerate() {
        let (name, rest) = part.split_once('\n').unwrap();
        let lines = rest.lines().take_while(|line| line.starts_with("    "));
        let scenario = lines.collect::<Vec<_>>().join("\n");
        let version = usize::from(name.starts_with("new-"));
        let scenario = ["  - id: shown-", &number.to_string(), "\n", &scenario, "\n"];
        scenarios[version] += &scenario.concat();
    }
    for (version, scenarios) in ["old", "new"].into_iter().zip(scenarios) {
        assert!(scenarios.contains("shown"), "{said}");
        let mut run = treatfit("test set").file("set/scenarios/shown.yaml", scenarios);
        for name in ["set.yaml", "walk.yaml"] {
            run = run.file(
                &format!("set/{name}"),
                ran.read(&format!("{version}/{name}")),
            );
        }
        let tested = run.run();
        assert_eq!(tested.code(), 0, "{}", tested.transcript());
    }
}

#[test]
fn reordered_questions_change_no_outcome() {
    let weather = "  - id: weather
    ask: What is the weather like?
    type: choice
    options: {dry: Dry, wet: Wet}
";
    let first = format!("questions:\n{weather}");
    assert_snapshot!(walk(&[(weather, ""), ("questions:\n", &first)]));
}

/// Returns the schema that the program prints, made strict: fields that it does not describe are
/// invalid.
fn strict_schema() -> jsonschema::Validator {
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(object) => {
                if object.contains_key("properties") {
                    object.insert("additionalProperties".to_owned(), json!(false));
                }
                object.values_mut().for_each(close);
            }
            Value::Array(values) => values.iter_mut().for_each(close),
            _ => {}
        }
    }
    let printed = treatfit("schema --difference").run().stdout();
    let mut schema = serde_json::from_str(&printed).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    close(&mut schema);
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_json_fits_the_strict_schema() {
    let changes = [
        ("id: legs\n", "id: both_legs\n"),
        ("{legs: unknown}", "{both_legs: unknown}"),
        (
            "{legs: swollen}\n  - id: weather",
            "{both_legs: [sore, swollen]}\n  - id: weather",
        ),
        (
            "{legs: swollen}\n    because",
            "{both_legs: swollen}\n    because",
        ),
        ("{legs: sore}", "{both_legs: sore, weather: dry}"),
        ("{dry: Dry, wet: Wet}", "{dry: Dry, rain: Wet, snow: Snow}"),
        ("{weather: [dry, wet]}", "{weather: [dry, rain]}"),
        ("{hill: 2}", "{hill: 1}"),
        ("{id: park,", "{id: garden,"),
        ("{park: 1}", "{garden: 1}"),
    ];
    let ran = diff_walk("--format json", &changes);
    let schema = strict_schema();
    let written = valid(&schema, &ran.stdout());
    for (field, wrong) in [
        ("changed", json!({})),
        ("answer_sets", json!(8)),
        ("more", json!(1)),
    ] {
        let mut other = written.clone();
        other[field] = wrong;
        assert!(!schema.is_valid(&other), "{field}");
    }
    assert_snapshot!(ran.transcript());
}

/// Parses the output and asserts that the schema accepts it.
fn valid(schema: &jsonschema::Validator, printed: &str) -> Value {
    let written: Value = serde_json::from_str(printed).unwrap();
    if let Err(error) = schema.validate(&written) {
        panic!("{error} at {}", error.instance_path());
    }
    written
}

#[test]
fn every_kind_of_change_fits_the_schema() {
    let schema = strict_schema();
    let mut reasons = Vec::new();
    let mut sequences = 0;
    for (file, from, to) in [
        ("kitchen.yaml", "level: emergency", "level: exclude"),
        ("kitchen.yaml", "    crisis_lines: true\n", ""),
        ("habits.yaml", "    withhold: true\n", ""),
        ("habits.yaml", "    treatments: [herbal]\n", ""),
        (
            "habits.yaml",
            "type: number\n    unit: cups",
            "type: number\n    unit: pots",
        ),
        (
            "habits.yaml",
            "{from: 4, label: jittery}",
            "{from: 3, label: jittery}",
        ),
        ("taste.yaml", "points: {black: 1}", "points: {black: 2}"),
    ] {
        let new = changed(file, from, to);
        for (one, other) in [("tea", "changed"), ("changed", "tea")] {
            let folder = |name| match name {
                "tea" => repository("tests/sets/tea"),
                _ => new.path().to_owned(),
            };
            let ran = treatfit("diff --format json")
                .argument(folder(one), one)
                .argument(folder(other), other)
                .run();
            assert_eq!(ran.code(), 0, "{}", ran.transcript());
            let written = valid(&schema, &ran.stdout());
            for cell in written["changed"].as_array().unwrap() {
                let more = cell["reasons"].as_array().unwrap().iter();
                reasons.extend(more.map(|it| it.as_str().unwrap().to_owned()));
                sequences += usize::from(!cell["to"]["sequence"].is_null());
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    assert!(sequences > 0);
    assert_snapshot!(reasons.join("\n"));
}

#[test]
fn the_json_schema() {
    assert_snapshot!(treatfit("schema --difference").transcript());
}
