//! What the author expects: guarantees and scenarios.

use crate::model::{Answers, Condition, Expectation, Id};

/// What must hold for every possible answer set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarantee {
    /// The author's id.
    pub name: String,
    /// It, in a sentence.
    pub says: Option<String>,
    /// Which answer sets it speaks of; all, if there is no condition.
    pub when: Option<Condition>,
    /// What must hold.
    pub claim: Claim,
}

/// What a guarantee claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Every answer set it speaks of meets the expectation.
    Always(Expectation),
    /// Some answer set it speaks of meets the expectation.
    Possible(Expectation),
}

/// A worked case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The author's id.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// The file it stands in, relative to the set's folder.
    pub file: String,
    /// The line it starts on, from 1.
    pub line: usize,
    /// The scenario it is like, from which it takes answers over.
    pub like: Option<Id<Scenario>>,
    /// The answers it states itself.
    pub own: Answers,
    /// All its answers.
    pub answers: Answers,
    /// What must come out.
    pub expect: Expectation,
}
