//! Resolves rules and sequences.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::{RawLevel, RawRule};
use crate::load::resolve::condition::Reader;
use crate::load::resolve::head::{MOST_POINTS, optional, wording};
use crate::load::resolve::named::NamedConditions;
use crate::load::resolve::names::{Names, find, find_all};
use crate::load::resolve::{PartFile, each};
use crate::load::tree::Spot;
use crate::model::{Effect, Id, Level, Rule, SafetyEffect, Sequence, Source, Table, Treatment};

/// The largest number of rules of a set.
const MOST_RULES: usize = 5_000;

pub(super) fn rules(
    parts: &[PartFile<'_>],
    reader: &Reader<'_>,
    conditions: &NamedConditions,
    treatments: &Table<Treatment>,
    sources: &Table<Source>,
    report: &mut Problems,
) -> Table<Rule> {
    let mut names = Names::new("rule");
    let mut table = Table::default();
    for (at, raw) in each(parts, "rules", |raw| &raw.rules) {
        let id_at = at.key("id").mark();
        if !names.take(&raw.id, id_at, report) {
            continue;
        }
        if table.len() == MOST_RULES {
            report.error(id_at, messages::too_many("rule", MOST_RULES));
            break;
        }
        if raw.sources.is_empty() {
            report.error(id_at, messages::no_source("rule", &raw.id));
        }
        if let Some(at) = at.try_key("do_client")
            && raw.action.is_none()
        {
            report.error(at.key_mark(), messages::client_alone("do_client", "do"));
        }
        table.push(Rule {
            name: raw.id.clone(),
            when: reader.resolve(&raw.when, conditions, at.key("when"), report),
            effect: effect(at, raw, treatments, report),
            because: wording(&raw.because, raw.because_client.as_ref()),
            action: raw
                .action
                .as_ref()
                .map(|own| wording(own, raw.action_client.as_ref())),
            coordinator: optional(raw.coordinator.as_ref()),
            private: raw.private,
            sources: find_all(sources, "source", &raw.sources, at.key("sources"), report),
        });
    }
    table
}

/// Resolves the effect of a rule: that of a safety rule if it has a `level`, of a fit rule if it
/// has `points`.
fn effect(
    at: Spot<'_>,
    raw: &RawRule,
    treatments: &Table<Treatment>,
    report: &mut Problems,
) -> Effect {
    match (raw.level, &raw.points) {
        (Some(level), None) => Effect::Safety(safety(at, raw, level, treatments, report)),
        (None, Some(_)) => fit(at, raw, treatments, report),
        (Some(_), Some(_)) => {
            report.error(at.key("points").key_mark(), messages::level_and_points());
            fit(at, raw, treatments, report)
        }
        (None, None) => {
            report.error(
                at.key("id").mark(),
                messages::neither_level_nor_points(&raw.id),
            );
            Effect::Fit(Vec::new())
        }
    }
}

fn fit(
    at: Spot<'_>,
    raw: &RawRule,
    treatments: &Table<Treatment>,
    report: &mut Problems,
) -> Effect {
    for key in [
        "do",
        "clear_with",
        "treatments",
        "crisis_lines",
        "number_first",
        "withhold",
        "coordinator",
    ] {
        if let Some(at) = at.try_key(key)
            && raw.level.is_none()
        {
            report.error(at.key_mark(), messages::only_for_safety_rules(key));
        }
    }
    let at = at.key("points");
    let points = raw.points.as_ref().map_or(&[][..], |points| &points.0);
    if points.is_empty() {
        report.error(at.key_mark(), messages::no_points());
    }
    let mut given = Vec::with_capacity(points.len());
    for (name, points) in points {
        let at = at.key(name);
        if *points == 0 {
            report.error(at.mark(), messages::zero_points());
        } else if !(-MOST_POINTS..=MOST_POINTS).contains(points) {
            let message = messages::points_out_of_range(name, -MOST_POINTS, MOST_POINTS);
            report.error(at.mark(), message);
        }
        if let Some(id) = find(treatments, "treatment", name, at.key_mark(), report) {
            given.push((id, *points));
        }
    }
    Effect::Fit(given)
}

fn safety(
    at: Spot<'_>,
    raw: &RawRule,
    level: RawLevel,
    treatments: &Table<Treatment>,
    report: &mut Problems,
) -> SafetyEffect {
    let level = match level {
        RawLevel::Emergency => Level::Emergency,
        RawLevel::Exclude => Level::Exclude,
        RawLevel::Clearance => Level::Clearance,
        RawLevel::Note => Level::Note,
    };
    let level_at = at.key("level").mark();
    if level > Level::Note && raw.action.is_none() && at.try_key("do").is_none() {
        report.error(level_at, messages::no_action(level.name()));
    }
    if level == Level::Clearance && raw.clear_with.is_none() && at.try_key("clear_with").is_none() {
        report.error(level_at, messages::no_clear_with());
    }
    if !matches!(level, Level::Clearance | Level::Exclude)
        && let Some(at) = at.try_key("clear_with")
    {
        report.error(
            at.key_mark(),
            messages::clear_with_not_allowed(level.name()),
        );
    }
    if raw.withhold && (!SafetyEffect::may_withhold(level) || raw.treatments.is_some()) {
        report.error(
            at.key("withhold").key_mark(),
            messages::withhold_not_allowed(),
        );
    }
    SafetyEffect {
        level,
        treatments: concerned(at, raw, level, treatments, report),
        crisis_lines: raw.crisis_lines,
        number_first: raw.number_first,
        withhold: raw.withhold,
        clear_with: optional(raw.clear_with.as_ref()),
    }
}

/// Resolves the treatments that a safety rule concerns; `None` for all.
fn concerned(
    at: Spot<'_>,
    raw: &RawRule,
    level: Level,
    treatments: &Table<Treatment>,
    report: &mut Problems,
) -> Option<Vec<Id<Treatment>>> {
    let names = raw.treatments.as_ref()?;
    let at = at.key("treatments");
    if level == Level::Emergency {
        report.error(at.key_mark(), messages::treatments_not_allowed());
    }
    if names.is_empty() {
        report.error(at.key_mark(), messages::concerns_no_treatment());
    }
    Some(find_all(treatments, "treatment", names, at, report))
}

pub(super) fn sequences(
    parts: &[PartFile<'_>],
    reader: &Reader<'_>,
    conditions: &NamedConditions,
    treatments: &Table<Treatment>,
    sources: &Table<Source>,
    report: &mut Problems,
) -> Table<Sequence> {
    let mut names = Names::new("sequence");
    let mut table = Table::default();
    for (at, raw) in each(parts, "sequences", |raw| &raw.sequences) {
        let id_at = at.key("id").mark();
        if !names.take(&raw.id, id_at, report) {
            continue;
        }
        if raw.sources.is_empty() {
            report.error(id_at, messages::no_source("sequence", &raw.id));
        }
        let (first_at, then_at) = (at.key("first").mark(), at.key("then").mark());
        let first = find(treatments, "treatment", &raw.first, first_at, report);
        let then = find(treatments, "treatment", &raw.then, then_at, report);
        let when = reader.resolve(&raw.when, conditions, at.key("when"), report);
        let sources = find_all(sources, "source", &raw.sources, at.key("sources"), report);
        let (Some(first), Some(then)) = (first, then) else {
            continue;
        };
        if first == then {
            report.error(then_at, messages::first_is_then(&raw.then));
        }
        table.push(Sequence {
            name: raw.id.clone(),
            first,
            then,
            when,
            because: wording(&raw.because, raw.because_client.as_ref()),
            sources,
        });
    }
    table
}
