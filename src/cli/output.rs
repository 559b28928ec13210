//! The two output streams: results go to stdout, everything else to stderr. All text passes through
//! here, where characters that could control a terminal are made visible.

use std::io;
use std::io::Write;

use colored::ColoredString;
use treatfit_core::load::{Files, Problem, render};
use treatfit_core::text::{visible, visible_coloured, visible_json, visible_lines};

use crate::cli::messages;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

/// Prints a result without colour.
///
/// # Errors
/// Fails if stdout cannot be written. A closed pipe is [`ErrorKind::ClosedPipe`], which exits with
/// 0.
pub(super) fn print(text: &str) -> Result<(), Error> {
    write_out(&visible_lines(text))
}

/// Prints a result that may be coloured.
///
/// # Errors
/// Fails if stdout cannot be written.
pub(super) fn print_page(text: &str, color: ColorChoice) -> Result<(), Error> {
    write_out(&safe(text, color, Stream::Stdout))
}

/// Makes control characters visible, except line ends and, if the stream is coloured, colour
/// sequences.
pub(super) fn safe(text: &str, color: ColorChoice, stream: Stream) -> String {
    if color.style(stream).is_on() {
        visible_coloured(text)
    } else {
        visible_lines(text).into_owned()
    }
}

/// Writes a text to stdout, with a line end if it has none, and flushes it.
fn write_out(text: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    write!(stdout, "{text}{end}")
        .and_then(|()| stdout.flush())
        .map_err(|error| cannot_write(&error))
}

/// Prints a value as indented JSON.
///
/// # Errors
/// Fails if stdout cannot be written.
pub(super) fn print_json(value: &serde_json::Value) -> Result<(), Error> {
    write_out(&visible_json(&format!("{value:#}\n")))
}

/// Converts a failed write of a result into an error.
pub(super) fn cannot_write(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Error::without_message(ErrorKind::ClosedPipe)
    } else {
        Error::new(ErrorKind::Unexpected, messages::cannot_print(error))
    }
}

/// Prints a text to stderr. A failed write is ignored, because the result does not depend on it.
pub(super) fn print_to_stderr(text: &str, color: ColorChoice) {
    let text = safe(text, color, Stream::Stderr);
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints the problems of a set or of answers to stderr, each with its line.
pub(super) fn problems(problems: &[Problem], files: &Files, color: ColorChoice) {
    let style = color.style(Stream::Stderr);
    print_to_stderr(&render(problems, files, style.is_on()), color);
}

/// Prints a warning to stderr.
pub(super) fn warn(message: &str, color: ColorChoice) {
    let style = color.style(Stream::Stderr);
    print_to_stderr(&labelled(&style.warning("warning"), message), color);
}

/// Prints an error and its hints to stderr, unless it has no message.
pub(super) fn report(error: &Error, color: ColorChoice) {
    if error.message.is_empty() {
        return;
    }
    let style = color.style(Stream::Stderr);
    print_to_stderr(&labelled(&style.error("error"), &error.message), color);
    for hint in &error.hints {
        print_to_stderr(&labelled(&style.heading("help"), hint), color);
    }
}

/// Returns a message with its label. Only a terminal gets it wrapped: logs are searched line by
/// line.
fn labelled(label: &ColoredString, message: &str) -> String {
    let line = format!("{label}: {}", visible(message));
    if Stream::Stderr.is_terminal() {
        textwrap::fill(&line, Stream::Stderr.width()) + "\n"
    } else {
        line + "\n"
    }
}

/// Appends a paragraph wrapped to `width` columns, with `first` in front of its first line and
/// `rest` in front of the others. Words are not hyphenated, so that ids stay whole.
pub(super) fn paragraph(out: &mut String, width: usize, first: &str, rest: &str, text: &str) {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    out.push_str(&textwrap::fill(text, options));
    out.push('\n');
}
