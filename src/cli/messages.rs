//! What the command line says of its own accord.

use std::io;

use crate::system::reason;

/// Stdout can't be written.
#[must_use]
pub(super) fn cannot_print(error: &io::Error) -> String {
    format!("the result can't be written: {}", reason(error))
}

/// An option in front of a command, which may have it or not.
#[must_use]
pub(super) fn option_before_command(option: &str, command: &str, belongs: bool) -> String {
    if belongs {
        format!("options come after the command, as in `treatfit {command} --{option}`")
    } else {
        format!("`treatfit {command}` has no option `--{option}`")
    }
}

/// A reference that would do more than show.
pub(super) const REFERENCE_NOT_TEXT: &str = "the reference holds a sign that can't be seen";
/// What to do about it.
pub(super) const REFERENCE_HINT: &str = "use letters, digits and spaces";
