//! Resolves sources, and regions with their crisis lines.

use std::collections::BTreeSet;

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::RawSeen;
use crate::load::resolve::head::{clean, date, optional};
use crate::load::resolve::names::{Names, find_all};
use crate::load::resolve::{PartFile, each};
use crate::model::{CrisisLine, Id, QuestionSet, Region, Seen, Source, Table};

pub(super) fn sources(parts: &[PartFile<'_>], report: &mut Problems) -> Table<Source> {
    let mut names = Names::new("source");
    let mut table = Table::default();
    for (at, raw) in each(parts, "sources", |raw| &raw.sources) {
        if !names.take(&raw.id, at.key("id").mark(), report) {
            continue;
        }
        if let Some(url) = &raw.url
            && !(url.starts_with("https://") || url.starts_with("http://"))
        {
            report.error(at.key("url").mark(), messages::not_a_url(url));
        }
        table.push(Source {
            name: raw.id.clone(),
            title: clean(&raw.title),
            year: raw.year,
            url: optional(raw.url.as_ref()),
            seen: match raw.seen {
                RawSeen::Read => Seen::Read,
                RawSeen::Memory => Seen::Memory,
            },
        });
    }
    table
}

pub(super) fn regions(
    parts: &[PartFile<'_>],
    sources: &Table<Source>,
    report: &mut Problems,
) -> Table<Region> {
    let mut names = Names::new("region");
    let mut table: Table<Region> = Table::default();
    let mut first = None;
    for (at, raw) in each(parts, "regions", |raw| &raw.regions) {
        first = first.or(Some(at));
        if !names.take(&raw.id, at.key("id").mark(), report) {
            continue;
        }
        if raw.fallback
            && let Some(known) = table.values().find(|region| region.fallback)
        {
            report.error(
                at.key("fallback").mark(),
                messages::second_fallback(&known.name),
            );
        }
        if !raw.emergency.chars().any(char::is_alphanumeric) {
            report.error(at.key("emergency").mark(), messages::no_number(&raw.id));
        }
        table.push(Region {
            name: raw.id.clone(),
            title: clean(&raw.name),
            emergency: clean(&raw.emergency),
            lines: raw
                .lines
                .iter()
                .map(|line| CrisisLine {
                    name: clean(&line.name),
                    contact: clean(&line.contact),
                    hours: optional(line.hours.as_ref()),
                })
                .collect(),
            checked_on: date(&raw.checked_on, at.key("checked_on"), report),
            fallback: raw.fallback,
            sources: find_all(sources, "source", &raw.sources, at.key("sources"), report),
        });
    }
    if let Some(at) = first
        && !table.values().any(|region| region.fallback)
    {
        report.error(at.key("id").mark(), messages::no_fallback());
    }
    table
}

/// Warns of sources that nothing cites.
pub(super) fn check_cited(parts: &[PartFile<'_>], set: &QuestionSet, report: &mut Problems) {
    let cited: BTreeSet<Id<Source>> = set
        .treatments
        .values()
        .map(|treatment| &treatment.sources)
        .chain(set.rules.values().map(|rule| &rule.sources))
        .chain(set.scores.values().map(|score| &score.sources))
        .chain(set.sequences.values().map(|sequence| &sequence.sources))
        .chain(set.regions.values().map(|region| &region.sources))
        .flatten()
        .copied()
        .collect();
    for (at, raw) in each(parts, "sources", |raw| &raw.sources) {
        if set
            .sources
            .find(&raw.id)
            .is_some_and(|id| !cited.contains(&id))
        {
            report.warning(at.key("id").mark(), messages::not_cited(&raw.id));
        }
    }
}
