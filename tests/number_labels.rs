//! Options whose labels begin with numbers: a typed number is never taken for the position of
//! another option.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;

const SET: &str = "tests/sets/counted";

fn screen() -> Run {
    treatfit("screen --plain --questions").argument(repository(SET), SET)
}

#[test]
fn options_with_number_labels_are_lettered_and_a_number_is_read_as_a_label() {
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
fn check_remarks_on_number_labels() {
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
