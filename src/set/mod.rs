//! Question sets: from a folder of YAML to a checked model, or to every problem at once.

pub mod answers;
pub mod expectation;
pub mod files;
mod marked;
pub mod model;
pub mod options;
pub mod problem;
mod raw;
mod resolve;
pub mod table;

use serde::de::DeserializeOwned;

use crate::words::set as words;
use files::{Files, HEAD};
use marked::{Mark, Node, Spot};
pub use model::QuestionSet;
use problem::{Problem, Report};
use resolve::{Head, Part};

/// A set that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The set.
    pub set: QuestionSet,
    /// What its author should look at.
    pub warnings: Vec<Problem>,
}

/// Reads and checks a set.
///
/// # Errors
/// Every problem of the set, warnings included, in the order of its files: `set.yaml`, the section
/// files as they are asked, the other files, the scenarios.
pub fn load(files: &Files) -> Result<Loaded, Vec<Problem>> {
    let mut report = Report::default();
    let set = read(files, &mut report);
    let order = order(files);
    let place = |problem: &Problem| order.iter().position(|name| *name == problem.file);
    report
        .problems
        .sort_by_key(|problem| (place(problem), problem.line, problem.column));
    match set {
        Some(set) if !report.has_errors() => Ok(Loaded {
            set,
            warnings: report.problems,
        }),
        _ => Err(report.problems),
    }
}

fn read(files: &Files, report: &mut Report) -> Option<QuestionSet> {
    let Some(text) = files.text(HEAD) else {
        report.error(Mark::start(HEAD), words::no_head_file());
        return None;
    };
    let head_tree = marked::read(HEAD, text, report);
    let head_raw = head_tree
        .as_ref()
        .and_then(|tree| parse(HEAD, text, tree, report));
    let names = order(files);
    let trees: Vec<(&str, &str, Option<Node<'_>>)> = names
        .iter()
        .filter(|name| **name != HEAD)
        .filter_map(|name| Some((*name, files.text(name)?)))
        .map(|(name, text)| (name, text, marked::read(name, text, report)))
        .collect();
    let mut parts = Vec::with_capacity(trees.len());
    for (name, text, tree) in &trees {
        if let Some(tree) = tree
            && let Some(raw) = parse(name, text, tree, report)
        {
            let root = Spot::root(name, tree);
            parts.push(Part { root, raw });
        }
    }
    // Meaning can only be judged once every file has its shape.
    if parts.len() < trees.len() {
        return None;
    }
    let head = Head {
        root: Spot::root(HEAD, head_tree.as_ref()?),
        raw: head_raw?,
    };
    Some(resolve::resolve(&head, &parts, files.digest(), report))
}

fn parse<T: DeserializeOwned>(
    name: &str,
    text: &str,
    tree: &Node<'_>,
    report: &mut Report,
) -> Option<T> {
    let _ = tree;
    match serde_yaml::from_str(text) {
        Ok(raw) => Some(raw),
        Err(error) => {
            let mut mark = Mark::start(name);
            if let Some(place) = error.location() {
                (mark.line, mark.column) = (place.line(), place.column());
            }
            report.error(mark, words::misshapen(&error.to_string()));
            None
        }
    }
}

/// The files in the order of the set.
fn order(files: &Files) -> Vec<&str> {
    let sections = files.text(HEAD).map(section_names).unwrap_or_default();
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name).collect();
    let section = |name: &str| {
        let id = name.strip_suffix(".yaml")?;
        sections.iter().position(|section| section == id)
    };
    names.sort_by_key(|name| {
        (
            *name != HEAD,
            name.contains('/'),
            section(name).unwrap_or(usize::MAX),
            *name,
        )
    });
    names
}

/// The sections `set.yaml` lists, as far as it can be read at all.
fn section_names(text: &str) -> Vec<String> {
    let mut report = Report::default();
    let Some(tree) = marked::read(HEAD, text, &mut report) else {
        return Vec::new();
    };
    let Some((_, list)) = tree.get("sections") else {
        return Vec::new();
    };
    match &list.value {
        marked::Value::List(items) => items
            .iter()
            .filter_map(|item| match &item.value {
                marked::Value::Scalar { text, .. } => Some(text.to_string()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
