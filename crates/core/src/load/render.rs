//! Problems drawn for people: the author's line, a marker under it, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::load::files::Files;
use crate::load::messages as words;
use crate::load::problem::{Problem, Severity};
use crate::text::visible;

/// How many characters of a line are shown around a problem in it.
const WINDOW: usize = 200;

/// Draws every problem, errors first and warnings after them, with a closing line that counts
/// both. Empty if there is no problem.
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
        let of_it = problems
            .iter()
            .filter(|problem| problem.severity == severity);
        of_it.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let hides_more = problems.iter().any(|problem| problem.hides_more);
        text.push_str(&words::problem_count(errors, warnings, hides_more));
        text.push('\n');
    }
    text
}

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
    // Of a long line only a part is drawn, in which the renderer counts columns.
    renderer.render(&[group]).replacen(
        &drawn_at(drawn_column),
        &drawn_at(problem.column),
        usize::from(drawn_column != problem.column),
    )
}

/// A line as it is drawn, with the marked part in bytes.
struct DrawnLine {
    text: String,
    start: usize,
    end: usize,
}

impl DrawnLine {
    /// The column of the marked part, from 1, in what is drawn.
    fn column(&self) -> usize {
        let before = self.text.get(..self.start).unwrap_or_default();
        before.chars().count() + 1
    }

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
            // The renderer has signs of its own for the control characters of ASCII.
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
