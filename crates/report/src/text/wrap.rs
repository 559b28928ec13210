//! Lines no wider than the page, with their roles kept.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::document::{Span, TextLine, TextRole};

/// The narrowest page that is laid out for.
pub(super) const NARROWEST: usize = 20;

/// The widest page that is laid out for.
pub(super) const WIDEST: usize = 92;

/// The columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    display_width(text)
}

/// Breaks a line between words, and a word that is too long anywhere. Leaves room for what the
/// first line and the others start with. There is always at least one line.
pub(super) fn wrap(line: &TextLine, width: usize, first: &str, rest: &str) -> Vec<Vec<Span>> {
    let text = line.text();
    let mut options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation);
    if line.0.iter().all(|span| span.role == TextRole::Address) {
        // An address is one word: filling the line breaks it least often.
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

/// The spans of a line, cut off piece by piece in the order of its text.
struct Spans<'a> {
    text: String,
    roles: Vec<(usize, &'a Span)>,
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

    /// The next piece of the text, in its roles. What wrapping dropped before it is passed over.
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
