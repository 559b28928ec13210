//! Ends an interview before its result, and saves its answers.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::interview::asker::{Input, Prompt, PromptCommand, Reply, SpeechRole, Subject};
use crate::interview::messages::saving;
use crate::interview::run::Conversation;
use crate::interview::{Ended, messages, prompts};

impl Conversation<'_> {
    /// Ends the interview because the input ended at this prompt, and saves the answers.
    ///
    /// # Errors
    /// If the front end cannot write.
    pub(super) fn input_ended(&mut self, prompt: &Prompt<'_>) -> Result<Ended, Error> {
        let at = match prompt.subject {
            Subject::Question(question) => Some(&*self.set.questions[question].name),
            _ => None,
        };
        self.asker.say(
            SpeechRole::Problem,
            &messages::input_ended(at, &prompt.text),
        )?;
        self.save_or_print(false)?;
        Ok(Ended::InputEnded(self.session.answers_on_path()))
    }

    /// Stops the interview. Returns `None` if the person decides to continue. Answers are discarded
    /// only if the person says so.
    ///
    /// # Errors
    /// If the front end cannot write or read.
    pub(super) fn stop(&mut self) -> Result<Option<Ended>, Error> {
        let given = self.session.answers_on_path();
        // After an emergency that was a mistake there may be no other answer to save.
        let to_save = self.session.answers_to_save();
        let worth_keeping =
            self.save_file.text().is_some() && to_save.iter(self.set).next().is_some();
        if worth_keeping && self.save_file.place().is_some() {
            self.save_or_print(true)?;
        } else if worth_keeping {
            if !self.offer_to_save()? {
                return Ok(None);
            }
        } else {
            self.asker.say(SpeechRole::Text, saving::STOPPED)?;
        }
        Ok(Some(Ended::Stopped(given)))
    }

    /// Asks whether to save the answers, if no file was named. Returns `false` if the person
    /// decides to continue.
    fn offer_to_save(&mut self) -> Result<bool, Error> {
        let mut prompt = prompts::choice(
            Subject::Stop,
            saving::STOP_ASK,
            [
                ("save", saving::SAVE_FIRST.into()),
                ("leave", saving::LEAVE.into()),
                ("go_on", messages::GO_ON.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        loop {
            prompt.again = match self.asker.ask(&prompt)? {
                Reply::Input(input) => match input.position() {
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
                    let notice = match self.interview.resume {
                        Some(_) => saving::NEW_ENDED_UNSAVED,
                        None => saving::ENDED_UNSAVED,
                    };
                    self.asker.say(SpeechRole::Problem, notice)?;
                    return Ok(true);
                }
                // A second "stop" may be a slip, and discarded answers cannot be restored.
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

    /// Saves the answers, if a file was named. If that fails and `can_ask`, asks for another file;
    /// as the last resort it prints the answers.
    ///
    /// # Errors
    /// If the front end cannot write or read.
    pub(super) fn save_or_print(&mut self, can_ask: bool) -> Result<(), Error> {
        match self.save_file.save() {
            Ok(None) => return Ok(()),
            Ok(Some(path)) => return self.say_saved(&path),
            Err(error) => self
                .asker
                .say(SpeechRole::Problem, &saving::problem(&error))?,
        }
        if can_ask && self.ask_place()? {
            return Ok(());
        }
        let text = self.save_file.text().unwrap_or_default();
        self.asker.say(SpeechRole::Text, saving::UNSAVED)?;
        self.asker.say(SpeechRole::Verbatim, &text)
    }

    /// Says where the answers are saved and how to resume.
    fn say_saved(&mut self, path: &Path) -> Result<(), Error> {
        let (sentence, to_copy) = saving::saved(self.interview.command, path);
        self.asker.say(SpeechRole::Done, sentence)?;
        self.asker.say(SpeechRole::Verbatim, &to_copy)
    }

    /// Asks for a file until the answers are saved. Returns `false` if the person gives up.
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
            match self.save_file.save_to(&path) {
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

/// Returns a typed path, with a leading `~/` expanded, because no shell does that here.
fn typed_path(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}
