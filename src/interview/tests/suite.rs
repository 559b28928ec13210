//! One behaviour suite for all three front ends.
//!
//! Each case is a list of a person's acts. It runs through the scripted, the plain and the rich
//! front end and must end alike in each.

use treatfit_core::model::{Answer, Answers, Condition, OptionSet, QuestionSet};
use treatfit_testing::random::with_rules_reversed;

use crate::interview::asker::PromptCommand;
use crate::interview::tests::people::{Act, act, acts, interview, plain, rich, scripted, tea_set};
use crate::interview::{Ended, Interview};

/// Runs these acts through each front end and checks that all end alike.
fn run_through_each(set: &QuestionSet, typed: &str) -> Ended {
    run_through_each_of(&interview(set), typed)
}

pub(super) fn run_through_each_of(interview: &Interview<'_>, typed: &str) -> Ended {
    let acts = acts(typed);
    let (ended, _) = scripted(interview, &acts);
    assert_eq!(plain(interview, &acts).0, ended, "plain: {typed}");
    assert_eq!(rich(interview, &acts).0, ended, "rich: {typed}");
    ended
}

/// Returns answers to compare with, from pairs of question id and act.
pub(super) fn answers_of(set: &QuestionSet, region: &str, pairs: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    answers.region = set.regions.find(region);
    for (name, typed) in pairs {
        let id = set.questions.find(name).unwrap();
        let answer = match act(typed) {
            Act::Choose(ids) => Answer::Options(
                ids.iter()
                    .map(|option| set.questions[id].option(option).unwrap())
                    .collect::<OptionSet>(),
            ),
            Act::Number(number) => Answer::Number(number),
            Act::Text(text) => Answer::Text(text),
            Act::Does(PromptCommand::Skip) => Answer::Skipped,
            other => panic!("{other:?}"),
        };
        answers.give(id, answer);
    }
    answers
}

pub(super) const CALM: [(&str, &str); 9] = [
    ("smoke", "no"),
    ("longing", "soon"),
    ("reactions", "none"),
    ("drinks_tea", "no"),
    ("shaky", "never"),
    ("sleepless", "never"),
    ("time", "now"),
    ("likes", "fresh"),
    ("wish", "skip"),
];

#[test]
fn an_interview_in_order() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
}

#[test]
fn back_from_every_question_and_forward_again() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / back / keep / no / back / keep / soon / back / keep / none / back / keep / no
         back / keep / never / back / keep / never / back / keep / now / back / keep / fresh
         back / keep / skip / back / keep / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
}

#[test]
fn going_back_to_the_start_offers_every_answer_again() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / none / no / back / back / back / back / back
         elsewhere / keep / calm / keep / keep / never / never / now / fresh / skip / done",
    );
    let mut expected = CALM;
    expected[1] = ("longing", "calm");
    assert_eq!(
        ended,
        Ended::Complete(answers_of(&set, "elsewhere", &expected))
    );
}

#[test]
fn why_and_help_at_every_prompt_change_nothing() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "why / help / town / why / help / no / why / soon / help / none / why / no / why / never
         never / now / why / help / fresh / why / help / skip / why / help / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
}

#[test]
fn an_answer_that_does_not_fit_is_asked_again() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / mint, none / mint, tannin / yes / 41 / 0 / 14 / never / never / now
         fresh / skip / done",
    );
    let mut expected = CALM.to_vec();
    expected[2] = ("reactions", "mint, tannin");
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}

#[test]
fn a_change_asks_only_the_questions_it_makes_necessary() {
    let set = tea_set();
    let through = "town / no / soon / none / no / never / never / now / fresh / skip";
    let ended = run_through_each(&set, &format!("{through} / #9 / strong / yes / done"));
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.push(("milk", "yes"));
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));

    let ended = run_through_each(
        &set,
        &format!("{through} / #9 / strong / yes / #9 / fresh / #1 / elsewhere / done"),
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "elsewhere", &CALM)));
}

#[test]
fn cancelling_a_change_returns_to_the_review() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip
         #4 / back / #4 / keep / #1 / keep / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
}

#[test]
fn a_hidden_safety_answer_must_be_confirmed_when_asked_again() {
    let set = tea_set();
    let through = "town / no / soon / none / yes / 14 / never / never / now / fresh / skip";
    let ended = run_through_each(&set, &format!("{through} / #5 / no / done"));
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));

    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    let ended = run_through_each(
        &set,
        &format!("{through} / #5 / no / #5 / yes / keep / done"),
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}

