//! What `diff` says of two versions of a set.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::{repository, treatfit};
use insta::assert_snapshot;
use tempfile::TempDir;

/// A copy of the tea set with one thing written otherwise in one file.
fn changed(file: &str, from: &str, to: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&repository("tests/sets/tea"), folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// `treatfit diff` from the tea set to a changed copy.
fn diff(options: &str, new: &TempDir) -> String {
    let ran = treatfit(&format!("diff {options}"))
        .argument(repository("tests/sets/tea"), "tea")
        .argument(new.path(), "changed")
        .run();
    ran.transcript()
}

#[test]
fn a_safety_rule_made_milder() {
    let new = changed(
        "habits.yaml",
        "when: {any: [{drinks_tea: unknown}, {cups: unknown}]}",
        "when: {drinks_tea: unknown}",
    );
    assert_snapshot!(diff("--deny less-cautious", &new));
}

#[test]
fn another_wording() {
    let new = changed(
        "habits.yaml",
        "Herbal teas often have mint or chamomile in them.",
        "Many herbal teas have mint or chamomile in them.",
    );
    assert_snapshot!(diff("--deny less-cautious", &new));
}

#[test]
fn a_budget_too_small() {
    let new = changed("habits.yaml", "above: 12", "above: 11");
    assert_snapshot!(diff("--budget 10", &new));
}
