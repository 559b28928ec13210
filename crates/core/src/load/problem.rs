//! Problems of a question set or an answers file, and where they are.

use crate::load::tree::Mark;
use crate::text::visible;

/// Whether the set can be used in spite of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but the author should look.
    Warning,
}

/// What is wrong and what to do about it. It quotes files, in which anything may stand, so signs that
/// nobody sees are written out when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    message: String,
    help: String,
}

impl Message {
    /// A problem in words.
    #[must_use]
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: visible(&message.into()),
            help: visible(&help.into()),
        }
    }

    /// A problem with several things to do, each on a line of its own below the first.
    #[must_use]
    pub fn with_list(message: impl Into<String>, help: &str, list: &[String]) -> Self {
        let mut said = Self::new(message, help);
        for entry in list {
            said.help.push('\n');
            said.help.push_str(&visible(entry));
        }
        said
    }

    /// What is wrong: lower case, one sentence, no full stop, the author's words in backticks.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
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
    /// Whether it kept other things from being looked at, so that more may be found once it is
    /// corrected.
    pub hides_more: bool,
}

/// How many errors, and how many warnings, are gathered at the most: nobody reads more, and a bomb
/// could make millions.
const MOST: usize = 500;

/// Gathers problems as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
    stopped: bool,
}

impl Problems {
    /// Notes that not everything was looked at, because of the errors so far.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
    }

    pub(super) fn error(&mut self, mark: Mark<'_>, said: Message) {
        add(&mut self.errors, Severity::Error, mark, said);
    }

    pub(super) fn warning(&mut self, mark: Mark<'_>, said: Message) {
        add(&mut self.warnings, Severity::Warning, mark, said);
    }

    /// The problems, by file in this order and by place in the file.
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

    /// Whether no more errors are gathered, so that it is no use to look for words.
    pub(super) fn is_full(&self) -> bool {
        self.errors.len() >= MOST
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    pub(super) fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

fn add(problems: &mut Vec<Problem>, severity: Severity, mark: Mark<'_>, said: Message) {
    let problem = Problem {
        severity,
        file: mark.file.to_owned(),
        line: mark.line,
        column: mark.column,
        length: mark.length,
        message: said.message,
        help: said.help,
        hides_more: false,
    };
    if problems.len() < MOST && !problems.contains(&problem) {
        problems.push(problem);
    }
}
