//! How points become a suggestion.

use crate::model::{Id, Treatment};

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
