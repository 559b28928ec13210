//! The interview's own sentences. The others come from the question set.

pub mod saving;

use treatfit_core::model::{Audience, Misfit, Question};
use treatfit_core::text::{listed, visible};

use crate::interview::asker::{Form, Prompt, PromptCommand, Subject};
use crate::interview::marks::{are_letters, marks};
use crate::interview::understand::Misunderstood;

// How to answer.

/// How to answer line by line.
pub const PLAIN_MANUAL: &str = "Answer with the number of an option or its first letters, and press \
Enter. Instead of an answer you can type: why (why we ask), help, back (to the question before), \
keep (an earlier answer), skip (where a question may be left out) or stop.";
/// How to answer with keys.
pub const RICH_MANUAL: &str = "Move with the arrow keys and press Enter. Where several answers fit, \
tick them with the space bar first. Press Esc to see why we ask, for help, to go back or to stop; \
where you type, the words why, help, back and stop do the same.";

/// What is done with the answers, if no file to save in was named.
pub const PRIVACY: &str = "The answers stay on this computer. Nothing is written to a file unless \
you ask for it.";
/// What is done with the answers, if a file was named; its path follows on a line of its own.
pub const PRIVACY_SAVED: &str = "The answers stay on this computer. When you stop or finish they \
are saved in this file, but never in an emergency:";

/// Choice: it is safe to answer here and now.
pub const PRIVACY_YES: &str = "Yes";
/// Choice: it is not safe.
pub const PRIVACY_NO: &str = "No";
/// Choice: the person cannot tell. Never treated as yes.
pub const PRIVACY_UNKNOWN: &str = "Not sure";
/// Said if it is not safe: nothing was asked or saved.
pub const PRIVACY_KEPT_NOTHING: &str = "No question was asked, and nothing is kept.";
/// Said if it is not safe in a resumed interview: the saved file is unchanged.
pub const PRIVACY_KEPT_AS_IT_WAS: &str = "No question was asked, and the file with the earlier answers \
is as it was.";

/// Returns the heading of a section.
#[must_use]
pub fn section(number: usize, total: usize, title: &str) -> String {
    format!("Section {number} of {total}: {title}")
}

// Questions.

/// Returns the question for the region.
#[must_use]
pub const fn region(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Which country or region are you in?",
        Audience::Coordinator => "Which country or region is the client in?",
    }
}

/// Why the region is asked.
pub const REGION_WHY: &str = "So that the right emergency number and crisis lines can be shown at \
once, should they be needed. It changes nothing else.";

/// Returns the cue before the typed answer.
#[must_use]
pub fn cue(prompt: &Prompt<'_>) -> String {
    let last = prompt.choices.len();
    let cue = match &prompt.form {
        Form::One => format!("Your answer ({})", range(&marks(prompt))),
        Form::Several => {
            let marks = marks(prompt);
            let two = match marks.as_slice() {
                [first, second, ..] => format!("{first}, {second}"),
                _ => "1, 2".to_owned(),
            };
            format!("Your answers ({}, several as in {two})", range(&marks))
        }
        Form::Number { .. } => number(&prompt.form),
        Form::Text => "Your answer".to_owned(),
        Form::Page => "Type done if all is right, or a number to change that answer".to_owned(),
    };
    let typed = matches!(prompt.form, Form::Number { .. } | Form::Text);
    let word = if typed && last > 0 {
        ", or a word from the list"
    } else {
        ""
    };
    let skip = if prompt.commands.contains(&PromptCommand::Skip) {
        ", or skip"
    } else {
        ""
    };
    format!("{cue}{word}{skip}: ")
}

/// Returns the marker of an option at a question whose answer is typed.
#[must_use]
pub fn or_type(id: &str) -> String {
    format!("  {id}: ")
}

/// Returns the earlier answer, shown below a question.
#[must_use]
pub fn earlier(answer: &str) -> String {
    format!("Answer so far: {answer}")
}

