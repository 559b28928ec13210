//! The capabilities of the terminal: colour and width per stream, and how to ask questions.
//!
//! The inputs are read from the environment in one place. The decisions are pure functions of them,
//! so every combination can be tested without a terminal.

use std::env;
use std::fmt::Display;
use std::io::IsTerminal;

use clap::ValueEnum;
use colored::{ColoredString, Colorize};
use console::Term;

use crate::error::{Error, ErrorKind};

/// The error if there is no terminal.
const NOBODY_TO_ASK: &str = "there is nobody to ask: this is not a terminal";
/// Hints for that error.
const NOBODY_TO_ASK_HINTS: [&str; 2] = [
    "for the result of answers in a file, use `treatfit evaluate FILE`",
    "to answer line by line, also from a pipe, add `--plain`",
];

/// The minimum number of rows for lists; below it, questions are asked in plain lines.
pub const MIN_ROWS: u16 = 8;
/// The width, in columns, if neither the terminal nor `COLUMNS` states one.
const DEFAULT_WIDTH: u16 = 80;
/// The minimum width, in columns.
const MIN_WIDTH: u16 = 20;
/// The maximum width, in columns, because longer lines are hard to read.
const MAX_WIDTH: u16 = 100;

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

impl ColorChoice {
    /// Returns the styles for a stream.
    #[must_use]
    pub fn style(self, stream: Stream) -> Style {
        let on = Environment::read().colour(self, stream);
        if on {
            // `Style` decides whether to paint, so `colored` must not decide again.
            colored::control::set_override(true);
        }
        Style { on }
    }
}

/// An output stream of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output: results.
    Stdout,
    /// Standard error: conversation and errors.
    Stderr,
}

impl Stream {
    /// Returns whether the stream is a terminal.
    #[must_use]
    pub fn is_terminal(self) -> bool {
        match self {
            Self::Stdout => std::io::stdout().is_terminal(),
            Self::Stderr => std::io::stderr().is_terminal(),
        }
    }

    /// Returns the width to lay text out for, in columns.
    #[must_use]
    pub fn width(self) -> usize {
        Environment::read().width(self)
    }

    fn size(self) -> Option<(u16, u16)> {
        match self {
            Self::Stdout => Term::stdout().size_checked(),
            Self::Stderr => Term::stderr().size_checked(),
        }
    }
}

/// How questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskingMode {
    /// With lists and arrow keys.
    Rich,
    /// Line by line.
    Plain,
}

/// Chooses how questions are asked; `plain` requests plain lines.
///
/// # Errors
/// If plain lines are not requested and standard input or standard error is not a terminal, because
/// nobody could answer.
pub fn asking_mode(plain: bool) -> Result<AskingMode, Error> {
    Environment::read().asking_mode(plain)
}

/// The inputs of the decisions. A size is in rows and columns, and `None` if the stream is not a
/// terminal.
#[derive(Debug, Clone, Default)]
struct Environment {
    stdin: bool,
    stdout: Option<(u16, u16)>,
    stderr: Option<(u16, u16)>,
    term: Option<String>,
    no_color: Option<String>,
    clicolor_force: Option<String>,
    columns: Option<String>,
    accessible: Option<String>,
}

impl Environment {
    fn read() -> Self {
        // A terminal that cannot report its size counts as 24 rows of the default width.
        let size = |stream: Stream| {
            stream
                .is_terminal()
                .then(|| stream.size().unwrap_or((24, DEFAULT_WIDTH)))
        };
        Self {
            stdin: std::io::stdin().is_terminal(),
            stdout: size(Stream::Stdout),
            stderr: size(Stream::Stderr),
            term: env::var("TERM").ok(),
            no_color: env::var("NO_COLOR").ok(),
            clicolor_force: env::var("CLICOLOR_FORCE").ok(),
            columns: env::var("COLUMNS").ok(),
            accessible: env::var("ACCESSIBLE").ok(),
        }
    }

    const fn size(&self, stream: Stream) -> Option<(u16, u16)> {
        match stream {
            Stream::Stdout => self.stdout,
            Stream::Stderr => self.stderr,
        }
    }

    /// Returns whether `TERM` names no usable terminal: unset, empty or `dumb`.
    fn is_dumb(&self) -> bool {
        self.term
            .as_deref()
            .is_none_or(|term| term.is_empty() || term == "dumb")
    }

    fn colour(&self, choice: ColorChoice, stream: Stream) -> bool {
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if is_set(self.no_color.as_deref()) => false,
            ColorChoice::Auto
                if is_set(self.clicolor_force.as_deref())
                    && self.clicolor_force.as_deref() != Some("0") =>
            {
                true
            }
            ColorChoice::Auto => self.size(stream).is_some() && !self.is_dumb(),
        }
    }

    /// Returns the width of a stream. The terminal's size overrides `COLUMNS`, which may be
    /// outdated.
    fn width(&self, stream: Stream) -> usize {
        let columns = match self.size(stream) {
            Some((_, columns)) => Some(columns),
            None => self.columns.as_deref().and_then(|text| text.parse().ok()),
        };
        usize::from(
            columns
                .filter(|&columns| columns > 0)
                .unwrap_or(DEFAULT_WIDTH)
                .clamp(MIN_WIDTH, MAX_WIDTH),
        )
    }

    fn asking_mode(&self, plain: bool) -> Result<AskingMode, Error> {
        if plain {
            return Ok(AskingMode::Plain);
        }
        match self.stderr {
            Some((rows, _)) if self.stdin => {
                let plain = rows < MIN_ROWS || self.is_dumb() || is_set(self.accessible.as_deref());
                Ok(if plain {
                    AskingMode::Plain
                } else {
                    AskingMode::Rich
                })
            }
            _ => Err(NOBODY_TO_ASK_HINTS.iter().fold(
                Error::new(ErrorKind::NobodyToAsk, NOBODY_TO_ASK),
                |error, hint| error.hint(*hint),
            )),
        }
    }
}

/// Returns whether a variable is set and not empty.
fn is_set(value: Option<&str>) -> bool {
    value.is_some_and(|value| !value.is_empty())
}

/// Styles named by role. If colour is off, they change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    on: bool,
}

impl Style {
    /// Styles that change nothing.
    pub const OFF: Self = Self { on: false };

    /// Returns whether colour is on.
    #[must_use]
    pub const fn is_on(self) -> bool {
        self.on
    }

    /// Styles the title of a page or a section.
    #[must_use]
    pub fn heading(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().cyan())
    }

    /// Styles a question, or an important word.
    #[must_use]
    pub fn strong(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold())
    }

    /// Styles the entry under the cursor of a list.
    #[must_use]
    pub fn active(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().cyan())
    }

    /// Styles secondary text.
    #[must_use]
    pub fn hint(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().dimmed())
    }

    /// Styles a confirmation.
    #[must_use]
    pub fn done(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().green())
    }

    /// Styles a warning.
    #[must_use]
    pub fn warning(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().yellow())
    }

    /// Styles an error, or danger.
    #[must_use]
    pub fn error(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().red())
    }

    fn paint(self, text: ColoredString) -> ColoredString {
        if self.on { text } else { text.clear() }
    }
}

#[cfg(test)]
mod tests;
