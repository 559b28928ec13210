//! Questions as two versions of a set ask them.
//!
//! A question that both ask is one question with the answers of both. Where only one version offers
//! an answer, a person who gives it there answers the other version differently; what they say
//! there is not known and may be anything, but for a checklist: there they tick what is left of
//! their answer, and "none of these" if nothing is.

use treatfit_core::model::{
    Answer, AnswerOption, Id, MOST_OPTIONS, OptionRole, OptionSet, Question, QuestionKind,
    QuestionSet, Range, Table,
};

use crate::diff::pairs::Pairs;
use crate::encode::domain::Domain;
use crate::encode::space::{Slot, Test};
use crate::kernel::diagram::{Diagram, Store, WithinBudget};

/// A question of the old version, of the new one, or of both.
#[derive(Debug, Clone)]
pub(crate) struct JointQuestion {
    /// The answers it takes in either.
    pub merged: Domain,
    /// As the old version asks it.
    pub old: Option<VersionQuestion>,
    /// As the new version asks it.
    pub new: Option<VersionQuestion>,
}

/// A joint question as one version asks it.
#[derive(Debug, Clone)]
pub(crate) struct VersionQuestion {
    /// The question there.
    pub question: Id<Question>,
    /// The joint position of each of its options.
    pub options: Vec<usize>,
    /// The joint options that are not its own.
    pub foreign_options: OptionSet,
    /// Of these, the plain ones of a checklist.
    foreign_ticks: OptionSet,
    /// Its own "none of these", where that says nothing about the other version's options.
    pub none: Option<usize>,
    /// Its own numbers, where the other version takes more.
    pub range: Option<Range>,
    /// Its own plain options, as the joint question numbers them.
    own_ticks: OptionSet,
    /// Other answers that only the other version takes.
    foreign: Vec<Test>,
    /// The joint option that stands for passing over, where only this version allows it.
    skipped: Option<usize>,
}

/// Why the answers to a question of both versions can't be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomparable {
    /// It takes another kind of answer.
    QuestionKind,
    /// It counts something else.
    Unit,
    /// No answer is offered by both.
    NothingInCommon,
}

impl Incomparable {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::QuestionKind, Self::Unit, Self::NothingInCommon];

    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::QuestionKind => "kind",
            Self::Unit => "unit",
            Self::NothingInCommon => "nothing_in_common",
        }
    }
}

impl JointQuestion {
    /// A question of the old version alone.
    #[must_use]
    pub(crate) fn removed(set: &QuestionSet, question: Id<Question>) -> Self {
        Self {
            merged: Domain::of(&set.questions[question]),
            old: Some(VersionQuestion::whole(question, &set.questions[question])),
            new: None,
        }
    }

    /// A question of the new version alone.
    #[must_use]
    pub(crate) fn added(set: &QuestionSet, question: Id<Question>) -> Self {
        Self {
            merged: Domain::of(&set.questions[question]),
            old: None,
            new: Some(VersionQuestion::whole(question, &set.questions[question])),
        }
    }

    /// A question that both ask.
    ///
    /// # Errors
    /// Why its answers can't be compared.
    pub(crate) fn both(
        (old_id, old): (Id<Question>, &Question),
        (new_id, new): (Id<Question>, &Question),
    ) -> Result<Self, Incomparable> {
        let kind = joint_kind(&old.kind, &new.kind)?;
        let paired = options(old, new);
        let in_common = !paired.both.is_empty()
            || matches!(kind, QuestionKind::Number { .. } | QuestionKind::Text);
        let mut merged = Domain::of(new);
        merged.kind = kind;
        let mut old_options: Vec<usize> = Vec::new();
        for (position, option) in old.options.iter().enumerate() {
            let new = paired
                .both
                .iter()
                .find(|(old, _)| old.index() == position)
                .map(|(_, new)| new.index());
            old_options.push(new.unwrap_or(merged.options.len()));
            if new.is_none() {
                merged.options.push((option.name.clone(), option.role));
            }
        }
        // Passing over is an answer like any other where only one of them allows it.
        let skipped = (old.optional != new.optional).then_some(merged.options.len());
        if skipped.is_some() {
            let stands_for = (
                treatfit_core::model::SKIPPED.to_owned(),
                OptionRole::Declined,
            );
            merged.options.push(stands_for);
            merged.optional = false;
        }
        if !in_common || merged.options.len() > MOST_OPTIONS {
            return Err(Incomparable::NothingInCommon);
        }
        let new_options = (0..new.options.len()).collect();
        let part = |question, own: &Question, options, skips: bool| {
            VersionQuestion::of(question, own, options, &merged, skipped.filter(|_| skips))
        };
        Ok(Self {
            old: Some(part(old_id, old, old_options, old.optional)),
            new: Some(part(new_id, new, new_options, new.optional)),
            merged,
        })
    }
}

