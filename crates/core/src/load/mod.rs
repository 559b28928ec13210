//! Loads question sets: turns the YAML files of a set into a checked model, or into all problems at
//! once.
//!
//! [`Files`] holds the files in memory. Each is parsed twice: by `tree` into a tree that knows
//! lines and columns and enforces limits, and by serde into the `raw` structs. `shape` compares a
//! file with the `format` if serde cannot read it. `resolve` turns the raw structs into the
//! [`model`](crate::model); for the position of a problem it looks up the tree. The sentences of
//! problems are in `messages`, and [`render()`] draws them under the author's line.
//!
//! The module also reads answers files ([`read_answers`]), writes scenarios ([`scenario_yaml`]) and
//! makes the JSON Schema of a set ([`json_schema`]).

mod answers_file;
mod check_slots;
mod fast_path;
mod files;
mod format;
mod json_surrogates;
mod messages;
mod problem;
mod raw;
mod render;
mod resolve;
mod scenario_inheritance;
mod scenario_yaml;
mod schema;
mod shape;
mod texts;
mod tree;

pub use answers_file::{
    AnswersFile, FittingAnswers, LARGEST_ANSWERS, read_answers, read_fitting_answers,
    read_unfinished_answers,
};
pub use files::{Files, HEAD, normalize_text};
pub use messages::unknown;
pub use problem::{Message, Problem, Severity};
pub use render::render;
pub use scenario_inheritance::{inherited_answers, is_exact};
pub use scenario_yaml::scenario_yaml;
pub use schema::json_schema;
use serde::de::DeserializeOwned;
pub use texts::{begins_with_place, control_character};

use crate::load::format::Object;
use crate::load::problem::Problems;
use crate::load::resolve::{HeadFile, PartFile};
use crate::load::tree::{Mark, Node, Spot, Value};
use crate::model::QuestionSet;

/// A set without errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The set.
    pub set: QuestionSet,
    /// The warnings: problems that do not prevent the use of the set.
    pub warnings: Vec<Problem>,
}

/// Loads and checks a question set, scenarios included.
///
/// # Errors
/// If the set has an error, returns every problem found, warnings included, in the order of its
/// files: `set.yaml`, the section files in the order they are asked, the other files, the
/// scenarios. If an error prevented later checks, [`Problem::hides_more`] is set.
///
/// # Examples
///
/// ```
/// # use treatfit_core::load::{Files, load, render};
/// # fn main() -> Result<(), Vec<treatfit_core::load::Problem>> {
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-21}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
/// #   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody who was there.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: To find a safe walk.}
/// # sources: [{id: map, title: A map, seen: read}]
/// # questions:
/// #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
/// # rules:
/// #   - id: icy
/// #     level: exclude
/// #     treatments: [hill]
/// #     when: {ice: [yes, unknown]}
/// #     because: The hill is slippery.
/// #     do: Stay off the hill.
/// #     sources: [map]
/// #   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
/// #   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
/// # ";
/// // `head` is the text of `set.yaml`, `section` that of a section file.
/// let files = Files::from_texts([
///     ("set.yaml".to_owned(), head.to_owned()),
///     ("walk.yaml".to_owned(), section.to_owned()),
/// ]);
/// let loaded = load(&files)?;
/// assert_eq!(loaded.set.questions.len(), 2);
/// assert_eq!(loaded.warnings, []);
///
/// // A faulty set gives all its problems, each with its file, line and column.
/// let faulty = Files::from_texts([("set.yaml".to_owned(), "formt: 1".to_owned())]);
/// if let Err(problems) = load(&faulty) {
///     assert!(problems.iter().all(|problem| problem.line == 1));
///     print!("{}", render(&problems, &faulty, false));
/// }
/// # assert!(load(&faulty).is_err());
/// # Ok(())
/// # }
/// ```
pub fn load(files: &Files) -> Result<Loaded, Vec<Problem>> {
    load_files(files, |_| true)
}

/// Loads and checks a question set without the files in the folder `scenarios`. The result is all
/// that asking and deciding need. Scenarios are half of a well-tested set, so this takes half the
/// time.
///
/// A file in that folder that seems to hold anything but scenarios is read all the same, and
/// reported. For [`Files::assume_checked`] files, positions are not tracked, which halves the time
/// again.
///
/// # Errors
/// Returns the same problems as [`load`], except those of the files that are left out.
pub fn load_to_ask(files: &Files) -> Result<Loaded, Vec<Problem>> {
    if let Some(set) = fast_path::read(files) {
        return Ok(Loaded {
            set,
            warnings: Vec::new(),
        });
    }
    load_files(files, |name| {
        !is_scenario_file(name)
            || files
                .text(name)
                .is_none_or(|text| !holds_only_scenarios(text))
    })
}

