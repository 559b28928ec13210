//! Exact counts of answer sets, in whole numbers of any size.

use std::collections::{BTreeMap, HashMap};

use num_bigint::BigUint;

use super::diagram::{Diagram, Store};
use super::space::Space;

/// Counts answer sets, remembering what it counted.
#[derive(Debug)]
pub struct Counter {
    /// How many answers each value of each variable stands for.
    weights: Vec<Vec<BigUint>>,
    /// The same over all values of a variable.
    totals: Vec<BigUint>,
    known: HashMap<Diagram, BigUint>,
}

impl Counter {
    /// Counts answer sets of this space.
    #[must_use]
    pub fn new(space: &Space) -> Self {
        Self::weighing(
            (0..space.levels())
                .map(|level| space.weights(level).to_vec())
                .collect(),
        )
    }

    /// Counts with weights of its own, by variable and value.
    #[must_use]
    pub fn weighing(weights: Vec<Vec<BigUint>>) -> Self {
        Self {
            totals: weights.iter().map(|values| values.iter().sum()).collect(),
            weights,
            known: HashMap::new(),
        }
    }

    /// The weight of all values of the variables that an edge jumps over.
    fn skipped(&self, from: usize, to: usize) -> BigUint {
        self.totals.get(from..to).unwrap_or(&[]).iter().product()
    }

    /// How many answer sets a diagram holds for.
    pub fn count(&mut self, store: &Store, diagram: Diagram) -> BigUint {
        self.below(store, diagram) * self.skipped(0, store.level(diagram))
    }

    fn below(&mut self, store: &Store, diagram: Diagram) -> BigUint {
        match diagram {
            Diagram::NO => return BigUint::ZERO,
            Diagram::YES => return BigUint::from(1u8),
            _ => {}
        }
        if let Some(known) = self.known.get(&diagram) {
            return known.clone();
        }
        let level = store.level(diagram);
        let mut sum = BigUint::ZERO;
        for (value, &child) in store.children(diagram).iter().enumerate() {
            if child != Diagram::NO {
                let mut part = self.below(store, child);
                part *= self.skipped(level + 1, store.level(child));
                part *= self.weight(level, value);
                sum += part;
            }
        }
        self.known.insert(diagram, sum.clone());
        sum
    }

    fn weight(&self, level: usize, value: usize) -> &BigUint {
        const NONE: &BigUint = &BigUint::ZERO;
        self.weights
            .get(level)
            .and_then(|values| values.get(value))
            .unwrap_or(NONE)
    }

    /// How many answer sets a diagram has each of its values for; those it is 0 for are left out.
    #[must_use]
    pub fn histogram(&self, store: &Store, diagram: Diagram) -> BTreeMap<i32, BigUint> {
        let mut counts = BTreeMap::new();
        let mut above: HashMap<Diagram, BigUint> = HashMap::new();
        let mut arrive = |above: &mut HashMap<_, _>, diagram: Diagram, many: BigUint| {
            match diagram.value() {
                Some(0) => {}
                Some(value) => *counts.entry(value).or_insert(BigUint::ZERO) += many,
                None => *above.entry(diagram).or_insert(BigUint::ZERO) += many,
            }
        };
        arrive(&mut above, diagram, self.skipped(0, store.level(diagram)));
        for here in store.reachable(diagram) {
            let level = store.level(here);
            let many = above.remove(&here).unwrap_or_default();
            for (value, &child) in store.children(here).iter().enumerate() {
                if child != Diagram::NO {
                    let skipped = self.skipped(level + 1, store.level(child));
                    let part = &many * self.weight(level, value) * skipped;
                    arrive(&mut above, child, part);
                }
            }
        }
        counts
    }
}
