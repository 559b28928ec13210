//! Wraps lines to the page width and keeps the roles of their spans.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::document::{Span, TextLine, TextRole};

/// The minimum page width, in columns.
pub(super) const NARROWEST: usize = 20;

/// The maximum page width, in columns.
pub(super) const WIDEST: usize = 92;

/// Returns the display width of a text, in columns.
pub(super) fn columns(text: &str) -> usize {
    display_width(text)
}

/// Wraps a line at spaces, and a word that is longer than a row anywhere. Rows leave room for the
/// prefix `first` on the first row and `rest` on the others; the prefixes are not part of the
/// result. There is always at least one row.
pub(super) fn wrap(line: &TextLine, width: usize, first: &str, rest: &str) -> Vec<Vec<Span>> {
    let text = line.text();
    let mut options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    if line.0.iter().all(|span| span.role == TextRole::Address) {
        // Treated as one word, an address fills each row and is broken least often.
        options = options.word_separator(WordSeparator::AsciiSpace);
    }
    let mut spans = Spans::new(line);
    textwrap::wrap(&text, options)
        .iter()
        .enumerate()
        .map(|(number, wrapped)| {
            let indent = if number == 0 { first } else { rest };
            spans.take(wrapped.strip_prefix(indent).unwrap_or(wrapped))
        })
        .collect()
}

/// A cursor over the spans of a line, which cuts off one piece of its text after another.
struct Spans<'a> {
    text: String,
    /// The spans, each with the byte offset of its end.
    roles: Vec<(usize, &'a Span)>,
    /// The byte offset reached.
    at: usize,
}

impl<'a> Spans<'a> {
    fn new(line: &'a TextLine) -> Self {
        let mut end = 0;
        let roles = line.0.iter().map(|span| {
            end += span.text.len();
            (end, span)
        });
        Self {
            roles: roles.collect(),
            text: line.text(),
            at: 0,
        }
    }

    /// Returns the next piece of the text as spans. Text before it that wrapping dropped is
    /// skipped.
    fn take(&mut self, piece: &str) -> Vec<Span> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at + rest.find(piece).unwrap_or(0);
        let end = start + piece.len();
        self.at = end;
        let mut from = start;
        let mut spans = Vec::new();
        for &(span_end, span) in &self.roles {
            let to = end.min(span_end);
            if from < to {
                spans.push(Span {
                    text: self.text.get(from..to).unwrap_or_default().to_owned(),
                    role: span.role,
                });
                from = to;
            }
        }
        spans
    }
}