/// How to keep the earlier answer line by line.
pub const TYPE_KEEP: &str = "Type keep to leave it so.";

/// Returns a confirmation of how an answer was understood.
#[must_use]
pub fn noted(answer: &str) -> String {
    format!("Noted: {answer}")
}

/// Returns the range of a number.
fn number(form: &Form) -> String {
    match form {
        Form::Number { min, max, unit } => {
            let unit = unit
                .as_deref()
                .map_or_else(String::new, |unit| format!(" ({unit})"));
            format!("A whole number from {min} to {max}{unit}")
        }
        _ => "A whole number".to_owned(),
    }
}

// What was not understood.

/// Returns why a line was not understood, and what to type.
#[must_use]
pub fn misunderstood(problem: &Misunderstood, prompt: &Prompt<'_>) -> String {
    let how = how(prompt);
    match problem {
        Misunderstood::Nothing => format!("Nothing was typed, so nothing was taken. {how}"),
        Misunderstood::NoSuchOption(text) => {
            format!("\"{}\" is not one of the options. {how}", short(text))
        }
        Misunderstood::NoSuchNumber(text) => {
            format!("There is no option {}. {how}", short(text))
        }
        Misunderstood::Ambiguous(labels) => {
            format!("That could be {}. {how}", listed(&quoted(labels), "or"))
        }
        Misunderstood::OnlyOne => format!("Only one answer fits here. {how}"),
        Misunderstood::NotAlone(labels) => {
            let labels = listed(&quoted(labels), "and");
            format!("{labels} can only be chosen alone. {how}")
        }
        Misunderstood::NotANumber(text) => {
            format!("\"{}\" is not a whole number. {how}", short(text))
        }
        Misunderstood::OutOfRange => format!("That number is outside the range. {how}"),
        Misunderstood::NotText => "That line holds signs that are not text, perhaps from an arrow \
            key. Please type it again."
            .to_owned(),
    }
}

/// Returns why the ticked options are not an answer.
#[must_use]
pub fn not_ticked(problem: &Misunderstood, prompt: &Prompt<'_>) -> String {
    match problem {
        Misunderstood::NotAlone(labels) => {
            let labels = listed(&quoted(labels), "and");
            format!("{labels} can only be ticked alone. Please tick again with the space bar.")
        }
        Misunderstood::Nothing => {
            "Nothing is ticked yet. The space bar ticks the line with the arrow.".to_owned()
        }
        other => misunderstood(other, prompt),
    }
}

/// Returns what to type at a prompt.
fn how(prompt: &Prompt<'_>) -> String {
    let marks = range(&marks(prompt));
    let mark = if are_letters(prompt) {
        "letter"
    } else {
        "number"
    };
    match &prompt.form {
        Form::One => format!("Please type the {mark} of an option: {marks}."),
        Form::Several => {
            format!("Please type one {mark} or more, with commas in between: {marks}.")
        }
        Form::Number { min, max, .. } => {
            let mut how = format!("Please type a whole number from {min} to {max}");
            for choice in &prompt.choices {
                how.push_str(", or ");
                how.push_str(&choice.id);
            }
            how + "."
        }
        Form::Text if prompt.subject == Subject::Place => {
            "Please type the name of a file, or back.".to_owned()
        }
        Form::Text => "Please type a few words.".to_owned(),
        Form::Page => format!("Please type done, or the number of an answer: {marks}."),
    }
}

/// Returns the range of marks. Some letters within it may be unused.
fn range(marks: &[String]) -> String {
    match marks {
        [first, .., last] if marks.len() > 2 => format!("{first} to {last}"),
        few => listed(few, "or"),
    }
}

