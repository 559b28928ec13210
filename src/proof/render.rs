//! A check as text, in the words of [`crate::words::proof`].

use std::fmt::Write;

use num_bigint::BigUint;

use super::builtin::BuiltInVerdict;
use super::check::Check;
use super::guarantees::{Example, Ruling};
use super::remarks::Remark;
use super::scenario::scenario;
use crate::set::model::{QuestionSet, Status};
use crate::words::proof as words;

/// What was proved of a set, broken guarantees first, each with an answer set that breaks it.
#[must_use]
pub fn text(set: &QuestionSet, check: &Check) -> String {
    let mut text = format!("{}\n", words::head(check));
    let count = |held: Vec<bool>| (held.iter().filter(|&&it| it).count(), held.len());
    let built_in = check.built_in.iter().map(BuiltInVerdict::holds);
    let own = check.guarantees.iter().map(|it| it.ruling.holds());
    let (held, all) = count(built_in.collect());
    let _ = writeln!(text, "  {}", words::built_in_held(held, all));
    let (held, all) = count(own.collect());
    let _ = writeln!(text, "  {}", words::own_held(held, all));
    broken(&mut text, set, check);
    results(&mut text, set, check);
    let _ = writeln!(text, "\n{}", words::prompts(&check.counts.prompts));
    remarks(&mut text, set, &check.remarks);
    let _ = writeln!(text, "\n{}", words::COUNTED);
    text
}

fn broken(text: &mut String, set: &QuestionSet, check: &Check) {
    for verdict in &check.built_in {
        for breach in &verdict.breaches {
            let line = words::breach(set, verdict.guarantee, &breach.about);
            let _ = writeln!(text, "\n{line}");
            let name = verdict.guarantee.name();
            shown(text, set, name, &breach.answer_sets, &breach.example);
        }
    }
    for verdict in &check.guarantees {
        let guarantee = &set.guarantees[verdict.guarantee];
        if let Some(line) = words::not_held(guarantee, &verdict.ruling) {
            let _ = writeln!(text, "\n{line}");
        }
        if let Ruling::Broken(many, found) = &verdict.ruling {
            shown(text, set, &guarantee.name, many, &found.example);
            for line in words::wrong(set, guarantee, found) {
                let _ = writeln!(text, "  {line}");
            }
        }
    }
}

/// The scenario that shows it.
fn shown(text: &mut String, set: &QuestionSet, name: &str, many: &BigUint, example: &Example) {
    let _ = writeln!(text, "  {}", words::broken_by(set, many, example));
    for line in scenario(set, &format!("breaks-{name}"), example).lines() {
        let _ = writeln!(text, "    {line}");
    }
}

fn results(text: &mut String, set: &QuestionSet, check: &Check) {
    let statuses = Status::ALL.into_iter().rev();
    let statuses = statuses.map(|it| (it.name().to_owned(), check.counts.status(it)));
    let suggested = set.treatments.iter().map(|(id, treatment)| {
        let label = format!("{} suggested", treatment.name);
        (label, check.counts.suggested(id))
    });
    let rows: Vec<_> = statuses.chain(suggested).collect();
    let width = rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
    let _ = writeln!(text, "\nAnswer sets by result");
    for (label, many) in rows {
        let _ = writeln!(text, "  {label:width$}  {}", words::many(&many));
    }
}

fn remarks(text: &mut String, set: &QuestionSet, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nWorth a look");
    for remark in remarks {
        let _ = writeln!(text, "  - {}", words::remark(set, remark));
    }
}
