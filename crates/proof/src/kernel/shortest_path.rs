//! Shortest paths through a diagram, one to each of its terminals.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::Add;

use crate::kernel::diagram::{Diagram, Store};

/// Shortest path to a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheapestPath<C> {
    /// Total cost of its steps.
    pub cost: C,
    /// Value of each variable, by level; `None` for variables the path does not test.
    pub values: Vec<Option<usize>>,
}

/// Vertex of the search graph: a node with the state of the path that reached it.
type PathPosition<S> = (Diagram, S);

/// Best known step into a vertex: total cost so far, predecessor, and the value chosen there.
type PathStep<C, S> = (C, Option<PathPosition<S>>, usize);

/// Returns a cheapest path from the root of `diagram` to each reachable terminal other than 0, by
/// terminal value. Of two terminal states with equal costs the smaller state wins.
///
/// `step(state, level, value, next_level)` returns the cost of choosing `value` at `level` in
/// `state` and the state in which the path continues at `next_level`, the level of the child;
/// `None` forbids the step. Because the diagram is acyclic this is a dynamic program, parents first,
/// that visits only what allowed steps reach; costs need an order that addition preserves.
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
    // A node has a higher index than its children: taking the highest open index visits every node
    // after all its parents, when the costs into it are final.
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

/// Follows the predecessors back from `end` and collects the chosen values by level.
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
