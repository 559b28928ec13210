//! How an interview ends before its result, and what becomes of the answers.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::Ended;
use super::asker::{Command, Given, Prompt, Reply, Role, Subject};
use super::prompts;
use super::run::Conversation;
use crate::error::Error;
use crate::words::interview as words;
use crate::words::saving;

impl Conversation<'_> {
    pub(super) fn input_ended(&mut self, prompt: &Prompt<'_>) -> Result<Ended, Error> {
        let at = match prompt.subject {
            Subject::Question(question) => Some(&*self.set.questions[question].name),
            _ => None,
        };
        self.asker
            .say(Role::Problem, &words::input_ended(at, &prompt.text))?;
        self.save_or_say(false)?;
        Ok(Ended::InputEnded(self.session.given()))
    }

    /// Stops, unless the person thinks better of it. Nothing typed is lost without their word.
    pub(super) fn stop(&mut self) -> Result<Option<Ended>, Error> {
        let given = self.session.given();
        if self.keeper.place().is_some() {
            self.save_or_say(true)?;
        } else if given.iter(self.set).next().is_some() {
            if !self.offer_to_save()? {
                return Ok(None);
            }
        } else {
            self.asker.say(Role::Text, saving::STOPPED)?;
        }
        Ok(Some(Ended::Stopped(given)))
    }

    /// Where nothing was said about saving, asks. `false` if the person goes on instead.
    fn offer_to_save(&mut self) -> Result<bool, Error> {
        let resumed_from = self.resumed_from.clone();
        loop {
            let save = match &resumed_from {
                Some(path) => saving::save_back(path),
                None => saving::SAVE_FIRST.into(),
            };
            let choices: [(&str, Cow<'_, str>); 3] = [
                ("save", save),
                ("leave", saving::LEAVE.into()),
                ("go_on", words::GO_ON.into()),
            ];
            let prompt = prompts::choice(
                Subject::Stop,
                saving::STOP_ASK,
                choices,
                &[Command::Why, Command::Back, Command::Stop],
            );
            let saved = match self.asker.ask(&prompt)? {
                Reply::Given(given) => match given.position() {
                    Some(0) => match &resumed_from {
                        Some(path) => self.try_save_to(path, true)?,
                        None => self.ask_place()?,
                    },
                    Some(1) => break,
                    _ => return Ok(false),
                },
                Reply::Command(Command::Back) => return Ok(false),
                Reply::Command(Command::Stop) | Reply::InputEnded => break,
                Reply::Command(_) => {
                    self.asker.say(Role::Text, saving::STOP_WHY)?;
                    false
                }
            };
            if saved {
                return Ok(true);
            }
        }
        self.asker.say(Role::Text, saving::STOPPED)?;
        Ok(true)
    }

    /// Saves to the place named, if there is one. If that fails, another place is asked for, where
    /// there is somebody to ask; the last resort is the conversation itself.
    pub(super) fn save_or_say(&mut self, somebody_there: bool) -> Result<(), Error> {
        match self.keeper.save() {
            Ok(None) => return Ok(()),
            Ok(Some(path)) => return self.asker.say(Role::Done, &saving::saved(&path)),
            Err(error) => self.asker.say(Role::Problem, &saving::problem(&error))?,
        }
        if somebody_there && self.ask_place()? {
            return Ok(());
        }
        let text = self.keeper.text().unwrap_or_default();
        self.asker.say(Role::Text, saving::UNSAVED)?;
        self.asker.say(Role::Verbatim, &text)
    }

    /// Asks for a place until the answers are saved there. `false` if the person gives up.
    fn ask_place(&mut self) -> Result<bool, Error> {
        let mut prompt = prompts::place();
        loop {
            let path = match self.asker.ask(&prompt)? {
                Reply::Given(Given::Text(path)) => typed_path(&path),
                Reply::Command(Command::Help | Command::Why) => {
                    self.asker.say(Role::Text, saving::PLACE_HELP)?;
                    continue;
                }
                _ => return Ok(false),
            };
            if self.try_save_to(&path, false)? {
                return Ok(true);
            }
            prompt.again = true;
        }
    }

    fn try_save_to(&mut self, path: &Path, ours: bool) -> Result<bool, Error> {
        match self.keeper.save_to(path, ours) {
            Ok(_) => {
                self.asker.say(Role::Done, &saving::saved(path))?;
                Ok(true)
            }
            Err(error) => {
                self.asker.say(Role::Problem, &saving::problem(&error))?;
                Ok(false)
            }
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
