//! Colour and width, decided once per stream, and how to ask.

use std::fmt::Display;
use std::io::IsTerminal;

use clap::ValueEnum;
use colored::{ColoredString, Colorize};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that can, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// One of the two streams the program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Results.
    Stdout,
    /// Conversation and errors.
    Stderr,
}

impl Stream {
    /// Whether a person looks at it.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Stdout => std::io::stdout().is_terminal(),
            Self::Stderr => std::io::stderr().is_terminal(),
        }
    }

    /// Columns to lay text out for.
    #[must_use]
    pub fn width(self) -> usize {
        80
    }
}

impl ColorChoice {
    /// The styles for this stream.
    #[must_use]
    pub fn style(self, stream: Stream) -> Style {
        let _ = stream;
        Style {
            on: self == Self::Always,
        }
    }
}

/// Styles named for their role. When colour is off they change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    on: bool,
}

impl Style {
    /// Whether they change anything.
    #[must_use]
    pub const fn is_on(self) -> bool {
        self.on
    }

    /// A heading.
    #[must_use]
    pub fn heading(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold())
    }

    /// An error.
    #[must_use]
    pub fn error(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().red().bold())
    }

    fn paint(self, text: ColoredString) -> ColoredString {
        if self.on { text } else { text.clear() }
    }
}
