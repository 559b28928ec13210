//! Describes input and output errors of the operating system in plain English.

use std::io;

/// Returns the reason why a file, a folder or a stream could not be used.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "a part of the path is not a folder",
        _ => return system_text(error),
    };
    known.to_owned()
}

/// Returns the system's own text in lower case, without the error number.
fn system_text(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.chars().take(end).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_no_error_number() {
        let too_many_links = io::Error::from_raw_os_error(40);
        assert!(!reason(&too_many_links).contains("os error"));
        let missing = io::Error::from_raw_os_error(2);
        assert_eq!(reason(&missing), "there is no such file or folder");
    }
}
