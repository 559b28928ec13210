//! What a report says in the program's own words.
//!
//! Plain, warm and short; the action first; no blame; never advice on a medicine; never "no risk".

use super::count::{Count, listed};
use crate::set::model::Audience;

/// An answer of an optional question passed over.
pub const SKIPPED: &str = "skipped";

/// What a result comes down to, for its headline.
#[derive(Debug, Clone, Copy)]
pub enum Situation<'a> {
    /// Help now: for the body if `medical`, else for a person in a crisis.
    Emergency {
        /// Whether the emergency number comes first.
        medical: bool,
    },
    /// Every treatment is excluded.
    NotSuitable,
    /// No treatment is named, though none is excluded.
    Withheld,
    /// Treatments may be named.
    Open {
        /// What fits.
        fit: Fit<'a>,
        /// Whether something is to be cleared first.
        clear_first: bool,
    },
}

/// What fits, by title.
#[derive(Debug, Clone, Copy)]
pub enum Fit<'a> {
    /// Nothing stands out.
    Nothing,
    /// One fits best.
    Best(&'a str),
    /// Several fit equally well.
    Close(&'a [&'a str]),
    /// One, then the other.
    InOrder(&'a str, &'a str),
}

/// The status in a sentence.
#[must_use]
pub fn headline(situation: Situation<'_>, audience: Audience) -> String {
    use Audience::{Client, Coordinator};
    match (situation, audience) {
        (Situation::Emergency { medical: true }, Client) => {
            "This could be an emergency. Please get help now".to_owned()
        }
        (Situation::Emergency { medical: true }, Coordinator) => {
            "Emergency: get medical help for the client now".to_owned()
        }
        (Situation::Emergency { medical: false }, Client) => {
            "Please reach out for help now. You are not alone".to_owned()
        }
        (Situation::Emergency { medical: false }, Coordinator) => {
            "Crisis: stay with the client and get help now".to_owned()
        }
        (Situation::NotSuitable, _) => "Not for now: see a physician first".to_owned(),
        (Situation::Withheld, Client) => "Please speak with a clinician first".to_owned(),
        (Situation::Withheld, Coordinator) => "A clinician first, before any style".to_owned(),
        (
            Situation::Open {
                fit,
                clear_first: false,
            },
            _,
        ) => fit_headline(fit, audience),
        (
            Situation::Open {
                fit,
                clear_first: true,
            },
            _,
        ) => {
            let after = match fit {
                Fit::Nothing => "no style stands out so far".to_owned(),
                Fit::Best(title) => format!("after that, {title} fits best"),
                Fit::Close(titles) => {
                    format!("after that, {} fit equally well", listed(titles, "and"))
                }
                Fit::InOrder(first, then) => format!("after that {first}, then {then}"),
            };
            match audience {
                Client => format!("First speak with a clinician; {after}"),
                Coordinator => format!("First a clinician; {after}"),
            }
        }
    }
}

fn fit_headline(fit: Fit<'_>, audience: Audience) -> String {
    let answers = match audience {
        Audience::Client => "your answers",
        Audience::Coordinator => "the client's answers",
    };
    match fit {
        Fit::Nothing => "No style stands out".to_owned(),
        Fit::Best(title) => format!("{title} fits {answers} best"),
        Fit::Close(titles) => {
            format!("{} fit {answers} equally well", listed(titles, "and"))
        }
        Fit::InOrder(first, then) => format!("First {first}, then {then}"),
    }
}

