//! What is said of whom a result tells to call, of its notices and of what to ask the provider, where
//! two versions of a set differ in them.

use treatfit_core::model::QuestionSet;
use treatfit_proof::diff::{RegionChange, TextChange, TextFate};

use crate::cli::diff::messages::{named, which};

/// The heading over numbers and crisis lines that differ.
pub(crate) const CALLS: &str = "whom to call";
/// The heading over regions that differ.
pub(crate) const REGIONS: &str = "regions";
/// The heading over notices that differ.
pub(crate) const NOTICES: &str = "notices";
/// The heading over questions to the provider that differ.
pub(crate) const ASK_PROVIDER: &str = "questions to put to the provider";

/// What happened to the question whether it is safe to answer here and now.
#[must_use]
pub(crate) fn privacy(became: TextFate) -> String {
    let fate = fate(became);
    format!("the question before all others, whether it is safe to answer (`privacy`), {fate}")
}

/// Said where `--deny less-cautious` refuses that nobody can be called any more.
pub(crate) const HELP_LOST: &str =
    "a crisis line, an emergency number or the question whether it is safe to answer is lost";

/// Who is called otherwise in a region, in a line each.
#[must_use]
pub(crate) fn calls(old: &QuestionSet, new: &QuestionSet, change: &RegionChange) -> Vec<String> {
    let was = change.old.map(|id| &old.regions[id]);
    let is = change.new.map(|id| &new.regions[id]);
    let Some(name) = is.or(was).map(|region| &region.name) else {
        return Vec::new();
    };
    let mut said = Vec::new();
    match (was, is) {
        (Some(was), Some(is)) => {
            if was.name != is.name {
                said.push(format!("`{}` is now `{name}`", was.name));
            }
            if was.emergency != is.emergency {
                said.push(format!(
                    "`{name}`: the emergency number {} changed to {}",
                    was.emergency, is.emergency
                ));
            }
            let line = |it: &TextChange| {
                format!("`{name}`: crisis line \"{}\" {}", it.name, fate(it.fate))
            };
            said.extend(change.lines.iter().map(line));
            if change.lines.is_empty() && was.lines != is.lines {
                said.push(format!("`{name}`: crisis lines stand in another order"));
            }
            if is.fallback && !was.fallback {
                said.push(format!("`{name}` is now for whoever names no region"));
            }
            if was.fallback && !is.fallback {
                said.push(format!("`{name}` is no longer for whoever names no region"));
            }
        }
        (Some(_), None) => said.push(format!(
            "`{name}` lost, with its emergency number and crisis lines"
        )),
        (None, _) => said.push(format!("`{name}` added")),
    }
    said
}

const fn fate(became: TextFate) -> &'static str {
    match became {
        TextFate::Removed => "lost",
        TextFate::Changed => "changed",
        TextFate::Added => "added",
    }
}

/// What happened to a region, in a line.
#[must_use]
pub(crate) fn region(old: &QuestionSet, new: &QuestionSet, change: &RegionChange) -> String {
    let was = change.old.map(|id| old.regions[id].name.as_str());
    let is = change.new.map(|id| new.regions[id].name.as_str());
    let mut text = named(was, is, false);
    which(&mut text, &change.keys);
    text
}

/// What happened to a notice, in a line.
#[must_use]
pub(crate) fn notice(entry: &TextChange) -> String {
    format!("`{}` {}", entry.name, entry.fate.name())
}

/// What happened to a question to the provider, in a line.
#[must_use]
pub(crate) fn ask_provider(entry: &TextChange) -> String {
    format!("\"{}\" {}", entry.name, entry.fate.name())
}
