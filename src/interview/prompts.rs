//! What is asked, as data: the questions of the set and those of the interview itself.

use std::borrow::Cow;

use treatfit_core::model::{Answer, Audience, Id, Question, QuestionKind, QuestionSet};
use treatfit_report::answer_in_words;

use crate::interview::asker::{Choice, Earlier, Form, Prompt, PromptCommand, Subject};
use crate::interview::messages as words;
use crate::interview::messages::saving;
use crate::interview::session::Session;

/// A question of the set.
#[must_use]
pub fn question<'a>(
    set: &'a QuestionSet,
    audience: Audience,
    session: &Session<'_>,
    id: Id<Question>,
) -> Prompt<'a> {
    let question = &set.questions[id];
    let earlier = session.earlier(id).map(|answer| Earlier {
        words: answer_in_words(question, answer, audience),
        chosen: match answer {
            // What may be otherwise today is ticked anew, so that no bare Enter says it again.
            Answer::Options(chosen) if !session.asks_again(id) => chosen.positions().collect(),
            _ => Vec::new(),
        },
    });
    let mut commands = Vec::new();
    if earlier.is_some() {
        commands.push(PromptCommand::Keep);
    }
    commands.extend([PromptCommand::Why, PromptCommand::Help]);
    if question.optional {
        commands.push(PromptCommand::Skip);
    }
    if session.can_go_back() {
        commands.push(PromptCommand::Back);
    }
    commands.push(PromptCommand::Stop);
    Prompt {
        subject: Subject::Question(id),
        text: question.ask.for_audience(audience).into(),
        form: match &question.kind {
            QuestionKind::YesNo | QuestionKind::Choice => Form::One,
            QuestionKind::Choices => Form::Several,
            QuestionKind::Number { min, max, unit } => Form::Number {
                min: *min,
                max: *max,
                unit: unit.clone(),
            },
            QuestionKind::Text => Form::Text,
        },
        choices: question
            .options
            .iter()
            .map(|option| Choice {
                alone: option.role.is_exclusive(),
                ..Choice::new(&*option.name, option.label.for_audience(audience))
            })
            .collect(),
        earlier,
        commands,
        again: false,
    }
}

/// Where the person is.
#[must_use]
pub fn region<'a>(set: &'a QuestionSet, audience: Audience, session: &Session<'_>) -> Prompt<'a> {
    let earlier = session.region().map(|region| Earlier {
        words: set.regions[region].title.clone(),
        chosen: vec![region.index()],
    });
    let mut commands = Vec::new();
    if earlier.is_some() {
        commands.push(PromptCommand::Keep);
    }
    commands.extend([PromptCommand::Why, PromptCommand::Help]);
    if session.can_go_back() {
        commands.push(PromptCommand::Back);
    }
    commands.push(PromptCommand::Stop);
    Prompt {
        subject: Subject::Region,
        text: words::region(audience).into(),
        form: Form::One,
        choices: set
            .regions
            .values()
            .map(|region| Choice::new(&*region.name, &*region.title))
            .collect(),
        earlier,
        commands,
        again: false,
    }
}

/// An answer on the review page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewEntry {
    /// Where the person is.
    Region,
    /// The answer to this question.
    Question(Id<Question>),
}

/// Every answer on the way, to be checked, and what each choice stands for.
#[must_use]
pub fn review<'a>(
    set: &'a QuestionSet,
    audience: Audience,
    session: &Session<'_>,
) -> (Prompt<'a>, Vec<ReviewEntry>) {
    let given = session.given();
    let mut entries = Vec::new();
    let mut choices = Vec::new();
    if let Some(region) = given.region {
        entries.push(ReviewEntry::Region);
        choices.push(words::entry(
            words::region(audience),
            &set.regions[region].title,
        ));
    }
    for (id, answer) in given.iter(set) {
        let question = &set.questions[id];
        entries.push(ReviewEntry::Question(id));
        choices.push(words::entry(
            question.ask.for_audience(audience),
            &answer_in_words(question, answer, audience),
        ));
    }
    let prompt = Prompt {
        subject: Subject::Review,
        text: words::REVIEW.into(),
        form: Form::Page,
        choices: choices
            .into_iter()
            .map(|entry| Choice::new("", entry))
            .collect(),
        earlier: None,
        commands: vec![
            PromptCommand::Done,
            PromptCommand::Why,
            PromptCommand::Help,
            PromptCommand::Back,
            PromptCommand::Stop,
        ],
        again: false,
    };
    (prompt, entries)
}

/// A small choice of the interview's own.
#[must_use]
pub fn choice<'a>(
    subject: Subject,
    text: impl Into<Cow<'a, str>>,
    choices: impl IntoIterator<Item = (&'a str, Cow<'a, str>)>,
    commands: &[PromptCommand],
) -> Prompt<'a> {
    Prompt {
        subject,
        text: text.into(),
        form: Form::One,
        choices: choices
            .into_iter()
            .map(|(id, label)| Choice::new(id, label))
            .collect(),
        earlier: None,
        commands: commands.to_vec(),
        again: false,
    }
}

/// The name of a file.
#[must_use]
pub fn place() -> Prompt<'static> {
    Prompt {
        subject: Subject::Place,
        text: saving::PLACE.into(),
        form: Form::Text,
        choices: Vec::new(),
        earlier: None,
        commands: vec![
            PromptCommand::Back,
            PromptCommand::Help,
            PromptCommand::Stop,
        ],
        again: false,
    }
}
