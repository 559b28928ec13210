//! The cheapest way through a diagram to each of its values.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::diagram::{Diagram, Store};

/// What a step costs. The first number counts before the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cost(pub u32, pub u32);

impl std::ops::Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(
            self.0.saturating_add(other.0),
            self.1.saturating_add(other.1),
        )
    }
}

/// A way to a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// What it costs.
    pub cost: Cost,
    /// The values it gives to variables; those it leaves open are `None`.
    pub values: Vec<Option<usize>>,
}

/// Where a way stands: a node, and what it remembers.
type Place<S> = (Diagram, S);

/// The last step to a place: its cost so far, where it came from, and the value taken there.
type Step<S> = (Cost, Option<Place<S>>, usize);

/// The cheapest way to every leaf but 0.
///
/// `step` says what it costs to give the variable at a level a value, coming with what was
/// remembered, and what to remember at the level below; `None` if that may not be.
#[must_use]
pub fn cheapest<S: Copy + Eq + Ord + Hash>(
    store: &Store,
    diagram: Diagram,
    start: S,
    step: impl Fn(S, usize, usize, usize) -> Option<(Cost, S)>,
) -> BTreeMap<i32, Way> {
    let mut steps: HashMap<Place<S>, Step<S>> = HashMap::new();
    let mut states: HashMap<Diagram, Vec<S>> = HashMap::new();
    steps.insert((diagram, start), (Cost::default(), None, 0));
    states.insert(diagram, vec![start]);
    for here in store.reachable(diagram) {
        let level = store.level(here);
        for state in states.remove(&here).unwrap_or_default() {
            let so_far = steps
                .get(&(here, state))
                .map_or_else(Cost::default, |step| step.0);
            for (value, &child) in store.children(here).iter().enumerate() {
                if child == Diagram::NO {
                    continue;
                }
                let Some((cost, next)) = step(state, level, value, store.level(child)) else {
                    continue;
                };
                let found = (so_far + cost, Some((here, state)), value);
                let known = steps.get(&(child, next));
                if known.is_none() {
                    states.entry(child).or_default().push(next);
                }
                if known.is_none_or(|known| found.0 < known.0) {
                    steps.insert((child, next), found);
                }
            }
        }
    }
    let mut best: BTreeMap<i32, (Cost, S, Diagram)> = BTreeMap::new();
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
            (value, Way { cost, values })
        })
        .collect()
}

fn trace<S: Copy + Eq + Hash>(
    store: &Store,
    steps: &HashMap<Place<S>, Step<S>>,
    end: Place<S>,
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
