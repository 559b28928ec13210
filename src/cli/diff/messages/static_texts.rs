//! Messages about texts that a result prints whatever the answers are, where two versions of a set
//! differ in them: numbers and crisis lines, notices, and questions for the provider.

use treatfit_core::model::QuestionSet;
use treatfit_proof::diff::{RegionChange, TextChange, TextFate};

use crate::cli::diff::messages::{id_change, push_keys};

/// Heading of the list of emergency numbers and crisis lines that differ.
pub(crate) const CALLS: &str = "whom to call";
/// Heading of the list of regions that differ.
pub(crate) const REGIONS: &str = "regions";
/// Heading of the list of notices that differ.
pub(crate) const NOTICES: &str = "notices";
/// Heading of the list of questions for the provider that differ.
pub(crate) const ASK_PROVIDER: &str = "questions for the provider";

/// Describes in one line how the question whether it is safe to answer here and now changed.
#[must_use]
pub(crate) fn privacy(became: TextFate) -> String {
    let fate = fate(became);
    format!(
        "the question asked before all others, whether it is safe to answer (`privacy`), {fate}"
    )
}

/// Reason with which `--deny less-cautious` refuses a lost contact or a lost privacy question.
pub(crate) const HELP_LOST: &str =
    "a crisis line, an emergency number or the question whether it is safe to answer is lost";

/// Describes, one line each, the changed emergency number, crisis lines and fallback of a region.
#[must_use]
pub(crate) fn calls(old: &QuestionSet, new: &QuestionSet, change: &RegionChange) -> Vec<String> {
    let was = change.old.map(|id| &old.regions[id]);
    let is = change.new.map(|id| &new.regions[id]);
    let Some(name) = is.or(was).map(|region| &region.name) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    match (was, is) {
        (Some(was), Some(is)) => {
            if was.name != is.name {
                lines.push(format!("`{}` is now `{name}`", was.name));
            }
            if was.emergency != is.emergency {
                lines.push(format!(
                    "`{name}`: the emergency number {} changed to {}",
                    was.emergency, is.emergency
                ));
            }
            let line = |it: &TextChange| {
                format!("`{name}`: crisis line \"{}\" {}", it.name, fate(it.fate))
            };
            lines.extend(change.lines.iter().map(line));
            if change.lines.is_empty() && was.lines != is.lines {
                lines.push(format!("`{name}`: crisis lines were reordered"));
            }
            if is.fallback && !was.fallback {
                lines.push(format!(
                    "`{name}` is now used for people who name no region"
                ));
            }
            if was.fallback && !is.fallback {
                lines.push(format!(
                    "`{name}` is no longer used for people who name no region"
                ));
            }
        }
        (Some(_), None) => lines.push(format!(
            "`{name}` lost, with its emergency number and crisis lines"
        )),
        (None, _) => lines.push(format!("`{name}` added")),
    }
    lines
}

const fn fate(became: TextFate) -> &'static str {
    match became {
        TextFate::Removed => "lost",
        TextFate::Changed => "changed",
        TextFate::Added => "added",
    }
}

/// Describes in one line how a region changed.
#[must_use]
pub(crate) fn region(old: &QuestionSet, new: &QuestionSet, change: &RegionChange) -> String {
    let was = change.old.map(|id| old.regions[id].name.as_str());
    let is = change.new.map(|id| new.regions[id].name.as_str());
    let mut text = id_change(was, is, false);
    push_keys(&mut text, &change.keys);
    text
}

/// Describes in one line how a notice changed.
#[must_use]
pub(crate) fn notice(entry: &TextChange) -> String {
    format!("`{}` {}", entry.name, entry.fate.name())
}

/// Describes in one line how a question for the provider changed.
#[must_use]
pub(crate) fn ask_provider(entry: &TextChange) -> String {
    format!("\"{}\" {}", entry.name, entry.fate.name())
}
