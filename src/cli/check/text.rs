//! Text output of `check`.

use std::fmt::Write;

use num_bigint::BigUint;
use treatfit_core::load::scenario_yaml;
use treatfit_core::model::{Answer, Expectation, QuestionSet, Status};
use treatfit_proof::check::{BuiltInVerdict, Check, Example, Remark, Ruling};

use crate::cli::check::messages;
use crate::cli::count::many as number;
use crate::cli::output::paragraph;

/// Renders a check at `width` columns: broken guarantees first, each with a counterexample, then
/// counts and remarks. `check` is `None` if the proof exceeded its budget; then only the head line
/// is printed.
pub(super) fn text(set: &QuestionSet, check: Option<&Check>, width: usize) -> String {
    let mut text = format!("{}\n", messages::read(set));
    let Some(check) = check else { return text };
    text.push('\n');
    line(&mut text, width, &messages::head(check));
    let count = |holds: Vec<bool>| (holds.iter().filter(|&&it| it).count(), holds.len());
    let built_in = check.built_in.iter().map(BuiltInVerdict::holds);
    let own = check.guarantees.iter().map(|it| it.ruling.holds());
    let (held, all) = count(built_in.collect());
    indented(&mut text, width, &messages::built_in_held(held, all));
    let (held, all) = count(own.collect());
    indented(&mut text, width, &messages::own_held(held, all));
    broken(&mut text, width, set, check);
    results(&mut text, width, set, check);
    text.push('\n');
    line(&mut text, width, &messages::prompts(&check.counts.prompts));
    remarks(&mut text, width, set, &check.remarks);
    text
}

/// Appends a paragraph with a hanging indent.
fn line(text: &mut String, width: usize, sentence: &str) {
    paragraph(text, width, "", "  ", sentence);
}

/// Appends an indented paragraph.
fn indented(text: &mut String, width: usize, sentence: &str) {
    paragraph(text, width, "  ", "    ", sentence);
}

/// Appends every broken guarantee with its counterexample.
fn broken(text: &mut String, width: usize, set: &QuestionSet, check: &Check) {
    for verdict in &check.built_in {
        for breach in &verdict.breaches {
            text.push('\n');
            let sentence = messages::breach(set, verdict.guarantee, &breach.about);
            line(text, width, &sentence);
            let sentence = messages::broken_by(set, &breach.answer_sets, &breach.example);
            indented(text, width, &sentence);
            let name = verdict.guarantee.name();
            text.push_str(&counterexample(set, name, &breach.example));
        }
    }
    for verdict in &check.guarantees {
        let guarantee = &set.guarantees[verdict.guarantee];
        if let Some(sentence) = messages::not_held(guarantee, &verdict.ruling) {
            text.push('\n');
            line(text, width, &sentence);
        }
        if let Ruling::Broken(many, found) = &verdict.ruling {
            for sentence in messages::wrong(set, guarantee, found) {
                indented(text, width, &sentence);
            }
            indented(text, width, &messages::broken_by(set, many, &found.example));
            text.push_str(&counterexample(set, &guarantee.name, &found.example));
        }
    }
}

/// Returns the counterexample as a scenario in YAML with every answer, ready to be pasted.
fn counterexample(set: &QuestionSet, name: &str, example: &Example) -> String {
    let outcome = &example.outcome;
    let mut answers = example.answers.clone();
    // A scenario leaves a skipped question out.
    for (question, answer) in example.answers.iter(set) {
        if *answer == Answer::Skipped {
            answers.withdraw(question);
        }
    }
    let expect = Expectation {
        status: Some(outcome.status),
        suggests: Some(outcome.suggested.clone()),
        ..Expectation::default()
    };
    scenario_yaml(set, &format!("breaks-{name}"), None, &answers, &expect)
}

/// Appends the counts of answer sets by status and by suggested treatment.
fn results(text: &mut String, width: usize, set: &QuestionSet, check: &Check) {
    let statuses = Status::ALL.into_iter().rev();
    let statuses = statuses.map(|it| (it.name().to_owned(), check.counts.status(it)));
    let suggested = set
        .treatments
        .iter()
        .map(|(id, treatment)| (messages::suggested(treatment), check.counts.suggested(id)));
    let rows: Vec<(String, BigUint)> = statuses.chain(suggested).collect();
    let widest = rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
    text.push('\n');
    line(text, width, messages::BY_RESULT);
    for (label, many) in rows {
        let _ = writeln!(text, "  {label:widest$}  {}", number(&many));
    }
}

/// Appends the remarks, unless there are none.
fn remarks(text: &mut String, width: usize, set: &QuestionSet, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    text.push('\n');
    line(text, width, messages::WORTH_A_LOOK);
    for remark in remarks {
        paragraph(text, width, "  - ", "    ", &messages::remark(set, remark));
    }
}
