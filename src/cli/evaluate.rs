//! `evaluate`: the result of answers in files.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::options::{Format, SetOptions};
use super::stamp::stamp;
use super::{output, render};
use crate::engine::{Answers, decide};
use crate::error::{Error, Kind};
use crate::report::{self, Report, Stamp};
use crate::set::model::{Audience, QuestionSet, Region};
use crate::set::problem::Problem;
use crate::set::table::Id;
use crate::set::{answers, files::Files, problem};
use crate::terminal::{ColorChoice, Stream};
use crate::words::evaluate as words;

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
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// One set of answers, and where it stands.
struct Document {
    /// The file, with the line for NDJSON.
    place: String,
    text: Result<String, String>,
}

pub(super) fn run(options: &Options, color: ColorChoice) -> Result<(), Error> {
    let set = options.set.load(color)?;
    let region = super::options::region(&set, options.region.as_deref())?;
    let evaluation = Evaluation {
        set: &set,
        region,
        audience: if options.coordinator {
            Audience::Coordinator
        } else {
            Audience::Client
        },
        stamp: stamp(&set),
    };
    match options.files.as_slice() {
        [only] if !is_ndjson(only) => {
            let mut reader = open(only)?;
            let text = read_all(&mut reader, &name(only))?;
            if is_lines(&text) {
                return evaluation.lines(options.format, &mut ndjson(&name(only), text.as_bytes()));
            }
            evaluation.one(options.format, &name(only), &text, color)
        }
        several => {
            let mut documents = several.iter().flat_map(|path| documents(path));
            evaluation.lines(options.format, &mut documents)
        }
    }
}

struct Evaluation<'a> {
    set: &'a QuestionSet,
    region: Option<Id<Region>>,
    audience: Audience,
    stamp: Stamp,
}

impl Evaluation<'_> {
    fn answers(&self, place: &str, text: &str) -> Result<Answers, Vec<Problem>> {
        let mut answers = answers::read(self.set, place, text)?;
        answers.region = answers.region.or(self.region);
        Ok(answers)
    }
}
