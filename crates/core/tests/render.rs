//! Tests of the rendering of problems: the marker is under the fault, whatever the line contains.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use treatfit_core::load;
use treatfit_core::load::{Files, render};

fn rendered(head: &str, colour: bool) -> String {
    let files = Files::from_texts([("set.yaml".to_owned(), head.to_owned())]);
    let problems = load::load(&files).unwrap_err();
    render(&problems, &files, colour)
}

#[test]
fn no_problem_gives_an_empty_text() {
    assert_eq!(render(&[], &Files::default(), false), "");
}

#[test]
fn the_marker_is_under_the_fault_after_wide_and_combining_characters() {
    insta::assert_snapshot!(rendered(
        "{e\u{301}té: 1, 茶の: 2, 🍵🍵: 3, formt: 4}",
        false
    ));
}

#[test]
fn a_tab_before_the_fault_does_not_move_the_marker() {
    insta::assert_snapshot!(rendered("{\tformt: 4}", false), @r#"
    error: the set has no `id`, `version`, `title`, `reviewed`, `treatments`, `decision`, `notices` or `sections`
     --> set.yaml:1:1
      |
    1 | {    formt: 4}
      | ^^^^^^^^^^^^^^
      |
      = help: add them; `questions/README.md` shows how

    error: a set has no key `formt`
     --> set.yaml:1:3
      |
    1 | {    formt: 4}
      |      ^^^^^
      |
      = help: did you mean `format`?

    2 errors; more may be found once the errors are corrected
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_fault() {
    let line = format!(
        "{{a: {}, formt: 4, b: {}}}",
        "x".repeat(1500),
        "y".repeat(1500)
    );
    insta::assert_snapshot!(rendered(&line, false), @r#"
    error: the set has no `id`, `version`, `title`, `reviewed`, `treatments`, `decision`, `notices` or `sections`
     --> set.yaml:1:1
      |
    1 | {a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: add them; `questions/README.md` shows how

    error: a set has no key `a`
     --> set.yaml:1:2
      |
    1 | {a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
      |  ^
      |
      = help: known are `format`, `id`, `version`, `title`, `intro`, `intro_client`, `privacy`, `reviewed` and 5 more

    error: a set has no key `formt`
     --> set.yaml:1:1507
      |
    1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, formt: 4, b: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
      |                                                                  ^^^^^
      |
      = help: did you mean `format`?

    error: a set has no key `b`
     --> set.yaml:1:1517
      |
    1 | ...xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, formt: 4, b: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy...
      |                                                                    ^
      |
      = help: known are `format`, `id`, `version`, `title`, `intro`, `intro_client`, `privacy`, `reviewed` and 5 more

    4 errors; more may be found once the errors are corrected
    "#);
}

#[test]
fn colour_is_used_only_if_asked_for() {
    let escape = '\u{1b}';
    assert!(rendered("formt: 1", true).contains(escape));
    assert!(!rendered("formt: 1", false).contains(escape));
}