/// The options of a question in both versions; those with a new id read the same.
#[must_use]
pub(crate) fn options(old: &Question, new: &Question) -> Pairs<AnswerOption> {
    Pairs::of(&option_table(old), &option_table(new), |old, new| {
        old.label.own == new.label.own && old.role == new.role
    })
}

/// The options of a question, to be paired.
pub(crate) fn option_table(question: &Question) -> Table<AnswerOption> {
    question.options.iter().cloned().collect()
}

fn joint_kind(old: &QuestionKind, new: &QuestionKind) -> Result<QuestionKind, Incomparable> {
    match (old, new) {
        (
            QuestionKind::YesNo | QuestionKind::Choice,
            QuestionKind::YesNo | QuestionKind::Choice,
        ) => Ok(QuestionKind::Choice),
        (QuestionKind::Choices, QuestionKind::Choices) => Ok(QuestionKind::Choices),
        (QuestionKind::Text, QuestionKind::Text) => Ok(QuestionKind::Text),
        (
            QuestionKind::Number { min, max, unit },
            QuestionKind::Number {
                min: new_min,
                max: new_max,
                unit: new_unit,
            },
        ) => {
            if unit != new_unit {
                return Err(Incomparable::Unit);
            }
            if min > new_max || new_min > max {
                return Err(Incomparable::NothingInCommon);
            }
            Ok(QuestionKind::Number {
                min: *min.min(new_min),
                max: *max.max(new_max),
                unit: unit.clone(),
            })
        }
        _ => Err(Incomparable::QuestionKind),
    }
}

impl VersionQuestion {
    /// A question that the other version does not ask.
    fn whole(question: Id<Question>, own: &Question) -> Self {
        let options = (0..own.options.len()).collect();
        Self::of(question, own, options, &Domain::of(own), None)
    }

    fn of(
        question: Id<Question>,
        own: &Question,
        options: Vec<usize>,
        merged: &Domain,
        skipped: Option<usize>,
    ) -> Self {
        let taken: OptionSet = options.iter().copied().chain(skipped).collect();
        let foreign: OptionSet = (0..merged.options.len())
            .filter(|&position| !taken.contains(OptionSet::one(position)))
            .collect();
        let plain = if merged.kind == QuestionKind::Choices {
            merged.plain()
        } else {
            OptionSet::EMPTY
        };
        let part = |within: OptionSet, ticks: bool| -> OptionSet {
            within
                .positions()
                .filter(|&position| plain.contains(OptionSet::one(position)) == ticks)
                .collect()
        };
        let (foreign_ticks, foreign_alone) = (part(foreign, true), part(foreign, false));
        let none = own
            .options
            .iter()
            .position(|option| option.role == OptionRole::NoneOfThese);
        let mut tests = Vec::new();
        if !foreign_alone.is_empty() {
            tests.push(Test::AnyOf(foreign_alone));
        }
        let range = numbers(&own.kind).filter(|own| numbers(&merged.kind) != Some(*own));
        if let (Some(own), Some(all)) = (range, numbers(&merged.kind)) {
            tests.push(Test::Number(all.min, own.min.saturating_sub(1)));
            tests.push(Test::Number(own.max.saturating_add(1), all.max));
        }
        Self {
            question,
            own_ticks: part(taken, true),
            options,
            foreign_options: foreign,
            foreign_ticks,
            none: none.filter(|_| !foreign_ticks.is_empty()),
            range,
            foreign: tests,
            skipped,
        }
    }

