//! The short way to the set in the binary.
//!
//! Tests have loaded these very files, so nobody will ask for the place of a problem. Without the
//! marked tree, reading them takes half the time: this is what a person waits for before the first
//! question.

use super::files::{Files, HEAD};
use super::marked::{Node, Spot};
use super::model::QuestionSet;
use super::problem::Report;
use super::raw::RawHead;
use super::resolve::{Head, Part, resolve};
use super::{is_scenario_file, order};

/// The embedded set without its scenarios. `None` if these are other files, or if something is
/// wrong after all.
pub(super) fn read(files: &Files) -> Option<QuestionSet> {
    if !files.are_embedded() {
        return None;
    }
    let nowhere = Node::nothing();
    let raw: RawHead = serde_yaml::from_str(files.text(HEAD)?).ok()?;
    let sections: Vec<&str> = raw.sections.iter().map(String::as_str).collect();
    let mut parts = Vec::new();
    for name in order(files, &sections) {
        if name != HEAD && !is_scenario_file(name) {
            parts.push(Part {
                root: Spot::root(name, &nowhere),
                raw: serde_yaml::from_str(files.text(name)?).ok()?,
            });
        }
    }
    let head = Head {
        root: Spot::root(HEAD, &nowhere),
        raw,
    };
    let mut report = Report::default();
    let set = resolve(&head, &parts, files.digest(), &mut report)?;
    report.sorted(&[]).is_empty().then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::set::{load, load_to_ask};

    #[test]
    fn the_short_way_leads_to_the_same_set() {
        let files = Files::embedded();
        let short = read(&files).unwrap();
        let mut long = load(&files).unwrap().set;
        long.scenarios = short.scenarios.clone();
        assert_eq!(short, long);
        assert_eq!(load_to_ask(&files).unwrap().set, short);
    }

    #[test]
    fn other_files_go_the_long_way() {
        let files = Files::embedded();
        let texts = files
            .iter()
            .map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(read(&Files::from_texts(texts)), None);
    }
}
