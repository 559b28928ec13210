//! Problems of a question set or an answers file, and where they are.

use super::marked::Mark;
pub use super::render::render;

/// Whether the set can be used in spite of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but the author should look.
    Warning,
}

/// What is wrong and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is wrong: lower case, one sentence, no full stop, the author's words in backticks.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Said {
    /// A problem in words.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// One problem, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How grave it is.
    pub severity: Severity,
    /// The file, by its name in the set.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How many characters it takes, on that line.
    pub length: usize,
    /// What is wrong: lower case, one sentence, no full stop, the author's words in backticks.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// How many problems are gathered at the most; nobody reads more, and a bomb could make millions.
const MOST: usize = 500;

/// Gathers problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Report {
    problems: Vec<Problem>,
}

impl Report {
    pub(super) fn error(&mut self, mark: Mark<'_>, said: Said) {
        self.add(Severity::Error, mark, said);
    }

    pub(super) fn warning(&mut self, mark: Mark<'_>, said: Said) {
        self.add(Severity::Warning, mark, said);
    }

    /// The problems, by file in this order and by place in the file.
    pub(super) fn sorted(mut self, files: &[&str]) -> Vec<Problem> {
        let file = |problem: &Problem| files.iter().position(|name| *name == problem.file);
        self.problems
            .sort_by_key(|problem| (file(problem), problem.line, problem.column));
        self.problems
    }

    /// Whether no more are gathered, so that it is no use to look for words.
    pub(super) fn is_full(&self) -> bool {
        self.problems.len() >= MOST
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.problems.len()
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    fn add(&mut self, severity: Severity, mark: Mark<'_>, said: Said) {
        let problem = Problem {
            severity,
            file: mark.file.to_owned(),
            line: mark.line,
            column: mark.column,
            length: mark.length,
            message: said.message,
            help: said.help,
        };
        if !self.is_full() && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}
