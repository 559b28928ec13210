//! What the system says went wrong, in plain words.

use std::io;

/// Why a file, a folder or a stream could not be used.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "permission denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "a part of the path is not a folder",
        _ => return in_its_words(error),
    };
    known.to_owned()
}

/// The system's own words, without its number for them.
fn in_its_words(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.chars().take(end).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_error_means_nothing_to_a_person() {
        let too_many_links = io::Error::from_raw_os_error(40);
        assert!(!reason(&too_many_links).contains("os error"));
        let missing = io::Error::from_raw_os_error(2);
        assert_eq!(reason(&missing), "there is no such file or folder");
    }
}
