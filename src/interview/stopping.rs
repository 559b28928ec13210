//! How an interview ends before its result, and what becomes of the answers.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::interview::asker::{Input, Prompt, PromptCommand, Reply, SpeechRole, Subject};
use crate::interview::messages::saving;
use crate::interview::run::Conversation;
use crate::interview::{Ended, messages as words, prompts};

impl Conversation<'_> {
    pub(super) fn input_ended(&mut self, prompt: &Prompt<'_>) -> Result<Ended, Error> {
        let at = match prompt.subject {
            Subject::Question(question) => Some(&*self.set.questions[question].name),
            _ => None,
        };
        self.asker
            .say(SpeechRole::Problem, &words::input_ended(at, &prompt.text))?;
        self.save_or_say(false)?;
        Ok(Ended::InputEnded(self.session.given()))
    }

    /// Stops, unless the person thinks better of it. Nothing typed is lost without their word.
    pub(super) fn stop(&mut self) -> Result<Option<Ended>, Error> {
        let given = self.session.given();
        // After an emergency that is said to be a mistake there may be nothing else to keep.
        let kept = self.session.kept();
        let worth_keeping = self.keeper.text().is_some() && kept.iter(self.set).next().is_some();
        if worth_keeping && self.keeper.place().is_some() {
            self.save_or_say(true)?;
        } else if worth_keeping {
            if !self.offer_to_save()? {
                return Ok(None);
            }
        } else {
            self.asker.say(SpeechRole::Text, saving::STOPPED)?;
        }
        Ok(Some(Ended::Stopped(given)))
    }

    /// Where nothing was said about saving, asks. `false` if the person goes on instead.
    fn offer_to_save(&mut self) -> Result<bool, Error> {
        let mut prompt = prompts::choice(
            Subject::Stop,
            saving::STOP_ASK,
            [
                ("save", saving::SAVE_FIRST.into()),
                ("leave", saving::LEAVE.into()),
                ("go_on", words::GO_ON.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        loop {
            prompt.again = match self.asker.ask(&prompt)? {
                Reply::Input(given) => match given.position() {
                    Some(0) if self.ask_place()? => return Ok(true),
                    Some(0) => false,
                    Some(1) => {
                        self.asker.say(SpeechRole::Text, saving::STOPPED)?;
                        return Ok(true);
                    }
                    _ => return Ok(false),
                },
                Reply::PromptCommand(PromptCommand::Back) => return Ok(false),
                Reply::InputEnded => {
                    let gone = match self.interview.resume {
                        Some(_) => saving::NEW_ENDED_UNSAVED,
                        None => saving::ENDED_UNSAVED,
                    };
                    self.asker.say(SpeechRole::Problem, gone)?;
                    return Ok(true);
                }
                // Said twice it may be a slip, and what would be lost can't be brought back.
                Reply::PromptCommand(PromptCommand::Stop) => {
                    self.asker.say(SpeechRole::Problem, saving::CHOOSE_FIRST)?;
                    true
                }
                Reply::PromptCommand(_) => {
                    self.asker.say(SpeechRole::Text, saving::STOP_WHY)?;
                    true
                }
            };
        }
    }

    /// Saves to the place named, if there is one. If that fails, another place is asked for, where
    /// there is somebody to ask; the last resort is the conversation itself.
    pub(super) fn save_or_say(&mut self, somebody_there: bool) -> Result<(), Error> {
        match self.keeper.save() {
            Ok(None) => return Ok(()),
            Ok(Some(path)) => return self.say_saved(&path),
            Err(error) => self
                .asker
                .say(SpeechRole::Problem, &saving::problem(&error))?,
        }
        if somebody_there && self.ask_place()? {
            return Ok(());
        }
        let text = self.keeper.text().unwrap_or_default();
        self.asker.say(SpeechRole::Text, saving::UNSAVED)?;
        self.asker.say(SpeechRole::Verbatim, &text)
    }

    fn say_saved(&mut self, path: &Path) -> Result<(), Error> {
        let (said, to_copy) = saving::saved(self.interview.command, path);
        self.asker.say(SpeechRole::Done, said)?;
        self.asker.say(SpeechRole::Verbatim, &to_copy)
    }

    /// Asks for a place until the answers are saved there. `false` if the person gives up.
    fn ask_place(&mut self) -> Result<bool, Error> {
        let mut prompt = prompts::place();
        loop {
            let path = match self.asker.ask(&prompt)? {
                Reply::Input(Input::Text(path)) => typed_path(&path),
                Reply::PromptCommand(PromptCommand::Help | PromptCommand::Why) => {
                    self.asker.say(SpeechRole::Text, saving::PLACE_HELP)?;
                    continue;
                }
                _ => return Ok(false),
            };
            match self.keeper.save_to(&path) {
                Ok(_) => {
                    self.say_saved(&path)?;
                    return Ok(true);
                }
                Err(error) => self
                    .asker
                    .say(SpeechRole::Problem, &saving::problem(&error))?,
            }
            prompt.again = true;
        }
    }
}

/// A file name as people type it, `~/` included: no shell stands in between here.
fn typed_path(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
