//! JSON output of `check`. Counts are strings of decimal digits, because they are too large for
//! JSON numbers.

use num_bigint::BigUint;
use serde_json::{Map, Value, json};
use treatfit_core::model::{QuestionSet, Status};
use treatfit_proof::OverBudget;
use treatfit_proof::check::{About, Breach, Check, Counts, Example, Remark, Ruling, Verdict};

use crate::cli::check::messages;
use crate::cli::data::{answers, names, option_names};

/// Returns everything that was proved of a set; after a proof that exceeded its budget, only the
/// set and the number of nodes.
pub(super) fn json(set: &QuestionSet, check: Result<&Check, &OverBudget>) -> Value {
    let mut report = json!({
        "set": { "id": set.name, "version": set.version, "digest": set.digest },
        "questions": set.questions.len(),
        "rules": set.rules.len(),
        "proved": check.is_ok(),
    });
    let rest = match check {
        Ok(check) => proved(set, check),
        Err(over) => json!({ "not_proved": over.to_string(), "nodes": over.nodes }),
    };
    if let (Value::Object(report), Value::Object(rest)) = (&mut report, rest) {
        report.extend(rest);
    }
    report
}

fn proved(set: &QuestionSet, check: &Check) -> Value {
    let built_in = check.built_in.iter().map(|verdict| {
        let breaches = verdict.breaches.iter().map(|it| breach(set, it));
        json!({
            "id": verdict.guarantee.name(),
            "says": messages::built_in(verdict.guarantee),
            "holds": verdict.holds(),
            "breaches": breaches.collect::<Vec<_>>(),
        })
    });
    json!({
        "holds": check.holds(),
        "counted": messages::COUNTED,
        "counts": counts(set, &check.counts),
        "built_in": built_in.collect::<Vec<_>>(),
        "guarantees": check.guarantees.iter().map(|it| guarantee(set, it)).collect::<Vec<_>>(),
        "remarks": check.remarks.iter().map(|it| remark(set, it)).collect::<Vec<_>>(),
        "nodes": check.nodes,
    })
}

fn counts(set: &QuestionSet, counts: &Counts) -> Value {
    let statuses = Status::ALL.into_iter();
    let statuses = statuses.map(|it| (it.name().to_owned(), digits(&counts.status(it))));
    let suggested = set.treatments.iter();
    let suggested = suggested.map(|(id, it)| (it.name.clone(), digits(&counts.suggested(id))));
    let results = counts.results.iter().map(|((status, suggested), many)| {
        json!({
            "status": status.name(),
            "suggested": names(&set.treatments, suggested),
            "answer_sets": digits(many),
        })
    });
    let rules = set.rules.values().zip(&counts.rules).map(|(rule, count)| {
        json!({
            "id": rule.name,
            "found": digits(&count.found),
            "found_alone": digits(&count.alone),
        })
    });
    let prompts = counts.prompts.answer_sets.iter();
    let prompts = prompts.map(|(prompts, many)| (prompts.to_string(), digits(many)));
    json!({
        "answer_sets": digits(&counts.answer_sets),
        "by_status": statuses.collect::<Map<_, _>>(),
        "by_suggested": suggested.collect::<Map<_, _>>(),
        "by_result": results.collect::<Vec<_>>(),
        "by_rule": rules.collect::<Vec<_>>(),
        "prompts": {
            "shortest": counts.prompts.shortest(),
            "median": counts.prompts.median(),
            "longest": counts.prompts.longest(),
            "answer_sets": prompts.collect::<Map<_, _>>(),
        },
    })
}

/// Returns a count as a string of decimal digits.
fn digits(number: &BigUint) -> Value {
    number.to_string().into()
}

fn breach(set: &QuestionSet, breach: &Breach) -> Value {
    let (question, treatment) = match &breach.about {
        About::Result => (None, None),
        About::Treatment(id) => (None, Some(&set.treatments[*id].name)),
        About::Question(id) | About::Leftover(id, _) => (Some(&set.questions[*id].name), None),
    };
    json!({
        "question": question,
        "treatment": treatment,
        "answer_sets": digits(&breach.answer_sets),
        "example": example(set, &breach.example),
    })
}

fn guarantee(set: &QuestionSet, verdict: &Verdict) -> Value {
    let guarantee = &set.guarantees[verdict.guarantee];
    let (word, many, shown, expected) = match &verdict.ruling {
        Ruling::Holds => ("holds", None, None, None),
        Ruling::Possible(many, shown) => ("possible", Some(many), Some(shown.as_ref()), None),
        Ruling::Broken(many, it) => ("broken", Some(many), Some(&it.example), it.expected),
        Ruling::Impossible => ("impossible", None, None, None),
        Ruling::SaysNothing => ("says_nothing", None, None, None),
    };
    json!({
        "id": guarantee.name,
        "says": guarantee.says,
        "holds": verdict.ruling.holds(),
        "verdict": word,
        "speaks_of": digits(&verdict.speaks_of),
        "answer_sets": many.map(digits),
        "example": shown.map(|it| example(set, it)),
        "expected_rule": expected.map(|id| &set.rules[id].name),
    })
}

fn remark(set: &QuestionSet, remark: &Remark) -> Value {
    let (kind, id, shown) = match remark {
        Remark::NeverAsked(id) => ("never_asked", &set.questions[*id].name, None),
        Remark::Unread {
            question, example, ..
        } => ("unread", &set.questions[*question].name, Some(example)),
        Remark::NumberLabels { question, .. } => {
            ("number_labels", &set.questions[*question].name, None)
        }
        Remark::NeverFound(id) => ("never_found", &set.rules[*id].name, None),
        Remark::NeverMatters { rule, example, .. } => {
            ("never_matters", &set.rules[*rule].name, Some(example))
        }
        Remark::NeverSuggested(id) => ("never_suggested", &set.treatments[*id].name, None),
    };
    let options = match remark {
        Remark::Unread {
            question, options, ..
        }
        | Remark::NumberLabels { question, options } => {
            Some(option_names(&set.questions[*question], *options))
        }
        _ => None,
    };
    let implied_by = match remark {
        Remark::NeverMatters { implied_by, .. } => implied_by.map(|id| &set.rules[id].name),
        _ => None,
    };
    json!({
        "kind": kind,
        "id": id,
        "says": messages::remark(set, remark),
        "options": options,
        "implied_by": implied_by,
        "example": shown.map(|it| example(set, it)),
    })
}

fn example(set: &QuestionSet, example: &Example) -> Value {
    json!({
        "answers": answers(set, &example.answers),
        "status": example.outcome.status.name(),
        "suggested": names(&set.treatments, &example.outcome.suggested),
    })
}
