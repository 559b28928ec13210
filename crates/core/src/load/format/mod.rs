//! The format as data: which keys may stand where, what each may hold, and what it is for.
//!
//! Problems of shape are found by comparing a file with this, and the JSON Schema for editors is
//! made of it. What serde reads is the same (a test compares them), but serde stops at the first
//! problem and names types of the program.

mod head;
mod part;

pub(super) use crate::load::format::head::HEAD;
pub(super) use crate::load::format::part::PART;
use crate::model::Status;

/// What may stand at a place.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) enum Shape {
    /// Words of the author; a number will do, as in `emergency: 911`.
    Text,
    /// The same where it is said to somebody: `{emergency}` may stand in it.
    Message,
    /// The id of a new item.
    Id,
    /// The id of an item of this kind.
    Name(QuestionKind),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number between two bounds, both included.
    Whole(i64, i64),
    /// `true` or `false`.
    Truth,
    /// Any number of items.
    List(&'static Shape),
    /// The author's own keys, all with values of one shape.
    Keyed(Keys, &'static Shape),
    /// Fixed keys.
    Object(&'static Object),
    /// A condition.
    Condition,
    /// Answers by question.
    Answers,
}

/// The kinds of items that are named elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum QuestionKind {
    Treatment,
    Section,
    Rule,
    Sequence,
    Source,
    Region,
    Scenario,
    Question,
}

/// What the author's own keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum Keys {
    /// New ids.
    Ids,
    /// Ids of items of this kind.
    Names(QuestionKind),
}

/// A mapping with fixed keys.
#[derive(Debug)]
pub(in crate::load) struct Object {
    /// What it is: `rule`, `question`.
    pub(in crate::load) noun: &'static str,
    /// Its keys, in the order of the guide.
    pub(in crate::load) keys: &'static [Key],
}

/// A key of an [`Object`].
#[derive(Debug)]
pub(in crate::load) struct Key {
    pub(in crate::load) name: &'static str,
    /// What it is for, as a line of help.
    pub(in crate::load) about: &'static str,
    pub(in crate::load) shape: Shape,
    pub(in crate::load) required: bool,
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: false,
    }
}

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: true,
    }
}

/// The largest number the format takes where nothing narrower is said; JSON reads it exactly.
pub(in crate::load) const LARGEST: i64 = 1 << 53;

const ANY_NUMBER: Shape = Shape::Whole(-LARGEST, LARGEST);
const POINTS: Shape = Shape::Whole(i32::MIN as i64, i32::MAX as i64);
const TEXTS: Shape = Shape::List(&Shape::Text);
const SOURCES: Shape = Shape::List(&Shape::Name(QuestionKind::Source));
const TREATMENTS: Shape = Shape::List(&Shape::Name(QuestionKind::Treatment));
const RULES: Shape = Shape::List(&Shape::Name(QuestionKind::Rule));
const STATUS: Shape = Shape::Word(&[
    Status::Suggestion.name(),
    Status::NeedsClearance.name(),
    Status::NotSuitable.name(),
    Status::Emergency.name(),
]);

/// The tests on a number in a condition.
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

    /// The keys of a mapping, by what it is.
    type Keys = BTreeMap<&'static str, BTreeSet<String>>;

    /// All mappings with fixed keys.
    fn known(object: &'static Object, found: &mut Keys) {
        let keys = object.keys.iter().map(|key| key.name.to_owned()).collect();
        if found.insert(object.noun, keys).is_none() {
            for key in object.keys {
                match key.shape {
                    Shape::Object(inner) | Shape::List(&Shape::Object(inner)) => {
                        known(inner, found);
                    }
                    _ => {}
                }
            }
        }
    }

    fn all_known() -> Keys {
        let mut found = Keys::new();
        known(&HEAD, &mut found);
        known(&PART, &mut found);
        found
    }

    /// The keys serde reads, as its message for an unknown one lists them.
    fn read<T: DeserializeOwned>() -> BTreeSet<String> {
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
    fn serde_reads_the_very_keys_of_the_format() {
        let read = Keys::from([
            ("set", read::<raw::RawHead>()),
            ("privacy question", read::<raw::RawPrivacy>()),
            ("review", read::<raw::RawReviewed>()),
            ("treatment", read::<raw::RawTreatment>()),
            ("decision", read::<raw::RawDecision>()),
            ("close pair", read::<raw::RawClosePair>()),
            ("file", read::<raw::RawFile>()),
            ("section", read::<raw::RawSection>()),
            ("question", read::<raw::RawQuestion>()),
            ("score", read::<raw::RawScore>()),
            ("band", read::<raw::RawBand>()),
            ("rule", read::<raw::RawRule>()),
            ("sequence", read::<raw::RawSequence>()),
            ("region", read::<raw::RawRegion>()),
            ("crisis line", read::<raw::RawLine>()),
            ("source", read::<raw::RawSource>()),
            ("guarantee", read::<raw::RawGuarantee>()),
            ("expectation", read::<raw::RawExpectation>()),
            ("scenario", read::<raw::RawScenario>()),
        ]);
        assert_eq!(all_known(), read);
    }

    fn used(node: &Node<'_>, shape: &Shape, found: &mut Keys) {
        match (shape, &node.value) {
            (Shape::Object(object), Value::Map(_)) => {
                for key in object.keys {
                    if let Some((_, inner)) = node.get(key.name) {
                        let keys = found.entry(object.noun).or_default();
                        keys.insert(key.name.to_owned());
                        used(inner, &key.shape, found);
                    }
                }
            }
            (Shape::List(inner), Value::List(items)) => {
                for item in items {
                    used(item, inner, found);
                }
            }
            _ => {}
        }
    }

    /// What is asked before the first question stands in a set of its own.
    #[test]
    fn the_test_sets_show_every_key() {
        let mut shown = Keys::new();
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
                used(&tree, &Shape::Object(object), &mut shown);
            }
        }
        assert_eq!(shown, all_known());
    }
}
