//! Compares a file with the format and reports everything that has the wrong shape.
//!
//! serde stops at its first error, so this runs only if serde has failed on a file, to find them
//! all.

use crate::load::format::{BOUNDS, HEAD, Key, Keys, Object, PART, Shape};
use crate::load::messages;
use crate::load::problem::{Message, Problems};
use crate::load::tree::{Spot, Value};

/// Reports everything in a file that does not have the shape of `object`.
pub(super) fn check(root: Spot<'_>, object: &Object, report: &mut Problems) {
    match &root.node.value {
        Value::Map(_) => check_object(root, object, report),
        _ if root.node.is_blank() => report.error(root.mark(), messages::empty_file()),
        _ => report.error(root.mark(), messages::file_without_keys()),
    }
}

/// Reports a value that does not have this shape. `name` is the key that holds it, or its list.
fn check_shape(at: Spot<'_>, name: &str, shape: &Shape, report: &mut Problems) {
    // Blank values were reported when the tree was built.
    if at.node.is_blank() {
        return;
    }
    let value = &at.node.value;
    match (shape, value) {
        (Shape::Text | Shape::Message | Shape::Id | Shape::Name(_), Value::Scalar { .. })
        | (Shape::Answers, Value::Map(_)) => {}
        (Shape::Word(known), Value::Scalar { text, .. }) => {
            if !known.contains(&text.as_ref()) {
                report.error(at.mark(), messages::unknown_word(name, text, known));
            }
        }
        (Shape::Whole(lowest, highest), Value::Scalar { text, plain }) => {
            if !plain || !whole_number(text).is_some_and(|n| (*lowest..=*highest).contains(&n)) {
                let message = messages::not_whole(name, text, *plain, *lowest, *highest);
                report.error(at.mark(), message);
            }
        }
        (Shape::Truth, Value::Scalar { text, plain }) => {
            if !plain || !matches!(text.as_ref(), "true" | "false") {
                report.error(at.mark(), messages::not_true_or_false(name, text, *plain));
            }
        }
        (Shape::List(inner), Value::List(items)) => {
            for position in 0..items.len() {
                check_shape(at.item(position), name, inner, report);
            }
        }
        (Shape::Keyed(_, inner), Value::Map(entries)) => {
            for (key, _) in entries {
                check_shape(at.key(&key.name), &key.name, inner, report);
            }
        }
        (Shape::Object(object), Value::Map(_)) => check_object(at, object, report),
        (Shape::Condition, Value::Map(_)) => check_condition(at, report),
        _ => {
            let message = messages::wrong_shape(name, at.is_entry(), expected(shape));
            report.error(at.mark(), message);
        }
    }
}

fn check_object(at: Spot<'_>, object: &Object, report: &mut Problems) {
    let Value::Map(entries) = &at.node.value else {
        report.error(
            at.mark(),
            messages::not_an_object(object.noun, first_key(object)),
        );
        return;
    };
    // Keys for which an unknown key is probably a misspelling; they are not reported as missing.
    let mut meant = Vec::new();
    for (key, _) in entries {
        let at = at.key(&key.name);
        if let Some(known) = object.keys.iter().find(|known| known.name == key.name) {
            check_shape(at, known.name, &known.shape, report);
        } else {
            let known: Vec<&str> = object.keys.iter().map(|known| known.name).collect();
            meant.extend(messages::nearest(&key.name, &known));
            report.error(at.key_mark(), unknown_key(object, &key.name, &known));
        }
    }
    let missing = object
        .keys
        .iter()
        .filter(|key| key.required && at.try_key(key.name).is_none() && !meant.contains(&key.name));
    let missing: Vec<&Key> = missing.collect();
    let at = at.try_key("id").unwrap_or(at).mark();
    match missing.as_slice() {
        [] => {}
        [key] => report.error(at, messages::missing_key(object.noun, key.name, key.about)),
        _ => {
            let keys: Vec<&str> = missing.iter().map(|key| key.name).collect();
            report.error(at, messages::missing_keys(object.noun, &keys));
        }
    }
}

fn unknown_key(object: &Object, key: &str, known: &[&str]) -> Message {
    let has = |other: &Object| other.keys.iter().any(|known| known.name == key);
    if object.noun == HEAD.noun && has(&PART) {
        messages::key_of_part(key)
    } else if object.noun == PART.noun && has(&HEAD) {
        messages::key_of_head(key)
    } else {
        messages::unknown_key(object.noun, key, known)
    }
}

fn first_key(object: &Object) -> &'static str {
    object.keys.first().map_or("", |key: &Key| key.name)
}

fn check_condition(at: Spot<'_>, report: &mut Problems) {
    let Value::Map(entries) = &at.node.value else {
        if !at.node.is_blank() {
            report.error(at.mark(), messages::not_a_condition());
        }
        return;
    };
    for (key, node) in entries {
        let at = at.key(&key.name);
        match (key.name.as_ref(), &node.value) {
            ("all" | "any", Value::List(items)) => {
                for position in 0..items.len() {
                    check_condition(at.item(position), report);
                }
            }
            ("all" | "any", _) => {
                report.error(at.key_mark(), messages::not_conditions(&key.name));
            }
            ("not", Value::List(_)) => report.error(at.key_mark(), messages::not_takes_one()),
            ("not", _) => check_condition(at, report),
            ("is", _) => check_words(at, "is", report),
            (_, Value::Map(_)) => check_test(at, &key.name, report),
            _ => check_words(at, &key.name, report),
        }
    }
}

/// Checks a test in braces: `includes_all`, or bounds.
fn check_test(at: Spot<'_>, question: &str, report: &mut Problems) {
    let Value::Map(entries) = &at.node.value else {
        return;
    };
    if entries.is_empty() {
        report.error(at.key_mark(), messages::empty_test(question));
    }
    let includes = at.try_key("includes_all");
    for (key, _) in entries {
        let at = at.key(&key.name);
        if BOUNDS.iter().any(|(bound, _)| *bound == key.name) {
            if includes.is_some() {
                report.error(at.key_mark(), messages::two_tests());
            }
            let whole = Shape::Whole(i64::MIN, i64::MAX);
            check_shape(at, &key.name, &whole, report);
        } else if key.name == "includes_all" {
            check_words(at, "includes_all", report);
        } else {
            let known = BOUNDS.iter().map(|(bound, _)| *bound);
            let known = known.chain(["includes_all"]);
            report.error(at.key_mark(), messages::unknown_test(&key.name, known));
        }
    }
}

/// Checks that a value is a word or a list of words.
fn check_words(at: Spot<'_>, name: &str, report: &mut Problems) {
    match &at.node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => {
            for (position, item) in items.iter().enumerate() {
                if !matches!(item.value, Value::Scalar { .. }) {
                    report.error(at.item(position).mark(), messages::not_words(name));
                }
            }
        }
        Value::Map(_) => report.error(at.key_mark(), messages::not_words(name)),
    }
}

/// Parses a whole number as serde reads it: without a plus sign or leading zeros.
fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let leading = digits.len() > 1 && digits.starts_with('0');
    if plain && !leading {
        text.parse().ok()
    } else {
        None
    }
}

fn expected(shape: &Shape) -> messages::Expected {
    match shape {
        Shape::List(_) => messages::Expected::List,
        Shape::Keyed(Keys::Ids | Keys::Names(_), _) | Shape::Object(_) => messages::Expected::Keys,
        Shape::Condition => messages::Expected::Condition,
        Shape::Answers => messages::Expected::Answers,
        _ => messages::Expected::Single,
    }
}
