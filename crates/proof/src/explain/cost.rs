//! How answers may move away from those that are there, and what that takes.

use std::ops::Add;

use treatfit_core::model::{Answer, Id, OptionRole, Question, QuestionSet, Rule};

use crate::encode::space::{Space, Test};
use crate::encode::view::SetView;
use crate::encode::witness::collect_positive_tests;

/// What a change takes; what stands first counts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Cost {
    /// Answers given differently, or for the first time.
    pub answers: u32,
    /// Questions not asked any more.
    pub fallen: u32,
    /// Groups of options ticked or not ticked any more, in checklists.
    pub ticks: u32,
    /// Which questions change, the last of the set counting most: of two changes that are alike
    /// otherwise, the one that is over earlier in the set is found.
    late: u128,
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            answers: self.answers + other.answers,
            fallen: self.fallen + other.fallen,
            ticks: self.ticks + other.ticks,
            late: self.late.saturating_add(other.late),
        }
    }
}

/// What may become of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// It keeps its answer, and is asked or not as before.
    Stay,
    /// It keeps its answer. Once other answers change it may not be asked any more; if it was not
    /// asked, it is not.
    Fall,
    /// It keeps its answer. Once other answers change it may not be asked any more, or be asked.
    Follow,
    /// Its answer may change.
    NearestChange,
}

/// What became of the question whose variables are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Replacement {
    /// Nothing so far.
    Same,
    /// Another answer.
    Other,
    /// It is not asked any more.
    Fallen,
}

/// What may become of every question.
#[derive(Debug, Clone)]
pub(crate) struct CostModel {
    may: Vec<Permission>,
    /// The question of each variable, and whether it is its first.
    owner: Vec<(usize, bool)>,
    /// Values, by variable, that it may not take anew.
    barred: Vec<Vec<usize>>,
}

impl CostModel {
    /// In a space that one set has for itself, what may become of each of its questions.
    #[must_use]
    pub(crate) fn new(space: &Space, may: Vec<Permission>) -> Self {
        let mut owner = vec![(0, false); space.levels()];
        for (question, slot) in space.slots.iter().enumerate() {
            for level in slot.levels() {
                if let Some(place) = owner.get_mut(level) {
                    *place = (question, level == slot.head);
                }
            }
        }
        Self {
            barred: vec![Vec::new(); space.levels()],
            may,
            owner,
        }
    }

    /// The same, but no answer may become "I don't know" or "I'd rather not say", nor one that a
    /// rule of this kind looks for.
    #[must_use]
    pub(crate) fn barring(
        mut self,
        set: &QuestionSet,
        space: &Space,
        view: &SetView,
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
            // One option of several that a rule wants together is looked for, too.
            let looked_for = |answer: &Answer| {
                tests.iter().any(|test| match answer {
                    Answer::Options(chosen) => test.options().intersects(*chosen),
                    _ => test.evaluate(answer) == 1,
                })
            };
            let classes = (1..).zip(&slot.classes);
            let classes = classes.filter(|(_, class)| looked_for(&class.example));
            if let Some(barred) = self.barred.get_mut(slot.head) {
                *barred = classes.map(|(value, _)| value).collect();
            }
            for (level, group) in slot.ticks() {
                let ticked = tests.iter().any(|test| test.options().intersects(group));
                if let Some(barred) = self.barred.get_mut(level).filter(|_| ticked) {
                    barred.push(1);
                }
            }
        }
        self
    }

    /// The same for this question alone, where its answer may change; the others follow.
    #[must_use]
    pub(crate) fn only(&self, question: Id<Question>) -> Option<Self> {
        if self.may.get(question.index()) != Some(&Permission::NearestChange) {
            return None;
        }
        let mut only = self.clone();
        for (at, may) in only.may.iter_mut().enumerate() {
            if *may == Permission::NearestChange && at != question.index() {
                *may = Permission::Follow;
            }
        }
        Some(only)
    }

    /// Whether a variable may take this value where it has another.
    #[must_use]
    pub(crate) fn may_take(&self, level: usize, value: usize) -> bool {
        let barred = self.barred.get(level);
        barred.is_some_and(|barred| !barred.contains(&value))
    }

    /// What it takes to give a variable this value where `present` stands, and what became of the
    /// question once the next variable is looked at; `None` if that may not be.
    #[must_use]
    pub(crate) fn step(
        &self,
        present: &[usize],
        so_far: Replacement,
        level: usize,
        value: usize,
        next: usize,
    ) -> Option<(Cost, Replacement)> {
        let &(question, first) = self.owner.get(level)?;
        let may = self.may.get(question).copied()?;
        let before = present.get(level).copied()?;
        let mut effort = Cost::default();
        let mut now = so_far;
        if value != before {
            if !self.may_take(level, value) {
                return None;
            }
            if so_far == Replacement::Same {
                let allowed = match may {
                    Permission::Stay => false,
                    Permission::Fall => first && value == 0,
                    Permission::Follow => first && (value == 0 || before == 0),
                    Permission::NearestChange => true,
                };
                if !allowed {
                    return None;
                }
                effort.late = 1_u128 << question.min(u128::BITS as usize - 1);
                if first && value == 0 {
                    effort.fallen = 1;
                    now = Replacement::Fallen;
                } else {
                    effort.answers = 1;
                    now = Replacement::Other;
                }
            }
            effort.ticks = u32::from(!first && now == Replacement::Other);
        }
        let stays = self.owner.get(next).is_some_and(|&(it, _)| it == question);
        Some((effort, if stays { now } else { Replacement::Same }))
    }
}
