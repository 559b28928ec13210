//! The cost model of the nearest-change search: which questions may change, and the cost of each
//! change.
//!
//! The search is a shortest-path search from the root of a diagram to each terminal (see
//! [`cheapest`](crate::kernel::shortest_path::cheapest)). An edge gives the variable of a level a
//! value. [`CostModel::step`] compares the value with the one that the current answers give it:
//!
//! - The same value costs nothing.
//! - A different value is refused if the question's [`Permission`] or a forbidden value rules it
//!   out.
//! - Otherwise the first different variable of a question costs one answer, or one dropped question
//!   if the question is no longer asked. Every further variable of the same checklist costs one
//!   tick only.
//!
//! A question can own several variables (a checklist has one for each group of options), so the
//! search keeps a [`SearchState`] between them and resets it at the first variable of the next
//! question.
//!
//! Costs are compared in lexicographic order ([`Cost`]): answers, dropped questions, ticks, then
//! which questions change. The path of least cost is therefore a change with the fewest answers. A
//! path that skips a level leaves its variable open; keeping the current value is free and reaches
//! the same terminal, so skipped levels cost nothing.
//!
//! The model is exact about values, and a value stands for a class of answers that no condition and
//! no score tells apart. Any answer of the class leads to the same terminal, so the number of
//! changed answers is exact as well. Validity (which questions are asked after the change) is not
//! modelled here: the searched diagram is 0 outside the answer sets, and terminal 0 is never a
//! target. The number of answers in every change is checked against the cost of its path, and the
//! engine replays each change; property tests compare the numbers of changed answers and dropped
//! questions with an enumeration of all answer sets.

use std::ops::Add;

use treatfit_core::model::{Answer, Id, OptionRole, Question, QuestionSet, Rule};

use crate::encode::mapping::SetMapping;
use crate::encode::space::{Space, Test};
use crate::encode::witness::collect_positive_tests;

/// The cost of a change. Fields are compared in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Cost {
    /// Answers that are given differently, or for the first time.
    pub answers: u32,
    /// Questions that are no longer asked.
    pub dropped: u32,
    /// Groups of checklist options that are newly ticked or no longer ticked.
    pub ticks: u32,
    /// The questions that change, as bits, later questions in higher bits; from the 128th on they
    /// share the highest. Of two changes that cost the same otherwise, the one that is over earlier
    /// in the set is cheaper.
    changed_questions: u128,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            answers: self.answers + other.answers,
            dropped: self.dropped + other.dropped,
            ticks: self.ticks + other.ticks,
            changed_questions: self
                .changed_questions
                .saturating_add(other.changed_questions),
        }
    }
}

/// What may happen to a question in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// It keeps its answer, and it stays asked or not asked.
    Keep,
    /// It keeps its answer, or is no longer asked once other answers change. If it was not asked,
    /// it stays so.
    KeepOrDrop,
    /// It keeps its answer, or other answers change whether it is asked: it may be dropped or newly
    /// asked.
    KeepDropOrAsk,
    /// Its answer may change.
    Change,
}

/// What happened so far to the question that owns the current variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SearchState {
    /// All its variables so far keep their values.
    Unchanged,
    /// It has another answer.
    Changed,
    /// It is no longer asked.
    Dropped,
}

/// The permissions of all questions of a set, and the values no answer may change to.
#[derive(Debug, Clone)]
pub(crate) struct CostModel {
    permissions: Vec<Permission>,
    /// For each variable, its question and whether it is the question's first variable.
    owner: Vec<(usize, bool)>,
    /// For each variable, the values it may not change to.
    forbidden: Vec<Vec<usize>>,
}

impl CostModel {
    /// Creates a model for a space that one set has for itself. `permissions` are by question.
    #[must_use]
    pub(crate) fn new(space: &Space, permissions: Vec<Permission>) -> Self {
        let mut owner = vec![(0, false); space.levels()];
        for (question, slot) in space.slots.iter().enumerate() {
            for level in slot.levels() {
                if let Some(place) = owner.get_mut(level) {
                    *place = (question, level == slot.head);
                }
            }
        }
        Self {
            forbidden: vec![Vec::new(); space.levels()],
            permissions,
            owner,
        }
    }