    /// Whether a joint answer can be one that this version has no word for.
    #[must_use]
    pub(crate) fn needs_stand_in(&self) -> bool {
        !self.foreign.is_empty() || self.silent_on_ticks()
    }

    /// Only foreign options are ticked, and there is no "none of these" to say so.
    fn silent_on_ticks(&self) -> bool {
        !self.foreign_ticks.is_empty() && self.none.is_none()
    }

    /// What it looks for in a joint answer beside its rules.
    pub(crate) fn tests(&self) -> impl Iterator<Item = Test> {
        let ticks = [self.foreign_ticks, self.own_ticks].map(Test::AnyOf);
        let ticks = ticks.into_iter().filter(|_| !self.foreign_ticks.is_empty());
        let foreign = self.foreign.iter().cloned();
        foreign.chain(ticks).chain(self.none_test())
    }

    fn none_test(&self) -> Option<Test> {
        let none = self.options.get(self.none?)?;
        Some(Test::AnyOf(OptionSet::one(*none)))
    }

    /// Where the joint answer is its own "none of these".
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn says_none(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let test = self.none_test();
        test.map_or(Ok(Diagram::NO), |test| slot.test(store, &test))
    }

    /// Where nothing but options that only the other version has are ticked.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn only_foreign_ticks(
        &self,
        store: &mut Store,
        slot: &Slot,
    ) -> WithinBudget<Diagram> {
        let foreign = slot.test(store, &Test::AnyOf(self.foreign_ticks))?;
        let own = slot.test(store, &Test::AnyOf(self.own_ticks))?;
        store.and_not(foreign, own)
    }

    /// Where the joint answer has something in it that only the other version offers.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn foreign(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let ticked = slot.test(store, &Test::AnyOf(self.foreign_ticks))?;
        self.alone(store, slot, ticked)
    }

    /// Where this version has no word for the joint answer.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn unsaid(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let mut ticked = Diagram::NO;
        if self.silent_on_ticks() {
            ticked = self.only_foreign_ticks(store, slot)?;
        }
        self.alone(store, slot, ticked)
    }

    fn alone(&self, store: &mut Store, slot: &Slot, ticked: Diagram) -> WithinBudget<Diagram> {
        let mut found = ticked;
        for test in &self.foreign {
            let one = slot.test(store, test)?;
            found = store.or(found, one)?;
        }
        Ok(found)
    }

    /// A joint answer as this version has it; `None` where it has no word for it.
    #[must_use]
    pub(crate) fn own(&self, answer: &Answer) -> Option<Answer> {
        match answer {
            Answer::Options(chosen) => {
                let is = |position: usize| chosen.contains(OptionSet::one(position));
                if self.skipped.is_some_and(is) {
                    return Some(Answer::Skipped);
                }
                let mine = (0..).zip(&self.options);
                let mine: OptionSet = mine
                    .filter(|&(_, &joint)| is(joint))
                    .map(|(own, _)| own)
                    .collect();
                if !mine.is_empty() {
                    return Some(Answer::Options(mine));
                }
                let none = self
                    .none
                    .filter(|_| chosen.intersects(self.foreign_ticks))?;
                Some(Answer::Options(OptionSet::one(none)))
            }
            Answer::Number(number) => self
                .range
                .is_none_or(|range| range.contains(*number))
                .then(|| answer.clone()),
            Answer::Text(_) | Answer::Skipped => Some(answer.clone()),
        }
    }
}

fn numbers(kind: &QuestionKind) -> Option<Range> {
    match kind {
        QuestionKind::Number { min, max, .. } => Some(Range {
            min: *min,
            max: *max,
        }),
        _ => None,
    }
}
