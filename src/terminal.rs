//! What the terminal can do: colour and width, decided once for each stream, and how to ask.
//!
//! What decides is read from the environment in one place; the decisions are pure functions of
//! it, so that every combination can be tested without a terminal.

use std::env;
use std::fmt::Display;
use std::io::IsTerminal;

use clap::ValueEnum;
use colored::{ColoredString, Colorize};
use console::Term;

use crate::error::{Error, ErrorKind};
use crate::interview::messages as words;

/// Fewer rows than this, and questions are asked line by line.
pub const LEAST_ROWS: u16 = 8;
/// The columns text is laid out for when nobody says how many there are.
const USUAL_WIDTH: u16 = 80;
/// Text is never laid out for fewer columns.
const LEAST_WIDTH: u16 = 20;
/// Longer lines are hard to read.
const MOST_WIDTH: u16 = 100;

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
    /// The styles for this stream.
    #[must_use]
    pub fn style(self, stream: Stream) -> Style {
        let on = Surroundings::read().colour(self, stream);
        if on {
            // Styles that are off never paint, so `colored` need not decide again.
            colored::control::set_override(true);
        }
        Style { on }
    }
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
    /// Whether it is a terminal.
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
        Surroundings::read().width(self)
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
pub enum Manner {
    /// Lists with arrow keys.
    Rich,
    /// Line by line.
    Plain,
}

/// Chooses how questions are asked; `plain` if the person wants lines.
///
/// # Errors
/// If there is no terminal and lines were not asked for: nobody is there to answer.
pub fn manner(plain: bool) -> Result<Manner, Error> {
    Surroundings::read().manner(plain)
}

/// What the environment says.
#[derive(Debug, Clone, Default)]
struct Surroundings {
    stdin: bool,
    stdout: Option<(u16, u16)>,
    stderr: Option<(u16, u16)>,
    term: Option<String>,
    no_color: Option<String>,
    clicolor_force: Option<String>,
    columns: Option<String>,
    accessible: Option<String>,
}

impl Surroundings {
    fn read() -> Self {
        // A terminal that does not know its size is taken for the usual one.
        let size = |stream: Stream| {
            stream
                .is_terminal()
                .then(|| stream.size().unwrap_or((24, USUAL_WIDTH)))
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

    /// `TERM` unset means no terminal to speak of, as `dumb` does.
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

    /// A terminal knows better than `COLUMNS`, which may be left over from another size.
    fn width(&self, stream: Stream) -> usize {
        let columns = match self.size(stream) {
            Some((_, columns)) => Some(columns),
            None => self.columns.as_deref().and_then(|text| text.parse().ok()),
        };
        usize::from(
            columns
                .filter(|&columns| columns > 0)
                .unwrap_or(USUAL_WIDTH)
                .clamp(LEAST_WIDTH, MOST_WIDTH),
        )
    }

    fn manner(&self, plain: bool) -> Result<Manner, Error> {
        if plain {
            return Ok(Manner::Plain);
        }
        match self.stderr {
            Some((rows, _)) if self.stdin => {
                let lines =
                    rows < LEAST_ROWS || self.is_dumb() || is_set(self.accessible.as_deref());
                Ok(if lines { Manner::Plain } else { Manner::Rich })
            }
            _ => Err(words::NOBODY_TO_ASK_HINTS.iter().fold(
                Error::new(ErrorKind::NobodyToAsk, words::NOBODY_TO_ASK),
                |error, hint| error.hint(*hint),
            )),
        }
    }
}

/// Whether a variable is set to something.
fn is_set(value: Option<&str>) -> bool {
    value.is_some_and(|value| !value.is_empty())
}

/// Styles named for their role. When colour is off they change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    on: bool,
}

impl Style {
    /// Styles that change nothing.
    pub const OFF: Self = Self { on: false };

    /// Whether they change anything.
    #[must_use]
    pub const fn is_on(self) -> bool {
        self.on
    }

    /// The title of a page or a section.
    #[must_use]
    pub fn heading(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().cyan())
    }

