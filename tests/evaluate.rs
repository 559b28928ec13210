//! `evaluate`: every output format, several files, NDJSON, and faulty answers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// Returns a run of `evaluate` with these options on the tea set.
fn evaluate(options: &str) -> Run {
    treatfit(&format!("evaluate {options}")).about_tea()
}

/// Returns answers of a person who likes fresh tea, with some of them changed; `null` removes one.
fn answers(changed: Value) -> Value {
    let mut answers = json!({
        "smoke": "no", "longing": "calm", "reactions": "none", "drinks_tea": "yes", "cups": 3,
        "shaky": "never", "sleepless": "never", "time": "now", "likes": "fresh",
    });
    let Value::Object(changed) = changed else {
        panic!("changes are an object");
    };
    for (question, answer) in changed {
        match answer {
            Value::Null => answers.as_object_mut().unwrap().shift_remove(&question),
            answer => answers.as_object_mut().unwrap().insert(question, answer),
        };
    }
    answers
}

/// Returns an answers file as one line of JSON.
fn file(changed: Value) -> String {
    json!({"set": "tea", "region": "town", "answers": answers(changed)}).to_string()
}

/// The same answers in YAML.
const YAML: &str = "\
set: tea
region: town
answers:
  smoke: no
  longing: calm
  reactions: none
  drinks_tea: yes
  cups: 3
  shaky: never
  sleepless: never
  time: now
  likes: [fresh]
";

#[test]
fn every_format_has_the_expected_output() {
    for format in ["text", "json", "markdown", "html"] {
        let run = evaluate(&format!("answers.yaml --format {format}"));
        assert_snapshot!(format, run.file("answers.yaml", YAML).transcript());
    }
}

#[test]
fn yaml_and_json_lead_to_the_same_result() {
    let yaml = evaluate("a").file("a", YAML).run().stdout();
    let json = evaluate("a").file("a", file(json!({}))).run().stdout();
    let pretty = format!(
        "{:#}",
        serde_json::from_str::<Value>(&file(json!({}))).unwrap()
    );
    let pretty = evaluate("a").file("a", pretty).run().stdout();
    let piped = evaluate("-").stdin(YAML).run().stdout();
    assert!(yaml.contains("Green tea fits your answers best"), "{yaml}");
    assert_eq!(yaml, json);
    assert_eq!(yaml, pretty);
    assert_eq!(yaml, piped);
}

#[test]
fn the_result_for_a_coordinator() {
    let yaml = YAML.replace("region", "reference: case-17\nregion");
    let yaml = yaml.replace("smoke: no", "smoke: declined");
    assert_snapshot!(
        evaluate("a.yaml --coordinator")
            .file("a.yaml", yaml)
            .transcript()
    );
}

#[test]
fn every_status_ties_and_sequences_in_one_line_each() {
    let run = evaluate("all.ndjson").file(
        "all.ndjson",
        [
            file(json!({})),
            file(json!({"likes": ["fresh", "strong"], "milk": "yes"})),
            file(json!({"likes": ["strong", "flowery"], "milk": "no"})),
            file(json!({"likes": "none"})),
            file(json!({"cups": "unknown"})),
            file(json!({"cups": 13})),
            file(
                json!({"reactions": ["mint", "chamomile", "tannin"], "time": null, "likes": null}),
            ),
            file(json!({"smoke": "yes"})),
        ]
        .join("\n"),
    );
    assert_snapshot!(run.transcript());
}

#[test]
fn several_files_with_errors_in_place() {
    let run = evaluate("good.yaml bad.json missing.yaml nowhere.yaml folder lines.json again.yaml")
        .file("good.yaml", YAML)
        .file(
            "bad.json",
            file(json!({"smok": "no", "cups": 41, "likes": ["fresh", "strog"]})),
        )
        .file("missing.yaml", "set: tea\nanswers: {smoke: no, cups: 3}\n")
        .file("folder/answers.yaml", YAML)
        .file(
            "lines.json",
            format!("{}\n{}\n", file(json!({})), file(json!({"cups": 0}))),
        )
        .file("again.yaml", YAML);
    assert_snapshot!(run.transcript());
}