/// What the headline means, in a few sentences.
#[must_use]
pub fn meaning(situation: Situation<'_>, audience: Audience) -> String {
    use Audience::{Client, Coordinator};
    match (situation, audience) {
        (Situation::Emergency { medical: true }, Client) => {
            "The questions stop here. Please call now, or ask somebody near you to call.".to_owned()
        }
        (Situation::Emergency { medical: true }, Coordinator) => {
            "The questions stop here. Stay with the client while help is called.".to_owned()
        }
        (Situation::Emergency { medical: false }, Client) => {
            "The questions stop here, because your safety comes first. Somebody is there to \
             listen and to help."
                .to_owned()
        }
        (Situation::Emergency { medical: false }, Coordinator) => {
            "The questions stop here. Do not leave the client alone; bring a clinician in now."
                .to_owned()
        }
        (Situation::NotSuitable, Client) => {
            "Something you told us has to be looked at by a physician before any of these \
             treatments. This is not a judgement about you. No style is named, because safety \
             comes before fit."
                .to_owned()
        }
        (Situation::NotSuitable, Coordinator) => {
            "Something the client told you has to be looked at by a physician before any of these \
             treatments. No style is named, because safety comes before fit."
                .to_owned()
        }
        (Situation::Withheld, Client) => {
            "Thank you for answering as you could. Something you told us, or did not want to say, \
             is best talked over with a person before any style is named; so this result names \
             none. It is not a no."
                .to_owned()
        }
        (Situation::Withheld, Coordinator) => {
            "Something the client told you, or did not want to say, is to be talked over with a \
             clinician before any style is named; so this result names none. It is not a no."
                .to_owned()
        }
        (Situation::Open { fit, clear_first }, _) => {
            let told = match audience {
                Client => "what you told us",
                Coordinator => "what the client told you",
            };
            let clear = if clear_first {
                "Before treatment, a clinician has to look at what comes first below. "
            } else {
                ""
            };
            let fits = match fit {
                Fit::Nothing => format!(
                    "None of the styles compared matches {told} clearly. That is an honest \
                     result, not a mistake."
                ),
                Fit::Best(title) => {
                    format!("Of the styles compared, {title} matches {told} most closely.")
                }
                Fit::Close(_) => {
                    "There is no winner among them: so few points between them mean little."
                        .to_owned()
                }
                Fit::InOrder(..) => format!("Both match {told}, one after the other."),
            };
            format!("{clear}{fits} Nothing is decided here: talk it over with a professional.")
        }
    }
}

/// A score: "12 of 21, moderate".
#[must_use]
pub fn score(points: i64, highest: i64, band: &str) -> String {
    format!("{points} of {highest}, {band}")
}

/// What the author says of equally good treatments that overlap.
#[must_use]
pub fn hard_to_tell_apart(titles: [&str; 2]) -> String {
    format!(
        "{} are hard to tell apart: they overlap, and places use the names differently. Ask what \
         is included.",
        listed(&titles, "and")
    )
}

/// The sentence before treatments that are as good as a sequence.
pub const BESIDE_SEQUENCE: &str = "This fits equally well:";

/// Beside the first of a sequence.
pub const FIRST: &str = "First";

/// Beside what follows in a sequence.
pub const THEN: &str = "Then";

/// Points for and against, such as "7 points (8 for, 1 against)".
#[must_use]
pub fn points(sum: i32, pros: i32, cons: i32) -> String {
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
pub fn weight(title: &str, points: i32) -> String {
    format!("{title} {}", signed(points, true))
}

fn signed(points: i32, plus: bool) -> String {
    match points {
        ..=-1 => format!("\u{2212}{}", points.unsigned_abs()),
        1.. if plus => format!("+{points}"),
        _ => points.to_string(),
    }
}

/// Beside a treatment that is suggested.
pub const SUGGESTED: &str = "suggested";

/// Beside a treatment that needs clearance.
pub const CLEAR_FIRST: &str = "to be cleared first";

/// In place of the bar of an excluded treatment.
pub const RULED_OUT: &str = "Not compared: a safety reason rules it out.";

/// How many points it takes to stand out.
#[must_use]
pub fn minimum(points: i32) -> String {
    format!(
        "A style stands out from {} on.",
        Count(usize::try_from(points).unwrap_or(0), "point")
    )
}

/// Before the answers that a finding used.
#[must_use]
pub const fn because_answered(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Because you answered:",
        Audience::Coordinator => "Because the client answered:",
    }
}

/// Before what the coordinator does.
pub const NOW: &str = "Now:";

/// Before the treatments that a safety finding concerns.
#[must_use]
pub fn concerns(titles: &[&str]) -> String {
    format!("Concerns {} alone.", listed(titles, "and"))
}

/// Before what a finding weighs.
pub const POINTS: &str = "Points:";

/// Before the ids of sources.
pub const SOURCES: &str = "Sources:";

/// Before the id of a rule.
pub const RULE: &str = "Rule:";

/// With whom to clear something.
#[must_use]
pub fn clear_with(whom: &str) -> String {
    format!("With {whom}")
}

