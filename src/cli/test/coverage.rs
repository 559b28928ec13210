//! What the scenarios show of each condition.

use serde_json::{Value, json};
use treatfit_core::engine::{ConditionPart, Coverage};
use treatfit_core::model::{ConditionSite, QuestionSet};

use crate::cli::output::paragraph;
use crate::cli::test::messages::coverage as words;

/// Adds the summary and what is missing, at `most` so many sentences.
pub(super) fn text(
    out: &mut String,
    width: usize,
    set: &QuestionSet,
    coverage: &Coverage,
    most: usize,
) {
    paragraph(out, width, "", "  ", &words::summary(coverage));
    let missing: Vec<(&ConditionPart, bool)> = missing(coverage).collect();
    for (part, holds) in missing.iter().take(most) {
        paragraph(
            out,
            width,
            "  - ",
            "    ",
            &words::missing(set, part, *holds),
        );
    }
    if missing.len() > most {
        paragraph(out, width, "  ", "  ", &words::more(missing.len() - most));
    }
}

/// The same as data.
pub(super) fn json(set: &QuestionSet, coverage: &Coverage) -> Value {
    let missing: Vec<Value> = missing(coverage)
        .map(|(part, holds)| {
            let (kind, id) = holder(set, part.site);
            json!({
                "in": { kind: id },
                "whole": part.whole,
                "holds": holds,
                "says": words::missing(set, part, holds),
            })
        })
        .collect();
    json!({ "shown": coverage.shown(), "of": coverage.all(), "missing": missing })
}

fn missing(coverage: &Coverage) -> impl Iterator<Item = (&ConditionPart, bool)> {
    let parts = coverage.parts.iter();
    parts.flat_map(|part| part.missing().map(move |holds| (part, holds)))
}

/// The kind and the id of what has a condition.
pub(super) fn holder(set: &QuestionSet, holder: ConditionSite) -> (&'static str, &str) {
    match holder {
        ConditionSite::Named(id) => ("condition", &set.conditions[id].name),
        ConditionSite::Question(id) => ("question", &set.questions[id].name),
        ConditionSite::Score(id) => ("score", &set.scores[id].name),
        ConditionSite::Rule(id) => ("rule", &set.rules[id].name),
        ConditionSite::Sequence(id) => ("sequence", &set.sequences[id].name),
    }
}
