//! Renders problems for people: the author's line, a marker under the faulty part, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::load::files::Files;
use crate::load::messages;
use crate::load::problem::{Problem, Severity};
use crate::text::visible;

/// The number of characters of a long line that are shown on each side of a problem.
const WINDOW: usize = 200;

/// Renders all problems, errors before warnings, with a closing line that counts both. Returns an
/// empty text if there is no problem.
///
/// `files` must have the texts that the problems are about; `colour` adds ANSI colours.
#[must_use]
pub fn render(problems: &[Problem], files: &Files, colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        for problem in problems {
            if problem.severity == severity {
                text.push_str(&draw(problem, files, &renderer));
                text.push_str("\n\n");
            }
        }
    }
    let count = |severity| {
        let matching = problems
            .iter()
            .filter(|problem| problem.severity == severity);
        matching.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let hides_more = problems.iter().any(|problem| problem.hides_more);
        text.push_str(&messages::problem_count(errors, warnings, hides_more));
        text.push('\n');
    }
    text
}

/// Renders one problem.
fn draw(problem: &Problem, files: &Files, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let line = files
        .text(&problem.file)
        .and_then(|text| text.split('\n').nth(problem.line.saturating_sub(1)))
        .unwrap_or_default();
    let shown = DrawnLine::around(line, problem.column.saturating_sub(1), problem.length);
    let path = visible(&files.path(&problem.file));
    let drawn_at = |column: usize| format!("{path}:{}:{column}", problem.line);
    let drawn_column = shown.column();
    let snippet = Snippet::source(shown.text)
        .path(path.as_str())
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(shown.start..shown.end));
    let group: Group<'_> = level
        .primary_title(problem.message.as_str())
        .element(snippet)
        .element(Level::HELP.message(problem.help.as_str()));
    // Only a part of a long line is drawn, and the renderer counts columns in that part.
    renderer.render(&[group]).replacen(
        &drawn_at(drawn_column),
        &drawn_at(problem.column),
        usize::from(drawn_column != problem.column),
    )
}

/// The drawn part of a line, with the byte range of the marker in it.
struct DrawnLine {
    text: String,
    start: usize,
    end: usize,
}

impl DrawnLine {
    /// Returns the column of the marker, from 1, in the drawn part.
    fn column(&self) -> usize {
        let before = self.text.get(..self.start).unwrap_or_default();
        before.chars().count() + 1
    }

    /// Cuts out the part around a marker. `column` counts from 0; both it and `length` are in
    /// characters.
    fn around(line: &str, column: usize, length: usize) -> Self {
        let from = column.saturating_sub(WINDOW);
        let most = WINDOW * 2;
        let mut shown = Self {
            text: String::new(),
            start: 0,
            end: 0,
        };
        let end = column.saturating_add(length);
        let mut position = from;
        for c in line.chars().skip(from).take(most) {
            if position == column {
                shown.start = shown.text.len();
            }
            // The renderer replaces ASCII control characters itself.
            if c.is_ascii() {
                shown.text.push(c);
            } else {
                shown.text.push_str(&visible(c.encode_utf8(&mut [0; 4])));
            }
            position += 1;
            if position <= end {
                shown.end = shown.text.len();
            }
        }
        if position <= column {
            shown.start = shown.text.len();
        }
        shown.end = shown.end.max(shown.start);
        shown
    }
}
