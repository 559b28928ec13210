//! The two streams: the result on stdout, everything else on stderr.

use std::io;
use std::io::Write;

use colored::ColoredString;
use treatfit_core::load::{Files, Problem, render};
use treatfit_core::text::{visible, visible_coloured, visible_json, visible_lines};

use crate::cli::messages as words;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

/// Prints a result. A reader that closed the pipe has had enough: that is no error.
///
/// # Errors
/// If stdout can't be written.
pub(super) fn print(text: &str) -> Result<(), Error> {
    write_out(&visible_lines(text))
}

/// Prints a result that may be coloured.
///
/// # Errors
/// If stdout can't be written.
pub(super) fn print_page(text: &str, color: ColorChoice) -> Result<(), Error> {
    write_out(&safe(text, color, Stream::Stdout))
}

/// Lines that nothing in them can steer a terminal by; colours stay where they are wanted.
pub(super) fn safe(text: &str, color: ColorChoice, stream: Stream) -> String {
    if color.style(stream).is_on() {
        visible_coloured(text)
    } else {
        visible_lines(text).into_owned()
    }
}

fn write_out(text: &str) -> Result<(), Error> {
    let mut stdout = io::stdout().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    write!(stdout, "{text}{end}")
        .and_then(|()| stdout.flush())
        .map_err(|error| unprinted(&error))
}

/// Prints a value as indented JSON.
///
/// # Errors
/// If stdout can't be written.
pub(super) fn print_json(value: &serde_json::Value) -> Result<(), Error> {
    write_out(&visible_json(&format!("{value:#}\n")))
}

/// The error of a result that could not be printed.
pub(super) fn unprinted(error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Error::told(ErrorKind::ClosedPipe)
    } else {
        Error::new(ErrorKind::Unexpected, words::cannot_print(error))
    }
}

/// Says something beside the result. That nobody hears it is no reason to fail.
pub(super) fn tell(text: &str, color: ColorChoice) {
    let text = safe(text, color, Stream::Stderr);
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Draws the problems of a set or of answers.
pub(super) fn problems(problems: &[Problem], files: &Files, color: ColorChoice) {
    let style = color.style(Stream::Stderr);
    tell(&render(problems, files, style.is_on()), color);
}

/// Says what should be looked at.
pub(super) fn warn(message: &str, color: ColorChoice) {
    let style = color.style(Stream::Stderr);
    tell(&labelled(&style.warning("warning"), message), color);
}

/// Says what went wrong and what to do about it, unless that was said where it was found.
pub(super) fn report(error: &Error, color: ColorChoice) {
    if error.message.is_empty() {
        return;
    }
    let style = color.style(Stream::Stderr);
    tell(&labelled(&style.error("error"), &error.message), color);
    for hint in &error.hints {
        tell(&labelled(&style.heading("help"), hint), color);
    }
}

/// One line, which only a terminal gets wrapped: a log is searched by line.
fn labelled(label: &ColoredString, message: &str) -> String {
    let line = format!("{label}: {}", visible(message));
    if Stream::Stderr.is_terminal() {
        textwrap::fill(&line, Stream::Stderr.width()) + "\n"
    } else {
        line + "\n"
    }
}

/// Wraps a paragraph to `width` columns, its first line after `first`, the others after `rest`. An
/// id is not broken.
pub(super) fn paragraph(out: &mut String, width: usize, first: &str, rest: &str, text: &str) {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    out.push_str(&textwrap::fill(text, options));
    out.push('\n');
}
