//! A difference as text.

use super::super::output::paragraph;
use super::Versions;
use crate::proof::caution::{Direction, Reason};
use crate::proof::diff::Cell;
use crate::proof::guarantees::Example;
use crate::set::expectation::Expectation;
use crate::set::model::{QuestionSet, Rule};
use crate::set::table::Id;
use crate::set::written;
use crate::words::diff as words;

/// What changes, less cautious first, each cell with answers that replay it.
pub(super) fn text(versions: &Versions<'_>, width: usize) -> String {
    let Versions {
        old,
        new,
        difference,
    } = versions;
    let mut out = format!(
        "{} {} → {} {}\n\n",
        old.name, old.version, new.name, new.version
    );
    if let Some(said) = words::what_stays(difference) {
        paragraph(&mut out, width, "", "  ", said);
    }
    for direction in Direction::ALL {
        let mut cells = difference.cells(direction).peekable();
        if cells.peek().is_some() {
            let said = words::heading(direction, &difference.many(direction), &difference.pairs);
            paragraph(&mut out, width, "", "  ", &said);
            out.push('\n');
        }
        for cell in cells {
            one_cell(&mut out, versions, cell, width);
        }
    }
    let questions = difference.questions.iter();
    let questions = questions.map(|it| words::question(old, new, it));
    let reordered = difference.reordered().then(|| words::REORDERED.to_owned());
    list(
        &mut out,
        words::QUESTIONS,
        width,
        questions.chain(reordered),
    );
    let rules = difference.rules.iter();
    let rules = rules.map(|it| words::rule(old, new, it));
    list(&mut out, words::RULES, width, rules);
    let treatments = words::treatments(old, new, &difference.matched.treatments);
    list(&mut out, words::TREATMENTS, width, treatments.into_iter());
    let scores = difference.scores.iter().map(|id| words::score(id));
    list(&mut out, words::SCORES, width, scores);
    let same = difference.unchanged.iter();
    let same = same.map(|(shown, many)| words::unchanged(new, shown, many));
    list(&mut out, words::UNCHANGED, width, same);
    out.push('\n');
    paragraph(&mut out, width, "", "", words::OF_ANSWER_SETS);
    out
}

fn one_cell(out: &mut String, versions: &Versions<'_>, cell: &Cell, width: usize) {
    let Versions { old, new, .. } = versions;
    paragraph(out, width, "  ", "    ", &words::cell(old, new, cell));
    let reasons = words::reasons(old, cell);
    if !reasons.is_empty() {
        paragraph(out, width, "    ", "    ", &reasons);
    }
    if !same_answers(old, new, cell) {
        out.push_str(&witness(
            "witness-for-old",
            old,
            &cell.old,
            cell,
            &cell.lost,
        ));
    }
    let gone = gone(versions, cell);
    out.push_str(&witness("witness", new, &cell.new, cell, &gone));
    out.push('\n');
}

/// The rules of the new version that a lost finding would be of.
fn gone(versions: &Versions<'_>, cell: &Cell) -> Vec<Id<Rule>> {
    let rules = &versions.difference.matched.rules;
    let heirs = cell.lost.iter().filter_map(|&rule| rules.new_of(rule));
    heirs.collect()
}

/// Whether one answers file serves for both versions.
fn same_answers(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> bool {
    let bare = |set, answers| written::scenario(set, "", None, answers, &Expectation::default());
    bare(old, &cell.old.answers) == bare(new, &cell.new.answers)
}

/// Answers as a scenario that replays to the result of this version, with what of it changes.
fn witness(
    id: &str,
    set: &QuestionSet,
    example: &Example,
    cell: &Cell,
    rules: &[Id<Rule>],
) -> String {
    let outcome = &example.outcome;
    let lines = [Reason::CrisisLinesLost, Reason::CrisisLinesGained];
    let lines = lines.iter().any(|it| cell.reasons.contains(it));
    let (findings, no_findings) = rules.iter().partition(|&&rule| outcome.found(rule));
    let expect = Expectation {
        status: Some(outcome.status),
        suggests: Some(outcome.suggested.clone()),
        crisis_lines: lines.then(|| outcome.crisis.is_some_and(|crisis| crisis.lines)),
        findings,
        no_findings,
        ..Expectation::default()
    };
    written::scenario(set, id, None, &example.answers, &expect)
}

fn list(out: &mut String, heading: &str, width: usize, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
    out.push_str(heading);
    out.push_str(":\n");
    for line in lines {
        paragraph(out, width, "  ", "    ", &line);
    }
}