/// Returns why an answer does not fit its question.
#[must_use]
pub fn misfit(misfit: Misfit, question: &Question) -> &'static str {
    match misfit {
        Misfit::Empty => "Please choose at least one option.",
        Misfit::TooMany => "Please choose one option only.",
        Misfit::NotAlone => "An option that can only be chosen alone was chosen with others.",
        Misfit::NotOptional => cannot_skip(
            question
                .options
                .iter()
                .any(|option| option.role.withholds()),
        ),
        Misfit::WrongKind | Misfit::OutOfRange => {
            "That answer does not fit this question. Please answer again."
        }
    }
}

/// Returns why a command does not work at a prompt.
#[must_use]
pub fn not_here(command: PromptCommand, prompt: &Prompt<'_>) -> &'static str {
    match command {
        PromptCommand::Keep => "There is no earlier answer here to keep.",
        PromptCommand::Back => "This is the start. There is nothing before it to go back to.",
        PromptCommand::Skip => cannot_skip(
            prompt
                .choices
                .iter()
                .any(|choice| matches!(choice.id.as_ref(), "unknown" | "declined")),
        ),
        PromptCommand::Done => "There is still something to answer first.",
        PromptCommand::Why | PromptCommand::Help | PromptCommand::Stop => "That is of no use here.",
    }
}

/// Returns that a question cannot be skipped. `may_be_left_open` says whether it has an option for
/// an open answer.
const fn cannot_skip(may_be_left_open: bool) -> &'static str {
    if may_be_left_open {
        "This question can't be skipped, but you need not know: one of the options says so."
    } else {
        "This question can't be skipped."
    }
}

/// Returns that a line is longer than `limit` bytes.
#[must_use]
pub fn too_long(limit: usize) -> String {
    format!("That line is longer than {limit} bytes and was not taken. Please use fewer words.")
}

/// Said of a line that is not UTF-8.
pub const NOT_TEXT: &str =
    "That line is not readable text (not UTF-8) and was not taken. Please type it again.";

/// Returns that the input ended within a line.
#[must_use]
pub fn half_line(text: &str) -> String {
    format!(
        "Input ended in the middle of a line (\"{}\"). It may be half an answer, so it was not taken.",
        short(text)
    )
}

/// Returns that the input ended at a prompt. `at` is the id of the question, if it is one of the
/// set.
#[must_use]
pub fn input_ended(at: Option<&str>, text: &str) -> String {
    match at {
        Some(question) => format!("Input ended before this was answered: {text} (`{question}`)"),
        None => format!("Input ended before this was answered: {text}"),
    }
}

/// The error of an interview whose input ended.
pub const INPUT_ENDED: &str = "input ended before the last question was answered";
/// Hints for that error.
pub const INPUT_ENDED_HINTS: [&str; 2] = [
    "to give all answers in a file, use `treatfit evaluate FILE`",
    "`--save FILE` keeps the answers of an unfinished interview, `--resume FILE` goes on with them",
];

// Danger.

/// Returns the heading of the emergency screen.
#[must_use]
pub const fn emergency(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Please get help now",
        Audience::Coordinator => "The client needs help now",
    }
}

/// Returns the heading above crisis contacts when the interview continues. `number_first` says
/// whether the emergency number comes first.
#[must_use]
pub const fn alert(number_first: bool, audience: Audience) -> &'static str {
    match (number_first, audience) {
        (true, Audience::Client) => "Before we go on: this may need help now",
        (true, Audience::Coordinator) => "Before you go on: this may need help now",
        (false, Audience::Client) => "Before we go on: there are people you can talk to",
        (false, Audience::Coordinator) => {
            "Before you go on: there are people the client can talk to"
        }
    }
}

