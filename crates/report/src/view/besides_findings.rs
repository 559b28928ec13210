//! The view's parts besides findings: crisis contacts, scores, open answers, notices, sources, the
//! set.

use schemars::JsonSchema;
use serde::Serialize;
use treatfit_core::model::{Seen, Withheld};

use crate::names;

/// Whom to call.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Crisis")]
pub(crate) struct CrisisView {
    /// Whether the emergency number comes before the crisis lines.
    pub(crate) emergency_first: bool,
    /// The id of the region; null if the set has none.
    pub(crate) region: Option<String>,
    /// The name of the region.
    pub(crate) title: Option<String>,
    /// The emergency number; null if the set knows none.
    pub(crate) emergency: Option<String>,
    /// The crisis lines; empty if the result does not call for them.
    pub(crate) lines: Vec<CrisisLineView>,
    /// The date the numbers were last checked.
    pub(crate) checked_on: Option<String>,
    /// Ids of the sources for the numbers.
    pub(crate) sources: Vec<String>,
}

/// A crisis line.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CrisisLine")]
pub(crate) struct CrisisLineView {
    /// Who answers.
    pub(crate) name: String,
    /// How to reach them, such as a phone number.
    pub(crate) contact: String,
    /// When they answer.
    pub(crate) hours: Option<String>,
}

/// A score and its sum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Score")]
pub(crate) struct ScoreView {
    /// The id of the score.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// The sum.
    pub(crate) points: i64,
    /// The highest possible sum.
    pub(crate) highest: i64,
    /// The label of the band the sum falls into.
    pub(crate) band: String,
    /// What it measures.
    pub(crate) about: String,
    /// The licence notice its owners require.
    pub(crate) licence: Option<String>,
    /// Ids of the sources for it.
    pub(crate) sources: Vec<String>,
    /// Whether a private rule reads the score or one of its items. Pages for the client leave such
    /// a score out, because someone may read along.
    pub(crate) private: bool,
    /// Whether pages show it.
    #[serde(skip)]
    pub(crate) shown: bool,
}

/// An open answer: a question answered with unknown or declined, or skipped.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NotProvided")]
pub(crate) struct NotProvidedView {
    /// The id of the question.
    pub(crate) question: String,
    /// The question's text.
    pub(crate) asked: String,
    /// The kind of open answer.
    #[serde(serialize_with = "names::withheld")]
    #[schemars(schema_with = "names::withheld_schema")]
    pub(crate) how: Withheld,
    /// The answer in words.
    pub(crate) words: String,
    /// Whether a private rule reads the question. Pages for the client leave such an answer out,
    /// because someone may read along.
    pub(crate) private: bool,
    /// Whether pages show it. Skipped free text is not shown, because no rule can read free text.
    #[serde(skip)]
    pub(crate) shown: bool,
}

/// Free text that was entered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct OwnWords {
    /// The id of the question.
    pub(crate) question: String,
    /// The question's text.
    pub(crate) asked: String,
    /// The text, without control characters.
    pub(crate) text: String,
}

/// A text that the author shows with every result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
pub(crate) struct NoticeView {
    /// The id of the notice.
    pub(crate) id: String,
    /// The text.
    pub(crate) text: String,
}

/// A source that rules or texts cite.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub(crate) struct SourceView {
    /// The id of the source.
    pub(crate) id: String,
    /// Its title. If no treatment may be named, a title that names one is replaced by a reference.
    pub(crate) title: String,
    /// The year of publication.
    pub(crate) year: Option<u16>,
    /// Its web address.
    pub(crate) url: Option<String>,
    /// How the author knows it: `read`, or from `memory` and not yet checked.
    #[serde(serialize_with = "names::seen")]
    #[schemars(schema_with = "names::seen_schema")]
    pub(crate) seen: Seen,
}

/// The review of the question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Reviewed")]
pub(crate) struct ReviewedView {
    /// The reviewer's name, or words such as "nobody yet".
    pub(crate) by: String,
    /// The date.
    pub(crate) on: String,
}

/// The question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Set")]
pub(crate) struct SetView {
    /// The id of the set.
    pub(crate) id: String,
    /// Its title: the question it answers.
    pub(crate) title: String,
    /// The author's version.
    pub(crate) version: String,
    /// The SHA-256 digest of its files, in hexadecimal.
    pub(crate) digest: String,
}

/// The proof state of the set's guarantees.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Stamp")]
pub(crate) struct StampView {
    /// Whether all guarantees were proved for exactly this set, and the set has guarantees of its
    /// own.
    pub(crate) checked: bool,
    /// Whether the set was used without proof (`--unproved`).
    pub(crate) unproved: bool,
    /// The number of guarantees that hold, built-in ones included; null if unproved.
    pub(crate) guarantees: Option<usize>,
    /// The number of answer sets they hold for, as printed; null if unproved.
    pub(crate) answer_sets: Option<String>,
    /// The proof state in one sentence.
    #[serde(skip)]
    pub(crate) sentence: String,
}
