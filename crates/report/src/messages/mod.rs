//! What a report says in the program's own words.
//!
//! Plain, warm and short; the action first; no blame; never advice on a medicine; never "no risk".

pub mod crisis;
pub(crate) mod explain;
mod status;

use treatfit_core::model::{Answer, Audience, Question, QuestionKind};
use treatfit_core::text::{Count, listed};

pub(crate) use crate::messages::status::{Fit, Situation, headline, meaning};

/// An answer, as the person reads it.
#[must_use]
pub fn answer_in_words(question: &Question, answer: &Answer, audience: Audience) -> String {
    match answer {
        Answer::Options(chosen) => {
            let labels: Vec<&str> = question
                .chosen(*chosen)
                .map(|option| option.label.for_audience(audience))
                .collect();
            labels.join("; ")
        }
        Answer::Number(number) => match &question.kind {
            QuestionKind::Number {
                unit: Some(unit), ..
            } => format!("{number} {unit}"),
            _ => number.to_string(),
        },
        Answer::Text(text) => text.clone(),
        Answer::Skipped => "(skipped)".to_owned(),
    }
}

/// What is for the coordinator alone.
#[must_use]
pub fn for_coordinator(text: &str) -> String {
    format!("For you: {text}")
}

/// An answer of an optional question passed over.
pub(crate) const SKIPPED: &str = "skipped";

/// A score: "12 of 21, moderate".
#[must_use]
pub(crate) fn score(points: i64, highest: i64, band: &str) -> String {
    format!("{points} of {highest}, {band}")
}

/// What the author says of equally good treatments that overlap.
#[must_use]
pub(crate) fn hard_to_tell_apart(titles: [&str; 2]) -> String {
    format!(
        "{} are hard to tell apart: they overlap, and places use the names differently. Ask what \
         is included.",
        listed(&titles, "and")
    )
}

/// The sentence before treatments that are as good as a sequence.
pub(crate) const BESIDE_SEQUENCE: &str = "This fits equally well:";

/// Beside the first of a sequence.
pub(crate) const FIRST: &str = "First";

/// Beside what follows in a sequence.
pub(crate) const THEN: &str = "Then";

/// Points for and against, such as "7 points (8 for, 1 against)".
#[must_use]
pub(crate) fn points(sum: i32, pros: i32, cons: i32) -> String {
    let noun = if sum.abs() == 1 { "point" } else { "points" };
    if pros == 0 && cons == 0 {
        return format!("{} {noun}", signed(sum, false));
    }
    format!(
        "{} {noun} ({pros} for, {} against)",
        signed(sum, false),
        cons.abs()
    )
}

/// What a finding weighs for one treatment: "KAP +3".
#[must_use]
pub(crate) fn weight(title: &str, points: i32) -> String {
    format!("{title} {}", signed(points, true))
}

/// Points with their sign; a plus only where it is asked for.
#[must_use]
pub(crate) fn signed(points: i32, plus: bool) -> String {
    match points {
        ..=-1 => format!("\u{2212}{}", points.unsigned_abs()),
        1.. if plus => format!("+{points}"),
        _ => points.to_string(),
    }
}

/// Beside a treatment that is suggested.
pub(crate) const SUGGESTED: &str = "suggested";

/// Beside a treatment that needs clearance.
pub(crate) const CLEAR_FIRST: &str = "to be cleared first";

/// In place of the bar of an excluded treatment.
pub(crate) const RULED_OUT: &str = "Not compared: a safety reason rules it out.";

/// How many points it takes to stand out.
#[must_use]
pub(crate) fn minimum(points: i32) -> String {
    format!(
        "A style stands out from {} on.",
        Count(usize::try_from(points).unwrap_or(0), "point")
    )
}

/// Before the answers that a finding used.
#[must_use]
pub(crate) const fn because_answered(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Because you answered:",
        Audience::Coordinator => "Because the client answered:",
    }
}

/// Before what the coordinator does.
pub(crate) const NOW: &str = "Now:";

/// Before the treatments that a safety finding concerns.
#[must_use]
pub(crate) fn concerns(titles: &[&str]) -> String {
    format!("Concerns {} alone.", listed(titles, "and"))
}

/// Before what a finding weighs.
pub(crate) const POINTS: &str = "Points:";

/// Before the ids of sources.
pub(crate) const SOURCES: &str = "Sources:";

/// Before the id of a rule.
pub(crate) const RULE: &str = "Rule:";

/// With whom to clear something.
#[must_use]
pub(crate) fn clear_with(whom: &str) -> String {
    format!("With {whom}")
}

/// How the author knows the sources.
pub(crate) const SEEN: &str = "The author has read them, unless it says otherwise.";

/// After sources whose addresses on the web were left out.
pub(crate) const WHERE_SOURCES: &str = "Links to the sources: `treatfit show sources`.";

/// Beside a source that the author has not read.
pub(crate) const FROM_MEMORY: &str = "from the author's memory, to be checked";

