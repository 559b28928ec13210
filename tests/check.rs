//! `check` on the tea set, unchanged and with one fault.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;

use common::{Run, repository, treatfit};
use insta::assert_snapshot;

/// Returns a `check` run on the tea set with texts replaced. The scenarios are left out, because
/// they may not fit the changed set and no proof needs them.
fn check(changes: &[(&str, &str)]) -> Run {
    let mut run = treatfit("check tea");
    let mut replaced = 0;
    for file in fs::read_dir(repository("tests/sets/tea")).unwrap() {
        let path = file.unwrap().path();
        let Ok(mut text) = fs::read_to_string(&path) else {
            continue;
        };
        for (old, new) in changes {
            replaced += text.matches(old).count();
            text = text.replace(old, new);
        }
        let name = path.file_name().unwrap().to_string_lossy();
        run = run.file(&format!("tea/{name}"), text);
    }
    assert_eq!(replaced, changes.len(), "every change finds its place once");
    run
}

const GUARANTEES: &str = "guarantees:\n";

#[test]
fn a_sound_set_holds_all_guarantees() {
    assert_snapshot!(check(&[]).transcript());
}

#[test]
fn a_sound_set_in_json() {
    assert_snapshot!(treatfit("check --format json").tea().transcript());
}

#[test]
fn a_deleted_safety_rule_breaks_a_guarantee() {
    let rule = "  - id: no-herbs
    level: exclude
    treatments: [herbal]
    when: {reactions: [mint, chamomile]}
    because: Herbal teas often have mint or chamomile in them.
    do: Read what is in the box, and taste a spoonful first.
    sources: [T1]
";
    assert_snapshot!(check(&[(rule, "")]).transcript());
}

#[test]
fn a_limit_set_too_high_breaks_a_guarantee() {
    let guarantee = "guarantees:
  - {id: many-cups-need-a-friend, when: {cups: {at_least: 13}}, then: {at_least: needs_clearance}}
";
    let limit = (
        "many-cups: {cups: {above: 12}}",
        "many-cups: {cups: {above: 20}}",
    );
    assert_snapshot!(check(&[(GUARANTEES, guarantee), limit]).transcript());
}

#[test]
fn all_instead_of_any_breaks_a_guarantee() {
    let any = "{any: [{drinks_tea: unknown}, {cups: unknown}]}";
    let all = "{all: [{drinks_tea: unknown}, {cups: unknown}]}";
    assert_snapshot!(check(&[(any, all)]).transcript());
}

#[test]
fn a_hidden_follow_up_is_found() {
    let guarantee = "guarantees:
  - id: many-cups-need-a-friend
    when: {drinks_tea: yes, cups: {at_least: 13}}
    then: {at_least: needs_clearance}
";
    let hidden = ("when: {drinks_tea: yes}\n", "when: {drinks_tea: unknown}\n");
    assert_snapshot!(check(&[(GUARANTEES, guarantee), hidden]).transcript());
}

#[test]
fn an_option_that_no_rule_reads_is_remarked() {
    let tannin = "      tannin: Strong, bitter tea\n";
    let ginger = "      tannin: Strong, bitter tea\n      ginger: Ginger\n";
    assert_snapshot!(check(&[(tannin, ginger)]).transcript());
}

#[test]
fn points_that_decide_alone_break_a_guarantee() {
    let guarantee = "guarantees:
  - id: milk-never-decides-alone
    when: {time: now, likes: sweet, not: {likes: [fresh, strong, flowery]}}
    then: {suggests: []}
";
    let points = ("points: {black: 1}", "points: {black: 2}");
    assert_snapshot!(check(&[(GUARANTEES, guarantee), points]).transcript());
}

#[test]
fn a_possible_guarantee_that_never_happens_is_impossible() {
    let guarantee = "guarantees:
  - {id: burning-and-green, possible: {status: emergency, suggests: [green]}}
";
    assert_snapshot!(check(&[(GUARANTEES, guarantee)]).transcript());
}

#[test]
fn nothing_is_proved_beyond_the_budget() {
    assert_snapshot!(treatfit("check --budget 500").tea().transcript());
    assert_snapshot!(
        treatfit("check --budget 500 --format json")
            .tea()
            .transcript()
    );
}

/// One rule adds the crisis lines, the other puts the emergency number before them.
#[test]
fn two_emergencies_on_one_condition_both_matter() {
    let rule = "  - id: kettle-burns\n";
    let other = "  - id: kettle-frightens
    level: emergency
    when: {smoke: yes}
    because: A kettle that smokes is frightening.
    do: Talk to somebody.
    crisis_lines: true
    sources: [T3]
";
    let said = check(&[(rule, &format!("{other}{rule}"))]).run();
    let remarks = said.stdout();
    assert!(!remarks.contains("never changes a result"), "{remarks}");
}
