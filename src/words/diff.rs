//! What is said of the difference between two versions of a set.

use crate::proof::changes::{QuestionChange, RuleChange};
use crate::proof::diff::{Cell, Direction, Reason};
use crate::proof::joint::Apart;
use crate::proof::shown::Shown;
use crate::set::QuestionSet;

use super::count::listed;

/// Said where nothing that is asked or comes out changes.
pub const WORDING_ONLY: &str = "wording only: no answer set changes its outcome (proved)";

/// Said where nothing that comes out changes, but something is asked otherwise.
pub const SAME_OUTCOMES: &str =
    "no answer set changes its outcome (proved); what is asked changes, see below";

/// Said under every matrix.
pub const OF_ANSWER_SETS: &str = "Counts are of answer sets of both questionnaires together, not of people: \
     answers to questions that both ask are the same, answers to a question that only one asks \
     range freely.";

/// The heading over cells that go one way.
#[must_use]
pub const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::LessCautious => "less cautious",
        Direction::MoreCautious => "more cautious",
        Direction::Other => "otherwise different",
    }
}

/// What somebody is shown: "`needs_clearance`: kap or kat, with crisis lines".
#[must_use]
pub fn shown(set: &QuestionSet, shown: &Shown) -> String {
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
    if shown.crisis_lines {
        text.push_str(", with crisis lines");
    }
    text
}

/// Why a cell is less or more cautious; nothing where it is neither.
#[must_use]
pub fn reasons(cell: &Cell) -> String {
    let reasons: Vec<&str> = cell.reasons.iter().map(|&it| reason(it)).collect();
    listed(&reasons, "and")
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::MilderStatus => "a milder status",
        Reason::CrisisLinesLost => "crisis lines lost",
        Reason::NoLongerWithheld => "treatments named that were withheld",
        Reason::ExcludedSuggested => "an excluded treatment suggested",
        Reason::GraverStatus => "a graver status",
        Reason::CrisisLinesGained => "crisis lines shown",
        Reason::NowWithheld => "treatments withheld",
        Reason::SuggestedExcluded => "a suggested treatment excluded",
    }
}

/// What happened to a question, in a line.
#[must_use]
pub fn question(old: &QuestionSet, new: &QuestionSet, change: &QuestionChange) -> String {
    let was = change.old.map(|id| old.questions[id].name.as_str());
    let is = change.new.map(|id| new.questions[id].name.as_str());
    let mut text = named(was, is);
    more(&mut text, &change.keys);
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
    if let Some(apart) = change.apart {
        text.push_str("; answers can't be compared: ");
        text.push_str(match apart {
            Apart::Kind => "another kind of answer",
            Apart::Unit => "another unit",
            Apart::NothingInCommon => "no answer in common",
        });
    }
    text
}

/// What happened to a rule, in a line.
#[must_use]
pub fn rule(old: &QuestionSet, new: &QuestionSet, change: &RuleChange) -> String {
    let was = change.old.map(|id| old.rules[id].name.as_str());
    let is = change.new.map(|id| new.rules[id].name.as_str());
    let mut text = named(was, is);
    more(&mut text, &change.keys);
    if !change.matters() {
        text.push_str("; no outcome changes through it");
    }
    text
}

fn named(was: Option<&str>, is: Option<&str>) -> String {
    match (was, is) {
        (Some(was), Some(is)) if was != is => format!("`{was}` is now `{is}`"),
        (Some(name), Some(_)) => format!("`{name}` changed"),
        (Some(was), None) => format!("`{was}` removed"),
        (None, Some(is)) => format!("`{is}` added"),
        (None, None) => String::new(),
    }
}

fn more(text: &mut String, keys: &[&str]) {
    if !keys.is_empty() {
        text.push_str(": ");
        text.push_str(&keys.join(", "));
    }
}
