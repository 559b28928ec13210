//! Builds the view of an outcome: looks up every id in the question set and picks the audience's
//! wording.
//!
//! It decides nothing about the result. Two things are kept from readers here: a text that names a
//! treatment is left out if none may be named, and what a private rule reads is marked, which makes
//! pages for a client leave it out.

use std::collections::BTreeSet;

mod besides_findings;
mod explain;

use treatfit_core::model;
use treatfit_core::model::{
    Audience, Effect, Id, Level, Named, Outcome, QuestionSet, Standing, Status, Table,
};

use crate::answer::{answer_lines, given_answer};
use crate::messages::{Fit, Situation};
use crate::resolve::besides_findings::{
    crisis_view, not_provided, own_words, scores, sources, stamp, warning,
};
use crate::view::{
    FindingView, NoticeView, Points, ResultView, ReviewedView, ScoreView, SequenceView, SetView,
    TreatmentView, Weight, short,
};
use crate::{FORMAT, Report, messages};

/// The id of the notice that says whom to consult. Every set has it.
const CONSULT: &str = "consult";

/// Builds the view of a report.
pub(super) fn resolve(report: &Report<'_>) -> ResultView {
    let Report {
        set,
        outcome,
        audience,
        ..
    } = *report;
    let emergency = outcome.status == Status::Emergency;
    let may_name = report.may_name();
    let private = set.private_questions();
    let mut cited = BTreeSet::new();

    let titles = titles(set, outcome);
    let situation = situation(set, outcome, &titles);
    let scores = if emergency {
        Vec::new()
    } else {
        scores(report, &private, &mut cited)
    };

    ResultView {
        format: FORMAT,
        status: outcome.status,
        warning: warning(report),
        headline: messages::headline(situation, audience),
        meaning: messages::meaning(situation, audience),
        withheld: outcome.withheld,
        audience,
        reference: report.reference.map(str::to_owned),
        suggested: names(&set.treatments, &outcome.suggested),
        close: names(&set.treatments, &outcome.close),
        close_pairs: close_pairs(report),
        sequence: outcome.sequence.map(|id| sequence(report, id, &mut cited)),
        minimum: may_name.then_some(set.decision.minimum),
        treatments: outcome
            .standings
            .iter()
            .map(|standing| treatment(report, standing, &mut cited))
            .collect(),
        findings: outcome
            .findings
            .iter()
            .filter(|found| may_show_finding(report, found))
            .map(|found| finding(report, found, (&scores, &private), &mut cited))
            .collect(),
        gravest: outcome
            .gravest(set)
            .map(|finding| set.rules[finding.rule].name.clone()),
        crisis: outcome
            .crisis
            .map(|crisis| crisis_view(report, crisis, &mut cited)),
        not_provided: not_provided(report, &private),
        own_words: own_words(report),
        explain: explain::explain(report),
        notices: set
            .notices
            .iter()
            .filter(|notice| {
                notice.name == CONSULT || (!emergency && report.may_show_text(&notice.text))
            })
            .map(|notice| NoticeView {
                id: notice.name.clone(),
                text: report.listener().fill_slots(&notice.text),
            })
            .collect(),
        ask_provider: if may_name {
            set.ask_provider.clone()
        } else {
            Vec::new()
        },
        scores,
        sources: sources(report, &cited),
        reviewed: ReviewedView {
            by: set.reviewed.by.clone(),
            on: set.reviewed.on.clone(),
        },
        set: SetView {
            id: set.name.clone(),
            title: set.title.clone(),
            version: set.version.clone(),
            digest: set.digest.clone(),
        },
        stamp: stamp(report),
    }
}

/// The sources cited by the parts of the view built so far.
type Cited = BTreeSet<Id<model::Source>>;

/// Returns the ids of these entries, as written in the question set.
fn names<T: Named>(table: &Table<T>, ids: &[Id<T>]) -> Vec<String> {
    ids.iter().map(|&id| table[id].name().to_owned()).collect()
}

/// Records sources as cited and returns their ids.
fn cite(report: &Report<'_>, sources: &[Id<model::Source>], cited: &mut Cited) -> Vec<String> {
    cited.extend(sources);
    names(&report.set.sources, sources)
}

/// Returns the short titles of the suggested treatments that are not part of the outcome's
/// sequence.
fn titles<'a>(set: &'a QuestionSet, outcome: &Outcome) -> Vec<&'a str> {
    let ordered = outcome.sequence.map(|id| &set.sequences[id]);
    let suggested = outcome.suggested.iter();
    suggested
        .filter(|&&id| ordered.is_none_or(|order| order.first != id && order.then != id))
        .map(|&id| short(&set.treatments[id].title))
        .collect()
}

/// Returns the headline of any outcome, such as the one of a change.
fn headline_of(set: &QuestionSet, outcome: &Outcome, audience: Audience) -> String {
    messages::headline(situation(set, outcome, &titles(set, outcome)), audience)
}

