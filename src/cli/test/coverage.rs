//! Output of the coverage: which conditions, and tests in them, the scenarios make hold and not
//! hold.

use serde_json::{Value, json};
use treatfit_core::engine::{ConditionPart, Coverage};
use treatfit_core::model::{ConditionSite, QuestionSet};

use crate::cli::output::paragraph;
use crate::cli::test::messages;

/// Appends the summary and at most `most` missing cases.
pub(super) fn text(
    out: &mut String,
    width: usize,
    set: &QuestionSet,
    coverage: &Coverage,
    most: usize,
) {
    paragraph(out, width, "", "  ", &messages::coverage::summary(coverage));
    let missing: Vec<(&ConditionPart, bool)> = missing(coverage).collect();
    for (part, holds) in missing.iter().take(most) {
        paragraph(
            out,
            width,
            "  - ",
            "    ",
            &messages::coverage::missing(set, part, *holds),
        );
    }
    if missing.len() > most {
        paragraph(
            out,
            width,
            "  ",
            "  ",
            &messages::coverage::more(missing.len() - most),
        );
    }
}

/// Returns the coverage as JSON, with every missing case.
pub(super) fn json(set: &QuestionSet, coverage: &Coverage) -> Value {
    let missing: Vec<Value> = missing(coverage)
        .map(|(part, holds)| {
            let (kind, id) = holder(set, part.site);
            json!({
                "in": { kind: id },
                "whole": part.whole,
                "holds": holds,
                "says": messages::coverage::missing(set, part, holds),
            })
        })
        .collect();
    json!({ "shown": coverage.shown(), "of": coverage.all(), "missing": missing })
}

/// Iterates over the missing cases: a condition or a test in one, and the truth value that no
/// scenario covers.
fn missing(coverage: &Coverage) -> impl Iterator<Item = (&ConditionPart, bool)> {
    let parts = coverage.parts.iter();
    parts.flat_map(|part| part.missing().map(move |holds| (part, holds)))
}

/// Returns the kind and the id of the item that has a condition.
pub(super) fn holder(set: &QuestionSet, holder: ConditionSite) -> (&'static str, &str) {
    match holder {
        ConditionSite::Named(id) => ("condition", &set.conditions[id].name),
        ConditionSite::Question(id) => ("question", &set.questions[id].name),
        ConditionSite::Score(id) => ("score", &set.scores[id].name),
        ConditionSite::Rule(id) => ("rule", &set.rules[id].name),
        ConditionSite::Sequence(id) => ("sequence", &set.sequences[id].name),
    }
}
