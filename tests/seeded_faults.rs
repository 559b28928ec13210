//! Typical mistakes of an author in the built-in set: `check` finds each and shows a
//! counterexample.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;

use common::{repository, treatfit};
use insta::assert_snapshot;

/// Returns the output of `check` on the built-in set with a text replaced. The scenarios are left
/// out: they would catch most mistakes first, and no proof needs them.
fn check(from: &str, to: &str) -> String {
    let mut run = treatfit("check ketamine");
    let mut replaced = 0;
    for file in fs::read_dir(repository("questions/ketamine")).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(&path).unwrap();
            replaced += text.matches(from).count();
            let name = path.file_name().unwrap().to_str().unwrap();
            run = run.file(&format!("ketamine/{name}"), text.replace(from, to));
        }
    }
    assert_eq!(replaced, 1, "the slip finds its place once");
    run.transcript()
}

#[test]
fn a_safety_rule_deleted() {
    let rule = "  - id: brain-bleed
    level: exclude
    when: {stroke_history: bleed}
    because: Labels say no after any bleed in the brain, because ketamine raises blood pressure.
    do: Talk with your brain or stroke doctor about other treatments.
    do_client: The client should talk with their brain or stroke doctor about other treatments.
    clear_with: a brain or stroke doctor
    sources: [L1, L5, L6]
";
    assert_snapshot!(check(rule, ""));
}

#[test]
fn a_limit_of_160_written_as_170() {
    let limit = "bp-160-or-more: {any: [{systolic: {at_least: 160}}";
    assert_snapshot!(check(limit, &limit.replace(": 160", ": 170")));
}

#[test]
fn any_written_as_all() {
    assert_snapshot!(check("bp-160-or-more: {any:", "bp-160-or-more: {all:"));
}

#[test]
fn a_follow_up_that_is_hidden_from_some() {
    let asked =
        "when: {heart_brain: [heart_event, chest_pain, heart_failure, rhythm, other_heart]}";
    let hidden = asked.replace(" heart_failure,", "");
    assert_snapshot!(check(asked, &hidden));
}

#[test]
fn an_option_that_no_rule_reads() {
    let options = "      liver: ";
    let more = format!("      spleen: A disease of the spleen\n{options}");
    assert_snapshot!(check(options, &more));
}

#[test]
fn points_that_let_urgency_decide_alone() {
    let beside_a_wish = "    points: {iv: 1}
    when: {urgency: days, is: wish-for-iv, not: {is: both-in-turn}}";
    let alone = "    points: {iv: 3}
    when: {urgency: days, not: {is: both-in-turn}}";
    assert_snapshot!(check(beside_a_wish, alone));
}
