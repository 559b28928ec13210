//! Messages of `evaluate`: results and problems on one line, and answers that cannot be read.

use std::io;

use treatfit_core::load::{Message, Problem};
use treatfit_core::text::Count;

use crate::io_reason::reason;

/// Appended to a one-line result if the set was not proved.
pub(super) const NOT_PROVED: &str = " (question set not proved)";

/// Returns every problem of an answer set on one line.
#[must_use]
pub(super) fn problems_in_one_line(problems: &[Problem]) -> String {
    let messages: Vec<String> = problems
        .iter()
        .map(|problem| in_one_line(&problem.message, &problem.help))
        .collect();
    messages.join("; ")
}

/// Returns a problem and its help on one line, also if the help is a list.
#[must_use]
pub(super) fn in_one_line(message: &str, help: &str) -> String {
    match help.split_once('\n') {
        Some((first, list)) => format!("{message} ({first} {})", list.replace('\n', "; ")),
        None => format!("{message} ({help})"),
    }
}

/// Returns the problem of invalid JSON, with the place of the error; `ends` if the text ends too
/// early.
#[must_use]
pub(super) fn not_json(line: usize, column: usize, ends: bool) -> Message {
    let at = match line {
        1 => format!("column {column}"),
        _ => format!("line {line}, column {column}"),
    };
    let what = if ends {
        format!("it ends too early, at {at}")
    } else {
        format!("it has an error at {at}")
    };
    Message::new(
        format!("is not valid JSON: {what}"),
        "close every bracket, and put names and words in double quotes",
    )
}

/// Returns the problem of an answers file that cannot be read.
#[must_use]
pub(super) fn cannot_read(error: &io::Error) -> Message {
    Message::new(
        format!("cannot be read: {}", reason(error)),
        "check the name, and that you may read it",
    )
}

/// Returns the problem of an answer set of more than `limit` bytes.
#[must_use]
pub(super) fn too_large(limit: u64) -> Message {
    Message::new(
        format!(
            "is larger than {} MiB, more than any answer set needs",
            limit >> 20
        ),
        "check that it is the right file",
    )
}

/// Returns the problem of an answer set that is not UTF-8.
#[must_use]
pub(super) fn not_utf8() -> Message {
    Message::new("is not UTF-8 text", "save it as UTF-8 in your editor")
}

/// Error for several answer sets in a format for a single result.
pub(super) const ONE_A_LINE: &str =
    "this format prints one result, and there are several answer sets";
/// Hint for [`ONE_A_LINE`].
pub(super) const ONE_A_LINE_HINT: &str = "use `--format text` or `--format json`, which print one line for each, or evaluate one at a time";

/// Error for `--explain` with several answer sets as text.
pub(super) const EXPLAINED_APART: &str =
    "an explanation takes more than one line, and there are several answer sets";
/// Hint for [`EXPLAINED_APART`].
pub(super) const EXPLAINED_APART_HINT: &str =
    "use `--explain` with `--format json`, or evaluate one at a time";

/// Returns the error for answer sets that could not be evaluated.
#[must_use]
pub(super) fn failed(count: usize) -> String {
    format!("{} could not be evaluated", Count(count, "answer set"))
}

/// Hint for [`failed`].
pub(super) const FAILED_HINT: &str = "evaluate one alone to see each problem with its line";

/// Returns the warning for answers that were given to another version of the questions.
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
