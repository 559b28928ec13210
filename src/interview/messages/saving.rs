//! Sentences on stopping, saving and resuming an interview.

use std::io;
use std::path::Path;

use treatfit_core::text::visible_path;

use crate::error::Error;
use crate::interview::messages::short;
pub use crate::io_reason::reason;
use crate::shell::quoted;

/// Asks what to do with the answers when stopping.
pub const STOP_ASK: &str = "Before you stop: should the answers so far be kept?";
/// Why that is asked.
pub const STOP_WHY: &str = "Answers that are not saved are gone when the program ends.";
/// Choice: save the answers, then stop.
pub const SAVE_FIRST: &str = "Save them in a file, then stop";
/// Choice: stop and discard the answers.
pub const LEAVE: &str = "Stop and keep nothing";
/// Said if "stop" is typed at that question.
pub const CHOOSE_FIRST: &str = "Not stopped yet. Please choose first what becomes of the answers.";
/// Said if the input ends at that question.
pub const ENDED_UNSAVED: &str = "Input ended, so nothing was saved: the answers so far are gone. \
`--save` and a file name would have kept them.";
/// Said if the input ends at that question in a resumed interview.
pub const NEW_ENDED_UNSAVED: &str = "Input ended, so nothing was saved: the new answers are gone, and \
the file you went on from is as it was.";
/// Said when stopping without saving.
pub const STOPPED: &str = "Stopped. Nothing was saved.";
/// Said when a signal ends the program and nothing is saved.
pub const INTERRUPTED: &str = "Interrupted. Nothing was saved.";
/// Asks for the file to save in.
pub const PLACE: &str = "In which file should the answers be saved?";
/// How to name a file.
pub const PLACE_HELP: &str = "Type the name of a new file, such as answers.yaml. Only you will be \
able to read it. Type back to save nothing.";
/// Introduces the answers themselves, printed because they could not be saved.
pub const UNSAVED: &str =
    "The answers could not be saved. Here they are, to be copied into a file:";
/// The first line of a saved file.
pub const SAVED_HEAD: &str = "# Private answers to a treatfit interview. To go on with it: the \
same command with --resume and the name of this file.";
/// Hint for a file that cannot be written.
pub const NAME_ANOTHER_FILE: &str = "name another file";

/// Returns a path on a line of its own, to be copied whole.
#[must_use]
pub fn place(path: &Path) -> String {
    format!("  {}\n", visible_path(path))
}

/// Returns that the answers are saved, and a second text on a line of its own to be copied whole:
/// the command that resumes, or the path alone if the command or the path cannot be quoted for a
/// shell.
#[must_use]
pub fn saved(command: Option<&str>, path: &Path) -> (&'static str, String) {
    match (command, quoted(path)) {
        (Some(command), Some(file)) => (
            "The answers are saved, and only you can read the file. To go on:",
            format!("  {command} --resume {file}\n"),
        ),
        _ => (
            "The answers are saved, and only you can read the file. To go on, use the same command \
             with --resume and this file:",
            place(path),
        ),
    }
}

/// Said when resuming a file that will not be written to, because it is not writable or would lose
/// what no longer fits.
pub const NOT_BACK: &str = "New answers are not saved in that file. To keep them, start again with \
--save and the name of a new one.";

/// Returns that the interview continues from saved answers.
#[must_use]
pub fn resumed(path: &Path) -> String {
    format!("Going on with the answers in {}", visible_path(path))
}

/// Said if the questions that emergency rules depend on are asked again.
pub const ASKED_AGAIN: &str = "Things may have changed since then, so the questions about safety \
right now come again first. Each earlier answer can be kept or changed.";

/// Returns that another file exists and is not overwritten.
#[must_use]
pub fn is_there_already(path: &Path) -> String {
    format!(
        "`{}` is there already and is not overwritten",
        visible_path(path)
    )
}

/// Returns that the file resumed from was changed by someone else.
#[must_use]
pub fn was_changed(path: &Path) -> String {
    format!(
        "`{}` was changed meanwhile, perhaps from another terminal, and is not overwritten",
        visible_path(path)
    )
}

/// Returns that the file resumed from is read-only.
#[must_use]
pub fn is_read_only(path: &Path) -> String {
    format!(
        "`{}` is read-only and is not overwritten",
        visible_path(path)
    )
}

/// Returns that a file cannot be written.
#[must_use]
pub fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("can't write `{}`: {}", visible_path(path), reason(error))
}

/// Returns an error and its hints as sentences, for the middle of a conversation.
#[must_use]
pub fn problem(error: &Error) -> String {
    let mut problem = String::new();
    for part in std::iter::once(&error.message).chain(&error.hints) {
        let mut letters = part.chars();
        problem.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        problem.push_str(letters.as_str());
        problem.push_str(". ");
    }
    problem.trim_end().to_owned()
}

/// Returns that a saved file cannot be used.
#[must_use]
pub fn cannot_resume(path: &Path, why: &str) -> String {
    format!("can't go on from `{}`: {why}", visible_path(path))
}

/// The reason if a saved file is not UTF-8.
pub const NOT_UTF8: &str = "it is not text in UTF-8";
/// The reason if a saved file holds something else.
pub const NOT_OURS: &str = "it does not hold saved answers";

/// Returns a problem with its line number.
#[must_use]
pub fn in_line(line: usize, what: &str) -> String {
    format!("{what} (line {line})")
}

/// Returns that the answers were given to another version of the set. `theirs` is its version; the
/// digest alone may differ.
#[must_use]
pub fn other_version(theirs: Option<&str>, ours: &str) -> String {
    match theirs {
        Some(theirs) if theirs != ours => format!(
            "The answers were given to version {} of these questions, and this is version {ours}. \
             What still fits was taken over.",
            short(theirs)
        ),
        _ => "The questions have changed since the answers were saved. What still fits was taken \
              over."
            .to_owned(),
    }
}

/// Returns that the saved region is unknown.
#[must_use]
pub fn region_gone(name: &str) -> String {
    format!(
        "The region \"{}\" is not known; it is asked again.",
        short(name)
    )
}

/// Returns that a saved answer's question no longer exists.
#[must_use]
pub fn question_gone(name: &str) -> String {
    format!(
        "\"{}\" is no longer asked; its answer was left out.",
        short(name)
    )
}

/// Returns that a saved answer no longer fits its question.
#[must_use]
pub fn answer_does_not_fit(name: &str) -> String {
    format!("The answer to \"{name}\" does not fit any more; it is asked again.")
}
