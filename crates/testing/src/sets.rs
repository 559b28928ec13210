//! Reads and loads the question sets of this repository. All functions panic if that fails.

use std::fs;
use std::path::{Path, PathBuf};

use treatfit_core::load::{Files, load};
use treatfit_core::model::QuestionSet;

/// Returns the absolute path of a path in the repository, such as `tests/sets/tea`.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// Reads the files of a question set, scenarios included. `folder` is relative to the repository.
pub fn files(folder: &str) -> Files {
    let root = repository(folder);
    let mut texts = Vec::new();
    for inner in ["", "scenarios/"] {
        let Ok(entries) = fs::read_dir(root.join(inner)) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.file_name().unwrap().to_str().unwrap();
                texts.push((format!("{inner}{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    Files::from_texts(texts).in_folder(folder)
}

/// Reads the files of the shipped set.
pub fn shipped_files() -> Files {
    files("questions/ketamine")
}

/// Loads the shipped set, with its scenarios.
pub fn shipped() -> QuestionSet {
    load(&shipped_files()).unwrap().set
}

/// Loads a set of `tests/sets` by its folder name, such as `tea`.
pub fn small(name: &str) -> QuestionSet {
    load(&files(&format!("tests/sets/{name}"))).unwrap().set
}
