//! The space of answers: which variables the diagrams have, and what their values stand for.
//!
//! Each question is a *slot* of one variable or, for a checklist, several. The head variable is 0
//! where the question is not asked, else the *class* of the answer: answers that no condition and
//! no score tells apart are one class with a weight, the number of answers in it. A number is so
//! many intervals, not so many numbers. In a checklist the exclusive options are classes of the
//! head; its last value says that options are ticked which something reads, and one variable
//! follows for each group of them that are always read together. Options that nothing reads take
//! no variable: they only multiply weights.

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;
use treatfit_core::model::{Answer, OptionSet, QuestionKind, Range};

use crate::encode::domain::Domain;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::ScoreValue;

/// What a condition or a score looks for in the answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Test {
    /// Any of these options.
    AnyOf(OptionSet),
    /// All of these options.
    AllOf(OptionSet),
    /// A number from the first to the second.
    Number(i64, i64),
    /// The points of each option.
    Points(Vec<Option<i64>>),
}

impl Test {
    /// A test on a number.
    #[must_use]
    pub(crate) const fn range(range: Range) -> Self {
        Self::Number(range.min, range.max)
    }

    /// What it finds in this answer: a truth value, or points as in [`ScoreValue`].
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

    /// What it finds where the question was not asked.
    const fn value_when_not_asked(&self) -> i32 {
        if matches!(self, Self::Points(_)) {
            ScoreValue::NOT_ASKED
        } else {
            0
        }
    }

    /// The options it looks for together or one by one.
    pub(crate) const fn options(&self) -> OptionSet {
        match self {
            Self::AnyOf(options) | Self::AllOf(options) => *options,
            _ => OptionSet::EMPTY,
        }
    }
}

/// Answers that nothing tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Class {
    /// One of them, the nearest to the middle if they are numbers.
    pub example: Answer,
    /// How many there are.
    pub weight: BigUint,
}

/// A question's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The level of its head variable; those of its groups follow.
    pub head: usize,
    /// What the head's values from 1 on stand for.
    pub classes: Vec<Class>,
    /// Options of a checklist that are read, in groups that are always read together. If there are
    /// any, the head has one more value: some of them are ticked.
    pub groups: Vec<OptionSet>,
    /// How many plain options of a checklist nothing reads.
    pub unread: usize,
}

impl Slot {
    /// The head's value where options are ticked that something reads.
    const fn ticked_value(&self) -> usize {
        self.classes.len() + 1
    }

    /// How many values the head has.
    const fn arity(&self) -> usize {
        self.classes.len() + 1 + !self.groups.is_empty() as usize
    }

    /// The levels of its variables.
    #[must_use]
    pub(crate) const fn levels(&self) -> std::ops::Range<usize> {
        self.head..self.head + 1 + self.groups.len()
    }

    /// What a test finds in its answer.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// Its groups of options, each with the level of its variable.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = (usize, OptionSet)> {
        (self.head + 1..).zip(self.groups.iter().copied())
    }

    /// Its values stand for an answer, or for "not asked".
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// Its variables have the values they have among these.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
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

    /// It is asked.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn asked(&self, store: &mut Store) -> WithinBudget<Diagram> {
        let mut values = vec![Diagram::YES; self.arity()];
        if let Some(first) = values.first_mut() {
            *first = Diagram::NO;
        }
        store.node(self.head, &values)
    }

    /// The answer that these values of all variables stand for; `None` for "not asked".
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

    /// Sets the variables to the values that stand for this answer.
    pub(crate) fn set_values(&self, tests: &BTreeSet<Test>, answer: &Answer, values: &mut [usize]) {
        let mut put = |level: usize, value: usize| {
            if let Some(place) = values.get_mut(level) {
                *place = value;
            }
        };
        let chosen = match answer {
            Answer::Options(chosen) => *chosen,
            _ => OptionSet::EMPTY,
        };
        let ticked = self.groups.iter().any(|group| group.intersects(chosen));
        if ticked {
            put(self.head, self.ticked_value());
        } else {
            let seen = signature(tests, answer);
            let class = |class: &Class| signature(tests, &class.example) == seen;
            put(
                self.head,
                self.classes.iter().position(class).map_or(0, |at| at + 1),
            );
        }
        for (level, group) in self.ticks() {
            put(level, usize::from(group.intersects(chosen)));
        }
    }

    /// How many answers each value of each of its variables stands for.
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

fn subsets(options: usize) -> BigUint {
    BigUint::from(1u8) << options
}

fn signature(tests: &BTreeSet<Test>, answer: &Answer) -> Vec<i32> {
    tests.iter().map(|test| test.evaluate(answer)).collect()
}

/// All variables.
#[derive(Debug, Clone)]
pub(crate) struct Space {
    /// Questions, in the order they are asked.
    pub slots: Vec<Slot>,
    /// What is looked for in each.
    tests: Vec<BTreeSet<Test>>,
    /// How many answers each value of each variable stands for.
    weights: Vec<Vec<BigUint>>,
}

impl Space {
    /// The space of these questions, each with the tests on it; `order` lists them in the order of
    /// the variables.
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

    /// What is looked for in the answers of this slot.
    #[must_use]
    pub(crate) fn tests(&self, slot: usize) -> &BTreeSet<Test> {
        static NONE: BTreeSet<Test> = BTreeSet::new();
        self.tests.get(slot).unwrap_or(&NONE)
    }

    /// A store for diagrams over this space.
    #[must_use]
    pub(crate) fn store(&self, budget: usize) -> Store {
        Store::new(self.weights.iter().map(Vec::len).collect(), budget)
    }

    /// How many answers each value of the variable at this level stands for.
    #[must_use]
    pub(crate) fn weights(&self, level: usize) -> &[BigUint] {
        self.weights.get(level).map_or(&[], Vec::as_slice)
    }

    /// How many variables there are.
    #[must_use]
    pub(crate) fn levels(&self) -> usize {
        self.weights.len()
    }

    /// The values of all variables that stand for these answers, in the order of the slots.
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

/// The plain options of a checklist that something reads, those always read together in one group,
/// and those that nothing reads.
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
