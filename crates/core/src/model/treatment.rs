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

/// The parameters that turn points into a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The fewest points the best treatment needs; below that, nothing is suggested.
    pub minimum: i32,
    /// The band, in points: treatments that lie at most this far behind the best count as equally
    /// good.
    pub close: i32,
    /// Wider bands for single pairs, used if one of the two is the best.
    pub close_pairs: Vec<ClosePair>,
}

impl Decision {
    /// Returns how many points `other` may lie behind `best` and still count as equally good.
    #[must_use]
    pub fn band(&self, best: Id<Treatment>, other: Id<Treatment>) -> i32 {
        self.close_pairs
            .iter()
            .filter(|pair| pair.between == [best, other] || pair.between == [other, best])
            .map(|pair| pair.within)
            .fold(self.close, i32::max)
    }
}

/// A wider band for two treatments that are hard to tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosePair {
    /// The two treatments, in either order.
    pub between: [Id<Treatment>; 2],
    /// The band, in points.
    pub within: i32,
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
