//! Changed answers in the author's words.

use std::collections::BTreeSet;

use treatfit_core::model::{Answer, Audience, OptionRole, OptionSet, Question, QuestionKind};
use treatfit_proof::explain::{
    ChangedAnswer, Explanation, GraverOutcome, NearestChange, NewAnswer,
};

use crate::answer::{answers_in_words, value};
use crate::messages::{SKIPPED, explain as words};
use crate::resolve::{headline_of, names};
use crate::view::{ChangeView, ChangedAnswerView, ExplanationView, GraverOutcomeView, To};
use crate::{Report, names_a_treatment};

/// What would change the result, if that was asked for.
pub(super) fn explain(report: &Report<'_>) -> Option<ExplanationView> {
    let mut explain = ExplanationView {
        proved: true,
        changes: None,
        stricter: None,
        unproved: None,
    };
    match report.explain? {
        Explanation::NearestChanges(changes) => {
            let changes = changes.iter().map(|one| change(report, one));
            explain.changes = Some(changes.collect());
        }
        Explanation::GraverOutcomes(graver) => {
            let graver = graver.iter().filter_map(|one| stricter(report, one));
            explain.stricter = Some(graver.collect());
        }
        Explanation::Silence => explain.proved = false,
        Explanation::NotProved(why) => {
            explain.proved = false;
            explain.unproved = Some(words::not_proved(report.audience, *why));
        }
    }
    Some(explain)
}

fn change(report: &Report<'_>, change: &NearestChange) -> ChangeView {
    let (set, outcome) = (report.set, &change.example.outcome);
    ChangeView {
        count: change.answer_count(),
        status: outcome.status,
        suggested: names(&set.treatments, &outcome.suggested),
        sequence: outcome.sequence.map(|id| set.sequences[id].name.clone()),
        answers: answers(report, change),
        headline: headline_of(set, outcome, report.audience),
    }
}

/// A graver status, unless nothing can be said of it without naming a treatment.
fn stricter(report: &Report<'_>, stricter: &GraverOutcome) -> Option<GraverOutcomeView> {
    let smallest = [&stricter.smallest_change];
    let changes: Vec<&NearestChange> = if stricter.single_answer_changes.is_empty() {
        smallest.into_iter().collect()
    } else {
        stricter.single_answer_changes.iter().collect()
    };
    // It would say what was answered, and somebody may read along.
    let private = match report.audience {
        Audience::Client => report.set.private_questions(),
        Audience::Coordinator => BTreeSet::new(),
    };
    let open = |change: &&NearestChange| {
        let mut told = change.changed_answers.iter();
        !told.any(|it| private.contains(&it.question))
    };
    let changes: Vec<Vec<ChangedAnswerView>> = changes
        .into_iter()
        .filter(open)
        .map(|change| {
            // What is not asked any more is nothing to tell a clinic.
            let mut answers = answers(report, change);
            answers.retain(|changed| changed.to.is_some());
            answers
        })
        .filter(|change| {
            let mut texts = change.iter().flat_map(|it| [&it.asked, &it.words]);
            !texts.any(|text| names_a_treatment(report.set, text))
        })
        .collect();
    (!changes.is_empty()).then(|| GraverOutcomeView {
        status: stricter.status,
        count: stricter.smallest_change.answer_count(),
        changes,
    })
}

fn answers(report: &Report<'_>, change: &NearestChange) -> Vec<ChangedAnswerView> {
    let changed = change.changed_answers.iter();
    changed.map(|changed| one(report, changed)).collect()
}

fn one(report: &Report<'_>, changed: &ChangedAnswer) -> ChangedAnswerView {
    let (set, audience) = (report.set, report.audience);
    let question = &set.questions[changed.question];
    let from = changed.from.as_ref();
    let labels = |options: OptionSet| -> Vec<&str> {
        let options = question.chosen(options);
        options
            .map(|option| option.label.for_audience(audience))
            .collect()
    };
    let mut beside = from
        .map(|from| words::instead_of(&answers_in_words(set, changed.question, from, audience)));
    let words = match &changed.to {
        None => {
            beside = None;
            words::NOT_ASKED.to_owned()
        }
        Some(NewAnswer::Anything) => words::ANYTHING.to_owned(),
        Some(NewAnswer::Skipped) => SKIPPED.to_owned(),
        Some(NewAnswer::OneOf(options)) => words::one_of(&labels(*options)),
        Some(NewAnswer::Number(from, to)) => match &question.kind {
            QuestionKind::Number { min, max, unit } => {
                words::range((*from, *to), (*min, *max), unit.as_deref())
            }
            _ => String::new(),
        },
        Some(NewAnswer::Ticked(ticked)) => match kept(question, from, *ticked) {
            Some((added, removed)) => {
                beside = None;
                words::ticks(&labels(added), &labels(removed))
            }
            None => labels(*ticked).join("; "),
        },
    };
    if from.is_none() {
        beside = Some(words::ONLY_THEN.to_owned());
    }
    ChangedAnswerView {
        question: question.name.clone(),
        asked: question.ask.for_audience(audience).to_owned(),
        from: from.map(|from| value(question, from)),
        to: changed.to.as_ref().map(|told| to(question, told)),
        words,
        beside,
    }
}

/// What is ticked and not ticked any more, if something of what was ticked stays.
fn kept(
    question: &Question,
    from: Option<&Answer>,
    ticked: OptionSet,
) -> Option<(OptionSet, OptionSet)> {
    let Some(Answer::Options(before)) = from else {
        return None;
    };
    let exclusive = question.options_where(OptionRole::is_exclusive);
    if !before.intersects(ticked) || before.intersects(exclusive) {
        return None;
    }
    Some((ticked.without(*before), before.without(ticked)))
}

fn to(question: &Question, told: &NewAnswer) -> To {
    let ids = |options: OptionSet| -> Vec<String> {
        let options = question.chosen(options);
        options.map(|option| option.name.clone()).collect()
    };
    match told {
        NewAnswer::OneOf(options) => To::OneOf(ids(*options)),
        NewAnswer::Ticked(options) => To::Ticked(ids(*options)),
        &NewAnswer::Number(at_least, at_most) => To::Number { at_least, at_most },
        NewAnswer::Anything => To::Anything,
        NewAnswer::Skipped => To::Skipped,
    }
}
