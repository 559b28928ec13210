//! `diff`: what changes between two versions of a set, for all answer sets.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::options::{ListFormat, load_from};
use super::output::{self, paragraph};
use crate::error::{Error, Kind};
use crate::proof::BUDGET;
use crate::proof::diff::{Cell, Difference, Direction, diff};
use crate::proof::guarantees::Example;
use crate::set::expectation::Expectation;
use crate::set::{QuestionSet, written};
use crate::terminal::{ColorChoice, Stream};
use crate::words::diff as words;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder of the old version; `built-in` is the set that comes with treatfit
    old: PathBuf,
    /// The folder of the new version; `built-in` is the set that comes with treatfit
    new: PathBuf,
    /// Exit with 6 where the new version does this
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// How to print the difference
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
    /// Give up past this many nodes of decision diagrams, claiming nothing
    #[arg(long, value_name = "NODES", default_value_t = BUDGET)]
    budget: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Any answer set has a less cautious result than before
    LessCautious,
}

pub(super) fn run(options: &Options, color: ColorChoice) -> Result<(), Error> {
    let load = |path: &PathBuf| {
        let folder = (path.as_os_str() != "built-in").then_some(path.as_path());
        load_from(folder, color)
    };
    let (old, new) = (load(&options.old)?, load(&options.new)?);
    let difference = diff(&old, &new, options.budget).map_err(|over| {
        Error::new(Kind::Refused, over.to_string())
            .hint("nothing is claimed; a larger `--budget` takes more memory")
    })?;
    match options.format {
        ListFormat::Text => {
            output::print(&text(&old, &new, &difference, Stream::Stdout.width()))?;
        }
        ListFormat::Json => output::print_json(&as_json(&old, &new, &difference))?,
    }
    if options.deny == Some(Deny::LessCautious) && difference.less_cautious() {
        return Err(Error::new(
            Kind::Refused,
            "some answer sets have a less cautious result than before",
        ));
    }
    Ok(())
}

fn text(old: &QuestionSet, new: &QuestionSet, difference: &Difference, width: usize) -> String {
    let mut out = format!(
        "{} {} → {} {}\n\n",
        old.name, old.version, new.name, new.version
    );
    if difference.wording_only() {
        paragraph(&mut out, width, "", "  ", words::WORDING_ONLY);
    } else if difference.same_outcomes() {
        paragraph(&mut out, width, "", "  ", words::SAME_OUTCOMES);
    }
    let mut last = None;
    for cell in &difference.changed {
        if last.replace(cell.direction()) != Some(cell.direction()) {
            out.push_str(words::direction(cell.direction()));
            out.push_str(":\n\n");
        }
        one_cell(&mut out, old, new, cell, width);
    }
    list(
        &mut out,
        "questions",
        width,
        difference
            .questions
            .iter()
            .map(|it| words::question(old, new, it)),
    );
    list(
        &mut out,
        "rules",
        width,
        difference.rules.iter().map(|it| words::rule(old, new, it)),
    );
    let same = difference
        .unchanged
        .iter()
        .map(|(shown, many)| format!("{}: {many}", words::shown(old, shown)));
    list(&mut out, "unchanged", width, same);
    out.push('\n');
    paragraph(&mut out, width, "", "", words::OF_ANSWER_SETS);
    out
}

fn one_cell(out: &mut String, old: &QuestionSet, new: &QuestionSet, cell: &Cell, width: usize) {
    let line = format!(
        "{} → {}: {} answer sets",
        words::shown(old, &cell.from),
        words::shown(new, &cell.to),
        cell.many
    );
    paragraph(out, width, "  ", "    ", &line);
    let reasons = words::reasons(cell);
    if !reasons.is_empty() {
        paragraph(out, width, "    ", "    ", &reasons);
    }
    if !same_answers(old, new, cell) {
        out.push_str(&witness("witness-for-old", old, &cell.old));
    }
    out.push_str(&witness("witness", new, &cell.new));
    out.push('\n');
}

/// Whether one answers file serves for both versions.
fn same_answers(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> bool {
    let bare = |set, answers| written::scenario(set, "", None, answers, &Expectation::default());
    bare(old, &cell.old.answers) == bare(new, &cell.new.answers)
}

/// Answers as a scenario that replays to the result of this version.
fn witness(id: &str, set: &QuestionSet, example: &Example) -> String {
    let expect = Expectation {
        status: Some(example.outcome.status),
        suggests: Some(example.outcome.suggested.clone()),
        ..Expectation::default()
    };
    written::scenario(set, id, None, &example.answers, &expect)
}

fn list(out: &mut String, heading: &str, width: usize, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    out.push('\n');
    out.push_str(heading);
    out.push_str(":\n");
    for line in lines {
        paragraph(out, width, "  ", "    ", &line);
    }
}

fn as_json(old: &QuestionSet, new: &QuestionSet, difference: &Difference) -> Value {
    let set =
        |set: &QuestionSet| json!({ "id": set.name, "version": set.version, "digest": set.digest });
    let changed: Vec<Value> = difference
        .changed
        .iter()
        .map(|cell| {
            json!({
                "direction": match cell.direction() {
                    Direction::LessCautious => "less_cautious",
                    Direction::MoreCautious => "more_cautious",
                    Direction::Other => "other",
                },
                "from": words::shown(old, &cell.from),
                "to": words::shown(new, &cell.to),
                "why": words::reasons(cell),
                "answer_sets": cell.many.to_string(),
                "old": witness("witness-for-old", old, &cell.old),
                "new": witness("witness", new, &cell.new),
            })
        })
        .collect();
    let unchanged: Vec<Value> = difference
        .unchanged
        .iter()
        .map(|(shown, many)| {
            json!({ "shown": words::shown(old, shown), "answer_sets": many.to_string() })
        })
        .collect();
    let questions: Vec<String> = difference
        .questions
        .iter()
        .map(|it| words::question(old, new, it))
        .collect();
    let rules: Vec<String> = difference
        .rules
        .iter()
        .map(|it| words::rule(old, new, it))
        .collect();
    json!({
        "old": set(old),
        "new": set(new),
        "answer_sets": difference.pairs.to_string(),
        "wording_only": difference.wording_only(),
        "same_outcomes": difference.same_outcomes(),
        "less_cautious": difference.less_cautious(),
        "changed": changed,
        "unchanged": unchanged,
        "questions": questions,
        "rules": rules,
    })
}
