//! `evaluate`: the result of answers in files.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::options::{Format, SetOptions, region};
use super::{output, stamp};
use crate::engine::{Answers, Outcome, decide};
use crate::error::{Error, Kind};
use crate::report::{self, Report, Stamp};
use crate::set::files::Files;
use crate::set::model::{Audience, QuestionSet, Region};
use crate::set::problem::{Problem, render};
use crate::set::table::Id;
use crate::terminal::{ColorChoice, Stream};
use crate::words::count::Count;
use crate::words::evaluate::one_line;

/// The largest answers file, and the longest line of NDJSON, in bytes.
const LARGEST: u64 = 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Answers as YAML, JSON or NDJSON (one JSON object a line); `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    set: SetOptions,
    /// Where the person is, if a file does not say: the id of one of the set's regions
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Word the result for a coordinator
    #[arg(long)]
    coordinator: bool,
    /// How to print the result; several answer sets are printed one a line, as text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(options: &Options, color: ColorChoice) -> Result<(), Error> {
    let set = options.set.load(color)?;
    let evaluation = Evaluation {
        set: &set,
        region: region(&set, options.region.as_deref())?,
        audience: if options.coordinator {
            Audience::Coordinator
        } else {
            Audience::Client
        },
        stamp: stamp::of(&set),
    };
    if let [path] = options.files.as_slice()
        && !is_ndjson(path)
    {
        let document = Document::read(path)?;
        if !document.is_ndjson() {
            return evaluation.page(&document, options.format, color);
        }
        return evaluation.lines(document.split(), options.format);
    }
    evaluation.lines(
        options.files.iter().flat_map(|path| documents(path)),
        options.format,
    )
}

struct Evaluation<'a> {
    set: &'a QuestionSet,
    region: Option<Id<Region>>,
    audience: Audience,
    stamp: Stamp,
}

impl Evaluation<'_> {
    /// One answer set, with its whole result.
    fn page(&self, document: &Document, format: Format, color: ColorChoice) -> Result<(), Error> {
        match self.decide(document) {
            Ok((answers, outcome)) => {
                let report = self.report(&answers, &outcome);
                output::print(&format.render(&report, color))
            }
            Err(problems) => {
                let files = Files::from_texts([(document.place.clone(), document.text.clone())]);
                let color = color.style(Stream::Stderr).is_on();
                eprint!("{}", render(&problems, &files, color));
                Err(Error::told(Kind::Answers))
            }
        }
    }

    /// Many answer sets: a line each, errors in place, the rest goes on.
    fn lines(
        &self,
        documents: impl Iterator<Item = Result<Document, Unread>>,
        format: Format,
    ) -> Result<(), Error> {
        if !matches!(format, Format::Text | Format::Json) {
            return Err(
                Error::new(Kind::Usage, "several answer sets are printed one a line")
                    .hint("use `--format text` or `--format json`, or evaluate one file at a time"),
            );
        }
        let mut stdout = std::io::BufWriter::new(std::io::stdout().lock());
        let mut failed = 0;
        for document in documents {
            let (place, result) = match &document {
                Ok(document) => (
                    &document.place,
                    self.decide(document).map_err(|it| brief(&it)),
                ),
                Err(unread) => (&unread.place, Err(unread.message.clone())),
            };
            failed += usize::from(result.is_err());
            let line = match format {
                Format::Json => self.json_line(place, &result).to_string(),
                _ => match &result {
                    Ok((_, outcome)) => format!("{place}: {}", one_line(self.set, outcome)),
                    Err(message) => format!("{place}: error: {message}"),
                },
            };
            writeln!(stdout, "{line}")?;
        }
        stdout.flush()?;
        if failed == 0 {
            Ok(())
        } else {
            Err(Error::new(
                Kind::Answers,
                format!("{} could not be evaluated", Count(failed, "answer set")),
            )
            .hint("evaluate such a file alone to see each problem with its line"))
        }
    }

    fn decide(&self, document: &Document) -> Result<(Answers, Outcome), Vec<Problem>> {
        let given = crate::set::answers::read(self.set, &document.place, &document.text)?;
        let mut answers = given.answers;
        answers.region = answers.region.or(self.region);
        // `read` lists what is missing, so a complete answer set has an outcome.
        let outcome = decide(self.set, &answers).map_err(|_| Vec::new())?;
        Ok((answers, outcome))
    }

    fn report<'b>(&'b self, answers: &'b Answers, outcome: &'b Outcome) -> Report<'b> {
        Report {
            set: self.set,
            outcome,
            answers,
            audience: self.audience,
            stamp: self.stamp.clone(),
        }
    }

    fn json_line(&self, place: &str, result: &Result<(Answers, Outcome), String>) -> Value {
        match result {
            Ok((answers, outcome)) => json!({
                "from": place,
                "result": report::json(&self.report(answers, outcome)),
            }),
            Err(message) => json!({ "from": place, "error": message }),
        }
    }
}

/// Every problem in one line.
fn brief(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

/// One answer set as text.
struct Document {
    /// The file, and the line in NDJSON.
    place: String,
    text: String,
}

/// Something that could not be read as text.
struct Unread {
    place: String,
    message: String,
}

impl From<Unread> for Error {
    fn from(unread: Unread) -> Self {
        Self::new(
            Kind::Answers,
            format!("`{}`: {}", unread.place, unread.message),
        )
    }
}

impl Document {
    fn read(path: &Path) -> Result<Self, Unread> {
        let place = place(path);
        let mut bytes = Vec::new();
        let read = open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => Self::from_bytes(place, bytes),
            Err(error) => Err(Unread {
                place,
                message: format!("can't be read: {error}"),
            }),
        }
    }

    fn from_bytes(place: String, bytes: Vec<u8>) -> Result<Self, Unread> {
        if bytes.len() as u64 > LARGEST {
            let message = "is larger than 1 MiB, more than any answers need".to_owned();
            return Err(Unread { place, message });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { place, text }),
            Err(_) => Err(Unread {
                place,
                message: "is not UTF-8 text; save it as UTF-8".to_owned(),
            }),
        }
    }

    /// Whether it holds a JSON object on each of several lines.
    fn is_ndjson(&self) -> bool {
        let mut lines = self.text.lines().filter(|line| !line.trim().is_empty());
        let is_object =
            |line: &str| serde_json::from_str::<serde_json::Map<String, Value>>(line).is_ok();
        lines.next().is_some_and(is_object) && lines.next().is_some()
    }

    fn split(self) -> impl Iterator<Item = Result<Self, Unread>> {
        ndjson(self.place, std::io::Cursor::new(self.text.into_bytes()))
    }
}

/// The documents in a file; an NDJSON file is read line by line, however long it is.
fn documents(path: &Path) -> Box<dyn Iterator<Item = Result<Document, Unread>>> {
    if !is_ndjson(path) {
        return Box::new(std::iter::once(Document::read(path)));
    }
    match open(path) {
        Ok(file) => Box::new(ndjson(place(path), BufReader::new(file))),
        Err(error) => Box::new(std::iter::once(Err(Unread {
            place: place(path),
            message: format!("can't be read: {error}"),
        }))),
    }
}

fn ndjson(
    place: String,
    mut reader: impl BufRead,
) -> impl Iterator<Item = Result<Document, Unread>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            number += 1;
            let place = format!("{place}:{number}");
            let mut line = Vec::new();
            let read = reader
                .by_ref()
                .take(LARGEST + 1)
                .read_until(b'\n', &mut line);
            match read {
                Ok(0) => return None,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let whole = line.len() as u64 <= LARGEST || skip_line(&mut reader).is_ok();
                    return whole.then(|| Document::from_bytes(place, line));
                }
                Err(error) => {
                    return Some(Err(Unread {
                        place,
                        message: format!("can't be read: {error}"),
                    }));
                }
            }
        }
    })
}

/// Passes over the rest of a line without keeping it.
fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, done) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn open(path: &Path) -> std::io::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        Ok(Box::new(std::io::stdin()))
    } else {
        Ok(Box::new(File::open(path)?))
    }
}

fn place(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

fn is_ndjson(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "ndjson" || extension == "jsonl")
}
