//! What the author requires of a set: guarantees for all answer sets, scenarios for single ones.

use crate::model::{Answers, Condition, Expectation, Id};

/// A statement about every possible answer set, to be proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarantee {
    /// The author's id.
    pub name: String,
    /// The guarantee as a sentence, in the author's words.
    pub says: Option<String>,
    /// The answer sets it is about; all of them if there is no condition.
    pub when: Option<Condition>,
    /// What must hold for those answer sets.
    pub claim: Claim,
}

/// What a guarantee claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Every answer set the guarantee is about meets the expectation.
    Always(Expectation),
    /// At least one answer set the guarantee is about meets the expectation.
    Possible(Expectation),
}

/// A worked case: answers with the outcome they must lead to; the author's test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The author's id.
    pub name: String,
    /// The author's description.
    pub about: Option<String>,
    /// The file that defines it, relative to the set's folder.
    pub file: String,
    /// The line it starts on, from 1.
    pub line: usize,
    /// The scenario it inherits answers from.
    pub like: Option<Id<Scenario>>,
    /// The answers it states itself, without the inherited ones.
    pub own: Answers,
    /// All its answers, inherited ones included.
    pub answers: Answers,
    /// What the outcome must meet.
    pub expect: Expectation,
}
