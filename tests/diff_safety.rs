//! What `diff` says of emergencies, of what is kept private, and of whom to call.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::fs;

use common::{Ran, repository, treatfit};
use insta::assert_snapshot;

/// A set with some of its text replaced; each must be there once.
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}

/// `treatfit diff` between two changed copies of a small set.
fn between(options: &str, old: &[(&str, &str)], new: &[(&str, &str)]) -> Ran {
    let read = |name: &str| {
        let path = repository("tests/sets/peak").join(name);
        fs::read_to_string(path).unwrap()
    };
    let whole = format!("{}#{}", read("set.yaml"), read("peak.yaml"));
    let mut run = treatfit(&format!("diff {options}"))
        .argument("old", "old")
        .argument("new", "new");
    for (version, changes) in [("old", old), ("new", new)] {
        let whole = changed(&whole, changes);
        let (set, peak) = whole.rsplit_once("#section: {").unwrap();
        run = run.file(&format!("{version}/set.yaml"), set);
        run = run.file(
            &format!("{version}/peak.yaml"),
            format!("section: {{{peak}"),
        );
    }
    run.run()
}

fn peak(new: &[(&str, &str)]) -> String {
    between("--deny less-cautious", &[], new).transcript()
}

const AGE: &str = "  - id: age
    ask: How old are you?
    type: number
    min: 1
    max: 120
";
const COMPANY: &str = "  - id: company
    ask: Does somebody with you frighten you?
";
const FALL: &str = "  - id: fall-on-the-head
    level: emergency
    when: {now: fall}
    because: A fall on the head harms hours later.
    do: Say when it was.
    sources: [P1]
";
const CHEST: &str = "  - id: chest-pain
    level: note
    when: {now: chest}
    because: Cold air makes chest pain worse.
    do: Keep warm.
    sources: [P1]
";

/// The changes that ask for the age behind what ends the interview.
fn age_later() -> [(&'static str, String); 2] {
    [(AGE, String::new()), (COMPANY, format!("{AGE}{COMPANY}"))]
}

/// These changes, and the age asked behind what ends the interview.
fn with_age_later(changes: &[(&str, &str)]) -> String {
    let later = age_later();
    let later = later.iter().map(|(from, to)| (*from, to.as_str()));
    let all: Vec<_> = later.chain(changes.iter().copied()).collect();
    peak(&all)
}

#[test]
fn an_emergency_finding_lost_while_a_question_moves_behind_the_emergency() {
    assert_snapshot!(with_age_later(&[(FALL, "")]));
}

#[test]
fn a_note_lost_in_an_emergency() {
    assert_snapshot!(with_age_later(&[(CHEST, "")]));
}

#[test]
fn a_question_moved_behind_the_emergency_is_no_loss_by_itself() {
    assert_snapshot!(with_age_later(&[]));
}

/// Nothing is refused, and nothing is claimed that is not so.
#[test]
fn a_finding_that_an_earlier_emergency_leaves_unheard() {
    let company = format!("{COMPANY}    type: yes_no\n    declined: I would rather not say\n");
    let first = format!("questions:\n{company}");
    let old = [(company.as_str(), ""), ("questions:\n", first.as_str())];
    assert_snapshot!(between("--deny less-cautious", &old, &[]).transcript());
}

#[test]
fn a_rule_no_longer_private() {
    assert_snapshot!(peak(&[("    private: true\n", "")]));
}

#[test]
fn a_rule_made_private() {
    let rule = "    private: true\n";
    assert_snapshot!(between("--deny less-cautious", &[(rule, "")], &[]).transcript());
}

const GRAVE: &str = "    do: Call now.\n";
const LINES: &str = "    do: Call now.\n    crisis_lines: true\n";

#[test]
fn the_emergency_number_no_longer_first() {
    assert_snapshot!(peak(&[(FALL, ""), (GRAVE, LINES)]));
}

#[test]
fn crisis_lines_beside_an_emergency_without_them() {
    assert_snapshot!(peak(&[(GRAVE, LINES)]));
}
