//! Turns the raw content of the files into the checked model, with every reference resolved.
//!
//! There is one submodule for each kind of item. After a problem they all go on, with a harmless
//! placeholder for what is missing, to report all problems of a set at once. Only if the questions
//! of a section are missing, resolving stops: nearly all further problems would be consequences of
//! that.

mod condition;
mod expectation;
mod head;
mod named;
mod names;
mod question;
mod region;
mod rule;
mod safety;
mod scenario;
mod score;

use crate::load::format::{HEAD, PART};
use crate::load::problem::Problems;
use crate::load::raw::{RawFile, RawHead};
use crate::load::resolve::condition::Reader;
use crate::load::resolve::named::NamedConditions;
use crate::load::tree::Spot;
use crate::load::{check_slots, messages};
use crate::model::{Guarantee, QuestionSet, Table};

/// The content of `set.yaml`, with its tree for positions.
pub(super) struct HeadFile<'a> {
    pub(super) root: Spot<'a>,
    pub(super) raw: RawHead,
}

/// The content of another file, with its tree for positions.
pub(super) struct PartFile<'a> {
    pub(super) root: Spot<'a>,
    pub(super) raw: RawFile,
}

/// Iterates over the items under one key in all files, each with its position.
fn each<'p, T: 'p>(
    parts: &'p [PartFile<'p>],
    key: &'static str,
    list: impl Fn(&'p RawFile) -> &'p [T] + 'p,
) -> impl Iterator<Item = (Spot<'p>, &'p T)> + 'p {
    parts.iter().flat_map(move |part| {
        let at = part.root.key(key);
        list(&part.raw)
            .iter()
            .enumerate()
            .map(move |(position, item)| (at.item(position), item))
    })
}

/// Resolves and checks a whole set. `parts` must be in the order of a set: section files as they
/// are asked, other files, scenarios. Returns `None` if questions are missing (see
/// [`question::questions`]): most further problems would be about their ids.
pub(super) fn resolve(
    head: &HeadFile<'_>,
    parts: &[PartFile<'_>],
    digest: String,
    report: &mut Problems,
) -> Option<QuestionSet> {
    let sources = region::sources(parts, report);
    let treatments = head::treatments(head, &sources, report);
    let (sections, questions) = question::questions(head, parts, report)?;
    let mut scores = score::scores(parts, &questions, &sources, report);
    let reader = Reader {
        questions: &questions,
        scores: &scores,
    };
    let conditions = named::named(parts, &reader, report);
    let whens = score::whens(parts, &reader, &conditions, report);
    score::attach(&mut scores, whens);
    let reader = Reader {
        questions: &questions,
        scores: &scores,
    };
    let whens = question::whens(parts, &reader, &conditions, report);
    let rules = rule::rules(parts, &reader, &conditions, &treatments, &sources, report);
    let sequences = rule::sequences(parts, &reader, &conditions, &treatments, &sources, report);
    let regions = region::regions(parts, &sources, report);
    let mut set = QuestionSet {
        name: head.raw.id.clone(),
        version: head::version(head),
        title: head::title(head),
        intro: head::intro(head),
        privacy: head::privacy(head),
        reviewed: head::reviewed(head, report),
        digest,
        decision: head::decision(head, &treatments, report),
        ask_provider: head::ask_provider(head),
        notices: head::notices(head, report),
        treatments,
        sections,
        questions,
        conditions: conditions.table.clone(),
        scores,
        rules,
        sequences,
        regions,
        sources,
        guarantees: Table::default(),
        scenarios: Table::default(),
    };
    question::attach(&mut set.questions, whens);
    set.find_readers();
    safety::check(parts, &set, report);
    check_slots(head, parts, &set, report);
    region::check_cited(parts, &set, report);
    set.guarantees = guarantees(parts, &set, &conditions, report);
    set.scenarios = scenario::scenarios(parts, &set, report);
    Some(set)
}

/// Reports slots that cannot be replaced.
fn check_slots(
    head: &HeadFile<'_>,
    parts: &[PartFile<'_>],
    set: &QuestionSet,
    report: &mut Problems,
) {
    let mut number = check_slots::check(head.root, &HEAD, report);
    for part in parts {
        let here = check_slots::check(part.root, &PART, report);
        number = number.or(here);
    }
    if let Some(at) = number
        && set.regions.is_empty()
    {
        report.error(at, messages::no_number_for_slot());
    }
}

fn guarantees(
    parts: &[PartFile<'_>],
    set: &QuestionSet,
    conditions: &NamedConditions,
    report: &mut Problems,
) -> Table<Guarantee> {
    let mut names = names::Names::new("guarantee");
    each(parts, "guarantees", |raw| &raw.guarantees)
        .filter_map(|(at, raw)| {
            expectation::guarantee(at, raw, set, conditions, &mut names, report)
        })
        .collect()
}
