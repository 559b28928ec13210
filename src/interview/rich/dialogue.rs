//! The prompts of a real terminal, on stderr: lists by `dialoguer`, typed lines by `console`.

use std::panic::AssertUnwindSafe;
use std::{io, panic};

use console::{Key, Term};
use dialoguer::{MultiSelect, Select};

use crate::error::Error;
use crate::interview::rich::keyboard::Keyboard;
use crate::interview::rich::labels::Fitted;
use crate::interview::rich::theme::{CURSOR, Marks, TICK};
use crate::interview::rich::typed::KeyEffect;
use crate::interview::rich::{List, PromptExit, Prompts, labels, typed};
use crate::interview::{messages, signals};
use crate::terminal::Style;

/// The minimum number of columns for the long line of keys with the page number behind it.
const ROOMY: usize = 80;

/// The terminal behind stderr and stdin.
#[derive(Debug)]
pub struct Dialogue {
    term: Term,
    style: Style,
}

impl Dialogue {
    /// Returns the terminal of this process.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self {
            term: Term::stderr(),
            style,
        }
    }

    /// Returns rows and columns.
    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows), usize::from(columns))
    }

    fn is_roomy(&self) -> bool {
        self.size().1 >= ROOMY
    }

    /// Restores the terminal after a prompt failed, and returns what the failure means. After an
    /// interruption by a signal it waits for the signal thread to exit the process.
    fn failed(&self, keyboard: Keyboard, error: io::Error) -> Result<PromptExit, Error> {
        drop(keyboard);
        self.term.show_cursor()?;
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Ok(PromptExit::Ended),
            io::ErrorKind::Interrupted => Err(signals::wait_for_exit()),
            _ => Err(error.into()),
        }
    }

    /// Replaces the typed line, which starts `rows` above the cursor.
    fn redraw(&self, text: &str, rows: usize) -> io::Result<()> {
        self.term.move_cursor_up(rows)?;
        self.term.write_str("\r")?;
        self.term.clear_to_end_of_screen()?;
        self.term.write_str(text)
    }

    /// Reads a line key by key.
    fn type_line(&self, keyboard: &Keyboard, text: &mut String) -> io::Result<PromptExit> {
        self.term.write_str(messages::TYPED)?;
        self.term.write_str(text)?;
        loop {
            let before = format!("{}{text}", messages::TYPED);
            let key = self.term.read_key()?;
            match typed::press(text, &key) {
                KeyEffect::Added(letter) => self.term.write_str(letter.encode_utf8(&mut [0; 4]))?,
                KeyEffect::Erased => {
                    let rows = typed::rows_above(&before, self.size().1);
                    self.redraw(&format!("{}{text}", messages::TYPED), rows)?;
                }
                KeyEffect::Entered => {
                    self.term.write_str("\n")?;
                    return Ok(PromptExit::Entered);
                }
                KeyEffect::Escaped if keyboard.rest_of_arrow(&self.term)?.is_none() => {
                    let rows = typed::rows_above(&before, self.size().1);
                    self.redraw("", rows)?;
                    return Ok(PromptExit::Escaped);
                }
                KeyEffect::Escaped | KeyEffect::Nothing => {}
            }
        }
    }
}

