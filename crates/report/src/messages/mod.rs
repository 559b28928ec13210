//! The program's own sentences in a report. The other sentences come from the question set.
//!
//! Style: plain, warm and short; the action first; no blame; never advice on a medicine; never "no
//! risk".

pub mod crisis;
pub(crate) mod explain;
mod headline;

use treatfit_core::model::{Answer, Audience, Question, QuestionKind};
use treatfit_core::text::{Count, listed};

pub(crate) use crate::messages::headline::{Fit, Situation, headline, meaning};

/// Returns an answer in words: the labels of the chosen options, the number with its unit, or the
/// text unchanged. Callers that print to a terminal have to remove control characters from a text.
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

/// Marks a text that is for the coordinator, not for the client.
#[must_use]
pub fn for_coordinator(text: &str) -> String {
    format!("For you: {text}")
}

/// The answer to an optional question that was skipped.
pub(crate) const SKIPPED: &str = "skipped";

/// Returns a score such as "12 of 21, moderate".
#[must_use]
pub(crate) fn score(points: i64, highest: i64, band: &str) -> String {
    format!("{points} of {highest}, {band}")
}

/// Returns a sentence on two treatments that fit equally well and that the author declares hard to
/// tell apart.
#[must_use]
pub(crate) fn hard_to_tell_apart(titles: [&str; 2]) -> String {
    format!(
        "{} are hard to tell apart: they overlap, and places use the names differently. Ask what \
         is included.",
        listed(&titles, "and")
    )
}

/// Introduces treatments that fit as well as the sequence above.
pub(crate) const BESIDE_SEQUENCE: &str = "This fits equally well:";

/// Precedes the first treatment of a sequence.
pub(crate) const FIRST: &str = "First";

/// Precedes the second treatment of a sequence.
pub(crate) const THEN: &str = "Then";

/// Returns points for and against, such as "7 points (8 for, 1 against)".
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

/// Returns the points of a finding for one treatment, such as "KAP +3".
#[must_use]
pub(crate) fn weight(title: &str, points: i32) -> String {
    format!("{title} {}", signed(points, true))
}

/// Returns points with a minus sign if negative and, if `plus`, a plus sign if positive.
#[must_use]
pub(crate) fn signed(points: i32, plus: bool) -> String {
    match points {
        ..=-1 => format!("\u{2212}{}", points.unsigned_abs()),
        1.. if plus => format!("+{points}"),
        _ => points.to_string(),
    }
}

/// Remark on a suggested treatment.
pub(crate) const SUGGESTED: &str = "suggested";

/// Remark on a treatment that needs clearance.
pub(crate) const CLEAR_FIRST: &str = "to be cleared first";

/// Replaces the bar of an excluded treatment.
pub(crate) const RULED_OUT: &str = "Not compared: a safety reason rules it out.";

/// Returns how many points the best treatment needs for a suggestion.
#[must_use]
pub(crate) fn minimum(points: i32) -> String {
    format!(
        "A style stands out from {} on.",
        Count(usize::try_from(points).unwrap_or(0), "point")
    )
}

/// Introduces the answers that a finding used.
#[must_use]
pub(crate) const fn because_answered(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Because you answered:",
        Audience::Coordinator => "Because the client answered:",
    }
}

/// Introduces what the coordinator should do now.
pub(crate) const NOW: &str = "Now:";

/// Returns the treatments that a safety finding concerns.
#[must_use]
pub(crate) fn concerns(titles: &[&str]) -> String {
    format!("Concerns {} alone.", listed(titles, "and"))
}

/// Introduces the points of a finding.
pub(crate) const POINTS: &str = "Points:";

/// Introduces the ids of sources.
pub(crate) const SOURCES: &str = "Sources:";

/// Introduces the id of a rule.
pub(crate) const RULE: &str = "Rule:";

/// Returns the person to obtain clearance from, as a group heading.
#[must_use]
pub(crate) fn clear_with(whom: &str) -> String {
    format!("With {whom}")
}

/// Says how the author knows the sources.
pub(crate) const SEEN: &str = "The author has read them, unless it says otherwise.";

/// Says where to find the web addresses of sources that a text omits.
pub(crate) const WHERE_SOURCES: &str = "Links to the sources: `treatfit show sources`.";

/// Remark on a source that the author has not read.
pub(crate) const FROM_MEMORY: &str = "from the author's memory, to be checked";

