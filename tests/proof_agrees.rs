//! The engine, the diagrams and trying everything say the same of every answer set.

#[cfg(test)]
#[path = "proof/every.rs"]
mod every;
#[cfg(test)]
#[path = "proof/random.rs"]
mod random;

#[cfg(test)]
mod tests {
    use super::{every, random};
    use num_bigint::BigUint;
    use proptest::prelude::*;
    use treatfit::engine::decide;
    use treatfit::proof::Proof;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn engine_and_diagrams_agree(tape in proptest::collection::vec(any::<u8>(), 0..250)) {
            let set = random::set(&tape);
            let Some(all) = every::answer_sets(&set, 3000) else { return Ok(()); };
            let mut proof = Proof::build(&set, 1_000_000).unwrap();
            let (valid, store) = (proof.answer_sets, &proof.store);
            prop_assert_eq!(proof.counter.count(store, valid), BigUint::from(all.len()));
            for answers in &all {
                let outcome = decide(&set, answers).unwrap();
                let values = proof.values(answers);
                let at = |diagram| proof.store.at(diagram, &values) == 1;
                prop_assert!(at(proof.answer_sets), "not an answer set: {answers:?} {values:?}");
                for (place, status) in treatfit::set::model::Status::ALL.into_iter().enumerate() {
                    prop_assert_eq!(at(proof.outcomes.status[place]), outcome.status == status);
                }
                for id in set.treatments.ids() {
                    prop_assert_eq!(at(proof.outcomes.suggested[id.index()]), outcome.suggested.contains(&id));
                }
                for id in set.rules.ids() {
                    let found = proof.outcomes.found(&mut proof.store, &set, id).unwrap();
                    prop_assert_eq!(proof.store.at(found, &values) == 1, outcome.found(id), "rule {:?} of {:#?} {:?}", id, &set, &answers);
                }
                let at = |diagram| proof.store.at(diagram, &values) == 1;
                for id in set.sequences.ids() {
                    prop_assert_eq!(at(proof.outcomes.sequence[id.index()]), outcome.sequence == Some(id));
                }
                prop_assert_eq!(at(proof.outcomes.withheld), outcome.withheld);
                prop_assert_eq!(at(proof.outcomes.crisis_lines), outcome.crisis.is_some_and(|crisis| crisis.lines));
            }
        }
    }
}
