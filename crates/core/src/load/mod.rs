//! Question sets: from a folder of YAML to a checked model, or to every problem at once.
//!
//! [`files`] reads the folder within limits. Each file is then read twice: by `marked` into a
//! tree that knows lines and columns and refuses what could blow up, and by serde into the `raw`
//! shape. `resolve` turns that into the [`model`](crate::model); where it finds a problem, it looks the place
//! up in the tree.

mod answers_file;
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
mod slots;
mod texts;
mod tree;
mod trusted;

pub use answers_file::{
    AnswersFile, FittingAnswers, LARGEST_ANSWERS, read_answers, read_fitting_answers,
    read_unfinished_answers,
};
pub use files::{Files, HEAD, normalize_text};
pub use messages::unknown;
pub use problem::{Message, Problem, Severity};
pub use render::render;
pub use scenario_inheritance::{fits, inherited_answers};
pub use scenario_yaml::scenario_yaml;
pub use schema::json_schema;
use serde::de::DeserializeOwned;
pub use texts::{begins_with_place, control_character};

use crate::load::format::Object;
use crate::load::messages as words;
use crate::load::problem::Problems;
use crate::load::resolve::{HeadFile, PartFile};
use crate::load::tree::{Mark, Node, Spot, Value};
pub use crate::model::QuestionSet;

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
    load_files(files, |_| true)
}

/// The same without the scenarios, which are half of a well-tested set: all that is needed to ask
/// and to decide, in half the time.
///
/// # Errors
/// As [`load`], but for the problems of files in the folder `scenarios`.
pub fn load_to_ask(files: &Files) -> Result<Loaded, Vec<Problem>> {
    if let Some(set) = trusted::read(files) {
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

/// Whether a file stands in the folder `scenarios`.
fn is_scenario_file(name: &str) -> bool {
    name.contains('/')
}

/// Whether nothing is lost with a file but scenarios: no line starts with another key. In doubt,
/// the file is read.
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
        report.error(Mark::start(HEAD), words::no_head_file());
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
    // Meaning can only be judged once every file has its shape.
    if parts.len() < trees.len() {
        return None;
    }
    let head = HeadFile {
        root: Spot::root(HEAD, head?),
        raw: raw?,
    };
    resolve::resolve(&head, &parts, files.digest(), report)
}

fn parse<T: DeserializeOwned>(
    name: &str,
    text: &str,
    tree: &Node<'_>,
    object: &Object,
    report: &mut Problems,
) -> Option<T> {
    // An empty file is one without any key.
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
        report.error(mark, words::misshapen());
    }
    None
}

/// The sections `set.yaml` lists, as far as it can be read.
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

/// The files in the order of the set.
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
