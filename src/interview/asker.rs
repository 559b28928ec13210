//! How questions reach a person, whatever the front end.
//!
//! The interview says things and asks things; an [`Asker`] is the only door to the person. What is
//! asked is data, so that a list with arrow keys, numbered lines and a script can each do it in
//! their own way and still pass one suite of behaviour.

use std::borrow::Cow;

use treatfit_core::model::{Answer, Id, OptionSet, Question};

use crate::error::Error;

/// A front end.
pub trait Asker {
    /// Says something.
    ///
    /// # Errors
    /// If nothing can be said any more.
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error>;

    /// Asks until there is a reply that fits the form of the prompt.
    ///
    /// # Errors
    /// If nothing can be asked any more. End of input is no error but a [`Reply`].
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error>;

    /// How to answer and which commands there are, in this front end.
    fn manual(&self) -> &'static str;
}

/// What part a text plays in the conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeechRole {
    /// The title of the whole, or of a page of it.
    Title,
    /// The start of a section: how far along, and its name.
    Section,
    /// Ordinary words.
    Text,
    /// Why something is asked, or how to answer it.
    Aside,
    /// One of several things listed.
    Item,
    /// An answer under the question it belongs to.
    Answer,
    /// Somebody to call.
    Contact,
    /// The heading of a warning about danger.
    Alarm,
    /// What to do about danger.
    Urgent,
    /// Something did not work or was not understood.
    Problem,
    /// Something was done, such as a file written.
    Done,
    /// Text to be copied as it is.
    Verbatim,
}

/// Something to be asked.
#[derive(Debug, Clone)]
pub struct Prompt<'a> {
    /// What it is about.
    pub subject: Subject,
    /// The question.
    pub text: Cow<'a, str>,
    /// What kind of reply fits.
    pub form: Form,
    /// The options there are, in order.
    pub choices: Vec<Choice<'a>>,
    /// What was answered before, and may be kept.
    pub earlier: Option<Earlier>,
    /// The commands of use here. Others are understood too, and answered with why not.
    pub commands: Vec<PromptCommand>,
    /// Whether the person has just seen this very question.
    pub again: bool,
}

impl Prompt<'_> {
    /// The labels of these choices, as one text.
    #[must_use]
    pub fn labels(&self, positions: &[usize]) -> String {
        let labels: Vec<&str> = positions
            .iter()
            .filter_map(|&position| self.choices.get(position))
            .map(|choice| choice.label.as_ref())
            .collect();
        labels.join("; ")
    }
}

/// What a prompt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Where the person is.
    Region,
    /// A question of the set.
    Question(Id<Question>),
    /// Whether all answers are right, or which one to change.
    Review,
    /// Whether it is safe to answer here and now.
    Privacy,
    /// Whether to go on after crisis lines were shown.
    Alert,
    /// Whether an emergency is one, or an answer was a mistake.
    Emergency,
    /// How to stop.
    Stop,
    /// The name of a file for the answers.
    Place,
}

/// What kind of reply a prompt takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One of the choices.
    One,
    /// One or more of the choices.
    Several,
    /// A whole number, or one of the choices.
    Number {
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
        /// What it counts.
        unit: Option<String>,
    },
    /// A line of text, or one of the choices.
    Text,
    /// [`PromptCommand::Done`], or one of the choices, which are long and numbered.
    Page,
}

/// One option of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    /// What may be typed for it.
    pub id: Cow<'a, str>,
    /// What the person reads.
    pub label: Cow<'a, str>,
    /// Whether it can only be chosen alone.
    pub alone: bool,
}

impl<'a> Choice<'a> {
    /// A choice.
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            alone: false,
        }
    }
}

/// An answer given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// It, in words.
    pub words: String,
    /// The positions of the choices it chose.
    pub chosen: Vec<usize>,
}

/// What a person can always say instead of answering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromptCommand {
    /// The answer given before still holds.
    Keep,
    /// Why is this asked?
    Why,
    /// How do I answer?
    Help,
    /// Back to the question before.
    Back,
    /// Leave this question out.
    Skip,
    /// Stop the interview.
    Stop,
    /// All answers are right.
    Done,
}

impl PromptCommand {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Keep,
        Self::Why,
        Self::Help,
        Self::Back,
        Self::Skip,
        Self::Stop,
        Self::Done,
    ];

    /// The word to type.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Why => "why",
            Self::Help => "help",
            Self::Back => "back",
            Self::Skip => "skip",
            Self::Stop => "stop",
            Self::Done => "done",
        }
    }
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Input(Input),
    /// A command.
    PromptCommand(PromptCommand),
    /// Input ended. Never read as an answer.
    InputEnded,
}

/// An answer in the form of its prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Positions of choices, lowest first.
    Chosen(Vec<usize>),
    /// A number.
    Number(i64),
    /// A line of text.
    Text(String),
}

impl Input {
    /// The one position chosen, if it is one.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::Chosen(positions) => match positions.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            Self::Number(_) | Self::Text(_) => None,
        }
    }
}

impl From<Input> for Answer {
    fn from(given: Input) -> Self {
        match given {
            Input::Chosen(positions) => Self::Options(positions.into_iter().collect::<OptionSet>()),
            Input::Number(number) => Self::Number(number),
            Input::Text(text) => Self::Text(text),
        }
    }
}
