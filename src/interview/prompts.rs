//! Builds prompts: for the questions of the set, and for the interview's own questions.

use std::borrow::Cow;

use treatfit_core::model::{Answer, Audience, Id, Question, QuestionKind, QuestionSet};
use treatfit_report::answer_in_words;

use crate::interview::asker::{Choice, Earlier, Form, Prompt, PromptCommand, Subject};
use crate::interview::messages;
use crate::interview::messages::saving;
use crate::interview::session::Session;

/// Returns the prompt for a question of the set.
#[must_use]
pub fn question<'a>(
    set: &'a QuestionSet,
    audience: Audience,
    session: &Session<'_>,
    id: Id<Question>,
) -> Prompt<'a> {
    let question = &set.questions[id];
    let earlier = session.last_answer(id).map(|answer| Earlier {
        words: answer_in_words(question, answer, audience),
        chosen: match answer {
            // Options saved on another day are not preselected, so a bare Enter cannot confirm an
            // answer that may have changed.
            Answer::Options(chosen) if !session.is_unconfirmed(id) => chosen.positions().collect(),
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

/// Returns the prompt for the person's region.
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
        text: messages::region(audience).into(),
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

/// The meaning of a choice on the review page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewEntry {
    /// The region.
    Region,
    /// The answer to this question.
    Question(Id<Question>),
}

/// Returns the review prompt with every answer on the current path, and the meaning of each choice.
#[must_use]
pub fn review<'a>(
    set: &'a QuestionSet,
    audience: Audience,
    session: &Session<'_>,
) -> (Prompt<'a>, Vec<ReviewEntry>) {
    let given = session.answers_on_path();
    let mut entries = Vec::new();
    let mut choices = Vec::new();
    if let Some(region) = given.region {
        entries.push(ReviewEntry::Region);
        choices.push(messages::entry(
            messages::region(audience),
            &set.regions[region].title,
        ));
    }
    for (id, answer) in given.iter(set) {
        let question = &set.questions[id];
        entries.push(ReviewEntry::Question(id));
        choices.push(messages::entry(
            question.ask.for_audience(audience),
            &answer_in_words(question, answer, audience),
        ));
    }
    let prompt = Prompt {
        subject: Subject::Review,
        text: messages::REVIEW.into(),
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

/// Returns a prompt for one of a few choices of the interview's own. `choices` are pairs of id and
/// label.
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

/// Returns the prompt for the file to save in.
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
