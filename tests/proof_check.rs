//! What `check` says of small sets, whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::path::Path;

use insta::assert_snapshot;
use treatfit::proof::{self, BUDGET, Check};
use treatfit::set::files::Files;
use treatfit::set::{self, QuestionSet};

/// The tea set, with some of its text replaced.
fn tea(changes: &[(&str, &str)]) -> QuestionSet {
    let files = Files::from_folder(Path::new("tests/sets/tea")).unwrap();
    let edited = |text: &str| {
        changes
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    };
    for (old, _) in changes {
        assert!(files.iter().any(|(_, text)| text.contains(old)), "{old}");
    }
    // The scenarios may not fit a changed set, and no proof needs them.
    let texts = files
        .iter()
        .filter(|(name, _)| !name.starts_with("scenarios/"));
    let texts = texts.map(|(name, text)| (name.to_owned(), edited(text)));
    set::load(&Files::from_texts(texts)).unwrap().set
}

fn said(changes: &[(&str, &str)]) -> String {
    let set = tea(changes);
    proof::text(&set, &Check::of(&set, BUDGET).unwrap())
}

#[test]
fn a_sound_set() {
    assert_snapshot!(said(&[]));
}

#[test]
fn a_sound_set_as_json() {
    let set = tea(&[]);
    let check = Check::of(&set, BUDGET).unwrap();
    assert_snapshot!(format!("{:#}", proof::json(&set, &check)));
}

/// What is said of a set that does not keep its guarantees, up to the results.
fn broken(changes: &[(&str, &str)]) -> String {
    let said = said(changes);
    said[..said.find("\nAnswer sets by result").unwrap()].to_owned()
}

const GUARANTEES: &str = "guarantees:\n";

#[test]
fn a_safety_rule_deleted() {
    let rule = "  - id: no-herbs
    level: exclude
    treatments: [herbal]
    when: {reactions: [mint, chamomile]}
    because: Herbal teas often have mint or chamomile in them.
    do: Read what is in the box, and taste a spoonful first.
    sources: [T1]
";
    assert_snapshot!(broken(&[(rule, "")]));
}

#[test]
fn a_limit_too_high() {
    let guarantee = "guarantees:
  - {id: many-cups-need-a-friend, when: {cups: {at_least: 13}}, then: {at_least: needs_clearance}}
";
    let limit = (
        "many-cups: {cups: {above: 12}}",
        "many-cups: {cups: {above: 20}}",
    );
    assert_snapshot!(broken(&[(GUARANTEES, guarantee), limit]));
}

#[test]
fn any_written_as_all() {
    let right = "{any: [{drinks_tea: unknown}, {cups: unknown}]}";
    let wrong = "{all: [{drinks_tea: unknown}, {cups: unknown}]}";
    assert_snapshot!(broken(&[(right, wrong)]));
}

#[test]
fn a_follow_up_that_is_hidden() {
    let guarantee = "guarantees:
  - {id: many-cups-need-a-friend, when: {drinks_tea: yes, cups: {at_least: 13}}, then: {at_least: needs_clearance}}
";
    let hidden = (
        "when: {drinks_tea: yes}\n\n",
        "when: {drinks_tea: unknown}\n\n",
    );
    assert_snapshot!(broken(&[(GUARANTEES, guarantee), hidden]));
}

#[test]
fn an_option_that_no_rule_reads() {
    let added = (
        "      tannin: Strong, bitter tea\n",
        "      tannin: Strong, bitter tea\n      ginger: Ginger\n",
    );
    let said = said(&[added]);
    assert_snapshot!(said[said.find("Worth a look").unwrap()..].to_owned());
}

#[test]
fn points_that_decide_alone() {
    let guarantee = "guarantees:
  - id: milk-never-decides-alone
    when: {time: now, likes: sweet, not: {likes: [fresh, strong, flowery]}}
    then: {suggests: []}
";
    assert_snapshot!(broken(&[
        (GUARANTEES, guarantee),
        ("points: {black: 1}", "points: {black: 2}")
    ]));
}

#[test]
fn what_can_never_happen() {
    let guarantee = "guarantees:
  - {id: burning-and-green, possible: {status: emergency, suggests: [green]}}
";
    assert_snapshot!(broken(&[(GUARANTEES, guarantee)]));
}

#[test]
fn too_large_for_the_budget() {
    let set = tea(&[]);
    assert_snapshot!(Check::of(&set, 500).unwrap_err(), @"not proved: 500 nodes");
}
