//! `test`: runs the scenarios of a set, and measures how much they would notice.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::options::{ListFormat, load_from};
use super::output;
use crate::engine::{Miss, decide, misses};
use crate::error::{Error, Kind};
use crate::set::QuestionSet;
use crate::set::model::Scenario;
use crate::terminal::ColorChoice;
use crate::words::count::Count;
use crate::words::scenario::miss;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// A folder with a question set; the built-in ketamine set if left out
    set: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
}

pub(super) fn run(options: &Options, color: ColorChoice) -> Result<(), Error> {
    let set = load_from(options.set.as_deref(), color)?;
    let results: Vec<Tested<'_>> = set.scenarios.values().map(|it| tested(&set, it)).collect();
    match options.format {
        ListFormat::Text => output::print(&text(&set, &results))?,
        ListFormat::Json => output::print_json(&json(&set, &results))?,
    }
    if results.iter().all(|tested| tested.misses.is_empty()) {
        Ok(())
    } else {
        Err(Error::told(Kind::Refused))
    }
}

/// A scenario and everything in which its outcome differs from what it expects.
struct Tested<'a> {
    scenario: &'a Scenario,
    misses: Vec<Miss>,
}

fn tested<'a>(set: &QuestionSet, scenario: &'a Scenario) -> Tested<'a> {
    // A checked set holds complete scenarios only.
    let misses = decide(set, &scenario.answers)
        .map(|outcome| misses(&scenario.expect, &outcome))
        .unwrap_or_default();
    Tested { scenario, misses }
}

fn text(set: &QuestionSet, results: &[Tested<'_>]) -> String {
    let mut out = String::new();
    for Tested { scenario, misses } in results.iter().filter(|tested| !tested.misses.is_empty()) {
        out.push_str(&format!(
            "failed: {} ({}:{})\n",
            scenario.name, scenario.file, scenario.line
        ));
        for one in misses {
            out.push_str(&format!("  - {}\n", miss(set, one)));
        }
    }
    let failed = results
        .iter()
        .filter(|tested| !tested.misses.is_empty())
        .count();
    out.push_str(&format!(
        "{}: {} passed, {failed} failed\n",
        Count(results.len(), "scenario"),
        results.len() - failed
    ));
    out
}

fn json(set: &QuestionSet, results: &[Tested<'_>]) -> Value {
    let scenarios: Vec<Value> = results
        .iter()
        .map(|Tested { scenario, misses }| {
            json!({
                "id": scenario.name,
                "file": scenario.file,
                "line": scenario.line,
                "passed": misses.is_empty(),
                "misses": misses.iter().map(|one| miss(set, one)).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({ "set": set.name, "version": set.version, "digest": set.digest, "scenarios": scenarios })
}
