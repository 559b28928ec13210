//! What would change the result; there only if it was asked for.

use schemars::JsonSchema;
use serde::Serialize;
use treatfit_core::model::Status;

use crate::names;
use crate::view::Value;

/// What would change the result.
///
/// A coordinator reads how it could become any other; a client only what would stop or delay a
/// suggestion, and no treatment by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Explain")]
pub(crate) struct ExplanationView {
    /// Whether it was proved. If not, nothing is claimed, and `changes` and `stricter` are null: in an
    /// emergency, for a client who is in a crisis or to whom nothing may be suggested, or where the
    /// proof took too much.
    pub(crate) proved: bool,
    /// For a coordinator: a smallest change for every other outcome that is reached through answers
    /// no safety rule reads, the smallest first. Every safety finding stays, and no safety question is
    /// newly asked. Empty if no such change leads to another outcome.
    pub(crate) changes: Option<Vec<ChangeView>>,
    /// For a client: what leads to a graver status. Empty if nothing does that may be told.
    pub(crate) stricter: Option<Vec<GraverOutcomeView>>,
    /// Why nothing is claimed where something could be.
    #[serde(skip)]
    pub(crate) unproved: Option<String>,
}

/// Changed answers, and the outcome they lead to. No change with fewer answers leads there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub(crate) struct ChangeView {
    /// How many answers are given differently, or for the first time.
    pub(crate) count: usize,
    /// The status that comes out.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(crate) status: Status,
    /// The treatments then suggested, best first.
    pub(crate) suggested: Vec<String>,
    /// The id of the sequence that then holds among them.
    pub(crate) sequence: Option<String>,
    /// The changed answers, in the order asked.
    pub(crate) answers: Vec<ChangedAnswerView>,
    /// The outcome in a sentence.
    #[serde(skip)]
    pub(crate) headline: String,
}

/// A graver status, and what leads there. Nothing that speaks of a crisis is among it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Stricter")]
pub(crate) struct GraverOutcomeView {
    /// The status.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(crate) status: Status,
    /// How few answers lead there.
    pub(crate) count: usize,
    /// The answers. If one is enough, there is such a change for every question of which another
    /// answer alone leads there; else one of the smallest changes. Nothing in it names a treatment.
    pub(crate) changes: Vec<Vec<ChangedAnswerView>>,
}

/// A changed answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Changed")]
pub(crate) struct ChangedAnswerView {
    /// The id of the question.
    pub(crate) question: String,
    /// The question as it is asked.
    pub(crate) asked: String,
    /// What was answered; null if it was not asked.
    pub(crate) from: Option<Value>,
    /// What is to be answered, whatever is chosen of it; null if it is not asked any more.
    pub(crate) to: Option<To>,
    /// What is to be answered, in words.
    pub(crate) words: String,
    /// What was answered, in words, unless `words` say it already.
    #[serde(skip)]
    pub(crate) beside: Option<String>,
}

/// What is to be answered. Whatever is chosen of it, the change leads to the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum To {
    /// One of these options.
    OneOf(Vec<String>),
    /// These options of a checklist, and no others.
    Ticked(Vec<String>),
    /// A number between these two, both allowed.
    Number {
        /// The lowest.
        at_least: i64,
        /// The highest.
        at_most: i64,
    },
    /// Any answer at all.
    Anything,
    /// The question is passed over.
    Skipped,
}
