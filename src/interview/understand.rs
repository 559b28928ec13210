//! Interprets a typed line as a reply to a prompt.
//!
//! It is tolerant in form but never guesses the meaning: a line that could mean two things means
//! neither, and an empty line is not an answer.

use treatfit_core::load::control_character;

use crate::interview::asker::{Choice, Form, Input, Prompt, PromptCommand, Reply};
use crate::interview::marks::{are_letters, marks};

/// Why a line was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misunderstood {
    /// The line is empty.
    Nothing,
    /// No option matches the text.
    NoSuchOption(String),
    /// No option has this number.
    NoSuchNumber(String),
    /// Several options match; their labels.
    Ambiguous(Vec<String>),
    /// Several options, where exactly one is asked for.
    OnlyOne,
    /// Exclusive options chosen together with others; their labels.
    NotAlone(Vec<String>),
    /// The text is not a whole number.
    NotANumber(String),
    /// The number is outside the bounds.
    OutOfRange,
    /// The line contains control characters, such as those of an arrow key.
    NotText,
}

/// Interprets a typed line as a reply.
///
/// # Errors
/// If the line is not a command, an option or a value that fits the prompt's form, with the reason.
pub fn understand(prompt: &Prompt<'_>, line: &str) -> Result<Reply, Misunderstood> {
    let line = line.trim();
    if line.is_empty() {
        return Err(Misunderstood::Nothing);
    }
    if control_character(line).is_some() {
        return Err(Misunderstood::NotText);
    }
    if let Some(command) = command(line) {
        return Ok(Reply::PromptCommand(command));
    }
    let choices = OptionChoices {
        all: &prompt.choices,
        letters: are_letters(prompt).then(|| marks(prompt)),
    };
    let input = match &prompt.form {
        Form::One => Input::Chosen(vec![choices.one(line)?]),
        Form::Page => {
            Input::Chosen(vec![choices.numbered(line).unwrap_or_else(|| {
                Err(Misunderstood::NoSuchOption(line.to_owned()))
            })?])
        }
        Form::Several => Input::Chosen(check_together(prompt, choices.several(line)?)?),
        Form::Number { min, max, unit } => {
            choices.number_or_option(line, *min, *max, unit.as_deref())?
        }
        Form::Text => match choices.exact_matches(line).as_slice() {
            [only] => Input::Chosen(vec![*only]),
            _ => Input::Text(line.to_owned()),
        },
    };
    Ok(Reply::Input(input))
}

/// Checks that options can be chosen together, and returns them.
///
/// # Errors
/// If there are none, or if an exclusive option is among several.
pub fn check_together(
    prompt: &Prompt<'_>,
    chosen: Vec<usize>,
) -> Result<Vec<usize>, Misunderstood> {
    if chosen.is_empty() {
        return Err(Misunderstood::Nothing);
    }
    let alone: Vec<String> = chosen
        .iter()
        .filter_map(|&position| prompt.choices.get(position))
        .filter(|choice| choice.alone)
        .map(|choice| choice.label.to_string())
        .collect();
    if chosen.len() > 1 && !alone.is_empty() {
        return Err(Misunderstood::NotAlone(alone));
    }
    Ok(chosen)
}

/// Returns the command that the line names. Commands take precedence over options, because they
/// must work at every prompt; an option of the same name can be chosen by its number.
fn command(line: &str) -> Option<PromptCommand> {
    if line == "?" {
        return Some(PromptCommand::Help);
    }
    PromptCommand::ALL
        .into_iter()
        .find(|command| line.eq_ignore_ascii_case(command.word()))
}

/// The options of a prompt.
struct OptionChoices<'a> {
    all: &'a [Choice<'a>],
    /// Their letters, if they are marked with letters instead of numbers.
    letters: Option<Vec<String>>,
}

