//! Space of answers: the variables of the diagrams and the answers their values represent.
//!
//! Each question is a *slot* of one variable or, for a checklist, several. The first is the *head*.
//! It is 0 if the question is not asked, otherwise the equivalence class ([`Class`]) of the answer:
//! answers that no condition and no score distinguishes form one class, whose weight is the number
//! of answers in it. A number question thus has one value per interval, not per number.
//!
//! In a checklist each exclusive option belongs to a class of the head. The head's last value means
//! that at least one tested option is ticked, and one variable with the values 0 and 1 follows for
//! each group of options that are always tested together. Options that nothing tests need no
//! variable; they only multiply weights.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;
use treatfit_core::model::{Answer, OptionSet, QuestionKind, Range};

use crate::encode::domain::Domain;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::ScoreValue;

/// Test of a condition or a score on the answer to one question. Options are numbered by position
/// in the space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Test {
    /// At least one of these options is chosen.
    AnyOf(OptionSet),
    /// All of these options are chosen.
    AllOf(OptionSet),
    /// The number lies between the two, both included.
    Number(i64, i64),
    /// Points of the chosen option, by option; `None` for an option without points.
    Points(Vec<Option<i64>>),
}

impl Test {
    /// Returns the test for a number in `range`.
    #[must_use]
    pub(crate) const fn range(range: Range) -> Self {
        Self::Number(range.min, range.max)
    }

    /// Returns the result on an answer: 0 or 1, or points as [`ScoreValue`].
    pub(crate) fn evaluate(&self, answer: &Answer) -> i32 {
        let holds = match (self, answer) {
            (Self::AnyOf(options), Answer::Options(chosen)) => chosen.intersects(*options),
            (Self::AllOf(options), Answer::Options(chosen)) => chosen.contains(*options),
            (Self::Number(min, max), Answer::Number(number)) => (min..=max).contains(&number),
            (Self::Points(points), Answer::Options(chosen)) => {
                let first = chosen.positions().next();
                let points = first.and_then(|position| points.get(position).copied().flatten());
                return points.map_or(ScoreValue::MISSING, ScoreValue::points);
            }
            (Self::Points(_), _) => return ScoreValue::MISSING,
            _ => false,
        };
        i32::from(holds)
    }

    /// Returns the result if the question is not asked.
    const fn value_when_not_asked(&self) -> i32 {
        if matches!(self, Self::Points(_)) {
            ScoreValue::NOT_ASKED
        } else {
            0
        }
    }

    /// Returns the options that [`Test::AnyOf`] or [`Test::AllOf`] tests; none for other tests.
    pub(crate) const fn options(&self) -> OptionSet {
        match self {
            Self::AnyOf(options) | Self::AllOf(options) => *options,
            _ => OptionSet::EMPTY,
        }
    }
}

/// Equivalence class of answers that no test distinguishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Class {
    /// Representative; of numbers, one near the middle of the question's range.
    pub example: Answer,
    /// Number of answers in the class.
    pub weight: BigUint,
}

/// Variables of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Level of the head variable; the levels of the groups follow.
    pub head: usize,
    /// Classes of the head's values from 1 on.
    pub classes: Vec<Class>,
    /// Tested options of a checklist, in groups that are always tested together. If there are any,
    /// the head has one more value: at least one of them is ticked.
    pub groups: Vec<OptionSet>,
    /// Number of non-exclusive options of a checklist that nothing tests.
    pub unread: usize,
}

impl Slot {
    /// Returns the head's value for "at least one tested option is ticked".
    const fn ticked_value(&self) -> usize {
        self.classes.len() + 1
    }

    /// Returns the number of values of the head.
    const fn arity(&self) -> usize {
        self.classes.len() + 1 + !self.groups.is_empty() as usize
    }

    /// Returns the levels of all variables of the slot.
    #[must_use]
    pub(crate) const fn levels(&self) -> std::ops::Range<usize> {
        self.head..self.head + 1 + self.groups.len()
    }

    /// Encodes the result of a test on the answer; see [`Test::evaluate`].
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn test(&self, store: &mut Store, test: &Test) -> WithinBudget<Diagram> {
        let mut values = vec![Diagram::terminal(test.value_when_not_asked())];
        values.extend(
            self.classes
                .iter()
                .map(|class| Diagram::terminal(test.evaluate(&class.example))),
        );
        if !self.groups.is_empty() {
            values.push(self.ticked_test(store, test)?);
        }
        store.node(self.head, &values)
    }

