//! Transcripts of the real binary: arguments in; exit code, stdout and stderr out.

mod common;

use common::{repository, treatfit};
use insta::assert_snapshot;

/// A sound, small set of another subject, so that nothing here depends on the shipped one.
fn tea(command: &str) -> common::Run {
    treatfit(command).argument(repository("tests/sets/tea"), "tests/sets/tea")
}

#[test]
fn nobody_to_ask() {
    assert_snapshot!(treatfit("").transcript());
}

#[test]
fn an_unknown_command() {
    assert_snapshot!(treatfit("evalute").transcript());
}

#[test]
fn an_unknown_region() {
    assert_snapshot!(treatfit("screen --plain --region atlantis").transcript());
}

#[test]
fn a_sound_set() {
    assert_snapshot!(tea("check").transcript());
}

#[test]
fn a_set_that_is_not_there() {
    assert_snapshot!(treatfit("check nowhere").transcript());
}

#[test]
fn scenarios_that_pass() {
    assert_snapshot!(tea("test").transcript());
}

#[test]
fn a_set_in_words() {
    assert_snapshot!(tea("show --questions").transcript());
    assert_snapshot!(tea("show questions --questions").transcript());
    assert_snapshot!(tea("show rules --questions").transcript());
    assert_snapshot!(tea("show sources --questions").transcript());
    assert_snapshot!(tea("show review --questions").transcript());
}
