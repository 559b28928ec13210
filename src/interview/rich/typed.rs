//! Edits a typed line key by key.
//!
//! `dialoguer`'s own input would suffice for text, but here Escape must open the menu and the text
//! must survive that. So the line is read with `console` alone: characters at the end, and
//! Backspace.

use console::Key;
use textwrap::core::display_width;
use treatfit_core::text::steers;

/// The maximum length of a line, in characters.
const MAX_LENGTH: usize = 1000;

/// The effect of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyEffect {
    /// Added a character.
    Added(char),
    /// Removed the last character.
    Erased,
    /// Ended the line.
    Entered,
    /// Left the line, or was the first byte of an arrow key.
    Escaped,
    /// No effect.
    Nothing,
}

/// Applies a key to the text and returns its effect.
pub(super) fn press(text: &mut String, key: &Key) -> KeyEffect {
    match key {
        Key::Char(letter) if steers(*letter) || text.chars().count() >= MAX_LENGTH => {
            KeyEffect::Nothing
        }
        Key::Char(letter) => {
            text.push(*letter);
            KeyEffect::Added(*letter)
        }
        Key::Backspace if text.pop().is_some() => KeyEffect::Erased,
        Key::Enter => KeyEffect::Entered,
        Key::Escape => KeyEffect::Escaped,
        _ => KeyEffect::Nothing,
    }
}

/// Returns how many rows above the cursor a line of this text starts. A character that does not fit
/// into the last column starts a new row; a full row starts the next one only with the next
/// character.
pub(super) fn rows_above(text: &str, columns: usize) -> usize {
    let mut rows = 0;
    let mut column = 0;
    for letter in text.chars() {
        let width = display_width(letter.encode_utf8(&mut [0; 4]));
        if column + width > columns {
            rows += 1;
            column = 0;
        }
        column += width;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_added_and_removed_whole() {
        let mut text = String::new();
        for letter in "é日".chars() {
            assert_eq!(
                press(&mut text, &Key::Char(letter)),
                KeyEffect::Added(letter)
            );
        }
        assert_eq!(press(&mut text, &Key::Backspace), KeyEffect::Erased);
        assert_eq!(text, "é");
        assert_eq!(press(&mut text, &Key::Backspace), KeyEffect::Erased);
        assert_eq!(press(&mut text, &Key::Backspace), KeyEffect::Nothing);
    }

    #[test]
    fn other_keys_do_not_change_the_text() {
        let mut text = "1".to_owned();
        for key in [Key::ArrowUp, Key::Char('\u{4}'), Key::Unknown, Key::Home] {
            assert_eq!(press(&mut text, &key), KeyEffect::Nothing);
        }
        assert_eq!(press(&mut text, &Key::Escape), KeyEffect::Escaped);
        assert_eq!(press(&mut text, &Key::Enter), KeyEffect::Entered);
        assert_eq!(text, "1");
    }

    #[test]
    fn a_pasted_text_is_cut_at_the_maximum_length() {
        let mut text = String::new();
        for _ in 0..10_000 {
            press(&mut text, &Key::Char('a'));
        }
        assert_eq!(text.len(), MAX_LENGTH);
    }

    #[test]
    fn rows_are_counted_as_terminals_wrap() {
        assert_eq!(rows_above("", 4), 0);
        assert_eq!(rows_above("abcd", 4), 0);
        assert_eq!(rows_above("abcde", 4), 1);
        assert_eq!(rows_above("abc日", 4), 1);
        assert_eq!(rows_above("日日日", 4), 1);
    }
}
