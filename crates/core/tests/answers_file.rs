//! Tests of reading answers files, as people and programs write them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use treatfit_core::engine::decide;
use treatfit_core::load;
use treatfit_core::load::{AnswersFile, Files, read_answers, read_unfinished_answers};
use treatfit_core::model::{Answer, QuestionSet};
use treatfit_testing::sets::{files, repository, shipped_files};

fn tea() -> QuestionSet {
    let files = files("tests/sets/tea");
    load::load(&files).unwrap().set
}

fn read(text: &str) -> AnswersFile {
    read_answers(&tea(), "answers.yaml", text).unwrap()
}

/// Returns the problems of an answers file as they are shown to people.
fn rendered_problems(text: &str) -> String {
    let problems = read_answers(&tea(), "answers.yaml", text).unwrap_err();
    let files = Files::from_texts([("answers.yaml".to_owned(), text.to_owned())]);
    load::render(&problems, &files, false)
}

const YAML: &str = "\
set: tea
region: town
answers:
  smoke: no
  longing: calm
  reactions: [mint, tannin]
  drinks_tea: yes
  cups: 3
  shaky: never
  sleepless: unknown
  time: now
  likes: fresh
  wish: A biscuit, please
";

const JSON: &str = r#"{"set": "tea", "region": "town", "reference": "A-17", "answers": {
	"smoke": "no", "longing": "calm", "reactions": ["mint", "tannin"], "drinks_tea": "yes",
	"cups":	3, "shaky": "never", "sleepless": "unknown", "time": "now", "likes": ["fresh"],
	"wish": "A biscuit, please"
}}"#;

#[test]
fn yaml_and_json_give_the_same_answers() {
    let (yaml, json) = (read(YAML), read(JSON));
    assert_eq!(yaml.answers, json.answers);
    assert_eq!(json.reference.as_deref(), Some("A-17"));
    assert!(decide(&tea(), &yaml.answers).is_ok());
}

#[test]
fn version_digest_and_reference_are_read() {
    let text = YAML.replace(
        "set: tea",
        "set: tea\nversion: 0.1.0\ndigest: abc\nreference: 17",
    );
    let given = read(&text);
    assert_eq!(given.version.as_deref(), Some("0.1.0"));
    assert_eq!(given.digest.as_deref(), Some("abc"));
    assert_eq!(given.reference.as_deref(), Some("17"));
}

#[test]
fn json_surrogate_pairs_are_read() {
    let text = JSON.replace(
        "A biscuit, please",
        r"A biscuit \ud83c\udf6a, pl\u00e9ase\/",
    );
    let set = tea();
    let wish = set.questions.find("wish").unwrap();
    let expected = Answer::Text("A biscuit 🍪, pléase/".to_owned());
    assert_eq!(read(&text).answers.get(wish), Some(&expected));
}

#[test]
fn an_omitted_optional_question_counts_as_skipped() {
    let set = tea();
    let wish = set.questions.find("wish").unwrap();
    for text in [
        YAML.replace("wish: A biscuit, please", "wish: skipped"),
        YAML.replace("  wish: A biscuit, please\n", ""),
    ] {
        assert_eq!(read(&text).answers.get(wish), Some(&Answer::Skipped));
    }
}

#[test]
fn answers_that_depend_on_an_omitted_optional_question_are_refused_like_those_on_a_skipped_one() {
    let set = load::load(&shipped_files()).unwrap().set;
    let marcus = std::fs::read_to_string(repository("tests/readme/marcus.yaml")).unwrap();
    let happened = "  pcptsd5_event: happened\n";
    assert!(marcus.contains(happened));
    let refused = |instead: &str| {
        let text = marcus.replace(happened, instead);
        let problems = read_answers(&set, "marcus.yaml", &text).unwrap_err();
        problems
            .into_iter()
            .map(|it| it.message)
            .collect::<Vec<_>>()
    };
    let skipped = refused("  pcptsd5_event: skipped\n");
    assert_eq!(skipped.len(), 5, "{skipped:#?}");
    assert_eq!(refused(""), skipped);
    let problems = read_answers(&set, "a", &marcus.replace(happened, "")).unwrap_err();
    insta::assert_snapshot!(problems[0].help, @"answer `pcptsd5_event` too, which counts as skipped when left out, or remove the answer");
}

#[test]
fn answers_after_an_emergency_are_accepted() {
    let text = YAML.replace("smoke: no", "smoke: yes");
    let outcome = decide(&tea(), &read(&text).answers).unwrap();
    assert_eq!(outcome.status.name(), "emergency");
    assert!(read_answers(&tea(), "a", "set: tea\nanswers: {smoke: yes}\n").is_ok());
}

#[test]
fn an_unfinished_file_may_lack_answers() {
    let set = tea();
    let given = read_unfinished_answers(&set, "a", "set: tea\nanswers: {smoke: no}\n").unwrap();
    assert_eq!(given.answers.iter(&set).count(), 1);
    assert!(read_unfinished_answers(&set, "a", "set: tea\nanswers: {}\n").is_ok());
    assert!(read_unfinished_answers(&set, "a", "set: tea\nanswers: {smoke: maybe}\n").is_err());
    let not_asked =
        "set: tea\nanswers: {smoke: no, longing: calm, reactions: none, drinks_tea: no, cups: 1}\n";
    assert!(read_unfinished_answers(&set, "a", not_asked).is_err());
}

