//! Tests of answers in words and of the answers that a finding shows.

use proptest::prelude::*;
use treatfit_core::engine::decide;
use treatfit_core::model::Audience::{Client, Coordinator};
use treatfit_core::model::{Answer, Audience, OptionSet};

use crate::answer::printable_answer;
use crate::tests::PAGE;
use crate::tests::sample::{report_of, sample};
use crate::{Report, Stamp, html, json, markdown, text};

/// A text with characters that control a terminal or reverse the reading direction.
const STEERING: &str = "a\u{1b}[2Jb\u{7}c\u{202e}d\u{2066}e\r\nf\u{9b}31mg\u{2028}h\u{0}";

fn words(question: &str, answer: &Answer, audience: Audience) -> String {
    let set = sample();
    printable_answer(
        &set,
        set.questions.find(question).unwrap(),
        answer,
        audience,
    )
}

#[test]
fn an_answer_is_worded_by_labels_unit_and_audience() {
    let options = |positions: &[usize]| Answer::Options(positions.iter().copied().collect());
    assert_eq!(words("plan", &options(&[0]), Client), "No");
    assert_eq!(words("plan", &options(&[3]), Client), "I don't know");
    assert_eq!(
        words("plan", &options(&[3]), Coordinator),
        "The client doesn't know"
    );
    assert_eq!(
        words("heart", &options(&[0, 2]), Client),
        "A stent or bypass; A strong fear of needles"
    );
    assert_eq!(words("systolic", &Answer::Number(165), Client), "165 mmHg");
    assert_eq!(words("therapist", &Answer::Skipped, Client), "skipped");
    let text = Answer::Text("Züge, 日本 & more".to_owned());
    assert_eq!(words("remark", &text, Client), "Züge, 日本 & more");
}

#[test]
fn options_unknown_to_the_question_are_ignored() {
    let beyond = Answer::Options(OptionSet::one(63));
    assert_eq!(words("plan", &beyond, Client), "");
}

#[test]
fn a_text_loses_control_characters() {
    let text = Answer::Text(STEERING.to_owned());
    assert_eq!(words("remark", &text, Client), "a[2Jbcde  f31mg h");
}

/// Returns a result whose free text is `remark`, in every format.
fn formats(remark: &str) -> [String; 4] {
    let set = sample();
    let mut answers = report_of(&set, "one", Client, |report| report.answers.clone());
    answers.give(
        set.questions.find("remark").unwrap(),
        Answer::Text(remark.to_owned()),
    );
    let outcome = decide(&set, &answers).unwrap();
    let report = Report {
        set: &set,
        outcome: &outcome,
        answers: &answers,
        audience: Client,
        reference: None,
        explain: None,
        stamp: Stamp::Unproved,
    };
    [
        text(&report, &PAGE),
        markdown(&report),
        html(&report),
        json(&report).to_string(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_format_prints_a_control_character(remark in any::<String>()) {
        for shown in formats(&remark).iter().chain(&formats(STEERING)) {
            prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{:?}", shown);
        }
    }
}

#[test]
fn every_format_contains_the_entered_text() {
    for shown in formats("Mornings suit me") {
        assert!(shown.contains("Mornings suit me"), "{shown}");
    }
}

#[test]
fn a_finding_shows_only_the_options_its_rule_tests() {
    let set = sample();
    let shown = report_of(&set, "clear-first", Client, |report| text(report, &PAGE));
    let answers: Vec<&str> = shown
        .lines()
        .filter(|line| line.contains("these?"))
        .collect();
    // Both rules read the same checklist; each shows only its part of the answer.
    assert_eq!(
        answers,
        [
            "  Because you answered: Have you ever had any of these? A stent or bypass; An",
            "  Because you answered: Have you ever had any of these? Nobody who can bring me",
        ]
    );
    let result = report_of(&set, "clear-first", Client, json);
    let way_home = &result["findings"][3];
    assert_eq!(way_home["rule"], "way-home");
    let whole = serde_json::json!(["stent", "rhythm", "alone"]);
    assert_eq!(way_home["answers"][0]["answer"], whole);
}

#[test]
fn a_finding_of_a_score_rule_shows_the_score_not_its_items() {
    let set = sample();
    let shown = report_of(&set, "one", Client, |report| text(report, &PAGE));
    assert!(shown.contains("Because you answered: Worry-2: 3 of 4, raised"));
    assert!(!shown.contains("feeling nervous"));
}
