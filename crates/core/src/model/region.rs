//! Regions with their emergency numbers and crisis lines, and the sources of a set.

use crate::model::Id;

/// A region of the world with its emergency number and crisis lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The author's id.
    pub name: String,
    /// The name shown.
    pub title: String,
    /// The emergency number.
    pub emergency: String,
    /// The crisis lines of the region.
    pub lines: Vec<CrisisLine>,
    /// The day the numbers were last checked, such as `2026-11-21`.
    pub checked_on: String,
    /// Whether it is used if the person gave no region.
    pub fallback: bool,
    /// The sources of the numbers.
    pub sources: Vec<Id<Source>>,
}

/// A crisis line to call or write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisLine {
    /// The name of the service.
    pub name: String,
    /// How to reach it.
    pub contact: String,
    /// When it can be reached.
    pub hours: Option<String>,
}

/// A publication that items of the set cite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The author's id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year of publication.
    pub year: Option<u16>,
    /// The web address.
    pub url: Option<String>,
    /// How the author knows the content.
    pub seen: Seen,
}

/// How the author knows the content of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// The author read it.
    Read,
    /// Stated from memory and still to be checked.
    Memory,
}
