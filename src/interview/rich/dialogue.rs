//! The prompts of a real terminal: lists by `dialoguer`, on stderr.

use std::panic::AssertUnwindSafe;
use std::{io, panic};

use console::{Key, Term};
use dialoguer::{MultiSelect, Select};

use crate::error::Error;
use crate::interview::rich::keyboard::Keyboard;
use crate::interview::rich::labels::Fitted;
use crate::interview::rich::theme::{CURSOR, Marks, TICK};
use crate::interview::rich::typed::Did;
use crate::interview::rich::{Left, List, Prompts, labels, typed};
use crate::interview::{messages as words, signals as watch};
use crate::terminal::Style;

/// The columns from which the long lines of keys fit, with the page number behind them.
const ROOMY: usize = 80;

/// The terminal behind stderr and stdin.
#[derive(Debug)]
pub struct Dialogue {
    term: Term,
    style: Style,
}

impl Dialogue {
    /// The terminal of this program.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self {
            term: Term::stderr(),
            style,
        }
    }

    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(rows), usize::from(columns))
    }

    fn is_roomy(&self) -> bool {
        self.size().1 >= ROOMY
    }

    /// What a prompt that failed means.
    fn failed(&self, keyboard: Keyboard, error: io::Error) -> Result<Left, Error> {
        drop(keyboard);
        self.term.show_cursor()?;
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Ok(Left::Ended),
            io::ErrorKind::Interrupted => Err(watch::wait_for_the_end()),
            _ => Err(error.into()),
        }
    }

    /// Draws the line being typed anew, in place of what it was `rows` above.
    fn redraw(&self, text: &str, rows: usize) -> io::Result<()> {
        self.term.move_cursor_up(rows)?;
        self.term.write_str("\r")?;
        self.term.clear_to_end_of_screen()?;
        self.term.write_str(text)
    }

    fn type_line(&self, keyboard: &Keyboard, text: &mut String) -> io::Result<Left> {
        self.term.write_str(words::TYPED)?;
        self.term.write_str(text)?;
        loop {
            let before = format!("{}{text}", words::TYPED);
            let key = self.term.read_key()?;
            match typed::press(text, &key) {
                Did::Added(letter) => self.term.write_str(letter.encode_utf8(&mut [0; 4]))?,
                Did::Erased => {
                    let rows = typed::rows_above(&before, self.size().1);
                    self.redraw(&format!("{}{text}", words::TYPED), rows)?;
                }
                Did::Entered => {
                    self.term.write_str("\n")?;
                    return Ok(Left::Entered);
                }
                Did::Escaped if keyboard.rest_of_arrow(&self.term)?.is_none() => {
                    let rows = typed::rows_above(&before, self.size().1);
                    self.redraw("", rows)?;
                    return Ok(Left::Escaped);
                }
                Did::Escaped | Did::Nothing => {}
            }
        }
    }
}

impl Prompts for Dialogue {
    fn print(&mut self, text: &str) -> Result<(), Error> {
        Ok(self.term.write_str(text)?)
    }

    fn one(&mut self, list: &List, cursor: &mut Option<usize>) -> Result<Left, Error> {
        let Some(Fitted { items, page }) =
            labels::fit(&list.labels, self.size(), CURSOR, list.above)
        else {
            return Ok(Left::NoRoom);
        };
        let keys = if self.is_roomy() {
            words::LIST_KEYS
        } else {
            words::LIST_KEYS_SHORT
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
                // Only where the person left it: nothing is preselected.
                select = select.default(at);
            }
            let chosen = match guarded(|| select.interact_on_opt(&self.term)) {
                Some(Ok(chosen)) => chosen,
                Some(Err(dialoguer::Error::IO(error))) => return self.failed(keyboard, error),
                None => {
                    self.term.show_cursor()?;
                    return Ok(Left::NoRoom);
                }
            };
            if chosen.is_some() {
                *cursor = chosen;
                return Ok(Left::Entered);
            }
            *cursor = theme.cursor();
            match keyboard.rest_of_arrow(&self.term) {
                Ok(Some(arrow)) => *cursor = moved(*cursor, &arrow, items.len()),
                Ok(None) => return Ok(Left::Escaped),
                Err(error) => return self.failed(keyboard, error),
            }
        }
    }

    fn several(&mut self, list: &List, ticked: &mut Vec<usize>) -> Result<Left, Error> {
        let Some(Fitted { items, page }) = labels::fit(&list.labels, self.size(), TICK, list.above)
        else {
            return Ok(Left::NoRoom);
        };
        let keys = if self.is_roomy() {
            words::CHECKLIST_KEYS
        } else {
            words::CHECKLIST_KEYS_SHORT
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
            let chosen = match guarded(|| select.interact_on_opt(&self.term)) {
                Some(Ok(chosen)) => chosen,
                Some(Err(dialoguer::Error::IO(error))) => return self.failed(keyboard, error),
                None => {
                    self.term.show_cursor()?;
                    return Ok(Left::NoRoom);
                }
            };
            if let Some(chosen) = chosen {
                *ticked = chosen;
                return Ok(Left::Entered);
            }
            // Entries on pages not seen yet are as they were.
            *ticked = (0..items.len())
                .filter(|position| {
                    let drawn = theme.ticked(*position);
                    drawn.unwrap_or_else(|| ticked.contains(position))
                })
                .collect();
            match keyboard.rest_of_arrow(&self.term) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(Left::Escaped),
                Err(error) => return self.failed(keyboard, error),
            }
        }
    }

    fn line(&mut self, text: &mut String) -> Result<Left, Error> {
        let keyboard = Keyboard::listen()?;
        match self.type_line(&keyboard, text) {
            Ok(left) => Ok(left),
            Err(error) => self.failed(keyboard, error),
        }
    }
}

/// Where an arrow takes the cursor.
fn moved(cursor: Option<usize>, arrow: &Key, entries: usize) -> Option<usize> {
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

/// Runs a list. `dialoguer` panics when the terminal is made smaller than three rows meanwhile; that
/// is `None`, and no reason to lose an interview.
fn guarded<T>(list: impl FnOnce() -> T) -> Option<T> {
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
    fn a_split_arrow_moves_as_a_whole_one_does() {
        for (cursor, arrow, expected) in [
            (None, Key::ArrowDown, Some(0)),
            (None, Key::ArrowUp, Some(2)),
            (Some(2), Key::ArrowDown, Some(0)),
            (Some(0), Key::ArrowUp, Some(2)),
            (Some(1), Key::ArrowUp, Some(0)),
            (Some(1), Key::ArrowLeft, Some(1)),
        ] {
            assert_eq!(moved(cursor, &arrow, 3), expected, "{cursor:?} {arrow:?}");
        }
        assert_eq!(moved(None, &Key::ArrowDown, 0), None);
    }
}
