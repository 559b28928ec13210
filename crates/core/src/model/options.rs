//! The options of a question and sets of them.

use crate::model::Wording;

/// How many options one question can have at the most, `unknown` and `declined` included.
pub const MOST_OPTIONS: usize = 64;

/// What choosing an option means beyond its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OptionRole {
    /// An ordinary option.
    Plain,
    /// "None of these" in a checklist: excludes every other option.
    NoneOfThese,
    /// "I don't know": never read as no.
    Unknown,
    /// "I'd rather not say": never read as no.
    Declined,
}

impl OptionRole {
    /// Whether this option stands alone in a checklist.
    #[must_use]
    pub const fn is_exclusive(self) -> bool {
        !matches!(self, Self::Plain)
    }

    /// Whether the answer says nothing about what was asked.
    #[must_use]
    pub const fn withholds(self) -> bool {
        matches!(self, Self::Unknown | Self::Declined)
    }
}

/// One answer offered by a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// The author's id: `yes`, `stent`, `unknown`.
    pub name: String,
    /// What the person reads.
    pub label: Wording,
    /// What choosing it means.
    pub role: OptionRole,
}

/// A set of options of one question, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OptionSet(u64);

impl OptionSet {
    /// No option.
    pub const EMPTY: Self = Self(0);

    /// The set of the one option at this position (from 0, below [`MOST_OPTIONS`]).
    #[must_use]
    pub const fn one(position: usize) -> Self {
        Self(1 << (position % MOST_OPTIONS))
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the options of another.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any option is in both sets.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every option of `other` is in this set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no option in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many options are in it.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Positions in the set, lowest first.
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
