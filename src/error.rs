//! What can go wrong, with the exit code it ends in and hints on what to do.

use std::fmt;

use crate::system::reason;

/// The kind of an error; it picks the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// Something nobody foresaw, such as a full disk.
    Unexpected,
    /// The command line asks for something that does not exist or does not fit together.
    Usage,
    /// The question set has problems.
    QuestionSet,
    /// Questions are to be asked, but nobody is there to answer.
    NobodyToAsk,
    /// Answers are missing or wrong.
    Answers,
    /// `check`, `test` or `diff` found what it was told to refuse, or a question set is not proved.
    Refused,
    /// The person stopped the program.
    Interrupted,
    /// The reader of the result closed the pipe: not an error.
    ClosedPipe,
}

impl ErrorKind {
    /// The exit code, as documented in the README.
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

/// An error for people: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// Its kind.
    pub kind: ErrorKind,
    /// What is wrong: lower case, one sentence, no full stop. Empty if all was said already.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Error {
    /// An error of this kind.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// An error that has been told already, line by line, where it was found.
    #[must_use]
    pub fn told(kind: ErrorKind) -> Self {
        Self::new(kind, "")
    }

    /// The same with one more hint.
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
            Self::told(ErrorKind::ClosedPipe)
        } else {
            Self::new(ErrorKind::Unexpected, reason(&error))
        }
    }
}
