//! How lists look, and where in them the person was.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::fmt::Write;

use dialoguer::theme::Theme;

use crate::terminal::Style;

/// The columns before an entry of a list.
pub(super) const CURSOR: usize = "> ".len();
/// The columns before an entry of a checklist.
pub(super) const TICK: usize = "> [x] ".len();

/// A theme that marks the cursor and ticks with characters, colour only adding to them. It also
/// remembers both, since `dialoguer` forgets them when a list is left with Escape.
pub(super) struct Marks<'a> {
    style: Style,
    items: &'a [String],
    cursor: Cell<Option<usize>>,
    /// By entry; `None` for those never drawn.
    ticked: RefCell<Vec<Option<bool>>>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(style: Style, items: &'a [String]) -> Self {
        Self {
            style,
            items,
            cursor: Cell::new(None),
            ticked: RefCell::new(vec![None; items.len()]),
        }
    }

    /// Where the cursor was drawn last.
    pub(super) fn cursor(&self) -> Option<usize> {
        self.cursor.get()
    }

    /// Whether this entry was drawn as ticked; `None` if it was never drawn.
    pub(super) fn ticked(&self, position: usize) -> Option<bool> {
        self.ticked.borrow().get(position).copied().flatten()
    }

    fn position(&self, text: &str) -> Option<usize> {
        self.items.iter().position(|item| item == text)
    }

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
    fn ticks_and_cursor_show_without_colour_and_are_remembered() {
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
