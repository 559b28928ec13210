//! One suite of behaviour for all three front ends.
//!
//! Each case is a list of what a person does. It is done through the scripted, the plain and the
//! rich front end, and must end in the same way through each.

use treatfit_core::model::{Answer, Answers, Condition, OptionSet, QuestionSet};
use treatfit_testing::arbitrary::with_rules_reversed;

use crate::interview::asker::PromptCommand;
use crate::interview::tests::people::{Act, act, acts, interview, plain, rich, scripted, tea};
use crate::interview::{Ended, Interview};

/// Does the same through each front end; it must end the same.
fn through_each(set: &QuestionSet, typed: &str) -> Ended {
    through_each_of(&interview(set), typed)
}

pub(super) fn through_each_of(interview: &Interview<'_>, typed: &str) -> Ended {
    let acts = acts(typed);
    let (ended, _) = scripted(interview, &acts);
    assert_eq!(plain(interview, &acts).0, ended, "plain: {typed}");
    assert_eq!(rich(interview, &acts).0, ended, "rich: {typed}");
    ended
}

/// Answers as `question: act`, to compare with.
pub(super) fn given(set: &QuestionSet, region: &str, answers: &[(&str, &str)]) -> Answers {
    let mut given = Answers::default();
    given.region = set.regions.find(region);
    for (name, typed) in answers {
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
        given.give(id, answer);
    }
    given
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
fn straight_through() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn back_from_every_question_and_forward_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / back / keep / no / back / keep / soon / back / keep / none / back / keep / no
         back / keep / never / back / keep / never / back / keep / now / back / keep / fresh
         back / keep / skip / back / keep / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn all_the_way_back_and_every_answer_is_met_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / back / back / back / back / back
         elsewhere / keep / calm / keep / keep / never / never / now / fresh / skip / done",
    );
    let mut expected = CALM;
    expected[1] = ("longing", "calm");
    assert_eq!(ended, Ended::Complete(given(&set, "elsewhere", &expected)));
}

#[test]
fn why_and_help_at_every_prompt_change_nothing() {
    let set = tea();
    let ended = through_each(
        &set,
        "why / help / town / why / help / no / why / soon / help / none / why / no / why / never
         never / now / why / help / fresh / why / help / skip / why / help / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn what_does_not_fit_is_asked_again() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / mint, none / mint, tannin / yes / 41 / 0 / 14 / never / never / now
         fresh / skip / done",
    );
    let mut expected = CALM.to_vec();
    expected[2] = ("reactions", "mint, tannin");
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn a_change_asks_only_what_it_makes_necessary() {
    let set = tea();
    let through = "town / no / soon / none / no / never / never / now / fresh / skip";
    let ended = through_each(&set, &format!("{through} / #9 / strong / yes / done"));
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.push(("milk", "yes"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));

    let ended = through_each(
        &set,
        &format!("{through} / #9 / strong / yes / #9 / fresh / #1 / elsewhere / done"),
    );
    assert_eq!(ended, Ended::Complete(given(&set, "elsewhere", &CALM)));
}

#[test]
fn thinking_better_of_a_change_goes_back_to_the_review() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / fresh / skip
         #4 / back / #4 / keep / #1 / keep / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
}

#[test]
fn a_safety_answer_that_was_hidden_is_confirmed_when_it_comes_back() {
    let set = tea();
    let through = "town / no / soon / none / yes / 14 / never / never / now / fresh / skip";
    let ended = through_each(&set, &format!("{through} / #5 / no / done"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));

    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "14"));
    let ended = through_each(
        &set,
        &format!("{through} / #5 / no / #5 / yes / keep / done"),
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn an_answer_of_taste_comes_back_by_itself() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / no / never / never / now / strong / yes / skip
         #9 / fresh / #9 / strong / done",
    );
    let mut expected = CALM.to_vec();
    expected[7] = ("likes", "strong");
    expected.insert(8, ("milk", "yes"));
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn an_emergency_ends_it_unless_the_answer_was_a_mistake() {
    let set = tea();
    let emergency = Ended::Emergency(given(&set, "town", &[("smoke", "yes")]));
    for end in ["finish", "stop", "why / finish", "mistake / keep / finish"] {
        assert_eq!(
            through_each(&set, &format!("town / yes / {end}")),
            emergency
        );
    }
    assert_eq!(through_each(&set, "town / yes"), emergency, "input ended");
    // Nothing is offered to be saved, even if it was a mistake.
    let stopped = Ended::Stopped(given(&set, "town", &[("smoke", "yes")]));
    assert_eq!(through_each(&set, "town / yes / mistake / stop"), stopped);
    for mistake in ["mistake", "back"] {
        let ended = through_each(
            &set,
            &format!(
                "town / yes / {mistake} / no / soon / none / no / never / never / now / fresh
                 skip / done"
            ),
        );
        assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    }
}

