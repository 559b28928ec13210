//! Compares the proofs with enumeration: for thousands of random small question sets, the engine, the
//! diagrams and an oracle (`treatfit_testing::oracle`) agree on every answer set, and counts,
//! guarantees and remarks are what trying each answer set gives.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;
use proptest::prelude::*;
use treatfit_core::engine::{decide, misses};
use treatfit_core::model::{
    Answer, Answers, Claim, Effect, Id, Level, OptionRole, Outcome, QuestionSet, Rule, Status,
};
use treatfit_testing::{all_answer_sets, oracle, random};

use crate::check::builtin::{About, BuiltIn};
use crate::check::guarantees::Ruling;
use crate::check::remarks::Remark;
use crate::encode::{BUDGET, Proof};
use crate::kernel::diagram::Diagram;

/// Largest number of answer sets of a set to enumerate; larger sets are skipped.
const MOST: usize = 600;

/// Random bytes from which [`random::set`] builds a question set.
fn tapes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..250)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn engine_diagrams_and_oracle_agree_on_every_answer_set(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = all_answer_sets::decided(&set, MOST) else { return Ok(()) };
        let mut proof = Proof::build(&set, BUDGET).unwrap();
        prop_assert_eq!(proof.count(Diagram::YES), BigUint::from(all.len()));
        for (answers, outcome) in &all {
            let plain = oracle::outcome(&set, answers);
            prop_assert_eq!(&by_engine(&set, answers, outcome), &plain, "{:#?} {:?}", &set, answers);
            prop_assert_eq!(by_diagrams(&mut proof, answers), Some(plain), "{:#?} {:?}", &set, answers);
        }
    }
}

fn by_engine(set: &QuestionSet, answers: &Answers, outcome: &Outcome) -> oracle::PlainOutcome {
    oracle::PlainOutcome {
        asked: answers.iter(set).count(),
        status: outcome.status,
        suggested: outcome.suggested.iter().copied().collect(),
        close: outcome.close.iter().copied().collect(),
        sequence: outcome.sequence,
        found: outcome
            .findings
            .iter()
            .map(|finding| finding.rule)
            .collect(),
        crisis_lines: outcome.crisis.is_some_and(|crisis| crisis.lines),
        emergency_first: outcome.crisis.is_some_and(|crisis| crisis.emergency_first),
    }
}

