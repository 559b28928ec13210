//! Witnesses: a complete answer set out of a diagram, as ordinary as there is.

use std::collections::{BTreeSet, HashMap};

use treatfit_core::model::{Answer, Answers, Condition, Level, QuestionSet};

use crate::encode::space::{Space, Test};
use crate::encode::view::SetView;
use crate::kernel::diagram::{Diagram, DiagramMap, Store};

/// How unusual each value of each variable is. A witness is a path of the least sum, so it is short
/// and has nothing in it that does not belong to what it shows.
#[derive(Debug, Clone)]
pub(crate) struct ValueCosts {
    costs: Vec<Vec<u32>>,
}

/// Being answered at all.
const ASKED: u32 = 1;
/// An option ticked, or a point of a score.
const TICKED: u32 = 2;

const fn weight(level: Level) -> u32 {
    match level {
        Level::Note => 3,
        Level::Clearance => 10,
        Level::Exclude => 20,
        Level::Emergency => 30,
    }
}

impl ValueCosts {
    /// Weighs each answer by the gravest safety rule that looks for it.
    #[must_use]
    pub(crate) fn new(set: &QuestionSet, space: &Space, view: &SetView) -> Self {
        let mut tests: HashMap<usize, BTreeSet<(Test, u32)>> = HashMap::new();
        for rule in set.rules.values() {
            if let Some(level) = rule.level() {
                collect_positive_tests(set, view, &rule.when, &mut |slot, test| {
                    tests.entry(slot).or_default().insert((test, weight(level)));
                });
            }
        }
        for score in set.scores.values() {
            for item in &score.items {
                for (option, points) in item.points.iter().enumerate() {
                    let points = u32::try_from(points.unwrap_or(0)).unwrap_or(0);
                    let own = treatfit_core::model::OptionSet::one(option);
                    let option = Test::AnyOf(view.options(item.question, own));
                    let slot = view.slot(item.question);
                    tests
                        .entry(slot)
                        .or_default()
                        .insert((option, points * TICKED));
                }
            }
        }
        let mut costs = vec![Vec::new(); space.levels()];
        for (at, slot) in space.slots.iter().enumerate() {
            let none = BTreeSet::new();
            let tests = tests.get(&at).unwrap_or(&none);
            for (level, values) in slot.levels().zip(slot.costs(tests)) {
                if let Some(place) = costs.get_mut(level) {
                    *place = values;
                }
            }
        }
        Self { costs }
    }

    pub(crate) fn cost(&self, level: usize, value: usize) -> u32 {
        self.costs
            .get(level)
            .and_then(|values| values.get(value))
            .copied()
            .unwrap_or(0)
    }

    /// The values of all variables of the most ordinary path to a leaf that is not 0; `None` if
    /// there is none.
    #[must_use]
    pub(crate) fn values(&self, store: &Store, diagram: Diagram) -> Option<Vec<usize>> {
        let mut best: DiagramMap<Diagram, (u32, usize)> = DiagramMap::default();
        let known =
            |best: &DiagramMap<Diagram, (u32, usize)>, diagram: Diagram| match diagram.value() {
                Some(0) => None,
                Some(_) => Some(0),
                None => best.get(&diagram).map(|(cost, _)| *cost),
            };
        for here in store.reachable(diagram).into_iter().rev() {
            let level = store.level(here);
            let ways = store.children(here).iter().enumerate();
            let cheapest = ways
                .filter_map(|(value, &child)| {
                    Some((known(&best, child)? + self.cost(level, value), value))
                })
                .min();
            if let Some(way) = cheapest {
                best.insert(here, way);
            }
        }
        known(&best, diagram)?;
        let mut values = vec![0; store.levels()];
        let mut here = diagram;
        while let Some(&(_, value)) = best.get(&here) {
            let level = store.level(here);
            if let Some(place) = values.get_mut(level) {
                *place = value;
            }
            here = store.follow(here, level, value);
        }
        Some(values)
    }
}

/// The answers of one set that these values stand for.
#[must_use]
pub(crate) fn answers(
    set: &QuestionSet,
    space: &Space,
    view: &SetView,
    values: &[usize],
) -> Answers {
    let mut answers = Answers::default();
    for id in set.questions.ids() {
        let slot = space.slots.get(view.slot(id));
        let given = slot.and_then(|slot| slot.answer(values));
        if let Some(answer) = given.and_then(|answer| view.answer(id, &answer)) {
            answers.give(id, answer);
        }
    }
    answers
}

/// What a condition looks for, leaving out what it looks away from in a `not`.
pub(crate) fn collect_positive_tests(
    set: &QuestionSet,
    view: &SetView,
    condition: &Condition,
    found: &mut impl FnMut(usize, Test),
) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                collect_positive_tests(set, view, condition, found);
            }
        }
        Condition::Is(name) => {
            collect_positive_tests(set, view, &set.conditions[*name].condition, found);
        }
        _ => {
            if let Some((question, test)) = view.test(condition) {
                found(view.slot(question), test);
            }
        }
    }
}

impl crate::encode::space::Slot {
    /// How unusual each value of each of its variables is.
    fn costs(&self, tests: &BTreeSet<(Test, u32)>) -> Vec<Vec<u32>> {
        let of = |found: &dyn Fn(&Test) -> bool| {
            tests
                .iter()
                .filter(|(test, _)| found(test))
                .map(|(_, cost)| *cost)
                .max()
                .unwrap_or(0)
        };
        let mut head = vec![0];
        for class in &self.classes {
            let asked = if class.example == Answer::Skipped {
                0
            } else {
                ASKED
            };
            head.push(asked + of(&|test| test.evaluate(&class.example) == 1));
        }
        head.push(ASKED);
        let mut costs = vec![head];
        for group in &self.groups {
            let ticked = TICKED + of(&|test| test.options().intersects(*group));
            costs.push(vec![0, ticked]);
        }
        costs
    }
}
