//! Text output of `diff`.

use treatfit_core::load::scenario_yaml;
use treatfit_core::model::{Expectation, Id, QuestionSet, Rule};
use treatfit_proof::check::Example;
use treatfit_proof::diff::{Cell, Direction, Reason, RuleChange};

use crate::cli::diff::messages::{answer_texts, static_texts};
use crate::cli::diff::{Versions, messages};
use crate::cli::output::paragraph;

/// Indentation of continuation lines under the number of a cell.
const REST: &str = "      ";

/// Renders the difference at `width` columns: less cautious cells first, lists of changed items
/// after them, and at the end, for each cell, its exact count and answers that replay it.
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
    let moved = difference
        .answer_texts
        .moved
        .iter()
        .map(answer_texts::moved);
    on_top(&mut out, answer_texts::MOVED, width, moved);
    let whom_to_call = difference.static_texts.changed_contacts();
    let whom_to_call = whom_to_call.flat_map(|it| static_texts::calls(old, new, it));
    let privacy = difference.static_texts.privacy.map(static_texts::privacy);
    let whom_to_call = privacy.into_iter().chain(whom_to_call);
    on_top(&mut out, static_texts::CALLS, width, whom_to_call);
    if let Some(sentence) = messages::unchanged_summary(difference) {
        paragraph(&mut out, width, "", "  ", &sentence);
    }
    let mut place = 0;
    for direction in Direction::ALL {
        let mut cells = difference.cells(direction).peekable();
        if cells.peek().is_some() {
            let sentence = messages::heading(
                direction,
                &difference.pair_count(direction),
                &difference.pairs,
            );
            paragraph(&mut out, width, "", "  ", &sentence);
            out.push('\n');
        }
        for cell in cells {
            place += 1;
            one_cell(&mut out, versions, (place, cell), width);
        }
    }
    let reworded = difference.answer_texts.reworded.iter();
    let reworded = reworded.map(answer_texts::reworded);
    list(&mut out, answer_texts::REWORDED, width, reworded);
    let questions = difference.questions.iter();
    let questions = questions.map(|it| messages::question(old, new, it));
    let reordered = difference
        .reordered()
        .then(|| messages::REORDERED.to_owned());
    list(
        &mut out,
        messages::QUESTIONS,
        width,
        questions.chain(reordered),
    );
    let rules = difference.rules.iter();
    let (reached, changed): (Vec<_>, Vec<_>) = rules.partition(|rule| is_unchanged(old, new, rule));
    for (heading, rules) in [
        (messages::RULES, changed),
        (messages::RULES_REACHED, reached),
    ] {
        let rules = rules.into_iter().map(|it| messages::rule(old, new, it));
        list(&mut out, heading, width, rules);
    }
    let treatments = difference.treatments.iter();
    let treatments = treatments.map(|it| messages::treatment(old, new, it));
    list(&mut out, messages::TREATMENTS, width, treatments);
    let scores = difference.scores.iter().map(|id| messages::score(id));
    list(&mut out, messages::SCORES, width, scores);
    static_text_lists(&mut out, versions, width);
    let same = difference.unchanged.iter();
    let same = same.map(|(shown, many)| messages::unchanged(new, shown, many));
    list(&mut out, messages::UNCHANGED, width, same);
    out.push('\n');
    paragraph(&mut out, width, "", "", messages::OF_ANSWER_SETS);
    if place > 0 {
        out.push('\n');
        out.push_str(messages::ANSWERS);
        out.push_str(":\n");
    }
    let cells = Direction::ALL.iter().flat_map(|it| difference.cells(*it));
    for (place, cell) in (1..).zip(cells) {
        out.push('\n');
        answers(&mut out, versions, (place, cell));
    }
    out
}

/// Appends a list that comes before all cells, unless it is empty.
fn on_top(out: &mut String, heading: &str, width: usize, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        list(out, heading, width, lines);
        out.push('\n');
    }
}

/// Appends the lists of regions, notices and questions for the provider that differ.
fn static_text_lists(out: &mut String, versions: &Versions<'_>, width: usize) {
    let Versions {
        old,
        new,
        difference,
    } = versions;
    let texts = &difference.static_texts;
    let regions = texts.regions.iter();
    let regions = regions.map(|it| static_texts::region(old, new, it));
    list(out, static_texts::REGIONS, width, regions);
    let notices = texts.notices.iter().map(static_texts::notice);
    list(out, static_texts::NOTICES, width, notices);
    let asked = texts.ask_provider.iter().map(static_texts::ask_provider);
    list(out, static_texts::ASK_PROVIDER, width, asked);
}

/// Returns whether a rule itself is the same in both versions and is only found for other answer sets.
fn is_unchanged(old: &QuestionSet, new: &QuestionSet, rule: &RuleChange) -> bool {
    let names = rule.old.zip(rule.new);
    let same = names.is_some_and(|(was, is)| old.rules[was].name == new.rules[is].name);
    same && rule.keys.is_empty()
}

/// Appends a numbered cell and the reasons why it is less or more cautious.
fn one_cell(
    out: &mut String,
    versions: &Versions<'_>,
    (place, cell): (usize, &Cell),
    width: usize,
) {
    let Versions { old, new, .. } = versions;
    let first = format!("{place:>4}. ");
    paragraph(out, width, &first, REST, &messages::cell(old, new, cell));
    let reasons = messages::reasons(old, cell);
    if !reasons.is_empty() {
        paragraph(out, width, REST, REST, &reasons);
    }
    out.push('\n');
}

/// Appends the exact count of a cell and its witness: one scenario for each version, or only the
/// new one if both versions take the same answers.
fn answers(out: &mut String, versions: &Versions<'_>, (place, cell): (usize, &Cell)) {
    let Versions { old, new, .. } = versions;
    out.push_str(&messages::in_full(place, cell));
    out.push('\n');
    if !same_answers(old, new, cell) {
        out.push_str(&witness(
            &format!("old-{place}"),
            old,
            &cell.old_example,
            cell,
            &cell.lost_findings,
        ));
    }
    let lost = lost_in_new(versions, cell);
    let id = format!("new-{place}");
    out.push_str(&witness(&id, new, &cell.new_example, cell, &lost));
}

/// Returns the new versions of the old rules whose findings the cell loses.
fn lost_in_new(versions: &Versions<'_>, cell: &Cell) -> Vec<Id<Rule>> {
    let rules = &versions.difference.matching.rules;
    let lost = cell.lost_findings.iter();
    lost.filter_map(|&rule| rules.new_of(rule)).collect()
}

/// Returns whether the witness has the same answers, by id, in both versions.
fn same_answers(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> bool {
    let yaml = |set, answers| scenario_yaml(set, "", None, answers, &Expectation::default());
    yaml(old, &cell.old_example.answers) == yaml(new, &cell.new_example.answers)
}

/// Returns the witness as a scenario in YAML that passes in this version. It expects the status and
/// suggestions, the crisis lines if they change, and each of `rules` as a finding or as none.
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
    scenario_yaml(set, id, None, &example.answers, &expect)
}

/// Appends a heading and its lines, unless there are none.
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
