//! Problems drawn for people: the author's line, a marker under it, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::files::Files;
use super::problem::{Problem, Severity};
use crate::words::set as words;

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
    let shown = Shown::around(line, problem.column.saturating_sub(1), problem.length);
    let snippet = Snippet::source(shown.text)
        .path(files.path(&problem.file))
        .line_start(problem.line)
        .annotation(AnnotationKind::Primary.span(shown.start..shown.end));
    let group: Group<'_> = level
        .primary_title(problem.message.as_str())
        .element(snippet)
        .element(Level::HELP.message(problem.help.as_str()));
    renderer.render(&[group])
}

/// A line as it is drawn, with the marked part in bytes.
struct Shown {
    text: String,
    start: usize,
    end: usize,
}

impl Shown {
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
            shown.text.push(c);
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
