//! The JSON names of the model's closed enums, for `serialize_with`, and the matching schemas, for
//! `schema_with`.
#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "serde hands fields over by reference"
)]

use schemars::{Schema, SchemaGenerator, json_schema};
use serde::Serializer;
use treatfit_core::model::{Audience, Level, Seen, Status, Withheld};

/// The `level` of a fit rule's finding, which has no safety level.
pub(super) const FIT: &str = "fit";

pub(super) fn status<S: Serializer>(status: &Status, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(status.name())
}

pub(super) fn status_schema(_: &mut SchemaGenerator) -> Schema {
    one_of(&Status::ALL.map(Status::name))
}

pub(super) fn level<S: Serializer>(level: &Option<Level>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(level.map_or(FIT, Level::name))
}

pub(super) fn level_schema(_: &mut SchemaGenerator) -> Schema {
    let levels = [
        Level::Emergency,
        Level::Exclude,
        Level::Clearance,
        Level::Note,
    ];
    let [emergency, exclude, clearance, note] = levels.map(Level::name);
    one_of(&[emergency, exclude, clearance, note, FIT])
}

pub(super) fn audience<S: Serializer>(audience: &Audience, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match audience {
        Audience::Client => "client",
        Audience::Coordinator => "coordinator",
    })
}

pub(super) fn audience_schema(_: &mut SchemaGenerator) -> Schema {
    one_of(&["client", "coordinator"])
}

pub(super) fn seen<S: Serializer>(seen: &Seen, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match seen {
        Seen::Read => "read",
        Seen::Memory => "memory",
    })
}

pub(super) fn seen_schema(_: &mut SchemaGenerator) -> Schema {
    one_of(&["read", "memory"])
}

pub(super) fn withheld<S: Serializer>(how: &Withheld, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match how {
        Withheld::Unknown => "unknown",
        Withheld::Declined => "declined",
        Withheld::Skipped => "skipped",
    })
}

pub(super) fn withheld_schema(_: &mut SchemaGenerator) -> Schema {
    one_of(&["unknown", "declined", "skipped"])
}

/// Returns the schema of a string that is one of these.
fn one_of(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}
