//! What is said of small changes to a set is so: on every answer set of small random sets, and with
//! the scenarios that are printed.

use proptest::prelude::*;
use treatfit_core::engine::{decide, misses};
use treatfit_core::load::{Files, load, scenario_yaml};
use treatfit_core::model::{Effect, Level, SafetyEffect};
use treatfit_testing::sets::{files, small};
use treatfit_testing::{every, random};

use crate::encode::BUDGET;
use crate::mutants::kill_scenario::{KillScenario, telling};
use crate::mutants::operators::{Mutation, changes};
use crate::mutants::{Fate, Tally, judge, try_all, waiting};

/// The most answer sets that are tried one by one.
const MOST: usize = 300;

fn tapes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..250)
}

/// Without its only safety rule a question is not asked any more once all is excluded, and so
/// neither is one that hangs on its answer: a scenario that answers both is refused.
#[test]
fn a_question_that_hangs_on_one_no_longer_asked_is_noticed() {
    let head = "\
format: 1
id: walk
version: 0.1.0
title: Which walk?
reviewed: {by: nobody yet, on: 2026-11-25}
treatments:
  - {id: hill, name: The hill, summary: Up., evidence: It is there.}
  - {id: park, name: The park, summary: Flat., evidence: It is there.}
decision: {minimum: 1, close: 0}
notices: {consult: Ask somebody.}
sections: [walk]
";
    let part = "\
section: {title: A walk, why: Nobody should slip.}
sources: [{id: W1, title: A map, seen: read}]
questions:
  - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
  - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old, new: New}, unknown: Not sure}
  - {id: heels, ask: Have they heels?, type: yes_no, unknown: Not sure, when: {shoes: new}}
rules:
  - {id: icy, level: exclude, when: {ice: [yes, unknown]}, because: Ice., do: Stay in., sources: [W1]}
  - {id: never, level: exclude, when: {all: [{heels: yes}, {heels: no}]}, because: No., do: No., sources: [W1]}
  - {id: for-the-hill, points: {hill: 1}, when: {shoes: old}, because: Old ones grip., sources: [W1]}
  - {id: for-the-park, points: {park: 1}, when: {heels: no}, because: Flat ones are for the park., sources: [W1]}
";
    let texts = [("set.yaml", head), ("walk.yaml", part)];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let set = load(&Files::from_texts(texts)).unwrap().set;
    let all = every::answer_sets(&set, MOST).unwrap();
    let change = Mutation::NoRule(set.rules.find("never").unwrap());
    let mutant = change.made(&set);
    assert!(all.iter().any(|it| telling(&set, &mutant, it).is_some()));
    let fates = judge(&set, &[&change], BUDGET);
    assert!(matches!(fates.as_slice(), [Fate::Survives(_)]), "{fates:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn equivalent_is_what_no_answer_set_tells(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = every::answer_sets(&set, MOST) else { return Ok(()) };
        let changes = changes(&set);
        let asked: Vec<&Mutation> = changes.iter().collect();
        for (change, fate) in changes.iter().zip(judge(&set, &asked, BUDGET)) {
            let mutant = change.made(&set);
            let mut tell = all.iter().filter_map(|it| telling(&set, &mutant, it));
            let told = tell.next().is_some();
            let survives = matches!(fate, Fate::Survives(_));
            prop_assert_eq!(told, survives, "{:?} {:?} {:#?}", change, fate, set);
        }
    }

    #[test]
    fn every_change_changes_the_set(tape in tapes()) {
        let set = random::set(&tape);
        for change in changes(&set) {
            prop_assert_ne!(change.made(&set), set.clone(), "{:?}", change);
        }
    }
}

/// The safety effect of a rule at another level.
fn effect_at(rule: &str, level: Level) -> SafetyEffect {
    let set = small("tea");
    let rule = set.rules.find(rule).unwrap();
    let change = Mutation::Level(rule, level);
    assert!(changes(&set).contains(&change));
    match &change.made(&set).rules[rule].effect {
        Effect::Safety(safety) => safety.clone(),
        Effect::Fit(_) => panic!("a fit rule has no level"),
    }
}

#[test]
fn a_level_takes_along_only_what_its_rules_may_have() {
    assert_eq!(effect_at("no-herbs", Level::Emergency).treatments, None);
    assert!(!effect_at("too-many-cups", Level::Exclude).withhold);
}

/// What is printed can be pasted: each such scenario passes, and its change is then noticed.
#[test]
fn pasted_scenarios_notice_everything() {
    let set = small("tea");
    let mut pasted = "scenarios:\n".to_owned();
    let tried = try_all(&set, BUDGET);
    for (number, waiting) in waiting(&tried).iter().enumerate() {
        let KillScenario { like, own, expect } = &waiting.scenario;
        let id = format!("pasted-{number}");
        pasted += &scenario_yaml(&set, &id, *like, own, expect);
    }
    let tea = files("tests/sets/tea");
    let texts = tea
        .iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    let more = [("scenarios/pasted.yaml".to_owned(), pasted)];
    let set = load(&Files::from_texts(texts.chain(more))).unwrap().set;
    for scenario in set.scenarios.values() {
        let outcome = decide(&set, &scenario.answers).unwrap();
        assert_eq!(misses(&scenario.expect, &outcome), [], "{}", scenario.name);
    }
    let tally = Tally::of(&try_all(&set, BUDGET));
    assert_eq!(tally.noticed, tally.noticeable());
    assert!(tally.reaches(100));
}