/// Asks whether to continue after crisis contacts.
pub const ALERT_ASK: &str = "Would you like to go on with the questions?";
/// Why the contacts were shown.
pub const ALERT_WHY: &str = "After an answer like this we always show whom to call. You can go on \
or stop; the help is there either way.";
/// Choice: continue.
pub const ALERT_GO_ON: &str = "Yes, go on";
/// Choice: stop.
pub const ALERT_STOP: &str = "No, stop here";
/// Returns the last words to a person who stops after crisis contacts.
#[must_use]
pub const fn take_care(audience: Audience) -> &'static str {
    match audience {
        Audience::Client => "Thank you for telling us. You can come back whenever you like.",
        Audience::Coordinator => {
            "Stay with the client until a clinician has taken over or they have somebody with them."
        }
    }
}
/// Choice: continue instead of stopping.
pub const GO_ON: &str = "Go on with the questions";
/// Returns the last prompt of an emergency, with the first contact.
#[must_use]
pub fn emergency_ask(first_contact: Option<&str>) -> String {
    match first_contact {
        Some(contact) => format!("The questions end here. {contact}"),
        None => "The questions end here.".to_owned(),
    }
}

/// Why the questions end in an emergency.
pub const EMERGENCY_WHY: &str = "One of the answers is a sign that help comes before anything else, \
so nothing more is asked.";
/// Choice: finish.
pub const FINISH: &str = "Finish";
/// Choice: go back to the answer.
pub const MISTAKE: &str = "I gave that answer by mistake";
/// Said in an emergency if a file to save in was named.
pub const EMERGENCY_SAVES_NOTHING: &str = "In an emergency no answers are saved.";
/// Said in an emergency of a resumed interview.
pub const EMERGENCY_SAVES_NOTHING_NEW: &str = "In an emergency no answers are saved. The file with the \
earlier ones is as it was.";

// The review.

/// The heading of the review page.
pub const REVIEW: &str = "Please check the answers";
/// Why there is a review page.
pub const REVIEW_WHY: &str = "A slip of the finger can change the result, so this is the chance to \
put it right.";
/// Choice: all answers are right.
pub const ALL_RIGHT: &str = "All is right: show the result";

/// Returns an entry of the review page.
#[must_use]
pub fn entry(question: &str, answer: &str) -> String {
    format!("{question}\n{answer}")
}

// Lists with arrow keys.

/// What the keys do in a list.
pub const LIST_KEYS: &str = "Arrow keys move, Enter chooses, Esc opens more.";
/// What the keys do in a list, for narrow terminals.
pub const LIST_KEYS_SHORT: &str = "Enter: choose. Esc: more";
/// What the keys do in a checklist.
pub const CHECKLIST_KEYS: &str = "Arrow keys move, Space ticks, Enter goes on, Esc opens more.";
/// What the keys do in a checklist, for narrow terminals.
pub const CHECKLIST_KEYS_SHORT: &str = "Space: tick. Enter: done";
/// The prompt before the typed line of the rich front end.
pub const TYPED: &str = "> ";
/// The last entry of a list, which opens the menu.
pub const MORE: &str = "More: why we ask, help, back, stop";
/// The menu entry that returns to the question.
pub const MENU_CONTINUE: &str = "Continue with the question";

/// Returns a command as a menu entry.
#[must_use]
pub const fn command(command: PromptCommand) -> &'static str {
    match command {
        PromptCommand::Keep => "Keep my earlier answer",
        PromptCommand::Why => "Why is this asked?",
        PromptCommand::Help => "How do I answer?",
        PromptCommand::Back => "Go back",
        PromptCommand::Skip => "Skip this question",
        PromptCommand::Stop => "Stop",
        PromptCommand::Done => ALL_RIGHT,
    }
}

/// Returns the earlier answer as a list entry.
#[must_use]
pub fn keep(answer: &str) -> String {
    format!("Keep: {answer}")
}

fn quoted(labels: &[String]) -> Vec<String> {
    labels.iter().map(|label| format!("\"{label}\"")).collect()
}

/// Returns the start of a text from outside, at most 40 characters, as one line with control
/// characters made visible. A person who pasted a page need not read it again.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let start: String = text.chars().take(MOST).collect();
    let mut short = visible(&start);
    if text.chars().count() > MOST {
        short.push_str("...");
    }
    short
}
