//! The texts a person answers by, as data.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use treatfit_proof::diff::{MovedText, RewordedText, TextMeaning};

/// A text that stands for something else than before.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TextMoved {
    /// What it stands for.
    #[schemars(schema_with = "stands_for")]
    stands_for: &'static str,
    /// The id of the question whose option it is, in the new version; null for others.
    question: Option<String>,
    /// The text.
    text: String,
    /// The id it stood for in the old version.
    old: String,
    /// The id it stands for in the new version.
    new: String,
}

/// A text that was changed.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TextReworded {
    /// What it stands for.
    #[schemars(schema_with = "stands_for")]
    stands_for: &'static str,
    /// The id of the question whose option it is, in the new version; null for others.
    question: Option<String>,
    /// The id it stands for, in the new version.
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