    /// A question, or a word that matters.
    #[must_use]
    pub fn strong(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold())
    }

    /// The place of the cursor in a list.
    #[must_use]
    pub fn active(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().cyan())
    }

    /// Words on the side.
    #[must_use]
    pub fn hint(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().dimmed())
    }

    /// Something done.
    #[must_use]
    pub fn done(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().green())
    }

    /// A warning.
    #[must_use]
    pub fn warning(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().yellow())
    }

    /// An error, or danger.
    #[must_use]
    pub fn error(self, text: impl Display) -> ColoredString {
        self.paint(text.to_string().bold().red())
    }

    fn paint(self, text: ColoredString) -> ColoredString {
        if self.on { text } else { text.clear() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal() -> Surroundings {
        Surroundings {
            stdin: true,
            stdout: Some((24, 80)),
            stderr: Some((24, 80)),
            term: Some("xterm-256color".into()),
            ..Surroundings::default()
        }
    }

    fn auto(surroundings: &Surroundings) -> bool {
        surroundings.colour(ColorChoice::Auto, Stream::Stderr)
    }

    #[test]
    fn the_option_comes_before_the_environment() {
        let mut here = terminal();
        here.no_color = Some("1".into());
        assert!(here.colour(ColorChoice::Always, Stream::Stderr));
        assert!(!Surroundings::default().colour(ColorChoice::Never, Stream::Stderr));
    }

    #[test]
    fn no_color_comes_before_force_and_force_before_the_terminal() {
        let mut here = Surroundings {
            clicolor_force: Some("1".into()),
            ..Surroundings::default()
        };
        assert!(auto(&here));
        here.no_color = Some("1".into());
        assert!(!auto(&here));
        here.no_color = Some(String::new());
        assert!(auto(&here), "an empty NO_COLOR says nothing");
        here.clicolor_force = Some("0".into());
        assert!(!auto(&here));
    }

    #[test]
    fn otherwise_each_stream_decides_for_itself() {
        let mut here = terminal();
        assert!(auto(&here));
        here.stdout = None;
        assert!(!here.colour(ColorChoice::Auto, Stream::Stdout));
        assert!(auto(&here));
        here.term = Some("dumb".into());
        assert!(!auto(&here));
        here.term = None;
        assert!(!auto(&here));
    }

    #[test]
    fn width_is_clamped_and_the_terminal_knows_best() {
        let mut here = terminal();
        here.columns = Some("60".into());
        assert_eq!(here.width(Stream::Stdout), 80);
        here.stdout = Some((24, 300));
        assert_eq!(here.width(Stream::Stdout), 100);
        here.stdout = Some((24, 7));
        assert_eq!(here.width(Stream::Stdout), 20);
        here.stdout = None;
        assert_eq!(here.width(Stream::Stdout), 60);
        for odd in ["", "wide", "0", "-3"] {
            here.columns = Some(odd.into());
            assert_eq!(here.width(Stream::Stdout), 80, "{odd}");
        }
    }

    #[test]
    fn lists_need_a_terminal_on_both_sides_and_room() {
        let manner = |change: fn(&mut Surroundings)| {
            let mut here = terminal();
            change(&mut here);
            here.manner(false).map_err(|error| error.kind)
        };
        assert_eq!(manner(|_| {}), Ok(Manner::Rich));
        assert_eq!(manner(|here| here.stdout = None), Ok(Manner::Rich));
        assert_eq!(manner(|here| here.stderr = Some((8, 40))), Ok(Manner::Rich));
        assert_eq!(
            manner(|here| here.stderr = Some((7, 40))),
            Ok(Manner::Plain)
        );
        assert_eq!(
            manner(|here| here.term = Some("dumb".into())),
            Ok(Manner::Plain)
        );
        assert_eq!(
            manner(|here| here.accessible = Some("1".into())),
            Ok(Manner::Plain)
        );
        assert_eq!(
            manner(|here| here.stdin = false),
            Err(ErrorKind::NobodyToAsk)
        );
        assert_eq!(
            manner(|here| here.stderr = None),
            Err(ErrorKind::NobodyToAsk)
        );
    }

    #[test]
    fn lines_need_no_terminal_when_asked_for() {
        assert_eq!(
            Surroundings::default().manner(true).ok(),
            Some(Manner::Plain)
        );
        let Err(error) = Surroundings::default().manner(false) else {
            panic!("nobody is there");
        };
        let hints = error.hints.join("\n");
        assert!(hints.contains("evaluate") && hints.contains("--plain"));
    }

    #[test]
    fn styles_that_are_off_change_nothing() {
        assert_eq!(Style::default().error("stop").to_string(), "stop");
    }
}
