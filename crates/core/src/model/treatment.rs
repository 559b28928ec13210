//! What is compared, and how points become a suggestion.

use crate::model::{Condition, Id, Source, Wording};

/// One of the styles compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// The author's id.
    pub name: String,
    /// What it is called in a result.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// What can honestly be said of how well it works.
    pub evidence: String,
    /// What the evidence line rests on.
    pub sources: Vec<Id<Source>>,
}

/// How points become a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// With fewer points than this, the best does not stand out.
    pub minimum: i32,
    /// Treatments within this many points of the best are equally good.
    pub close: i32,
    /// Wider bands, where one of the two is best.
    pub close_pairs: Vec<ClosePair>,
}

impl Decision {
    /// How many points `other` may lie behind `best` and still be equally good.
    #[must_use]
    pub fn band(&self, best: Id<Treatment>, other: Id<Treatment>) -> i32 {
        self.close_pairs
            .iter()
            .filter(|pair| pair.between == [best, other] || pair.between == [other, best])
            .map(|pair| pair.within)
            .fold(self.close, i32::max)
    }
}

/// A band of its own for two treatments that are hard to tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosePair {
    /// The two.
    pub between: [Id<Treatment>; 2],
    /// The band, in points.
    pub within: i32,
}

/// An order in time of two treatments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// The author's id.
    pub name: String,
    /// What comes first.
    pub first: Id<Treatment>,
    /// What follows.
    pub then: Id<Treatment>,
    /// When it holds.
    pub when: Condition,
    /// The reason.
    pub because: Wording,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}
