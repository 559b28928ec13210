//! Builds the view of what would change the result: changed answers in the author's words.

use std::collections::BTreeSet;

use treatfit_core::model::{Answer, Audience, OptionRole, OptionSet, Question, QuestionKind};
use treatfit_proof::explain::{
    ChangedAnswer, Explanation, GraverOutcome, NearestChange, NewAnswer,
};

use crate::answer::{answer_value, printable_answer};
use crate::messages::{SKIPPED, explain};
use crate::resolve::{headline_of, names};
use crate::view::{ChangeView, ChangedAnswerView, ExplanationView, GraverOutcomeView, To};
use crate::{Report, names_a_treatment};

/// Returns what would change the result, or `None` if that was not requested.
pub(super) fn explain(report: &Report<'_>) -> Option<ExplanationView> {
    let mut explain = ExplanationView {
        proved: true,
        changes: None,
        stricter: None,
        unproved: None,
    };
    match report.explain? {
        Explanation::NearestChanges(changes) => {
            let changes = changes.iter().map(|it| change(report, it));
            explain.changes = Some(changes.collect());
        }
        Explanation::GraverOutcomes(outcomes) => {
            let outcomes = outcomes.iter().filter_map(|it| graver_outcome(report, it));
            explain.stricter = Some(outcomes.collect());
        }
        Explanation::Silence => explain.proved = false,
        Explanation::NotProved(why) => {
            explain.proved = false;
            explain.unproved = Some(explain::not_proved(report.audience, *why));
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

/// Returns a more severe status with the changes that lead to it, or `None` if no change may be
/// shown. For a client that leaves out changes to private questions and those that name a treatment.
fn graver_outcome(report: &Report<'_>, graver: &GraverOutcome) -> Option<GraverOutcomeView> {
    let smallest = [&graver.smallest_change];
    let changes: Vec<&NearestChange> = if graver.single_answer_changes.is_empty() {
        smallest.into_iter().collect()
    } else {
        graver.single_answer_changes.iter().collect()
    };
    // A change reveals the present answer, and someone may read along.
    let private = match report.audience {
        Audience::Client => report.set.private_questions(),
        Audience::Coordinator => BTreeSet::new(),
    };
    let is_public = |change: &&NearestChange| {
        let mut answers = change.changed_answers.iter();
        !answers.any(|it| private.contains(&it.question))
    };
    let changes: Vec<Vec<ChangedAnswerView>> = changes
        .into_iter()
        .filter(is_public)
        .map(|change| {
            // A question that is no longer asked is nothing the client could tell the clinic.
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
        status: graver.status,
        count: graver.smallest_change.answer_count(),
        changes,
    })
}

fn answers(report: &Report<'_>, change: &NearestChange) -> Vec<ChangedAnswerView> {
    let changed = change.changed_answers.iter();
    changed
        .map(|changed| changed_answer(report, changed))
        .collect()
}

fn changed_answer(report: &Report<'_>, changed: &ChangedAnswer) -> ChangedAnswerView {
    let (set, audience) = (report.set, report.audience);
    let question = &set.questions[changed.question];
    let from = changed.from.as_ref();
    let labels = |options: OptionSet| -> Vec<&str> {
        let options = question.chosen(options);
        options
            .map(|option| option.label.for_audience(audience))
            .collect()
    };
    let mut remark = from
        .map(|from| explain::instead_of(&printable_answer(set, changed.question, from, audience)));
    let words = match &changed.to {
        None => {
            remark = None;
            explain::NOT_ASKED.to_owned()
        }
        Some(NewAnswer::Anything) => explain::ANYTHING.to_owned(),
        Some(NewAnswer::Skipped) => SKIPPED.to_owned(),
        Some(NewAnswer::OneOf(options)) => explain::one_of(&labels(*options)),
        Some(NewAnswer::Number(from, to)) => match &question.kind {
            QuestionKind::Number { min, max, unit } => {
                explain::range((*from, *to), (*min, *max), unit.as_deref())
            }
            _ => String::new(),
        },
        Some(NewAnswer::Ticked(ticked)) => match tick_difference(question, from, *ticked) {
            Some((added, removed)) => {
                remark = None;
                explain::ticks(&labels(added), &labels(removed))
            }
            None => labels(*ticked).join("; "),
        },
    };
    if from.is_none() {
        remark = Some(explain::ONLY_THEN.to_owned());
    }
    ChangedAnswerView {
        question: question.name.clone(),
        asked: question.ask.for_audience(audience).to_owned(),
        from: from.map(|from| answer_value(question, from)),
        to: changed.to.as_ref().map(|new| to(question, new)),
        words,
        remark,
    }
}

/// Returns the options newly ticked and the options no longer ticked. `None` if the old and the new
/// answer have no option in common, or the old one is an exclusive option: then the whole new answer
/// is shown instead.
fn tick_difference(
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

fn to(question: &Question, new: &NewAnswer) -> To {
    let ids = |options: OptionSet| -> Vec<String> {
        let options = question.chosen(options);
        options.map(|option| option.name.clone()).collect()
    };
    match new {
        NewAnswer::OneOf(options) => To::OneOf(ids(*options)),
        NewAnswer::Ticked(options) => To::Ticked(ids(*options)),
        &NewAnswer::Number(at_least, at_most) => To::Number { at_least, at_most },
        NewAnswer::Anything => To::Anything,
        NewAnswer::Skipped => To::Skipped,
    }
}