/// How the author knows a source.
#[must_use]
pub const fn seen(read: bool) -> &'static str {
    if read {
        "read by the author"
    } else {
        "from the author's memory, to be checked"
    }
}

/// The heading over whom to call.
#[must_use]
pub const fn crisis_heading(emergency: bool, audience: Audience) -> &'static str {
    match (emergency, audience) {
        (true, _) => "Who to call now",
        (false, Audience::Client) => "If you need somebody to talk to",
        (false, Audience::Coordinator) => "Numbers to give to the client",
    }
}

/// Before the emergency number, where it comes first.
pub const CALL: &str = "Call ";

/// Before the emergency number, where crisis lines come first.
pub const IN_DANGER: &str = "In danger right now: call ";

/// Before the crisis lines, where the emergency number comes first.
pub const ALSO_THERE: &str = "Also there to talk to:";

/// The emergency number of a set that knows none.
pub const LOCAL_NUMBER: &str = "your local emergency number";

/// For which region the numbers are, and how old they are.
#[must_use]
pub fn numbers_for(region: &str, checked_on: &str) -> String {
    format!("Region: {region}. Numbers checked on {checked_on}.")
}

/// Who reviewed the set.
#[must_use]
pub fn reviewed(by: &str, on: &str) -> String {
    format!("Reviewed by: {by} ({on}).")
}

/// Which question set it was.
#[must_use]
pub fn question_set(id: &str, version: &str, digest: &str) -> String {
    format!("Question set: {id} {version}, digest {digest}.")
}

/// That nobody proved the guarantees.
pub const NOT_CHECKED: &str =
    "Not checked: the guarantees of this question set were not proved for this result.";

/// That the guarantees were proved.
#[must_use]
pub fn checked(guarantees: usize, answer_sets: &str) -> String {
    let hold = if guarantees == 1 { "holds" } else { "hold" };
    format!(
        "Checked: {} {hold} for all {answer_sets} answer sets.",
        Count(guarantees, "guarantee")
    )
}

/// Headings of the parts of a report.
pub mod heading {
    use super::Audience;

    /// What the coordinator does now.
    pub const NOW: &str = "For you as coordinator";
    /// What made it an emergency.
    pub const EMERGENCY: &str = "What to do";
    /// What is to be cleared before treatment.
    pub const CLEAR: &str = "What to clear first";
    /// What excludes every treatment.
    pub const PHYSICIAN: &str = "What to see a physician about";
    /// What is to be cleared besides.
    pub const CLEAR_TOO: &str = "Also to be cleared before treatment";
    /// The suggestion.
    pub const SUGGESTION: &str = "What fits best";
    /// The suggestion, where several are equally good.
    pub const TIE: &str = "What fits equally well";
    /// The suggestion, where one follows the other.
    pub const SEQUENCE: &str = "What fits, and in which order";
    /// The bars.
    pub const COMPARISON: &str = "How the styles compare";
    /// What excludes some treatments.
    pub const RULED_OUT: &str = "Ruled out for safety";
    /// The fit rules.
    pub const WHY: &str = "Why";
    /// Clearance for treatments that are not suggested.
    pub const CLEAR_OTHERS: &str = "To be cleared before another style";
    /// Notes.
    pub const NOTES: &str = "Worth knowing";
    /// What is known of the suggested treatments.
    pub const EVIDENCE: &str = "How well it is known to work";
    /// Scores.
    pub const SCORES: &str = "Scores";
    /// Questions for the provider.
    pub const ASK: &str = "Questions to ask the provider";
    /// Notices.
    pub const NOTICES: &str = "Please note";
    /// Sources.
    pub const SOURCES: &str = "Sources";
    /// The set, its review and its stamp.
    pub const ABOUT: &str = "About this result";

    /// Free text.
    #[must_use]
    pub const fn own_words(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "In your own words",
            Audience::Coordinator => "In the client's words",
        }
    }

    /// What was not provided.
    #[must_use]
    pub const fn not_provided(audience: Audience) -> &'static str {
        match audience {
            Audience::Client => "What you did not say",
            Audience::Coordinator => "What was not provided",
        }
    }
}

/// What a missing answer means.
#[must_use]
pub const fn not_provided(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "That is fine. It only means that nobody should read it as a no.",
        Audience::Coordinator => "Nobody should read this as a no.",
    }
}