impl Prompts for Dialogue {
    fn print(&mut self, text: &str) -> Result<(), Error> {
        Ok(self.term.write_str(text)?)
    }

    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<PromptExit, Error> {
        let Some(Fitted { items, page }) =
            labels::fit(&list.labels, self.size(), CURSOR, list.above)
        else {
            return Ok(PromptExit::NoRoom);
        };
        let keys = if self.is_roomy() {
            messages::LIST_KEYS
        } else {
            messages::LIST_KEYS_SHORT
        };
        let keyboard = Keyboard::listen()?;
        loop {
            let theme = Marks::new(self.style, &items);
            let mut select = Select::with_theme(&theme)
                .with_prompt(keys)
                .items(&items)
                .report(false)
                .max_length(page);
            if let Some(at) = *cursor {
                // Only the position where the person left the list; nothing is preselected.
                select = select.default(at);
            }
            let chosen = match catch_list_panic(|| select.interact_on_opt(&self.term)) {
                Some(Ok(chosen)) => chosen,
                Some(Err(dialoguer::Error::IO(error))) => return self.failed(keyboard, error),
                None => {
                    self.term.show_cursor()?;
                    return Ok(PromptExit::NoRoom);
                }
            };
            if chosen.is_some() {
                *cursor = chosen;
                return Ok(PromptExit::Entered);
            }
            *cursor = theme.cursor();
            match keyboard.rest_of_arrow(&self.term) {
                Ok(Some(arrow)) => *cursor = move_cursor(*cursor, &arrow, items.len()),
                Ok(None) => return Ok(PromptExit::Escaped),
                Err(error) => return self.failed(keyboard, error),
            }
        }
    }

    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<PromptExit, Error> {
        let Some(Fitted { items, page }) = labels::fit(&list.labels, self.size(), TICK, list.above)
        else {
            return Ok(PromptExit::NoRoom);
        };
        let keys = if self.is_roomy() {
            messages::CHECKLIST_KEYS
        } else {
            messages::CHECKLIST_KEYS_SHORT
        };
        let keyboard = Keyboard::listen()?;
        loop {
            let theme = Marks::new(self.style, &items);
            let marked = items
                .iter()
                .enumerate()
                .map(|(position, item)| (item, ticked.contains(&position)));
            let select = MultiSelect::with_theme(&theme)
                .with_prompt(keys)
                .items_checked(marked)
                .report(false)
                .max_length(page);
            let chosen = match catch_list_panic(|| select.interact_on_opt(&self.term)) {
                Some(Ok(chosen)) => chosen,
                Some(Err(dialoguer::Error::IO(error))) => return self.failed(keyboard, error),
                None => {
                    self.term.show_cursor()?;
                    return Ok(PromptExit::NoRoom);
                }
            };
            if let Some(chosen) = chosen {
                *ticked = chosen;
                return Ok(PromptExit::Entered);
            }
            // Entries on pages that were never drawn keep their state.
            *ticked = (0..items.len())
                .filter(|position| {
                    let drawn = theme.ticked(*position);
                    drawn.unwrap_or_else(|| ticked.contains(position))
                })
                .collect();
            match keyboard.rest_of_arrow(&self.term) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(PromptExit::Escaped),
                Err(error) => return self.failed(keyboard, error),
            }
        }
    }

    fn line(&mut self, text: &mut String) -> Result<PromptExit, Error> {
        let keyboard = Keyboard::listen()?;
        match self.type_line(&keyboard, text) {
            Ok(exit) => Ok(exit),
            Err(error) => self.failed(keyboard, error),
        }
    }
}

/// Returns where an arrow key moves the cursor.
fn move_cursor(cursor: Option<usize>, arrow: &Key, entries: usize) -> Option<usize> {
    let last = entries.checked_sub(1)?;
    let next = match (arrow, cursor) {
        (Key::ArrowDown, Some(at)) => at + 1,
        (Key::ArrowDown, None) => 0,
        (Key::ArrowUp, Some(at)) => at.checked_sub(1).unwrap_or(last),
        (Key::ArrowUp, None) => last,
        _ => return cursor,
    };
    Some(if next > last { 0 } else { next })
}

/// Runs a list and returns `None` if it panics. `dialoguer` panics if the terminal shrinks below
/// three rows meanwhile, which must not end the interview.
fn catch_list_panic<T>(list: impl FnOnce() -> T) -> Option<T> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(list));
    panic::set_hook(hook);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_arrow_key_moves_the_cursor_like_a_whole_one() {
        for (cursor, arrow, expected) in [
            (None, Key::ArrowDown, Some(0)),
            (None, Key::ArrowUp, Some(2)),
            (Some(2), Key::ArrowDown, Some(0)),
            (Some(0), Key::ArrowUp, Some(2)),
            (Some(1), Key::ArrowUp, Some(0)),
            (Some(1), Key::ArrowLeft, Some(1)),
        ] {
            assert_eq!(
                move_cursor(cursor, &arrow, 3),
                expected,
                "{cursor:?} {arrow:?}"
            );
        }
        assert_eq!(move_cursor(None, &Key::ArrowDown, 0), None);
    }
}
