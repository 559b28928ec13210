//! Where to call for help, and what everything rests on.

use crate::model::Id;

/// Where to call for help in one part of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The author's id.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The emergency number.
    pub emergency: String,
    /// Crisis lines.
    pub lines: Vec<CrisisLine>,
    /// The day the numbers were last checked, as `2026-11-21`.
    pub checked_on: String,
    /// Whether it is used where no region was given.
    pub fallback: bool,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisLine {
    /// Who answers.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// When they answer.
    pub hours: Option<String>,
}

/// What rules rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The author's id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year it appeared.
    pub year: Option<u16>,
    /// Where to find it.
    pub url: Option<String>,
    /// How the author knows it.
    pub seen: Seen,
}

/// How the author knows a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// It was read.
    Read,
    /// From memory, to be checked.
    Memory,
}
