//! The view of what would change the result; present only if requested.

use schemars::JsonSchema;
use serde::Serialize;
use treatfit_core::model::Status;

use crate::names;
use crate::view::Value;

/// What would change the result.
///
/// For a coordinator: how each other outcome could be reached. For a client: only what would stop
/// or delay a suggestion, without naming a treatment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Explain")]
pub(crate) struct ExplanationView {
    /// Whether the explanation is proved. If not, nothing is claimed and `changes` and `stricter`
    /// are null: in an emergency, for a client who is in a crisis or may not be suggested a
    /// treatment, and if the proof exceeded its budget or failed.
    pub(crate) proved: bool,
    /// For a coordinator: one smallest change for every other outcome reachable by answers that no
    /// safety rule reads, smallest first. Such a change keeps every safety finding and brings up no
    /// new safety question. Empty if there is none.
    pub(crate) changes: Option<Vec<ChangeView>>,
    /// For a client: changes that lead to a more severe status. Empty if there is none that may be
    /// shown.
    pub(crate) stricter: Option<Vec<GraverOutcomeView>>,
    /// Why nothing is claimed although the audience may read an explanation.
    #[serde(skip)]
    pub(crate) unproved: Option<String>,
}

/// Changed answers and the outcome they lead to. No change of fewer answers leads to that outcome.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub(crate) struct ChangeView {
    /// The number of answers that are different or new.
    pub(crate) count: usize,
    /// The status of the new outcome.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(crate) status: Status,
    /// The treatments the new outcome suggests, best first.
    pub(crate) suggested: Vec<String>,
    /// The id of the sequence that holds among them.
    pub(crate) sequence: Option<String>,
    /// The changed answers, in the order asked.
    pub(crate) answers: Vec<ChangedAnswerView>,
    /// The headline of the new outcome.
    #[serde(skip)]
    pub(crate) headline: String,
}

/// A more severe status and changes that lead to it. None of them touches a question about a
/// crisis.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Stricter")]
pub(crate) struct GraverOutcomeView {
    /// The status.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(crate) status: Status,
    /// The smallest number of answers that leads there.
    pub(crate) count: usize,
    /// The changes. If one changed answer is enough, one change for each question where that holds;
    /// otherwise one of the smallest changes. None names a treatment.
    pub(crate) changes: Vec<Vec<ChangedAnswerView>>,
}

/// A changed answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Changed")]
pub(crate) struct ChangedAnswerView {
    /// The id of the question.
    pub(crate) question: String,
    /// The question's text.
    pub(crate) asked: String,
    /// The present answer; null if the question was not asked.
    pub(crate) from: Option<Value>,
    /// The new answer, where any answer it allows leads to the same outcome; null if the question
    /// is no longer asked.
    pub(crate) to: Option<To>,
    /// The new answer in words.
    pub(crate) words: String,
    /// The present answer in words, unless `words` already implies it, or that the question is
    /// asked only then.
    #[serde(skip)]
    pub(crate) remark: Option<String>,
}

/// The new answers allowed by a change. Each of them leads to the same outcome.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum To {
    /// One of these options.
    OneOf(Vec<String>),
    /// These options of a checklist, and no others.
    Ticked(Vec<String>),
    /// A number in this inclusive range.
    Number {
        /// The lower bound.
        at_least: i64,
        /// The upper bound.
        at_most: i64,
    },
    /// Any answer.
    Anything,
    /// The question is skipped.
    Skipped,
}
