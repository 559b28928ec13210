//! The scripted front end: takes replies from a function instead of a person, for tests and for
//! replaying answers.

use treatfit_core::model::{Answer, Answers};

use crate::error::Error;
use crate::interview::asker::{
    Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};

/// A front end that replies by a script and records what was said and asked.
pub struct Scripted<'a> {
    script: Box<dyn FnMut(&Prompt<'_>) -> Reply + 'a>,
    /// Everything said and asked so far.
    pub transcript: Vec<(SpeechRole, String)>,
}

impl<'a> Scripted<'a> {
    /// Returns a front end whose replies come from this function.
    pub fn new(script: impl FnMut(&Prompt<'_>) -> Reply + 'a) -> Self {
        Self {
            script: Box::new(script),
            transcript: Vec::new(),
        }
    }

    /// Returns a front end that gives these replies in turn; then the input ends.
    #[must_use]
    pub fn replies(replies: impl IntoIterator<Item = Reply, IntoIter: 'a>) -> Self {
        let mut replies = replies.into_iter();
        Self::new(move |_| replies.next().unwrap_or(Reply::InputEnded))
    }

    /// Returns a front end that gives these answers and changes nothing. At a question without an
    /// answer the input ends.
    #[must_use]
    pub fn answering(answers: &'a Answers) -> Self {
        Self::new(move |prompt| reply(answers, prompt).unwrap_or(Reply::InputEnded))
    }
}

/// Returns the reply that these answers give to a prompt, if any.
fn reply(answers: &Answers, prompt: &Prompt<'_>) -> Option<Reply> {
    let given = match prompt.subject {
        Subject::Review => return Some(Reply::PromptCommand(PromptCommand::Done)),
        Subject::Region => Input::Chosen(vec![answers.region?.index()]),
        // The first choice continues the interview or, in an emergency, finishes it.
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
