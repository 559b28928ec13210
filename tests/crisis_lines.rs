//! In the shipped set, whoever says something that calls for help is shown whom to call at the
//! moment of that answer, whatever questions are still to come.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use treatfit::engine::{Answer, Answers, alerts};
use treatfit::set::files::Files;
use treatfit::set::load_to_ask;
use treatfit::set::model::QuestionSet;
use treatfit::set::options::OptionSet;

/// Answers in the order asked, as an interview gives them.
fn given(set: &QuestionSet, answers: &[(&str, &str)]) -> Answers {
    let mut given = Answers::default();
    for (question, option) in answers {
        let id = set.questions.find(question).unwrap();
        let position = set.questions[id].option(option).unwrap();
        given.give(id, Answer::Options(OptionSet::one(position)));
    }
    given
}

/// Answers given before, a question, and the answers to it that call for help.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a [&'a str]);

#[test]
fn each_answer_that_calls_for_help_shows_it_at_once() {
    let set = load_to_ask(&Files::embedded()).unwrap().set;
    let safe = [("medical_now", "none"), ("danger_now", "none")];
    let calm = [safe[0], safe[1], ("phq9_9", "not_at_all")];
    let thoughts = [calm[0], calm[1], calm[2], ("suicide_thoughts", "thoughts")];
    let way = [
        thoughts[0],
        thoughts[1],
        thoughts[2],
        thoughts[3],
        ("suicide_method", "no"),
    ];
    let cases: [Case<'_>; 6] = [
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
        (
            &safe[..1],
            "danger_now",
            &[
                "harmed_self",
                "voices",
                "threatened",
                "cannot_stay_safe",
                "unknown",
                "declined",
            ],
        ),
        (
            &safe,
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
            &calm,
            "suicide_thoughts",
            &["wish", "thoughts", "unknown", "declined"],
        ),
        (&thoughts, "suicide_method", &["yes", "unknown", "declined"]),
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
