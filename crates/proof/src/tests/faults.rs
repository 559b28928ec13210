//! Fault injection: a fault in the set or in its encoding breaks the built-in guarantee that is
//! meant to catch it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use treatfit_core::model::{QuestionSet, Status};
use treatfit_testing::sets::small;

use crate::check::builtin::{About, BuiltIn};
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::{BUDGET, Proof};

fn tea() -> QuestionSet {
    small("tea")
}

/// Returns the broken built-in guarantees, each with the name of what it is about.
fn broken(proof: &mut Proof<'_>) -> Vec<(BuiltIn, String)> {
    let set = proof.set;
    let verdicts = proof.built_in().unwrap();
    let breaches = verdicts.iter().flat_map(|verdict| {
        let about = verdict.breaches.iter().map(|breach| match &breach.about {
            About::Result => "result".to_owned(),
            About::Treatment(id) => set.treatments[*id].name.clone(),
            About::Question(id) | About::Leftover(id, _) => set.questions[*id].name.clone(),
        });
        about.map(|about| (verdict.guarantee, about))
    });
    breaches.collect()
}

/// The expected result if this guarantee alone is broken, in one respect.
fn only(guarantee: BuiltIn, about: &str) -> Vec<(BuiltIn, String)> {
    vec![(guarantee, about.to_owned())]
}

#[test]
fn a_sound_set_breaks_no_guarantee() {
    let set = tea();
    assert_eq!(broken(&mut Proof::build(&set, BUDGET).unwrap()), []);
}

#[test]
fn two_statuses_for_one_answer_set_are_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let emergency = proof.outcomes.status(Status::Emergency);
    let not_suitable = &mut proof.outcomes.status[Status::NotSuitable as usize];
    *not_suitable = proof.store.or(*not_suitable, emergency).unwrap();
    assert_eq!(broken(&mut proof), only(BuiltIn::OneOutcome, "result"));
}

#[test]
fn an_answer_set_without_status_is_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let suggested = proof.outcomes.suggested[0];
    let mild = &mut proof.outcomes.status[Status::Suggestion as usize];
    *mild = proof.store.and_not(*mild, suggested).unwrap();
    assert_eq!(broken(&mut proof), only(BuiltIn::OneOutcome, "result"));
}

#[test]
fn suggesting_an_excluded_treatment_is_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let rule = set.rules.find("no-herbs").unwrap();
    let truths = proof.outcomes.truths.without(rule);
    let faulty = OutcomeDiagrams::decide(&mut proof.store, &set, &truths).unwrap();
    proof.outcomes.suggested = faulty.suggested;
    let broken = broken(&mut proof);
    assert!(
        broken.contains(&(BuiltIn::ExcludedNeverSuggested, "herbal".to_owned())),
        "{broken:?}"
    );
}

#[test]
fn suggesting_a_treatment_in_an_emergency_is_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let rule = set.rules.find("kettle-burns").unwrap();
    let truths = proof.outcomes.truths.without(rule);
    let faulty = OutcomeDiagrams::decide(&mut proof.store, &set, &truths).unwrap();
    proof.outcomes.suggested = faulty.suggested;
    // The kettle question comes first, when no treatment has points yet. `named` needs no points.
    proof.outcomes.suggested[0] = faulty.named;
    let broken = broken(&mut proof);
    assert!(
        broken.contains(&(BuiltIn::NothingNamedInDanger, "green".to_owned())),
        "{broken:?}"
    );
}

#[test]
fn an_unknown_answer_without_a_rule_is_caught() {
    let mut set = tea();
    let rule = set.rules.find("reactions-not-known").unwrap();
    set.rules = set
        .rules
        .iter()
        .filter(|(id, _)| *id != rule)
        .map(|(_, rule)| rule.clone())
        .collect();
    set.guarantees = treatfit_core::model::Table::default();
    set.find_readers();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    assert_eq!(
        broken(&mut proof),
        only(BuiltIn::UnknownIsNeverNo, "reactions")
    );
}

#[test]
fn leaving_out_a_close_treatment_is_caught() {
    let set = tea();
    let mut narrow = set.clone();
    narrow.decision.close_pairs.clear();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let truths = proof.outcomes.truths.clone();
    proof.outcomes = OutcomeDiagrams::decide(&mut proof.store, &narrow, &truths).unwrap();
    let broken = broken(&mut proof);
    assert_eq!(
        broken,
        [
            (BuiltIn::TiesAreShown, "black".to_owned()),
            (BuiltIn::TiesAreShown, "green".to_owned()),
        ]
    );
}

#[test]
fn reading_a_leftover_answer_is_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    // These diagrams read answers to questions that are not asked.
    let truths = proof.outcomes.truths.clone();
    let leftovers = proof
        .find_dependency(&truths, proof.walk.complete())
        .unwrap();
    let [(About::Leftover(question, _), broken)] = leftovers[..] else {
        panic!("{leftovers:?}");
    };
    // The first question after the one that can end the interview in an emergency.
    assert_eq!(set.questions[question].name, "longing");
    assert!(proof.witness(broken).unwrap().is_some());
}

#[test]
fn asking_on_after_an_emergency_is_caught() {
    let mut set = tea();
    for question in set.questions.values_mut() {
        question.readers.stopping.clear();
    }
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let broken = broken(&mut proof);
    assert!(
        broken.contains(&(BuiltIn::AsksWhatMatters, "longing".to_owned())),
        "{broken:?}"
    );
}

#[test]
fn asking_a_question_without_its_condition_is_caught() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let milk = set.questions.find("milk").unwrap();
    let smoke = set.questions.find("smoke").unwrap();
    proof.walk.asked[milk.index()] = proof.walk.reached[smoke.index() + 1];
    assert_eq!(broken(&mut proof), only(BuiltIn::AsksWhatMatters, "milk"));
}
