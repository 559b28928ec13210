//! The file of an unfinished interview: an answers file, as `evaluate` reads it, with the version
//! of the set it belongs to.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_yaml::{Mapping, Value};
use treatfit_core::load::{FittingAnswers, LARGEST_ANSWERS, read_fitting_answers};
use treatfit_core::model::{Answer, Answers, Question, QuestionSet, SKIPPED};

use crate::error::{Error, ErrorKind};
use crate::interview::messages::saving;

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

/// Answers taken over from a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resumed {
    /// The file.
    pub path: PathBuf,
    /// What it held.
    pub held: String,
    /// Those that fit the set.
    pub answers: Answers,
    /// The coordinator's own reference.
    pub reference: Option<String>,
    /// What there is to say about the others.
    pub notes: Vec<String>,
    /// Whether there are no others, so that nothing is lost when the file is written anew.
    pub whole: bool,
}

/// What a file of these answers holds.
///
/// # Errors
/// If YAML can't hold them, which nobody has seen.
pub fn write(
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

/// Reads a saved file. Answers to another version of the set are taken over where they fit.
///
/// # Errors
/// If the file can't be read, or holds no answers to this set.
pub fn read(set: &QuestionSet, path: &Path) -> Result<Resumed, Error> {
    let cannot = |why: &str| Error::new(ErrorKind::Answers, saving::cannot_resume(path, why));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| {
            file.take(LARGEST_ANSWERS as u64 + 1)
                .read_to_end(&mut bytes)
        })
        .map_err(|error| cannot(&saving::reason(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot(saving::NOT_UTF8))?;
    match read_fitting_answers(set, &path.to_string_lossy(), &text) {
        Ok(fitting) => Ok(Resumed {
            path: path.to_owned(),
            held: text,
            ..take_over(set, fitting)
        }),
        // The first problem says what kind of file it is; the others come of that.
        Err(problems) => Err(match problems.first() {
            Some(problem) => {
                cannot(&saving::in_line(problem.line, &problem.message)).hint(&*problem.help)
            }
            None => cannot(saving::NOT_OURS),
        }),
    }
}

fn take_over(set: &QuestionSet, fitting: FittingAnswers) -> Resumed {
    let given = fitting.given;
    let mut notes = Vec::new();
    let version = given.version.as_deref();
    // A file that does not say which set it was written for has no change to tell of.
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
        whole: region.is_none() && fitting.left_out.is_empty(),
        answers: given.answers,
        reference: given.reference,
        notes,
        ..Resumed::default()
    }
}

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

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;
    use treatfit_core::engine::{NotAskedReason, QuestionState, decide, walk};
    use treatfit_core::load;
    use treatfit_core::load::control_character;
    use treatfit_testing::arbitrary;
    use treatfit_testing::sets::small;

    use super::*;

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
        let error = reading(&small("tea"), bytes).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Answers);
        let (_, why) = error.message.split_once("`: ").unwrap();
        [vec![why.to_owned()], error.hints].concat().join("; ")
    }

    #[test]
    fn what_does_not_fit_any_more_is_said_and_left_out() {
        let set = small("tea");
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
        "7" is no longer asked; its answer was left out.
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
        let set = small("tea");
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
        assert_eq!(note(""), "");
        assert_eq!(
            note("version: 0.1.0\ndigest: abc\n"),
            "The questions have changed since the answers were saved. What still fits was taken \
             over."
        );
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        let mut said = String::new();
        for odd in [
            "set: coffee\nanswers: {}\n",
            "",
            "a: [",
            "- 1\n",
            "set: tea\ncolour: red\nanswers: {}\n",
            "set: tea\nanswers: 3\n",
        ] {
            said.push_str(&refused(odd.as_bytes()));
            said.push('\n');
        }
        insta::assert_snapshot!(said, @"
        the answers belong to the question set `coffee`, not to `tea` (line 1); choose the right set with `--questions`
        this is not an answers file (line 1); write it as `{set: tea, answers: {question: option}}`
        this is not YAML (line 1); put quotes around a text that has `: ` or ` #` in it or starts with a sign
        this is not an answers file (line 1); write it as `{set: tea, answers: {question: option}}`
        an answers file has no key `colour` (line 2); use `set`, `region`, `answers`, `version`, `digest` or `reference`
        answers are given by question (line 2); write them as `{question: option}`
        ");
        assert_eq!(refused(b"\xff\xfe"), "it is not text in UTF-8");
        let nowhere = read(&small("tea"), Path::new("/nowhere/saved.yaml")).unwrap_err();
        assert_eq!(
            nowhere.message,
            "can't go on from `/nowhere/saved.yaml`: there is no such file or folder"
        );
    }

    #[test]
    fn a_bomb_is_refused_at_once() {
        let deep = format!("set: tea\nanswers: {}", "[".repeat(100_000));
        let wide = "a".repeat(LARGEST_ANSWERS + 1);
        for bomb in [deep, wide] {
            refused(bomb.as_bytes());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_was_written_is_read_again(
            spelled in proptest::collection::vec(any::<u8>(), 0..400),
            given in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            let size = arbitrary::Size { questions: 8, rules: 4 };
            let mut set = arbitrary::set(&spelled, size);
            set.digest = "abc".to_owned();
            let answers = arbitrary::answers(&given, &set);
            let text = write(&set, &answers, Some("B: 12 # 3")).unwrap();
            let resumed = reading(&set, text.as_bytes()).unwrap();
            prop_assert_eq!(resumed.answers, answers);
            prop_assert_eq!(resumed.reference.as_deref(), Some("B: 12 # 3"));
            prop_assert_eq!(resumed.notes, Vec::<String>::new());
        }

        #[test]
        fn any_text_survives(text in "[^\\p{C}]{1,80}") {
            let set = small("tea");
            let wish = set.questions.find("wish").unwrap();
            prop_assume!(set.questions[wish].option(&text).is_none() && text != SKIPPED);
            prop_assume!(control_character(&text).is_none() && !text.trim().is_empty());
            let mut answers = Answers::default();
            answers.give(wish, Answer::Text(text));
            let written = write(&set, &answers, None).unwrap();
            let resumed = reading(&set, written.as_bytes()).unwrap();
            prop_assert_eq!(resumed.answers, answers);
        }

        #[test]
        fn an_accepted_file_is_read_back_as_it_was_and_loses_no_answer(
            spelled in proptest::collection::vec(any::<u8>(), 0..400),
            given in proptest::collection::vec(any::<u8>(), 0..60),
            left_out in proptest::collection::vec(any::<bool>(), 8),
        ) {
            let size = arbitrary::Size { questions: 8, rules: 4 };
            let mut set = arbitrary::set(&spelled, size);
            set.digest = "abc".to_owned();
            let mut answers = arbitrary::answers(&given, &set);
            for (question, left_out) in set.questions.ids().zip(left_out) {
                if left_out && set.questions[question].optional {
                    answers.withdraw(question);
                }
            }
            let written = write(&set, &answers, None).unwrap();
            if let Ok(accepted) = load::read_answers(&set, "a.yaml", &written) {
                let walk = walk(&set, &accepted.answers);
                for (question, answer) in answers.iter(&set) {
                    prop_assert_eq!(accepted.answers.get(question), Some(answer));
                    let settled = walk.state(question);
                    prop_assert_ne!(settled, QuestionState::NotAsked(NotAskedReason::When));
                }
                let again = write(&set, &accepted.answers, None).unwrap();
                let again = load::read_answers(&set, "b.yaml", &again).unwrap();
                prop_assert_eq!(&again.answers, &accepted.answers);
                prop_assert_eq!(
                    decide(&set, &again.answers).unwrap(),
                    decide(&set, &accepted.answers).unwrap()
                );
            }
        }
    }
}
