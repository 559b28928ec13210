//! Messages about answer texts that differ between two versions of a set: the wording of questions,
//! the labels of options, and the names of treatments and regions. A person answers by reading
//! these, while the proofs compare answer sets by id.

use treatfit_core::text::Count;
use treatfit_proof::diff::{MovedText, RewordedText, TextMeaning};

/// Heading of the list of texts that moved to another id.
pub(crate) const MOVED: &str = "less cautious: the same words now refer to something else";
/// Heading of the list of all other changed answer texts.
pub(crate) const REWORDED: &str = "reworded questions, labels or names, for you to review";

/// Describes in one line a text that moved to another id.
#[must_use]
pub(crate) fn moved(moved: &MovedText) -> String {
    let MovedText { text, from, to, .. } = moved;
    match (&moved.question, moved.stands_for) {
        (Some(question), _) => {
            format!(
                "`{question}`: \"{text}\" was the label of `{from}` and is now the label of `{to}`"
            )
        }
        (None, TextMeaning::Treatment | TextMeaning::Region) => {
            format!("\"{text}\" was the name of `{from}` and is now the name of `{to}`")
        }
        (None, _) => {
            format!("\"{text}\" was the wording of `{from}` and is now the wording of `{to}`")
        }
    }
}

/// Describes in one line a text that was reworded under the same id.
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

/// Returns a clause such as "2 texts now refer to something else".
#[must_use]
pub(crate) fn moved_summary(texts: usize) -> String {
    let verb = if texts == 1 { "refers" } else { "refer" };
    format!("{} now {verb} to something else", Count(texts, "text"))
}

/// Returns a clause such as "3 questions, labels or names were reworded, review them".
#[must_use]
pub(crate) fn reworded_summary(texts: usize) -> String {
    if texts == 1 {
        "1 question, label or name was reworded, review it".to_owned()
    } else {
        format!("{texts} questions, labels or names were reworded, review them")
    }
}
