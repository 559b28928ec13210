//! Messages about coverage: the conditions that no scenario covers.

use treatfit_core::engine::{ConditionPart, Coverage};
use treatfit_core::model::{Condition, ConditionSite, QuestionSet};
use treatfit_core::text::{describe_condition, grouped, percent};

/// Names the item that has a condition: "rule `kettle-burns`".
#[must_use]
pub(crate) fn holder(set: &QuestionSet, holder: ConditionSite) -> String {
    match holder {
        ConditionSite::Named(id) => format!("condition “{}”", set.conditions[id].name),
        ConditionSite::Question(id) => format!("`when` of question `{}`", set.questions[id].name),
        ConditionSite::Score(id) => format!("`when` of score `{}`", set.scores[id].name),
        ConditionSite::Rule(id) => format!("rule `{}`", set.rules[id].name),
        ConditionSite::Sequence(id) => format!("sequence `{}`", set.sequences[id].name),
    }
}

/// States that no scenario makes a condition, or a test in one, hold (`holds`) or not hold.
#[must_use]
pub(crate) fn missing(set: &QuestionSet, part: &ConditionPart, holds: bool) -> String {
    let place = holder(set, part.site);
    if part.whole {
        let verb = match (part.site, holds) {
            (ConditionSite::Rule(_), true) => "fires",
            (ConditionSite::Rule(_), false) => "does not fire",
            (_, true) => "holds",
            (_, false) => "does not hold",
        };
        return format!("no scenario where {place} {verb}");
    }
    let test = if holds {
        describe_condition(set, &part.condition)
    } else {
        describe_condition(set, &Condition::Not(Box::new(part.condition.clone())))
    };
    format!("no scenario where {test} ({place})")
}

/// Returns the summary line of the coverage.
#[must_use]
pub(crate) fn summary(coverage: &Coverage) -> String {
    let (shown, all) = (coverage.shown(), coverage.all());
    format!(
        "coverage: {} of {}, {}: each condition and each test in it, once holding and once not holding",
        grouped(shown),
        grouped(all),
        percent(shown, all)
    )
}

/// Returns the error for a coverage below `--min`.
#[must_use]
pub(crate) fn too_little(coverage: &Coverage, percent_required: u8) -> String {
    format!(
        "the scenarios cover {}, less than the required {percent_required} %",
        percent(coverage.shown(), coverage.all())
    )
}

/// Hint for a coverage below `--min`.
pub(crate) const TOO_LITTLE_HINT: &str = "write a scenario for each case listed above";

/// States how many missing cases are left out of the list.
#[must_use]
pub(crate) fn more(rest: usize) -> String {
    format!("and {} more; `--min 100` lists them all", grouped(rest))
}
