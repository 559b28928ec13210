//! Tests of mutation testing: fates are compared with an enumeration of all answer sets of small
//! random sets, and printed kill scenarios are loaded and run.

use proptest::prelude::*;
use treatfit_core::engine::{decide, misses};
use treatfit_core::load::{Files, load, scenario_yaml};
use treatfit_core::model::{Effect, Level, SafetyEffect};
use treatfit_testing::sets::{files, small};
use treatfit_testing::{all_answer_sets, random};

use crate::encode::BUDGET;
use crate::mutants::kill_scenario::{KillScenario, find_kill_scenario};
use crate::mutants::operators::{Mutation, mutations};
use crate::mutants::{Fate, Tally, classify_survivors, missing_scenarios, try_all};

/// The most answer sets that are enumerated.
const MAX_ANSWER_SETS: usize = 300;

fn byte_strings() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..250)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        ..ProptestConfig::default()
    }
}

/// Without its only safety rule, a question is not asked once all treatments are excluded, and
/// neither is the question that depends on its answer. A scenario that answers both is refused.
#[test]
fn a_mutant_that_no_longer_asks_a_question_another_depends_on_can_be_killed() {
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
    let all = all_answer_sets::answer_sets(&set, MAX_ANSWER_SETS).unwrap();
    let mutation = Mutation::RemoveRule(set.rules.find("never").unwrap());
    let mutant = mutation.apply(&set);
    assert!(
        all.iter()
            .any(|it| find_kill_scenario(&set, &mutant, it).is_some())
    );
    let fates = classify_survivors(&set, &[&mutation], BUDGET);
    assert!(matches!(fates.as_slice(), [Fate::Survived(_)]), "{fates:?}");
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn a_mutant_survives_exactly_if_some_answer_set_kills_it(bytes in byte_strings()) {
        let set = random::set(&bytes);
        let Some(all) = all_answer_sets::answer_sets(&set, MAX_ANSWER_SETS) else { return Ok(()) };
        let mutations = mutations(&set);
        let all_mutations: Vec<&Mutation> = mutations.iter().collect();
        for (mutation, fate) in mutations.iter().zip(classify_survivors(&set, &all_mutations, BUDGET)) {
            let mutant = mutation.apply(&set);
            let mut scenarios = all.iter().filter_map(|it| find_kill_scenario(&set, &mutant, it));
            let killable = scenarios.next().is_some();
            let survived = matches!(fate, Fate::Survived(_));
            prop_assert_eq!(killable, survived, "{:?} {:?} {:#?}", mutation, fate, set);
        }
    }

    #[test]
    fn every_mutation_changes_the_set(bytes in byte_strings()) {
        let set = random::set(&bytes);
        for mutation in mutations(&set) {
            prop_assert_ne!(mutation.apply(&set), set.clone(), "{:?}", mutation);
        }
    }
}

/// Returns the safety effect of a rule mutated to another level.
fn effect_at(rule: &str, level: Level) -> SafetyEffect {
    let set = small("tea");
    let rule = set.rules.find(rule).unwrap();
    let mutation = Mutation::SetLevel(rule, level);
    assert!(mutations(&set).contains(&mutation));
    match &mutation.apply(&set).rules[rule].effect {
        Effect::Safety(safety) => safety.clone(),
        Effect::Fit(_) => panic!("a fit rule has no level"),
    }
}

#[test]
fn a_new_level_keeps_only_what_rules_of_that_level_may_have() {
    assert_eq!(effect_at("no-herbs", Level::Emergency).treatments, None);
    assert!(!effect_at("too-many-cups", Level::Exclude).withhold);
}

/// Printed kill scenarios can be pasted into the set: each passes, and its mutant is then killed.
#[test]
fn pasted_kill_scenarios_pass_and_kill_every_mutant() {
    let set = small("tea");
    let mut pasted = "scenarios:\n".to_owned();
    let tried = try_all(&set, BUDGET);
    for (number, missing) in missing_scenarios(&tried).iter().enumerate() {
        let KillScenario { like, own, expect } = &missing.scenario;
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
    assert_eq!(tally.killed, tally.killable());
    assert!(tally.reaches(100));
}
