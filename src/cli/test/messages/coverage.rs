//! What is said of conditions that no scenario shows.

use treatfit_core::engine::{ConditionPart, Coverage};
use treatfit_core::model::{Condition, ConditionSite, QuestionSet};
use treatfit_core::text::{describe_condition, grouped, percent};

/// Whose condition it is: "rule `kettle-burns`".
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

/// What no scenario shows of a part: that it holds, or that it does not.
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

/// The line that sums it up.
#[must_use]
pub(crate) fn summary(coverage: &Coverage) -> String {
    let (shown, all) = (coverage.shown(), coverage.all());
    format!(
        "coverage: {} of {}, {}: every condition and every test in it, holding and not holding",
        grouped(shown),
        grouped(all),
        percent(shown, all)
    )
}

/// Said where that is less than asked for.
#[must_use]
pub(crate) fn too_little(coverage: &Coverage, percent_asked: u8) -> String {
    format!(
        "the scenarios show {}, less than the {percent_asked} % asked for",
        percent(coverage.shown(), coverage.all())
    )
}

/// What to do about it.
pub(crate) const TOO_LITTLE_HINT: &str = "write a scenario for each of the sentences above";

/// Said where not everything missing is listed.
#[must_use]
pub(crate) fn more(rest: usize) -> String {
    format!("and {} more; `--min 100` lists them all", grouped(rest))
}
