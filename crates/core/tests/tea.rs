//! What is made of the small set that shows every element of the format.

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
fn its_scenarios_come_out_as_expected() {
    let set = tea();
    for scenario in set.scenarios.values() {
        let outcome = decide(&set, &scenario.answers).unwrap();
        assert_eq!(misses(&scenario.expect, &outcome), [], "{}", scenario.name);
    }
}

#[test]
fn a_scenario_knows_where_it_stands() {
    let set = tea();
    let smoke = &set.scenarios[set.scenarios.find("smoke").unwrap()];
    assert_eq!(
        (smoke.file.as_str(), smoke.line),
        ("scenarios/afternoons.yaml", 24)
    );
}

#[test]
fn a_set_to_ask_differs_in_its_scenarios_alone() {
    let mut whole = tea();
    let to_ask = load::load_to_ask(&files("tests/sets/tea")).unwrap().set;
    assert!(to_ask.scenarios.is_empty());
    whole.scenarios = to_ask.scenarios.clone();
    assert_eq!(whole, to_ask);
}

#[test]
fn nothing_but_scenarios_is_left_out() {
    let hidden = "rules: []\nscenarios: []\n".to_owned();
    let texts = files("tests/sets/tea")
        .iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .chain([("scenarios/more.yaml".to_owned(), hidden)])
        .collect::<Vec<_>>();
    assert!(load::load_to_ask(&Files::from_texts(texts)).is_err());
}

/// Who reads each question: the interview stops, and stops asking, by this.
#[test]
fn readers_are_worked_out() {
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
