//! Exact weighted counts of satisfying assignments, as integers of arbitrary size.
//!
//! Each value of a variable has a weight, the number of answers it stands for, so a count of
//! assignments is a count of answer sets. [`Counter::count`] visits each node once, bottom up.
//!
//! The diagram of all answer sets is large, while a rule reads a few questions in the middle of the
//! interview. To count the answer sets in which the rule fires, [`Counter::count_within`] uses path
//! weights that were computed once, top down ([`WeightedEdges`]), and descends only from the edges
//! that reach the rule's first question.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use crate::kernel::diagram::{Diagram, DiagramMap, Store};

/// Counter of answer sets with a cache of the nodes counted so far.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    /// Number of answers for each value of each variable, by level and value.
    weights: Vec<Vec<BigUint>>,
    /// Sum of the weights of each variable, by level.
    totals: Vec<BigUint>,
    /// Results of [`Counter::count_below`].
    known: DiagramMap<Diagram, BigUint>,
}

impl Counter {
    /// Creates a counter with these weights, by level and value.
    #[must_use]
    pub(crate) fn new(weights: Vec<Vec<BigUint>>) -> Self {
        Self {
            totals: weights.iter().map(|values| values.iter().sum()).collect(),
            weights,
            known: DiagramMap::default(),
        }
    }

    /// Returns the product of the total weights of the levels `from..to`, which an edge skips.
    fn skipped_weight(&self, from: usize, to: usize) -> BigUint {
        self.totals.get(from..to).unwrap_or(&[]).iter().product()
    }

    /// Returns the weighted number of satisfying assignments of a Boolean diagram.
    pub(crate) fn count(&mut self, store: &Store, diagram: Diagram) -> BigUint {
        self.count_below(store, diagram) * self.skipped_weight(0, store.level(diagram))
    }

    /// Counts over the variables from the diagram's own level on.
    fn count_below(&mut self, store: &Store, diagram: Diagram) -> BigUint {
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
                let mut part = self.count_below(store, child);
                part *= self.skipped_weight(level + 1, store.level(child));
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

    /// Returns the weighted number of assignments for each value of the diagram except 0.
    #[must_use]
    pub(crate) fn histogram(&self, store: &Store, diagram: Diagram) -> BTreeMap<i32, BigUint> {
        let mut counts = BTreeMap::new();
        for edge in self.edges(store, diagram) {
            if let Some(value) = edge.to.value().filter(|&value| value != 0) {
                let many = edge.weight * self.skipped_weight(edge.from, store.levels());
                *counts.entry(value).or_insert(BigUint::ZERO) += many;
            }
        }
        counts
    }

    /// Returns the edges of a diagram top down, starting with an edge into its root.
    fn edges(&self, store: &Store, diagram: Diagram) -> Vec<Edge> {
        let mut edges = vec![Edge {
            from: 0,
            to: diagram,
            weight: BigUint::from(1u8),
        }];
        let mut above: DiagramMap<Diagram, BigUint> = DiagramMap::default();
        above.insert(diagram, self.skipped_weight(0, store.level(diagram)));
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
                    let skipped = self.skipped_weight(from, store.level(to));
                    *above.entry(to).or_insert(BigUint::ZERO) += &weight * skipped;
                }
                edges.push(Edge { from, to, weight });
            }
        }
        edges
    }

    /// Computes the path weights of `whole` for [`Counter::count_within`].
    #[must_use]
    pub(crate) fn weighted_edges(&self, store: &Store, whole: Diagram) -> WeightedEdges {
        WeightedEdges {
            edges: self.edges(store, whole),
        }
    }

    /// Returns the weighted number of satisfying assignments of the conjunction of `whole` and
    /// `diagram`, without building that conjunction.
    pub(crate) fn count_within(
        &mut self,
        store: &Store,
        whole: &WeightedEdges,
        diagram: Diagram,
    ) -> BigUint {
        let level = store.level(diagram);
        let mut known = DiagramMap::default();
        let mut sum = BigUint::ZERO;
        for edge in &whole.edges {
            // Every path of `whole` has exactly one edge that reaches or skips `level`.
            if edge.from <= level && level <= store.level(edge.to) {
                let part = self.count_both(store, edge.to, diagram, &mut known);
                sum += part * &edge.weight * self.skipped_weight(edge.from, level);
            }
        }
        sum
    }

    /// Counts the conjunction of both over the variables from the smaller of the two levels on; if
    /// `part` is true, from the level of `whole` on.
    fn count_both(
        &mut self,
        store: &Store,
        whole: Diagram,
        part: Diagram,
        known: &mut DiagramMap<(Diagram, Diagram), BigUint>,
    ) -> BigUint {
        match (whole, part) {
            (Diagram::NO, _) | (_, Diagram::NO) => return BigUint::ZERO,
            (_, Diagram::YES) => return self.count_below(store, whole),
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
            let mut many = self.count_both(store, next, rest, known);
            if many != BigUint::ZERO {
                // Weights the levels that both edges skip. Once `part` is true, the recursion
                // counted from the level of `whole` on.
                let to = if rest == Diagram::YES {
                    store.level(next)
                } else {
                    store.level(next).min(store.level(rest))
                };
                many *= self.skipped_weight(level + 1, to);
                sum += many * self.weight(level, value);
            }
        }
        known.insert((whole, part), sum.clone());
        sum
    }
}

/// Edge of a diagram, with its path weight.
#[derive(Debug, Clone)]
struct Edge {
    /// Level after that of the parent node.
    from: usize,
    /// Child.
    to: Diagram,
    /// Sum of the weights of all paths from the root that end with this edge, without the levels
    /// it skips.
    weight: BigUint,
}

/// Edges of a diagram with their path weights, for [`Counter::count_within`].
#[derive(Debug, Clone)]
pub(crate) struct WeightedEdges {
    edges: Vec<Edge>,
}
