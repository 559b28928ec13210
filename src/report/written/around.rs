//! What stands around the findings: whom to call, scores, gaps, notices, sources, the set.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::names;
use crate::engine::outcome::Withheld;
use crate::set::model::Seen;

/// Whom to call.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Crisis {
    /// Whether the emergency number comes before the crisis lines.
    pub(in crate::report) emergency_first: bool,
    /// The id of the region; null if the set knows none.
    pub(in crate::report) region: Option<String>,
    /// What the region is called.
    pub(in crate::report) title: Option<String>,
    /// The emergency number; null if the set knows none.
    pub(in crate::report) emergency: Option<String>,
    /// Crisis lines; empty if they are not to be shown.
    pub(in crate::report) lines: Vec<CrisisLine>,
    /// The day the numbers were last checked.
    pub(in crate::report) checked_on: Option<String>,
    /// Ids of the sources they rest on.
    pub(in crate::report) sources: Vec<String>,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct CrisisLine {
    /// Who answers.
    pub(in crate::report) name: String,
    /// How to reach them.
    pub(in crate::report) contact: String,
    /// When they answer.
    pub(in crate::report) hours: Option<String>,
}

/// A score that could be added up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Score {
    /// Its id.
    pub(in crate::report) id: String,
    /// What it is called.
    pub(in crate::report) title: String,
    /// The sum.
    pub(in crate::report) points: i64,
    /// The highest sum there can be.
    pub(in crate::report) highest: i64,
    /// The range the sum lies in, by its name.
    pub(in crate::report) band: String,
    /// What it measures.
    pub(in crate::report) about: String,
    /// The notice its owners ask for.
    pub(in crate::report) licence: Option<String>,
    /// Ids of the sources it rests on.
    pub(in crate::report) sources: Vec<String>,
    /// Whether it is for nobody to see who reads along: a private rule reads it, or an answer in it.
    /// Pages for the client leave it out.
    pub(in crate::report) private: bool,
    /// Whether a page shows it.
    #[serde(skip)]
    pub(in crate::report) shown: bool,
}

/// Something that was not said.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct NotProvided {
    /// The id of the question.
    pub(in crate::report) question: String,
    /// The question as it was asked.
    pub(in crate::report) asked: String,
    /// In what way.
    #[serde(serialize_with = "names::withheld")]
    #[schemars(schema_with = "names::withheld_schema")]
    pub(in crate::report) how: Withheld,
    /// The answer in words.
    pub(in crate::report) words: String,
    /// Whether it is for nobody to see who reads along: a private rule reads it. Pages for the client
    /// leave it out.
    pub(in crate::report) private: bool,
    /// Whether a page shows it. Free text passed over is no gap, since no rule could have read it.
    #[serde(skip)]
    pub(in crate::report) shown: bool,
}

/// Free text that was entered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct OwnWords {
    /// The id of the question.
    pub(in crate::report) question: String,
    /// The question as it was asked.
    pub(in crate::report) asked: String,
    /// The text, without control characters.
    pub(in crate::report) text: String,
}

/// A text the author says with every result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Notice {
    /// Its id.
    pub(in crate::report) id: String,
    /// The text.
    pub(in crate::report) text: String,
}

/// What findings rest on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Source {
    /// Its id.
    pub(in crate::report) id: String,
    /// Its title; where no treatment may be named, one that names a treatment is left out.
    pub(in crate::report) title: String,
    /// The year it appeared.
    pub(in crate::report) year: Option<u16>,
    /// Where to find it.
    pub(in crate::report) url: Option<String>,
    /// How the author knows it: `read`, or from `memory` and still to be checked.
    #[serde(serialize_with = "names::seen")]
    #[schemars(schema_with = "names::seen_schema")]
    pub(in crate::report) seen: Seen,
}

/// Who reviewed the question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Reviewed {
    /// A name, or words such as "nobody yet".
    pub(in crate::report) by: String,
    /// The day.
    pub(in crate::report) on: String,
}

/// The question set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Set {
    /// Its id.
    pub(in crate::report) id: String,
    /// The question it answers.
    pub(in crate::report) title: String,
    /// The author's version.
    pub(in crate::report) version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub(in crate::report) digest: String,
}

/// What is known of the guarantees of the set.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Stamp {
    /// Whether all were proved for this very set, guarantees of its own among them.
    pub(in crate::report) checked: bool,
    /// Whether the set was used without proof, as `--unproved` asks for.
    pub(in crate::report) unproved: bool,
    /// How many hold, the built-in ones among them; null if unproved.
    pub(in crate::report) guarantees: Option<usize>,
    /// For how many answer sets, as it is printed; null if unproved.
    pub(in crate::report) answer_sets: Option<String>,
    /// The same in a sentence.
    #[serde(skip)]
    pub(in crate::report) said: String,
}
