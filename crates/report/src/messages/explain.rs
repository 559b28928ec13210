//! What is said of changed answers: to those who work with the set, how a result could become
//! another; to the person themselves, what to tell the clinic.

use treatfit_core::model::{Audience, Status};
use treatfit_core::text::{Count, grouped};
use treatfit_proof::diff::NotProved;

/// The heading over the points of each rule.
pub(crate) const POINTS: &str = "Points by rule";
/// Over the names of rules in that table.
pub(crate) const RULE: &str = "Rule";
/// Before the sums in that table.
pub(crate) const SUM: &str = "Sum";

/// The heading over changed answers.
#[must_use]
pub(crate) const fn heading(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Before your appointment",
        Audience::Coordinator => "What would change this result",
    }
}

/// Before the smallest changes.
pub(crate) const SMALLEST: &str =
    "The smallest changes among the answers that no safety rule reads, one for each other outcome:";

/// After them.
pub(crate) const PROVED: &str = "Proved over all answer sets: no change of fewer of these answers leads there, and no change of them leads to an outcome not counted here, unless it brings up a safety question that was not asked or drops one behind a safety finding.";

/// In their place.
pub(crate) const NOTHING: &str = "Among the answers that no safety rule reads, no change leads to another outcome, unless it brings up a safety question that was not asked or drops one behind a safety finding. Proved over all answer sets.";

/// How many more outcomes there are.
#[must_use]
pub(crate) fn more(outcomes: usize) -> String {
    format!(
        "And {}, with no smaller changes.",
        Count(outcomes, "more outcome")
    )
}

/// Before the answers of a change.
#[must_use]
pub(crate) fn answers(count: usize) -> String {
    format!("With {}:", Count(count, "other answer"))
}

/// In place of changed answers.
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

/// Before what would delay treatment: an invitation to tell the clinic, not a warning. Medicines may
/// be among it, and nobody is to read that they should stop one.
pub(crate) const TELL: &str = "Please tell the clinic if something changes by then, or if an answer was not \
                        quite right. Nobody will mind, and they can plan with you. Please keep taking \
                        every medicine as prescribed; only whoever prescribed it should change it.";

/// What a graver status would mean.
#[must_use]
pub(crate) const fn would_mean(status: Status) -> &'static str {
    match status {
        Status::NotSuitable => "Treatment would wait until a physician has looked at it",
        _ => "A clinician would look at it with you first",
    }
}

/// Before as many answers as are told, of which it takes `count` together.
#[must_use]
pub(crate) const fn had_you_answered(count: usize, told: usize) -> &'static str {
    match (count, told) {
        (_, 1) => "If this were your answer:",
        (1, _) => "If any of these were your answer:",
        _ => "If all of these were your answers:",
    }
}

/// How many more questions there are of which another answer would do.
#[must_use]
pub(crate) fn alone(questions: usize) -> String {
    let any = if questions == 1 { "" } else { "any of " };
    format!(
        "Another answer to {any}{} would do the same.",
        Count(questions, "more question")
    )
}

/// Any answer will do, to a question asked only then.
pub(crate) const ANYTHING: &str = "any answer";
/// A question asked only then.
pub(crate) const ONLY_THEN: &str = "asked only then";
/// A question that falls away.
pub(crate) const NOT_ASKED: &str = "not asked any more";

/// What was answered, beside what is to be answered.
#[must_use]
pub(crate) fn instead_of(words: &str) -> String {
    format!("instead of: {words}")
}

/// One of several options.
#[must_use]
pub(crate) fn one_of(labels: &[&str]) -> String {
    if labels.len() > 2 {
        format!("one of: {}", labels.join("; "))
    } else {
        labels.join("; or ")
    }
}

/// Options ticked beside those there are, and not ticked any more.
#[must_use]
pub(crate) fn ticks(added: &[&str], removed: &[&str]) -> String {
    let mut said = Vec::new();
    if !added.is_empty() {
        said.push(format!("also {}", added.join("; ")));
    }
    if !removed.is_empty() {
        said.push(format!("without {}", removed.join("; ")));
    }
    said.join(", and ")
}

/// A range of a number that goes from `min` to `max`.
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
    fn ranges_are_told_as_people_do() {
        let whole = (60, 260);
        for (told, words) in [
            ((160, 260), "160 mmHg or more"),
            ((60, 89), "89 mmHg or less"),
            ((141, 159), "from 141 to 159 mmHg"),
            ((120, 120), "120 mmHg"),
            ((60, 260), "any answer"),
        ] {
            assert_eq!(range(told, whole, Some("mmHg")), words);
        }
        assert_eq!(range((3, 5), (0, 7), None), "from 3 to 5");
    }

    #[test]
    fn ticks_are_told_by_what_changes() {
        assert_eq!(ticks(&["A"], &[]), "also A");
        assert_eq!(ticks(&[], &["B", "C"]), "without B; C");
        assert_eq!(ticks(&["A"], &["B"]), "also A, and without B");
    }

    #[test]
    fn counts_agree() {
        assert_eq!(more(1), "And 1 more outcome, with no smaller changes.");
        assert_eq!(
            alone(1),
            "Another answer to 1 more question would do the same."
        );
    }
}
