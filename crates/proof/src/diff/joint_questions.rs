//! Merges the questions of two versions into joint questions.
//!
//! A question that both versions ask becomes one joint question whose domain holds the answers of
//! both:
//!
//! - options of the new version, then those that only the old one has; options are matched by id,
//!   else by label and role;
//! - the smallest range of numbers that contains both ranges;
//! - an additional option for "skipped" if only one version makes the question optional.
//!
//! An answer is *foreign* to a version that does not offer it. A foreign answer is either
//! *projected* or *inexpressible*: in a checklist, a version sees the ticks that it offers, and
//! "none of these" if there are none and it offers that option. Everything else is inexpressible:
//! foreign single options, numbers outside the range, and foreign ticks alone without a "none of
//! these". What a person would answer instead is not known, so it may be any answer of that
//! version; a stand-in holds it (see [`adapt`](crate::diff::adapt)).
//!
//! If the kinds or units of a question differ, or no answer is offered by both, its answers cannot
//! be compared: the question becomes two joint questions, one of each version, that vary
//! independently.

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
    /// The answers that either version takes.
    pub merged: Domain,
    /// The question in the old version.
    pub old: Option<VersionQuestion>,
    /// The question in the new version.
    pub new: Option<VersionQuestion>,
}

/// How one version's answers relate to a joint question. Positions are positions in the joint
/// domain unless stated otherwise.
#[derive(Debug, Clone)]
pub(crate) struct VersionQuestion {
    /// The id of the question in that version.
    pub question: Id<Question>,
    /// The joint position of each of the version's options.
    pub options: Vec<usize>,
    /// The joint options that the version does not offer.
    pub foreign_options: OptionSet,
    /// The foreign options that are plain options of a checklist, so that they can be ticked beside
    /// own ones.
    foreign_ticks: OptionSet,
    /// The version's "none of these", as its own position, if there are foreign ticks. It says
    /// nothing about them.
    pub none: Option<usize>,
    /// The version's range of numbers, if the joint one is wider.
    pub range: Option<Range>,
    /// The version's own plain options of a checklist.
    own_ticks: OptionSet,
    /// Tests that find foreign answers other than ticks.
    foreign_tests: Vec<Test>,
    /// The joint option for "skipped", if only this version makes the question optional.
    skipped: Option<usize>,
}

/// The reason why the answers of both versions to a question cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomparable {
    /// The kinds of answer differ.
    QuestionKind,
    /// The units differ.
    Unit,
    /// No answer is offered by both, or both together have too many options.
    NothingInCommon,
}

impl Incomparable {
    /// All variants.
    pub const ALL: [Self; 3] = [Self::QuestionKind, Self::Unit, Self::NothingInCommon];

    /// Returns the word used in JSON.
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
    /// Creates the joint question of a question that only the old version asks.
    #[must_use]
    pub(crate) fn only_old(set: &QuestionSet, question: Id<Question>) -> Self {
        Self {
            merged: Domain::of(&set.questions[question]),
            old: Some(VersionQuestion::unshared(
                question,
                &set.questions[question],
            )),
            new: None,
        }
    }

    /// Creates the joint question of a question that only the new version asks.
    #[must_use]
    pub(crate) fn only_new(set: &QuestionSet, question: Id<Question>) -> Self {
        Self {
            merged: Domain::of(&set.questions[question]),
            old: None,
            new: Some(VersionQuestion::unshared(
                question,
                &set.questions[question],
            )),
        }
    }

    /// Merges a question that both versions ask.
    ///
    /// # Errors
    /// [`Incomparable`] if the kinds or units differ, if no answer is offered by both, or if the
    /// merged question has more than [`MOST_OPTIONS`] options.
    pub(crate) fn shared(
        (old_id, old): (Id<Question>, &Question),
        (new_id, new): (Id<Question>, &Question),
    ) -> Result<Self, Incomparable> {
        let kind = joint_kind(&old.kind, &new.kind)?;
        let paired = paired_options(old, new);
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
        // If only one version allows skipping, "skipped" is an option like any other.
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
            VersionQuestion::new(question, own, options, &merged, skipped.filter(|_| skips))
        };
        Ok(Self {
            old: Some(part(old_id, old, old_options, old.optional)),
            new: Some(part(new_id, new, new_options, new.optional)),
            merged,
        })
    }
}

/// Matches the options of a question: by id, else by label and role.
#[must_use]
pub(crate) fn paired_options(old: &Question, new: &Question) -> Pairs<AnswerOption> {
    Pairs::of(&option_table(old), &option_table(new), |old, new| {
        old.label.own == new.label.own && old.role == new.role
    })
}

/// Returns the options of a question as a table, so that they can be matched.
pub(crate) fn option_table(question: &Question) -> Table<AnswerOption> {
    question.options.iter().cloned().collect()
}

