//! The error type of the program. The kind of an error determines the exit code; hints say what to
//! do.

use std::fmt;

use crate::io_reason::reason;

/// The kind of an error, which determines the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// An unexpected failure, such as a full disk.
    Unexpected,
    /// The command line names something that does not exist, or combines options that exclude each
    /// other.
    Usage,
    /// The question set has problems.
    QuestionSet,
    /// The interview cannot be held, because there is no terminal and no `--plain`.
    NobodyToAsk,
    /// Answers are missing or wrong.
    Answers,
    /// `check`, `test` or `diff` found what it was told to refuse, or a question set is not proved.
    Refused,
    /// The person stopped the program.
    Interrupted,
    /// The reader closed the pipe. Not a failure: the exit code is 0.
    ClosedPipe,
}

impl ErrorKind {
    /// Returns the exit code, as documented in the README.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::ClosedPipe => 0,
            Self::Unexpected => 1,
            Self::Usage => 2,
            Self::QuestionSet => 3,
            Self::NobodyToAsk => 4,
            Self::Answers => 5,
            Self::Refused => 6,
            Self::Interrupted => 130,
        }
    }
}

/// An error message for people: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Its kind, which determines the exit code.
    pub kind: ErrorKind,
    /// What is wrong: one sentence in lower case without a full stop. Empty if there is nothing to
    /// print, see [`Error::without_message`].
    pub message: String,
    /// What the person can do about it.
    pub hints: Vec<String>,
}

impl Error {
    /// Creates an error without hints.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// Creates an error that only sets the exit code: its details are already printed, or there are
    /// none to print.
    #[must_use]
    pub fn without_message(kind: ErrorKind) -> Self {
        Self::new(kind, "")
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::without_message(ErrorKind::ClosedPipe)
        } else {
            Self::new(ErrorKind::Unexpected, reason(&error))
        }
    }
}
