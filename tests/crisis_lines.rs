//! In the built-in set, an answer that calls for help shows whom to call at once, before any
//! further question.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use treatfit::shipped;
use treatfit_core::engine::alerts;
use treatfit_core::load::load_to_ask;
use treatfit_core::model::{Answer, Answers, OptionSet, QuestionSet};

/// Builds answers in the order asked.
fn given(set: &QuestionSet, answers: &[(&str, &str)]) -> Answers {
    let mut given = Answers::default();
    for (question, option) in answers {
        let id = set.questions.find(question).unwrap();
        let position = set.questions[id].option(option).unwrap();
        given.give(id, Answer::Options(OptionSet::one(position)));
    }
    given
}

/// Earlier answers, a question, and the options of it that call for help.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a [&'a str]);

#[test]
fn each_answer_that_calls_for_help_shows_it_at_once() {
    let set = load_to_ask(&shipped::files()).unwrap().set;
    let way = [
        ("medical_now", "none"),
        ("threatened_now", "no"),
        ("danger_now", "none"),
        ("phq9_9", "not_at_all"),
        ("suicide_thoughts", "thoughts"),
        ("suicide_method", "no"),
    ];
    let cases: [Case<'_>; 7] = [
        (
            &[],
            "medical_now",
            &[
                "chest_pain",
                "confusion",
                "withdrawal",
                "unknown",
                "declined",
            ],
        ),
        (&way[..1], "threatened_now", &["yes", "unknown", "declined"]),
        (
            &way[..2],
            "danger_now",
            &[
                "harmed_self",
                "voices",
                "cannot_stay_safe",
                "unknown",
                "declined",
            ],
        ),
        (
            &way[..3],
            "phq9_9",
            &[
                "several_days",
                "more_than_half",
                "nearly_every_day",
                "unknown",
                "declined",
            ],
        ),
        (
            &way[..4],
            "suicide_thoughts",
            &["wish", "thoughts", "unknown", "declined"],
        ),
        (&way[..5], "suicide_method", &["yes", "unknown", "declined"]),
        (&way, "suicide_intent", &["yes", "unknown", "declined"]),
    ];
    for (before, question, options) in cases {
        let earlier = alerts(&set, &given(&set, before));
        for option in options {
            let mut answers = before.to_vec();
            answers.push((question, option));
            let now = alerts(&set, &given(&set, &answers));
            assert!(
                now.iter().any(|rule| !earlier.contains(rule)),
                "{question}: {option}"
            );
        }
    }
}
