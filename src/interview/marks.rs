//! The marks of options that are chosen by typing: numbers, or letters where a number could itself
//! be an option's text.

use treatfit_core::load::begins_with_place;

use crate::interview::asker::{Choice, Form, Prompt};
use crate::interview::understand::fold;

/// Returns the mark of each option, in order. A letter is skipped if an option's label starts with
/// it or its id equals it, so a mark never means two options.
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

/// Returns whether the options are marked with letters: if one of the labels begins with a number
/// that is also a position in the list. The review page always has numbers; its entries are long
/// and can be selected by number only.
#[must_use]
pub fn are_letters(prompt: &Prompt<'_>) -> bool {
    prompt.form != Form::Page
        && prompt
            .choices
            .iter()
            .any(|choice| begins_with_place(&choice.label, prompt.choices.len()))
}

/// Returns `a` to `z`, then `aa` to `zz`, which are more than a question can have options. No
/// command is that short.
fn letters() -> impl Iterator<Item = String> {
    let one = ('a'..='z').map(String::from);
    one.chain(
        ('a'..='z').flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}"))),
    )
}

/// Returns whether the letters start a label or equal an id.
fn is_start_of_any(letters: &str, choices: &[Choice<'_>]) -> bool {
    choices
        .iter()
        .any(|choice| fold(&choice.label).starts_with(letters) || fold(&choice.id) == letters)
}