#[test]
fn if_one_answer_was_no_mistake_the_other_is_opened() {
    let mut set = tea();
    let both = ["smoke", "longing"].map(|name| {
        let question = set.questions.find(name).unwrap();
        let options = OptionSet::one(if name == "smoke" { 0 } else { 2 });
        Condition::AnyOf { question, options }
    });
    let emergency = set.rules.find("kettle-burns").unwrap();
    let rule = set.rules.values_mut().nth(emergency.index()).unwrap();
    rule.when = Condition::All(both.to_vec());
    // Twice, so that only who reads what is worked out anew.
    let set = with_rules_reversed(&with_rules_reversed(&set));
    let ended = through_each(
        &set,
        "town / yes / desperate / mistake / keep / mistake / no
         none / no / never / never / now / fresh / skip / done",
    );
    let mut expected = CALM;
    expected[1] = ("longing", "desperate");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn crisis_lines_interrupt_but_do_not_end_it() {
    let set = tea();
    let mut expected = CALM;
    expected[1] = ("longing", "desperate");
    let ended = through_each(
        &set,
        "town / no / desperate / go_on / none / no / never / never / now / fresh / skip / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
    let ended = through_each(
        &set,
        "town / no / desperate / back / soon / none / no / never / never / now / fresh / skip
         done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    let ended = through_each(&set, "town / no / desperate / stop / leave");
    assert_eq!(ended, Ended::Stopped(given(&set, "town", &expected[..2])));
}

#[test]
fn stopping_is_never_by_accident() {
    let set = tea();
    let stopped = Ended::Stopped(given(&set, "town", &CALM[..2]));
    for stop in ["stop / leave", "stop / stop", "stop", "stop / why / leave"] {
        let ended = through_each(&set, &format!("town / no / soon / {stop}"));
        assert_eq!(ended, stopped, "{stop}");
    }
    let ended = through_each(
        &set,
        "town / no / stop / go_on / soon / stop / back / none / no / never / never / now / fresh
         skip / stop / go_on / done",
    );
    assert_eq!(ended, Ended::Complete(given(&set, "town", &CALM)));
    let ended = through_each(&set, "stop");
    assert_eq!(ended, Ended::Stopped(Answers::default()));
}

#[test]
fn the_end_of_input_answers_nothing() {
    let set = tea();
    let typed = "town / no / soon / none / no / never / never / now / fresh / skip";
    let parts: Vec<&str> = typed.split(" / ").collect();
    for end in 0..=parts.len() {
        let ended = through_each(&set, &parts[..end].join(" / "));
        let region = if end == 0 { "" } else { "town" };
        let expected = given(&set, region, &CALM[..end.saturating_sub(1)]);
        assert_eq!(ended, Ended::InputEnded(expected), "{end}");
    }
}

#[test]
fn only_what_is_optional_can_be_skipped() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / skip / no / skip / soon / none / no / never / never / now / fresh
         'a biscuit / done",
    );
    let mut expected = CALM;
    expected[8] = ("wish", "'a biscuit");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}

#[test]
fn options_beside_a_number_or_a_text_can_be_typed() {
    let set = tea();
    let ended = through_each(
        &set,
        "town / no / soon / none / yes / unknown / never / never / now / fresh / declined / done",
    );
    let mut expected = CALM.to_vec();
    expected[3] = ("drinks_tea", "yes");
    expected.insert(4, ("cups", "unknown"));
    expected[9] = ("wish", "declined");
    assert_eq!(ended, Ended::Complete(given(&set, "town", &expected)));
}
