//! Messages of `diff`: the difference between two versions of a set, in English.

pub(super) mod answer_texts;
pub(super) mod static_texts;

use std::fmt::Write;

use num_bigint::BigUint;
use treatfit_core::model::{QuestionSet, Status};
use treatfit_core::text::{grouped, listed};
use treatfit_proof::diff::{
    Cell, Difference, Direction, Incomparable, QuestionChange, Reason, RuleChange, TreatmentChange,
    VisibleOutcome,
};

use crate::cli::count::{answer_sets, many as number};

/// Heading of the witnesses: exact counts and example answers, one block for each cell.
pub(super) const ANSWERS: &str = "answers that show each of these changes";
/// Heading of the list of questions that differ.
pub(super) const QUESTIONS: &str = "questions";
/// Heading of the list of rules that differ.
pub(super) const RULES: &str = "rules";
/// Heading of the list of rules that do not differ themselves, but are found for other answer sets
/// because of other changes.
pub(super) const RULES_REACHED: &str = "unchanged rules that are found more or less often";
/// Heading of the list of treatments that differ.
pub(super) const TREATMENTS: &str = "treatments";
/// Heading of the list of scores that differ.
pub(super) const SCORES: &str = "scores";
/// Heading of the visible outcomes that are the same in both versions.
pub(super) const UNCHANGED: &str = "unchanged";

/// Hint for a comparison that exceeded the node budget.
pub(super) const OVER_BUDGET_HINT: &str =
    "nothing is claimed; a larger `--budget` takes more memory";
/// Error for an example on which the engine contradicts the proof. It has never been observed.
pub(super) const DISAGREEMENT: &str =
    "not proved: the engine contradicts the proof on an example answer set";
/// Hint for [`DISAGREEMENT`].
pub(super) const DISAGREEMENT_HINT: &str =
    "nothing is claimed; this is a bug in treatfit, please report it with both sets";

/// Explains, below the lists, what the counts count.
pub(super) const OF_ANSWER_SETS: &str = "Counts are of answer sets of both questionnaires together, not of people: \
     a question that both ask has the same answer in both; a question that only one asks takes \
     every possible answer.";

/// Line for a changed order of questions.
pub(super) const REORDERED: &str = "questions were reordered";

/// Returns the sentence on what is the same for all answer sets, or `None` if nothing is. Answer
/// texts are not covered by these proofs, so changed ones are added as a caveat.
#[must_use]
pub(super) fn unchanged_summary(difference: &Difference) -> Option<String> {
    let same = same_for_all(difference)?;
    let texts = &difference.answer_texts;
    if texts.unchanged() {
        return Some(same.to_owned());
    }
    let mut summary = format!("by id, {same}");
    if !texts.moved.is_empty() {
        let _ = write!(
            summary,
            "; but {}, see above",
            answer_texts::moved_summary(texts.moved.len())
        );
    }
    if !texts.reworded.is_empty() {
        let _ = write!(
            summary,
            "; {}",
            answer_texts::reworded_summary(texts.reworded.len())
        );
    }
    Some(summary)
}

/// Returns the strongest proved statement on what is the same, comparing questions, options and
/// treatments by id.
fn same_for_all(difference: &Difference) -> Option<&'static str> {
    if difference.wording_only() && difference.unjudged_texts_differ() {
        Some(
            "wording only: no answer set changes its outcome (proved); the words themselves are not \
             judged, see below",
        )
    } else if difference.wording_only() {
        Some("wording only: no answer set changes its outcome (proved)")
    } else if difference.same_by_id() {
        Some("no answer set changes its outcome (proved)")
    } else if difference.same_outcomes() {
        Some("no answer set changes its outcome (proved); what is asked changes, see below")
    } else if difference.same_results() && !difference.keeps_findings {
        Some(
            "no answer set changes its status or what is suggested (proved); in some emergencies a \
             safety finding is no longer made, because the interview ends before it gets that far; \
             other changes are listed here",
        )
    } else if difference.same_results() {
        Some(
            "no answer set changes its status or what is suggested, and none loses a safety finding \
             (proved); other changes are listed here",
        )
    } else {
        None
    }
}

/// Returns the heading over the cells of one direction: `many` of `all` answer sets.
#[must_use]
pub(super) fn heading(direction: Direction, many: &BigUint, all: &BigUint) -> String {
    let direction = match direction {
        Direction::LessCautious => "less cautious",
        Direction::MoreCautious => "more cautious",
        Direction::Other => "changed, neither more nor less cautious",
    };
    format!("{direction}, {} of {}:", number(many), answer_sets(all))
}

