//! The file of an unfinished interview: an answers file, as `evaluate` reads it, with the version
//! of the set it belongs to.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use crate::engine::answers::{Answer, Answers};
use crate::error::{Error, Kind};
use crate::set::answers::{LARGEST, SKIPPED};
use crate::set::model::{Question, QuestionSet};
use crate::set::options::OptionSet;
use crate::words::interview as words;

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
    /// A coordinator may have added one; it is theirs alone.
    #[serde(default, skip_serializing)]
    #[expect(dead_code, reason = "allowed in an answers file, and not ours to use")]
    reference: Option<String>,
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
        reference: None,
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
        .and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| cannot(&words::reason(&error)))?;
    if bytes.len() > LARGEST {
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::interview::suite::tea;
    use crate::set::arbitrary;
    use proptest::prelude::*;

    /// What comes of a file that holds this, below the first lines of one of ours.
    fn resumed(set: &QuestionSet, answers: &str) -> Resumed {
        let (version, digest) = (&set.version, &set.digest);
        let head = format!("set: tea\nversion: {version}\ndigest: {digest}\n");
        reading(set, format!("{head}{answers}").as_bytes()).unwrap()
    }

    fn reading(set: &QuestionSet, bytes: &[u8]) -> Result<Resumed, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved.yaml");
        fs::write(&path, bytes).unwrap();
        read(set, &path)
    }

    fn refused(bytes: &[u8]) -> String {
        let error = reading(&tea(), bytes).unwrap_err();
        assert_eq!(error.kind, Kind::Answers);
        let (_, why) = error.message.split_once("`: ").unwrap();
        [vec![why.to_owned()], error.hints].concat().join("; ")
    }

    #[test]
    fn what_does_not_fit_any_more_is_said_and_left_out() {
        let set = tea();
        let resumed = resumed(
            &set,
            "region: moon\nanswers: {smoke: perhaps, longing: [calm, soon], cups: 99, shaky: 3, \
             sugar: yes, likes: [sweet, fresh], wish: skipped, reactions: none, 7: x, \
             time: {at: night}}",
        );
        insta::assert_snapshot!(resumed.notes.join("\n"), @r#"
        The region "moon" is not known; it is asked again.
        The answer to "smoke" does not fit any more; it is asked again.
        The answer to "longing" does not fit any more; it is asked again.
        The answer to "cups" does not fit any more; it is asked again.
        The answer to "shaky" does not fit any more; it is asked again.
        "sugar" is no longer asked; its answer was left out.
        "(not a name)" is no longer asked; its answer was left out.
        The answer to "time" does not fit any more; it is asked again.
        "#);
        let kept: Vec<&str> = resumed
            .answers
            .iter(&set)
            .map(|(id, _)| &*set.questions[id].name)
            .collect();
        assert_eq!(kept, ["reactions", "likes", "wish"]);
    }

    #[test]
    fn another_version_is_said() {
        let set = tea();
        let note = |head: &str| {
            let text = format!("set: tea\n{head}answers: {{smoke: no}}\n");
            let resumed = reading(&set, text.as_bytes()).unwrap();
            assert_eq!(resumed.answers.iter(&set).count(), 1);
            resumed.notes.join("\n")
        };
        assert_eq!(
            note("version: 0.0.9\ndigest: abc\n"),
            "The answers were given to version 0.0.9 of these questions, and this is version \
             0.1.0. What still fits was taken over."
        );
        assert_eq!(
            note("version: 0.1.0\ndigest: abc\n"),
            "The questions have changed since the answers were saved. What still fits was taken \
             over."
        );
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        assert_eq!(
            refused(b"set: coffee\nanswers: {}\n"),
            "it holds answers to the set `coffee`, not `tea`; choose that set with `--questions \
             FOLDER`"
        );
        for odd in [
            "",
            "a: [",
            "- 1\n",
            "set: tea\ncolour: red\n",
            "set: tea\nanswers: 3\n",
        ] {
            let said = refused(odd.as_bytes());
            assert!(
                said.starts_with("it does not look like saved answers"),
                "{said}"
            );
        }
        assert_eq!(refused(b"\xff\xfe"), "it is not text in UTF-8");
        let long = vec![b'a'; LARGEST + 1];
        assert_eq!(refused(&long), "it is far too large for saved answers");
        let bomb = format!("set: tea\nanswers: {}", "[".repeat(100_000));
        assert!(refused(bomb.as_bytes()).starts_with("it does not look like"));
        let nowhere = read(&tea(), Path::new("/nowhere/saved.yaml")).unwrap_err();
        assert_eq!(
            nowhere.message,
            "can't go on from `/nowhere/saved.yaml`: there is no such file or folder"
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_was_written_is_read_again(
            spelled in proptest::collection::vec(any::<u8>(), 0..400),
            given in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            let size = arbitrary::Size { questions: 8, rules: 4 };
            let set = arbitrary::set(&spelled, size);
            let answers = arbitrary::answers(&given, &set);
            let text = write(&set, &answers).unwrap();
            let resumed = reading(&set, text.as_bytes()).unwrap();
            prop_assert_eq!(resumed, Resumed { answers, notes: Vec::new() });
        }

        #[test]
        fn any_text_survives(text in "[^\\p{C}]{1,80}") {
            let set = tea();
            let wish = set.questions.find("wish").unwrap();
            prop_assume!(set.questions[wish].option(&text).is_none() && text != SKIPPED);
            let mut answers = Answers::default();
            answers.give(wish, Answer::Text(text));
            let written = write(&set, &answers).unwrap();
            let resumed = reading(&set, written.as_bytes()).unwrap();
            prop_assert_eq!(resumed.answers, answers);
        }
    }
}
