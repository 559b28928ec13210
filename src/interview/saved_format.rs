//! The file of an unfinished interview: an answers file as `evaluate` reads it, with the version
//! and digest of its question set.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_yaml::{Mapping, Value};
use treatfit_core::load::{FittingAnswers, LARGEST_ANSWERS, read_fitting_answers};
use treatfit_core::model::{Answer, Answers, Question, QuestionSet, SKIPPED};

use crate::error::{Error, ErrorKind};
use crate::interview::messages::saving;

/// The file's content, as serialized.
#[derive(Debug, Serialize)]
struct Saved<'a> {
    set: &'a str,
    version: &'a str,
    digest: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
    answers: Mapping,
}

/// Answers taken over from a saved file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resumed {
    /// The path of the file.
    pub path: PathBuf,
    /// The text the file held.
    pub contents: String,
    /// The answers that fit the question set.
    pub answers: Answers,
    /// The coordinator's own reference.
    pub reference: Option<String>,
    /// Notes on what was not taken over, and on a different version of the set.
    pub notes: Vec<String>,
    /// Whether everything was taken over; writing the file anew then loses nothing.
    pub lossless: bool,
}

/// Returns the text of a saved file with these answers.
///
/// # Errors
/// If the YAML serializer fails, which no known answers cause.
pub fn to_yaml(
    set: &QuestionSet,
    answers: &Answers,
    reference: Option<&str>,
) -> Result<String, Error> {
    let saved = Saved {
        set: &set.name,
        version: &set.version,
        digest: &set.digest,
        region: answers.region.map(|id| &*set.regions[id].name),
        reference,
        answers: answers
            .iter(set)
            .map(|(id, answer)| {
                let question = &set.questions[id];
                (Value::from(&*question.name), value(question, answer))
            })
            .collect(),
    };
    let yaml = serde_yaml::to_string(&saved)
        .map_err(|error| Error::new(ErrorKind::Unexpected, error.to_string()))?;
    Ok(format!("{}\n{yaml}", saving::SAVED_HEAD))
}

/// Reads a saved file. Answers to another version of the set are taken over if they fit.
///
/// # Errors
/// If the file cannot be read, is not an answers file, or belongs to another question set.
pub fn read(set: &QuestionSet, path: &Path) -> Result<Resumed, Error> {
    let cannot_resume =
        |why: &str| Error::new(ErrorKind::Answers, saving::cannot_resume(path, why));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| {
            file.take(LARGEST_ANSWERS as u64 + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|error| cannot_resume(&saving::reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot_resume(saving::NOT_UTF8))?;
    match read_fitting_answers(set, &path.to_string_lossy(), &text) {
        Ok(fitting) => Ok(Resumed {
            path: path.to_owned(),
            contents: text,
            ..take_over(set, fitting)
        }),
        // The first problem identifies the kind of file; the others are consequences.
        Err(problems) => Err(match problems.first() {
            Some(problem) => {
                cannot_resume(&saving::in_line(problem.line, &problem.message)).hint(&*problem.help)
            }
            None => cannot_resume(saving::NOT_OURS),
        }),
    }
}

/// Collects the fitting answers, with notes on the others.
fn take_over(set: &QuestionSet, fitting: FittingAnswers) -> Resumed {
    let given = fitting.given;
    let mut notes = Vec::new();
    let version = given.version.as_deref();
    // A file without version and digest cannot differ in them.
    let differs = |theirs: Option<&str>, ours: &str| theirs.is_some_and(|theirs| theirs != ours);
    if differs(version, &set.version) || differs(given.digest.as_deref(), &set.digest) {
        notes.push(saving::other_version(version, &set.version));
    }
    let region = fitting.unknown_region;
    notes.extend(region.as_deref().map(saving::region_gone));
    notes.extend(fitting.left_out.iter().map(|name| {
        if set.questions.find(name).is_some() {
            saving::answer_does_not_fit(name)
        } else {
            saving::question_gone(name)
        }
    }));
    Resumed {
        lossless: region.is_none() && fitting.left_out.is_empty(),
        answers: given.answers,
        reference: given.reference,
        notes,
        ..Resumed::default()
    }
}

/// Converts an answer to its value in the file.
fn value(question: &Question, answer: &Answer) -> Value {
    match answer {
        Answer::Options(chosen) => {
            let mut names: Vec<Value> = question
                .chosen(*chosen)
                .map(|option| Value::from(&*option.name))
                .collect();
            if names.len() == 1 {
                names.pop().unwrap_or(Value::Null)
            } else {
                Value::Sequence(names)
            }
        }
        Answer::Number(number) => Value::from(*number),
        Answer::Text(text) => Value::from(&**text),
        Answer::Skipped => Value::from(SKIPPED),
    }
}
