//! What stands before each option of a list that is answered by typing: its number, or a letter where
//! a number could be an answer itself.

use treatfit_core::load::begins_with_place;

use crate::interview::asker::{Choice, Form, Prompt};
use crate::interview::understand::folded;

/// The mark of each option, in order. A letter is passed over where an option can be typed that way
/// already, so a mark never means two options.
#[must_use]
pub fn marks(prompt: &Prompt<'_>) -> Vec<String> {
    let choices = &prompt.choices;
    if !are_letters(prompt) {
        return (1..=choices.len())
            .map(|number| number.to_string())
            .collect();
    }
    letters()
        .filter(|letters| !is_start_of_any(letters, choices))
        .take(choices.len())
        .collect()
}

/// Whether the options are marked with letters. An answer on a page is long, and its number is all
/// that can be typed for it.
#[must_use]
pub fn are_letters(prompt: &Prompt<'_>) -> bool {
    prompt.form != Form::Page
        && prompt
            .choices
            .iter()
            .any(|choice| begins_with_place(&choice.label, prompt.choices.len()))
}

/// `a` to `z`, then `aa` to `zz`: more than there can be options. No command is so short.
fn letters() -> impl Iterator<Item = String> {
    let one = ('a'..='z').map(String::from);
    one.chain(
        ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}"))),
    )
}

fn is_start_of_any(letters: &str, choices: &[Choice<'_>]) -> bool {
    choices
        .iter()
        .any(|choice| folded(&choice.label).starts_with(letters) || folded(&choice.id) == letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::interview::asker::{Input, PromptCommand, Reply, Subject};
    use crate::interview::understand::{Misunderstood, understand};

    fn prompt(form: Form, labels: &[&str]) -> Prompt<'static> {
        let choice =
            |(at, label): (usize, &&str)| Choice::new(format!("id{at}"), (*label).to_owned());
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
    fn numbers_mark_options_unless_one_begins_with_such_a_number() {
        let days = ["0", "1", "2", "3", "4 or more", "Not sure"];
        for form in [Form::One, Form::Several] {
            assert_eq!(marks(&prompt(form.clone(), &["Yes", "No"])), ["1", "2"]);
            assert_eq!(marks(&prompt(form, &days)), ["a", "b", "c", "d", "e", "f"]);
        }
        assert_eq!(marks(&prompt(Form::Page, &["2 cups", "No"])), ["1", "2"]);
        // No place in the list is 24, so this can't be mistaken.
        let hours = prompt(Form::One, &["24 hours", "Longer"]);
        assert_eq!(marks(&hours), ["1", "2"]);
        assert_eq!(chosen(&hours, "24"), Ok(vec![0]));
        assert_eq!(chosen(&hours, "2"), Ok(vec![1]));
    }

    #[test]
    fn a_typed_number_is_the_option_that_says_so() {
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
    fn a_letter_that_starts_an_option_is_no_mark() {
        let cups = prompt(
            Form::One,
            &["1 cup", "2 cups", "3 cups", "Don't know", "a lot"],
        );
        assert_eq!(marks(&cups), ["b", "c", "e", "f", "g"]);
        assert_eq!(chosen(&cups, "d"), Ok(vec![3]));
    }

    proptest! {
        #[test]
        fn every_option_can_be_typed_as_it_is_marked_and_no_number_means_another(
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
                    // A place, where no other option says so.
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
}