/// Evaluates the diagrams on answers; `None` if they are not an answer set by the diagrams, or do
/// not have exactly one status.
fn by_diagrams(proof: &mut Proof<'_>, answers: &Answers) -> Option<oracle::PlainOutcome> {
    let set = proof.set;
    let values = proof.values(answers);
    let tie = proof.tie().unwrap();
    let ids = set.rules.ids();
    let found: Vec<_> = ids
        .map(|id| proof.outcomes.found(&mut proof.store, set, id).unwrap())
        .collect();
    let at = |diagram| proof.store.evaluate(diagram, &values) == 1;
    let here = |all: &[Diagram]| -> Vec<usize> {
        (0..all.len()).filter(|&place| at(all[place])).collect()
    };
    let suggested = here(&proof.outcomes.suggested);
    let suggested: BTreeSet<_> = set
        .treatments
        .ids()
        .filter(|id| suggested.contains(&id.index()))
        .collect();
    let status = here(&proof.outcomes.status);
    if !at(proof.answer_sets) || status.len() != 1 {
        return None;
    }
    Some(oracle::PlainOutcome {
        asked: here(&proof.walk.asked).len(),
        status: Status::ALL[status[0]],
        close: if at(tie) {
            suggested.clone()
        } else {
            BTreeSet::new()
        },
        suggested,
        sequence: set
            .sequences
            .ids()
            .find(|id| at(proof.outcomes.sequence[id.index()])),
        found: set.rules.ids().filter(|id| at(found[id.index()])).collect(),
        crisis_lines: at(proof.outcomes.crisis_lines),
        emergency_first: at(proof.outcomes.emergency_first),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12000))]

    #[test]
    fn counts_equal_those_of_enumeration(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = all_answer_sets::decided(&set, MOST) else { return Ok(()) };
        let mut proof = Proof::build(&set, BUDGET).unwrap();
        let counts = proof.counts().unwrap();
        let mut results = BTreeMap::new();
        let mut prompts = BTreeMap::new();
        for (answers, outcome) in &all {
            let mut suggested = outcome.suggested.clone();
            suggested.sort();
            *results.entry((outcome.status, suggested)).or_insert(BigUint::ZERO) += 1u8;
            *prompts.entry(answers.iter(&set).count()).or_insert(BigUint::ZERO) += 1u8;
        }
        prop_assert_eq!(&counts.results, &results);
        prop_assert_eq!(&counts.prompts.answer_sets, &prompts);
        let mut taken: Vec<usize> = all.iter().map(|(answers, _)| answers.iter(&set).count()).collect();
        taken.sort_unstable();
        prop_assert_eq!(counts.prompts.shortest(), taken[0]);
        prop_assert_eq!(counts.prompts.median(), taken[(taken.len() - 1) / 2]);
        prop_assert_eq!(counts.prompts.longest(), taken[taken.len() - 1]);
        for (id, count) in set.rules.ids().zip(&counts.rules) {
            let found = all.iter().filter(|(_, outcome)| outcome.found(id));
            prop_assert_eq!(&count.found, &BigUint::from(found.count()));
            let alone = all.iter().filter(|(_, outcome)| found_alone(&set, outcome, id));
            prop_assert_eq!(&count.alone, &BigUint::from(alone.count()));
        }
    }

    #[test]
    fn a_guarantee_holds_exactly_if_no_answer_set_breaks_it(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = all_answer_sets::decided(&set, MOST) else { return Ok(()) };
        let mut proof = Proof::build(&set, BUDGET).unwrap();
        for verdict in proof.guarantees().unwrap() {
            let guarantee = &set.guarantees[verdict.guarantee];
            let applies = |answers: &Answers| guarantee.when.as_ref().is_none_or(|when| {
                oracle::certain_at_the_end(&set, answers, when)
            });
            let (expected, wanted) = match &guarantee.claim {
                Claim::Always(expected) => (expected, false),
                Claim::Possible(expected) => (expected, true),
            };
            let about: Vec<_> = all.iter().filter(|(answers, _)| applies(answers)).collect();
            // A witness of a claim of possibility, a counterexample of any other claim.
            let decisive = |outcome: &Outcome| misses(expected, outcome).is_empty() == wanted;
            let count = about.iter().filter(|(_, outcome)| decisive(outcome)).count();
            prop_assert_eq!(verdict.speaks_of, BigUint::from(about.len()));
            let example = match &verdict.ruling {
                Ruling::SaysNothing => { prop_assert!(about.is_empty()); None }
                Ruling::Holds => { prop_assert!(!wanted && count == 0); None }
                Ruling::Impossible => { prop_assert!(wanted && count == 0); None }
                Ruling::Possible(many, example) => {
                    prop_assert!(wanted);
                    prop_assert_eq!(many, &BigUint::from(count));
                    Some(example.as_ref())
                }
                Ruling::Broken(many, counterexample) => {
                    prop_assert!(!wanted);
                    prop_assert_eq!(many, &BigUint::from(count));
                    Some(&counterexample.example)
                }
            };
            if let Some(example) = example {
                prop_assert_eq!(&decide(&set, &example.answers).unwrap(), &example.outcome);
                prop_assert!(applies(&example.answers) && decisive(&example.outcome));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12000))]

    #[test]
    fn built_in_guarantees_hold_except_those_that_depend_on_the_rules(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = all_answer_sets::decided(&set, MOST) else { return Ok(()) };
        let mut proof = Proof::build(&set, BUDGET).unwrap();
        for verdict in proof.built_in().unwrap() {
            let broken: Vec<_> = verdict.breaches.iter().map(|breach| &breach.about).collect();
            if verdict.guarantee == BuiltIn::UnknownIsNeverNo {
                // Whether this one and the next hold depends on the author's rules.
                let wanted = read_as_no(&set, &all);
                prop_assert_eq!(broken, wanted.iter().collect::<Vec<_>>());
            } else if verdict.guarantee == BuiltIn::WithheldNeedsClinician {
                // Broken by a note that withholds treatments without a graver rule.
                let mut outcomes = all.iter().map(|(_, outcome)| outcome);
                let wanted = outcomes
                    .any(|outcome| outcome.withheld && outcome.status == Status::Suggestion);
                prop_assert_eq!(broken, vec![&About::Result; usize::from(wanted)]);
            } else {
                prop_assert!(broken.is_empty(), "{:?} {:#?}", verdict, &set);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12000))]

    #[test]
    fn remarks_equal_those_of_enumeration(tape in tapes()) {
        let set = random::set(&tape);
        let Some(all) = all_answer_sets::decided(&set, MOST) else { return Ok(()) };
        let mut proof = Proof::build(&set, BUDGET).unwrap();
        let counts = proof.counts().unwrap();
        let remarks = proof.remarks(&counts).unwrap();
        let never_asked = set.questions.ids().filter(|&id| {
            all.iter().all(|(answers, _)| answers.get(id).is_none())
        });
        for id in never_asked {
            prop_assert!(remarks.contains(&Remark::NeverAsked(id)));
        }
        for id in set.treatments.ids() {
            let suggested = all.iter().any(|(_, outcome)| outcome.suggested.contains(&id));
            prop_assert_eq!(remarks.contains(&Remark::NeverSuggested(id)), !suggested);
        }
        for (id, rule) in set.rules.iter() {
            let found = all.iter().any(|(_, outcome)| outcome.found(id));
            prop_assert_eq!(remarks.contains(&Remark::NeverFound(id)), !found);
            let idle = remarks.iter().find(|remark| {
                matches!(remark, Remark::NeverMatters { rule, .. } if *rule == id)
            });
            let is_note = rule.level() == Some(Level::Note);
            let Some(matters) = matters(&set, &all, id) else { continue };
            let idle_by_trying = found && !is_note && !matters;
            prop_assert_eq!(idle.is_some(), idle_by_trying, "{:?} {:#?}", id, &set);
            if let Some(Remark::NeverMatters { implied_by, example, .. }) = idle {
                prop_assert!(example.outcome.found(id));
                prop_assert_eq!(&decide(&set, &example.answers).unwrap(), &example.outcome);
                if let Some(by) = implied_by {
                    let implied = |outcome: &Outcome| !outcome.found(id) || outcome.found(*by);
                    prop_assert!(all.iter().all(|(_, outcome)| implied(outcome)));
                }
            }
        }
    }
}

