//! Tests of reading and writing saved interviews.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use treatfit_core::engine::{NotAskedReason, QuestionState, decide, walk};
use treatfit_core::load;
use treatfit_core::load::{LARGEST_ANSWERS, control_character};
use treatfit_core::model::{Answer, Answers, QuestionSet, SKIPPED};
use treatfit_testing::random;
use treatfit_testing::sets::small;

use crate::error::{Error, ErrorKind};
use crate::interview::saved_format::{Resumed, read, to_yaml};

/// Returns what is taken over from a file with the set's own head and this text.
fn resume_text(set: &QuestionSet, answers: &str) -> Resumed {
    let (version, digest) = (&set.version, &set.digest);
    let head = format!("set: tea\nversion: {version}\ndigest: {digest}\n");
    read_bytes(set, format!("{head}{answers}").as_bytes()).unwrap()
}

fn read_bytes(set: &QuestionSet, bytes: &[u8]) -> Result<Resumed, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.yaml");
    fs::write(&path, bytes).unwrap();
    read(set, &path)
}

fn refusal(bytes: &[u8]) -> String {
    let error = read_bytes(&small("tea"), bytes).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Answers);
    let (_, why) = error.message.split_once("`: ").unwrap();
    [vec![why.to_owned()], error.hints].concat().join("; ")
}

#[test]
fn answers_that_no_longer_fit_are_noted_and_left_out() {
    let set = small("tea");
    let resume_text = resume_text(
        &set,
        "region: moon\nanswers: {smoke: perhaps, longing: [calm, soon], cups: 99, shaky: 3, \
         sugar: yes, likes: [sweet, fresh], wish: skipped, reactions: none, 7: x, \
         time: {at: night}}",
    );
    insta::assert_snapshot!(resume_text.notes.join("\n"), @r#"
    The region "moon" is not known; it is asked again.
    The answer to "smoke" does not fit any more; it is asked again.
    The answer to "longing" does not fit any more; it is asked again.
    The answer to "cups" does not fit any more; it is asked again.
    The answer to "shaky" does not fit any more; it is asked again.
    "sugar" is no longer asked; its answer was left out.
    "7" is no longer asked; its answer was left out.
    The answer to "time" does not fit any more; it is asked again.
    "#);
    let kept: Vec<&str> = resume_text
        .answers
        .iter(&set)
        .map(|(id, _)| &*set.questions[id].name)
        .collect();
    assert_eq!(kept, ["reactions", "likes", "wish"]);
}

#[test]
fn another_version_of_the_set_is_noted() {
    let set = small("tea");
    let note = |head: &str| {
        let text = format!("set: tea\n{head}answers: {{smoke: no}}\n");
        let resume_text = read_bytes(&set, text.as_bytes()).unwrap();
        assert_eq!(resume_text.answers.iter(&set).count(), 1);
        resume_text.notes.join("\n")
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
fn a_file_that_is_not_a_saved_interview_is_refused() {
    let mut said = String::new();
    for odd in [
        "set: coffee\nanswers: {}\n",
        "",
        "a: [",
        "- 1\n",
        "set: tea\ncolour: red\nanswers: {}\n",
        "set: tea\nanswers: 3\n",
    ] {
        said.push_str(&refusal(odd.as_bytes()));
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
    assert_eq!(refusal(b"\xff\xfe"), "it is not text in UTF-8");
    let nowhere = read(&small("tea"), Path::new("/nowhere/saved.yaml")).unwrap_err();
    assert_eq!(
        nowhere.message,
        "can't go on from `/nowhere/saved.yaml`: there is no such file or folder"
    );
}

#[test]
fn a_deep_or_oversized_file_is_refused() {
    let deep = format!("set: tea\nanswers: {}", "[".repeat(100_000));
    let wide = "a".repeat(LARGEST_ANSWERS + 1);
    for bomb in [deep, wide] {
        refusal(bomb.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_written_file_reads_back_equal(
        tape in proptest::collection::vec(any::<u8>(), 0..400),
        answer_tape in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let size = random::Size { questions: 8, rules: 4 };
        let mut set = random::sized(&tape, size);
        set.digest = "abc".to_owned();
        let answers = random::answers(&answer_tape, &set);
        let text = to_yaml(&set, &answers, Some("B: 12 # 3")).unwrap();
        let resume_text = read_bytes(&set, text.as_bytes()).unwrap();
        prop_assert_eq!(resume_text.answers, answers);
        prop_assert_eq!(resume_text.reference.as_deref(), Some("B: 12 # 3"));
        prop_assert_eq!(resume_text.notes, Vec::<String>::new());
    }

    #[test]
    fn any_free_text_reads_back_equal(text in "[^\\p{C}]{1,80}") {
        let set = small("tea");
        let wish = set.questions.find("wish").unwrap();
        prop_assume!(set.questions[wish].option(&text).is_none() && text != SKIPPED);
        prop_assume!(control_character(&text).is_none() && !text.trim().is_empty());
        let mut answers = Answers::default();
        answers.give(wish, Answer::Text(text));
        let written = to_yaml(&set, &answers, None).unwrap();
        let resume_text = read_bytes(&set, written.as_bytes()).unwrap();
        prop_assert_eq!(resume_text.answers, answers);
    }

    #[test]
    fn an_accepted_file_reads_back_equal_and_loses_no_answer(
        tape in proptest::collection::vec(any::<u8>(), 0..400),
        answer_tape in proptest::collection::vec(any::<u8>(), 0..60),
        left_out in proptest::collection::vec(any::<bool>(), 8),
    ) {
        let size = random::Size { questions: 8, rules: 4 };
        let mut set = random::sized(&tape, size);
        set.digest = "abc".to_owned();
        let mut answers = random::answers(&answer_tape, &set);
        for (question, left_out) in set.questions.ids().zip(left_out) {
            if left_out && set.questions[question].optional {
                answers.withdraw(question);
            }
        }
        let written = to_yaml(&set, &answers, None).unwrap();
        if let Ok(accepted) = load::read_answers(&set, "a.yaml", &written) {
            let walk = walk(&set, &accepted.answers);
            for (question, answer) in answers.iter(&set) {
                prop_assert_eq!(accepted.answers.get(question), Some(answer));
                let settled = walk.state(question);
                prop_assert_ne!(settled, QuestionState::NotAsked(NotAskedReason::When));
            }
            let again = to_yaml(&set, &accepted.answers, None).unwrap();
            let again = load::read_answers(&set, "b.yaml", &again).unwrap();
            prop_assert_eq!(&again.answers, &accepted.answers);
            prop_assert_eq!(
                decide(&set, &again.answers).unwrap(),
                decide(&set, &accepted.answers).unwrap()
            );
        }
    }
}
