//! Rules for source files: at most 500 lines, and a first line that states the purpose.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::path::{Path, PathBuf};

use common::repository;

/// The largest number of lines of a source file.
const MOST_LINES: usize = 500;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_source_file_is_short_and_states_its_purpose() {
    let mut found = Vec::new();
    let folders = ["src", "crates"].map(|folder| sources(&repository(folder)));
    for path in folders.concat() {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(repository("")).unwrap().display();
        let lines = text.lines().count();
        if lines > MOST_LINES {
            found.push(format!("{name} has {lines} lines: split it by subject"));
        }
        if !text.starts_with("//! ") {
            found.push(format!(
                "{name} does not say in its first line what it is for"
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