/// Returns the error with which `--deny less-cautious` refuses the new version.
#[must_use]
pub(super) fn refused(difference: &Difference) -> String {
    let many = difference.pair_count(Direction::LessCautious);
    let results = (many != BigUint::ZERO).then(|| less_cautious(&many));
    let moved = difference.answer_texts.moved.len();
    let moved = (moved > 0).then(|| answer_texts::moved_summary(moved));
    let help_lost = difference.static_texts.help_lost();
    let help_lost = help_lost.then(|| static_texts::HELP_LOST.to_owned());
    let reasons: Vec<String> = moved.into_iter().chain(results).chain(help_lost).collect();
    listed(&reasons, "and")
}

fn less_cautious(many: &BigUint) -> String {
    let have = if *many == BigUint::from(1u8) {
        "has"
    } else {
        "have"
    };
    format!(
        "{} {have} a less cautious result than before",
        answer_sets(many)
    )
}

/// Returns "answer set" in singular or plural.
fn sets(many: &BigUint) -> &'static str {
    if *many == BigUint::from(1u8) {
        "answer set"
    } else {
        "answer sets"
    }
}

/// Describes one cell: the old visible outcome, the new one, and the number of answer sets.
#[must_use]
pub(super) fn cell(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> String {
    let (from, to) = (visible(old, &cell.from), visible(new, &cell.to));
    format!("{from} → {to}: {}", answer_sets(&cell.pair_count))
}

/// Returns the number of a cell and its exact count, with no digit rounded away.
#[must_use]
pub(super) fn in_full(place: usize, cell: &Cell) -> String {
    format!(
        "{place}. {} {}",
        grouped(&cell.pair_count),
        sets(&cell.pair_count)
    )
}

/// Describes a visible outcome that is the same in both versions, with its number of answer sets.
#[must_use]
pub(super) fn unchanged(new: &QuestionSet, it: &VisibleOutcome, many: &BigUint) -> String {
    format!("{}: {}", visible(new, it), number(many))
}

/// Describes a visible outcome: "`needs_clearance`: kap or kat, with crisis lines".
fn visible(set: &QuestionSet, shown: &VisibleOutcome) -> String {
    let mut text = shown.status.name().to_owned();
    let name = |id| set.treatments[id].name.as_str();
    let names: Vec<&str> = shown.suggested.iter().map(|&id| name(id)).collect();
    if !names.is_empty() {
        text.push_str(": ");
        text.push_str(&listed(&names, "or"));
    }
    if let Some((first, then)) = shown.order {
        text.push_str(", first ");
        text.push_str(name(first));
        text.push_str(", then ");
        text.push_str(name(then));
    }
    if shown.withheld {
        text.push_str(", no treatment named");
    }
    let emergency = shown.status == Status::Emergency;
    text.push_str(match (shown.crisis_lines, shown.emergency_first) {
        (true, true) => ", with crisis lines after the emergency number",
        (true, false) => ", with crisis lines",
        (false, true) if !emergency => ", with the emergency number",
        (false, _) => "",
    });
    text
}

/// Explains why a cell is less or more cautious, and which findings its example loses. Empty for a
/// cell that is neither.
#[must_use]
pub(super) fn reasons(old: &QuestionSet, cell: &Cell) -> String {
    let reasons: Vec<&str> = cell.reasons.iter().map(|&it| reason(it)).collect();
    let mut text = listed(&reasons, "and");
    if cell.direction() == Direction::LessCautious && !cell.lost_findings.is_empty() {
        let lost = cell
            .lost_findings
            .iter()
            .map(|&id| format!("`{}`", old.rules[id].name));
        text.push_str("; findings lost or milder: ");
        text.push_str(&listed(&lost.collect::<Vec<_>>(), "and"));
    }
    text
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::EmergencyLifted => "no longer an emergency",
        Reason::CrisisLinesLost => "crisis lines no longer shown",
        Reason::EmergencyNumberNoLongerFirst => "the emergency number no longer first",
        Reason::ExcludedSuggested => "an excluded treatment suggested",
        Reason::MilderStatus => "a milder status",
        Reason::NoLongerWithheld => "treatments named that were withheld",
        Reason::EmergencyFindingLost => "an emergency finding lost or milder",
        Reason::ExcludeFindingLost => "an exclusion lost or milder",
        Reason::ClearanceFindingLost => "a clearance lost or milder",
        Reason::NoteLost => "a note lost",
        Reason::PrivacyLost => "an answer no longer kept from a client's result",
        Reason::GraverStatus => "a graver status",
        Reason::CrisisLinesGained => "crisis lines shown",
        Reason::EmergencyNumberFirst => "the emergency number first",
        Reason::SuggestedExcluded => "a suggested treatment excluded",
        Reason::NowWithheld => "treatments withheld",
    }
}

