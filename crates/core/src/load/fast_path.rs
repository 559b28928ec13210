//! Fast path for files marked by [`Files::assume_checked`], such as the embedded set.
//!
//! Tests have loaded the same files, so positions of problems are not needed. Without the tree that
//! tracks them, loading takes half the time, and this is the time a person waits for the first
//! question.

use crate::load::files::{Files, HEAD};
use crate::load::problem::Problems;
use crate::load::raw::RawHead;
use crate::load::resolve::{HeadFile, PartFile, resolve};
use crate::load::tree::{Node, Spot};
use crate::load::{is_scenario_file, order};
use crate::model::QuestionSet;

/// Loads a set without its scenarios and without tracking positions. Returns `None` if the files
/// are not marked as checked or if they have any problem after all.
pub(super) fn read(files: &Files) -> Option<QuestionSet> {
    if !files.are_checked() {
        return None;
    }
    let nowhere = Node::nothing();
    let raw: RawHead = serde_yaml::from_str(files.text(HEAD)?).ok()?;
    let sections: Vec<&str> = raw.sections.iter().map(String::as_str).collect();
    let mut parts = Vec::new();
    for name in order(files, &sections) {
        if name != HEAD && !is_scenario_file(name) {
            parts.push(PartFile {
                root: Spot::root(name, &nowhere),
                raw: serde_yaml::from_str(files.text(name)?).ok()?,
            });
        }
    }
    let head = HeadFile {
        root: Spot::root(HEAD, &nowhere),
        raw,
    };
    let mut report = Problems::default();
    let set = resolve(&head, &parts, files.digest(), &mut report)?;
    report.sorted(&[]).is_empty().then_some(set)
}
