//! A small set for tests, loaded from `tests/sets/results`, with functions to reword it, and
//! reports of its scenarios and of random answers.

use std::sync::LazyLock;

use treatfit_core::engine::{decide, next_question};
use treatfit_core::load;
use treatfit_core::load::Files;
use treatfit_core::model::{
    Answer, Answers, Audience, Effect, OptionSet, Outcome, Question, QuestionKind, QuestionSet,
    Wording,
};
use treatfit_testing::sets::files;

use crate::{Report, Stamp};

/// Returns the set, loaded once.
pub(super) fn sample() -> QuestionSet {
    static SAMPLE: LazyLock<QuestionSet> = LazyLock::new(read);
    SAMPLE.clone()
}

fn read() -> QuestionSet {
    load(&files("tests/sets/results"))
}

/// Loads a set and panics if it has problems.
pub(super) fn load(files: &Files) -> QuestionSet {
    match load::load(files) {
        Ok(loaded) => loaded.set,
        Err(problems) => panic!("{problems:#?}"),
    }
}

/// Returns the set with every text that a report can show passed through `say`.
pub(super) fn reworded(mut set: QuestionSet, say: impl Fn(&str) -> String) -> QuestionSet {
    let change = |text: &mut String| *text = say(text);
    let change_wording = |wording: &mut Wording| {
        change(&mut wording.own);
        wording.client.iter_mut().for_each(change);
    };
    change(&mut set.title);
    change(&mut set.reviewed.by);
    change(&mut set.reviewed.on);
    for treatment in set.treatments.values_mut() {
        change(&mut treatment.title);
        change(&mut treatment.summary);
        change(&mut treatment.evidence);
    }
    set.ask_provider.iter_mut().for_each(change);
    for notice in &mut set.notices {
        change(&mut notice.text);
    }
    for question in set.questions.values_mut() {
        change_wording(&mut question.ask);
        for option in &mut question.options {
            change_wording(&mut option.label);
        }
    }
    for score in set.scores.values_mut() {
        change(&mut score.title);
        change(&mut score.about);
        score.licence.iter_mut().for_each(change);
        for band in &mut score.bands {
            change(&mut band.label);
        }
    }
    for rule in set.rules.values_mut() {
        change_wording(&mut rule.because);
        rule.action.iter_mut().for_each(change_wording);
        rule.coordinator.iter_mut().for_each(change);
        if let Effect::Safety(safety) = &mut rule.effect {
            safety.clear_with.iter_mut().for_each(change);
        }
    }
    for sequence in set.sequences.values_mut() {
        change_wording(&mut sequence.because);
    }
    for region in set.regions.values_mut() {
        change(&mut region.title);
        change(&mut region.emergency);
        change(&mut region.checked_on);
        for line in &mut region.lines {
            change(&mut line.name);
            change(&mut line.contact);
            line.hours.iter_mut().for_each(change);
        }
    }
    for source in set.sources.values_mut() {
        change(&mut source.title);
        source.url.iter_mut().for_each(change);
    }
    set
}

/// Runs a test on the report of each scenario, for both audiences.
pub(super) fn each_report(set: &QuestionSet, mut test: impl FnMut(&str, &Report<'_>)) {
    for scenario in set.scenarios.values() {
        for audience in [Audience::Client, Audience::Coordinator] {
            let outcome = decide(set, &scenario.answers).expect("complete answers");
            test(
                &scenario.name,
                &report(set, &outcome, &scenario.answers, audience),
            );
        }
    }
}

/// Runs a test on the report of one scenario.
pub(super) fn report_of<T>(
    set: &QuestionSet,
    scenario: &str,
    audience: Audience,
    test: impl FnOnce(&Report<'_>) -> T,
) -> T {
    let id = set.scenarios.find(scenario).expect("a scenario");
    let answers = &set.scenarios[id].answers;
    let outcome = decide(set, answers).expect("complete answers");
    test(&report(set, &outcome, answers, audience))
}

fn report<'a>(
    set: &'a QuestionSet,
    outcome: &'a Outcome,
    answers: &'a Answers,
    audience: Audience,
) -> Report<'a> {
    Report {
        set,
        outcome,
        answers,
        audience,
        reference: (audience == Audience::Coordinator).then_some("case 17 <b> *&*"),
        explain: None,
        stamp: Stamp::Checked {
            guarantees: 31,
            answer_sets: "1,234,567".to_owned(),
        },
    }
}

/// Returns complete answers chosen by `pick`, which returns a number below its argument. With 9 in
/// 10 probability a safety question gets its harmless option, because otherwise nearly every answer
/// set would be an emergency.
pub(super) fn answered(set: &QuestionSet, mut pick: impl FnMut(usize) -> usize) -> Answers {
    let mut answers = Answers::default();
    let regions: Vec<_> = set.regions.ids().collect();
    answers.region = regions.get(pick(regions.len() + 1)).copied();
    while let Some(id) = next_question(set, &answers) {
        let question = &set.questions[id];
        let calm = harmless(question).filter(|_| pick(10) > 0);
        let answer = calm.unwrap_or_else(|| {
            loop {
                let answer = any(question, &mut pick);
                if question.accepts(&answer).is_ok() {
                    break answer;
                }
            }
        });
        answers.give(id, answer);
    }
    answers
}

/// Returns an answer that fires no safety rule: a number in the lower part of its range, or the
/// option of a safety question that denies it.
fn harmless(question: &Question) -> Option<Answer> {
    if let QuestionKind::Number { min, max, .. } = question.kind {
        return Some(Answer::Number(min + (max - min) * 3 / 10));
    }
    let mut names = ["none", "no", "neither", "not_at_all", "never"].iter();
    let position = names.find_map(|name| question.option(name))?;
    question
        .readers
        .safety
        .then(|| Answer::Options(OptionSet::one(position)))
}

/// Returns a random answer, which the question may not accept.
fn any(question: &Question, pick: &mut impl FnMut(usize) -> usize) -> Answer {
    let most = question.options.len();
    match (pick(most + 2), &question.kind) {
        (0, QuestionKind::Text) => Answer::Text("a <b> & *c*\u{7}".to_owned()),
        (0, QuestionKind::Number { min, max, .. }) => {
            let span = usize::try_from(max - min).unwrap();
            Answer::Number(min + i64::try_from(pick(span + 1)).unwrap())
        }
        (0 | 1, _) if most == 0 || question.optional => Answer::Skipped,
        (_, QuestionKind::Choices) => {
            Answer::Options([pick(most), pick(most)].into_iter().collect())
        }
        _ => Answer::Options(OptionSet::one(pick(most.max(1)))),
    }
}

/// Runs a test on the reports of `runs` pseudo-random answer sets, the same in each execution.
pub(super) fn many_reports(set: &QuestionSet, runs: u64, mut test: impl FnMut(&Report<'_>)) {
    for run in 0..runs {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        let mut state = run;
        let answers = answered(set, |below| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            usize::try_from((z ^ (z >> 31)) % u64::try_from(below).unwrap()).unwrap()
        });
        let outcome = decide(set, &answers).expect("complete answers");
        let audience = if run % 2 == 0 {
            Audience::Client
        } else {
            Audience::Coordinator
        };
        test(&report(set, &outcome, &answers, audience));
    }
}
