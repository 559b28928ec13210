//! Property tests: what holds for every question set and whatever a person does.

use proptest::prelude::*;
use treatfit_core::engine::{Progress, alerts, decide, next_question, walk};
use treatfit_core::model::{Answer, Answers, Id, QuestionSet};
use treatfit_testing::all_answer_sets::every_answer;
use treatfit_testing::random::{Size, answers, sized};

use crate::interview::asker::{Input, Prompt, PromptCommand, Reply, Subject};
use crate::interview::plain::Plain;
use crate::interview::scripted::Scripted;
use crate::interview::tests::people::{PAGE, interview};
use crate::interview::{Ended, run};

const SIZE: Size = Size {
    questions: 8,
    rules: 12,
};

/// Returns a random set, answers to all of its questions, and bytes that drive choices.
fn case() -> impl Strategy<Value = (QuestionSet, Answers, Vec<u8>)> {
    let bytes = |most| proptest::collection::vec(any::<u8>(), 0..most);
    (bytes(400), bytes(100), bytes(120)).prop_map(|(tape, given, choices)| {
        let set = sized(&tape, SIZE);
        let mut answers = answers(&given, &set);
        answers.region = set.fallback_region();
        (set, answers, choices)
    })
}

/// Gives the prepared answers in order, as far as their questions are asked.
fn answer_in_order(set: &QuestionSet, prepared: &Answers) -> Answers {
    let mut given = Answers::default();
    given.region = prepared.region;
    while let Some(question) = next_question(set, &given) {
        given.give(question, prepared.get(question).unwrap().clone());
    }
    given
}

fn as_reply(answer: &Answer) -> Reply {
    Reply::Input(match answer {
        Answer::Options(chosen) => Input::Chosen(chosen.positions().collect()),
        Answer::Number(number) => Input::Number(*number),
        Answer::Text(text) => Input::Text(text.clone()),
        Answer::Skipped => return Reply::PromptCommand(PromptCommand::Skip),
    })
}

/// Returns the reply that a byte selects: a command, a random answer, or the prepared one. Without
/// a byte it always moves straight on with the prepared answer.
fn random_reply(
    set: &QuestionSet,
    prepared: &Answers,
    byte: Option<u8>,
    prompt: &Prompt<'_>,
) -> Reply {
    let choice = usize::from(byte.unwrap_or(0));
    if byte.is_some() && choice % 4 != 0 {
        let commands = [
            PromptCommand::Back,
            PromptCommand::Keep,
            PromptCommand::Why,
            PromptCommand::Back,
        ];
        if choice % 4 == 1 {
            return Reply::PromptCommand(commands[choice / 4 % commands.len()]);
        }
        match prompt.subject {
            Subject::Question(question) => {
                let all = every_answer(&set.questions[question]);
                return as_reply(&all[choice / 4 % all.len()]);
            }
            Subject::Review if !prompt.choices.is_empty() => {
                return Reply::Input(Input::Chosen(vec![choice / 4 % prompt.choices.len()]));
            }
            Subject::Emergency => return Reply::Input(Input::Chosen(vec![1])),
            _ => {}
        }
    }
    match prompt.subject {
        Subject::Question(question) => as_reply(prepared.get(question).unwrap()),
        Subject::Region => as_reply_to_region(prepared),
        Subject::Review => Reply::PromptCommand(PromptCommand::Done),
        _ => Reply::Input(Input::Chosen(vec![0])),
    }
}

fn as_reply_to_region(prepared: &Answers) -> Reply {
    Reply::Input(Input::Chosen(vec![prepared.region.map_or(0, Id::index)]))
}

