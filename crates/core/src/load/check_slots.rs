//! Checks slots: placeholders in braces in the author's texts.
//!
//! The only slot is `{emergency}`, for the emergency number of the person's region: a text with it
//! cannot send anybody to the number without stating it. It is allowed only in texts that are shown
//! when the region is known.

use crate::load::format::{Object, Shape};
use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::tree::{Mark, Spot, Value};
use crate::model::EMERGENCY_SLOT;

/// Reports unknown slots, and slots in texts in which they are not replaced. Returns the position
/// of the first valid emergency slot.
pub(super) fn check<'a>(
    root: Spot<'a>,
    object: &Object,
    report: &mut Problems,
) -> Option<Mark<'a>> {
    let mut first = None;
    check_object(root, object, report, &mut first);
    first
}

fn check_object<'a>(
    at: Spot<'a>,
    object: &Object,
    report: &mut Problems,
    first: &mut Option<Mark<'a>>,
) {
    for key in object.keys {
        if let Some(at) = at.try_key(key.name) {
            check_shape(at, &key.shape, report, first);
        }
    }
}

fn check_shape<'a>(
    at: Spot<'a>,
    shape: &Shape,
    report: &mut Problems,
    first: &mut Option<Mark<'a>>,
) {
    match (shape, &at.node.value) {
        (Shape::Message, Value::Scalar { text, .. }) => {
            for slot in slots(text) {
                if slot == EMERGENCY_SLOT {
                    first.get_or_insert(at.mark());
                } else {
                    report.error(at.mark(), messages::unknown_slot(slot));
                }
            }
        }
        (Shape::Text, Value::Scalar { text, .. }) => {
            for slot in slots(text) {
                report.error(at.mark(), messages::slot_not_filled(slot));
            }
        }
        (Shape::List(inner), Value::List(items)) => {
            for position in 0..items.len() {
                check_shape(at.item(position), inner, report, first);
            }
        }
        (Shape::Keyed(_, inner), Value::Map(entries)) => {
            for (key, _) in entries {
                check_shape(at.key(&key.name), inner, report, first);
            }
        }
        (Shape::Object(object), _) => check_object(at, object, report, first),
        _ => {}
    }
}

/// Returns the slots of a text, braces included: words in braces, and `{emergency` without its
/// closing brace.
fn slots(text: &str) -> impl Iterator<Item = &str> {
    const OPEN: &str = EMERGENCY_SLOT.split_at(EMERGENCY_SLOT.len() - 1).0;
    text.match_indices('{').filter_map(|(start, _)| {
        let rest = text.get(start..)?;
        let slot = match rest.find('}') {
            Some(end) => rest.get(..=end)?,
            None => rest.starts_with(OPEN).then_some(OPEN)?,
        };
        let word = slot.trim_matches(['{', '}']);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
        let named = !word.trim().is_empty();
        (named && word.chars().all(is_word)).then_some(slot)
    })
}

#[cfg(test)]
mod tests {
    use super::slots;

    #[test]
    fn only_words_in_braces_are_slots() {
        let found = |text| slots(text).collect::<Vec<_>>();
        assert_eq!(
            found("Call {emergency} or {the clinic}."),
            ["{emergency}", "{the clinic}"]
        );
        assert_eq!(
            found("Call { emergency } or {emergency."),
            ["{ emergency }", "{emergency"]
        );
        assert_eq!(found("A set {1; 2}, {} and a lone {."), [""; 0]);
    }
}
