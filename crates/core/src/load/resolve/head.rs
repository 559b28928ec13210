//! Resolves `set.yaml`: the treatments, the decision parameters, the notices and the rest of the
//! head.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::resolve::HeadFile;
use crate::load::resolve::names::{Names, find_all, is_id};
use crate::load::tree::Spot;
use crate::model::{
    ClosePair, Decision, Notice, Privacy, Reviewed, Source, Table, Treatment, Wording,
};

/// The version of the format that this crate reads.
const FORMAT: i64 = 1;

/// The largest number of treatments of a set.
const MOST_TREATMENTS: usize = 16;

/// The largest number of points in decisions and rules: more than any set needs, and too small for
/// an overflow of sums.
pub(super) const MOST_POINTS: i32 = 1000;

/// Trims a text.
pub(super) fn clean(text: &str) -> String {
    text.trim().to_owned()
}

pub(super) fn optional(text: Option<&String>) -> Option<String> {
    text.map(|text| clean(text))
}

pub(super) fn wording(own: &str, client: Option<&String>) -> Wording {
    Wording {
        own: clean(own),
        client: optional(client),
    }
}

pub(super) fn version(head: &HeadFile<'_>) -> String {
    clean(&head.raw.version)
}

pub(super) fn title(head: &HeadFile<'_>) -> String {
    clean(&head.raw.title)
}

pub(super) fn ask_provider(head: &HeadFile<'_>) -> Vec<String> {
    head.raw
        .ask_provider
        .iter()
        .map(|text| clean(text))
        .collect()
}

pub(super) fn intro(head: &HeadFile<'_>) -> Option<Wording> {
    let own = head.raw.intro.as_ref()?;
    Some(wording(own, head.raw.intro_client.as_ref()))
}

pub(super) fn privacy(head: &HeadFile<'_>) -> Option<Privacy> {
    let raw = head.raw.privacy.as_ref()?;
    Some(Privacy {
        ask: wording(&raw.ask, raw.ask_client.as_ref()),
        why: wording(&raw.why, raw.why_client.as_ref()),
        not_safe: wording(&raw.not_safe, raw.not_safe_client.as_ref()),
    })
}

pub(super) fn treatments(
    head: &HeadFile<'_>,
    sources: &Table<Source>,
    report: &mut Problems,
) -> Table<Treatment> {
    let at = head.root.key("treatments");
    check_identity(head, report);
    if head.raw.treatments.is_empty() {
        report.error(at.mark(), messages::nothing_to_compare());
    } else if head.raw.treatments.len() > MOST_TREATMENTS {
        report.error(at.mark(), messages::too_many("treatment", MOST_TREATMENTS));
    }
    let mut names = Names::new("treatment");
    let mut table = Table::default();
    for (position, raw) in head.raw.treatments.iter().enumerate() {
        let at = at.item(position);
        if names.take(&raw.id, at.key("id").mark(), report) {
            table.push(Treatment {
                name: raw.id.clone(),
                title: clean(&raw.name),
                summary: clean(&raw.summary),
                evidence: clean(&raw.evidence),
                sources: find_all(sources, "source", &raw.sources, at.key("sources"), report),
            });
        }
    }
    table
}

/// Checks the format version, the set's id, and that the introduction is complete.
fn check_identity(head: &HeadFile<'_>, report: &mut Problems) {
    if head.raw.format != FORMAT {
        let at = head.root.key("format").mark();
        report.error(at, messages::unknown_format(head.raw.format, FORMAT));
    }
    if !is_id(&head.raw.id, false) {
        report.error(
            head.root.key("id").mark(),
            messages::bad_id("set", &head.raw.id),
        );
    }
    if head.raw.intro.is_none()
        && let Some(at) = head.root.try_key("intro_client")
    {
        report.error(
            at.key_mark(),
            messages::client_alone("intro_client", "intro"),
        );
    }
}

pub(super) fn reviewed(head: &HeadFile<'_>, report: &mut Problems) -> Reviewed {
    let raw = &head.raw.reviewed;
    let at = head.root.key("reviewed").key("on");
    Reviewed {
        by: clean(&raw.by),
        on: date(&raw.on, at, report),
    }
}

/// Returns a date such as `2026-11-21` as written, and reports one that does not exist.
pub(super) fn date(text: &str, at: Spot<'_>, report: &mut Problems) -> String {
    if !is_date(text) {
        report.error(at.mark(), messages::not_a_date(text));
    }
    text.to_owned()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

pub(super) fn decision(
    head: &HeadFile<'_>,
    treatments: &Table<Treatment>,
    report: &mut Problems,
) -> Decision {
    let raw = &head.raw.decision;
    let at = head.root.key("decision");
    for (key, points) in [("minimum", raw.minimum), ("close", raw.close)] {
        if !(0..=MOST_POINTS).contains(&points) {
            report.error(
                at.key(key).mark(),
                messages::points_out_of_range(key, 0, MOST_POINTS),
            );
        }
    }
    let mut close_pairs: Vec<ClosePair> = Vec::new();
    for (position, pair) in raw.close_pairs.iter().enumerate() {
        let at = at.key("close_pairs").item(position);
        let between = find_all(
            treatments,
            "treatment",
            &pair.between,
            at.key("between"),
            report,
        );
        if pair.between.len() != 2 {
            report.error(
                at.key("between").mark(),
                messages::not_two(pair.between.len()),
            );
        }
        if !(raw.close..=MOST_POINTS).contains(&pair.within) {
            let at = at.key("within").mark();
            report.error(
                at,
                messages::points_out_of_range("within", raw.close, MOST_POINTS),
            );
        }
        if let [one, other] = *between.as_slice() {
            let pair = ClosePair {
                between: [one, other],
                within: pair.within,
            };
            let same =
                |known: &ClosePair| known.between == [one, other] || known.between == [other, one];
            if close_pairs.iter().any(same) {
                report.error(at.key("between").mark(), messages::pair_twice());
            }
            close_pairs.push(pair);
        }
    }
    Decision {
        minimum: raw.minimum,
        close: raw.close,
        close_pairs,
    }
}

pub(super) fn notices(head: &HeadFile<'_>, report: &mut Problems) -> Vec<Notice> {
    let at = head.root.key("notices");
    let raw = &head.raw.notices.0;
    if !raw.iter().any(|(name, _)| name == "consult") {
        report.error(at.key_mark(), messages::no_consult());
    }
    let mut names = Names::new("notice");
    let mut notices = Vec::new();
    for (name, text) in raw {
        if names.take(name, at.key(name).key_mark(), report) {
            notices.push(Notice {
                name: name.clone(),
                text: clean(text),
            });
        }
    }
    notices
}
