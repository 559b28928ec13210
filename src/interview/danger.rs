//! Interrupts an interview in danger: alerts, after which it may continue, and emergencies, which
//! end it unless an answer was a mistake. The texts come from [`danger_texts`].

use treatfit_core::engine::{Progress, decide, walk};
use treatfit_core::model::{Crisis, Id, Level, Question, Rule};

use crate::error::Error;
use crate::interview::asker::{PromptCommand, Reply, SpeechRole, Subject};
use crate::interview::run::{Conversation, Flow, Response};
use crate::interview::{Ended, danger_texts, messages, prompts, saved_format};

impl Conversation<'_> {
    /// Says what rules with crisis lines call for and asks whether to continue.
    pub(super) fn alert(&mut self, rules: &[Id<Rule>]) -> Result<Flow, Error> {
        let said = danger_texts::alert(self.set, self.audience, rules, self.session.region());
        self.say_all(said)?;
        let mut prompt = prompts::choice(
            Subject::Alert,
            messages::ALERT_ASK,
            [
                ("go_on", messages::ALERT_GO_ON.into()),
                ("stop", messages::ALERT_STOP.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        match self.ask(&mut prompt, messages::ALERT_WHY, None)? {
            Response::Input(input) if input.position() == Some(1) => match self.stop()? {
                Some(ended) => {
                    let region = self.session.region();
                    let whom = danger_texts::at_any_time(self.set, self.audience, region);
                    self.say_all(whom.into_iter().collect())?;
                    self.asker
                        .say(SpeechRole::Text, messages::take_care(self.audience))?;
                    Ok(Flow::Break(ended))
                }
                None => Ok(Flow::Continue(())),
            },
            Response::Back => {
                self.session.reopen(rules);
                Ok(Flow::Continue(()))
            }
            Response::Ended(ended) => Ok(Flow::Break(ended)),
            _ => Ok(Flow::Continue(())),
        }
    }

    /// Shows the emergency screen and asks whether to finish or an answer was a mistake.
    pub(super) fn emergency(&mut self) -> Result<Flow, Error> {
        let answers = self.session.answers_on_path();
        // Said first, so that nothing appears below the crisis contacts.
        if self.save_file.place().is_some() {
            let notice = match self.interview.resume {
                Some(_) => messages::EMERGENCY_SAVES_NOTHING_NEW,
                None => messages::EMERGENCY_SAVES_NOTHING,
            };
            self.asker.say(SpeechRole::Text, notice)?;
        }
        let outcome = decide(self.set, &answers).ok();
        let gravest = outcome
            .as_ref()
            .and_then(|outcome| outcome.gravest(self.set));
        let gravest = gravest.map(|finding| finding.rule);
        // If the outcome cannot be decided, the contacts are shown all the same.
        let whom = outcome.and_then(|outcome| outcome.crisis).or(Some(Crisis {
            region: self.session.region().or_else(|| self.set.fallback_region()),
            emergency_first: true,
            lines: true,
        }));
        self.say_all(danger_texts::emergency(
            self.set,
            self.listener(),
            gravest,
            whom,
        ))?;
        let prompt = prompts::choice(
            Subject::Emergency,
            messages::emergency_ask(danger_texts::first_contact(self.set, whom).as_deref()),
            [
                ("finish", messages::FINISH.into()),
                ("mistake", messages::MISTAKE.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        // Any other reply finishes, because nothing may delay help.
        loop {
            match self.asker.ask(&prompt)? {
                Reply::Input(input) if input.position() == Some(1) => break,
                Reply::PromptCommand(PromptCommand::Back) => break,
                Reply::PromptCommand(PromptCommand::Why | PromptCommand::Help) => {
                    self.asker.say(SpeechRole::Text, messages::EMERGENCY_WHY)?;
                }
                _ => return Ok(Flow::Break(Ended::Emergency(answers))),
            }
        }
        let causes: Vec<Id<Rule>> = self
            .alerts
            .iter()
            .copied()
            .filter(|&rule| self.set.rules[rule].level() == Some(Level::Emergency))
            .collect();
        if let Some(mistaken) = self.session.reopen(&causes) {
            self.save_without(mistaken)?;
        }
        Ok(Flow::Continue(()))
    }

    /// Restores the text to save after an emergency that was a mistake: all answers but the
    /// mistaken one.
    fn save_without(&mut self, mistaken: Id<Question>) -> Result<(), Error> {
        let mut to_save = self.session.answers_to_save();
        to_save.withdraw(mistaken);
        let danger = walk(self.set, &to_save).progress() == Progress::Emergency;
        if !danger && to_save.iter(self.set).next().is_some() {
            let text = saved_format::to_yaml(self.set, &to_save, self.interview.reference)?;
            self.save_file.remember(text);
        }
        Ok(())
    }
}