/// Returns whether a file is in the folder `scenarios`, the only subfolder of a set.
fn is_scenario_file(name: &str) -> bool {
    name.contains('/')
}

/// Returns whether a file surely holds nothing but scenarios: no line starts with another key. May
/// return false for such a file; it is then read.
fn holds_only_scenarios(text: &str) -> bool {
    text.lines().all(|line| {
        line.starts_with([' ', '#', '-']) || matches!(line.trim_end(), "" | "scenarios:")
    })
}

fn load_files(files: &Files, wanted: impl Fn(&str) -> bool) -> Result<Loaded, Vec<Problem>> {
    let mut report = Problems::default();
    let head = files
        .text(HEAD)
        .and_then(|text| tree::read(HEAD, text, &mut report));
    let mut order = order(files, &sections(head.as_ref()));
    order.retain(|name| wanted(name));
    let set = read(files, &order, head.as_ref(), &mut report);
    match set {
        Some(set) if !report.has_errors() => Ok(Loaded {
            set,
            warnings: report.sorted(&order),
        }),
        set => {
            if set.is_none() {
                report.stop();
            }
            Err(report.sorted(&order))
        }
    }
}

fn read(
    files: &Files,
    order: &[&str],
    head: Option<&Node<'_>>,
    report: &mut Problems,
) -> Option<QuestionSet> {
    let Some(text) = files.text(HEAD) else {
        report.error(Mark::start(HEAD), messages::no_head_file());
        return None;
    };
    let raw = head.and_then(|tree| parse(HEAD, text, tree, &format::HEAD, report));
    let trees: Vec<(&str, &str, Option<Node<'_>>)> = order
        .iter()
        .filter(|name| **name != HEAD)
        .filter_map(|name| Some((*name, files.text(name)?)))
        .map(|(name, text)| (name, text, tree::read(name, text, report)))
        .collect();
    let mut parts = Vec::with_capacity(trees.len());
    for (name, text, tree) in &trees {
        if let Some(tree) = tree
            && let Some(raw) = parse(name, text, tree, &format::PART, report)
        {
            let root = Spot::root(name, tree);
            parts.push(PartFile { root, raw });
        }
    }
    // References can only be resolved once every file could be read.
    if parts.len() < trees.len() {
        return None;
    }
    let head = HeadFile {
        root: Spot::root(HEAD, head?),
        raw: raw?,
    };
    resolve::resolve(&head, &parts, files.digest(), report)
}

/// Parses a file with serde. If that fails, reports every problem of shape, or at least where serde
/// stopped.
fn parse<T: DeserializeOwned>(
    name: &str,
    text: &str,
    tree: &Node<'_>,
    object: &Object,
    report: &mut Problems,
) -> Option<T> {
    // An empty file counts as a mapping without keys.
    let text = if tree.is_blank() { "{}" } else { text };
    let error = match serde_yaml::from_str(text) {
        Ok(raw) => return Some(raw),
        Err(error) => error,
    };
    let before = report.errors();
    shape::check(Spot::root(name, tree), object, report);
    if report.errors() == before {
        let mut mark = Mark::start(name);
        if let Some(place) = error.location() {
            (mark.line, mark.column) = (place.line(), place.column());
        }
        report.error(mark, messages::misshapen());
    }
    None
}

/// Returns the section ids that `set.yaml` lists, as far as it can be read.
fn sections<'n>(head: Option<&'n Node<'_>>) -> Vec<&'n str> {
    let list = head.and_then(|head| head.get("sections"));
    let Some((
        _,
        Node {
            value: Value::List(items),
            ..
        },
    )) = list
    else {
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| match &item.value {
            Value::Scalar { text, .. } => Some(text.as_ref()),
            _ => None,
        })
        .collect()
}

/// Returns the file names in the order of the set: `set.yaml`, sections as asked, others,
/// scenarios.
fn order<'f>(files: &'f Files, sections: &[&str]) -> Vec<&'f str> {
    let section = |name: &str| {
        let id = name.strip_suffix(".yaml")?;
        sections.iter().position(|section| *section == id)
    };
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name).collect();
    names.sort_by_cached_key(|name| {
        (
            *name != HEAD,
            is_scenario_file(name),
            section(name).unwrap_or(usize::MAX),
            *name,
        )
    });
    names
}
