//! Tests that JSON results match the checked-in schema.

use serde_json::{Value, json};
use treatfit_testing::sets::shipped_files;

use crate as report;
use crate::tests::sample::{each_report, load, many_reports, sample};

const CHECKED_IN: &str = include_str!("../outcome.schema.json");

#[test]
fn the_checked_in_schema_is_current() {
    let current = format!("{:#}\n", report::json_schema());
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/outcome.schema.json");
        std::fs::write(path, &current).unwrap();
        return;
    }
    assert_eq!(
        CHECKED_IN, current,
        "run INSTA_UPDATE=always cargo test to write src/outcome.schema.json anew"
    );
}

/// Returns a validator for the schema that also rejects undescribed fields.
pub(super) fn strict() -> jsonschema::Validator {
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
    let mut schema = serde_json::from_str(CHECKED_IN).unwrap();
    close(&mut schema);
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_report_matches_the_schema() {
    let schema = strict();
    let check = |report: &report::Report<'_>| {
        let result = report::json(report);
        if let Err(error) = schema.validate(&result) {
            panic!("{error} at {}", error.instance_path());
        }
    };
    each_report(&sample(), |_, report| check(report));
    many_reports(&sample(), 300, check);
    many_reports(&load(&shipped_files()), 100, check);
}

#[test]
fn the_schema_rejects_wrong_and_missing_fields() {
    let schema = strict();
    let mut result = Vec::new();
    many_reports(&sample(), 5, |report| result.push(report::json(report)));
    for value in result {
        for (field, wrong) in [
            ("status", json!("fine")),
            ("suggested", json!("kap")),
            ("extra", json!(1)),
            ("crisis", json!({})),
        ] {
            let mut wrong_value = value.clone();
            wrong_value[field] = wrong;
            assert!(!schema.is_valid(&wrong_value), "{field}");
        }
        let mut missing = value.clone();
        missing.as_object_mut().unwrap().shift_remove("notices");
        assert!(!schema.is_valid(&missing));
    }
}
