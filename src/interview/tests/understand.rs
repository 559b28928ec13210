//! Tests of interpreting typed lines.

use crate::interview::asker::{Choice, Form, Input, Prompt, PromptCommand, Reply, Subject};
use crate::interview::understand::{Misunderstood, understand};

fn prompt(form: Form, choices: &[(&'static str, &'static str)]) -> Prompt<'static> {
    Prompt {
        subject: Subject::Review,
        text: "?".into(),
        form,
        choices: choices
            .iter()
            .map(|&(id, label)| Choice {
                alone: id == "none",
                ..Choice::new(id, label)
            })
            .collect(),
        earlier: None,
        commands: Vec::new(),
        again: false,
    }
}

fn heart(form: Form) -> Prompt<'static> {
    prompt(
        form,
        &[
            ("attack", "A heart attack"),
            ("stent", "A stent, or a bypass"),
            ("none", "None of these"),
            ("unknown", "I don't know"),
        ],
    )
}

fn chosen(prompt: &Prompt<'_>, line: &str) -> Result<Vec<usize>, Misunderstood> {
    match understand(prompt, line)? {
        Reply::Input(Input::Chosen(positions)) => Ok(positions),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn an_option_is_named_by_number_id_or_start_of_label() {
    let prompt = heart(Form::One);
    for (line, position) in [
        ("1", 0),
        (" 2 ", 1),
        ("STENT", 1),
        ("n", 2),
        ("A Heart Attack", 0),
        ("i don\u{2019}t", 3),
        ("04", 3),
    ] {
        assert_eq!(chosen(&prompt, line), Ok(vec![position]), "{line}");
    }
}

#[test]
fn a_line_that_could_mean_two_things_means_neither() {
    assert_eq!(
        chosen(&heart(Form::One), "a"),
        Err(Misunderstood::Ambiguous(vec![
            "A heart attack".into(),
            "A stent, or a bypass".into()
        ]))
    );
    let unsure = prompt(Form::One, &[("no", "No"), ("unknown", "Not sure")]);
    assert_eq!(chosen(&unsure, "no"), Ok(vec![0]));
    assert!(matches!(
        chosen(&unsure, "n"),
        Err(Misunderstood::Ambiguous(_))
    ));
}

#[test]
fn an_unknown_line_is_not_an_answer() {
    let prompt = heart(Form::One);
    for (line, problem) in [
        ("", Misunderstood::Nothing),
        ("  \r", Misunderstood::Nothing),
        ("0", Misunderstood::NoSuchNumber("0".into())),
        ("5", Misunderstood::NoSuchNumber("5".into())),
        (
            "99999999999999999999999",
            Misunderstood::NoSuchNumber("99999999999999999999999".into()),
        ),
        ("lungs", Misunderstood::NoSuchOption("lungs".into())),
        ("1 2", Misunderstood::OnlyOne),
        ("\u{1b}[A", Misunderstood::NotText),
    ] {
        assert_eq!(chosen(&prompt, line), Err(problem), "{line:?}");
    }
}

#[test]
fn several_options_are_separated_by_commas_or_spaces() {
    let prompt = heart(Form::Several);
    for line in ["1,2", "2 1", "1, 2,", "attack; stent", "stent attack 1"] {
        assert_eq!(chosen(&prompt, line), Ok(vec![0, 1]), "{line}");
    }
    assert_eq!(chosen(&prompt, "A stent, or a bypass"), Ok(vec![1]));
    assert_eq!(chosen(&prompt, "none"), Ok(vec![2]));
    assert_eq!(
        chosen(&prompt, "1, none"),
        Err(Misunderstood::NotAlone(vec!["None of these".into()]))
    );
    assert_eq!(
        chosen(&prompt, "1, 9"),
        Err(Misunderstood::NoSuchNumber("9".into()))
    );
}

#[test]
fn a_number_must_be_within_bounds_and_an_option_may_replace_it() {
    let form = Form::Number {
        min: 60,
        max: 260,
        unit: Some("mmHg".into()),
    };
    let prompt = prompt(form, &[("unknown", "I don't know")]);
    let number = |line| understand(&prompt, line);
    for line in ["60", "060", "+60", "60 mmHg", "60MMHG"] {
        assert_eq!(number(line), Ok(Reply::Input(Input::Number(60))), "{line}");
    }
    for line in ["59", "261", "-5", "99999999999999999999"] {
        assert_eq!(number(line), Err(Misunderstood::OutOfRange), "{line}");
    }
    for line in ["sixty", "60.5", "120/80", "mmHg"] {
        assert_eq!(
            number(line),
            Err(Misunderstood::NotANumber(line.into())),
            "{line}"
        );
    }
    for line in ["unknown", "I don't"] {
        assert_eq!(number(line), Ok(Reply::Input(Input::Chosen(vec![0]))));
    }
}

#[test]
fn free_text_is_taken_unchanged() {
    let prompt = prompt(Form::Text, &[("declined", "I'd rather not say")]);
    let text = |line| understand(&prompt, line);
    assert_eq!(
        text("  I'd rather be well "),
        Ok(Reply::Input(Input::Text("I'd rather be well".into())))
    );
    assert_eq!(text("declined"), Ok(Reply::Input(Input::Chosen(vec![0]))));
}

#[test]
fn commands_work_at_every_prompt() {
    for form in [Form::One, Form::Several, Form::Text, Form::Page] {
        let prompt = prompt(form, &[("back", "Back pain"), ("b", "Something else")]);
        for command in PromptCommand::ALL {
            assert_eq!(
                understand(&prompt, &command.word().to_uppercase()),
                Ok(Reply::PromptCommand(command))
            );
        }
        assert_eq!(
            understand(&prompt, "?"),
            Ok(Reply::PromptCommand(PromptCommand::Help))
        );
    }
    let pain = prompt(Form::One, &[("back", "Back pain"), ("head", "Headache")]);
    assert_eq!(chosen(&pain, "1"), Ok(vec![0]));
    assert_eq!(chosen(&pain, "back p"), Ok(vec![0]));
}
