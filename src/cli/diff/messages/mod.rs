//! What is said of the difference between two versions of a set.

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
use crate::cli::diff::messages::{answer_texts as answered_by, static_texts as printed};

/// The heading over answers for each change of an outcome.
pub(super) const ANSWERS: &str = "answers that show it, for each of these";
/// The heading over questions that differ.
pub(super) const QUESTIONS: &str = "questions";
/// The heading over rules that differ.
pub(super) const RULES: &str = "rules";
/// The heading over rules that are as they were, where other changes reach them.
pub(super) const RULES_REACHED: &str = "rules as they were, found more or less often";
/// The heading over treatments that differ.
pub(super) const TREATMENTS: &str = "treatments";
/// The heading over scores that differ.
pub(super) const SCORES: &str = "scores";
/// The heading over what is shown alike.
pub(super) const UNCHANGED: &str = "unchanged";

/// What to do where the diagrams outgrow the budget.
pub(super) const OVER_BUDGET_HINT: &str =
    "nothing is claimed; a larger `--budget` takes more memory";
/// Said where an example does not come to what was proved of it, which nobody has seen.
pub(super) const DISAGREEMENT: &str =
    "not proved: the engine decides otherwise on an example than the proof says";
/// What to do about it.
pub(super) const DISAGREEMENT_HINT: &str =
    "nothing is claimed; this is a fault of treatfit, please report it with both sets";

/// Said under every matrix.
pub(super) const OF_ANSWER_SETS: &str = "Counts are of answer sets of both questionnaires together, not of people: \
     answers to questions that both ask are the same, answers to a question that only one asks \
     range freely.";

/// Said where questions stand in another order.
pub(super) const REORDERED: &str = "questions are asked in another order";

/// What is the same for all answer sets, if anything is.
#[must_use]
pub(super) fn what_stays(difference: &Difference) -> Option<String> {
    let stays = same(difference)?;
    let texts = &difference.answer_texts;
    if texts.unchanged() {
        return Some(stays.to_owned());
    }
    let mut said = format!("by id, {stays}");
    if !texts.moved.is_empty() {
        let _ = write!(
            said,
            "; but {}, see above",
            answered_by::stand_for_else(texts.moved.len())
        );
    }
    if !texts.reworded.is_empty() {
        let _ = write!(
            said,
            "; {}",
            answered_by::were_changed(texts.reworded.len())
        );
    }
    Some(said)
}

/// What is the same by the ids of questions, options and treatments.
fn same(difference: &Difference) -> Option<&'static str> {
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
             safety finding is not made any more, as the interview ends before it comes to that; what \
             else changes, see below",
        )
    } else if difference.same_results() {
        Some(
            "no answer set changes its status or what is suggested, and none loses a safety finding \
             (proved); what else changes is listed here",
        )
    } else {
        None
    }
}

/// The heading over cells that go one way.
#[must_use]
pub(super) fn heading(direction: Direction, many: &BigUint, all: &BigUint) -> String {
    let direction = match direction {
        Direction::LessCautious => "less cautious",
        Direction::MoreCautious => "more cautious",
        Direction::Other => "otherwise different",
    };
    format!("{direction}, {} of {}:", number(many), answer_sets(all))
}

/// Said where `--deny less-cautious` refuses.
#[must_use]
pub(super) fn refused(difference: &Difference) -> String {
    let many = difference.pair_count(Direction::LessCautious);
    let results = (many != BigUint::ZERO).then(|| less_cautious(&many));
    let moved = difference.answer_texts.moved.len();
    let moved = (moved > 0).then(|| answered_by::stand_for_else(moved));
    let help = difference.static_texts.help_lost();
    let help = help.then(|| printed::HELP_LOST.to_owned());
    let reasons: Vec<String> = moved.into_iter().chain(results).chain(help).collect();
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

fn sets(many: &BigUint) -> &'static str {
    if *many == BigUint::from(1u8) {
        "answer set"
    } else {
        "answer sets"
    }
}

