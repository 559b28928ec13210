//! The interface between the interview and a front end.
//!
//! The interview speaks and asks only through an [`Asker`]. A prompt is data, so a list with arrow
//! keys, numbered lines and a script can each present it in their own way and still pass the same
//! behaviour tests.

use std::borrow::Cow;

use treatfit_core::model::{Answer, Id, OptionSet, Question};

use crate::error::Error;

/// A front end.
pub trait Asker {
    /// Shows a text to the person.
    ///
    /// # Errors
    /// If the output cannot be written.
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error>;

    /// Asks until the reply fits the form of the prompt.
    ///
    /// # Errors
    /// If the prompt cannot be written or the input cannot be read. The end of input is not an
    /// error: it is [`Reply::InputEnded`].
    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error>;

    /// Returns how to answer and which commands exist in this front end.
    fn manual(&self) -> &'static str;
}

/// The role of a text in the conversation; it decides the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeechRole {
    /// The title of the question set or of a page.
    Title,
    /// The heading of a section, with its number.
    Section,
    /// Ordinary text.
    Text,
    /// An explanation: why something is asked, or how to answer it.
    Aside,
    /// An item of a list.
    Item,
    /// An answer, below its question.
    Answer,
    /// A crisis contact.
    Contact,
    /// The heading of a warning about danger.
    Alarm,
    /// What to do in danger.
    Urgent,
    /// A problem: something failed or was not understood.
    Problem,
    /// A confirmation, such as of a file written.
    Done,
    /// Text to be copied unchanged; it is not wrapped.
    Verbatim,
}

/// A question to a person.
#[derive(Debug, Clone)]
pub struct Prompt<'a> {
    /// What the prompt is about.
    pub subject: Subject,
    /// The text of the question.
    pub text: Cow<'a, str>,
    /// The kind of reply that fits.
    pub form: Form,
    /// The options, in order.
    pub choices: Vec<Choice<'a>>,
    /// The earlier answer, which can be kept.
    pub earlier: Option<Earlier>,
    /// The commands that work here. Any other command is recognized too, and answered with the
    /// reason why it does not work.
    pub commands: Vec<PromptCommand>,
    /// Whether the question is still on the screen from asking it just before.
    pub again: bool,
}

impl Prompt<'_> {
    /// Returns the labels of the choices at these positions, joined.
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
    /// The person's region.
    Region,
    /// A question of the set.
    Question(Id<Question>),
    /// The review page: whether all answers are right, or which one to change.
    Review,
    /// Whether it is safe to answer here and now.
    Privacy,
    /// Whether to continue after crisis lines were shown.
    Alert,
    /// Whether to finish in an emergency, or an answer was a mistake.
    Emergency,
    /// What to do with the answers when stopping.
    Stop,
    /// The file to save the answers in.
    Place,
}

/// The kind of reply a prompt takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Exactly one choice.
    One,
    /// One or more choices.
    Several,
    /// A whole number within bounds, or one of the choices.
    Number {
        /// The lower bound, inclusive.
        min: i64,
        /// The upper bound, inclusive.
        max: i64,
        /// The unit of the number.
        unit: Option<String>,
    },
    /// A line of text, or one of the choices.
    Text,
    /// [`PromptCommand::Done`], or one of the choices, which are long and selected by number.
    Page,
}

/// One option of a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The word that can be typed for it.
    pub id: Cow<'a, str>,
    /// The text the person reads.
    pub label: Cow<'a, str>,
    /// Whether it is exclusive: it cannot be chosen together with others.
    pub alone: bool,
}

impl<'a> Choice<'a> {
    /// Returns a choice that is not exclusive.
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            alone: false,
        }
    }
}

/// The earlier answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The answer in words.
    pub words: String,
    /// The positions of the choices to start from in a checklist.
    pub chosen: Vec<usize>,
}

/// A command that a person can give instead of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromptCommand {
    /// Keep the earlier answer.
    Keep,
    /// Show why this is asked.
    Why,
    /// Show how to answer.
    Help,
    /// Go back to the previous question.
    Back,
    /// Skip this optional question.
    Skip,
    /// Stop the interview.
    Stop,
    /// Confirm all answers on the review page.
    Done,
}

impl PromptCommand {
    /// All commands.
    pub const ALL: [Self; 7] = [
        Self::Keep,
        Self::Why,
        Self::Help,
        Self::Back,
        Self::Skip,
        Self::Stop,
        Self::Done,
    ];

    /// Returns the word to type.
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

/// A reply to a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// An answer.
    Input(Input),
    /// A command.
    PromptCommand(PromptCommand),
    /// The input ended. This never counts as an answer.
    InputEnded,
}

/// An answer in the form of its prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The positions of the chosen choices, lowest first.
    Chosen(Vec<usize>),
    /// A number.
    Number(i64),
    /// A line of text.
    Text(String),
}

impl Input {
    /// Returns the chosen position if exactly one was chosen.
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
