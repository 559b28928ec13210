//! What stands around the findings: whom to call, scores, gaps, notices, sources, the set.

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
    /// The id of the region; null if the set knows none.
    pub(crate) region: Option<String>,
    /// What the region is called.
    pub(crate) title: Option<String>,
    /// The emergency number; null if the set knows none.
    pub(crate) emergency: Option<String>,
    /// Crisis lines; empty if they are not to be shown.
    pub(crate) lines: Vec<CrisisLineView>,
    /// The day the numbers were last checked.
    pub(crate) checked_on: Option<String>,
    /// Ids of the sources they rest on.
    pub(crate) sources: Vec<String>,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CrisisLine")]
pub(crate) struct CrisisLineView {
    /// Who answers.
    pub(crate) name: String,
    /// How to reach them.
    pub(crate) contact: String,
    /// When they answer.
    pub(crate) hours: Option<String>,
}

/// A score that could be added up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Score")]
pub(crate) struct ScoreView {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) title: String,
    /// The sum.
    pub(crate) points: i64,
    /// The highest sum there can be.
    pub(crate) highest: i64,
    /// The range the sum lies in, by its name.
    pub(crate) band: String,
    /// What it measures.
    pub(crate) about: String,
    /// The notice its owners ask for.
    pub(crate) licence: Option<String>,
    /// Ids of the sources it rests on.
    pub(crate) sources: Vec<String>,
    /// Whether it is for nobody to see who reads along: a private rule reads it, or an answer in it.
    /// Pages for the client leave it out.
    pub(crate) private: bool,
    /// Whether a page shows it.
    #[serde(skip)]
    pub(crate) shown: bool,
}

/// Something that was not said.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "NotProvided")]
pub(crate) struct NotProvidedView {
    /// The id of the question.
    pub(crate) question: String,
    /// The question as it was asked.
    pub(crate) asked: String,
    /// In what way.
    #[serde(serialize_with = "names::withheld")]
    #[schemars(schema_with = "names::withheld_schema")]
    pub(crate) how: Withheld,
    /// The answer in words.
    pub(crate) words: String,
    /// Whether it is for nobody to see who reads along: a private rule reads it. Pages for the client
    /// leave it out.
    pub(crate) private: bool,
    /// Whether a page shows it. Free text passed over is no gap, since no rule could have read it.
    #[serde(skip)]
    pub(crate) shown: bool,
}

/// Free text that was entered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct OwnWords {
    /// The id of the question.
    pub(crate) question: String,
    /// The question as it was asked.
    pub(crate) asked: String,
    /// The text, without control characters.
    pub(crate) text: String,
}

/// A text the author says with every result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Notice")]
pub(crate) struct NoticeView {
    /// Its id.
    pub(crate) id: String,
    /// The text.
    pub(crate) text: String,
}

/// What findings rest on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Source")]
pub(crate) struct SourceView {
    /// Its id.
    pub(crate) id: String,
    /// Its title; where no treatment may be named, one that names a treatment is left out.
    pub(crate) title: String,
    /// The year it appeared.
    pub(crate) year: Option<u16>,
    /// Where to find it.
    pub(crate) url: Option<String>,
    /// How the author knows it: `read`, or from `memory` and still to be checked.
    #[serde(serialize_with = "names::seen")]
    #[schemars(schema_with = "names::seen_schema")]
    pub(crate) seen: Seen,
}

/// Who reviewed the question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Reviewed")]
pub(crate) struct ReviewedView {
    /// A name, or words such as "nobody yet".
    pub(crate) by: String,
    /// The day.
    pub(crate) on: String,
}

/// The question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Set")]
pub(crate) struct SetView {
    /// Its id.
    pub(crate) id: String,
    /// The question it answers.
    pub(crate) title: String,
    /// The author's version.
    pub(crate) version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub(crate) digest: String,
}

/// What is known of the guarantees of the set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Stamp")]
pub(crate) struct StampView {
    /// Whether all were proved for this very set, guarantees of its own among them.
    pub(crate) checked: bool,
    /// Whether the set was used without proof, as `--unproved` asks for.
    pub(crate) unproved: bool,
    /// How many hold, the built-in ones among them; null if unproved.
    pub(crate) guarantees: Option<usize>,
    /// For how many answer sets, as it is printed; null if unproved.
    pub(crate) answer_sets: Option<String>,
    /// The same in a sentence.
    #[serde(skip)]
    pub(crate) said: String,
}
