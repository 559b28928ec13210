//! The short way to the set in the binary.
//!
//! Tests have loaded these very files, so nobody will ask for the place of a problem. Without the
//! marked tree, reading them takes half the time: this is what a person waits for before the first
//! question.

use crate::load::files::{Files, HEAD};
use crate::load::problem::Problems;
use crate::load::raw::RawHead;
use crate::load::resolve::{HeadFile, PartFile, resolve};
use crate::load::tree::{Node, Spot};
use crate::load::{is_scenario_file, order};
use crate::model::QuestionSet;

/// The embedded set without its scenarios. `None` if these are other files, or if something is
/// wrong after all.
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
