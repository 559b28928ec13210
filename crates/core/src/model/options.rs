//! The options of a question, and sets of options as bit sets.

use crate::model::Wording;

/// The largest number of options a question can have, `unknown` and `declined` included: the number
/// of bits of an [`OptionSet`].
pub const MOST_OPTIONS: usize = 64;

/// The meaning of an option to the engine, beyond its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionRole {
    /// An ordinary option.
    Plain,
    /// "None of these" in a checklist; excludes every other option.
    NoneOfThese,
    /// "I don't know", which is never read as no.
    Unknown,
    /// "I'd rather not say", which is never read as no.
    Declined,
}

impl OptionRole {
    /// Returns whether this option cannot be combined with others in a checklist.
    #[must_use]
    pub const fn is_exclusive(self) -> bool {
        !matches!(self, Self::Plain)
    }

    /// Returns whether this makes an open answer: unknown or declined.
    #[must_use]
    pub const fn withholds(self) -> bool {
        matches!(self, Self::Unknown | Self::Declined)
    }
}

/// An option that a question offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// The author's id: `yes`, `stent`, `unknown`.
    pub name: String,
    /// The text shown for the option.
    pub label: Wording,
    /// The meaning to the engine.
    pub role: OptionRole,
}

/// A set of options of one question, as bits by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OptionSet(u64);

impl OptionSet {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// Creates the set of the one option at this position (from 0, below [`MOST_OPTIONS`]).
    #[must_use]
    pub const fn one(position: usize) -> Self {
        Self(1 << (position % MOST_OPTIONS))
    }

    /// Returns the union of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns this set without the options of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns whether any option is in both sets.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns whether every option of `other` is in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns the number of options in the set.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Iterates over the positions in the set, lowest first.
    pub fn positions(self) -> impl Iterator<Item = usize> {
        (0..MOST_OPTIONS).filter(move |&position| self.intersects(Self::one(position)))
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(positions: I) -> Self {
        positions
            .into_iter()
            .fold(Self::EMPTY, |set, position| set.union(Self::one(position)))
    }
}
