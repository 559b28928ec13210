//! What would change the result; there only if it was asked for.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::names;
use super::Value;
use crate::set::model::Status;

/// What would change the result.
///
/// A coordinator reads how it could become any other; a client only what would stop or delay a
/// suggestion, and no treatment by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Explain {
    /// Whether it was proved. If not, nothing is claimed, and `changes` and `stricter` are null: in an
    /// emergency, for a client who is in a crisis or to whom nothing may be suggested, or where the
    /// proof took too much.
    pub(in crate::report) proved: bool,
    /// For a coordinator: a smallest change for every other outcome that is reached through answers
    /// no safety rule reads, the smallest first. Every safety finding stays, and no safety question is
    /// newly asked. Empty if no such change leads to another outcome.
    pub(in crate::report) changes: Option<Vec<Change>>,
    /// For a client: what leads to a graver status. Empty if nothing does that may be told.
    pub(in crate::report) stricter: Option<Vec<Stricter>>,
    /// Why nothing is claimed where something could be.
    #[serde(skip)]
    pub(in crate::report) unproved: Option<String>,
}

/// Changed answers, and the outcome they lead to. No change with fewer answers leads there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Change {
    /// How many answers are given differently, or for the first time.
    pub(in crate::report) count: usize,
    /// The status that comes out.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(in crate::report) status: Status,
    /// The treatments then suggested, best first.
    pub(in crate::report) suggested: Vec<String>,
    /// The id of the sequence that then holds among them.
    pub(in crate::report) sequence: Option<String>,
    /// The changed answers, in the order asked.
    pub(in crate::report) answers: Vec<Changed>,
    /// The outcome in a sentence.
    #[serde(skip)]
    pub(in crate::report) headline: String,
}

/// A graver status, and what leads there. Nothing that speaks of a crisis is among it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Stricter {
    /// The status.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(in crate::report) status: Status,
    /// How few answers lead there.
    pub(in crate::report) count: usize,
    /// The answers. If one is enough, there is such a change for every question of which another
    /// answer alone leads there; else one of the smallest changes. Nothing in it names a treatment.
    pub(in crate::report) changes: Vec<Vec<Changed>>,
}

/// A changed answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::report) struct Changed {
    /// The id of the question.
    pub(in crate::report) question: String,
    /// The question as it is asked.
    pub(in crate::report) asked: String,
    /// What was answered; null if it was not asked.
    pub(in crate::report) from: Option<Value>,
    /// What is to be answered, whatever is chosen of it; null if it is not asked any more.
    pub(in crate::report) to: Option<To>,
    /// What is to be answered, in words.
    pub(in crate::report) words: String,
    /// What was answered, in words, unless `words` say it already.
    #[serde(skip)]
    pub(in crate::report) beside: Option<String>,
}

/// What is to be answered. Whatever is chosen of it, the change leads to the same.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::report) enum To {
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
