//! Tests that the JSON Schema of a set accepts every file of that set and refuses misspellings.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use jsonschema::Validator;
use serde_json::Value;
use treatfit_core::load;
use treatfit_core::load::{Files, json_schema};
use treatfit_testing::sets::{files, shipped_files};

fn tea() -> (Files, Validator) {
    let files = files("tests/sets/tea");
    let validator = validator(&files);
    (files, validator)
}

fn validator(files: &Files) -> Validator {
    let schema = json_schema(&load::load(files).unwrap().set);
    jsonschema::meta::validate(&schema).unwrap();
    assert!(!schema.to_string().contains("oneOf"));
    jsonschema::validator_for(&schema).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// Validates every file and returns the errors.
fn schema_errors(validator: &Validator, files: &Files) -> Vec<String> {
    files
        .iter()
        .flat_map(|(name, text)| {
            let file = parsed(text);
            let errors = validator.iter_errors(&file);
            let text = |error: jsonschema::ValidationError<'_>| {
                format!("{name} {}: {error}", error.instance_path())
            };
            errors.map(text).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_files_of_a_set_follow_its_schema() {
    let (files, validator) = tea();
    assert_eq!(schema_errors(&validator, &files), [""; 0]);
    let shipped = shipped_files();
    assert_eq!(schema_errors(&self::validator(&shipped), &shipped), [""; 0]);
}

/// Keys whose value is a mapping with keys of the author's own.
const FREE: [&str; 5] = [
    "options",
    "options_client",
    "notices",
    "values",
    "conditions",
];

/// Returns every copy of a value in which one fixed key is misspelt, with the path of that key.
/// `free` tells whether the keys of the value itself are the author's own.
fn misspelt(value: &Value, free: bool) -> Vec<(String, Value)> {
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, inner)| {
                let free_inside = FREE.contains(&key.as_str());
                let deeper = misspelt(inner, free_inside).into_iter();
                let mut copies: Vec<(String, Value)> = deeper
                    .map(|(what, copy)| {
                        let mut map = map.clone();
                        map[key] = copy;
                        (format!("{key}/{what}"), Value::Object(map))
                    })
                    .collect();
                if !free {
                    let mut map = map.clone();
                    let inner = map.remove(key).unwrap();
                    map.insert(format!("{key}x"), inner);
                    copies.push((key.clone(), Value::Object(map)));
                }
                copies
            })
            .collect(),
        Value::Array(items) => (0..items.len())
            .flat_map(|position| {
                let deeper = misspelt(&items[position], false).into_iter();
                deeper.map(move |(what, copy)| {
                    let mut items = items.clone();
                    items[position] = copy;
                    (format!("{position}/{what}"), Value::Array(items))
                })
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_misspelt_key_is_refused_at_every_level() {
    let (files, validator) = tea();
    let mut tried = 0;
    for (name, text) in files.iter() {
        for (what, file) in misspelt(&parsed(text), false) {
            tried += 1;
            assert!(!validator.is_valid(&file), "{name} {what}");
        }
    }
    assert!(tried > 400, "{tried}");
}

#[test]
fn a_misspelt_name_is_refused() {
    let (files, validator) = tea();
    for (name, from, to) in [
        ("habits.yaml", "{drinks_tea: yes}", "{drinks_tea: yess}"),
        ("habits.yaml", "{cups: unknown}", "{cups: unknow}"),
        (
            "habits.yaml",
            "{cups: {above: 12}}",
            "{cups: {above: many}}",
        ),
        (
            "habits.yaml",
            "[mint, chamomile, tannin]}}",
            "[mint, camomile]}}",
        ),
        ("habits.yaml", "{is: [jittery]}", "{is: [jitery]}"),
        ("habits.yaml", "treatments: [herbal]", "treatments: [herbs]"),
        (
            "habits.yaml",
            "items: [shaky, sleepless]",
            "items: [shaky, asleep]",
        ),
        ("habits.yaml", "    clear_with: a friend\n", ""),
        ("habits.yaml", "    min: 1\n", ""),
        ("kitchen.yaml", "level: emergency", "level: emergancy"),
        ("kitchen.yaml", "type: choice", "type: chioce"),
        ("kitchen.yaml", "crisis_lines: true", "crisis_lines: sure"),
        ("taste.yaml", "{green: 2}", "{gren: 2}"),
        ("taste.yaml", "sources: [T2]", "sources: [T4]"),
        (
            "shelf.yaml",
            "findings: [kettle-burns]",
            "findings: [kettle-burn]",
        ),
        ("shelf.yaml", "status: suggestion", "status: suggested"),
        (
            "shelf.yaml",
            "{sequence: black-then-herbal}",
            "{sequence: black-herbal}",
        ),
        ("scenarios/afternoons.yaml", "region: town", "region: twon"),
        ("scenarios/afternoons.yaml", "like: fresh", "like: frsh"),
        ("scenarios/afternoons.yaml", "cups: 3", "cups: 41"),
        (
            "scenarios/afternoons.yaml",
            "longing: calm",
            "longing: skipped",
        ),
        ("set.yaml", "sections: [kitchen", "sections: [kitchn"),
    ] {
        let text = files.text(name).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        let file = parsed(&text.replace(from, to));
        assert!(!validator.is_valid(&file), "{name}: {to}");
    }
}