/// In place of the title of a source that names a treatment, where none may be named.
pub(crate) const UNNAMED_SOURCE: &str =
    "named in `treatfit show sources`; its title speaks of a style";

/// Who reviewed the set.
#[must_use]
pub(crate) fn reviewed(by: &str, on: &str) -> String {
    // Fits a name and "nobody yet" alike.
    format!("Reviewed by {by}, as of {on}.")
}

/// The coordinator's own reference.
#[must_use]
pub(crate) fn reference(reference: &String) -> String {
    format!("Reference: {reference}")
}

/// Which question set it was.
#[must_use]
pub(crate) fn question_set(id: &str, version: &str, digest: &str) -> String {
    format!("Question set: {id} {version}, digest {digest}.")
}

/// That nobody proved the guarantees.
pub(crate) const NOT_PROVED: &str =
    "Not proved: this question set was used without proof of its guarantees.";

/// The same on top of a result, for those who would rely on it.
#[must_use]
pub(crate) const fn unproved(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => {
            "Not proved: nobody has checked that the questions and rules behind this result keep \
             people safe. Do not rely on it; talk to a professional."
        }
        Audience::Coordinator => {
            "Not proved: the guarantees of this question set were not checked (`--unproved`). A \
             safety rule may be missing. Do not act on this result alone."
        }
    }
}

/// That a set has no guarantees of its own that could have been proved.
#[must_use]
pub(crate) fn built_in_only(guarantees: usize, answer_sets: &str) -> String {
    format!(
        "This question set has no guarantees of its own; the {} hold for all {answer_sets} answer sets.",
        Count(guarantees, "built-in guarantee")
    )
}

/// That the guarantees were proved.
#[must_use]
pub(crate) fn checked(guarantees: usize, answer_sets: &str) -> String {
    let hold = if guarantees == 1 { "holds" } else { "hold" };
    format!(
        "Checked: {} {hold} for all {answer_sets} answer sets.",
        Count(guarantees, "guarantee")
    )
}

/// Headings of the parts of a report.
pub(crate) mod heading {
    use super::Audience;

    /// What the coordinator does now.
    pub(crate) const NOW: &str = "For you as coordinator";
    /// What is to be cleared before treatment.
    pub(crate) const CLEAR: &str = "What to clear first";
    /// What excludes every treatment.
    pub(crate) const PHYSICIAN: &str = "What to see a physician about";
    /// What is to be cleared besides.
    pub(crate) const CLEAR_TOO: &str = "Also to be cleared before treatment";
    /// The suggestion.
    pub(crate) const SUGGESTION: &str = "What fits best";
    /// The suggestion, where several are equally good.
    pub(crate) const TIE: &str = "What fits equally well";
    /// The suggestion, where one follows the other.
    pub(crate) const SEQUENCE: &str = "What fits, and in which order";
    /// The bars.
    pub(crate) const COMPARISON: &str = "How the styles compare";
    /// What excludes some treatments.
    pub(crate) const RULED_OUT: &str = "Ruled out for safety";
    /// The fit rules.
    pub(crate) const WHY: &str = "Why";
    /// Clearance for treatments that are not suggested.
    pub(crate) const CLEAR_OTHERS: &str = "To be cleared before another style";
    /// Notes.
    pub(crate) const NOTES: &str = "Worth knowing";
    /// What is known of the suggested treatments.
    pub(crate) const EVIDENCE: &str = "How well it is known to work";
    /// Scores.
    pub(crate) const SCORES: &str = "Scores";
    /// Questions for the provider.
    pub(crate) const ASK: &str = "Questions to ask the provider";
    /// Notices.
    pub(crate) const NOTICES: &str = "Please note";
    /// Sources.
    pub(crate) const SOURCES: &str = "Sources";

    /// Free text.
    #[must_use]
    pub(crate) const fn own_words(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "In your own words",
            Audience::Coordinator => "In the client's words",
        }
    }

    /// What was not provided.
    #[must_use]
    pub(crate) const fn not_provided(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "What you did not say",
            Audience::Coordinator => "What was not provided",
        }
    }
}

/// What a missing answer means.
#[must_use]
pub(crate) const fn not_provided(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "That is fine. It only means that nobody should read it as a no.",
        Audience::Coordinator => "Nobody should read this as a no.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_agree_with_their_number() {
        assert_eq!(points(0, 0, 0), "0 points");
        assert_eq!(points(1, 1, 0), "1 point (1 for, 0 against)");
        assert_eq!(points(-1, 1, -2), "\u{2212}1 point (1 for, 2 against)");
        assert_eq!(points(7, 8, -1), "7 points (8 for, 1 against)");
        assert_eq!(weight("KAP", 3), "KAP +3");
        assert_eq!(weight("KAP", -3), "KAP \u{2212}3");
        assert_eq!(minimum(1), "A style stands out from 1 point on.");
    }
}
