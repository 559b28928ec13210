//! What stands around the findings: whom to call, scores, gaps, sources, the stamp.

use std::collections::BTreeSet;

use treatfit_core::engine::walk;
use treatfit_core::model;
use treatfit_core::model::{Answer, Id};

use crate as report_room;
use crate::answer::{answers_in_words, printable};
use crate::resolve::{Cited, cite};
use crate::view::{
    CrisisLineView, CrisisView, NotProvidedView, OwnWords, ScoreView, SourceView, StampView,
};
use crate::{Report, messages as words};

pub(super) fn whom_to_call(
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

pub(super) fn scores(
    report: &Report<'_>,
    private: &BTreeSet<Id<model::Question>>,
    cited: &mut Cited,
) -> Vec<ScoreView> {
    let added = report.outcome.scores.iter();
    added
        .filter_map(|added| {
            let score = &report.set.scores[added.score];
            // A rule that reads a score reads all its items; and a sum can give an item away.
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
            let may_say = report.may_say_to_either(&question.ask);
            let private = private.contains(&missing.question);
            may_say.then(|| NotProvidedView {
                private,
                shown: question.kind != model::QuestionKind::Text
                    && !(private && audience == model::Audience::Client),
                question: question.name.clone(),
                asked: asked.to_owned(),
                how: missing.how,
                words: answers_in_words(set, missing.question, answer, audience),
            })
        })
        .collect()
}

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

pub(super) fn sources(report: &Report<'_>, cited: &Cited) -> Vec<SourceView> {
    cited
        .iter()
        .map(|&id| {
            let source = &report.set.sources[id];
            let mut texts = std::iter::once(&source.title).chain(&source.url);
            let may_say = texts.all(|text| report.may_say(text));
            SourceView {
                id: source.name.clone(),
                title: if may_say {
                    source.title.clone()
                } else {
                    words::UNNAMED_SOURCE.to_owned()
                },
                year: source.year,
                url: source.url.clone().filter(|_| may_say),
                seen: source.seen,
            }
        })
        .collect()
}

pub(super) fn stamp(report: &Report<'_>) -> StampView {
    match &report.stamp {
        report_room::Stamp::Unproved => StampView {
            checked: false,
            unproved: true,
            guarantees: None,
            answer_sets: None,
            said: words::NOT_PROVED.to_owned(),
        },
        report_room::Stamp::BuiltInOnly {
            guarantees,
            answer_sets,
        } => StampView {
            checked: false,
            unproved: false,
            guarantees: Some(*guarantees),
            answer_sets: Some(answer_sets.clone()),
            said: words::built_in_only(*guarantees, answer_sets),
        },
        report_room::Stamp::Checked {
            guarantees,
            answer_sets,
        } => StampView {
            checked: true,
            unproved: false,
            guarantees: Some(*guarantees),
            answer_sets: Some(answer_sets.clone()),
            said: words::checked(*guarantees, answer_sets),
        },
    }
}

/// What stands on top of a result that may not be relied on; nothing may stand there in an emergency.
pub(super) fn warning(report: &Report<'_>) -> Option<String> {
    let emergency = report.outcome.status == model::Status::Emergency;
    let unproved = report.stamp == report_room::Stamp::Unproved;
    (unproved && !emergency).then(|| words::unproved(report.audience).to_owned())
}
