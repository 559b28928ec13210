//! Problems of a question set or an answers file, with their positions.

use std::fmt;

use crate::load::tree::Mark;
use crate::text::visible;

/// The severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The set or file cannot be used.
    Error,
    /// The set can be used, but the author should look at the problem.
    Warning,
}

/// The text of a problem: what is wrong and what to do about it.
///
/// Messages quote files of unknown content, so every constructor escapes invisible characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    message: String,
    help: String,
}

impl Message {
    /// Creates a message. `help` says what to do.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: visible(&message.into()),
            help: visible(&help.into()),
        }
    }

    /// Creates a message whose help is followed by a list, one line for each entry.
    #[must_use]
    pub fn with_list(message: impl Into<String>, help: &str, list: &[String]) -> Self {
        let mut message = Self::new(message, help);
        for entry in list {
            message.help.push('\n');
            message.help.push_str(&visible(entry));
        }
        message
    }

    /// Returns what is wrong: lower case, one sentence, no full stop, the author's words in
    /// backticks.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to do.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

/// A problem with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The severity.
    pub severity: Severity,
    /// The file, by its name in the set; for an answers file, the name given to the reader.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The length of the marked part in characters, from `column`; [`usize::MAX`] for the rest of
    /// the line.
    pub length: usize,
    /// What is wrong: lower case, one sentence, no full stop, the author's words in backticks.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Whether some checks were not made because of the errors, so that correcting them may bring
    /// up more problems. The same for all errors of one run.
    pub hides_more: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for Problem {}

/// The largest number of errors, and of warnings, that are collected. Nobody reads more, and a
/// malicious file could cause millions.
const MOST: usize = 500;

/// A collector of problems.
#[derive(Debug, Default)]
pub(super) struct Problems {
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    stopped: bool,
}

impl Problems {
    /// Records that some checks were not made because of the errors so far.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    pub(super) fn error(&mut self, mark: Mark<'_>, message: Message) {
        add(&mut self.errors, Severity::Error, mark, message);
    }

    pub(super) fn warning(&mut self, mark: Mark<'_>, message: Message) {
        add(&mut self.warnings, Severity::Warning, mark, message);
    }

    /// Returns the problems, sorted by file in the given order and by position in the file. Files
    /// that are not in `files` come first.
    pub(super) fn sorted(self, files: &[&str]) -> Vec<Problem> {
        let file = |problem: &Problem| files.iter().position(|name| *name == problem.file);
        let hides_more = self.stopped || self.is_full();
        let mut problems = self.errors;
        for error in &mut problems {
            error.hides_more = hides_more;
        }
        problems.extend(self.warnings);
        problems.sort_by_key(|problem| (file(problem), problem.line, problem.column));
        problems
    }

    /// Returns whether the limit of errors is reached. Callers then skip costly messages, such as
    /// those that search for the nearest known name.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MOST
    }

    /// Returns the number of errors.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    pub(super) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// Adds a problem unless the limit is reached or the same problem is there already.
fn add(problems: &mut Vec<Problem>, severity: Severity, mark: Mark<'_>, message: Message) {
    let problem = Problem {
        severity,
        file: mark.file.to_owned(),
        line: mark.line,
        column: mark.column,
        length: mark.length,
        message: message.message,
        help: message.help,
        hides_more: false,
    };
    if problems.len() < MOST && !problems.contains(&problem) {
        problems.push(problem);
    }
}
