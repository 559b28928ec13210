//! Tests of the marks of options.

use proptest::prelude::*;
use treatfit_core::load::begins_with_place;

use crate::interview::asker::{Choice, Form, Input, Prompt, PromptCommand, Reply, Subject};
use crate::interview::marks::{are_letters, marks};
use crate::interview::understand::{Misunderstood, understand};

fn prompt(form: Form, labels: &[&str]) -> Prompt<'static> {
    let choice = |(at, label): (usize, &&str)| Choice::new(format!("id{at}"), (*label).to_owned());
    Prompt {
        subject: Subject::Review,
        text: "?".into(),
        form,
        choices: labels.iter().enumerate().map(choice).collect(),
        earlier: None,
        commands: Vec::new(),
        again: false,
    }
}

fn chosen(prompt: &Prompt<'_>, line: &str) -> Result<Vec<usize>, Misunderstood> {
    match understand(prompt, line)? {
        Reply::Input(Input::Chosen(positions)) => Ok(positions),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn options_have_numbers_unless_a_label_begins_with_a_position() {
    let days = ["0", "1", "2", "3", "4 or more", "Not sure"];
    for form in [Form::One, Form::Several] {
        assert_eq!(marks(&prompt(form.clone(), &["Yes", "No"])), ["1", "2"]);
        assert_eq!(marks(&prompt(form, &days)), ["a", "b", "c", "d", "e", "f"]);
    }
    assert_eq!(marks(&prompt(Form::Page, &["2 cups", "No"])), ["1", "2"]);
    // The list has no position 24, so the label cannot be mistaken for one.
    let hours = prompt(Form::One, &["24 hours", "Longer"]);
    assert_eq!(marks(&hours), ["1", "2"]);
    assert_eq!(chosen(&hours, "24"), Ok(vec![0]));
    assert_eq!(chosen(&hours, "2"), Ok(vec![1]));
}

#[test]
fn a_typed_number_selects_the_label_that_begins_with_it() {
    let days = prompt(Form::One, &["0", "1", "2", "3", "4 or more", "Not sure"]);
    for (line, position) in [("3", 3), ("0", 0), ("4", 4), ("d", 3), ("F", 5), ("not", 5)] {
        assert_eq!(chosen(&days, line), Ok(vec![position]), "{line}");
    }
    for line in ["5", "6", "40", "0.5"] {
        let refused = Misunderstood::NoSuchOption(line.to_owned());
        assert_eq!(chosen(&days, line), Err(refused));
    }
    let doses = prompt(Form::Several, &["0 mg", "10 mg", "20 mg", "2 tablets"]);
    assert_eq!(chosen(&doses, "2"), Ok(vec![3]));
    assert_eq!(chosen(&doses, "b, 2"), Ok(vec![1, 3]));
    assert_eq!(chosen(&doses, "20"), Ok(vec![2]));
    assert_eq!(
        chosen(&doses, "1"),
        Err(Misunderstood::NoSuchOption("1".into()))
    );
    let halves = prompt(Form::One, &["0.5 mg", "0,75 mg", "1 mg"]);
    assert!(chosen(&halves, "0").is_err());
    let same = prompt(Form::One, &["2 tablets", "2 patches"]);
    assert!(matches!(
        chosen(&same, "2"),
        Err(Misunderstood::Ambiguous(_))
    ));
}

#[test]
fn a_letter_that_starts_a_label_is_not_used_as_a_mark() {
    let cups = prompt(
        Form::One,
        &["1 cup", "2 cups", "3 cups", "Don't know", "a lot"],
    );
    assert_eq!(marks(&cups), ["b", "c", "e", "f", "g"]);
    assert_eq!(chosen(&cups, "d"), Ok(vec![3]));
}

proptest! {
    #[test]
    fn every_mark_selects_its_option_and_no_number_selects_a_different_label(
        labels in prop::collection::vec("[-<~]?[0-9]{0,2}[.,]?[0-9]?( mg| to 3|[a-e]{1,2})?", 1..30),
        several in any::<bool>(),
        typed in 0_u32..40,
    ) {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let form = if several { Form::Several } else { Form::One };
        let prompt = prompt(form, &labels);
        let marks = marks(&prompt);
        prop_assert_eq!(marks.len(), labels.len());
        for (position, mark) in marks.iter().enumerate() {
            prop_assert_eq!(chosen(&prompt, mark), Ok(vec![position]));
            prop_assert!(PromptCommand::ALL.iter().all(|command| command.word() != mark));
        }
        if let Ok(positions) = chosen(&prompt, &typed.to_string()) {
            for position in positions {
                // A position, where no label begins with that number.
                if !are_letters(&prompt) && position + 1 == typed as usize {
                    prop_assert!(labels.iter().all(|label| !begins_with_place(label, labels.len())));
                    continue;
                }
                let number = labels[position].trim_start_matches(|c: char| !c.is_ascii_digit());
                let end = number.find(|c: char| !c.is_ascii_digit());
                let number = &number[..end.unwrap_or(number.len())];
                prop_assert_eq!(number.parse(), Ok(typed));
            }
        }
    }
}
