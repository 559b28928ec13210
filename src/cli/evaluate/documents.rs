//! Answer sets as text: one in a file, or one on each line of it.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::{io, iter};

use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use treatfit_core::load;
use treatfit_core::load::{Message, normalize_text};
use treatfit_core::text::visible_path;

use crate::cli::evaluate::messages as words;
use crate::error::{Error, ErrorKind};

/// The largest answers file, and the longest line of NDJSON, in bytes.
const LARGEST: u64 = load::LARGEST_ANSWERS as u64;

/// One answer set as text.
pub(super) struct AnswersDocument {
    /// The file, and the line in NDJSON.
    pub(super) place: String,
    pub(super) text: String,
    /// Whether it is meant as JSON, and not only as YAML, which takes JSON too.
    json: bool,
}

impl AnswersDocument {
    /// Where it stops being JSON, if it is meant as such: what is wrong with it as YAML is then of
    /// no help.
    pub(super) fn not_json(&self) -> Option<Message> {
        let read = self
            .json
            .then(|| serde_json::from_str::<IgnoredAny>(self.text.trim_end()));
        let error = read?.err()?;
        Some(words::not_json(
            error.line(),
            error.column(),
            error.is_eof(),
        ))
    }
}

/// Answers that could not be read as text.
pub(super) struct Unread {
    pub(super) place: String,
    pub(super) said: Message,
}

impl From<Unread> for Error {
    fn from(unread: Unread) -> Self {
        let message = format!("`{}` {}", unread.place, unread.said.message());
        Self::new(ErrorKind::Answers, message).hint(unread.said.help())
    }
}

/// What a file holds.
pub(super) enum Content {
    /// One answer set, as YAML or JSON.
    One(AnswersDocument),
    /// NDJSON, a JSON object a line; read one by one, however long the file is.
    Lines(Lines),
}

/// Reads a file; `-` is standard input. The name tells NDJSON, or else the first two lines do.
///
/// # Errors
/// If it can't be read, is too large for one answer set, or is not text.
pub(super) fn read(path: &Path) -> Result<Content, Unread> {
    let place = place(path);
    content(path, &place).map_err(|said| Unread { place, said })
}

/// Every answer set in a file, whatever it holds.
pub(super) fn each(path: &Path) -> Box<dyn Iterator<Item = Result<AnswersDocument, Unread>>> {
    match read(path) {
        Ok(Content::One(document)) => Box::new(iter::once(Ok(document))),
        Ok(Content::Lines(lines)) => Box::new(lines),
        Err(unread) => Box::new(iter::once(Err(unread))),
    }
}

fn content(path: &Path, place: &str) -> Result<Content, Message> {
    let unreadable = |error: io::Error| words::cannot_read(&error);
    let mut reader = open(path).map_err(unreadable)?;
    if has_ndjson_name(path) {
        return Ok(Content::Lines(Lines::new(place, reader)));
    }
    let first = written_line(&mut reader).map_err(unreadable)?;
    let second = written_line(&mut reader).map_err(unreadable)?;
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

/// Answer sets on lines of their own.
pub(super) struct Lines {
    place: String,
    /// Gone once it failed: it would fail for ever.
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
                    Err(words::cannot_read(&error))
                }
            };
            return Some(match result {
                Ok(text) => Ok(AnswersDocument {
                    place,
                    text,
                    json: true,
                }),
                Err(said) => Err(Unread { place, said }),
            });
        }
    }
}

/// The next line; of one that is too long, only as much as shows it.
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

/// The next line with anything on it, and the blank ones before it.
fn written_line(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    loop {
        let most = (LARGEST + 1).saturating_sub(lines.len() as u64);
        let read = reader.by_ref().take(most).read_until(b'\n', &mut lines)?;
        if read == 0 || !lines.trim_ascii().is_empty() {
            return Ok(lines);
        }
    }
}

/// Whether two lines start a file of NDJSON: both like an object, and one is a whole object. So one
/// broken line does not make the rest unreadable.
fn is_ndjson(first: &[u8], second: &[u8]) -> bool {
    let trimmed = |line: &[u8]| {
        let text = String::from_utf8_lossy(line).into_owned();
        normalize_text(text).trim().to_owned()
    };
    let lines = [trimmed(first), trimmed(second)];
    let is_object = |line: &String| serde_json::from_str::<Map<String, Value>>(line).is_ok();
    lines.iter().all(|line| line.starts_with('{')) && lines.iter().any(is_object)
}

fn text(bytes: Vec<u8>) -> Result<String, Message> {
    if bytes.len() as u64 > LARGEST {
        return Err(words::too_large(LARGEST));
    }
    String::from_utf8(bytes)
        .map(normalize_text)
        .map_err(|_| words::not_utf8())
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        Ok(Box::new(BufReader::new(io::stdin())))
    } else {
        Ok(Box::new(BufReader::new(File::open(path)?)))
    }
}

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
mod tests {
    use super::*;

    fn lines(bytes: &'static [u8]) -> Vec<Result<String, String>> {
        Lines::new("x", Box::new(bytes))
            .map(|item| match item {
                Ok(document) => Ok(format!("{} {}", document.place, document.text.trim_end())),
                Err(unread) => Err(format!("{} {}", unread.place, unread.said.message())),
            })
            .collect()
    }

    #[test]
    fn each_line_is_read_for_itself() {
        assert_eq!(
            lines(b"\xef\xbb\xbf{}\r\n\n\xff\n{\"a\":1}"),
            [
                Ok("x:1 {}".to_owned()),
                Err("x:3 is not UTF-8 text".to_owned()),
                Ok("x:4 {\"a\":1}".to_owned()),
            ]
        );
    }

    #[test]
    fn a_line_at_the_limit_takes_nothing_from_the_next() {
        let most = usize::try_from(LARGEST).unwrap();
        for (length, fits) in [(most - 1, true), (most, false), (most + 1, false)] {
            let mut bytes = vec![b'a'; length];
            bytes.extend_from_slice(b"\n{}\n");
            let lines: Vec<_> = Lines::new("x", Box::new(Cursor::new(bytes))).collect();
            assert_eq!(lines.len(), 2, "{length}");
            assert_eq!(lines[0].is_ok(), fits, "{length}");
            assert!(lines[1].is_ok(), "{length}");
        }
    }

    #[test]
    fn a_reader_that_fails_fails_once() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::ErrorKind::PermissionDenied.into())
            }
        }
        let lines = Lines::new("x", Box::new(BufReader::new(Broken)));
        assert_eq!(lines.count(), 1);
    }

    #[test]
    fn ndjson_is_told_from_one_answer_set_over_several_lines() {
        for (first, second, ndjson) in [
            ("{}", "{}", true),
            ("{\"set\"", "{}", true),
            ("{}", "{\"set\"", true),
            ("\u{feff}{}", "{}", true),
            ("{}", "", false),
            ("{", "  \"set\": 1,", false),
            ("{set: tea,", "answers: {smoke: no}}", false),
            ("set: tea", "answers: {}", false),
            ("", "", false),
        ] {
            let found = is_ndjson(first.as_bytes(), second.as_bytes());
            assert_eq!(found, ndjson, "{first} {second}");
        }
    }
}
