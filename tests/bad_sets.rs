//! Loads each faulty set in `tests/bad-sets`, which have one fault each, and compares the messages
//! with its `expected.txt`.
//!
//! `UPDATE_EXPECTED=1 cargo test --test bad_sets` rewrites these files; review them in the diff.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::fs;
use std::path::Path;

use treatfit::folder;
use treatfit_core::load;

/// Returns the problems and errors of a set as a person reads them.
fn messages(folder: &str) -> String {
    match folder::read(Path::new(folder)) {
        Ok(files) => match load::load(&files) {
            Ok(loaded) => load::render(&loaded.warnings, &files, false),
            Err(problems) => load::render(&problems, &files, false),
        },
        Err(error) => format!("{error}\n{}\n", error.hints.join("\n")),
    }
}

#[test]
fn every_bad_set_gives_its_expected_message() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    let mut folders: Vec<String> = fs::read_dir("tests/bad-sets")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    assert!(folders.len() > 100);
    for name in folders {
        let folder = format!("tests/bad-sets/{name}");
        let said = messages(&folder);
        let expected = format!("{folder}/expected.txt");
        if update {
            fs::write(&expected, &said).unwrap();
        }
        let expected = fs::read_to_string(&expected)
            .unwrap_or_else(|_| "nothing: expected.txt is missing".to_owned());
        if said.trim().is_empty() || said != expected {
            wrong.push(format!(
                "{name}\n--- expected\n{expected}\n--- said\n{said}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
