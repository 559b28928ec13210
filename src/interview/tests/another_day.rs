//! Tests of resuming a saved interview on another day, through all three front ends.

use std::fs;

use proptest::prelude::*;
use treatfit_core::engine::{Progress, decide, next_question, walk};
use treatfit_core::model::{Answers, Condition, QuestionSet, Range};
use treatfit_testing::random;
use treatfit_testing::random::Size;

use crate::interview::asker::{Prompt, PromptCommand, Reply, Subject};
use crate::interview::scripted::Scripted;
use crate::interview::tests::people::{interview, tea_set};
use crate::interview::tests::suite::{CALM, answers_of, run_through_each_of};
use crate::interview::{Ended, Interview, run, saved_format};

/// Saves these answers and resumes from them through each front end.
fn resumed_through_each(set: &QuestionSet, saved: &[(&str, &str)], typed: &str) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("saved.yaml");
    let text = saved_format::to_yaml(set, &answers_of(set, "town", saved), None).unwrap();
    fs::write(&path, text).unwrap();
    let resumed = saved_format::read(set, &path).unwrap();
    let interview = Interview {
        resume: Some(&resumed),
        ..interview(set)
    };
    run_through_each_of(&interview, typed)
}

#[test]
fn resuming_asks_the_questions_of_emergency_rules_again() {
    let set = tea_set();
    let rest = "none / no / never / never / now / fresh / skip / done";
    let ended = resumed_through_each(&set, &CALM[..2], &format!("keep / {rest}"));
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    // Also if no other question is left.
    let ended = resumed_through_each(&set, &CALM, "keep / done");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    // A saved answer does not count before it is confirmed.
    let ended = resumed_through_each(&set, &CALM, "");
    assert_eq!(ended, Ended::InputEnded(answers_of(&set, "town", &[])));
    // One can go back before such a question and to it.
    let ended = resumed_through_each(&set, &CALM, "back / keep / why / keep / back / done");
    assert_eq!(ended, Ended::InputEnded(answers_of(&set, "town", &CALM)));
}

#[test]
fn a_changed_answer_replaces_the_saved_one() {
    let set = tea_set();
    let emergency = Ended::Emergency(answers_of(&set, "town", &[("smoke", "yes")]));
    assert_eq!(resumed_through_each(&set, &CALM, "yes / finish"), emergency);
    let mut unsure = CALM;
    unsure[0] = ("smoke", "unknown");
    let ended = resumed_through_each(&set, &CALM, "unknown / done");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &unsure)));
}

/// Whether a question that an emergency rule reads is asked can depend on another question, which
/// must then be asked again too. A question that the new answer hides is not asked.
#[test]
fn a_question_that_leads_to_an_emergency_question_is_asked_again() {
    let mut set = tea_set();
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
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &saved)));
    let ended = resumed_through_each(&set, &saved, "no / done");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    let ended = resumed_through_each(&set, &CALM, "yes / 31 / finish");
    let mut expected = CALM[..3].to_vec();
    expected.extend([("drinks_tea", "yes"), ("cups", "31")]);
    assert_eq!(ended, Ended::Emergency(answers_of(&set, "town", &expected)));
}

/// Gives the prepared answers in order, as far as their questions are asked.
fn answer_in_order(set: &QuestionSet, prepared: &Answers) -> Answers {
    let mut answers = Answers::default();
    answers.region = prepared.region;
    while let Some(question) = next_question(set, &answers) {
        answers.give(question, prepared.get(question).unwrap().clone());
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever was saved: whoever keeps every answer gets the result they would have got without a
    /// break.
    #[test]
    fn keeping_every_answer_leads_to_the_uninterrupted_result(
        tape in proptest::collection::vec(any::<u8>(), 0..400),
        bytes in proptest::collection::vec(any::<u8>(), 0..100),
        stopped_after in 0_usize..8,
    ) {
        let mut set = random::sized(&tape, Size { questions: 8, rules: 12 });
        set.digest = "abc".to_owned();
        let mut prepared = random::answers(&bytes, &set);
        prepared.region = set.fallback_region();
        let expected = answer_in_order(&set, &prepared);
        let mut before = Answers::default();
        before.region = expected.region;
        for (question, answer) in expected.iter(&set).take(stopped_after) {
            before.give(question, answer.clone());
        }
        prop_assume!(walk(&set, &before).progress() != Progress::Emergency);

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("saved.yaml");
        fs::write(&path, saved_format::to_yaml(&set, &before, None).unwrap()).unwrap();
        let resumed = saved_format::read(&set, &path).unwrap();
        let resume = Interview { resume: Some(&resumed), ..interview(&set) };
        let mut rest = Scripted::answering(&prepared);
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