#[test]
fn several_files_as_json() {
    let run = evaluate("good.yaml bad.yaml --format json")
        .file("good.yaml", YAML)
        .file("bad.yaml", "set: tea\nanswers: {smoke: maybe}\n")
        .run();
    let lines: Vec<Value> = run
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(run.code(), 5);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["from"], "good.yaml");
    assert_eq!(lines[0]["result"]["suggested"], json!(["green"]));
    assert_eq!(lines[1]["from"], "bad.yaml");
    assert_snapshot!(lines[1]["error"].as_str().unwrap(), @"`maybe` is no answer to `smoke` (use `yes`, `no`, `unknown` or `declined`)");
}

#[test]
fn html_is_refused_for_several_answer_sets() {
    let run = evaluate("a.yaml b.yaml --format html");
    assert_snapshot!(run.file("a.yaml", YAML).file("b.yaml", YAML).transcript());
}

/// Returns NDJSON as another program may write it, with some broken lines.
fn lines() -> Vec<u8> {
    let mut lines = Vec::new();
    for line in [
        file(json!({})).as_str(),
        "",
        "{\"set\": \"tea\"",
        &file(json!({"smoke": "yes"})),
        "[]",
        "not json",
        &file(json!({"time": null})),
    ] {
        lines.extend_from_slice(line.as_bytes());
        lines.extend_from_slice(b"\r\n");
    }
    lines.extend_from_slice(b"\xff\xfe\n");
    lines.extend_from_slice(file(json!({"likes": "flowery"})).as_bytes());
    lines
}

#[test]
fn ndjson_has_errors_in_place() {
    assert_snapshot!(evaluate("a.ndjson").file("a.ndjson", lines()).transcript());
    assert_snapshot!(evaluate("-").stdin(lines()).transcript());
}

#[test]
fn ndjson_from_a_pipe_may_be_longer_than_one_answer_set() {
    // In total longer than the limit of one answer set.
    let line = file(json!({})) + &" ".repeat(5000);
    let count = 2 * (1 << 20) / line.len();
    let ran = evaluate("-").stdin(format!("{line}\n").repeat(count)).run();
    assert_eq!(ran.code(), 0, "{}", ran.stderr());
    assert_eq!(ran.stdout().lines().count(), count);
    let last = format!("standard input:{count}: suggestion: green\n");
    assert!(ran.stdout().ends_with(&last));
}

#[test]
fn a_folder_with_an_ndjson_name_fails_once() {
    let run = evaluate("folder.ndjson").file("folder.ndjson/a.yaml", YAML);
    assert_snapshot!(run.transcript());
}

#[test]
fn broken_json_is_reported_as_json() {
    let lines = "{broken\n{\"set\": \"tea\", \"answers\": {}\n\n{}\n";
    let ran = evaluate("a.ndjson").file("a.ndjson", lines).run();
    assert_eq!(ran.code(), 5);
    assert_snapshot!(ran.transcript());
    let deep = "[".repeat(100_000);
    for name in ["deep.json", "deep.yaml"] {
        let ran = evaluate(name).file(name, &deep).run();
        assert_eq!(ran.code(), 5);
        let said = ran.stderr();
        assert!(!said.contains("condition"), "{said}");
        assert_eq!(
            said.contains("is not valid JSON"),
            name == "deep.json",
            "{said}"
        );
    }
}

#[test]
fn missing_answers_are_listed() {
    let yaml = "set: tea\nanswers: {smoke: no, longing: calm, likes: strong}\n";
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
}

#[test]
fn unknown_ids_are_listed_with_the_nearest_known_one() {
    let yaml = "\
set: tea
region: towm
answers:
  smok: no
  longing: clam
  reactions: [mint, camomile]
  elephants: 3
  time: unknwon
";
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
}

