//! One outcome, laid out for people and for machines.
#![expect(missing_docs, reason = "signatures first; replaced by the next commit")]

use crate::engine::answers::{Answer, Answers};
use crate::engine::outcome::Outcome;
use crate::set::model::{Audience, Question, QuestionSet};
use crate::set::table::Id;

/// Everything a report is made from.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The set that was asked.
    pub set: &'a QuestionSet,
    /// What came out.
    pub outcome: &'a Outcome,
    /// The answers it came from.
    pub answers: &'a Answers,
    /// To whom the report speaks.
    pub audience: Audience,
    /// What is known of the set's guarantees.
    pub stamp: Stamp,
}

/// What is known of a set's guarantees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// Nobody looked.
    NotChecked,
    /// They were proved.
    Checked {
        /// How many there are.
        guarantees: usize,
        /// For how many answer sets, as printed: far beyond 64 bits.
        answer_sets: String,
    },
}

/// The page a text report is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Columns; no line is wider. Below 20 it counts as 20.
    pub width: usize,
    /// Whether to use colour and bold.
    pub colour: bool,
    /// Whether bars and bullets may use characters beyond ASCII.
    pub unicode: bool,
}

#[must_use]
pub fn text(_report: &Report<'_>, _page: &Page) -> String {
    String::new()
}

#[must_use]
pub fn markdown(_report: &Report<'_>) -> String {
    String::new()
}

#[must_use]
pub fn html(_report: &Report<'_>) -> String {
    String::new()
}

#[must_use]
pub fn json(_report: &Report<'_>) -> serde_json::Value {
    serde_json::Value::Null
}

#[must_use]
pub fn json_schema() -> serde_json::Value {
    serde_json::Value::Null
}

#[must_use]
pub fn answers_in_words(
    _set: &QuestionSet,
    _question: Id<Question>,
    _answer: &Answer,
    _audience: Audience,
) -> String {
    String::new()
}
