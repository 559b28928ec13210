//! Witnesses: a satisfying assignment of a diagram as a complete answer set.
//!
//! Among all satisfying assignments the cheapest is chosen, by a cost model in which unusual answers
//! are expensive ([`ValueCosts`]). The example is then short, and has no grave answers that are not
//! needed for what it shows.

use std::collections::{BTreeSet, HashMap};

use treatfit_core::model::{Answer, Answers, Condition, Level, Outcome, QuestionSet};

use crate::encode::mapping::SetMapping;
use crate::encode::space::{Space, Test};
use crate::kernel::diagram::{Diagram, DiagramMap, Store};

/// Complete answer set with its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Answers.
    pub answers: Answers,
    /// Outcome that the engine decides on them.
    pub outcome: Outcome,
}

/// Cost of each value of each variable: the higher, the more unusual the answer.
#[derive(Debug, Clone)]
pub(crate) struct ValueCosts {
    /// By level and value.
    costs: Vec<Vec<u32>>,
}

/// Cost of an answer.
const ASKED: u32 = 1;
/// Cost of each ticked group of options, and of each point of a score.
const TICKED: u32 = 2;

/// Returns the cost of an answer that a safety rule of this level tests for.
const fn weight(level: Level) -> u32 {
    match level {
        Level::Note => 3,
        Level::Clearance => 10,
        Level::Exclude => 20,
        Level::Emergency => 30,
    }
}

impl ValueCosts {
    /// Computes the costs of the answers to `set`: of the tests that an answer meets, in conditions
    /// of safety rules and for options with points, the most expensive one counts.
    #[must_use]
    pub(crate) fn new(set: &QuestionSet, space: &Space, view: &SetMapping) -> Self {
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

    /// Returns the cost of a value of the variable at `level`.
    pub(crate) fn cost(&self, level: usize, value: usize) -> u32 {
        self.costs
            .get(level)
            .and_then(|values| values.get(value))
            .copied()
            .unwrap_or(0)
    }

    /// Returns the assignment of a cheapest path to a terminal other than 0, `None` if there is no
    /// such path. Variables that the path does not test are 0.
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

/// Returns the answers to the questions of one set that an assignment represents.
#[must_use]
pub(crate) fn answers(
    set: &QuestionSet,
    space: &Space,
    view: &SetMapping,
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

/// Calls `found` with the slot and the test of each test in a condition that is not inside a `not`.
/// Named conditions are followed.
pub(crate) fn collect_positive_tests(
    set: &QuestionSet,
    view: &SetMapping,
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
    /// Returns the cost of each value of each variable of the slot. `tests` are the tests on it with
    /// their costs.
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
