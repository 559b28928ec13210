//! What the command line says of its own accord.

use std::io;

use super::system::reason;

/// Stdout can't be written.
#[must_use]
pub fn cannot_print(error: &io::Error) -> String {
    format!("the result can't be written: {}", reason(error))
}

/// A reference that would do more than show.
pub const REFERENCE_NOT_TEXT: &str = "the reference holds a sign that can't be seen";
/// What to do about it.
pub const REFERENCE_HINT: &str = "use letters, digits and spaces";
