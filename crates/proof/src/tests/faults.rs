//! A fault planted in each built-in guarantee is caught.

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

/// What breaks, in words.
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

fn found(guarantee: BuiltIn, about: &str) -> Vec<(BuiltIn, String)> {
    vec![(guarantee, about.to_owned())]
}

#[test]
fn a_sound_set_breaks_nothing() {
    let set = tea();
    assert_eq!(broken(&mut Proof::build(&set, BUDGET).unwrap()), []);
}

#[test]
fn two_outcomes_for_one_answer_set() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let emergency = proof.outcomes.status(Status::Emergency);
    let not_suitable = &mut proof.outcomes.status[Status::NotSuitable as usize];
    *not_suitable = proof.store.or(*not_suitable, emergency).unwrap();
    assert_eq!(broken(&mut proof), found(BuiltIn::OneOutcome, "result"));
}

#[test]
fn no_outcome_for_some_answer_set() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let suggested = proof.outcomes.suggested[0];
    let mild = &mut proof.outcomes.status[Status::Suggestion as usize];
    *mild = proof.store.and_not(*mild, suggested).unwrap();
    assert_eq!(broken(&mut proof), found(BuiltIn::OneOutcome, "result"));
}

#[test]
fn an_excluded_treatment_suggested() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let rule = set.rules.find("no-herbs").unwrap();
    let truths = proof.outcomes.truths.without(rule);
    let careless = OutcomeDiagrams::decide(&mut proof.store, &set, &truths).unwrap();
    proof.outcomes.suggested = careless.suggested;
    let broken = broken(&mut proof);
    assert!(
        broken.contains(&(BuiltIn::ExcludedNeverSuggested, "herbal".to_owned())),
        "{broken:?}"
    );
}

#[test]
fn a_treatment_named_in_an_emergency() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let rule = set.rules.find("kettle-burns").unwrap();
    let truths = proof.outcomes.truths.without(rule);
    let careless = OutcomeDiagrams::decide(&mut proof.store, &set, &truths).unwrap();
    proof.outcomes.suggested = careless.suggested;
    // The kettle is asked first, so no points are there yet; named is what needs none.
    proof.outcomes.suggested[0] = careless.named;
    let broken = broken(&mut proof);
    assert!(
        broken.contains(&(BuiltIn::NothingNamedInDanger, "green".to_owned())),
        "{broken:?}"
    );
}

#[test]
fn unknown_read_as_no() {
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
        found(BuiltIn::UnknownIsNeverNo, "reactions")
    );
}

#[test]
fn a_close_treatment_left_out() {
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
fn an_answer_left_over_that_is_read() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    // These diagrams take every answer at its word, asked for or not.
    let truths = proof.outcomes.truths.clone();
    let leftovers = proof
        .find_dependency(&truths, proof.walk.complete())
        .unwrap();
    let [(About::Leftover(question, _), broken)] = leftovers[..] else {
        panic!("{leftovers:?}");
    };
    // The first question that an emergency leaves unasked.
    assert_eq!(set.questions[question].name, "longing");
    assert!(proof.witness(broken).unwrap().is_some());
}

#[test]
fn an_interview_that_goes_on_after_an_emergency() {
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
fn a_question_that_is_forgotten() {
    let set = tea();
    let mut proof = Proof::build(&set, BUDGET).unwrap();
    let milk = set.questions.find("milk").unwrap();
    let smoke = set.questions.find("smoke").unwrap();
    proof.walk.asked[milk.index()] = proof.walk.reached[smoke.index() + 1];
    assert_eq!(broken(&mut proof), found(BuiltIn::AsksWhatMatters, "milk"));
}