fn answers_of(ended: &Ended) -> &Answers {
    match ended {
        Ended::Complete(answers)
        | Ended::Emergency(answers)
        | Ended::Stopped(answers)
        | Ended::InputEnded(answers) => answers,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_interview_yields_the_answers_the_engine_asks_for((set, prepared, _) in case()) {
        let expected = answer_in_order(&set, &prepared);
        let ended = run(&interview(&set), &mut Scripted::answering(&prepared)).unwrap();
        prop_assert_eq!(answers_of(&ended), &expected);
        prop_assert!(matches!(ended, Ended::Complete(_) | Ended::Emergency(_)));
        prop_assert!(decide(&set, &expected).is_ok());
    }

    /// However a person goes back, keeps, changes and answers at random: the interview ends as if
    /// they had given their final answers in order.
    #[test]
    fn the_result_depends_only_on_the_final_answers((set, prepared, bytes) in case()) {
        let mut bytes = bytes.into_iter();
        let mut asker = Scripted::new(|prompt| random_reply(&set, &prepared, bytes.next(), prompt));
        let ended = run(&interview(&set), &mut asker).unwrap();
        drop(asker);
        let answers = answers_of(&ended);
        prop_assert_eq!(&answer_in_order(&set, answers), answers);
        let again = run(&interview(&set), &mut Scripted::answering(answers)).unwrap();
        prop_assert_eq!(again, ended);
    }

    /// Whatever was done before: going back from the review page to the start and answering every
    /// question anew ends as if nothing had been done before.
    #[test]
    fn answering_anew_overrides_everything_before((set, prepared, bytes) in case()) {
        let expected = answer_in_order(&set, &prepared);
        prop_assume!(walk(&set, &expected).progress() == Progress::Complete);
        let mut bytes = bytes.into_iter();
        let mut emergencies = 0;
        let mut led_elsewhere = false;
        let mut reviewed = false;
        let mut at_start = false;
        let mut asker = Scripted::new(|prompt| {
            let byte = bytes.next();
            // An emergency on the way counts as a mistake here, unless it keeps recurring.
            if prompt.subject == Subject::Emergency {
                emergencies += 1;
                led_elsewhere |= at_start;
                return Reply::Input(Input::Chosen(vec![usize::from(emergencies < 20)]));
            }
            reviewed |= byte.is_none() && prompt.subject == Subject::Review;
            at_start |= reviewed && !prompt.commands.contains(&PromptCommand::Back);
            let back = reviewed && !at_start;
            match random_reply(&set, &prepared, byte, prompt) {
                _ if back => Reply::PromptCommand(PromptCommand::Back),
                Reply::PromptCommand(PromptCommand::Done) if byte.is_some() => Reply::PromptCommand(PromptCommand::Back),
                reply => reply,
            }
        });
        let ended = run(&interview(&set), &mut asker).unwrap();
        drop(asker);
        prop_assume!(emergencies < 20);
        // Old and new answers together may be an emergency. Whoever calls that a mistake is led to
        // that one answer and from there to the review page, not through all remaining questions.
        prop_assume!(!led_elsewhere);
        prop_assert_eq!(answers_of(&ended), &expected);
    }

    #[test]
    fn every_alert_is_said((set, prepared, _) in case()) {
        let mut asker = Scripted::answering(&prepared);
        let ended = run(&interview(&set), &mut asker).unwrap();
        let transcript = |text: &str| asker.transcript.iter().any(|(_, transcript)| transcript == text);
        if matches!(ended, Ended::Emergency(_)) {
            let outcome = decide(&set, answers_of(&ended)).unwrap();
            let gravest = outcome.gravest(&set).unwrap().rule;
            prop_assert!(set.rules[gravest].action.iter().all(|action| transcript(&action.own)));
            // What held before the last answer was said at that time.
            let mut before = answers_of(&ended).clone();
            let last = before.iter(&set).map(|(question, _)| question).last();
            before.withdraw(last.unwrap());
            for rule in alerts(&set, &before) {
                prop_assert!(transcript(&set.rules[rule].because.own));
            }
        } else {
            for rule in alerts(&set, answers_of(&ended)) {
                prop_assert!(transcript(&set.rules[rule].because.own));
            }
        }
    }

    #[test]
    fn scripted_and_plain_front_ends_agree((set, prepared, _) in case()) {
        let expected = run(&interview(&set), &mut Scripted::answering(&prepared)).unwrap();
        let mut lines = String::new();
        let mut script = Scripted::new(|prompt| {
            let reply = random_reply(&set, &prepared, None, prompt);
            lines.push_str(&typed(prompt, &reply));
            reply
        });
        let ended = run(&interview(&set), &mut script).unwrap();
        drop(script);
        prop_assert_eq!(&ended, &expected);
        let mut transcript = Vec::new();
        let mut plain = Plain::new(lines.as_bytes(), &mut transcript, PAGE, false);
        prop_assert_eq!(run(&interview(&set), &mut plain).unwrap(), expected);
    }

    #[test]
    fn no_input_causes_a_panic((set, _, bytes) in case()) {
        let mut transcript = Vec::new();
        let mut plain = Plain::new(bytes.as_slice(), &mut transcript, PAGE, false);
        prop_assert!(run(&interview(&set), &mut plain).is_ok());
    }
}

fn typed(prompt: &Prompt<'_>, reply: &Reply) -> String {
    match reply {
        Reply::PromptCommand(command) => format!("{}\n", command.word()),
        Reply::Input(Input::Number(number)) => format!("{number}\n"),
        Reply::Input(Input::Text(text)) => format!("{text}\n"),
        Reply::Input(Input::Chosen(positions)) => {
            let words: Vec<String> = positions
                .iter()
                .map(|&at| match prompt.form {
                    crate::interview::asker::Form::Number { .. }
                    | crate::interview::asker::Form::Text => prompt.choices[at].id.to_string(),
                    _ => (at + 1).to_string(),
                })
                .collect();
            format!("{}\n", words.join(" "))
        }
        Reply::InputEnded => String::new(),
    }
}
