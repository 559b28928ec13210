//! Exact counts of answer sets, in whole numbers of any size.
//!
//! A diagram is counted from below, each node once. A rule reads a few questions in the middle of
//! the interview, and all answer sets are one large diagram; to count those a rule fires for,
//! [`Shares`] weighs the large one from above, so that only the part where the rule's questions lie
//! is gone through.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use crate::encode::space::Space;
use crate::kernel::diagram::{Diagram, DiagramMap, Store};

/// Counts answer sets, remembering what it counted.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    /// How many answers each value of each variable stands for.
    weights: Vec<Vec<BigUint>>,
    /// The same over all values of a variable.
    totals: Vec<BigUint>,
    known: DiagramMap<Diagram, BigUint>,
}

impl Counter {
    /// Counts answer sets of this space.
    #[must_use]
    pub(crate) fn new(space: &Space) -> Self {
        Self::weighing(
            (0..space.levels())
                .map(|level| space.weights(level).to_vec())
                .collect(),
        )
    }

    /// Counts with weights of its own, by variable and value.
    #[must_use]
    pub(crate) fn weighing(weights: Vec<Vec<BigUint>>) -> Self {
        Self {
            totals: weights.iter().map(|values| values.iter().sum()).collect(),
            weights,
            known: DiagramMap::default(),
        }
    }

    /// The weight of all values of the variables that an edge jumps over.
    fn skipped(&self, from: usize, to: usize) -> BigUint {
        self.totals.get(from..to).unwrap_or(&[]).iter().product()
    }

    /// How many answer sets a diagram holds for.
    pub(crate) fn count(&mut self, store: &Store, diagram: Diagram) -> BigUint {
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
    pub(crate) fn histogram(&self, store: &Store, diagram: Diagram) -> BTreeMap<i32, BigUint> {
        let mut counts = BTreeMap::new();
        for edge in self.edges(store, diagram) {
            if let Some(value) = edge.to.value().filter(|&value| value != 0) {
                let many = edge.weight * self.skipped(edge.from, store.levels());
                *counts.entry(value).or_insert(BigUint::ZERO) += many;
            }
        }
        counts
    }

    /// The edges of a diagram from above, the one into it first.
    fn edges(&self, store: &Store, diagram: Diagram) -> Vec<Edge> {
        let mut edges = vec![Edge {
            from: 0,
            to: diagram,
            weight: BigUint::from(1u8),
        }];
        let mut above: DiagramMap<Diagram, BigUint> = DiagramMap::default();
        above.insert(diagram, self.skipped(0, store.level(diagram)));
        for here in store.reachable(diagram) {
            let level = store.level(here);
            let from = level + 1;
            let many = above.remove(&here).unwrap_or_default();
            for (value, &to) in store.children(here).iter().enumerate() {
                if to == Diagram::NO {
                    continue;
                }
                let weight = &many * self.weight(level, value);
                if to.value().is_none() {
                    let skipped = self.skipped(from, store.level(to));
                    *above.entry(to).or_insert(BigUint::ZERO) += &weight * skipped;
                }
                edges.push(Edge { from, to, weight });
            }
        }
        edges
    }

    /// Prepares to count what parts of this diagram others hold for.
    #[must_use]
    pub(crate) fn shares(&self, store: &Store, whole: Diagram) -> Shares {
        Shares {
            edges: self.edges(store, whole),
        }
    }

    /// For how many of the answer sets that `shares` was made from the diagram holds too.
    pub(crate) fn shared(&mut self, store: &Store, shares: &Shares, diagram: Diagram) -> BigUint {
        let level = store.level(diagram);
        let mut known = DiagramMap::default();
        let mut sum = BigUint::ZERO;
        for edge in &shares.edges {
            // Edges that pass the first question the diagram asks.
            if edge.from <= level && level <= store.level(edge.to) {
                let part = self.both(store, edge.to, diagram, &mut known);
                sum += part * &edge.weight * self.skipped(edge.from, level);
            }
        }
        sum
    }

    /// Counts where both hold, below the lower of the two levels.
    fn both(
        &mut self,
        store: &Store,
        whole: Diagram,
        part: Diagram,
        known: &mut DiagramMap<(Diagram, Diagram), BigUint>,
    ) -> BigUint {
        match (whole, part) {
            (Diagram::NO, _) | (_, Diagram::NO) => return BigUint::ZERO,
            (_, Diagram::YES) => return self.below(store, whole),
            _ => {}
        }
        if let Some(known) = known.get(&(whole, part)) {
            return known.clone();
        }
        let (outer, inner) = (store.level(whole), store.level(part));
        let level = outer.min(inner);
        let mut sum = BigUint::ZERO;
        for value in 0..store.arity(level) {
            let next = store.follow(whole, level, value);
            let rest = store.follow(part, level, value);
            let mut many = self.both(store, next, rest, known);
            if many != BigUint::ZERO {
                // What `whole` jumps over counts here, unless `part` stops on the way.
                let to = if rest == Diagram::YES {
                    store.level(next)
                } else {
                    store.level(next).min(store.level(rest))
                };
                many *= self.skipped(level + 1, to);
                sum += many * self.weight(level, value);
            }
        }
        known.insert((whole, part), sum.clone());
        sum
    }
}

/// An edge: the level below its upper end, its lower end, and the weight of all ways that end with
/// it, without what it jumps over.
#[derive(Debug, Clone)]
struct Edge {
    from: usize,
    to: Diagram,
    weight: BigUint,
}

/// A diagram weighed from above; see [`Counter::shared`].
#[derive(Debug, Clone)]
pub(crate) struct Shares {
    edges: Vec<Edge>,
}
