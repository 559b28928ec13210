//! Going on with a saved interview on another day, through all three front ends.

use std::fs;

use proptest::prelude::*;
use treatfit_core::engine::{Progress, decide, next_question, walk};
use treatfit_core::model::{Answers, Condition, QuestionSet, Range};
use treatfit_testing::arbitrary;
use treatfit_testing::arbitrary::Size;

use crate::interview::asker::{Prompt, PromptCommand, Reply, Subject};
use crate::interview::scripted::Scripted;
use crate::interview::tests::people::{interview, tea};
use crate::interview::tests::suite::{CALM, given, through_each_of};
use crate::interview::{Ended, Interview, run, saved};

/// Saves these answers, and goes on with them through each front end on another day.
fn resumed_through_each(set: &QuestionSet, saved: &[(&str, &str)], typed: &str) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.yaml");
    let text = saved::write(set, &given(set, "town", saved), None).unwrap();
    fs::write(&path, text).unwrap();
    let resumed = saved::read(set, &path).unwrap();
    let interview = Interview {
        resume: Some(&resumed),
        ..interview(set)
    };
    through_each_of(&interview, typed)
}

#[test]
fn on_another_day_what_an_emergency_hangs_on_is_asked_again() {
    let set = tea();
    let rest = "none / no / never / never / now / fresh / skip / done";
    let ended = resumed_through_each(&set, &CALM[..2], &format!("keep / {rest}"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    // Also when nothing else is left to ask.
    let ended = resumed_through_each(&set, &CALM, "keep / done");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    // Nothing is taken for granted.
    let ended = resumed_through_each(&set, &CALM, "");
    assert_eq!(ended, Ended::InputEnded(given(&set, "town", &[])));
    // It is a stop like any other: there is a way back before it and to it.
    let ended = resumed_through_each(&set, &CALM, "back / keep / why / keep / back / done");
    assert_eq!(ended, Ended::InputEnded(given(&set, "town", &CALM)));
}

#[test]
fn what_has_changed_since_counts() {
    let set = tea();
    let emergency = Ended::Emergency(given(&set, "town", &[("smoke", "yes")]));
    assert_eq!(resumed_through_each(&set, &CALM, "yes / finish"), emergency);
    let mut unsure = CALM;
    unsure[0] = ("smoke", "unknown");
    let ended = resumed_through_each(&set, &CALM, "unknown / done");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &unsure)));
}

/// Whether to ask what an emergency rule reads can hang on another answer, which is then asked
/// again too; what a change hides is not asked any more.
#[test]
fn what_leads_to_such_a_question_is_asked_again_too() {
    let mut set = tea();
    let cups = set.questions.find("cups").unwrap();
    for rule in set.rules.values_mut() {
        if rule.name == "kettle-burns" {
            rule.when = Condition::Number {
                question: cups,
                range: Range { min: 30, max: 40 },
            };
        }
    }
    set.find_readers();
    let mut saved = CALM.to_vec();
    saved[3] = ("drinks_tea", "yes");
    saved.insert(4, ("cups", "3"));
    let ended = resumed_through_each(&set, &saved, "keep / keep / done");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &saved)));
    let ended = resumed_through_each(&set, &saved, "no / done");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    let ended = resumed_through_each(&set, &CALM, "yes / 31 / finish");
    let mut expected = CALM[..3].to_vec();
    expected.extend([("drinks_tea", "yes"), ("cups", "31")]);
    assert_eq!(ended, Ended::Emergency(given(&set, "town", &expected)));
}

/// Answers question by question, as far as they are asked.
fn straight(set: &QuestionSet, ready: &Answers) -> Answers {
    let mut given = Answers::default();
    given.region = ready.region;
    while let Some(question) = next_question(set, &given) {
        given.give(question, ready.get(question).unwrap().clone());
    }
    given
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever was saved, whoever keeps every answer ends where they would have without a break.
    #[test]
    fn keeping_every_answer_changes_nothing(
        spelled in proptest::collection::vec(any::<u8>(), 0..400),
        bytes in proptest::collection::vec(any::<u8>(), 0..100),
        stopped_after in 0_usize..8,
    ) {
        let mut set = arbitrary::set(&spelled, Size { questions: 8, rules: 12 });
        set.digest = "abc".to_owned();
        let mut ready = arbitrary::answers(&bytes, &set);
        ready.region = set.fallback_region();
        let expected = straight(&set, &ready);
        let mut before = Answers::default();
        before.region = expected.region;
        for (question, answer) in expected.iter(&set).take(stopped_after) {
            before.give(question, answer.clone());
        }
        prop_assume!(walk(&set, &before).progress() != Progress::Emergency);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved.yaml");
        fs::write(&path, saved::write(&set, &before, None).unwrap()).unwrap();
        let resumed = saved::read(&set, &path).unwrap();
        let resume = Interview { resume: Some(&resumed), ..interview(&set) };
        let mut rest = Scripted::answering(&ready);
        let mut asker = Scripted::new(|prompt: &Prompt<'_>| match prompt.subject {
            Subject::Question(question) if before.get(question).is_some() => {
                Reply::PromptCommand(PromptCommand::Keep)
            }
            _ => crate::interview::asker::Asker::ask(&mut rest, prompt).unwrap(),
        });
        let ended = run(&resume, &mut asker).unwrap();
        drop(asker);
        prop_assert!(decide(&set, &expected).is_ok());
        prop_assert!(
            ended == Ended::Complete(expected.clone()) || ended == Ended::Emergency(expected)
        );
    }
}
