//! Questions, and the sections they belong to.

use crate::model::{AnswerOption, Condition, Id, OptionRole, OptionSet, Rule, Wording};

/// A group of questions that are asked together; one file of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The file's name without `.yaml`.
    pub name: String,
    /// The heading.
    pub title: String,
    /// One line that explains why these questions are asked.
    pub why: Wording,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The author's id.
    pub name: String,
    /// The section it belongs to.
    pub section: Id<Section>,
    /// The question itself.
    pub ask: Wording,
    /// The explanation why it is asked.
    pub why: Option<Wording>,
    /// Instructions on how to answer it.
    pub help: Option<Wording>,
    /// The kind of answer it takes, besides its options.
    pub kind: QuestionKind,
    /// All options, in order: the author's, then `unknown`, then `declined`.
    pub options: Vec<AnswerOption>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// When it is asked; always if there is no condition. It reads earlier questions only.
    pub when: Option<Condition>,
    /// The rules and scores that read its answer.
    pub readers: Readers,
}

impl Question {
    /// Returns the options whose role passes the test.
    #[must_use]
    pub fn options_where(&self, test: impl Fn(OptionRole) -> bool) -> OptionSet {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, option)| test(option.role))
            .map(|(position, _)| position)
            .collect()
    }

    /// Iterates over the options in a set of positions, in the author's order.
    pub fn chosen(&self, options: OptionSet) -> impl Iterator<Item = &AnswerOption> {
        let positions = options.positions();
        positions.filter_map(|position| self.options.get(position))
    }

    /// Returns the position of the option with this id.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|option| option.name == name)
    }
}

/// The kind of answer a question takes, besides its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// `yes` or `no`, which are the question's first two options.
    YesNo,
    /// Exactly one option.
    Choice,
    /// A checklist: at least one option; an exclusive option only on its own.
    Choices,
    /// A whole number between two bounds, both included.
    Number {
        /// The lowest answer.
        min: i64,
        /// The highest answer.
        max: i64,
        /// The unit, such as `mmHg`.
        unit: Option<String>,
    },
    /// A line of free text. No rule can read it.
    Text,
}

/// Summary of what reads the answer to a question; computed by [`QuestionSet::find_readers`] when
/// the set is loaded.
///
/// [`QuestionSet::find_readers`]: crate::model::QuestionSet::find_readers
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readers {
    /// Whether an `emergency`, `exclude` or `clearance` rule reads it, directly or through the
    /// `when` of another safety question.
    pub safety: bool,
    /// Whether a fit rule or a sequence reads it.
    pub fit: bool,
    /// Whether fit rules or sequences read it and nothing else does: no safety rule of any level
    /// and no score, not even through the `when` of a question they read.
    pub fit_only: bool,
    /// The `emergency` and `exclude` rules that read it: those that can end or shorten the
    /// interview.
    pub stopping: Vec<Id<Rule>>,
}