impl OptionChoices<'_> {
    /// Returns the only option that the line names.
    fn one(&self, line: &str) -> Result<usize, Misunderstood> {
        self.position(line).map_err(|problem| {
            let parts = parts(line);
            let all_options =
                parts.len() > 1 && parts.iter().all(|part| self.position(part).is_ok());
            if all_options {
                Misunderstood::OnlyOne
            } else {
                problem
            }
        })
    }

    /// Returns the options that the line names. The whole line is tried as one option first,
    /// because a label may contain commas and spaces.
    fn several(&self, line: &str) -> Result<Vec<usize>, Misunderstood> {
        let problem = match self.position(line) {
            Ok(position) => return Ok(vec![position]),
            Err(problem) => problem,
        };
        let parts = parts(line);
        if parts.len() < 2 {
            return Err(problem);
        }
        let mut positions = parts
            .iter()
            .map(|part| self.position(part))
            .collect::<Result<Vec<_>, _>>()?;
        positions.sort_unstable();
        positions.dedup();
        Ok(positions)
    }

    /// Returns the number in the line, with or without its unit, or the option it names.
    fn number_or_option(
        &self,
        line: &str,
        min: i64,
        max: i64,
        unit: Option<&str>,
    ) -> Result<Input, Misunderstood> {
        let number = unit
            .and_then(|unit| fold(line).strip_suffix(&fold(unit)).map(str::to_owned))
            .unwrap_or_else(|| line.to_owned());
        let number = number.trim();
        if let Ok(number) = number.parse::<i64>() {
            return if (min..=max).contains(&number) {
                Ok(Input::Number(number))
            } else {
                Err(Misunderstood::OutOfRange)
            };
        }
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Misunderstood::OutOfRange);
        }
        match self.named(line) {
            Err(Misunderstood::NoSuchOption(line)) => Err(Misunderstood::NotANumber(line)),
            found => Ok(Input::Chosen(vec![found?])),
        }
    }

    /// Returns the option with this mark, id or label.
    fn position(&self, text: &str) -> Result<usize, Misunderstood> {
        let marked = match &self.letters {
            Some(letters) => letters
                .iter()
                .position(|letters| fold(text) == *letters)
                .map(Ok),
            None => self.numbered(text),
        };
        match marked {
            Some(Ok(position)) => Ok(position),
            // `24` may be the start of a label if there is no option 24.
            Some(Err(problem)) => self.named(text).map_err(|_| problem),
            None => self.named(text),
        }
    }

    /// Returns the option with this number, or `None` if the text is not a number.
    fn numbered(&self, text: &str) -> Option<Result<usize, Misunderstood>> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let position = text
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        Some(
            position
                .filter(|&position| position < self.all.len())
                .ok_or_else(|| Misunderstood::NoSuchNumber(text.to_owned())),
        )
    }

    /// Returns the option whose id or label equals the text, or the only one whose label starts
    /// with it.
    fn named(&self, text: &str) -> Result<usize, Misunderstood> {
        let mut found = self.exact_matches(text);
        if found.is_empty() {
            let text = fold(text);
            found = self.positions(|choice| label_starts_with(&fold(&choice.label), &text));
        }
        match found.as_slice() {
            [] => Err(Misunderstood::NoSuchOption(text.to_owned())),
            [only] => Ok(*only),
            several => Err(Misunderstood::Ambiguous(
                several
                    .iter()
                    .filter_map(|&position| self.all.get(position))
                    .map(|choice| choice.label.to_string())
                    .collect(),
            )),
        }
    }

    /// Returns the options whose id or label equals the text.
    fn exact_matches(&self, text: &str) -> Vec<usize> {
        let text = fold(text);
        let id = text.replace(' ', "_");
        self.positions(|choice| fold(&choice.id) == id || fold(&choice.label) == text)
    }

    fn positions(&self, test: impl Fn(&Choice<'_>) -> bool) -> Vec<usize> {
        self.all
            .iter()
            .enumerate()
            .filter(|(_, choice)| test(choice))
            .map(|(position, _)| position)
            .collect()
    }
}

/// Splits a line at commas and semicolons, or at spaces if it has neither.
fn parts(line: &str) -> Vec<&str> {
    let parts: Vec<&str> = if line.contains([',', ';']) {
        line.split([',', ';']).collect()
    } else {
        line.split_whitespace().collect()
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Returns whether a label starts with the text. A number does not match the start of a longer
/// number.
fn label_starts_with(label: &str, text: &str) -> bool {
    let Some(rest) = label.strip_prefix(text) else {
        return false;
    };
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    !(text.ends_with(char::is_numeric) && fraction.starts_with(char::is_numeric))
}

/// Removes differences in case and in the kind of apostrophe.
pub(super) fn fold(text: &str) -> String {
    text.trim().replace('\u{2019}', "'").to_lowercase()
}