    /// Forbids new answers that are open ("I don't know", "I'd rather not say") or that a rule of
    /// the given kind looks for.
    #[must_use]
    pub(crate) fn forbidding(
        mut self,
        set: &QuestionSet,
        space: &Space,
        view: &SetMapping,
        rules: impl Fn(&Rule) -> bool,
    ) -> Self {
        let mut tests: Vec<Vec<Test>> = vec![Vec::new(); space.slots.len()];
        for rule in set.rules.values().filter(|rule| rules(rule)) {
            collect_positive_tests(set, view, &rule.when, &mut |slot, test| {
                if let Some(tests) = tests.get_mut(slot) {
                    tests.push(test);
                }
            });
        }
        for ((question, slot), mut tests) in set.questions.values().zip(&space.slots).zip(tests) {
            tests.push(Test::AnyOf(question.options_where(OptionRole::withholds)));
            // A rule that wants several options together looks for each of them.
            let looked_for = |answer: &Answer| {
                tests.iter().any(|test| match answer {
                    Answer::Options(chosen) => test.options().intersects(*chosen),
                    _ => test.evaluate(answer) == 1,
                })
            };
            let classes = (1..).zip(&slot.classes);
            let classes = classes.filter(|(_, class)| looked_for(&class.example));
            if let Some(forbidden) = self.forbidden.get_mut(slot.head) {
                *forbidden = classes.map(|(value, _)| value).collect();
            }
            for (level, group) in slot.ticks() {
                let ticked = tests.iter().any(|test| test.options().intersects(group));
                if let Some(forbidden) = self.forbidden.get_mut(level).filter(|_| ticked) {
                    forbidden.push(1);
                }
            }
        }
        self
    }

    /// Returns a model in which only this question's answer may change and the others follow;
    /// `None` if its answer may not change.
    #[must_use]
    pub(crate) fn restricted_to(&self, question: Id<Question>) -> Option<Self> {
        if self.permissions.get(question.index()) != Some(&Permission::Change) {
            return None;
        }
        let mut only = self.clone();
        for (at, permission) in only.permissions.iter_mut().enumerate() {
            if *permission == Permission::Change && at != question.index() {
                *permission = Permission::KeepDropOrAsk;
            }
        }
        Some(only)
    }

    /// Returns whether a variable may change to this value.
    #[must_use]
    pub(crate) fn allows(&self, level: usize, value: usize) -> bool {
        let forbidden = self.forbidden.get(level);
        forbidden.is_some_and(|forbidden| !forbidden.contains(&value))
    }

    /// Returns the cost of giving a variable a value, and the state at the next variable; `None` if
    /// the value is not permitted.
    ///
    /// `current` holds the current values of all variables, `state` what happened to the question
    /// so far, and `next` the level of the next variable on the path.
    #[must_use]
    pub(crate) fn step(
        &self,
        current: &[usize],
        state: SearchState,
        level: usize,
        value: usize,
        next: usize,
    ) -> Option<(Cost, SearchState)> {
        let &(question, first) = self.owner.get(level)?;
        let permission = self.permissions.get(question).copied()?;
        let before = current.get(level).copied()?;
        let mut cost = Cost::default();
        let mut new_state = state;
        if value != before {
            if !self.allows(level, value) {
                return None;
            }
            if state == SearchState::Unchanged {
                let allowed = match permission {
                    Permission::Keep => false,
                    Permission::KeepOrDrop => first && value == 0,
                    Permission::KeepDropOrAsk => first && (value == 0 || before == 0),
                    Permission::Change => true,
                };
                if !allowed {
                    return None;
                }
                cost.changed_questions = 1_u128 << question.min(u128::BITS as usize - 1);
                if first && value == 0 {
                    cost.dropped = 1;
                    new_state = SearchState::Dropped;
                } else {
                    cost.answers = 1;
                    new_state = SearchState::Changed;
                }
            }
            cost.ticks = u32::from(!first && new_state == SearchState::Changed);
        }
        let same_question = self.owner.get(next).is_some_and(|&(it, _)| it == question);
        Some((
            cost,
            if same_question {
                new_state
            } else {
                SearchState::Unchanged
            },
        ))
    }
}