#[test]
fn answers_of_the_wrong_type_are_refused() {
    let yaml = "\
set: tea
answers:
  smoke: [yes, no]
  longing: skipped
  reactions: [mint, none]
  drinks_tea: true
  cups: many
  shaky: []
  sleepless: {often: yes}
  time:
  likes: 7
";
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_refused() {
    let yaml = YAML.replace("drinks_tea: yes", "drinks_tea: no");
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
}

#[test]
fn answers_past_an_early_stop_are_accepted_and_make_nothing_milder() {
    let stopped =
        evaluate("a.yaml").file("a.yaml", "set: tea\nregion: town\nanswers: {smoke: yes}\n");
    let all = evaluate("a.yaml").file("a.yaml", YAML.replace("smoke: no", "smoke: yes"));
    let (stopped, all) = (stopped.run(), all.run());
    assert_eq!(all.code(), 0);
    assert_eq!(all.stdout(), stopped.stdout());
    assert_snapshot!(all.transcript());

    // With every treatment excluded, questions that only fit rules read are not asked, but may be
    // answered.
    let nothing_left = ["mint", "chamomile", "tannin"];
    let less = json!({"reactions": nothing_left, "time": null, "likes": null});
    let more = json!({"reactions": nothing_left});
    let result = |changed| evaluate("a --format json").file("a", file(changed)).run();
    let (less, more) = (result(less), result(more));
    assert!(less.stdout().contains("not_suitable"));
    assert_eq!(less.stdout(), more.stdout());
}

#[test]
fn answers_to_another_set_are_refused() {
    let yaml = YAML.replace("set: tea", "set: coffee");
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
    let without = YAML.replace("set: tea\n", "");
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", without).transcript());
}

#[test]
fn answers_to_another_version_give_a_warning() {
    let old = YAML.replace("region", "version: 0.0.9\nregion");
    let ran = evaluate("a.yaml").file("a.yaml", &old).run();
    assert_eq!(ran.code(), 0);
    assert_snapshot!(ran.stderr(), @"warning: the answers were given to another version of the questions; they fit version 0.1.0, so the result is what that version says");
    let ran = evaluate("a.yaml b.yaml c.yaml")
        .file("a.yaml", &old)
        .file("b.yaml", YAML)
        .file("c.yaml", &old)
        .run();
    assert_eq!(ran.code(), 0);
    assert_snapshot!(ran.stderr(), @"warning: 2 answer sets were given to another version of the questions; they fit version 0.1.0, so the result is what that version says");
}

#[test]
fn a_key_given_twice_is_refused() {
    let yaml = format!("{YAML}  smoke: yes\n");
    assert_snapshot!(evaluate("a.yaml").file("a.yaml", yaml).transcript());
    let json = r#"{"set": "tea", "answers": {"smoke": "yes", "smoke": "no"}}"#;
    assert_snapshot!(evaluate("a.json").file("a.json", json).transcript());
}

#[test]
fn the_region_of_the_file_comes_first_then_the_option_then_the_fallback() {
    let smoke = YAML.replace("smoke: no", "smoke: yes");
    let unplaced = smoke.replace("region: town\n", "");
    let region = |options: &str, yaml: &str| {
        let ran = evaluate(&format!("a --format json {options}"))
            .file("a", yaml)
            .run();
        let result: Value = serde_json::from_str(&ran.stdout()).unwrap();
        result["crisis"]["region"].clone()
    };
    assert_eq!(region("", &smoke), "town");
    assert_eq!(region("--region elsewhere", &smoke), "town");
    assert_eq!(region("--region town", &unplaced), "town");
    assert_eq!(region("", &unplaced), "elsewhere");
    assert_snapshot!(evaluate("a --region twon").file("a", YAML).transcript());
}

#[test]
fn files_that_are_not_answers_files_are_refused() {
    for (name, content) in [
        ("empty", ""),
        ("a_list", "- smoke: no\n"),
        ("a_word", "smoke\n"),
        ("no_answers", "set: tea\n"),
        ("blank_answers", "set: tea\nanswers:\n"),
        ("another_key", "set: tea\nanswer: {smoke: no}\n"),
        ("two_documents", "set: tea\n---\nset: tea\n"),
        ("broken", "set: tea\nanswers: {smoke: no\n"),
    ] {
        assert_snapshot!(
            name,
            evaluate("a.yaml").file("a.yaml", content).transcript()
        );
    }
}

#[test]
fn windows_line_ends_give_the_same_result() {
    let windows = format!("\u{feff}{}", YAML.replace('\n', "\r\n"));
    let here = evaluate("a").file("a", YAML).run();
    let there = evaluate("a").file("a", windows).run();
    assert_eq!(there.code(), 0, "{}", there.stderr());
    assert_eq!(here.stdout(), there.stdout());
}

#[test]
fn the_built_in_set_is_the_default() {
    let run = treatfit("evaluate").argument(repository("tests/readme/marcus.yaml"), "marcus.yaml");
    assert_eq!(run.run().code(), 0);
}
