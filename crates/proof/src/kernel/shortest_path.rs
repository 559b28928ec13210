//! The cheapest way through a diagram to each of its values.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::Add;

use crate::kernel::diagram::{Diagram, Store};

/// A way to a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheapestPath<C> {
    /// What it costs.
    pub cost: C,
    /// The values it gives to variables; those it leaves open are `None`.
    pub values: Vec<Option<usize>>,
}

/// Where a way stands: a node, and what it remembers.
type PathPosition<S> = (Diagram, S);

/// The last step to a place: its cost so far, where it came from, and the value taken there.
type PathStep<C, S> = (C, Option<PathPosition<S>>, usize);

/// The cheapest way to every leaf but 0. Only what the steps lead to is looked at.
///
/// `step` says what it costs to give the variable at a level a value, coming with what was
/// remembered, and what to remember at the level below; `None` if that may not be.
#[must_use]
pub(crate) fn cheapest<C, S>(
    store: &Store,
    diagram: Diagram,
    start: S,
    step: impl Fn(S, usize, usize, usize) -> Option<(C, S)>,
) -> BTreeMap<i32, CheapestPath<C>>
where
    C: Copy + Default + Ord + Add<Output = C>,
    S: Copy + Ord + Hash,
{
    let mut steps: HashMap<PathPosition<S>, PathStep<C, S>> = HashMap::new();
    // A node is always made after those it leads to, so the last one left comes before the others.
    let mut open: BTreeMap<Diagram, Vec<S>> = BTreeMap::new();
    steps.insert((diagram, start), (C::default(), None, 0));
    if diagram.value().is_none() {
        open.insert(diagram, vec![start]);
    }
    while let Some((here, states)) = open.pop_last() {
        let level = store.level(here);
        for state in states {
            let so_far = steps
                .get(&(here, state))
                .map_or_else(C::default, |step| step.0);
            for (value, &child) in store.children(here).iter().enumerate() {
                if child == Diagram::NO {
                    continue;
                }
                let Some((cost, next)) = step(state, level, value, store.level(child)) else {
                    continue;
                };
                let found = (so_far + cost, Some((here, state)), value);
                let known = steps.get(&(child, next));
                if known.is_none() && child.value().is_none() {
                    open.entry(child).or_default().push(next);
                }
                if known.is_none_or(|known| found.0 < known.0) {
                    steps.insert((child, next), found);
                }
            }
        }
    }
    let mut best: BTreeMap<i32, (C, S, Diagram)> = BTreeMap::new();
    for (&(place, state), &(cost, _, _)) in &steps {
        if let Some(value) = place.value().filter(|&value| value != 0) {
            let known = best.get(&value);
            if known.is_none_or(|&(known, other, _)| (cost, state) < (known, other)) {
                best.insert(value, (cost, state, place));
            }
        }
    }
    best.into_iter()
        .map(|(value, (cost, state, leaf))| {
            let values = trace(store, &steps, (leaf, state));
            (value, CheapestPath { cost, values })
        })
        .collect()
}

fn trace<C, S: Copy + Eq + Hash>(
    store: &Store,
    steps: &HashMap<PathPosition<S>, PathStep<C, S>>,
    end: PathPosition<S>,
) -> Vec<Option<usize>> {
    let mut values = vec![None; store.levels()];
    let mut here = end;
    while let Some(&(_, Some(before), value)) = steps.get(&here) {
        if let Some(place) = values.get_mut(store.level(before.0)) {
            *place = Some(value);
        }
        here = before;
    }
    values
}
