//! Questions, and the sections they stand in.

use crate::model::{AnswerOption, Condition, Id, OptionRole, OptionSet, Rule, Wording};

/// A group of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The file's name without `.yaml`.
    pub name: String,
    /// The heading.
    pub title: String,
    /// A line on why these questions are asked.
    pub why: Wording,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The author's id.
    pub name: String,
    /// The section it stands in.
    pub section: Id<Section>,
    /// The question itself.
    pub ask: Wording,
    /// Why it is asked.
    pub why: Option<Wording>,
    /// How to answer it.
    pub help: Option<Wording>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Every option offered, in order: the author's, then `unknown`, then `declined`.
    pub options: Vec<AnswerOption>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// When it is asked; always, if there is no condition. Reads earlier questions only.
    pub when: Option<Condition>,
    /// Who reads its answer.
    pub readers: Readers,
}

impl Question {
    /// The options with one of these roles.
    #[must_use]
    pub fn options_where(&self, test: impl Fn(OptionRole) -> bool) -> OptionSet {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, option)| test(option.role))
            .map(|(position, _)| position)
            .collect()
    }

    /// These of its options, in the author's order.
    pub fn chosen(&self, options: OptionSet) -> impl Iterator<Item = &AnswerOption> {
        let positions = options.positions();
        positions.filter_map(|position| self.options.get(position))
    }

    /// The position of the option with this id.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|option| option.name == name)
    }
}

/// What kind of answer a question takes, besides its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// `yes` or `no`, which are its first two options.
    YesNo,
    /// Exactly one option.
    Choice,
    /// At least one option; an exclusive one only alone.
    Choices,
    /// A whole number between two bounds, both allowed.
    Number {
        /// The lowest answer.
        min: i64,
        /// The highest answer.
        max: i64,
        /// What it counts, such as `mmHg`.
        unit: Option<String>,
    },
    /// A line of free text, which no rule reads.
    Text,
}

/// Who reads the answer to a question; worked out when the set is checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readers {
    /// An `emergency`, `exclude` or `clearance` rule reads it, itself or through the `when` of
    /// another safety question.
    pub safety: bool,
    /// A fit rule or a sequence reads it.
    pub fit: bool,
    /// Fit rules or sequences read it and nothing else does, neither a safety rule of any level
    /// nor a score, not even through the `when` of a question they read.
    pub fit_only: bool,
    /// The `emergency` and `exclude` rules that read it: those that can end the interview or
    /// shorten it.
    pub stopping: Vec<Id<Rule>>,
}
