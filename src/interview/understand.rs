//! What a typed line means as a reply to a prompt.
//!
//! Generous in form, never in meaning: a line that could mean two things means neither, and an
//! empty line is no answer.

use treatfit_core::load::control_character;

use crate::interview::asker::{Choice, Form, Input, Prompt, PromptCommand, Reply};
use crate::interview::marks::{are_letters, marks};

/// Why a line could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misunderstood {
    /// Nothing was typed.
    Nothing,
    /// It matches no option.
    NoSuchOption(String),
    /// There is no option with this number.
    NoSuchNumber(String),
    /// It could be any of these options.
    Ambiguous(Vec<String>),
    /// More than one option, where one is asked for.
    OnlyOne,
    /// These options can only be chosen alone.
    NotAlone(Vec<String>),
    /// Not a whole number.
    NotANumber(String),
    /// A number outside the bounds.
    OutOfRange,
    /// It holds characters that are not text, such as those of an arrow key.
    NotText,
}

/// Reads a typed line as a reply.
///
/// # Errors
/// Why it could not be understood.
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
    let given = match &prompt.form {
        Form::One => Input::Chosen(vec![choices.one(line)?]),
        Form::Page => {
            Input::Chosen(vec![choices.numbered(line).unwrap_or_else(|| {
                Err(Misunderstood::NoSuchOption(line.to_owned()))
            })?])
        }
        Form::Several => Input::Chosen(together(prompt, choices.several(line)?)?),
        Form::Number { min, max, unit } => choices.or_number(line, *min, *max, unit.as_deref())?,
        Form::Text => match choices.exactly(line).as_slice() {
            [only] => Input::Chosen(vec![*only]),
            _ => Input::Text(line.to_owned()),
        },
    };
    Ok(Reply::Input(given))
}

/// Options chosen together, if they can be.
///
/// # Errors
/// If there are none, or one of them can only be chosen alone.
pub fn together(prompt: &Prompt<'_>, chosen: Vec<usize>) -> Result<Vec<usize>, Misunderstood> {
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

/// Commands come before options: they must work at every prompt. An option of the same name can be
/// chosen by its number.
fn command(line: &str) -> Option<PromptCommand> {
    if line == "?" {
        return Some(PromptCommand::Help);
    }
    PromptCommand::ALL
        .into_iter()
        .find(|command| line.eq_ignore_ascii_case(command.word()))
}

struct OptionChoices<'a> {
    all: &'a [Choice<'a>],
    /// The letters before them, if they have no numbers.
    letters: Option<Vec<String>>,
}

impl OptionChoices<'_> {
    fn one(&self, line: &str) -> Result<usize, Misunderstood> {
        self.single(line).map_err(|problem| {
            let parts = parts(line);
            let all_options = parts.len() > 1 && parts.iter().all(|part| self.single(part).is_ok());
            if all_options {
                Misunderstood::OnlyOne
            } else {
                problem
            }
        })
    }

    /// A label may hold commas and spaces, so the whole line is tried first.
    fn several(&self, line: &str) -> Result<Vec<usize>, Misunderstood> {
        let problem = match self.single(line) {
            Ok(position) => return Ok(vec![position]),
            Err(problem) => problem,
        };
        let parts = parts(line);
        if parts.len() < 2 {
            return Err(problem);
        }
        let mut positions = parts
            .iter()
            .map(|part| self.single(part))
            .collect::<Result<Vec<_>, _>>()?;
        positions.sort_unstable();
        positions.dedup();
        Ok(positions)
    }

    fn or_number(
        &self,
        line: &str,
        min: i64,
        max: i64,
        unit: Option<&str>,
    ) -> Result<Input, Misunderstood> {
        let number = unit
            .and_then(|unit| folded(line).strip_suffix(&folded(unit)).map(str::to_owned))
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

    fn single(&self, text: &str) -> Result<usize, Misunderstood> {
        let marked = match &self.letters {
            Some(letters) => letters
                .iter()
                .position(|letters| folded(text) == *letters)
                .map(Ok),
            None => self.numbered(text),
        };
        match marked {
            Some(Ok(position)) => Ok(position),
            // `24` may be the start of an option, where there is no option 24.
            Some(Err(problem)) => self.named(text).map_err(|_| problem),
            None => self.named(text),
        }
    }

    /// The option with this number, if it is a number.
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

    /// The option whose id or label this is, or else the only one whose label starts so.
    fn named(&self, text: &str) -> Result<usize, Misunderstood> {
        let mut found = self.exactly(text);
        if found.is_empty() {
            let text = folded(text);
            found = self.positions(|choice| starts(&folded(&choice.label), &text));
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

    fn exactly(&self, text: &str) -> Vec<usize> {
        let text = folded(text);
        let id = text.replace(' ', "_");
        self.positions(|choice| folded(&choice.id) == id || folded(&choice.label) == text)
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

/// Commas part a list; without one, spaces do.
fn parts(line: &str) -> Vec<&str> {
    let parted: Vec<&str> = if line.contains([',', ';']) {
        line.split([',', ';']).collect()
    } else {
        line.split_whitespace().collect()
    };
    parted
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a label starts so. A number is not the start of a longer one.
fn starts(label: &str, text: &str) -> bool {
    let Some(rest) = label.strip_prefix(text) else {
        return false;
    };
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    !(text.ends_with(char::is_numeric) && fraction.starts_with(char::is_numeric))
}

/// Case does not matter, nor does how an apostrophe is typed.
pub(super) fn folded(text: &str) -> String {
    text.trim().replace('\u{2019}', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::asker::Subject;

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
    fn one_option_by_number_id_or_start_of_label() {
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
    fn nothing_and_nonsense_are_no_answers() {
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
    fn several_options_parted_by_commas_or_spaces() {
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
    fn a_number_within_its_bounds_or_an_option() {
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
    fn text_is_taken_as_it_is() {
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
}
