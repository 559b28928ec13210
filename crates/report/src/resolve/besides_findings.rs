//! Builds the view's parts besides findings: crisis contacts, scores, open answers, sources, the
//! stamp.

use std::collections::BTreeSet;

use treatfit_core::engine::walk;
use treatfit_core::model;
use treatfit_core::model::{Answer, Id};

use crate::answer::{printable, printable_answer};
use crate::resolve::{Cited, cite};
use crate::view::{
    CrisisLineView, CrisisView, NotProvidedView, OwnWords, ScoreView, SourceView, StampView,
};
use crate::{Report, Stamp, messages};

/// Returns the crisis contacts of the outcome's region.
pub(super) fn crisis_view(
    report: &Report<'_>,
    crisis: model::Crisis,
    cited: &mut Cited,
) -> CrisisView {
    let region = crisis.region.map(|id| &report.set.regions[id]);
    let lines = region.filter(|_| crisis.lines);
    CrisisView {
        emergency_first: crisis.emergency_first,
        region: region.map(|region| region.name.clone()),
        title: region.map(|region| region.title.clone()),
        emergency: region.map(|region| region.emergency.clone()),
        lines: lines
            .into_iter()
            .flat_map(|region| &region.lines)
            .map(|line| CrisisLineView {
                name: line.name.clone(),
                contact: line.contact.clone(),
                hours: line.hours.clone(),
            })
            .collect(),
        checked_on: region.map(|region| region.checked_on.clone()),
        sources: region.map_or_else(Vec::new, |region| cite(report, &region.sources, cited)),
    }
}

/// Returns the scores of the outcome. `private` holds the questions that a private rule reads.
pub(super) fn scores(
    report: &Report<'_>,
    private: &BTreeSet<Id<model::Question>>,
    cited: &mut Cited,
) -> Vec<ScoreView> {
    let added = report.outcome.scores.iter();
    added
        .filter_map(|added| {
            let score = &report.set.scores[added.score];
            // A private rule that reads a score reads all its items, and the sum can reveal an
            // item.
            let mut items = score.items.iter();
            let private = items.any(|item| private.contains(&item.question));
            Some(ScoreView {
                id: score.name.clone(),
                title: score.title.clone(),
                points: added.points,
                highest: score.highest(),
                band: score.bands.get(added.band)?.label.clone(),
                about: score.about.clone(),
                licence: score.licence.clone(),
                sources: cite(report, &score.sources, cited),
                private,
                shown: !private || report.audience == model::Audience::Coordinator,
            })
        })
        .collect()
}

/// Returns the open answers, except to questions that name a treatment when none may be named.
pub(super) fn not_provided(
    report: &Report<'_>,
    private: &BTreeSet<Id<model::Question>>,
) -> Vec<NotProvidedView> {
    let Report {
        set,
        outcome,
        answers,
        audience,
        ..
    } = *report;
    let missing = outcome.not_provided.iter();
    missing
        .filter_map(|missing| {
            let answer = answers.get(missing.question)?;
            let question = &set.questions[missing.question];
            let asked = question.ask.for_audience(audience);
            let may_say = report.may_show_wording(&question.ask);
            let private = private.contains(&missing.question);
            may_say.then(|| NotProvidedView {
                private,
                shown: question.kind != model::QuestionKind::Text
                    && !(private && audience == model::Audience::Client),
                question: question.name.clone(),
                asked: asked.to_owned(),
                how: missing.how,
                words: printable_answer(set, missing.question, answer, audience),
            })
        })
        .collect()
}

/// Returns the free text entered, for the questions that were asked.
pub(super) fn own_words(report: &Report<'_>) -> Vec<OwnWords> {
    let Report {
        set,
        answers,
        audience,
        ..
    } = *report;
    walk(set, answers)
        .answered(set)
        .filter_map(|(id, answer)| {
            let Answer::Text(text) = answer else {
                return None;
            };
            Some(OwnWords {
                question: set.questions[id].name.clone(),
                asked: set.questions[id].ask.for_audience(audience).to_owned(),
                text: printable(text),
            })
        })
        .collect()
}

/// Returns the cited sources. If no treatment may be named, a source whose title or address names
/// one loses both.
pub(super) fn sources(report: &Report<'_>, cited: &Cited) -> Vec<SourceView> {
    cited
        .iter()
        .map(|&id| {
            let source = &report.set.sources[id];
            let mut texts = std::iter::once(&source.title).chain(&source.url);
            let may_say = texts.all(|text| report.may_show_text(text));
            SourceView {
                id: source.name.clone(),
                title: if may_say {
                    source.title.clone()
                } else {
                    messages::UNNAMED_SOURCE.to_owned()
                },
                year: source.year,
                url: source.url.clone().filter(|_| may_say),
                seen: source.seen,
            }
        })
        .collect()
}

/// Returns the proof state of the set's guarantees.
pub(super) fn stamp(report: &Report<'_>) -> StampView {
    match &report.stamp {
        Stamp::Unproved => StampView {
            checked: false,
            unproved: true,
            guarantees: None,
            answer_sets: None,
            sentence: messages::NOT_PROVED.to_owned(),
        },
        Stamp::BuiltInOnly {
            guarantees,
            answer_sets,
        } => StampView {
            checked: false,
            unproved: false,
            guarantees: Some(*guarantees),
            answer_sets: Some(answer_sets.clone()),
            sentence: messages::built_in_only(*guarantees, answer_sets),
        },
        Stamp::Checked {
            guarantees,
            answer_sets,
        } => StampView {
            checked: true,
            unproved: false,
            guarantees: Some(*guarantees),
            answer_sets: Some(answer_sets.clone()),
            sentence: messages::checked(*guarantees, answer_sets),
        },
    }
}

/// Returns the warning above the headline of an unproved result. In an emergency there is none,
/// because nothing may precede the crisis contacts.
pub(super) fn warning(report: &Report<'_>) -> Option<String> {
    let emergency = report.outcome.status == model::Status::Emergency;
    let unproved = report.stamp == Stamp::Unproved;
    (unproved && !emergency).then(|| messages::unproved(report.audience).to_owned())
}
