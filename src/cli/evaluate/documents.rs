//! Reads answer sets as text: one in a file, or NDJSON with one on each line. NDJSON is read line
//! by line, so memory does not grow with the file.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::{io, iter};

use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use treatfit_core::load;
use treatfit_core::load::{Message, normalize_text};
use treatfit_core::text::visible_path;

use crate::cli::evaluate::messages;
use crate::error::{Error, ErrorKind};

/// The largest answers file, and the longest line of NDJSON, in bytes.
const LARGEST: u64 = load::LARGEST_ANSWERS as u64;

/// The text of one answer set.
pub(super) struct AnswersDocument {
    /// The name of the file, and in NDJSON the line number.
    pub(super) place: String,
    pub(super) text: String,
    /// Whether it is meant as JSON: from NDJSON or a `.json` file. Everything else is read as YAML,
    /// which includes JSON.
    json: bool,
}

impl AnswersDocument {
    /// Returns the problem of text that is meant as JSON and is invalid: problems found by reading
    /// it as YAML would mislead.
    pub(super) fn not_json(&self) -> Option<Message> {
        let parsed = self
            .json
            .then(|| serde_json::from_str::<IgnoredAny>(self.text.trim_end()));
        let error = parsed?.err()?;
        Some(messages::not_json(
            error.line(),
            error.column(),
            error.is_eof(),
        ))
    }
}

/// An answer set that could not be read as text.
pub(super) struct Unread {
    pub(super) place: String,
    pub(super) problem: Message,
}

impl From<Unread> for Error {
    fn from(unread: Unread) -> Self {
        let message = format!("`{}` {}", unread.place, unread.problem.message());
        Self::new(ErrorKind::Answers, message).hint(unread.problem.help())
    }
}

/// The content of a file.
pub(super) enum Content {
    /// One answer set, as YAML or JSON.
    One(AnswersDocument),
    /// NDJSON: one JSON object per line, read lazily.
    Lines(Lines),
}

/// Reads a file; `-` is standard input. NDJSON is recognised by the name (`.ndjson`, `.jsonl`), or
/// else by the first two lines that are not blank.
///
/// # Errors
/// Fails if the file cannot be read, or if it is one answer set that is too large or not UTF-8.
pub(super) fn read(path: &Path) -> Result<Content, Unread> {
    let place = place(path);
    content(path, &place).map_err(|problem| Unread { place, problem })
}

/// Iterates over the answer sets of a file, whether it is one document or NDJSON. A file that
/// cannot be read gives one error.
pub(super) fn each(path: &Path) -> Box<dyn Iterator<Item = Result<AnswersDocument, Unread>>> {
    match read(path) {
        Ok(Content::One(document)) => Box::new(iter::once(Ok(document))),
        Ok(Content::Lines(lines)) => Box::new(lines),
        Err(unread) => Box::new(iter::once(Err(unread))),
    }
}

fn content(path: &Path, place: &str) -> Result<Content, Message> {
    let unreadable = |error: io::Error| messages::cannot_read(&error);
    let mut reader = open(path).map_err(unreadable)?;
    if has_ndjson_name(path) {
        return Ok(Content::Lines(Lines::new(place, reader)));
    }
    let first = next_nonblank_line(&mut reader).map_err(unreadable)?;
    let second = next_nonblank_line(&mut reader).map_err(unreadable)?;
    let ndjson = is_ndjson(&first, &second);
    let mut whole = Cursor::new([first, second].concat()).chain(reader);
    if ndjson {
        return Ok(Content::Lines(Lines::new(place, Box::new(whole))));
    }
    let mut bytes = Vec::new();
    (&mut whole)
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(Content::One(AnswersDocument {
        place: place.to_owned(),
        text: text(bytes)?,
        json: path.extension().is_some_and(|ending| ending == "json"),
    }))
}

/// Iterator over the answer sets of an NDJSON file, one per line that is not blank.
pub(super) struct Lines {
    place: String,
    /// `None` after a failed read, because every further read would fail too.
    reader: Option<Box<dyn BufRead>>,
    number: usize,
}

impl Lines {
    fn new(place: &str, reader: Box<dyn BufRead>) -> Self {
        Self {
            place: place.to_owned(),
            reader: Some(reader),
            number: 0,
        }
    }
}

impl Iterator for Lines {
    type Item = Result<AnswersDocument, Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let read = line(self.reader.as_mut()?);
            self.number += 1;
            let place = format!("{}:{}", self.place, self.number);
            let result = match read {
                Ok(line) if line.is_empty() => return None,
                Ok(line) if line.trim_ascii().is_empty() => continue,
                Ok(line) => text(line),
                Err(error) => {
                    self.reader = None;
                    Err(messages::cannot_read(&error))
                }
            };
            return Some(match result {
                Ok(text) => Ok(AnswersDocument {
                    place,
                    text,
                    json: true,
                }),
                Err(problem) => Err(Unread { place, problem }),
            });
        }
    }
}

/// Reads the next line. Of a line over [`LARGEST`] bytes it keeps one byte more than that, which
/// marks it as too long, and skips the rest.
fn line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader
        .by_ref()
        .take(LARGEST + 1)
        .read_until(b'\n', &mut line)?;
    if line.len() as u64 > LARGEST && !line.ends_with(b"\n") {
        reader.skip_until(b'\n')?;
    }
    Ok(line)
}

/// Reads up to and including the next line that is not blank; at most one byte over [`LARGEST`].
fn next_nonblank_line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    loop {
        let most = (LARGEST + 1).saturating_sub(lines.len() as u64);
        let read = reader.by_ref().take(most).read_until(b'\n', &mut lines)?;
        if read == 0 || !lines.trim_ascii().is_empty() {
            return Ok(lines);
        }
    }
}

/// Returns whether the first two lines are those of an NDJSON file: both begin like an object, and
/// at least one is a complete object. One broken line therefore does not make the rest unreadable.
fn is_ndjson(first: &[u8], second: &[u8]) -> bool {
    let trimmed = |line: &[u8]| {
        let text = String::from_utf8_lossy(line).into_owned();
        normalize_text(text).trim().to_owned()
    };
    let lines = [trimmed(first), trimmed(second)];
    let is_object = |line: &String| serde_json::from_str::<Map<String, Value>>(line).is_ok();
    lines.iter().all(|line| line.starts_with('{')) && lines.iter().any(is_object)
}

/// Decodes an answer set, without a byte order mark and with `\n` as the line end.
fn text(bytes: Vec<u8>) -> Result<String, Message> {
    if bytes.len() as u64 > LARGEST {
        return Err(messages::too_large(LARGEST));
    }
    String::from_utf8(bytes)
        .map(normalize_text)
        .map_err(|_| messages::not_utf8())
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        Ok(Box::new(BufReader::new(io::stdin())))
    } else {
        Ok(Box::new(BufReader::new(File::open(path)?)))
    }
}

/// Returns the name of an input for messages.
fn place(path: &Path) -> String {
    if is_stdin(path) {
        "standard input".to_owned()
    } else {
        visible_path(path)
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn has_ndjson_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "ndjson" || ending == "jsonl")
}

#[cfg(test)]
mod tests;