/// Describes in one line how a question changed.
#[must_use]
pub(super) fn question(old: &QuestionSet, new: &QuestionSet, change: &QuestionChange) -> String {
    let was = change.old.map(|id| old.questions[id].name.as_str());
    let is = change.new.map(|id| new.questions[id].name.as_str());
    let untouched = change.keys.is_empty()
        && change.options_added.is_empty()
        && change.options_removed.is_empty()
        && change.options_renamed.is_empty();
    let mut text = id_change(was, is, untouched);
    push_keys(&mut text, &change.keys);
    for (word, options) in [
        ("options removed", &change.options_removed),
        ("options added", &change.options_added),
    ] {
        if !options.is_empty() {
            text.push_str("; ");
            text.push_str(word);
            text.push_str(": ");
            text.push_str(&options.join(", "));
        }
    }
    for (before, after) in &change.options_renamed {
        text.push_str("; option `");
        text.push_str(before);
        text.push_str("` is now `");
        text.push_str(after);
        text.push('`');
    }
    if let Some(apart) = change.incomparable {
        text.push_str("; answers can't be compared: ");
        text.push_str(match apart {
            Incomparable::QuestionKind => "another kind of answer",
            Incomparable::Unit => "another unit",
            Incomparable::NothingInCommon => "no answer in common",
        });
    }
    let sides = (change.old, change.new);
    more_and_fewer(
        &mut text,
        ("asked", "was asked"),
        sides,
        (&change.newly_asked, &change.no_longer_asked),
    );
    text
}

/// Describes in one line how a rule changed.
#[must_use]
pub(super) fn rule(old: &QuestionSet, new: &QuestionSet, change: &RuleChange) -> String {
    let was = change.old.map(|id| old.rules[id].name.as_str());
    let is = change.new.map(|id| new.rules[id].name.as_str());
    let mut text = id_change(was, is, change.keys.is_empty());
    push_keys(&mut text, &change.keys);
    if !change.matters() {
        text.push_str("; this changes no outcome");
    }
    if ["because", "do", "coordinator", "clear_with"]
        .iter()
        .any(|key| change.keys.contains(key))
    {
        text.push_str("; review its texts");
    }
    let sides = (change.old, change.new);
    more_and_fewer(
        &mut text,
        ("found", "was found"),
        sides,
        (&change.newly_found, &change.no_longer_found),
    );
    text
}

/// Describes in one line how a treatment changed.
#[must_use]
pub(super) fn treatment(old: &QuestionSet, new: &QuestionSet, change: &TreatmentChange) -> String {
    let was = change.old.map(|id| old.treatments[id].name.as_str());
    let is = change.new.map(|id| new.treatments[id].name.as_str());
    let mut text = id_change(was, is, false);
    push_keys(&mut text, &change.keys);
    text
}

/// Describes in one line a score that differs.
#[must_use]
pub(super) fn score(id: &str) -> String {
    format!(
        "`{id}` changed (items, points, bands or when it is given), or exists in one version only"
    )
}

/// Appends a clause such as "; found for 12 more and 3 fewer answer sets". An item that only one
/// version has is compared with nothing, so its count stands without "more" or "fewer"; a removed
/// item takes the past tense.
fn more_and_fewer<T>(
    text: &mut String,
    (present, past): (&str, &str),
    (was, is): (Option<T>, Option<T>),
    (more, fewer): (&BigUint, &BigUint),
) {
    let compared = was.is_some() && is.is_some();
    let verb = if is.is_none() { past } else { present };
    let parts = [(more, "more"), (fewer, "fewer")];
    let parts = parts
        .into_iter()
        .filter(|(many, _)| **many != BigUint::ZERO);
    let parts: Vec<String> = parts
        .map(|(many, word)| {
            let word = if compared {
                format!(" {word}")
            } else {
                String::new()
            };
            format!("{}{word}", number(many))
        })
        .collect();
    if let Some(last) = [fewer, more]
        .into_iter()
        .find(|many| **many != BigUint::ZERO)
    {
        let (parts, sets) = (listed(&parts, "and"), sets(last));
        let _ = write!(text, "; {verb} for {parts} {sets}");
    }
}

/// Describes a change by the ids of an item: renamed, changed, removed or added. `untouched` means
/// that the item itself is the same and only the answer sets it applies to differ.
pub(super) fn id_change(was: Option<&str>, is: Option<&str>, untouched: bool) -> String {
    match (was, is) {
        (Some(was), Some(is)) if was != is => format!("`{was}` is now `{is}`"),
        (Some(name), Some(_)) if untouched => format!("`{name}` unchanged"),
        (Some(name), Some(_)) => format!("`{name}` changed"),
        (Some(was), None) => format!("`{was}` removed"),
        (None, Some(is)) => format!("`{is}` added"),
        (None, None) => String::new(),
    }
}

/// Appends the keys that differ: ": level, points".
pub(super) fn push_keys(text: &mut String, keys: &[&str]) {
    if !keys.is_empty() {
        text.push_str(": ");
        text.push_str(&keys.join(", "));
    }
}
