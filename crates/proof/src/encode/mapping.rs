//! Mapping of one question set to a space of answers, which it may share with another version.

use std::collections::BTreeSet;

use treatfit_core::model::{Answer, Condition, Id, OptionRole, OptionSet, Question, QuestionSet};

use crate::encode::space::Test;

/// Mapping of one question to the space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuestionPlace {
    /// Index of its slot.
    pub slot: usize,
    /// Position in the space of each of its options.
    pub options: Vec<usize>,
}

/// Mapping of all questions of a set to the space.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SetMapping {
    places: Vec<QuestionPlace>,
}

impl SetMapping {
    /// Creates the view of a set that has the space for itself: the identity.
    #[must_use]
    pub(crate) fn own(set: &QuestionSet) -> Self {
        let places = set.questions.iter().map(|(id, question)| QuestionPlace {
            slot: id.index(),
            options: (0..question.options.len()).collect(),
        });
        Self::new(places.collect())
    }

    /// Creates a view with these places, in the order of the set's questions.
    #[must_use]
    pub(crate) const fn new(places: Vec<QuestionPlace>) -> Self {
        Self { places }
    }

    /// Returns the index of a question's slot.
    #[must_use]
    pub(crate) fn slot(&self, question: Id<Question>) -> usize {
        self.places
            .get(question.index())
            .map_or(usize::MAX, |place| place.slot)
    }

    /// Converts options of a question to positions in the space.
    #[must_use]
    pub(crate) fn options(&self, question: Id<Question>, options: OptionSet) -> OptionSet {
        let Some(place) = self.places.get(question.index()) else {
            return OptionSet::EMPTY;
        };
        options
            .positions()
            .filter_map(|position| place.options.get(position).copied())
            .collect()
    }

    /// Converts an answer from positions in the space to options of this set; `None` if the set does
    /// not offer one of them.
    #[must_use]
    pub(crate) fn answer(&self, question: Id<Question>, answer: &Answer) -> Option<Answer> {
        let Answer::Options(chosen) = answer else {
            return Some(answer.clone());
        };
        let place = self.places.get(question.index())?;
        let own = |position| place.options.iter().position(|&shared| shared == position);
        let chosen: Option<OptionSet> = chosen.positions().map(own).collect();
        chosen.map(Answer::Options)
    }

    /// Returns the test for the points that a score gives to a question's options, which it converts
    /// to positions in the space.
    #[must_use]
    pub(crate) fn points(&self, question: Id<Question>, points: &[Option<i64>]) -> Test {
        let options = self
            .places
            .get(question.index())
            .map_or(&[][..], |place| &place.options);
        let longest = options.iter().max().map_or(0, |most| most + 1);
        let mut shared = vec![None; longest];
        for (&position, &points) in options.iter().zip(points) {
            if let Some(place) = shared.get_mut(position) {
                *place = points;
            }
        }
        Test::Points(shared)
    }

    /// Returns the question and the test of a condition on one answer; `None` for other conditions.
    #[must_use]
    pub(crate) fn test(&self, condition: &Condition) -> Option<(Id<Question>, Test)> {
        match condition {
            Condition::AnyOf { question, options } => {
                Some((*question, Test::AnyOf(self.options(*question, *options))))
            }
            Condition::AllOf { question, options } => {
                Some((*question, Test::AllOf(self.options(*question, *options))))
            }
            Condition::Number { question, range } => Some((*question, Test::range(*range))),
            _ => None,
        }
    }

    /// Adds all tests of this set to `tests`, which is indexed by slot: those of conditions and
    /// scores, and whether a safety question has an open answer (unknown or declined).
    pub(crate) fn collect_tests(&self, set: &QuestionSet, tests: &mut Vec<BTreeSet<Test>>) {
        let mut add = |question, test| {
            let slot = self.slot(question);
            if tests.len() <= slot {
                tests.resize(slot + 1, BTreeSet::new());
            }
            if let Some(tests) = tests.get_mut(slot) {
                tests.insert(test);
            }
        };
        for (id, question) in set.questions.iter() {
            let withholds = question.options_where(OptionRole::withholds);
            if question.readers.safety && !withholds.is_empty() {
                add(id, Test::AnyOf(self.options(id, withholds)));
            }
        }
        for score in set.scores.values() {
            for item in &score.items {
                add(item.question, self.points(item.question, &item.points));
            }
        }
        for condition in conditions(set) {
            self.collect_from(condition, &mut add);
        }
    }

    /// Adds the tests in a condition, without following names of conditions.
    fn collect_from(&self, condition: &Condition, add: &mut impl FnMut(Id<Question>, Test)) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => {
                for condition in inner {
                    self.collect_from(condition, add);
                }
            }
            Condition::Not(inner) => self.collect_from(inner, add),
            _ => {
                if let Some((question, test)) = self.test(condition) {
                    add(question, test);
                }
            }
        }
    }
}

/// Returns every condition of a set, including the named ones.
fn conditions(set: &QuestionSet) -> impl Iterator<Item = &Condition> {
    let questions = set.questions.values().filter_map(|q| q.when.as_ref());
    let guarantees = set.guarantees.values().filter_map(|g| g.when.as_ref());
    set.rules
        .values()
        .map(|rule| &rule.when)
        .chain(set.conditions.values().map(|named| &named.condition))
        .chain(set.sequences.values().map(|sequence| &sequence.when))
        .chain(set.scores.values().filter_map(|score| score.when.as_ref()))
        .chain(questions)
        .chain(guarantees)
}
