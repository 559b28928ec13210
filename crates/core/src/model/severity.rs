//! How severe a finding is, and what an outcome comes down to.

use serde::Serialize;

/// The severity level of a safety rule, ordered from mildest to most severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// A clinician has to agree first.
    Clearance,
    /// Not suitable without a physician.
    Exclude,
    /// Help now.
    Emergency,
}

impl Level {
    /// Returns the word used in YAML and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Clearance => "clearance",
            Self::Exclude => "exclude",
            Self::Emergency => "emergency",
        }
    }
}

/// The status of an outcome, ordered from mildest to most severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A suggestion, or the statement that nothing stands out.
    Suggestion,
    /// A clinician has to agree first.
    NeedsClearance,
    /// Not suitable without a physician.
    NotSuitable,
    /// Help now.
    Emergency,
}

impl Status {
    /// All statuses, mildest first.
    pub const ALL: [Self; 4] = [
        Self::Suggestion,
        Self::NeedsClearance,
        Self::NotSuitable,
        Self::Emergency,
    ];

    /// Returns the word used in YAML and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::NeedsClearance => "needs_clearance",
            Self::NotSuitable => "not_suitable",
            Self::Emergency => "emergency",
        }
    }
}