/// Replaces the title of a source that names a treatment, if none may be named.
pub(crate) const UNNAMED_SOURCE: &str =
    "named in `treatfit show sources`; its title speaks of a style";

/// Returns who reviewed the set, and when.
#[must_use]
pub(crate) fn reviewed(by: &str, on: &str) -> String {
    // The wording suits a name and "nobody yet" alike.
    format!("Reviewed by {by}, as of {on}.")
}

/// Returns the coordinator's own reference.
#[must_use]
pub(crate) fn reference(reference: &String) -> String {
    format!("Reference: {reference}")
}

/// Returns the question set with its version and digest.
#[must_use]
pub(crate) fn question_set(id: &str, version: &str, digest: &str) -> String {
    format!("Question set: {id} {version}, digest {digest}.")
}

/// Small print: the guarantees were not proved.
pub(crate) const NOT_PROVED: &str =
    "Not proved: this question set was used without proof of its guarantees.";

/// Returns the warning above the headline that the guarantees were not proved.
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

/// Small print: only the built-in guarantees were proved, because the set has none of its own.
#[must_use]
pub(crate) fn built_in_only(guarantees: usize, answer_sets: &str) -> String {
    format!(
        "This question set has no guarantees of its own; the {} hold for all {answer_sets} answer sets.",
        Count(guarantees, "built-in guarantee")
    )
}

/// Small print: the guarantees were proved.
#[must_use]
pub(crate) fn checked(guarantees: usize, answer_sets: &str) -> String {
    let hold = if guarantees == 1 { "holds" } else { "hold" };
    format!(
        "Checked: {} {hold} for all {answer_sets} answer sets.",
        Count(guarantees, "guarantee")
    )
}

/// The headings of the sections.
pub(crate) mod heading {
    use super::Audience;

    /// What the coordinator should do now.
    pub(crate) const NOW: &str = "For you as coordinator";
    /// The clearances before treatment.
    pub(crate) const CLEAR: &str = "What to clear first";
    /// The exclusions when they leave no treatment.
    pub(crate) const PHYSICIAN: &str = "What to see a physician about";
    /// The clearances when every treatment is excluded.
    pub(crate) const CLEAR_TOO: &str = "Also to be cleared before treatment";
    /// One suggested treatment.
    pub(crate) const SUGGESTION: &str = "What fits best";
    /// Several suggested treatments that fit equally well.
    pub(crate) const TIE: &str = "What fits equally well";
    /// Suggested treatments with an order in time.
    pub(crate) const SEQUENCE: &str = "What fits, and in which order";
    /// The bars of all treatments.
    pub(crate) const COMPARISON: &str = "How the styles compare";
    /// The exclusions when at least one treatment is left.
    pub(crate) const RULED_OUT: &str = "Ruled out for safety";
    /// The findings of fit rules.
    pub(crate) const WHY: &str = "Why";
    /// The clearances before treatments that are not suggested.
    pub(crate) const CLEAR_OTHERS: &str = "To be cleared before another style";
    /// The notes.
    pub(crate) const NOTES: &str = "Worth knowing";
    /// The evidence for the suggested treatments.
    pub(crate) const EVIDENCE: &str = "How well it is known to work";
    /// The scores.
    pub(crate) const SCORES: &str = "Scores";
    /// The questions for the provider.
    pub(crate) const ASK: &str = "Questions to ask the provider";
    /// The author's notices.
    pub(crate) const NOTICES: &str = "Please note";
    /// The sources.
    pub(crate) const SOURCES: &str = "Sources";

    /// Returns the heading of the free text.
    #[must_use]
    pub(crate) const fn own_words(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "In your own words",
            Audience::Coordinator => "In the client's words",
        }
    }

    /// Returns the heading of the open answers.
    #[must_use]
    pub(crate) const fn not_provided(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "What you did not say",
            Audience::Coordinator => "What was not provided",
        }
    }
}

/// Returns what an open answer means.
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
    fn points_are_worded_with_sign_and_number_agreement() {
        assert_eq!(points(0, 0, 0), "0 points");
        assert_eq!(points(1, 1, 0), "1 point (1 for, 0 against)");
        assert_eq!(points(-1, 1, -2), "\u{2212}1 point (1 for, 2 against)");
        assert_eq!(points(7, 8, -1), "7 points (8 for, 1 against)");
        assert_eq!(weight("KAP", 3), "KAP +3");
        assert_eq!(weight("KAP", -3), "KAP \u{2212}3");
        assert_eq!(minimum(1), "A style stands out from 1 point on.");
    }
}
