//! JSON output of the answer texts that differ: the wording of questions, the labels of options,
//! and the names of treatments and regions.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use treatfit_proof::diff::{MovedText, RewordedText, TextMeaning};

/// A text that belonged to one id and now belongs to another.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TextMoved {
    /// What kind of thing the text names.
    #[schemars(schema_with = "stands_for")]
    stands_for: &'static str,
    /// For the label of an option, the id of its question in the new version; otherwise null.
    question: Option<String>,
    /// The text.
    text: String,
    /// The id it belonged to in the old version.
    old: String,
    /// The id it belongs to in the new version.
    new: String,
}

/// A text that was reworded under the same id.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TextReworded {
    /// What kind of thing the text names.
    #[schemars(schema_with = "stands_for")]
    stands_for: &'static str,
    /// For the label of an option, the id of its question in the new version; otherwise null.
    question: Option<String>,
    /// The id it belongs to, in the new version.
    id: String,
    /// The text in the old version.
    old: String,
    /// The text in the new version.
    new: String,
}

impl TextMoved {
    pub(super) fn of(moved: &MovedText) -> Self {
        Self {
            stands_for: moved.stands_for.name(),
            question: moved.question.clone(),
            text: moved.text.clone(),
            old: moved.from.clone(),
            new: moved.to.clone(),
        }
    }
}

impl TextReworded {
    pub(super) fn of(reworded: &RewordedText) -> Self {
        Self {
            stands_for: reworded.stands_for.name(),
            question: reworded.question.clone(),
            id: reworded.id.clone(),
            old: reworded.old_text.clone(),
            new: reworded.new_text.clone(),
        }
    }
}

fn stands_for(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "enum": TextMeaning::ALL.map(TextMeaning::name) })
}
