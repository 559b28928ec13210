//! The result, on stdout.

use std::io::Write;

use crate::error::Error;

/// Prints a result. A reader that closed the pipe has had enough: that is no error.
///
/// # Errors
/// If stdout can't be written.
pub(super) fn print(text: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        stdout.write_all(b"\n")?;
    }
    stdout.flush()?;
    Ok(())
}

/// Prints a value as indented JSON.
///
/// # Errors
/// If stdout can't be written.
pub(super) fn print_json(value: &serde_json::Value) -> Result<(), Error> {
    print(&format!("{value:#}\n"))
}
