//! `diff` on answer texts: the wording of questions, option labels and names. If a text moves to
//! another id, every proof by id still holds, but the same answer in words is a different answer.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::treatfit;
use common::walk::diff_walk;
use insta::assert_snapshot;
use serde_json::Value;

const LEGS: &str = "{sore: They are sore, swollen: They are swollen, none: Nothing}";
const SINCE: &str = "id: since\n    ask: Since when?\n";
const WEATHER: &str = "id: weather\n    ask: What is the weather like?\n";
/// The question `since` with the wording of `weather`.
const SINCE_ASKS_WEATHER: &str = "id: since\n    ask: What is the weather like?\n";
const HILL: &str = "{id: hill, name: The hill,";
const PARK: &str = "{id: park, name: The park,";

/// Returns the text of `diff --deny less-cautious` up to the unchanged outcomes, its stderr, and
/// the fields about texts of the JSON.
fn walk(changes: &[(&str, &str)]) -> String {
    let text = diff_walk("--deny less-cautious", changes);
    let data = diff_walk("--format json", changes);
    let data: Value = serde_json::from_str(&data.stdout()).unwrap();
    let schema = treatfit("schema --difference").run().stdout();
    let schema = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &data), "{data:#}");
    assert_eq!(
        text.code() == 6,
        data["moved"] != Value::Array(Vec::new()),
        "{}",
        text.transcript()
    );
    let transcript = text.transcript();
    let (said, _) = transcript.split_once("\nunchanged:").unwrap();
    let refused = text.stderr();
    let only = ["wording_only", "same_outcomes", "moved", "reworded"];
    let only = only.map(|key| format!("{key}: {}", data[key]));
    format!("{said}\n…\n{refused}~~~\n{}", only.join("\n"))
}

#[test]
fn labels_exchanged_between_two_options() {
    let exchanged = "{sore: They are swollen, swollen: They are sore, none: Nothing}";
    assert_snapshot!(walk(&[(LEGS, exchanged)]));
}

#[test]
fn labels_rotated_among_three_options() {
    let ring = "{sore: They are swollen, swollen: Nothing, none: They are sore}";
    assert_snapshot!(walk(&[(LEGS, ring)]));
}

#[test]
fn a_label_moved_and_a_new_one_in_its_place() {
    let moved = "{sore: They ache, swollen: They are sore, none: Nothing}";
    assert_snapshot!(walk(&[(LEGS, moved)]));
}

#[test]
fn a_label_moved_to_a_new_option() {
    let moved = "{sore: They ache, tired: They are sore, swollen: They are swollen, none: Nothing}";
    let ran = diff_walk("--deny less-cautious", &[(LEGS, moved)]);
    assert_eq!(ran.code(), 6);
    let said = ran.stdout();
    let moved = "`legs`: \"They are sore\" was the label of `sore` and is now the label of";
    assert!(said.contains(moved), "{said}");
}

#[test]
fn a_label_taken_over_from_a_removed_option() {
    let dry = "{dry: Dry, wet: Wet}";
    let changes = [
        (dry, "{dry: Wet, hot: Hot}"),
        ("{weather: [dry, wet]}", "{weather: [dry, hot]}"),
    ];
    let ran = diff_walk("--deny less-cautious", &changes);
    assert_eq!(ran.code(), 6);
    let said = ran.stdout();
    let moved = "`weather`: \"Wet\" was the label of `wet` and is now the label of `dry`";
    assert!(said.contains(moved), "{said}");
}

#[test]
fn a_label_copied_to_a_second_option() {
    let twice = "{sore: They are swollen, swollen: They are swollen, none: Nothing}";
    assert_snapshot!(walk(&[(LEGS, twice)]));
}

#[test]
fn questions_exchanged() {
    assert_snapshot!(walk(&[
        (SINCE, SINCE_ASKS_WEATHER),
        (WEATHER, "id: weather\n    ask: Since when?\n"),
    ]));
}

#[test]
fn a_question_moved_and_a_new_one_in_its_place() {
    let other = "id: weather\n    ask: How warm is it?\n";
    assert_snapshot!(walk(&[(SINCE, SINCE_ASKS_WEATHER), (WEATHER, other)]));
}

#[test]
fn names_of_treatments_exchanged() {
    let (hill, park) = ("{id: hill, name: The park,", "{id: park, name: The hill,");
    assert_snapshot!(walk(&[(HILL, hill), (PARK, park)]));
}

#[test]
fn reworded_texts_are_listed_for_review() {
    let changes = [
        (
            LEGS,
            "{sore: They ache, swollen: They are swollen, none: Nothing}",
        ),
        (WEATHER, "id: weather\n    ask: How is the weather?\n"),
        (PARK, "{id: park, name: The garden,"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn one_reworded_text_while_the_questions_change() {
    let changes = [
        ("{dry: Dry, wet: Wet}", "{dry: Fine, wet: Wet}"),
        ("{hill: 2}", "{hill: 3}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_reworded_reason_or_treatment_description_is_wording_only() {
    let changes = [
        (
            "because: Sore legs are slow.",
            "because: Sore legs take long.",
        ),
        (
            "summary: Flat., evidence: It is there.",
            "summary: Level., evidence: It was there.",
        ),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_removed_privacy_question_is_refused() {
    let set = |privacy: bool| {
        let head = std::fs::read_to_string("tests/sets/private/set.yaml").unwrap();
        let (before, rest) = head.split_once("privacy:\n").unwrap();
        let (_, after) = rest.split_once("reviewed:").unwrap();
        if privacy {
            head.clone()
        } else {
            format!("{before}reviewed:{after}")
        }
    };
    let way = std::fs::read_to_string("tests/sets/private/way.yaml").unwrap();
    let diff = |old: bool, new: bool| {
        treatfit("diff old new --deny less-cautious")
            .file("old/set.yaml", set(old))
            .file("old/way.yaml", &way)
            .file("new/set.yaml", set(new))
            .file("new/way.yaml", &way)
            .run()
    };
    let lost = diff(true, false);
    assert_eq!(lost.code(), 6);
    assert_snapshot!(lost.transcript());
    assert_eq!(diff(false, true).code(), 0);
    assert!(!diff(false, true).stdout().contains("wording only"));
}

/// A person who chooses their own region would be given the number of another one.
#[test]
fn names_of_regions_exchanged() {
    let head = std::fs::read_to_string("tests/sets/private/set.yaml").unwrap();
    let way = std::fs::read_to_string("tests/sets/private/way.yaml").unwrap();
    let exchanged = way
        .replace("name: The north", "name: the")
        .replace("name: The south", "name: The north")
        .replace("name: the", "name: The south");
    let ran = treatfit("diff old new --deny less-cautious")
        .file("old/set.yaml", &head)
        .file("old/way.yaml", &way)
        .file("new/set.yaml", &head)
        .file("new/way.yaml", exchanged)
        .run();
    assert_eq!(ran.code(), 6);
    assert_snapshot!(ran.stdout().lines().take(8).collect::<Vec<_>>().join("\n"));
}

#[test]
fn exchanged_labels_are_found_despite_other_punctuation_or_case() {
    let exchanged = "{sore: they are  swollen., swollen: They are SORE, none: Nothing}";
    let ran = diff_walk("--deny less-cautious", &[(LEGS, exchanged)]);
    assert_eq!(ran.code(), 6, "{}", ran.transcript());
}
