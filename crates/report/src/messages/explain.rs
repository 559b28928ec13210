//! Sentences on changed answers: for a coordinator, how a result could become another one; for a
//! client, what to tell the clinic.

use treatfit_core::model::{Audience, Status};
use treatfit_core::text::{Count, grouped};
use treatfit_proof::diff::NotProved;

/// The heading of the table of points by rule.
pub(crate) const POINTS: &str = "Points by rule";
/// The heading of that table's column of rule ids.
pub(crate) const RULE: &str = "Rule";
/// The heading of that table's row of sums.
pub(crate) const SUM: &str = "Sum";

/// Returns the heading of the section on changed answers.
#[must_use]
pub(crate) const fn heading(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Before your appointment",
        Audience::Coordinator => "What would change this result",
    }
}

/// Introduces the smallest changes.
pub(crate) const SMALLEST: &str =
    "The smallest changes among the answers that no safety rule reads, one for each other outcome:";

/// Follows the smallest changes: what was proved about them.
pub(crate) const PROVED: &str = "Proved over all answer sets: no change of fewer of these answers leads there, and no change of them leads to an outcome not counted here, unless it brings up a safety question that was not asked or drops one behind a safety finding.";

/// Replaces the smallest changes if there are none.
pub(crate) const NOTHING: &str = "Among the answers that no safety rule reads, no change leads to another outcome, unless it brings up a safety question that was not asked or drops one behind a safety finding. Proved over all answer sets.";

/// Returns how many more outcomes there are than are listed.
#[must_use]
pub(crate) fn more_outcomes(outcomes: usize) -> String {
    format!(
        "And {}, with no smaller changes.",
        Count(outcomes, "more outcome")
    )
}

/// Introduces the answers of a change. `count` is their number.
#[must_use]
pub(crate) fn answers(count: usize) -> String {
    format!("With {}:", Count(count, "other answer"))
}

/// Replaces the changes if they could not be proved.
#[must_use]
pub(crate) fn not_proved(audience: Audience, why: NotProved) -> String {
    match (audience, why) {
        (Audience::Client, _) => "For these questions it could not be worked out which changes matter. \
                                  Please tell the clinic about anything that changes."
            .to_owned(),
        (Audience::Coordinator, NotProved::OverBudget(over)) => format!(
            "Not proved: it takes more than {} nodes, so nothing is said here. A larger `--budget` \
             takes more memory.",
            grouped(over.nodes)
        ),
        (Audience::Coordinator, NotProved::Disagreement) => {
            "Not proved: the engine decides otherwise on an example than the proof says, so nothing \
             is said here. This is a fault of treatfit, please report it with the question set."
                .to_owned()
        }
    }
}

/// Introduces what would delay treatment. It invites the client to tell the clinic and does not
/// warn. Medicines may be among the answers, so it also says not to stop any.
pub(crate) const TELL: &str = "Please tell the clinic if something changes by then, or if an answer was not \
                        quite right. Nobody will mind, and they can plan with you. Please keep taking \
                        every medicine as prescribed; only whoever prescribed it should change it.";

/// Returns what a more severe status would mean for the client.
#[must_use]
pub(crate) const fn status_consequence(status: Status) -> &'static str {
    match status {
        Status::NotSuitable => "Treatment would wait until a physician has looked at it",
        _ => "A clinician would look at it with you first",
    }
}

/// Introduces `shown` answers. `count` is the number of answers that together lead to the more
/// severe status: 1 means that each of them does so alone.
#[must_use]
pub(crate) const fn condition_label(count: usize, shown: usize) -> &'static str {
    match (count, shown) {
        (_, 1) => "If this were your answer:",
        (1, _) => "If any of these were your answer:",
        _ => "If all of these were your answers:",
    }
}

/// Returns how many more questions there are for which another answer would do the same.
#[must_use]
pub(crate) fn more_questions(questions: usize) -> String {
    let any = if questions == 1 { "" } else { "any of " };
    format!(
        "Another answer to {any}{} would do the same.",
        Count(questions, "more question")
    )
}

/// In place of an answer: any answer leads to the same outcome.
pub(crate) const ANYTHING: &str = "any answer";
/// Remark: the question is asked only after the change.
pub(crate) const ONLY_THEN: &str = "asked only then";
/// In place of an answer: the question is not asked after the change.
pub(crate) const NOT_ASKED: &str = "not asked any more";

/// Remark: the present answer.
#[must_use]
pub(crate) fn instead_of(words: &str) -> String {
    format!("instead of: {words}")
}

/// Returns the labels of options, one of which is to be chosen.
#[must_use]
pub(crate) fn one_of(labels: &[&str]) -> String {
    if labels.len() > 2 {
        format!("one of: {}", labels.join("; "))
    } else {
        labels.join("; or ")
    }
}

/// Returns a change of a checklist answer: options added and options removed.
#[must_use]
pub(crate) fn ticks(added: &[&str], removed: &[&str]) -> String {
    let mut parts = Vec::new();
    if !added.is_empty() {
        parts.push(format!("also {}", added.join("; ")));
    }
    if !removed.is_empty() {
        parts.push(format!("without {}", removed.join("; ")));
    }
    parts.join(", and ")
}

/// Returns a range of a number in words. The first pair is the range, the second the bounds of the
/// question; `unit` is the question's unit.
#[must_use]
pub(crate) fn range((from, to): (i64, i64), (min, max): (i64, i64), unit: Option<&str>) -> String {
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    match (from <= min, to >= max) {
        (true, true) => ANYTHING.to_owned(),
        _ if from == to => format!("{from}{unit}"),
        (false, true) => format!("{from}{unit} or more"),
        (true, false) => format!("{to}{unit} or less"),
        (false, false) => format!("from {from} to {to}{unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_worded_by_its_bounds_and_unit() {
        let whole = (60, 260);
        for (shown, words) in [
            ((160, 260), "160 mmHg or more"),
            ((60, 89), "89 mmHg or less"),
            ((141, 159), "from 141 to 159 mmHg"),
            ((120, 120), "120 mmHg"),
            ((60, 260), "any answer"),
        ] {
            assert_eq!(range(shown, whole, Some("mmHg")), words);
        }
        assert_eq!(range((3, 5), (0, 7), None), "from 3 to 5");
    }

    #[test]
    fn a_checklist_change_names_added_and_removed_options() {
        assert_eq!(ticks(&["A"], &[]), "also A");
        assert_eq!(ticks(&[], &["B", "C"]), "without B; C");
        assert_eq!(ticks(&["A"], &["B"]), "also A, and without B");
    }

    #[test]
    fn nouns_agree_with_their_count() {
        assert_eq!(
            more_outcomes(1),
            "And 1 more outcome, with no smaller changes."
        );
        assert_eq!(
            more_questions(1),
            "Another answer to 1 more question would do the same."
        );
    }
}
