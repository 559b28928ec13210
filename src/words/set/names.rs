//! Ids: spelling, duplicates, the nearest known one.

use crate::set::problem::Said;
use crate::words::count::{Count, listed};

/// How many known ids a help line lists at the most.
const LISTED: usize = 8;

/// How alike two ids must be, from 0 to 1, for one to be a likely slip for the other.
const ALIKE: f64 = 0.7;

pub(crate) fn bad_id(kind: &str, id: &str) -> Said {
    let capitals = if kind == "source" {
        "letters"
    } else {
        "lower-case letters"
    };
    Said::new(
        format!("`{id}` cannot be the id of a {kind}"),
        format!("use {capitals}, digits, `-` and `_`, at most 80, starting with a letter"),
    )
}

pub(crate) fn id_twice(kind: &str, id: &str, file: Option<&str>, line: usize) -> Said {
    let place = match file {
        Some(file) => format!("line {line} of `{file}`"),
        None => format!("line {line}"),
    };
    Said::new(
        format!("the {kind} `{id}` is defined a second time; the first is on {place}"),
        "give one of them another id, or remove it",
    )
}

pub(crate) fn reserved(kind: &str, id: &str) -> Said {
    Said::new(
        format!("`{id}` cannot be the id of a {kind}, because the format uses the word itself"),
        "give it another id",
    )
}

pub(crate) fn named_twice(name: &str) -> Said {
    Said::new(format!("`{name}` is named twice"), "remove one of the two")
}

pub(crate) fn unknown<'k>(kind: &str, name: &str, known: impl Iterator<Item = &'k str>) -> Said {
    let known: Vec<&str> = known.collect();
    Said::new(
        format!("there is no {kind} `{name}`"),
        instead(kind, name, &known),
    )
}

pub(crate) fn unknown_key<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Said {
    let known: Vec<&str> = known.collect();
    let help = instead("key", key, &known);
    Said::new(format!("`{key}` is not a key that can stand here"), help)
}

pub(crate) fn too_many(kind: &'static str, most: usize) -> Said {
    Said::new(
        format!("the set has more than {}", Count(most, kind)),
        "split the set, or join what belongs together",
    )
}

/// What to write instead of an unknown name.
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

fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    // Likeness takes time for long words, and no id is long.
    let name: String = name.chars().take(100).collect();
    known
        .iter()
        .map(|known| (strsim::jaro_winkler(&name, known), *known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}
