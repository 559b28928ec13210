//! Texts in which nothing hides.

use std::fmt::Write;
use std::path::Path;

/// A text with the signs that nobody sees, such as control characters and spaces without width,
/// written out: `n\u{200b}o`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hides(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A path in the same way, each byte of it that is no UTF-8 written as `\xff`: no other name, and
/// nothing that could steer a terminal.
#[must_use]
pub fn visible_path(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(&visible(chunk.valid()));
        for byte in chunk.invalid() {
            let _ = write!(shown, "\\x{byte:02x}");
        }
    }
    shown
}

/// Joiners within words of some scripts and within emoji are among these; an id has neither.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_written_out() {
        assert_eq!(visible("n\u{200b}o"), r"n\u{200b}o");
        assert_eq!(visible("\u{1b}[31m\n"), r"\u{1b}[31m\u{a}");
        assert_eq!(visible("Grüße, 茶 🍵"), "Grüße, 茶 🍵");
    }

    #[test]
    fn a_path_shows_bytes_that_are_no_text() {
        let path = |bytes: &'static [u8]| {
            let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
            visible_path(Path::new(name))
        };
        assert_eq!(path(b"caf\xe9/\x1b[2J.yaml"), r"caf\xe9/\u{1b}[2J.yaml");
        assert_eq!(path("café/ö.yaml".as_bytes()), "café/ö.yaml");
    }
}