    /// Encodes the result of a test where at least one tested option of a checklist is ticked.
    fn ticked_test(&self, store: &mut Store, test: &Test) -> WithinBudget<Diagram> {
        let wanted = test.options();
        let (mut all, mut any) = (Diagram::YES, Diagram::NO);
        let mut found = 0;
        for (level, group) in self.ticks() {
            if group.intersects(wanted) {
                found += group.len();
                let tick = store.node(level, &[Diagram::NO, Diagram::YES])?;
                all = store.and(all, tick)?;
                any = store.or(any, tick)?;
            }
        }
        Ok(match test {
            Test::AnyOf(_) => any,
            Test::AllOf(_) if found == wanted.len() => all,
            Test::Points(_) => Diagram::terminal(ScoreValue::MISSING),
            _ => Diagram::NO,
        })
    }

    /// Returns the groups of options, each with the level of its variable.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = (usize, OptionSet)> {
        (self.head + 1..).zip(self.groups.iter().copied())
    }

    /// Returns the assignments whose values represent an answer or "not asked": in a checklist, some
    /// group is ticked exactly if the head says so.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn well_formed(&self, store: &mut Store) -> WithinBudget<Diagram> {
        if self.groups.is_empty() {
            return Ok(Diagram::YES);
        }
        let (mut some, mut none) = (Diagram::NO, Diagram::YES);
        for (level, _) in self.ticks() {
            let tick = store.node(level, &[Diagram::NO, Diagram::YES])?;
            some = store.or(some, tick)?;
            none = store.and_not(none, tick)?;
        }
        let mut values = vec![none; self.ticked_value()];
        values.push(some);
        store.node(self.head, &values)
    }

    /// Returns the assignments that agree with `values`, by level, on the variables of this slot.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn has_values(&self, store: &mut Store, values: &[usize]) -> WithinBudget<Diagram> {
        let mut rest = Diagram::YES;
        for level in self.levels().rev() {
            let mut children = vec![Diagram::NO; store.arity(level)];
            let value = values.get(level).copied().unwrap_or(0);
            if let Some(place) = children.get_mut(value) {
                *place = rest;
            }
            rest = store.node(level, &children)?;
        }
        Ok(rest)
    }

    /// Returns the assignments in which the question is answered: the head is not 0.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn asked(&self, store: &mut Store) -> WithinBudget<Diagram> {
        let mut values = vec![Diagram::YES; self.arity()];
        if let Some(first) = values.first_mut() {
            *first = Diagram::NO;
        }
        store.node(self.head, &values)
    }

    /// Returns the answer that an assignment represents, `None` for "not asked". `values` has the
    /// values of all variables, by level.
    #[must_use]
    pub(crate) fn answer(&self, values: &[usize]) -> Option<Answer> {
        let head = values.get(self.head).copied().unwrap_or(0).checked_sub(1)?;
        if let Some(class) = self.classes.get(head) {
            return Some(class.example.clone());
        }
        let first_of = |group: OptionSet| group.positions().next();
        let chosen = self
            .ticks()
            .filter(|&(level, _)| values.get(level) == Some(&1))
            .filter_map(|(_, group)| first_of(group));
        Some(Answer::Options(chosen.collect()))
    }

    /// Sets the slot's variables in `values` to those of an answer. `tests` are the tests on the
    /// question, as given to [`Space::new`].
    pub(crate) fn set_values(&self, tests: &BTreeSet<Test>, answer: &Answer, values: &mut [usize]) {
        let mut set = |level: usize, value: usize| {
            if let Some(variable) = values.get_mut(level) {
                *variable = value;
            }
        };
        let chosen = match answer {
            Answer::Options(chosen) => *chosen,
            _ => OptionSet::EMPTY,
        };
        let ticked = self.groups.iter().any(|group| group.intersects(chosen));
        if ticked {
            set(self.head, self.ticked_value());
        } else {
            let seen = signature(tests, answer);
            let class = |class: &Class| signature(tests, &class.example) == seen;
            set(
                self.head,
                self.classes.iter().position(class).map_or(0, |at| at + 1),
            );
        }
        for (level, group) in self.ticks() {
            set(level, usize::from(group.intersects(chosen)));
        }
    }

    /// Returns the number of answers for each value of each variable of the slot.
    fn weights(&self) -> Vec<Vec<BigUint>> {
        let one = || BigUint::from(1u8);
        let mut head = vec![one()];
        head.extend(self.classes.iter().map(|class| class.weight.clone()));
        let mut weights = vec![head];
        if let Some(head) = weights.first_mut()
            && !self.groups.is_empty()
        {
            head.push(subsets(self.unread));
        }
        weights.extend(
            self.groups
                .iter()
                .map(|group| vec![one(), subsets(group.len()) - 1u8]),
        );
        weights
    }
}

/// Returns the number of subsets of this many options.
fn subsets(options: usize) -> BigUint {
    BigUint::from(1u8) << options
}

/// Returns the results of all tests on an answer. Answers with equal signatures are equivalent.
fn signature(tests: &BTreeSet<Test>, answer: &Answer) -> Vec<i32> {
    tests.iter().map(|test| test.evaluate(answer)).collect()
}

