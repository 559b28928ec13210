//! A check as text.

use std::fmt::Write;

use num_bigint::BigUint;
use treatfit_core::load::scenario_yaml;
use treatfit_core::model::{Answer, Expectation, QuestionSet, Status};
use treatfit_proof::check::{BuiltInVerdict, Check, Example, Remark, Ruling};

use crate::cli::check::messages as words;
use crate::cli::count::many as number;
use crate::cli::output::paragraph;

/// What was proved of a set, broken guarantees first, each with an answer set that breaks it.
/// Without a check, only that the set was read.
pub(super) fn text(set: &QuestionSet, check: Option<&Check>, width: usize) -> String {
    let mut text = format!("{}\n", words::read(set));
    let Some(check) = check else { return text };
    text.push('\n');
    line(&mut text, width, &words::head(check));
    let count = |held: Vec<bool>| (held.iter().filter(|&&it| it).count(), held.len());
    let built_in = check.built_in.iter().map(BuiltInVerdict::holds);
    let own = check.guarantees.iter().map(|it| it.ruling.holds());
    let (held, all) = count(built_in.collect());
    indented(&mut text, width, &words::built_in_held(held, all));
    let (held, all) = count(own.collect());
    indented(&mut text, width, &words::own_held(held, all));
    broken(&mut text, width, set, check);
    results(&mut text, width, set, check);
    text.push('\n');
    line(&mut text, width, &words::prompts(&check.counts.prompts));
    remarks(&mut text, width, set, &check.remarks);
    text
}

fn line(text: &mut String, width: usize, said: &str) {
    paragraph(text, width, "", "  ", said);
}

fn indented(text: &mut String, width: usize, said: &str) {
    paragraph(text, width, "  ", "    ", said);
}

fn broken(text: &mut String, width: usize, set: &QuestionSet, check: &Check) {
    for verdict in &check.built_in {
        for breach in &verdict.breaches {
            text.push('\n');
            let said = words::breach(set, verdict.guarantee, &breach.about);
            line(text, width, &said);
            let said = words::broken_by(set, &breach.answer_sets, &breach.example);
            indented(text, width, &said);
            let name = verdict.guarantee.name();
            text.push_str(&shown(set, name, &breach.example));
        }
    }
    for verdict in &check.guarantees {
        let guarantee = &set.guarantees[verdict.guarantee];
        if let Some(said) = words::not_held(guarantee, &verdict.ruling) {
            text.push('\n');
            line(text, width, &said);
        }
        if let Ruling::Broken(many, found) = &verdict.ruling {
            for said in words::wrong(set, guarantee, found) {
                indented(text, width, &said);
            }
            indented(text, width, &words::broken_by(set, many, &found.example));
            text.push_str(&shown(set, &guarantee.name, &found.example));
        }
    }
}

/// The scenario that shows it, with every answer.
fn shown(set: &QuestionSet, name: &str, example: &Example) -> String {
    let outcome = &example.outcome;
    let mut answers = example.answers.clone();
    // An optional question left out counts as skipped.
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

fn results(text: &mut String, width: usize, set: &QuestionSet, check: &Check) {
    let statuses = Status::ALL.into_iter().rev();
    let statuses = statuses.map(|it| (it.name().to_owned(), check.counts.status(it)));
    let suggested = set
        .treatments
        .iter()
        .map(|(id, treatment)| (words::suggested(treatment), check.counts.suggested(id)));
    let rows: Vec<(String, BigUint)> = statuses.chain(suggested).collect();
    let widest = rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
    text.push('\n');
    line(text, width, words::BY_RESULT);
    for (label, many) in rows {
        let _ = writeln!(text, "  {label:widest$}  {}", number(&many));
    }
}

fn remarks(text: &mut String, width: usize, set: &QuestionSet, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    text.push('\n');
    line(text, width, words::WORTH_A_LOOK);
    for remark in remarks {
        paragraph(text, width, "  - ", "    ", &words::remark(set, remark));
    }
}
