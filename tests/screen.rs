//! Transcripts of whole interviews in plain lines: input comes from a pipe, and both streams are
//! compared.
//!
//! Most use the small tea set, which has every element of the format.

mod common;

use common::{Run, treatfit};
use insta::assert_snapshot;

/// Returns a run of `screen` on the tea set.
fn screen(options: &str) -> Run {
    treatfit(&format!("screen --plain {options}")).about_tea()
}

/// Returns a run of `intake` on the tea set.
fn intake(options: &str) -> Run {
    treatfit(&format!("intake --plain {options}")).about_tea()
}

/// Answers from the first question to the review that give no safety finding.
const WELL: &str = "town / no / calm / none / yes / 3 / never / sometimes / now / fresh / skip";

#[test]
fn a_whole_screening() {
    assert_snapshot!(screen("").typed(&format!("{WELL} / done")).transcript());
}

#[test]
fn a_whole_intake() {
    let typed =
        "no / calm / tannin / no / often / often / bed / fresh, strong / no / declined / done";
    let run = intake("--region town --reference case-17");
    assert_snapshot!(run.typed(typed).transcript());
}

#[test]
fn screen_is_the_default_command() {
    let typed = format!("{WELL} / done");
    let without = treatfit("--plain").about_tea().typed(&typed).run();
    let with = screen("").typed(&typed).run();
    assert_eq!(without.stderr(), with.stderr());
    assert_eq!(without.stdout(), with.stdout());
}

#[test]
fn why_and_help_answer_and_ask_again() {
    assert_snapshot!(
        screen("")
            .typed("why / help / town / why / help / ? / no / stop / leave")
            .transcript()
    );
    assert_snapshot!(
        intake("--region town")
            .typed("why / help / no / stop / leave")
            .transcript()
    );
}

#[test]
fn back_offers_the_earlier_answer() {
    let typed = "back / town / back / keep / no / calm / back / back / keep / soon / stop / leave";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn only_optional_questions_can_be_skipped() {
    let typed = "skip / town / skip / no / calm / none / no / never / never / skip / now / flowery / skip / stop / leave";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn an_answer_that_is_not_understood_is_asked_again() {
    let typed = "nowhere /  / town / maybe / 7 / I / yes, no / no / calm / mint none / mint, 9 / none \
                 / yes / many / 3.5 / 41 / -3 / 99999999999999999999 / 3 cups / s / keep / done / stop / leave";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn stopping_before_the_first_answer_saves_nothing() {
    assert_snapshot!(screen("").typed("stop").transcript());
}

#[test]
fn stopping_can_be_cancelled() {
    let typed = "town / no / stop / why / go on / stop / back / calm / stop / save / back / leave";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn a_change_asks_only_the_questions_it_affects() {
    // The number of cups is asked only after tea was drunk: changing the answer to no drops it,
    // changing it back asks it again.
    let typed = format!("{WELL} / 5 / no / 5 / yes / 4 / done");
    assert_snapshot!(screen("").typed(&typed).transcript());
}

#[test]
fn the_review_can_go_back_or_stop_and_refuses_nonsense() {
    let typed = format!(
        "{WELL} / yes / 12 / 0 / why / help / 1 / elsewhere / 1 / back / back / keep / stop / leave"
    );
    assert_snapshot!(screen("").typed(&typed).transcript());
}

#[test]
fn crisis_lines_are_shown_at_the_moment_of_the_answer() {
    let typed =
        "town / no / desperate / why / yes / none / no / never / never / now / fresh / skip / done";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn after_crisis_lines_the_person_can_stop_or_go_back() {
    let typed = "town / no / desperate / back / calm / back / desperate / no / go on / 2 / leave";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn an_emergency_ends_the_interview_with_a_result() {
    assert_snapshot!(screen("").typed("town / yes / why / finish").transcript());
    assert_snapshot!(intake("--region elsewhere").typed("yes / 1").transcript());
}

#[test]
fn an_emergency_by_mistake() {
    let typed = format!("town / yes / mistake / {}", &WELL["town / ".len()..]);
    assert_snapshot!(screen("").typed(&format!("{typed} / done")).transcript());
}

#[test]
fn an_emergency_found_on_the_review() {
    let typed = format!("{WELL} / 2 / yes / back / no / done");
    assert_snapshot!(screen("").typed(&typed).transcript());
}

#[test]
fn an_emergency_needs_no_reply() {
    assert_snapshot!(screen("--region town").typed("yes").transcript());
}

#[test]
fn with_every_treatment_excluded_only_safety_is_asked() {
    let typed = "town / no / calm / 1 2 3 / no / never / never / skip / done";
    assert_snapshot!(screen("").typed(typed).transcript());
}

#[test]
fn the_conversation_and_the_result_use_separate_streams() {
    for format in ["json", "markdown", "html"] {
        let typed = format!("{WELL} / done");
        let ran = screen(&format!("--format {format}")).typed(&typed).run();
        let stdout = ran.stdout();
        assert_eq!(ran.code(), 0);
        assert!(!stdout.contains("Your answer"), "{format}");
        match format {
            "json" => assert_eq!(
                serde_json::from_str::<serde_json::Value>(&stdout).unwrap()["status"],
                "suggestion"
            ),
            "markdown" => assert!(stdout.contains("\n## Please note\n"), "{stdout}"),
            _ => assert!(stdout.starts_with("<!doctype html>"), "{stdout}"),
        }
    }
}

/// An interview on the built-in set by a person in good health.
#[test]
fn a_whole_screening_on_the_built_in_set() {
    let typed = "us / yes / none / no / none / not at all / neither / no / 40 / none / none / none / none / \
                 recent / 120 / 80 / none / none / none / never / none / none / both / none / relief / \
                 weeks / none / little / medical / visits / none / done";
    assert_snapshot!(treatfit("screen --plain").typed(typed).transcript());
}
