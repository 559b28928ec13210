//! What is said when an interview is stopped, saved and gone on with.

use std::io;
use std::path::Path;

use treatfit_core::text::visible_path;

use crate::error::Error;
use crate::interview::messages::short;
use crate::shell::quoted;
pub use crate::system::reason;

/// How to stop.
pub const STOP_ASK: &str = "Before you stop: should the answers so far be kept?";
/// Why that is asked.
pub const STOP_WHY: &str = "Answers that are not saved are gone when the program ends.";
/// To save first.
pub const SAVE_FIRST: &str = "Save them in a file, then stop";
/// To keep nothing.
pub const LEAVE: &str = "Stop and keep nothing";
/// What to do after stopping twice.
pub const CHOOSE_FIRST: &str = "Not stopped yet. Please choose first what becomes of the answers.";
/// Input ended where that was asked.
pub const ENDED_UNSAVED: &str = "Input ended, so nothing was saved: the answers so far are gone. \
`--save` and a file name would have kept them.";
/// The same where one went on from a file.
pub const NEW_ENDED_UNSAVED: &str = "Input ended, so nothing was saved: the new answers are gone, and \
the file you went on from is as it was.";
/// Stopped without saving.
pub const STOPPED: &str = "Stopped. Nothing was saved.";
/// Told to end, without saving.
pub const INTERRUPTED: &str = "Interrupted. Nothing was saved.";
/// Where to save.
pub const PLACE: &str = "In which file should the answers be saved?";
/// How to say where.
pub const PLACE_HELP: &str = "Type the name of a new file, such as answers.yaml. Only you will be \
able to read it. Type back to save nothing.";
/// The last resort.
pub const UNSAVED: &str =
    "The answers could not be saved. Here they are, to be copied into a file:";
/// The first line of a saved file.
pub const SAVED_HEAD: &str = "# Private answers to a treatfit interview. To go on with it: the \
same command with --resume and the name of this file.";
/// What to do about a file that can't be written.
pub const NAME_ANOTHER_FILE: &str = "name another file";

/// A place, to be copied whole.
#[must_use]
pub fn place(path: &Path) -> String {
    format!("  {}\n", visible_path(path))
}

/// Saved; what follows stands on a line of its own, to be copied whole: the command that goes on
/// with it, or the place alone, if a name in the command can't be copied.
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

/// The answers can't be written back to the file they came from, or what no longer fits would be
/// lost.
pub const NOT_BACK: &str = "New answers are not saved in that file. To keep them, start again with \
--save and the name of a new one.";

/// Going on with saved answers.
#[must_use]
pub fn resumed(path: &Path) -> String {
    format!("Going on with the answers in {}", visible_path(path))
}

/// That the questions of another day that an emergency could hang on come again.
pub const ASKED_AGAIN: &str = "Things may have changed since then, so the questions about safety \
right now come again first. Each earlier answer can be kept or changed.";

/// Another file is in the way.
#[must_use]
pub fn is_there_already(path: &Path) -> String {
    format!(
        "`{}` is there already and is not overwritten",
        visible_path(path)
    )
}

/// The file resumed from holds something else by now.
#[must_use]
pub fn was_changed(path: &Path) -> String {
    format!(
        "`{}` was changed meanwhile, perhaps from another terminal, and is not overwritten",
        visible_path(path)
    )
}

/// The file resumed from is not to be written to.
#[must_use]
pub fn is_read_only(path: &Path) -> String {
    format!(
        "`{}` is read-only and is not overwritten",
        visible_path(path)
    )
}

/// A file can't be written.
#[must_use]
pub fn cannot_write(path: &Path, error: &io::Error) -> String {
    format!("can't write `{}`: {}", visible_path(path), reason(error))
}

/// An error in the middle of the conversation, as sentences.
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

/// A saved file can't be used.
#[must_use]
pub fn cannot_resume(path: &Path, why: &str) -> String {
    format!("can't go on from `{}`: {why}", visible_path(path))
}

/// It is not text.
pub const NOT_UTF8: &str = "it is not text in UTF-8";
/// It is something else.
pub const NOT_OURS: &str = "it does not hold saved answers";

/// What is wrong in this line of it.
#[must_use]
pub fn in_line(line: usize, what: &str) -> String {
    format!("{what} (line {line})")
}

/// It belongs to another version of the set.
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

/// A region is gone.
#[must_use]
pub fn region_gone(name: &str) -> String {
    format!(
        "The region \"{}\" is not known; it is asked again.",
        short(name)
    )
}

/// A question is gone.
#[must_use]
pub fn question_gone(name: &str) -> String {
    format!(
        "\"{}\" is no longer asked; its answer was left out.",
        short(name)
    )
}

/// An answer does not fit any more.
#[must_use]
pub fn answer_does_not_fit(name: &str) -> String {
    format!("The answer to \"{name}\" does not fit any more; it is asked again.")
}
