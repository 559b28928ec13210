//! What is said of the texts a person answers by, where two versions of a set differ in them.

use treatfit_core::text::Count;
use treatfit_proof::diff::{MovedText, RewordedText, TextMeaning};

/// The heading over texts that stand for something else.
pub(crate) const MOVED: &str = "less cautious: the same words now stand for something else";
/// The heading over texts that were changed otherwise.
pub(crate) const REWORDED: &str = "texts a person answers by that were changed, to be read";

/// A text that stands for something else, in a line.
#[must_use]
pub(crate) fn moved(moved: &MovedText) -> String {
    let MovedText { text, from, to, .. } = moved;
    match (&moved.question, moved.stands_for) {
        (Some(question), _) => {
            format!("`{question}`: \"{text}\" was the label of `{from}`, and is that of `{to}`")
        }
        (None, TextMeaning::Treatment | TextMeaning::Region) => {
            format!("\"{text}\" was the name of `{from}`, and is that of `{to}`")
        }
        (None, _) => format!("\"{text}\" was asked by `{from}`, and is asked by `{to}`"),
    }
}

/// A text that was changed, in a line.
#[must_use]
pub(crate) fn reworded(reworded: &RewordedText) -> String {
    let RewordedText {
        id,
        old_text: was,
        new_text: is,
        ..
    } = reworded;
    let place = match &reworded.question {
        Some(question) => format!("`{question}`, option `{id}`"),
        None => format!("{} `{id}`", reworded.stands_for.name()),
    };
    format!("{place}: \"{was}\" is now \"{is}\"")
}

/// "2 texts stand for something else than before".
#[must_use]
pub(crate) fn stand_for_else(texts: usize) -> String {
    let verb = if texts == 1 { "stands" } else { "stand" };
    format!(
        "{} {verb} for something else than before",
        Count(texts, "text")
    )
}

/// "3 texts a person answers by were changed, read them".
#[must_use]
pub(crate) fn were_changed(texts: usize) -> String {
    let (verb, them) = if texts == 1 {
        ("was", "it")
    } else {
        ("were", "them")
    };
    let text = if texts == 1 { "text" } else { "texts" };
    format!("{texts} {text} a person answers by {verb} changed, read {them}")
}
