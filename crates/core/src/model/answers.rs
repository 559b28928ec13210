//! Answers given so far, by question.

use crate::model::{Id, OptionRole, OptionSet, Question, QuestionKind, QuestionSet, Region};

/// What stands in files for an optional question that was skipped.
pub const SKIPPED: &str = "skipped";

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Options chosen: one, or several in a checklist. "I don't know" is an option too.
    Options(OptionSet),
    /// A whole number, in the question's unit.
    Number(i64),
    /// A line of text.
    Text(String),
    /// An optional question passed over.
    Skipped,
}

/// The answers of one person, and where they are.
///
/// A map from question to answer: the order in which they were given, changed or withdrawn leaves
/// no trace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Where the person is, for the right crisis lines. Never read by a rule.
    pub region: Option<Id<Region>>,
    given: Vec<Option<Answer>>,
}

impl Answers {
    /// Records an answer in place of an earlier one.
    pub fn give(&mut self, question: Id<Question>, answer: Answer) {
        if self.given.len() <= question.index() {
            self.given.resize(question.index() + 1, None);
        }
        if let Some(place) = self.given.get_mut(question.index()) {
            *place = Some(answer);
        }
    }

    /// Takes an answer back.
    pub fn withdraw(&mut self, question: Id<Question>) -> Option<Answer> {
        let taken = self.given.get_mut(question.index())?.take();
        while self.given.last().is_some_and(Option::is_none) {
            self.given.pop();
        }
        taken
    }

    /// The answer to this question, if there is one.
    #[must_use]
    pub fn get(&self, question: Id<Question>) -> Option<&Answer> {
        self.given.get(question.index())?.as_ref()
    }

    /// Every answer given, in the order of the questions.
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
    /// The question takes another kind of answer.
    QuestionKind,
    /// A number below or above the bounds.
    OutOfRange,
    /// No option was chosen.
    Empty,
    /// More than one option where one is asked for.
    TooMany,
    /// An exclusive option together with others.
    NotAlone,
    /// Only an optional question can be skipped.
    NotOptional,
}

impl Question {
    /// Whether an answer fits this question: every outcome is reached with answers that do.
    ///
    /// # Errors
    /// Why it does not fit.
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
            _ => Err(Misfit::QuestionKind),
        }
    }

    fn accepts_options(&self, chosen: OptionSet) -> Result<(), Misfit> {
        if chosen.is_empty() {
            return Err(Misfit::Empty);
        }
        if !self.options_where(|_| true).contains(chosen) {
            return Err(Misfit::QuestionKind);
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
