//! Options whose labels read like numbers: a typed number is never taken for another option.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;

const SET: &str = "tests/sets/counted";

fn screen() -> Run {
    treatfit("screen --plain --questions").argument(repository(SET), SET)
}

#[test]
fn such_a_list_is_lettered_and_takes_a_number_for_the_answer_it_is() {
    assert_snapshot!(screen().typed("7 / 3 / 1 / 2, 20 / done").transcript());
}

#[test]
fn the_letter_of_an_option_chooses_it() {
    let by_label = screen().typed("3 / 20 mg / done").run();
    let by_letter = screen().typed("d / c / done").run();
    assert_eq!(by_label.code(), 0, "{}", by_label.stderr());
    assert_eq!(by_letter.code(), 0, "{}", by_letter.stderr());
    assert_eq!(by_label.stdout(), by_letter.stdout());
}

#[test]
fn an_author_is_told() {
    for format in ["text", "json"] {
        let run = treatfit(&format!("check --format {format}")).argument(repository(SET), SET);
        let ran = run.run();
        assert_eq!(ran.code(), 0);
        let out = ran.stdout();
        let (_, remarks) = match format {
            "text" => out.split_once("Worth a look").unwrap(),
            _ => out.split_once("\"remarks\"").unwrap(),
        };
        assert_snapshot!(format!("remarks_{format}"), remarks);
    }
}
