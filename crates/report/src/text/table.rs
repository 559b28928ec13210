//! Draws a table of numbers on a page of any width.

use crate::document::{PointsTable, Row, TextLine, TextRole};
use crate::text::TextWriter;
use crate::text::wrap::columns;

/// Columns between two table columns.
const GAP: usize = 2;
/// The minimum width of the name column, in columns, for which a table is drawn.
const NAME: usize = 10;

impl TextWriter {
    /// Appends a table: names left-aligned, numbers right-aligned below their headings. A name that
    /// is too long gets a line of its own. If the page is too narrow for the numbers, each row
    /// becomes a line of text.
    pub(super) fn table(&mut self, table: &PointsTable) {
        let rows = || std::iter::once(&table.head).chain(&table.rows);
        let widths: Vec<usize> = (0..table.head.cells.len())
            .map(|at| {
                let cells = rows().filter_map(|row| row.cells.get(at));
                GAP + cells.map(|cell| columns(cell)).max().unwrap_or(0)
            })
            .collect();
        let numbers: usize = widths.iter().sum();
        let longest = rows().map(|row| columns(&row.name)).max().unwrap_or(0);
        let names = longest.min(self.width.saturating_sub(numbers));
        for (number, row) in rows().enumerate() {
            let role = if number == 0 || number == table.rows.len() {
                TextRole::Strong
            } else {
                TextRole::Plain
            };
            if names < NAME.min(longest) {
                let text = std::iter::once(&row.name).chain(&row.cells);
                let text: Vec<&str> = text.map(String::as_str).collect();
                let line = TextLine::default().then(text.join(" "), role);
                self.push_wrapped(&line, "", "  ");
            } else {
                self.row(row, &widths, names, role);
            }
        }
        self.out.push('\n');
    }

    fn row(&mut self, row: &Row, widths: &[usize], names: usize, role: TextRole) {
        let own = columns(&row.name);
        let mut line = row.name.clone();
        if own > names {
            self.push_wrapped(&TextLine::default().then(&row.name, role), "", "  ");
            line = " ".repeat(names);
        } else {
            line.push_str(&" ".repeat(names - own));
        }
        for (cell, width) in row.cells.iter().zip(widths) {
            let room = width.saturating_sub(columns(cell));
            line.push_str(&" ".repeat(room));
            line.push_str(cell);
        }
        self.push_span(line.trim_end(), role);
        self.out.push('\n');
    }
}
