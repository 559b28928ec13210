//! `diff` on emergencies, private rules, and numbers to call.

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

/// Replaces texts in a set; each must occur exactly once.
fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text
}

/// Runs `diff` between two changed copies of the `peak` set.
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

/// Returns changes that move the question about age behind the emergency that ends the interview.
fn age_later() -> [(&'static str, String); 2] {
    [(AGE, String::new()), (COMPANY, format!("{AGE}{COMPANY}"))]
}

/// Returns the transcript for these changes, with the question about age moved as in [`age_later`].
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
fn a_question_moved_behind_the_emergency_alone_loses_nothing() {
    assert_snapshot!(with_age_later(&[]));
}

/// The new interview ends before it makes the finding. That is not refused, and the output does not
/// claim that every finding is kept.
#[test]
fn a_finding_skipped_by_an_earlier_emergency() {
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

#[test]
fn a_score_given_for_fewer_answers() {
    // No rule reads the score; what changes is the named condition in its `when`.
    assert_snapshot!(peak(&[(
        "tried: {legs: [stiff, numb]}",
        "tried: {legs: numb}"
    )]));
}

#[test]
fn a_score_whose_question_is_asked_for_fewer_answers() {
    let steps = "many: Many}\n";
    let hidden = "many: Many}\n    when: {company: no}\n";
    assert_snapshot!(peak(&[(steps, hidden)]));
}

const GUIDES: &str = "      - {name: The guides, contact: Call 200, hours: by day}\n";

#[test]
fn a_lost_crisis_line_is_refused() {
    let changes = [
        (GUIDES, ""),
        ("emergency: \"112\"", "emergency: \"113\""),
        ("contact: Call 100", "contact: Call 101"),
        ("Call now.", "Rest a little."),
    ];
    assert_snapshot!(peak(&changes));
}

#[test]
fn changed_numbers_are_listed_but_not_refused() {
    // A renamed line is not a lost line.
    let changes = [
        ("emergency: \"112\"", "emergency: \"113\""),
        ("name: The guides", "name: The guides of the valley"),
        ("Is the path open?", "Is the path dry?"),
        ("Nobody has to climb.", "Nobody need climb."),
    ];
    assert_snapshot!(peak(&changes));
}

const REGION: &str = "checked_on: \"2026-11-21\"
    fallback: true
    sources: [P1]
";

#[test]
fn regions_in_json() {
    let other = "  - id: coast
    name: The coast
    emergency: \"110\"
    lines: [{name: The pier, contact: Call 300}]
    checked_on: \"2026-11-21\"
    sources: [P1]
";
    let with_other = format!("{REGION}{other}");
    let elsewhere = with_other.replace("    fallback: true\n", "") + "    fallback: true\n";
    let more = [
        (REGION, elsewhere.as_str()),
        ("The hut", "A hut"),
        ("contact: Call 100", "contact: Call 101"),
    ];
    let ran = between("--deny less-cautious --format json", &more, &[]);
    let schema = treatfit("schema --difference").run().stdout();
    let schema = serde_json::from_str(&schema).unwrap();
    let written: serde_json::Value = serde_json::from_str(&ran.stdout()).unwrap();
    assert!(jsonschema::is_valid(&schema, &written));
    assert_eq!(ran.code(), 6);
    let regions = serde_json::to_string_pretty(&written["regions"]).unwrap();
    assert_snapshot!(format!("{regions}\n{}", ran.stderr()));
}

#[test]
fn a_stricter_limit_is_more_cautious_only() {
    // An exclusion replaces a clearance, also for answer sets whose status stays the same.
    let mut run = treatfit("diff built-in tighter --deny less-cautious");
    let (from, to) = (
        "160-or-more: {any: [{systolic: {at_least: 160}}",
        "{at_least: 155}}",
    );
    for entry in fs::read_dir(repository("questions/ketamine")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.replace(from, &from.replace("{at_least: 160}}", to));
            let name = path.file_name().unwrap().to_str().unwrap();
            run = run.file(&format!("tighter/{name}"), text);
        }
    }
    let ran = run.run();
    assert_eq!(ran.code(), 0, "{}", ran.stderr());
    let said = ran.stdout();
    assert!(said.contains("more cautious"), "{said}");
    assert!(!said.contains("less cautious"), "{said}");
}
