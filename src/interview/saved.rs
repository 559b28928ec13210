//! The file of an unfinished interview: an answers file, as `evaluate` reads it, with the version
//! of the set it belongs to.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use crate::engine::answers::{Answer, Answers};
use crate::error::{Error, Kind};
use crate::set::model::{Question, QuestionSet};
use crate::set::options::OptionSet;
use crate::words::interview as words;

/// The largest file read, in bytes; hundreds of times what a whole interview takes.
const LARGEST: u64 = 1024 * 1024;
/// How a skipped question is written.
const SKIPPED: &str = "skipped";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    set: String,
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    digest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(default)]
    answers: Mapping,
}

/// Answers taken over from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resumed {
    /// Those that fit the set.
    pub answers: Answers,
    /// What there is to say about the others.
    pub notes: Vec<String>,
}

/// What a file of these answers holds.
///
/// # Errors
/// If YAML can't hold them, which nobody has seen.
pub fn write(set: &QuestionSet, answers: &Answers) -> Result<String, Error> {
    let saved = Saved {
        set: set.name.clone(),
        version: Some(set.version.clone()),
        digest: Some(set.digest.clone()),
        region: answers.region.map(|id| set.regions[id].name.clone()),
        answers: answers
            .iter(set)
            .map(|(id, answer)| {
                let question = &set.questions[id];
                (Value::from(&*question.name), value(question, answer))
            })
            .collect(),
    };
    let yaml = serde_yaml::to_string(&saved)
        .map_err(|error| Error::new(Kind::Unexpected, error.to_string()))?;
    Ok(format!("{}\n{yaml}", words::SAVED_HEAD))
}

/// Reads a saved file. Answers of another version of the set are taken over where they fit.
///
/// # Errors
/// If the file can't be read, is not one of ours, or belongs to another set.
pub fn read(set: &QuestionSet, path: &Path) -> Result<Resumed, Error> {
    let cannot = |why: &str| Error::new(Kind::Answers, words::cannot_resume(path, why));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| cannot(&words::reason(&error)))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST {
        return Err(cannot(words::TOO_LARGE));
    }
    let text = String::from_utf8(bytes).map_err(|_| cannot(words::NOT_UTF8))?;
    let saved: Saved = serde_yaml::from_str(&text).map_err(|error| {
        let place = error.location().map(|place| place.line());
        cannot(&words::not_saved_answers(place)).hint(words::RESUME_HINT)
    })?;
    if saved.set != set.name {
        return Err(cannot(&words::other_set(&saved.set, &set.name)).hint(words::OTHER_SET_HINT));
    }
    Ok(take_over(set, saved))
}

fn take_over(set: &QuestionSet, saved: Saved) -> Resumed {
    let mut resumed = Resumed::default();
    let same = saved.version.as_deref() == Some(&*set.version)
        && saved.digest.as_deref() == Some(&*set.digest);
    if !same {
        let version = saved.version.as_deref();
        resumed
            .notes
            .push(words::other_version(version, &set.version));
    }
    if let Some(name) = saved.region {
        resumed.answers.region = set.regions.find(&name);
        if resumed.answers.region.is_none() {
            resumed.notes.push(words::region_gone(&name));
        }
    }
    for (key, value) in saved.answers {
        let name = key
            .as_str()
            .map_or_else(|| words::ODD_KEY.to_owned(), str::to_owned);
        let Some(id) = set.questions.find(&name) else {
            resumed.notes.push(words::question_gone(&name));
            continue;
        };
        match answer(&set.questions[id], &value) {
            Some(answer) => resumed.answers.give(id, answer),
            None => resumed.notes.push(words::answer_does_not_fit(&name)),
        }
    }
    resumed
}

fn value(question: &Question, answer: &Answer) -> Value {
    match answer {
        Answer::Options(chosen) => {
            let mut names: Vec<Value> = chosen
                .positions()
                .filter_map(|position| question.options.get(position))
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

fn answer(question: &Question, value: &Value) -> Option<Answer> {
    let answer = match value {
        Value::Sequence(names) => Answer::Options(
            names
                .iter()
                .map(|name| question.option(name.as_str()?))
                .collect::<Option<OptionSet>>()?,
        ),
        Value::String(text) => match question.option(text) {
            Some(position) => Answer::Options(OptionSet::one(position)),
            None if question.optional && text == SKIPPED => Answer::Skipped,
            None => Answer::Text(text.clone()),
        },
        Value::Number(number) => Answer::Number(number.as_i64()?),
        _ => return None,
    };
    let fits = question.accepts(&answer).is_ok();
    let clean = !matches!(&answer, Answer::Text(text) if text.chars().any(char::is_control));
    (fits && clean).then_some(answer)
}
