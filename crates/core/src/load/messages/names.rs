//! Messages about ids: their spelling, duplicates, and unknown ids with the nearest known one.

use crate::load::problem::Message;
use crate::text::{Count, listed};

/// The largest number of known ids that a help line lists.
const LISTED: usize = 8;

pub(crate) fn bad_id(kind: &str, id: &str) -> Message {
    let capitals = if kind == "source" {
        "letters"
    } else {
        "lower-case letters"
    };
    Message::new(
        format!("`{id}` cannot be the id of {}", a(kind)),
        format!("use {capitals}, digits, `-` and `_`, at most 80, starting with a letter"),
    )
}

pub(crate) fn id_twice(kind: &str, id: &str, file: Option<&str>, line: usize) -> Message {
    let place = match file {
        Some(file) => format!("line {line} of `{file}`"),
        None => format!("line {line}"),
    };
    Message::new(
        format!("the {kind} `{id}` is defined a second time; the first is on {place}"),
        "give one of them another id, or remove it",
    )
}

pub(crate) fn reserved(kind: &str, id: &str) -> Message {
    Message::new(
        format!(
            "`{id}` cannot be the id of {}, because the format uses the word itself",
            a(kind)
        ),
        "give it another id",
    )
}

pub(crate) fn named_twice(name: &str) -> Message {
    Message::new(format!("`{name}` is named twice"), "remove one of the two")
}

/// Makes the message that a name is not among the known ones. The help suggests the nearest known
/// name, or else lists known ones. `kind` is the noun, such as `question`.
#[must_use]
pub fn unknown<'k>(kind: &str, name: &str, known: impl Iterator<Item = &'k str>) -> Message {
    let known: Vec<&str> = known.collect();
    Message::new(
        format!("there is no {kind} `{name}`"),
        instead(kind, name, &known),
    )
}

pub(crate) fn too_many(kind: &'static str, most: usize) -> Message {
    Message::new(
        format!("the set has more than {}", Count(most, kind)),
        "split the set, or join what belongs together",
    )
}

/// Returns the help on what to write instead of an unknown name.
pub(super) fn instead(kind: &str, name: &str, known: &[&str]) -> String {
    if let Some(nearest) = nearest(name, known) {
        return format!("did you mean `{nearest}`?");
    }
    if known.is_empty() {
        return format!("no {kind} is defined");
    }
    let mut quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    if known.len() > LISTED {
        quoted.truncate(LISTED);
        return format!(
            "known are {} and {} more",
            quoted.join(", "),
            known.len() - LISTED
        );
    }
    match quoted.as_slice() {
        [only] => format!("only {only} is known"),
        _ => format!("use {}", listed(&quoted, "or")),
    }
}

/// Returns the known name that `name` is probably a misspelling of: they differ in few letters
/// (Damerau-Levenshtein), or one is the start of the other.
pub(crate) fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .filter_map(|known| Some((distance(name, known)?, *known)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Returns the edit distance of two names if they are near enough to be confused. Case is ignored.
fn distance(name: &str, known: &str) -> Option<usize> {
    // The comparison is quadratic in the length, and ids are short.
    let start_of = |word: &str| -> String { word.chars().take(40).collect() };
    let (name, known) = (
        start_of(name).to_lowercase(),
        start_of(known).to_lowercase(),
    );
    let distance = strsim::damerau_levenshtein(&name, &known);
    let shorter = name.chars().count().min(known.chars().count());
    let longer = name.chars().count().max(known.chars().count());
    let start = shorter >= 3 && (known.starts_with(&name) || name.starts_with(&known));
    let few = shorter >= 3 && distance <= longer / 3;
    (distance == 0 || start || few).then_some(distance)
}

/// Returns a noun with its indefinite article: "a rule", "an option".
pub(super) fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_a_likely_misspelling() {
        let known = ["ask", "min", "minimum", "systolic", "wants-relief"];
        assert_eq!(nearest("aks", &known), Some("ask"));
        assert_eq!(nearest("minimun", &known), Some("minimum"));
        assert_eq!(nearest("systolik", &known), Some("systolic"));
        assert_eq!(nearest("wants", &known), Some("wants-relief"));
        assert_eq!(nearest("Min", &known), Some("min"));
        assert_eq!(nearest("colour", &known), None);
        assert_eq!(nearest("S2", &["S1"]), None);
        assert_eq!(nearest("", &known), None);
    }
}