#[test]
fn all_problems_are_reported_at_once() {
    insta::assert_snapshot!(rendered_problems(
        "\
set: tea
regoin: town
answers:
  smoke: perhaps
  longing: [calm, soon]
  reactions: [none, mint]
  reactions_: mint
  drinks_tea: true
  cups: 41
  shaky: skipped
  sleepless: {often: yes}
  time: []
  likes: [fresh, fresh]
  milk:
"
    ));
}

#[test]
fn missing_answers_are_listed_as_far_as_they_are_certain() {
    insta::assert_snapshot!(rendered_problems("set: tea\nanswers: {smoke: no, reactions: none, likes: [fresh]}\n"), @r#"
    error: 5 answers are missing
     --> answers.yaml:2:1
      |
    2 | answers: {smoke: no, reactions: none, likes: [fresh]}
      | ^^^^^^^
      |
      = help: add an answer to each:
              `longing`: `calm`, `soon`, `desperate` or `declined`
              `drinks_tea`: `yes`, `no` or `unknown`
              `shaky`: `never`, `sometimes`, `often` or `unknown`
              `sleepless`: `never`, `sometimes`, `often` or `unknown`
              `time`: `now`, `dinner`, `bed` or `unknown`

    1 error
    "#);
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_refused() {
    let text = YAML.replace("drinks_tea: yes", "drinks_tea: no");
    insta::assert_snapshot!(rendered_problems(&text), @r#"
    error: `cups` is answered, but with these answers it is not asked
     --> answers.yaml:8:3
      |
    8 |   cups: 3
      |   ^^^^
      |
      = help: remove the answer, or correct the answers its `when` reads

    1 error
    "#);
}

#[test]
fn answers_to_another_set_are_refused() {
    insta::assert_snapshot!(rendered_problems("set: coffee\nanswers: {}\n"), @r#"
    error: the answers belong to the question set `coffee`, not to `tea`
     --> answers.yaml:1:6
      |
    1 | set: coffee
      |      ^^^^^^
      |
      = help: choose the right set with `--questions`

    1 error
    "#);
    insta::assert_snapshot!(rendered_problems("answers: {smoke: no}\n"), @r#"
    error: the answers do not say which question set they belong to
     --> answers.yaml:1:1
      |
    1 | answers: {smoke: no}
      | ^
      |
      = help: add `set: tea`, if they belong to this one

    1 error
    "#);
    insta::assert_snapshot!(rendered_problems("set: tea\n"), @r#"
    error: `answers` is missing
     --> answers.yaml:1:1
      |
    1 | set: tea
      | ^
      |
      = help: add `answers` with a line for each question

    1 error
    "#);
    insta::assert_snapshot!(rendered_problems("[]"), @r#"
    error: this is not an answers file
     --> answers.yaml:1:1
      |
    1 | []
      | ^^
      |
      = help: write it as `{set: tea, answers: {question: option}}`

    1 error
    "#);
    insta::assert_snapshot!(rendered_problems(""), @r#"
    error: this is not an answers file
     --> answers.yaml:1:1
      |
    1 |
      | ^
      |
      = help: write it as `{set: tea, answers: {question: option}}`

    1 error
    "#);
}

#[test]
fn invalid_yaml_and_oversized_files_are_refused() {
    insta::assert_snapshot!(rendered_problems("{\"set\": \"tea\", \"answers\": {\"smoke\": \"no\"}"), @r#"
    error: a mapping in `{ }` is not closed, or lacks a comma
     --> answers.yaml:1:42
      |
    1 | {"set": "tea", "answers": {"smoke": "no"}
      |                                          ^
      |
      = help: close it, or put quotes around a text that has `: ` or ` #` in it

    1 error
    "#);
    insta::assert_snapshot!(rendered_problems("set: tea\nset: tea\nanswers: {smoke: no, smoke: yes}\n"), @r#"
    error: the key `set` is given a second time; the first is on line 1
     --> answers.yaml:2:1
      |
    2 | set: tea
      | ^^^
      |
      = help: keep one of the two

    error: the key `smoke` is given a second time; the first is on line 3
     --> answers.yaml:3:22
      |
    3 | answers: {smoke: no, smoke: yes}
      |                      ^^^^^
      |
      = help: keep one of the two

    2 errors
    "#);
    insta::assert_snapshot!(rendered_problems("set: tea\nanswers: {wish: \"a \\e[31m wish\"}\n"), @r#"
    error: there is a control character here (U+001B)
     --> answers.yaml:2:17
      |
    2 | answers: {wish: "a \e[31m wish"}
      |                 ^^^^^^^^^^^^^^^
      |
      = help: remove it: it cannot be seen and can change what is shown

    1 error
    "#);
    let long = format!("set: tea\nanswers: {{wish: {}}}\n", "x".repeat(2001));
    insta::assert_snapshot!(rendered_problems(&long).lines().next().unwrap(), @"error: the text has 2001 characters, more than 2000");
    let huge = "x".repeat(10 << 20);
    insta::assert_snapshot!(read_answers(&tea(), "answers.yaml", &huge).unwrap_err()[0].message, @"the answers are larger than 1 MiB");
}
