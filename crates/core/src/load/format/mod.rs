//! The file format as data: which keys each mapping may have, the shape of their values, and what
//! each key is for.
//!
//! Problems of shape are found by comparing a file with this description, and the JSON Schema for
//! editors is generated from it. The serde structs accept the same keys (a test compares them), but
//! serde stops at the first error, and its messages name Rust types.

mod head;
mod part;

pub(super) use crate::load::format::head::HEAD;
pub(super) use crate::load::format::part::PART;
use crate::model::Status;

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) enum Shape {
    /// A text of the author. A number is accepted too, as in `emergency: 911`.
    Text,
    /// A text that is shown to a person and may contain the slot `{emergency}`.
    Message,
    /// The id of the item that is being defined.
    Id,
    /// A reference: the id of an item of this kind.
    Name(ItemKind),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number between two bounds, both included.
    Whole(i64, i64),
    /// `true` or `false`.
    Truth,
    /// A list of any length.
    List(&'static Shape),
    /// A mapping with the author's own keys, whose values all have one shape.
    Keyed(Keys, &'static Shape),
    /// A mapping with fixed keys.
    Object(&'static Object),
    /// A condition.
    Condition,
    /// A mapping from question to answer.
    Answers,
}

/// The kinds of items that other items refer to by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum ItemKind {
    Treatment,
    Section,
    Rule,
    Sequence,
    Source,
    Region,
    Scenario,
    Question,
}

/// The meaning of the author's own keys in a [`Shape::Keyed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Keys {
    /// Ids of items that are being defined.
    Ids,
    /// References: ids of items of this kind.
    Names(ItemKind),
}

/// A mapping with fixed keys.
#[derive(Debug)]
pub(in crate::load) struct Object {
    /// The noun for messages, such as `rule` or `question`.
    pub(in crate::load) noun: &'static str,
    /// The keys, in the order of `questions/README.md`.
    pub(in crate::load) keys: &'static [Key],
}

/// A key of an [`Object`].
#[derive(Debug)]
pub(in crate::load) struct Key {
    pub(in crate::load) name: &'static str,
    /// What the key is for, as a line of help.
    pub(in crate::load) about: &'static str,
    pub(in crate::load) shape: Shape,
    pub(in crate::load) required: bool,
}

/// Creates an optional key.
const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: false,
    }
}

/// Creates a required key.
const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: true,
    }
}

/// The largest absolute value of a number for which the format has no narrower bound. Numbers up to
/// it are exact in JSON.
pub(in crate::load) const LARGEST: i64 = 1 << 53;

const ANY_NUMBER: Shape = Shape::Whole(-LARGEST, LARGEST);
const POINTS: Shape = Shape::Whole(i32::MIN as i64, i32::MAX as i64);
const TEXTS: Shape = Shape::List(&Shape::Text);
const SOURCES: Shape = Shape::List(&Shape::Name(ItemKind::Source));
const TREATMENTS: Shape = Shape::List(&Shape::Name(ItemKind::Treatment));
const RULES: Shape = Shape::List(&Shape::Name(ItemKind::Rule));
const STATUS: Shape = Shape::Word(&[
    Status::Suggestion.name(),
    Status::NeedsClearance.name(),
    Status::NotSuitable.name(),
    Status::Emergency.name(),
]);

/// The tests on a number or score in a condition, each with a line of help.
pub(in crate::load) const BOUNDS: [(&str, &str); 4] = [
    ("at_least", "the number is this or more"),
    ("above", "the number is more than this"),
    ("at_most", "the number is this or less"),
    ("below", "the number is less than this"),
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use serde::de::DeserializeOwned;

    use super::*;
    use crate::load::problem::Problems;
    use crate::load::tree::{Node, Value};
    use crate::load::{raw, tree};

    /// The keys of each kind of mapping, by its noun.
    type Keys = BTreeMap<&'static str, BTreeSet<String>>;

    /// Collects the keys of all mappings with fixed keys that can be reached from `object`.
    fn collect_keys(object: &'static Object, found: &mut Keys) {
        let keys = object.keys.iter().map(|key| key.name.to_owned()).collect();
        if found.insert(object.noun, keys).is_none() {
            for key in object.keys {
                match key.shape {
                    Shape::Object(inner) | Shape::List(&Shape::Object(inner)) => {
                        collect_keys(inner, found);
                    }
                    _ => {}
                }
            }
        }
    }

    fn format_keys() -> Keys {
        let mut found = Keys::new();
        collect_keys(&HEAD, &mut found);
        collect_keys(&PART, &mut found);
        found
    }

    /// Returns the keys serde accepts, taken from its message for an unknown key.
    fn serde_keys<T: DeserializeOwned>() -> BTreeSet<String> {
        let error = serde_yaml::from_str::<T>("{zz: 1}").err().unwrap();
        let error = error.to_string();
        let known = error.split_once("expected ").unwrap().1;
        known
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn serde_accepts_exactly_the_keys_of_the_format() {
        let accepted = Keys::from([
            ("set", serde_keys::<raw::RawHead>()),
            ("privacy question", serde_keys::<raw::RawPrivacy>()),
            ("review", serde_keys::<raw::RawReviewed>()),
            ("treatment", serde_keys::<raw::RawTreatment>()),
            ("decision", serde_keys::<raw::RawDecision>()),
            ("close pair", serde_keys::<raw::RawClosePair>()),
            ("file", serde_keys::<raw::RawFile>()),
            ("section", serde_keys::<raw::RawSection>()),
            ("question", serde_keys::<raw::RawQuestion>()),
            ("score", serde_keys::<raw::RawScore>()),
            ("band", serde_keys::<raw::RawBand>()),
            ("rule", serde_keys::<raw::RawRule>()),
            ("sequence", serde_keys::<raw::RawSequence>()),
            ("region", serde_keys::<raw::RawRegion>()),
            ("crisis line", serde_keys::<raw::RawLine>()),
            ("source", serde_keys::<raw::RawSource>()),
            ("guarantee", serde_keys::<raw::RawGuarantee>()),
            ("expectation", serde_keys::<raw::RawExpectation>()),
            ("scenario", serde_keys::<raw::RawScenario>()),
        ]);
        assert_eq!(format_keys(), accepted);
    }

    /// Collects the keys that a file uses.
    fn collect_used(node: &Node<'_>, shape: &Shape, found: &mut Keys) {
        match (shape, &node.value) {
            (Shape::Object(object), Value::Map(_)) => {
                for key in object.keys {
                    if let Some((_, inner)) = node.get(key.name) {
                        let keys = found.entry(object.noun).or_default();
                        keys.insert(key.name.to_owned());
                        collect_used(inner, &key.shape, found);
                    }
                }
            }
            (Shape::List(inner), Value::List(items)) => {
                for item in items {
                    collect_used(item, inner, found);
                }
            }
            _ => {}
        }
    }

    /// Two sets are read because the privacy question is only in the second one.
    #[test]
    fn the_test_sets_use_every_key() {
        let mut used = Keys::new();
        for folder in ["tests/sets/tea", "tests/sets/private"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../..")
                .join(folder);
            let entries = [folder.join("scenarios"), folder]
                .into_iter()
                .filter_map(|it| it.read_dir().ok());
            for path in entries.flatten().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    continue;
                }
                let object = if path.ends_with("set.yaml") {
                    &HEAD
                } else {
                    &PART
                };
                let text = std::fs::read_to_string(&path).unwrap();
                let tree = tree::read("", &text, &mut Problems::default()).unwrap();
                collect_used(&tree, &Shape::Object(object), &mut used);
            }
        }
        assert_eq!(used, format_keys());
    }
}
