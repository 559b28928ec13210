//! A line being typed, key by key.
//!
//! `dialoguer`'s own input would do for text, but Escape must open the menu and what was typed must
//! survive it, so this small line is read with `console` alone: letters at the end, and Backspace.

use console::Key;
use textwrap::core::display_width;
use treatfit_core::text::steers;

/// The longest line, in characters.
const LONGEST: usize = 1000;

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// Added a letter.
    Added(char),
    /// Took the last letter away.
    Erased,
    /// Ended the line.
    Entered,
    /// Left it, or was the first byte of an arrow key.
    Escaped,
    /// Nothing.
    Nothing,
}

/// Applies a key to the text.
pub(super) fn press(text: &mut String, key: &Key) -> Did {
    match key {
        Key::Char(letter) if steers(*letter) || text.chars().count() >= LONGEST => Did::Nothing,
        Key::Char(letter) => {
            text.push(*letter);
            Did::Added(*letter)
        }
        Key::Backspace if text.pop().is_some() => Did::Erased,
        Key::Enter => Did::Entered,
        Key::Escape => Did::Escaped,
        _ => Did::Nothing,
    }
}

/// How many rows above the cursor a line of this text starts. A letter that does not fit into the
/// last column starts a new row; a full row does not, until the next letter.
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
    fn letters_are_added_and_taken_away_whole() {
        let mut text = String::new();
        for letter in "é日".chars() {
            assert_eq!(press(&mut text, &Key::Char(letter)), Did::Added(letter));
        }
        assert_eq!(press(&mut text, &Key::Backspace), Did::Erased);
        assert_eq!(text, "é");
        assert_eq!(press(&mut text, &Key::Backspace), Did::Erased);
        assert_eq!(press(&mut text, &Key::Backspace), Did::Nothing);
    }

    #[test]
    fn other_keys_leave_the_text_alone() {
        let mut text = "1".to_owned();
        for key in [Key::ArrowUp, Key::Char('\u{4}'), Key::Unknown, Key::Home] {
            assert_eq!(press(&mut text, &key), Did::Nothing);
        }
        assert_eq!(press(&mut text, &Key::Escape), Did::Escaped);
        assert_eq!(press(&mut text, &Key::Enter), Did::Entered);
        assert_eq!(text, "1");
    }

    #[test]
    fn a_pasted_book_stays_bounded() {
        let mut text = String::new();
        for _ in 0..10_000 {
            press(&mut text, &Key::Char('a'));
        }
        assert_eq!(text.len(), LONGEST);
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
