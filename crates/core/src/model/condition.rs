//! Conditions on answers.

use crate::model::{Id, OptionSet, Question, Score};

/// A condition on answers. An empty `All` holds, an empty `Any` does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The named condition holds.
    Is(Id<NamedCondition>),
    /// The answer includes any of these options.
    AnyOf {
        /// The question read.
        question: Id<Question>,
        /// The options looked for.
        options: OptionSet,
    },
    /// The answer includes all of these options.
    AllOf {
        /// The question read.
        question: Id<Question>,
        /// The options looked for.
        options: OptionSet,
    },
    /// The number lies in the range.
    Number {
        /// The question read.
        question: Id<Question>,
        /// Where it must lie.
        range: Range,
    },
    /// The score lies in the range.
    Score {
        /// The score read.
        score: Id<Score>,
        /// Where it must lie.
        range: Range,
    },
}

/// Whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lowest.
    pub min: i64,
    /// The highest.
    pub max: i64,
}

impl Range {
    /// Whether the number lies in it.
    #[must_use]
    pub const fn contains(self, number: i64) -> bool {
        self.min <= number && number <= self.max
    }
}

/// A condition with a name. It uses no later named condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCondition {
    /// The author's id.
    pub name: String,
    /// What it stands for.
    pub condition: Condition,
}
