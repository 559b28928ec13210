//! Tests on `tests/sets/tea`, a small set that uses every key of the format but the privacy
//! question.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use treatfit_core::engine::{decide, misses};
use treatfit_core::load;
use treatfit_core::load::Files;
use treatfit_core::model::{Named, QuestionSet};
use treatfit_testing::sets::files;

fn tea() -> QuestionSet {
    let loaded = load::load(&files("tests/sets/tea")).unwrap();
    assert_eq!(loaded.warnings, []);
    loaded.set
}

#[test]
fn all_scenarios_pass() {
    let set = tea();
    for scenario in set.scenarios.values() {
        let outcome = decide(&set, &scenario.answers).unwrap();
        assert_eq!(misses(&scenario.expect, &outcome), [], "{}", scenario.name);
    }
}

#[test]
fn a_scenario_has_its_file_and_line() {
    let set = tea();
    let smoke = &set.scenarios[set.scenarios.find("smoke").unwrap()];
    assert_eq!(
        (smoke.file.as_str(), smoke.line),
        ("scenarios/afternoons.yaml", 24)
    );
}

#[test]
fn load_to_ask_leaves_out_nothing_but_scenarios() {
    let mut whole = tea();
    let to_ask = load::load_to_ask(&files("tests/sets/tea")).unwrap().set;
    assert!(to_ask.scenarios.is_empty());
    whole.scenarios = to_ask.scenarios.clone();
    assert_eq!(whole, to_ask);
}

#[test]
fn load_to_ask_reads_scenario_files_with_other_keys() {
    let hidden = "rules: []\nscenarios: []\n".to_owned();
    let texts = files("tests/sets/tea")
        .iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .chain([("scenarios/more.yaml".to_owned(), hidden)])
        .collect::<Vec<_>>();
    assert!(load::load_to_ask(&Files::from_texts(texts)).is_err());
}

/// The walk stops early by these readers.
#[test]
fn readers_of_each_question_are_computed() {
    let set = tea();
    let mut lines = Vec::new();
    for question in set.questions.values() {
        let readers = &question.readers;
        let stopping: Vec<&str> = readers
            .stopping
            .iter()
            .map(|rule| set.rules[*rule].name())
            .collect();
        let safety = if readers.safety { "safety, " } else { "" };
        let fit_only = if readers.fit_only { "fit only, " } else { "" };
        let name = &question.name;
        lines.push(format!("{name}: {safety}{fit_only}stopping {stopping:?}"));
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    smoke: safety, stopping ["kettle-burns"]
    longing: safety, stopping []
    reactions: safety, stopping ["no-herbs", "no-tea-at-all"]
    drinks_tea: safety, stopping []
    cups: safety, stopping []
    shaky: safety, stopping []
    sleepless: safety, stopping []
    time: fit only, stopping []
    likes: fit only, stopping []
    milk: fit only, stopping []
    wish: stopping []
    "#);
}
