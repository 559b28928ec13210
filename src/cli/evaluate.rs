//! `evaluate`: prints the results of answers in files. One answer set gets a whole report; several
//! get one line each, where a faulty one is reported in place and the others are still evaluated.

mod documents;
mod messages;

use std::io;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use treatfit_core::engine::decide;
use treatfit_core::load;
use treatfit_core::load::{Files, Problem};
use treatfit_core::model::{Answers, Audience, Id, Outcome, QuestionSet, Region, Status};
use treatfit_core::text::{one_line, visible, visible_json};
use treatfit_proof::explain::Explanation;
use treatfit_report as report;
use treatfit_report::{Report, Stamp};

use self::documents::{AnswersDocument, Content, Unread, each, read};
use crate::cli::explain::{ExplainOptions, Explainer};
use crate::cli::options::{Format, region};
use crate::cli::output;
use crate::cli::proved::ProvedSet;
use crate::error::{Error, ErrorKind};
use crate::terminal::ColorChoice;

#[derive(Debug, Args)]
pub(super) struct EvaluateOptions {
    /// Answers as YAML, JSON or NDJSON (one JSON object per line); `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    set: ProvedSet,
    /// Where the person is, if a file does not say: the id of one of the set's regions
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Word the result for a coordinator
    #[arg(long)]
    coordinator: bool,
    #[command(flatten)]
    explain: ExplainOptions,
    /// How to print the result; several answer sets are printed one per line, as text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(super) fn run(options: &EvaluateOptions, color: ColorChoice) -> Result<(), Error> {
    let (set, stamp) = options.set.load(color)?;
    let audience = if options.coordinator {
        Audience::Coordinator
    } else {
        Audience::Client
    };
    let evaluation = Evaluation {
        set: &set,
        region: region(&set, options.region.as_deref())?,
        audience,
        explainer: options.explain.prepare(&set, audience, options.set.budget),
        stamp,
    };
    if let [path] = options.files.as_slice() {
        return match read(path)? {
            Content::One(document) => evaluation.page(&document, options.format, color),
            Content::Lines(lines) => evaluation.lines(lines, options.format, color),
        };
    }
    let documents = options.files.iter().flat_map(|path| each(path));
    evaluation.lines(documents, options.format, color)
}

/// What is the same for all answer sets of one run.
struct Evaluation<'a> {
    set: &'a QuestionSet,
    region: Option<Id<Region>>,
    audience: Audience,
    explainer: Option<Explainer<'a>>,
    stamp: Stamp,
}

/// An answer set and its outcome.
struct Evaluated {
    answers: Answers,
    outcome: Outcome,
    reference: Option<String>,
    explained: Option<Explanation>,
    /// Whether the file names another version or digest of the set than the one in use.
    other_version: bool,
}