/// Variables of all questions.
#[derive(Debug, Clone)]
pub(crate) struct Space {
    /// Slot of each question, in the order given to [`Space::new`].
    pub slots: Vec<Slot>,
    /// Tests on each slot.
    tests: Vec<BTreeSet<Test>>,
    /// Number of answers for each value of each variable, by level and value.
    weights: Vec<Vec<BigUint>>,
}

impl Space {
    /// Creates the space of these questions, with the tests on each. `order` lists the indices of
    /// the questions in variable order.
    #[must_use]
    pub(crate) fn new(questions: &[Domain], tests: Vec<BTreeSet<Test>>, order: &[usize]) -> Self {
        let none = BTreeSet::new();
        let mut slots: Vec<Slot> = questions
            .iter()
            .zip(tests.iter().chain(std::iter::repeat(&none)))
            .map(|(question, tests)| slot(question, tests))
            .collect();
        let mut weights = Vec::new();
        for &at in order {
            if let Some(slot) = slots.get_mut(at) {
                slot.head = weights.len();
                weights.extend(slot.weights());
            }
        }
        Self {
            slots,
            tests,
            weights,
        }
    }

    /// Returns the tests on a slot.
    #[must_use]
    pub(crate) fn tests(&self, slot: usize) -> &BTreeSet<Test> {
        static NONE: BTreeSet<Test> = BTreeSet::new();
        self.tests.get(slot).unwrap_or(&NONE)
    }

    /// Creates a store for diagrams over this space, with a budget in nodes.
    #[must_use]
    pub(crate) fn store(&self, budget: usize) -> Store {
        Store::new(self.weights.iter().map(Vec::len).collect(), budget)
    }

    /// Returns the number of answers for each value of the variable at `level`.
    #[must_use]
    pub(crate) fn weights(&self, level: usize) -> &[BigUint] {
        self.weights.get(level).map_or(&[], Vec::as_slice)
    }

    /// Returns the number of answers for each value of each variable, by level and value.
    #[must_use]
    pub(crate) fn all_weights(&self) -> Vec<Vec<BigUint>> {
        self.weights.clone()
    }

    /// Returns the number of variables.
    #[must_use]
    pub(crate) fn levels(&self) -> usize {
        self.weights.len()
    }

    /// Returns the assignment that represents these answers, which are in the order of the slots;
    /// `None` is "not asked".
    pub(crate) fn values<'a>(
        &self,
        answers: impl IntoIterator<Item = Option<&'a Answer>>,
    ) -> Vec<usize> {
        let mut values = vec![0; self.levels()];
        for ((slot, tests), answer) in self.slots.iter().zip(&self.tests).zip(answers) {
            if let Some(answer) = answer {
                slot.set_values(tests, answer, &mut values);
            }
        }
        values
    }
}

/// Creates the slot of a question; its head is set by [`Space::new`].
fn slot(question: &Domain, tests: &BTreeSet<Test>) -> Slot {
    let (groups, unread) = if question.kind == QuestionKind::Choices {
        group(question.plain(), tests)
    } else {
        (Vec::new(), OptionSet::EMPTY)
    };
    let mut classes: BTreeMap<Vec<i32>, Class> = BTreeMap::new();
    let mut found: Vec<Vec<i32>> = Vec::new();
    for (example, weight) in question.answers(tests, unread) {
        let seen = signature(tests, &example);
        if let Some(class) = classes.get_mut(&seen) {
            class.weight += weight;
            if question.more_ordinary(&example, &class.example) {
                class.example = example;
            }
        } else {
            found.push(seen.clone());
            classes.insert(seen, Class { example, weight });
        }
    }
    Slot {
        head: 0,
        classes: found
            .iter()
            .filter_map(|seen| classes.remove(seen))
            .collect(),
        groups,
        unread: unread.len(),
    }
}

/// Partitions the non-exclusive options of a checklist: groups of options that every test reads
/// together, and the options that no test reads. An option in a [`Test::AllOf`] is a group of its
/// own, because such a test distinguishes which of its options are ticked.
fn group(plain: OptionSet, tests: &BTreeSet<Test>) -> (Vec<OptionSet>, OptionSet) {
    let mut groups: Vec<(Vec<bool>, OptionSet)> = Vec::new();
    let mut unread = OptionSet::EMPTY;
    for position in plain.positions() {
        let option = OptionSet::one(position);
        let seen: Vec<bool> = tests
            .iter()
            .map(|test| test.options().intersects(option))
            .collect();
        let alone = tests
            .iter()
            .any(|test| matches!(test, Test::AllOf(options) if options.contains(option)));
        if !seen.contains(&true) {
            unread = unread.union(option);
        } else if let Some((_, group)) = groups
            .iter_mut()
            .find(|(other, _)| !alone && *other == seen)
        {
            *group = group.union(option);
        } else {
            groups.push((seen, option));
        }
    }
    (groups.into_iter().map(|(_, group)| group).collect(), unread)
}
