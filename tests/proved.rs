//! A question set whose guarantees are broken or not proved gives no result, except with
//! `--unproved`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;
use serde_json::Value;

const ANSWERS: &str = "\
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
const SMOKE: &str = "{set: tea, region: town, answers: {smoke: yes}}";

/// A replacement that makes a safety rule milder than a guarantee demands.
const MILDER: (&str, &str) = ("level: emergency", "level: exclude");
/// A replacement that makes a guarantee false without changing a rule.
const TOO_MUCH: (&str, &str) = ("{at_most: not_suitable,", "{at_most: suggestion,");

/// Returns a run next to a copy of the tea set in the folder `set`, with a text replaced.
fn beside(arguments: &str, (from, to): (&str, &str)) -> Run {
    let mut run = treatfit(arguments)
        .file("a.yaml", ANSWERS)
        .file("smoke.yaml", SMOKE);
    let mut found = 0;
    for folder in ["tests/sets/tea", "tests/sets/tea/scenarios"] {
        for entry in fs::read_dir(repository(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = fs::read_to_string(&path).unwrap();
                found += text.matches(from).count();
                let name = path.strip_prefix(repository("tests/sets/tea")).unwrap();
                let name = format!("set/{}", name.to_str().unwrap());
                run = run.file(&name, text.replace(from, to));
            }
        }
    }
    assert!(found > 0, "{from}");
    run
}

#[test]
fn broken_guarantees_are_refused_and_named() {
    assert_snapshot!(beside("evaluate --questions set a.yaml", MILDER).transcript());
}

#[test]
fn broken_guarantees_are_refused_before_the_first_question() {
    for command in ["screen", "intake"] {
        let ran = beside(&format!("{command} --plain --questions set"), MILDER).run();
        let evaluated = beside("evaluate --questions set a.yaml", MILDER).run();
        assert_eq!((ran.code(), ran.stdout()), (6, String::new()));
        assert_eq!(ran.stderr(), evaluated.stderr());
    }
}

#[test]
fn a_proof_past_the_budget_is_refused() {
    for command in ["evaluate a.yaml", "screen --plain", "intake --plain"] {
        let ran = beside(
            &format!("{command} --questions set --budget 10"),
            ("tea", "tea"),
        )
        .run();
        assert_eq!((ran.code(), ran.stdout()), (6, String::new()));
        let said = ran.stderr();
        assert_eq!(
            said.matches("proved").count(),
            said.matches("not proved").count() + 1
        );
        assert!(said.contains("--unproved"), "{said}");
    }
    let run = beside(
        "evaluate a.yaml --questions set --budget 10",
        ("tea", "tea"),
    );
    assert_snapshot!(run.transcript());
}

#[test]
fn problems_in_scenarios_are_refused_too() {
    let ran = beside(
        "evaluate a.yaml --questions set",
        ("[kettle-burns]}", "[kettle-burn]}"),
    )
    .run();
    assert_eq!(
        (ran.code(), ran.stdout()),
        (3, String::new()),
        "{}",
        ran.stderr()
    );
}

#[test]
fn an_unproved_set_is_labelled_at_the_top() {
    for format in ["text", "json", "markdown", "html"] {
        let options = format!("evaluate a.yaml --questions set --unproved --format {format}");
        let ran = beside(&options, MILDER).run();
        assert_eq!(ran.code(), 0);
        let page = ran.stdout();
        let (top, _) = page.split_once("fits your answers best").unwrap();
        let top = top.split_once("<main>").map_or(top, |(_, body)| body);
        assert!(top.contains("Not proved: nobody has checked"), "{top}");
        assert!(!page.contains("Checked:"), "{page}");
        let warning = "warning: this question set is used without proof (`--unproved`): what keeps its \
                       results safe may be missing\n";
        assert_eq!(ran.stderr(), warning);
        if format == "json" {
            let schema = treatfit("schema --result").run().stdout();
            let schema = serde_json::from_str(&schema).unwrap();
            let result: Value = serde_json::from_str(&page).unwrap();
            assert!(jsonschema::is_valid(&schema, &result));
            assert_eq!(result["stamp"]["unproved"], true);
        }
    }
    let options = "evaluate a.yaml --questions set --unproved --coordinator";
    let ran = beside(options, MILDER).run();
    assert_snapshot!(ran.stdout().lines().take(8).collect::<Vec<_>>().join("\n"));
}

#[test]
fn one_line_results_of_an_unproved_set_are_labelled() {
    let options = "evaluate a.yaml smoke.yaml --questions set --unproved";
    assert_snapshot!(beside(options, TOO_MUCH).transcript());
}

#[test]
fn an_interview_on_an_unproved_set_warns_first() {
    let typed = "no / calm / none / yes / 3 / never / never / now / fresh / skip / done";
    let run = beside(
        "screen --plain --region town --questions set --unproved",
        TOO_MUCH,
    );
    let ran = run.typed(typed).run();
    assert_eq!(ran.code(), 0, "{}", ran.transcript());
    let said = ran.stderr();
    assert!(
        said.starts_with("warning: this question set is used without proof"),
        "{said}"
    );
    assert!(ran.stdout().contains("Not proved: nobody has checked"));
}

#[test]
fn in_an_emergency_the_warning_is_on_stderr_before_the_first_question_only() {
    let screened = beside(
        "screen --plain --region town --questions set --unproved",
        TOO_MUCH,
    );
    let screened = screened.typed("yes / ok").run();
    let evaluated = beside("evaluate smoke.yaml --questions set --unproved", TOO_MUCH).run();
    for ran in [screened, evaluated] {
        assert_eq!(ran.code(), 0, "{}", ran.transcript());
        let (first, rest) = ran
            .stderr()
            .split_once('\n')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert!(
            first.starts_with("warning: this question set is used without proof"),
            "{first}"
        );
        for text in [rest, ran.stdout()] {
            assert!(!text.to_lowercase().contains("proof"), "{text}");
            assert!(!text.to_lowercase().contains("proved"), "{text}");
        }
    }
}

#[test]
fn a_proved_set_is_called_checked() {
    let ran = beside("evaluate a.yaml --questions set", ("tea", "tea")).run();
    let said = ran.stdout();
    assert!(
        said.contains("Checked: 15 guarantees hold for all 24,990,913 answer sets."),
        "{said}"
    );
    assert_eq!(ran.stderr(), "");
}

#[test]
fn a_set_without_own_guarantees_is_used_but_not_called_checked() {
    let answers = "{set: walk, answers: {legs: [none], weather: dry}}";
    let run = treatfit("evaluate a.yaml --questions").file("a.yaml", answers);
    let ran = run.argument(repository("tests/sets/walk"), "walk").run();
    let said = ran.stdout();
    assert_eq!(ran.code(), 0, "{}", ran.transcript());
    assert!(
        said.contains("This question set has no guarantees of its own"),
        "{said}"
    );
    assert!(!said.contains("Checked"), "{said}");
    let warning = "warning: this question set has no guarantees of its own";
    assert!(ran.stderr().starts_with(warning), "{}", ran.transcript());
}

#[test]
fn the_resume_command_repeats_the_options_of_the_set() {
    let run = beside(
        "screen --plain --region town --questions set --unproved --save s.yaml",
        TOO_MUCH,
    );
    let ran = run.typed("no / stop / yes").run();
    let command = "treatfit screen --questions set --unproved --plain --resume s.yaml";
    assert!(ran.stderr().contains(command), "{}", ran.transcript());
}