#[test]
fn a_hidden_fit_answer_returns_by_itself() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / none / no / never / never / now / strong / yes / skip
         #9 / fresh / #9 / strong / done",
    );
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.insert(8, ("milk", "yes"));
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}

#[test]
fn an_emergency_ends_the_interview_unless_an_answer_was_a_mistake() {
    let set = tea_set();
    let emergency = Ended::Emergency(answers_of(&set, "town", &[("smoke", "yes")]));
    for end in ["finish", "stop", "why / finish", "mistake / keep / finish"] {
        assert_eq!(
            run_through_each(&set, &format!("town / yes / {end}")),
            emergency
        );
    }
    assert_eq!(
        run_through_each(&set, "town / yes"),
        emergency,
        "input ended"
    );
    // Nothing is offered to be saved, even if the answer was a mistake.
    let stopped = Ended::Stopped(answers_of(&set, "town", &[("smoke", "yes")]));
    assert_eq!(
        run_through_each(&set, "town / yes / mistake / stop"),
        stopped
    );
    for mistake in ["mistake", "back"] {
        let ended = run_through_each(
            &set,
            &format!(
                "town / yes / {mistake} / no / soon / none / no / never / never / now / fresh
                 skip / done"
            ),
        );
        assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    }
}

#[test]
fn if_one_answer_was_kept_the_other_is_reopened() {
    let mut set = tea_set();
    let both = ["smoke", "longing"].map(|name| {
        let question = set.questions.find(name).unwrap();
        let options = OptionSet::one(if name == "smoke" { 0 } else { 2 });
        Condition::AnyOf { question, options }
    });
    let emergency = set.rules.find("kettle-burns").unwrap();
    let rule = set.rules.values_mut().nth(emergency.index()).unwrap();
    rule.when = Condition::All(both.to_vec());
    // Reversed twice, so that only the index of readers is recomputed.
    let set = with_rules_reversed(&with_rules_reversed(&set));
    let ended = run_through_each(
        &set,
        "town / yes / desperate / mistake / keep / mistake / no
         none / no / never / never / now / fresh / skip / done",
    );
    let mut expected = CALM;
    expected[1] = ("longing", "desperate");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}

#[test]
fn an_alert_interrupts_but_does_not_end_the_interview() {
    let set = tea_set();
    let mut expected = CALM;
    expected[1] = ("longing", "desperate");
    let ended = run_through_each(
        &set,
        "town / no / desperate / go_on / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
    let ended = run_through_each(
        &set,
        "town / no / desperate / back / soon / none / no / never / never / now / fresh / skip
         done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    let ended = run_through_each(&set, "town / no / desperate / stop / leave");
    assert_eq!(
        ended,
        Ended::Stopped(answers_of(&set, "town", &expected[..2]))
    );
}

#[test]
fn stopping_needs_a_decision_on_the_answers() {
    let set = tea_set();
    let stopped = Ended::Stopped(answers_of(&set, "town", &CALM[..2]));
    for stop in ["stop / leave", "stop / stop", "stop", "stop / why / leave"] {
        let ended = run_through_each(&set, &format!("town / no / soon / {stop}"));
        assert_eq!(ended, stopped, "{stop}");
    }
    let ended = run_through_each(
        &set,
        "town / no / stop / go_on / soon / stop / back / none / no / never / never / now / fresh
         skip / stop / go_on / done",
    );
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &CALM)));
    let ended = run_through_each(&set, "stop");
    assert_eq!(ended, Ended::Stopped(Answers::default()));
}

#[test]
fn the_end_of_input_answers_nothing() {
    let set = tea_set();
    let typed = "town / no / soon / none / no / never / never / now / fresh / skip";
    let parts: Vec<&str> = typed.split(" / ").collect();
    for end in 0..=parts.len() {
        let ended = run_through_each(&set, &parts[..end].join(" / "));
        let region = if end == 0 { "" } else { "town" };
        let expected = answers_of(&set, region, &CALM[..end.saturating_sub(1)]);
        assert_eq!(ended, Ended::InputEnded(expected), "{end}");
    }
}

#[test]
fn only_an_optional_question_can_be_skipped() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / skip / no / skip / soon / none / no / never / never / now / fresh
         'a biscuit / done",
    );
    let mut expected = CALM;
    expected[8] = ("wish", "'a biscuit");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}

#[test]
fn options_beside_a_number_or_a_text_can_be_typed() {
    let set = tea_set();
    let ended = run_through_each(
        &set,
        "town / no / soon / none / yes / unknown / never / never / now / fresh / declined / done",
    );
    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "unknown"));
    expected[9] = ("wish", "declined");
    assert_eq!(ended, Ended::Complete(answers_of(&set, "town", &expected)));
}
