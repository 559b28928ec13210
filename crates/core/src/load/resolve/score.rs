//! Resolves scores and their bands.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::RawScore;
use crate::load::resolve::condition::{Reader, tests_score};
use crate::load::resolve::head::{clean, optional};
use crate::load::resolve::named::NamedConditions;
use crate::load::resolve::names::{Names, find, find_all};
use crate::load::resolve::{PartFile, each};
use crate::load::tree::{Mark, Spot};
use crate::model::{
    Band, Condition, Id, OptionRole, Question, QuestionKind, Score, ScoreItem, Source, Table,
};

/// The largest value of an option: more than any instrument uses, and too small for an overflow of
/// sums.
const MOST: i64 = 1000;

/// The keywords of conditions, which cannot be ids of questions or scores.
pub(super) const RESERVED: [&str; 4] = ["all", "any", "not", "is"];

pub(super) fn scores(
    parts: &[PartFile<'_>],
    questions: &Table<Question>,
    sources: &Table<Source>,
    report: &mut Problems,
) -> Table<Score> {
    let mut names = Names::new("score");
    let mut table = Table::default();
    for (at, raw) in each(parts, "scores", |raw| &raw.scores) {
        let id_at = at.key("id").mark();
        if !names.take(&raw.id, id_at, report) {
            continue;
        }
        if RESERVED.contains(&raw.id.as_str()) {
            report.error(id_at, messages::reserved("score", &raw.id));
        }
        if questions.find(&raw.id).is_some() {
            report.error(id_at, messages::score_named_as_question(&raw.id));
        }
        if raw.sources.is_empty() {
            report.error(id_at, messages::no_source("score", &raw.id));
        }
        if raw.items.is_empty() {
            report.error(at.key("items").mark(), messages::no_items());
        }
        let items = items(at, raw, questions, report);
        table.push(Score {
            name: raw.id.clone(),
            title: clean(&raw.title),
            about: clean(&raw.about),
            licence: optional(raw.licence.as_ref()),
            when: None,
            bands: bands(at, raw, &items, report),
            items,
            sources: find_all(sources, "source", &raw.sources, at.key("sources"), report),
        });
    }
    table
}

/// Resolves the `when` of every score that has one. It may not test a score, which excludes cycles.
pub(super) fn whens(
    parts: &[PartFile<'_>],
    reader: &Reader<'_>,
    conditions: &NamedConditions,
    report: &mut Problems,
) -> Vec<(Id<Score>, Condition)> {
    let mut whens: Vec<(Id<Score>, Condition)> = Vec::new();
    for (at, raw) in each(parts, "scores", |raw| &raw.scores) {
        let (Some(when), Some(id)) = (&raw.when, reader.scores.find(&raw.id)) else {
            continue;
        };
        let at = at.key("when");
        let condition = reader.resolve(when, conditions, at, report);
        if tests_score(&condition, &conditions.table) {
            report.error(at.key_mark(), messages::score_tests_score(&raw.id));
        } else if whens.iter().all(|(known, _)| *known != id) {
            whens.push((id, condition));
        }
    }
    whens
}

/// Stores each `when` in its score.
pub(super) fn attach(scores: &mut Table<Score>, whens: Vec<(Id<Score>, Condition)>) {
    for (id, when) in whens {
        if let Some(score) = scores.values_mut().nth(id.index()) {
            score.when = Some(when);
        }
    }
}

/// Resolves the items of a score and checks its values.
fn items(
    at: Spot<'_>,
    raw: &RawScore,
    questions: &Table<Question>,
    report: &mut Problems,
) -> Vec<ScoreItem> {
    let values_at = at.key("values");
    for (option, value) in &raw.values.0 {
        if !(0..=MOST).contains(value) {
            report.error(
                values_at.key(option).mark(),
                messages::value_out_of_range(option, MOST),
            );
        }
    }
    let mut items: Vec<ScoreItem> = Vec::new();
    for (position, name) in raw.items.iter().enumerate() {
        let at = at.key("items").item(position).mark();
        let Some(id) = find(questions, "question", name, at, report) else {
            continue;
        };
        if items.iter().any(|item| item.question == id) {
            report.error(at, messages::named_twice(name));
            continue;
        }
        let question = &questions[id];
        if !matches!(question.kind, QuestionKind::Choice | QuestionKind::YesNo) {
            report.error(at, messages::not_a_score_item(name));
            continue;
        }
        items.push(item(id, question, raw, report, at));
    }
    for (option, _) in &raw.values.0 {
        let known = items
            .iter()
            .filter_map(|item| questions[item.question].option(option).zip(Some(item)))
            .any(|(position, item)| matches!(item.points.get(position), Some(Some(_))));
        if !known && !items.is_empty() {
            report.error(
                values_at.key(option).key_mark(),
                messages::value_of_no_option(option),
            );
        }
    }
    items
}

/// Looks up the points of each option of one item.
fn item(
    id: Id<Question>,
    question: &Question,
    raw: &RawScore,
    report: &mut Problems,
    at: Mark<'_>,
) -> ScoreItem {
    let value = |name: &str| {
        let found = raw.values.0.iter().find(|(option, _)| option == name);
        found.map(|(_, value)| *value)
    };
    let mut points = Vec::with_capacity(question.options.len());
    for option in &question.options {
        if option.role == OptionRole::Plain {
            let value = value(&option.name);
            if value.is_none() {
                report.error(
                    at,
                    messages::option_without_value(&question.name, &option.name),
                );
            }
            points.push(value);
        } else {
            points.push(None);
        }
    }
    ScoreItem {
        question: id,
        points,
    }
}

/// Resolves the bands and checks that they cover all possible sums in ascending order.
fn bands(at: Spot<'_>, raw: &RawScore, items: &[ScoreItem], report: &mut Problems) -> Vec<Band> {
    let at = at.key("bands");
    let Some(first) = raw.bands.first() else {
        report.error(at.mark(), messages::no_bands());
        return Vec::new();
    };
    let values = || items.iter().flat_map(|item| item.points.iter().flatten());
    let lowest = values().copied().min().unwrap_or(0).max(0);
    let highest: i64 = items
        .iter()
        .filter_map(|item| item.points.iter().flatten().max())
        .sum();
    if first.from > lowest {
        let at = at.item(0).key("from").mark();
        report.error(at, messages::first_band_too_high(first.from, lowest));
    }
    for (position, pair) in raw.bands.windows(2).enumerate() {
        if let [before, band] = pair
            && band.from <= before.from
        {
            let at = at.item(position + 1).key("from").mark();
            report.error(at, messages::bands_not_ascending(band.from, before.from));
        }
    }
    for (position, band) in raw.bands.iter().enumerate() {
        if band.from > highest && !items.is_empty() {
            let at = at.item(position).key("from").mark();
            report.error(at, messages::band_too_high(band.from, highest));
        }
    }
    raw.bands
        .iter()
        .map(|band| Band {
            from: band.from,
            label: clean(&band.label),
        })
        .collect()
}
