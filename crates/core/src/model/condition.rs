//! Conditions: boolean formulas over answers and scores.

use crate::model::{Id, OptionSet, Question, Score};

/// A condition on answers. An empty `All` is true, an empty `Any` is false.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Holds if every inner condition holds.
    All(Vec<Condition>),
    /// Holds if at least one inner condition holds.
    Any(Vec<Condition>),
    /// Holds if the inner condition does not hold.
    Not(Box<Condition>),
    /// Holds if the named condition holds.
    Is(Id<NamedCondition>),
    /// Holds if the answer includes at least one of these options.
    AnyOf {
        /// The question whose answer is tested.
        question: Id<Question>,
        /// The options to look for, by position.
        options: OptionSet,
    },
    /// Holds if the answer includes all of these options.
    AllOf {
        /// The question whose answer is tested.
        question: Id<Question>,
        /// The options to look for, by position.
        options: OptionSet,
    },
    /// Holds if the answer is a number in the range.
    Number {
        /// The question whose answer is tested.
        question: Id<Question>,
        /// The range to lie in.
        range: Range,
    },
    /// Holds if the score can be added up and its sum, in points, lies in the range.
    Score {
        /// The score that is tested.
        score: Id<Score>,
        /// The range to lie in.
        range: Range,
    },
}

/// The whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lowest number in the range.
    pub min: i64,
    /// The highest number in the range.
    pub max: i64,
}

impl Range {
    /// Returns whether the number lies in the range.
    #[must_use]
    pub const fn contains(self, number: i64) -> bool {
        self.min <= number && number <= self.max
    }
}

/// A condition with a name, to be used in other conditions by [`Condition::Is`].
///
/// The table is in topological order: a named condition uses only names that come before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCondition {
    /// The author's id.
    pub name: String,
    /// The condition that the name stands for.
    pub condition: Condition,
}
