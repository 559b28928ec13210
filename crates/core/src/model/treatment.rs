//! Treatments, and how points are turned into a suggestion.

use crate::model::{Condition, Id, Source, Wording};

/// One of the treatments that a set compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// The author's id.
    pub name: String,
    /// The name shown in a result.
    pub title: String,
    /// A short description.
    pub summary: String,
    /// A statement of how well it is known to work.
    pub evidence: String,
    /// The sources of the evidence statement.
    pub sources: Vec<Id<Source>>,
}

/// Two treatments to be had one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// The author's id.
    pub name: String,
    /// The first treatment.
    pub first: Id<Treatment>,
    /// The treatment that follows.
    pub then: Id<Treatment>,
    /// When the sequence is shown.
    pub when: Condition,
    /// The reason, as a sentence for the person.
    pub because: Wording,
    /// The sources it cites.
    pub sources: Vec<Id<Source>>,
}