/// Returns what the headline has to express. `titles` is the result of [`titles`].
fn situation<'a>(set: &'a QuestionSet, outcome: &Outcome, titles: &'a [&'a str]) -> Situation<'a> {
    match outcome.status {
        Status::Emergency => Situation::Emergency {
            number_first: outcome.crisis.is_some_and(|crisis| crisis.emergency_first),
        },
        Status::NotSuitable => Situation::NotSuitable,
        _ if outcome.withheld => Situation::Withheld,
        status => Situation::Open {
            fit: match (outcome.sequence, titles) {
                (Some(sequence), beside) => {
                    let model::Sequence { first, then, .. } = set.sequences[sequence];
                    let title = |id| short(&set.treatments[id].title);
                    Fit::InOrder(title(first), title(then), beside)
                }
                (None, []) => Fit::Nothing,
                (None, [only]) => Fit::Best(only),
                (None, several) => Fit::Close(several),
            },
            clear_first: status == Status::NeedsClearance,
        },
    }
}

fn close_pairs(report: &Report<'_>) -> Vec<[String; 2]> {
    let Report { set, outcome, .. } = *report;
    let pairs = set.decision.close_pairs.iter().map(|pair| pair.between);
    pairs
        .filter(|pair| pair.iter().all(|id| outcome.close.contains(id)))
        .map(|pair| pair.map(|id| set.treatments[id].name.clone()))
        .collect()
}

fn sequence(report: &Report<'_>, id: Id<model::Sequence>, cited: &mut Cited) -> SequenceView {
    let set = report.set;
    let sequence = &set.sequences[id];
    SequenceView {
        id: sequence.name.clone(),
        first: set.treatments[sequence.first].name.clone(),
        then: set.treatments[sequence.then].name.clone(),
        because: sequence.because.for_listener(report.listener()),
        sources: cite(report, &sequence.sources, cited),
    }
}

fn treatment(report: &Report<'_>, standing: &Standing, cited: &mut Cited) -> TreatmentView {
    let Report { set, outcome, .. } = *report;
    let treatment = &set.treatments[standing.treatment];
    let (pros, cons) = outcome
        .points_for(set, standing.treatment)
        .filter(|(_, points)| *points != 0)
        .map(|(finding, points)| Weight {
            rule: set.rules[finding.rule].name.clone(),
            points,
        })
        .partition(|weight| weight.points > 0);
    TreatmentView {
        id: treatment.name.clone(),
        title: treatment.title.clone(),
        summary: treatment.summary.clone(),
        points: standing.points,
        excluded: standing.excluded,
        needs_clearance: standing.needs_clearance,
        pros,
        cons,
        evidence: treatment.evidence.clone(),
        sources: cite(report, &treatment.sources, cited),
    }
}

/// Returns whether the view may contain a finding.
///
/// If no treatment may be named, two kinds of notes are left out: notes that name a treatment, and
/// notes whose condition reads a question that fit rules read and no safety rule above a note
/// reads. The latter may hint at a treatment in any words. Findings above a note are always shown,
/// and so are notes that show crisis lines or are the reason why nothing is named.
fn may_show_finding(report: &Report<'_>, finding: &model::Finding) -> bool {
    let set = report.set;
    let rule = &set.rules[finding.rule];
    let is_note = matches!(&rule.effect, Effect::Safety(safety)
        if safety.level == Level::Note && !safety.crisis_lines && !safety.withhold);
    if report.may_name() || !is_note {
        return true;
    }
    let about_fit = set.reads(&rule.when).into_iter().any(|question| {
        let readers = &set.questions[question].readers;
        readers.fit && !readers.safety
    });
    let mut wordings = std::iter::once(&rule.because).chain(&rule.action);
    !about_fit && wordings.all(|wording| report.may_show_wording(wording))
}

fn finding(
    report: &Report<'_>,
    finding: &model::Finding,
    (scores, private): (&[ScoreView], &BTreeSet<Id<model::Question>>),
    cited: &mut Cited,
) -> FindingView {
    let Report {
        set,
        answers,
        audience,
        ..
    } = *report;
    let listener = report.listener();
    let rule = &set.rules[finding.rule];
    let (clear_with, concerned, points) = match &rule.effect {
        Effect::Safety(safety) => (
            safety.clear_with.clone(),
            safety.treatments.as_ref(),
            &[][..],
        ),
        Effect::Fit(points) => (None, None, points.as_slice()),
    };
    let answered: Vec<_> = finding
        .answers
        .iter()
        .filter_map(|&question| {
            let mut given = given_answer(set, answers, question, audience)?;
            given.private = private.contains(&question);
            Some((question, given))
        })
        .collect();
    let mut shown = answered.clone();
    shown.retain(|(_, given)| !given.private || audience == model::Audience::Coordinator);
    FindingView {
        rule: rule.name.clone(),
        level: rule.level(),
        because: rule.because.for_listener(listener),
        action: rule
            .action
            .as_ref()
            .map(|action| action.for_listener(listener)),
        clear_with,
        coordinator: rule
            .coordinator
            .as_deref()
            .filter(|_| audience == model::Audience::Coordinator)
            .map(|text| listener.fill_slots(text)),
        treatments: concerned
            .filter(|_| report.may_name())
            .map(|concerned| names(&set.treatments, concerned)),
        points: points
            .iter()
            .map(|&(treatment, points)| Points {
                treatment: set.treatments[treatment].name.clone(),
                points,
            })
            .collect(),
        // A source's title can reveal what a private rule is about.
        sources: if rule.private && audience == Audience::Client {
            Vec::new()
        } else {
            cite(report, &rule.sources, cited)
        },
        answer_lines: answer_lines(set, &rule.when, &shown, (answers, audience), scores),
        answers: answered.into_iter().map(|(_, given)| given).collect(),
    }
}