/// Returns the kind of answer that covers both, with the range of numbers that contains both
/// ranges.
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
    /// Describes a question that the other version does not ask.
    fn unshared(question: Id<Question>, own: &Question) -> Self {
        let options = (0..own.options.len()).collect();
        Self::new(question, own, options, &Domain::of(own), None)
    }

    /// Describes a question whose options have these joint positions; `skipped` is the joint option
    /// for skipping, if only this version allows it.
    fn new(
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
        let select = |within: OptionSet, ticks: bool| -> OptionSet {
            within
                .positions()
                .filter(|&position| plain.contains(OptionSet::one(position)) == ticks)
                .collect()
        };
        let (foreign_ticks, foreign_alone) = (select(foreign, true), select(foreign, false));
        let none = own
            .options
            .iter()
            .position(|option| option.role == OptionRole::NoneOfThese);
        let mut tests = Vec::new();
        if !foreign_alone.is_empty() {
            tests.push(Test::AnyOf(foreign_alone));
        }
        let range = number_range(&own.kind).filter(|own| number_range(&merged.kind) != Some(*own));
        if let (Some(own), Some(all)) = (range, number_range(&merged.kind)) {
            tests.push(Test::Number(all.min, own.min.saturating_sub(1)));
            tests.push(Test::Number(own.max.saturating_add(1), all.max));
        }
        Self {
            question,
            own_ticks: select(taken, true),
            options,
            foreign_options: foreign,
            foreign_ticks,
            none: none.filter(|_| !foreign_ticks.is_empty()),
            range,
            foreign_tests: tests,
            skipped,
        }
    }

    /// Returns whether an answer of the joint question can be inexpressible in this version.
    #[must_use]
    pub(crate) fn needs_stand_in(&self) -> bool {
        !self.foreign_tests.is_empty() || self.cannot_express_foreign_ticks()
    }

    /// Returns whether foreign ticks without own ticks are inexpressible: there is no "none of
    /// these".
    fn cannot_express_foreign_ticks(&self) -> bool {
        !self.foreign_ticks.is_empty() && self.none.is_none()
    }

    /// Returns the tests on the joint answer that the encoding needs in addition to those of the
    /// rules, so that the space tells these answers apart.
    pub(crate) fn tests(&self) -> impl Iterator<Item = Test> {
        let ticks = [self.foreign_ticks, self.own_ticks].map(Test::AnyOf);
        let ticks = ticks.into_iter().filter(|_| !self.foreign_ticks.is_empty());
        let foreign = self.foreign_tests.iter().cloned();
        foreign.chain(ticks).chain(self.none_test())
    }

    /// Returns the test for the version's own "none of these".
    fn none_test(&self) -> Option<Test> {
        let none = self.options.get(self.none?)?;
        Some(Test::AnyOf(OptionSet::one(*none)))
    }

    /// Encodes where the joint answer is the version's own "none of these".
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagram does not fit into the
    /// budget.
    pub(crate) fn says_none(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let test = self.none_test();
        test.map_or(Ok(Diagram::NO), |test| slot.test(store, &test))
    }

    /// Encodes where foreign options are ticked and own ones are not.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagram does not fit into the
    /// budget.
    pub(crate) fn only_foreign_ticks(
        &self,
        store: &mut Store,
        slot: &Slot,
    ) -> WithinBudget<Diagram> {
        let foreign = slot.test(store, &Test::AnyOf(self.foreign_ticks))?;
        let own = slot.test(store, &Test::AnyOf(self.own_ticks))?;
        store.and_not(foreign, own)
    }

    /// Encodes where the joint answer contains anything that this version does not offer.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagram does not fit into the
    /// budget.
    pub(crate) fn has_foreign(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let ticked = slot.test(store, &Test::AnyOf(self.foreign_ticks))?;
        self.or_foreign_tests(store, slot, ticked)
    }

    /// Encodes where this version cannot express the joint answer, not even by leaving out ticks.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagram does not fit into the
    /// budget.
    pub(crate) fn inexpressible(&self, store: &mut Store, slot: &Slot) -> WithinBudget<Diagram> {
        let mut ticked = Diagram::NO;
        if self.cannot_express_foreign_ticks() {
            ticked = self.only_foreign_ticks(store, slot)?;
        }
        self.or_foreign_tests(store, slot, ticked)
    }

    /// Adds to a diagram where the joint answer is foreign in another way than by ticks.
    fn or_foreign_tests(
        &self,
        store: &mut Store,
        slot: &Slot,
        ticked: Diagram,
    ) -> WithinBudget<Diagram> {
        let mut found = ticked;
        for test in &self.foreign_tests {
            let one = slot.test(store, test)?;
            found = store.or(found, one)?;
        }
        Ok(found)
    }

    /// Projects a joint answer onto this version; `None` if the version cannot express it.
    #[must_use]
    pub(crate) fn own_answer(&self, answer: &Answer) -> Option<Answer> {
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

/// Returns the range of a number question.
fn number_range(kind: &QuestionKind) -> Option<Range> {
    match kind {
        QuestionKind::Number { min, max, .. } => Some(Range {
            min: *min,
            max: *max,
        }),
        _ => None,
    }
}
