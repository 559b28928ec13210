//! What `diff` says of the texts a person answers by: where the same words stand for something else,
//! every proof by ids holds and a person's answer has become another.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::treatfit;
use common::walk::walked;
use insta::assert_snapshot;
use serde_json::Value;

const LEGS: &str = "{sore: They are sore, swollen: They are swollen, none: Nothing}";
const SINCE: &str = "id: since\n    ask: Since when?\n";
const WEATHER: &str = "id: weather\n    ask: What is the weather like?\n";
/// `since` asked in the words of `weather`.
const SINCE_ASKS_WEATHER: &str = "id: since\n    ask: What is the weather like?\n";
const HILL: &str = "{id: hill, name: The hill,";
const PARK: &str = "{id: park, name: The park,";

/// The difference as text, where less cautious is refused; and what of it is in the data.
fn walk(changes: &[(&str, &str)]) -> String {
    let text = walked("--deny less-cautious", changes);
    let data = walked("--format json", changes);
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
fn labels_moved_on_in_a_ring_of_three() {
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
    let ran = walked("--deny less-cautious", &[(LEGS, moved)]);
    assert_eq!(ran.code(), 6);
    let said = ran.stdout();
    let moved = "`legs`: \"They are sore\" was the label of `sore`, and is that of `tired`";
    assert!(said.contains(moved), "{said}");
}

#[test]
fn a_label_taken_over_from_a_removed_option() {
    let dry = "{dry: Dry, wet: Wet}";
    let changes = [
        (dry, "{dry: Wet, hot: Hot}"),
        ("{weather: [dry, wet]}", "{weather: [dry, hot]}"),
    ];
    let ran = walked("--deny less-cautious", &changes);
    assert_eq!(ran.code(), 6);
    let said = ran.stdout();
    let moved = "`weather`: \"Wet\" was the label of `wet`, and is that of `dry`";
    assert!(said.contains(moved), "{said}");
}

#[test]
fn a_label_that_a_second_option_gets_too() {
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
fn other_words_that_are_to_be_read() {
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
fn one_other_word_while_what_is_asked_changes() {
    let changes = [
        ("{dry: Dry, wet: Wet}", "{dry: Fine, wet: Wet}"),
        ("{hill: 2}", "{hill: 3}"),
    ];
    assert_snapshot!(walk(&changes));
}

#[test]
fn a_reason_and_what_a_treatment_is_are_wording_only() {
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
fn the_question_whether_it_is_safe_to_answer() {
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

/// Who chose their own region would be told to call the number of another.
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
fn labels_exchanged_with_another_full_stop_or_capital() {
    let exchanged = "{sore: they are  swollen., swollen: They are SORE, none: Nothing}";
    let ran = walked("--deny less-cautious", &[(LEGS, exchanged)]);
    assert_eq!(ran.code(), 6, "{}", ran.transcript());
}
