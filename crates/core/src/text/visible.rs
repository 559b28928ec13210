//! Escapes invisible characters, so that quoted text can neither hide anything nor control a
//! terminal or a page.
//!
//! Text quoted from a file, an argument or a typed line goes through [`visible`]; all output to a
//! stream goes through [`visible_lines`] or, as JSON, through [`visible_json`].

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

/// Escapes the invisible characters of a one-line text, such as control characters, line breaks,
/// soft hyphens and zero-width spaces, in Rust syntax: `n\u{200b}o`.
///
/// The two zero-width joiners stay inside words of non-ASCII scripts and inside emoji, where they
/// belong.
#[must_use]
pub fn visible(text: &str) -> String {
    escape_where(text, |before, c, after| {
        steers(c) || c == '\u{ad}' || (joins(c) && !is_within_word(before, after))
    })
    .into_owned()
}

/// Escapes the invisible characters of a text that the program laid out in lines. Unlike
/// [`visible`], it keeps line breaks and soft hyphens.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape_where(text, |before, c, after| {
        c != '\n' && (steers(c) || (joins(c) && !is_within_word(before, after)))
    })
}

/// Escapes like [`visible_lines`], but keeps ANSI colour sequences (`ESC [` digits and `;`, then
/// `m`).
#[must_use]
pub fn visible_coloured(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    shown.push_str(&visible_lines(parts.next().unwrap_or_default()));
    for part in parts {
        let code = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        if let Some(rest) = code.strip_prefix('m') {
            shown.push_str("\u{1b}[");
            shown.push_str(part.strip_suffix(rest).unwrap_or_default());
            shown.push_str(&visible_lines(rest));
        } else {
            shown.push_str(&visible("\u{1b}"));
            shown.push('[');
            shown.push_str(&visible_lines(part));
        }
    }
    shown
}

/// Replaces the characters for which [`steers`] is true, other than line breaks, with JSON escapes
/// (`\u202e`). The parsed value stays the same.
#[must_use]
pub fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(|c| c != '\n' && steers(c)) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Escapes a path like [`visible`], and writes each byte that is not UTF-8 as `\xff`. Unlike a
/// lossy conversion, this does not make different names look the same.
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

/// Returns whether a character changes what is shown without being visible itself: a control
/// character, a line or paragraph separator, a change of writing direction, a zero-width space or a
/// tag character.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Returns whether a character is a zero-width joiner or non-joiner. Both are part of words of some
/// scripts and of emoji, and invisible between other characters.
const fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Returns whether both neighbours of a joiner are characters that it can join.
fn is_within_word(before: Option<char>, after: Option<char>) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !steers(c) && !joins(c));
    is_part(before) && is_part(after)
}

/// Escapes the characters for which `hides` is true, given the characters before and after them.
fn escape_where(
    text: &str,
    hides: impl Fn(Option<char>, char, Option<char>) -> bool,
) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut before = None;
    let mut copied = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if hides(before, c, letters.peek().map(|&(_, after)| after)) {
            shown.push_str(text.get(copied..at).unwrap_or_default());
            shown.extend(c.escape_unicode());
            copied = at + c.len_utf8();
        }
        before = Some(c);
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_escaped() {
        assert_eq!(visible("n\u{200b}o"), r"n\u{200b}o");
        assert_eq!(visible("\u{1b}[31m\n"), r"\u{1b}[31m\u{a}");
        assert_eq!(
            visible("a\u{61c}b\u{9b}c\u{e0041}d"),
            r"a\u{61c}b\u{9b}c\u{e0041}d"
        );
        assert_eq!(visible("Grüße, 茶 🍵"), "Grüße, 茶 🍵");
    }

    #[test]
    fn joiners_stay_only_within_words_and_emoji() {
        for whole in ["👩\u{200d}🚀", "می\u{200c}خواهم"] {
            assert_eq!(visible(whole), whole);
        }
        assert_eq!(visible("n\u{200d}o"), r"n\u{200d}o");
        assert_eq!(visible("é\u{200d}\u{200d}é"), r"é\u{200d}\u{200d}é");
    }

    #[test]
    fn line_breaks_and_colours_are_kept() {
        assert_eq!(visible_lines("a\nb\tc\u{1b}[2J"), "a\nb\\u{9}c\\u{1b}[2J");
        assert_eq!(
            visible_coloured("\u{1b}[1;31ma\u{1b}[0m\n\u{1b}[2Jb\u{1b}"),
            "\u{1b}[1;31ma\u{1b}[0m\n\\u{1b}[2Jb\\u{1b}"
        );
    }

    #[test]
    fn escaped_json_parses_to_the_same_value() {
        let text = "a\u{9b}b\u{2028}c\u{e0041}d\u{7f}\n";
        let json = serde_json::to_string(&[text]).unwrap();
        let shown = visible_json(&json);
        assert!(!shown.chars().any(steers), "{shown}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&shown).unwrap(), [text]);
    }

    #[test]
    fn a_path_shows_bytes_that_are_not_utf8() {
        let path = |bytes: &'static [u8]| {
            let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(bytes);
            visible_path(Path::new(name))
        };
        assert_eq!(path(b"caf\xe9/\x1b[2J.yaml"), r"caf\xe9/\u{1b}[2J.yaml");
        assert_eq!(path("café/ö.yaml".as_bytes()), "café/ö.yaml");
    }
}
