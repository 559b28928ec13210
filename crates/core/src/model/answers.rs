//! The answers of one person, keyed by question, and the check that an answer fits its question.

use crate::model::{Id, OptionRole, OptionSet, Question, QuestionKind, QuestionSet, Region};

/// The word in a file for an optional question that was skipped.
pub const SKIPPED: &str = "skipped";

/// One answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The chosen options: one, or several in a checklist. "I don't know" is an option too.
    Options(OptionSet),
    /// A whole number, in the question's unit.
    Number(i64),
    /// A line of text.
    Text(String),
    /// An optional question that the person skipped.
    Skipped,
}

/// The answers of one person, and the region they are in.
///
/// A map from question to answer. It keeps no history: two values with the same answers are equal,
/// in whatever order the answers were given, changed or withdrawn.
///
/// # Examples
///
/// ```
/// # use treatfit_core::load::{Files, load};
/// # use treatfit_core::model::{Answer, Answers, OptionSet};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-21}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
/// #   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody who was there.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: To find a safe walk.}
/// # sources: [{id: map, title: A map, seen: read}]
/// # questions:
/// #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
/// # rules:
/// #   - id: icy
/// #     level: exclude
/// #     treatments: [hill]
/// #     when: {ice: [yes, unknown]}
/// #     because: The hill is slippery.
/// #     do: Stay off the hill.
/// #     sources: [map]
/// #   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
/// #   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
/// # ";
/// # let files = Files::from_texts(
/// #     [("set.yaml", head), ("walk.yaml", section)].map(|(name, text)| (name.into(), text.into())),
/// # );
/// # let set = load(&files).map_err(|problems| format!("{problems:?}"))?.set;
/// let ice = set.questions.find("ice").ok_or("no such question")?;
/// let yes = set.questions[ice].option("yes").ok_or("no such option")?;
/// let answer = Answer::Options(OptionSet::one(yes));
/// assert_eq!(set.questions[ice].accepts(&answer), Ok(()));
///
/// let mut answers = Answers::default();
/// answers.give(ice, answer.clone());
/// assert_eq!(answers.get(ice), Some(&answer));
///
/// assert_eq!(answers.withdraw(ice), Some(answer));
/// assert_eq!(answers, Answers::default());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// The person's region, which selects the crisis lines to show. No rule reads it.
    pub region: Option<Id<Region>>,
    given: Vec<Option<Answer>>,
}

impl Answers {
    /// Sets the answer to a question and replaces an earlier one. Whether the answer fits is not
    /// checked here; see [`Question::accepts`].
    pub fn give(&mut self, question: Id<Question>, answer: Answer) {
        if self.given.len() <= question.index() {
            self.given.resize(question.index() + 1, None);
        }
        if let Some(place) = self.given.get_mut(question.index()) {
            *place = Some(answer);
        }
    }

    /// Removes the answer to a question and returns it.
    pub fn withdraw(&mut self, question: Id<Question>) -> Option<Answer> {
        let taken = self.given.get_mut(question.index())?.take();
        // The derived `Eq` compares vectors, so trailing empty entries are dropped.
        while self.given.last().is_some_and(Option::is_none) {
            self.given.pop();
        }
        taken
    }

    /// Returns the answer to a question, if there is one.
    #[must_use]
    pub fn get(&self, question: Id<Question>) -> Option<&Answer> {
        self.given.get(question.index())?.as_ref()
    }

    /// Iterates over all answers, in the order of the set's questions.
    pub fn iter<'a>(
        &'a self,
        set: &'a QuestionSet,
    ) -> impl Iterator<Item = (Id<Question>, &'a Answer)> {
        set.questions
            .ids()
            .filter_map(|id| Some((id, self.get(id)?)))
    }
}

/// Why an answer does not fit its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The question takes another kind of answer, or has no such option.
    WrongKind,
    /// The number is below or above the question's bounds.
    OutOfRange,
    /// No option was chosen.
    Empty,
    /// More than one option was chosen, and the question takes only one.
    TooMany,
    /// An exclusive option was chosen together with others.
    NotAlone,
    /// The question was skipped but is not optional.
    NotOptional,
}

impl Question {
    /// Checks that an answer fits this question. The engine relies on it: outcomes and proofs are
    /// about answer sets in which every answer fits.
    ///
    /// # Errors
    /// Returns a [`Misfit`] if the answer is of the wrong kind, is out of range, names an option
    /// the question does not have, breaks the rules for choosing several options, or skips a
    /// question that is not optional.
    pub fn accepts(&self, answer: &Answer) -> Result<(), Misfit> {
        match (&self.kind, answer) {
            (_, Answer::Skipped) if self.optional => Ok(()),
            (_, Answer::Skipped) => Err(Misfit::NotOptional),
            (_, Answer::Options(chosen)) => self.accepts_options(*chosen),
            (QuestionKind::Number { min, max, .. }, Answer::Number(number)) => {
                if (min..=max).contains(&number) {
                    Ok(())
                } else {
                    Err(Misfit::OutOfRange)
                }
            }
            (QuestionKind::Text, Answer::Text(_)) => Ok(()),
            _ => Err(Misfit::WrongKind),
        }
    }

    fn accepts_options(&self, chosen: OptionSet) -> Result<(), Misfit> {
        if chosen.is_empty() {
            return Err(Misfit::Empty);
        }
        if !self.options_where(|_| true).contains(chosen) {
            return Err(Misfit::WrongKind);
        }
        if chosen.len() == 1 {
            return Ok(());
        }
        if self.kind != QuestionKind::Choices {
            return Err(Misfit::TooMany);
        }
        if chosen.intersects(self.options_where(OptionRole::is_exclusive)) {
            return Err(Misfit::NotAlone);
        }
        Ok(())
    }
}
