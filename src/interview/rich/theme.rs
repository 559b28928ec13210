//! The look of lists, and a record of where in them the person was.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::fmt::Write;

use dialoguer::theme::Theme;

use crate::terminal::Style;

/// The width of the mark before an entry of a list, in columns.
pub(super) const CURSOR: usize = "> ".len();
/// The width of the mark before an entry of a checklist, in columns.
pub(super) const TICK: usize = "> [x] ".len();

/// A theme that marks the cursor and the ticks with characters; colour only adds to them. It
/// records both, because `dialoguer` discards them when a list is left with Escape.
pub(super) struct Marks<'a> {
    style: Style,
    items: &'a [String],
    cursor: Cell<Option<usize>>,
    /// Whether each entry was drawn as ticked; `None` if it was never drawn.
    ticked: RefCell<Vec<Option<bool>>>,
}

impl<'a> Marks<'a> {
    /// Returns a theme for these entries.
    pub(super) fn new(style: Style, items: &'a [String]) -> Self {
        Self {
            style,
            items,
            cursor: Cell::new(None),
            ticked: RefCell::new(vec![None; items.len()]),
        }
    }

    /// Returns the position at which the cursor was drawn last.
    pub(super) fn cursor(&self) -> Option<usize> {
        self.cursor.get()
    }

    /// Returns whether an entry was drawn as ticked; `None` if it was never drawn.
    pub(super) fn ticked(&self, position: usize) -> Option<bool> {
        self.ticked.borrow().get(position).copied().flatten()
    }

    /// Returns the position of the entry with this text.
    fn position(&self, text: &str) -> Option<usize> {
        self.items.iter().position(|item| item == text)
    }

    /// Writes an entry and records the cursor.
    fn entry(&self, f: &mut dyn Write, mark: &str, text: &str, active: bool) -> fmt::Result {
        if !active {
            return write!(f, "  {mark}{text}");
        }
        self.cursor.set(self.position(text));
        write!(f, "> {mark}{}", self.style.active(text))
    }
}

impl Theme for Marks<'_> {
    fn format_select_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        write!(f, "{}", self.style.hint(prompt))
    }

    fn format_multi_select_prompt(&self, f: &mut dyn Write, prompt: &str) -> fmt::Result {
        self.format_select_prompt(f, prompt)
    }

    fn format_select_prompt_item(
        &self,
        f: &mut dyn Write,
        text: &str,
        active: bool,
    ) -> fmt::Result {
        self.entry(f, "", text, active)
    }

    fn format_multi_select_prompt_item(
        &self,
        f: &mut dyn Write,
        text: &str,
        checked: bool,
        active: bool,
    ) -> fmt::Result {
        if let Some(position) = self.position(text)
            && let Some(ticked) = self.ticked.borrow_mut().get_mut(position)
        {
            *ticked = Some(checked);
        }
        let mark = if checked { "[x] " } else { "[ ] " };
        self.entry(f, mark, text, active)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_and_cursor_are_visible_without_colour_and_recorded() {
        let items = ["Mint".to_owned(), "Chamomile".to_owned()];
        let marks = Marks::new(Style::OFF, &items);
        let mut drawn = String::new();
        for (text, checked, active) in [("Mint", true, false), ("Chamomile", false, true)] {
            marks
                .format_multi_select_prompt_item(&mut drawn, text, checked, active)
                .unwrap();
            drawn.push('\n');
        }
        assert_eq!(drawn, "  [x] Mint\n> [ ] Chamomile\n");
        assert_eq!(marks.cursor(), Some(1));
        assert_eq!(marks.ticked(0), Some(true));
        assert_eq!(marks.ticked(1), Some(false));
    }
}
