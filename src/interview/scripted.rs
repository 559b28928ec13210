//! Asking a script instead of a person: for tests, and to replay answers.

use treatfit_core::model::{Answer, Answers};

use crate::error::Error;
use crate::interview::asker::{
    Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};

/// Replies from a script, and a record of what was said and asked.
pub struct Scripted<'a> {
    script: Box<dyn FnMut(&Prompt<'_>) -> Reply + 'a>,
    /// Everything said and asked so far.
    pub transcript: Vec<(SpeechRole, String)>,
}

impl<'a> Scripted<'a> {
    /// Replies as a function says.
    pub fn new(script: impl FnMut(&Prompt<'_>) -> Reply + 'a) -> Self {
        Self {
            script: Box::new(script),
            transcript: Vec::new(),
        }
    }

    /// Gives these replies in turn; then input ends.
    #[must_use]
    pub fn replies(replies: impl IntoIterator<Item = Reply, IntoIter: 'a>) -> Self {
        let mut replies = replies.into_iter();
        Self::new(move |_| replies.next().unwrap_or(Reply::InputEnded))
    }

    /// Answers every question as these answers do and changes nothing. At a question they do not
    /// answer, input ends.
    #[must_use]
    pub fn answering(answers: &'a Answers) -> Self {
        Self::new(move |prompt| reply(answers, prompt).unwrap_or(Reply::InputEnded))
    }
}

fn reply(answers: &Answers, prompt: &Prompt<'_>) -> Option<Reply> {
    let given = match prompt.subject {
        Subject::Review => return Some(Reply::PromptCommand(PromptCommand::Done)),
        Subject::Region => Input::Chosen(vec![answers.region?.index()]),
        // Their first choice goes on with the interview, or ends it at an emergency.
        Subject::Privacy | Subject::Alert | Subject::Emergency => Input::Chosen(vec![0]),
        Subject::Stop | Subject::Place => return None,
        Subject::Question(question) => match answers.get(question)? {
            Answer::Options(chosen) => Input::Chosen(chosen.positions().collect()),
            Answer::Number(number) => Input::Number(*number),
            Answer::Text(text) => Input::Text(text.clone()),
            Answer::Skipped => return Some(Reply::PromptCommand(PromptCommand::Skip)),
        },
    };
    Some(Reply::Input(given))
}

impl Asker for Scripted<'_> {
    fn say(&mut self, role: SpeechRole, text: &str) -> Result<(), Error> {
        self.transcript.push((role, text.to_owned()));
        Ok(())
    }

    fn ask(&mut self, prompt: &Prompt<'_>) -> Result<Reply, Error> {
        self.transcript
            .push((SpeechRole::Title, prompt.text.to_string()));
        if prompt.form == Form::Page {
            for choice in &prompt.choices {
                self.transcript
                    .push((SpeechRole::Item, choice.label.to_string()));
            }
        }
        Ok((self.script)(prompt))
    }

    fn manual(&self) -> &'static str {
        ""
    }
}