/// From what to what, for how many.
#[must_use]
pub(super) fn cell(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> String {
    let (from, to) = (shown(old, &cell.from), shown(new, &cell.to));
    format!("{from} → {to}: {}", answer_sets(&cell.pair_count))
}

/// The number of a cell and its count in full.
#[must_use]
pub(super) fn in_full(place: usize, cell: &Cell) -> String {
    format!(
        "{place}. {} {}",
        grouped(&cell.pair_count),
        sets(&cell.pair_count)
    )
}

/// What is shown alike, for how many.
#[must_use]
pub(super) fn unchanged(new: &QuestionSet, it: &VisibleOutcome, many: &BigUint) -> String {
    format!("{}: {}", shown(new, it), number(many))
}

/// What somebody is shown: "`needs_clearance`: kap or kat, with crisis lines".
fn shown(set: &QuestionSet, shown: &VisibleOutcome) -> String {
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

/// Why a cell is less or more cautious, and what its example loses; nothing where it is neither.
#[must_use]
pub(super) fn reasons(old: &QuestionSet, cell: &Cell) -> String {
    let reasons: Vec<&str> = cell.reasons.iter().map(|&it| reason(it)).collect();
    let mut text = listed(&reasons, "and");
    if cell.direction() == Direction::LessCautious && !cell.lost_findings.is_empty() {
        let lost = cell
            .lost_findings
            .iter()
            .map(|&id| format!("`{}`", old.rules[id].name));
        text.push_str("; no longer found, or milder: ");
        text.push_str(&listed(&lost.collect::<Vec<_>>(), "and"));
    }
    text
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::EmergencyLifted => "no emergency any more",
        Reason::CrisisLinesLost => "crisis lines lost",
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

/// What happened to a question, in a line.
#[must_use]
pub(super) fn question(old: &QuestionSet, new: &QuestionSet, change: &QuestionChange) -> String {
    let was = change.old.map(|id| old.questions[id].name.as_str());
    let is = change.new.map(|id| new.questions[id].name.as_str());
    let untouched = change.keys.is_empty()
        && change.options_added.is_empty()
        && change.options_removed.is_empty()
        && change.options_renamed.is_empty();
    let mut text = named(was, is, untouched);
    which(&mut text, &change.keys);
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
        "asked",
        sides,
        (&change.newly_asked, &change.no_longer_asked),
    );
    text
}

/// What happened to a rule, in a line.
#[must_use]
pub(super) fn rule(old: &QuestionSet, new: &QuestionSet, change: &RuleChange) -> String {
    let was = change.old.map(|id| old.rules[id].name.as_str());
    let is = change.new.map(|id| new.rules[id].name.as_str());
    let mut text = named(was, is, change.keys.is_empty());
    which(&mut text, &change.keys);
    if !change.matters() {
        text.push_str("; no outcome changes through it");
    }
    if ["because", "do", "coordinator", "clear_with"]
        .iter()
        .any(|key| change.keys.contains(key))
    {
        text.push_str("; read its words again");
    }
    let sides = (change.old, change.new);
    more_and_fewer(
        &mut text,
        "found",
        sides,
        (&change.newly_found, &change.no_longer_found),
    );
    text
}

/// What happened to a treatment, in a line.
#[must_use]
pub(super) fn treatment(old: &QuestionSet, new: &QuestionSet, change: &TreatmentChange) -> String {
    let was = change.old.map(|id| old.treatments[id].name.as_str());
    let is = change.new.map(|id| new.treatments[id].name.as_str());
    let mut text = named(was, is, false);
    which(&mut text, &change.keys);
    text
}

/// A score that differs, in a line.
#[must_use]
pub(super) fn score(id: &str) -> String {
    format!("`{id}` is added up or given otherwise, or is in one version alone")
}

/// "; found for 12 more and 3 fewer answer sets"; what is new or gone has no more or fewer.
fn more_and_fewer<T>(
    text: &mut String,
    what: &str,
    (was, is): (Option<T>, Option<T>),
    (more, fewer): (&BigUint, &BigUint),
) {
    let compared = was.is_some() && is.is_some();
    let what = if is.is_none() {
        format!("was {what}")
    } else {
        what.to_owned()
    };
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
        let _ = write!(text, "; {what} for {parts} {sets}");
    }
}

/// What happened to something by its ids; `untouched` if only what stands around it changed.
pub(super) fn named(was: Option<&str>, is: Option<&str>, untouched: bool) -> String {
    match (was, is) {
        (Some(was), Some(is)) if was != is => format!("`{was}` is now `{is}`"),
        (Some(name), Some(_)) if untouched => format!("`{name}` is as it was"),
        (Some(name), Some(_)) => format!("`{name}` changed"),
        (Some(was), None) => format!("`{was}` removed"),
        (None, Some(is)) => format!("`{is}` added"),
        (None, None) => String::new(),
    }
}

/// ": level, points".
pub(super) fn which(text: &mut String, keys: &[&str]) {
    if !keys.is_empty() {
        text.push_str(": ");
        text.push_str(&keys.join(", "));
    }
}