/// Returns whether some answer set has another result without this rule. The only emergency rule
/// that fires always matters, because it ends the interview. `None` if there are too many answer
/// sets without it.
fn matters(set: &QuestionSet, all: &[(Answers, Outcome)], id: Id<Rule>) -> Option<bool> {
    let mut without = set.clone();
    for (other, rule) in set.rules.ids().zip(without.rules.values_mut()) {
        if other == id {
            rule.effect = Effect::Fit(Vec::new());
        }
    }
    without.find_readers();
    let emergency = |id| set.rules[id].level() == Some(Level::Emergency);
    let ends_alone = |outcome: &Outcome| {
        let mut others = outcome.findings.iter().filter(|finding| finding.rule != id);
        emergency(id) && outcome.found(id) && !others.any(|finding| emergency(finding.rule))
    };
    let result = |outcome: &Outcome| {
        let call = outcome.crisis.map(|it| (it.lines, it.emergency_first));
        let mut suggested = outcome.suggested.clone();
        suggested.sort();
        (
            outcome.status,
            suggested,
            outcome.sequence,
            outcome.withheld,
            call,
        )
    };
    for (answers, outcome) in all {
        let completed = all_answer_sets::completed(&without, answers.clone(), MOST)?;
        let mut results = completed
            .iter()
            .map(|answers| decide(&without, answers).unwrap());
        if ends_alone(outcome) || results.any(|other| result(&other) != result(outcome)) {
            return Some(true);
        }
    }
    Some(false)
}

/// Returns the safety questions with an open answer under the mildest status.
fn read_as_no(set: &QuestionSet, all: &[(Answers, Outcome)]) -> Vec<About> {
    let unknown = |id, answers: &Answers| match answers.get(id) {
        Some(Answer::Options(chosen)) => {
            chosen.intersects(set.questions[id].options_where(OptionRole::withholds))
        }
        _ => false,
    };
    let breaks = |id| {
        all.iter()
            .any(|(answers, outcome)| outcome.status == Status::Suggestion && unknown(id, answers))
    };
    set.questions
        .iter()
        .filter(|(id, question)| question.readers.safety && breaks(*id))
        .map(|(id, _)| About::Question(id))
        .collect()
}

/// Returns whether a rule is a finding without another of its kind: for a safety rule, one of the
/// same or a graver level; for a fit rule, another fit rule.
fn found_alone(set: &QuestionSet, outcome: &Outcome, id: Id<Rule>) -> bool {
    let level = set.rules[id].level();
    let rivals = outcome.findings.iter().filter(|finding| {
        let other = set.rules[finding.rule].level();
        other >= level && other.is_some() == level.is_some()
    });
    outcome.found(id) && rivals.count() == 1
}
