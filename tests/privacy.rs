//! The privacy question comes before all others, and every text that says to call the emergency
//! number contains the number.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;

fn asks(command: &str) -> Run {
    let set = repository("tests/sets/private");
    treatfit(command)
        .argument("--questions", "--questions")
        .argument(set, "SET")
}

#[test]
fn the_privacy_question_is_asked_first_and_again_after_going_back_to_the_start() {
    let typed = "north / why / yes / why / help / back / back / north / yes / no / no / yes / done";
    assert_snapshot!(asks("screen --plain").typed(typed).transcript());
}

#[test]
fn if_it_is_not_safe_nothing_is_asked_or_saved() {
    for place in ["--save a.yaml", ""] {
        for typed in ["no", "not sure", "stop"] {
            let run = asks(&format!("screen --plain --region north {place}"));
            let run = run.typed(typed).run();
            assert_eq!(run.code(), 130);
            assert_eq!(run.left(), Vec::<String>::new(), "{typed}");
        }
    }
    let run = asks("screen --plain --save a.yaml").typed("north / no");
    assert_snapshot!(run.transcript());
    // The same if input ends before the question, or if a yes is taken back.
    for typed in [
        "north",
        "north / yes / back / south",
        "north / yes / back / south / no",
    ] {
        let run = asks("screen --plain --save a.yaml").typed(typed).run();
        assert_eq!(run.left(), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn an_unsafe_answer_tells_a_coordinator_how_to_continue() {
    let run = asks("intake --plain --region north").typed("not sure");
    assert_snapshot!(run.transcript());
}

#[test]
fn resuming_asks_the_privacy_question_again_and_keeps_the_file() {
    let saved = "set: private\nregion: north\nanswers:\n  followed: no\n";
    let run = asks("screen --plain --resume a.yaml")
        .file("a.yaml", saved)
        .typed("no")
        .run();
    assert_eq!(run.read("a.yaml"), saved);
    assert_eq!(run.code(), 130);
    assert!(
        run.stderr()
            .ends_with("Come back when you are alone. In danger, call 555.\n")
    );
}

/// No saved answer is shown before the privacy question, even if no other question is left.
#[test]
fn a_resumed_finished_interview_is_not_shown_before_the_privacy_question() {
    let saved =
        "set: private\nregion: north\nanswers:\n  followed: unknown\n  hurt: no\n  hurry: yes\n";
    let run = asks("screen --plain --resume a.yaml").file("a.yaml", saved);
    assert_snapshot!(run.typed("back / north / no").transcript());
}

/// Checks every text that may contain the number, in every format and for both audiences.
#[test]
fn every_result_contains_the_emergency_number() {
    let typed = [
        "hurt: no\n  followed: no\n  hurry: yes",
        "hurt: no\n  followed: no\n  hurry: no",
        "hurt: unknown\n  followed: unknown\n  hurry: no",
        "hurt: yes\n  followed: no",
        "followed: yes",
    ];
    for answers in typed {
        for (region, number) in [("north", "555"), ("south", "your own number")] {
            let file = format!("set: private\nregion: {region}\nanswers:\n  {answers}\n");
            for format in ["text", "markdown", "html", "json"] {
                for who in ["", "--coordinator"] {
                    let run = asks(&format!("evaluate a.yaml --format {format} {who}"))
                        .file("a.yaml", &file)
                        .run();
                    assert_eq!(run.code(), 0, "{}", run.stderr());
                    let said = run.stdout();
                    assert!(said.contains(number), "{format} {who} {answers}\n{said}");
                    assert!(
                        !said.contains("{emergency}"),
                        "{format} {who} {answers}\n{said}"
                    );
                }
            }
        }
    }
}