impl Evaluation<'_> {
    /// Prints the whole report of one answer set.
    fn page(
        &self,
        document: &AnswersDocument,
        format: Format,
        color: ColorChoice,
    ) -> Result<(), Error> {
        match self.evaluate(document) {
            Ok(evaluated) => {
                format.print(&self.report(&evaluated), color)?;
                self.warn(usize::from(evaluated.other_version), color);
                Ok(())
            }
            Err(problems) => {
                if let Some(problem) = document.not_json() {
                    let place = document.place.clone();
                    return Err(Unread { place, problem }.into());
                }
                let files = Files::from_texts([(document.place.clone(), document.text.clone())]);
                output::problems(&problems, &files, color);
                Err(Error::without_message(ErrorKind::Answers))
            }
        }
    }

    /// Prints one line for each answer set, as text or JSON. An error is printed in place of the
    /// result, and the next answer set follows.
    ///
    /// # Errors
    /// Fails if the format is for a single result, if stdout cannot be written, or, at the end, if
    /// any answer set could not be evaluated.
    fn lines(
        &self,
        documents: impl Iterator<Item = Result<AnswersDocument, Unread>>,
        format: Format,
        color: ColorChoice,
    ) -> Result<(), Error> {
        if !matches!(format, Format::Text | Format::Json) {
            return Err(
                Error::new(ErrorKind::Usage, messages::ONE_A_LINE).hint(messages::ONE_A_LINE_HINT)
            );
        }
        if self.explainer.is_some() && format == Format::Text {
            return Err(Error::new(ErrorKind::Usage, messages::EXPLAINED_APART)
                .hint(messages::EXPLAINED_APART_HINT));
        }
        let mut stdout = BufWriter::new(io::stdout().lock());
        let mut failed = 0;
        let mut other_version = 0;
        for document in documents {
            let (place, result) = match &document {
                Ok(document) => {
                    let result = self.evaluate(document);
                    let brief = |problems: Vec<_>| match document.not_json() {
                        Some(problem) => messages::in_one_line(problem.message(), problem.help()),
                        None => messages::problems_in_one_line(&problems),
                    };
                    (&document.place, result.map_err(brief))
                }
                Err(unread) => (&unread.place, Err(unread.problem.message().to_owned())),
            };
            failed += usize::from(result.is_err());
            other_version += usize::from(result.as_ref().is_ok_and(|it| it.other_version));
            // Escapes line ends, so that no file content and no file name adds a line.
            let line = match format {
                Format::Json => {
                    visible_json(&self.json_line(place, &result).to_string()).into_owned()
                }
                _ => visible(&match &result {
                    Ok(evaluated) => {
                        let summary = one_line(self.set, &evaluated.outcome);
                        format!("{place}: {summary}{}", self.mark(&evaluated.outcome))
                    }
                    Err(message) => format!("{place}: error: {message}"),
                }),
            };
            writeln!(stdout, "{line}").map_err(|error| output::cannot_write(&error))?;
        }
        stdout
            .flush()
            .map_err(|error| output::cannot_write(&error))?;
        self.warn(other_version, color);
        if failed == 0 {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Answers, messages::failed(failed))
                .hint(messages::FAILED_HINT))
        }
    }

    /// Reads and decides one answer set.
    fn evaluate(&self, document: &AnswersDocument) -> Result<Evaluated, Vec<Problem>> {
        let given = load::read_answers(self.set, &document.place, &document.text)?;
        let mut answers = given.answers;
        answers.region = answers.region.or(self.region);
        // Cannot fail: `read_answers` rejects an incomplete answer set.
        let outcome = decide(self.set, &answers).map_err(|_| Vec::new())?;
        let differs =
            |theirs: Option<String>, ours: &str| theirs.is_some_and(|theirs| theirs != ours);
        let explainer = self.explainer.as_ref();
        Ok(Evaluated {
            explained: explainer.map(|explainer| explainer.explain(&answers, &outcome)),
            answers,
            outcome,
            reference: given.reference,
            other_version: differs(given.version, &self.set.version)
                || differs(given.digest, &self.set.digest),
        })
    }

    fn report<'b>(&'b self, evaluated: &'b Evaluated) -> Report<'b> {
        Report {
            set: self.set,
            outcome: &evaluated.outcome,
            answers: &evaluated.answers,
            audience: self.audience,
            reference: evaluated.reference.as_deref(),
            stamp: self.stamp.clone(),
            explain: evaluated.explained.as_ref(),
        }
    }

    /// Returns the note behind a one-line result of a set that was not proved; empty in an
    /// emergency.
    fn mark(&self, outcome: &Outcome) -> &'static str {
        if self.stamp == Stamp::Unproved && outcome.status != Status::Emergency {
            messages::NOT_PROVED
        } else {
            ""
        }
    }

    /// Returns one line of NDJSON output: the result or the error, with its place.
    fn json_line(&self, place: &str, result: &Result<Evaluated, String>) -> Value {
        match result {
            Ok(evaluated) => json!({
                "from": place,
                "result": report::json(&self.report(evaluated)),
            }),
            Err(message) => json!({ "from": place, "error": message }),
        }
    }

    /// Warns of answer sets that were given to another version of the questions, if there are any.
    fn warn(&self, other_version: usize, color: ColorChoice) {
        if other_version > 0 {
            let warning = messages::other_version(other_version, &self.set.version);
            output::warn(&warning, color);
        }
    }
}
