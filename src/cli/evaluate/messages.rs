//! What `evaluate` says: results in one line, and answers that can't be read.

use std::io;

use treatfit_core::load::{Message, Problem};
use treatfit_core::text::Count;

use crate::system::reason;

/// Behind a result in one line, where the set was not proved.
pub(super) const NOT_PROVED: &str = " (question set not proved)";

/// Every problem of an answer set, in one line.
#[must_use]
pub(super) fn problems_in_one_line(problems: &[Problem]) -> String {
    let said: Vec<String> = problems
        .iter()
        .map(|problem| in_one_line(&problem.message, &problem.help))
        .collect();
    said.join("; ")
}

/// A problem and what to do about it in one line, also where that is a list.
#[must_use]
pub(super) fn in_one_line(message: &str, help: &str) -> String {
    match help.split_once('\n') {
        Some((first, list)) => format!("{message} ({first} {})", list.replace('\n', "; ")),
        None => format!("{message} ({help})"),
    }
}

/// JSON that is none from here on, or that ends here.
#[must_use]
pub(super) fn not_json(line: usize, column: usize, ends: bool) -> Message {
    let at = match line {
        1 => format!("column {column}"),
        _ => format!("line {line}, column {column}"),
    };
    let what = if ends {
        format!("it ends too early, at {at}")
    } else {
        format!("it goes wrong at {at}")
    };
    Message::new(
        format!("is not valid JSON: {what}"),
        "close every bracket, and put names and words in double quotes",
    )
}

/// Answers can't be read at all.
#[must_use]
pub(super) fn cannot_read(error: &io::Error) -> Message {
    Message::new(
        format!("cannot be read: {}", reason(error)),
        "check the name, and that you may read it",
    )
}

/// The answers are larger than they can be.
#[must_use]
pub(super) fn too_large(limit: u64) -> Message {
    Message::new(
        format!(
            "is larger than {} MiB, more than any answers need",
            limit >> 20
        ),
        "check that it is the right file",
    )
}

/// The answers are not text.
#[must_use]
pub(super) fn not_utf8() -> Message {
    Message::new("is not UTF-8 text", "save it as UTF-8 in your editor")
}

/// Several answer sets, but a format for one.
pub(super) const ONE_A_LINE: &str =
    "this format prints one result, and there are several answer sets";
/// What to do about it.
pub(super) const ONE_A_LINE_HINT: &str = "use `--format text` or `--format json`, which print a line for each, or evaluate one at a time";

/// Several answer sets, but an explanation takes more than a line.
pub(super) const EXPLAINED_APART: &str =
    "an explanation takes more than a line, and there are several answer sets";
/// What to do about it.
pub(super) const EXPLAINED_APART_HINT: &str =
    "use `--explain` with `--format json`, or evaluate one at a time";

/// Some answer sets could not be evaluated.
#[must_use]
pub(super) fn failed(count: usize) -> String {
    format!("{} could not be evaluated", Count(count, "answer set"))
}

/// What to do about them.
pub(super) const FAILED_HINT: &str = "evaluate one alone to see each problem in its line";

/// Answers were given to another version of the questions.
#[must_use]
pub(super) fn other_version(count: usize, version: &str) -> String {
    let given = match count {
        1 => "the answers were given".to_owned(),
        _ => format!("{} were given", Count(count, "answer set")),
    };
    format!(
        "{given} to another version of the questions; they fit version {version}, so the result is \
         what that version says"
    )
}
