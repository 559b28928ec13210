//! Messages of the command line itself.

use std::io;

use crate::io_reason::reason;

/// Returns the error for a stdout that cannot be written.
#[must_use]
pub(super) fn cannot_print(error: &io::Error) -> String {
    format!("the result can't be written: {}", reason(error))
}

/// Returns the error for an option in front of a command; `belongs` is whether the command has it.
#[must_use]
pub(super) fn option_before_command(option: &str, command: &str, belongs: bool) -> String {
    if belongs {
        format!("options come after the command, as in `treatfit {command} --{option}`")
    } else {
        format!("`treatfit {command}` has no option `--{option}`")
    }
}

/// Error for a reference with control characters.
pub(super) const REFERENCE_NOT_TEXT: &str = "the reference holds a sign that can't be seen";
/// Hint for [`REFERENCE_NOT_TEXT`].
pub(super) const REFERENCE_HINT: &str = "use letters, digits and spaces";
