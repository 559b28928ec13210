//! Runs one interview: asks what the session says comes next and reports what the answers change.

use std::ops::ControlFlow;

use treatfit_core::engine::alerts;
use treatfit_core::model::{
    Answer, Answers, Audience, Id, Listener, Question, QuestionSet, Region, Rule, Section,
};

use crate::error::Error;
use crate::interview::asker::{
    Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};
use crate::interview::messages::saving;
use crate::interview::prompts::ReviewEntry;
use crate::interview::save_file::SaveFile;
use crate::interview::saved_format::Resumed;
use crate::interview::session::{Session, Step};
use crate::interview::{Ended, Interview, danger_texts, messages, prompts, saved_format};

/// Whether the interview continues.
pub(super) type Flow = ControlFlow<Ended>;

/// A reply that [`Conversation::ask`] does not handle itself.
pub(super) enum Response {
    Input(Input),
    Keep,
    Skip,
    Back,
    Done,
    Ended(Ended),
}

/// One interview in progress.
pub(super) struct Conversation<'a> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) set: &'a QuestionSet,
    pub(super) audience: Audience,
    pub(super) session: Session<'a>,
    pub(super) asker: &'a mut dyn Asker,
    pub(super) save_file: &'a SaveFile,
    /// The section whose heading was shown last.
    section: Option<Id<Section>>,
    /// The alert rules that hold and were shown.
    pub(super) alerts: Vec<Id<Rule>>,
    /// The region whose numbers were shown before the questions, if any.
    numbers_region: Option<Id<Region>>,
    /// Whether the person confirmed that it is safe to answer here and now.
    is_private: bool,
}

/// Runs an interview with this front end.
///
/// # Errors
/// If the file to save in cannot be used, or the front end cannot write or read any more. In the
/// latter case the answers are saved first, if a file was named.
pub fn run(interview: &Interview<'_>, asker: &mut dyn Asker) -> Result<Ended, Error> {
    let save_file = SaveFile::default();
    interview.prepare(&save_file)?;
    run_with_save_file(interview, asker, &save_file)
}

/// Runs an interview whose answers another thread may save too.
///
/// # Errors
/// If the front end cannot write or read any more. The answers are saved first, if a file was
/// named.
pub(super) fn run_with_save_file(
    interview: &Interview<'_>,
    asker: &mut dyn Asker,
    save_file: &SaveFile,
) -> Result<Ended, Error> {
    let Interview { set, audience, .. } = *interview;
    let mut start = match interview.resume {
        Some(resumed) => resumed.answers.clone(),
        None => Answers::default(),
    };
    start.region = interview.region.or(start.region);
    let mut conversation = Conversation {
        interview,
        set,
        audience,
        session: match interview.resume {
            Some(_) => Session::resume(set, start),
            None => Session::new(set, start),
        },
        asker,
        save_file,
        section: None,
        alerts: Vec::new(),
        numbers_region: None,
        is_private: false,
    };
    let ended = conversation.run();
    if ended.is_err() {
        // The person cannot be reached any more; their answers can still be saved.
        let _ = save_file.save();
    }
    ended
}

impl<'a> Conversation<'a> {
    /// Runs the loop: asks what the session says comes next, until the interview ends.
    fn run(&mut self) -> Result<Ended, Error> {
        self.welcome()?;
        let mut flow = self.after_answer()?;
        loop {
            flow = match flow {
                ControlFlow::Break(ended) => return Ok(ended),
                ControlFlow::Continue(()) => match self.session.step() {
                    Step::Region => self.region()?,
                    _ if self.privacy_unconfirmed() => self.privacy()?,
                    Step::Question(question) => self.question(question)?,
                    Step::Emergency => self.emergency()?,
                    Step::Review => self.review()?,
                },
            };
        }
    }

    /// Returns the audience and, as far as known, the region.
    pub(super) fn listener(&self) -> Listener<'a> {
        self.set.listener(self.audience, self.session.region())
    }

    /// Says the title, the introduction, how to answer, and what is done with the answers.
    fn welcome(&mut self) -> Result<(), Error> {
        self.asker.say(SpeechRole::Title, &self.set.title)?;
        if let Some(intro) = &self.set.intro {
            self.asker
                .say(SpeechRole::Text, intro.for_audience(self.audience))?;
        }
        let manual = self.asker.manual();
        self.asker.say(SpeechRole::Text, manual)?;
        match self.save_file.place() {
            None => self.asker.say(SpeechRole::Text, messages::PRIVACY)?,
            Some(path) => {
                self.asker.say(SpeechRole::Text, messages::PRIVACY_SAVED)?;
                self.asker
                    .say(SpeechRole::Verbatim, &saving::place(&path))?;
            }
        }
        match self.interview.resume {
            Some(resumed) => self.welcome_back(resumed),
            None => Ok(()),
        }
    }

    /// Says what was taken over from the saved file and which questions are asked again.
    fn welcome_back(&mut self, resumed: &Resumed) -> Result<(), Error> {
        self.asker
            .say(SpeechRole::Done, &saving::resumed(&resumed.path))?;
        for note in &resumed.notes {
            self.asker.say(SpeechRole::Item, note)?;
        }
        if self.save_file.place().is_none() {
            self.asker.say(SpeechRole::Item, saving::NOT_BACK)?;
        }
        if self.session.has_unconfirmed() {
            self.asker.say(SpeechRole::Text, saving::ASKED_AGAIN)?;
        }
        Ok(())
    }

    /// Asks for the region.
    fn region(&mut self) -> Result<Flow, Error> {
        // Going back here from the first question revokes a confirmation that it is safe to answer,
        // which may have been a mistake.
        if self
            .session
            .answers_on_path()
            .iter(self.set)
            .next()
            .is_none()
        {
            self.is_private = false;
            self.save_file.forget();
        }
        let mut prompt = prompts::region(self.set, self.audience, &self.session);
        match self.ask(&mut prompt, messages::REGION_WHY, None)? {
            Response::Input(input) => {
                let chosen = input.position();
                if let Some(region) = self.set.regions.ids().nth(chosen.unwrap_or(usize::MAX)) {
                    self.session.set_region(region);
                }
            }
            Response::Keep => {
                self.session.keep();
            }
            Response::Back => {
                self.session.back();
            }
            Response::Ended(ended) => return Ok(Flow::Break(ended)),
            Response::Skip | Response::Done => {}
        }
        self.after_answer()
    }

    /// Asks a question of the set until an answer fits.
    fn question(&mut self, id: Id<Question>) -> Result<Flow, Error> {
        let question = &self.set.questions[id];
        self.say_whom_to_call()?;
        self.announce_section(question.section)?;
        let mut prompt = prompts::question(self.set, self.audience, &self.session, id);
        let section = &self.set.sections[question.section];
        let why = question.why.as_ref().unwrap_or(&section.why);
        let why = why.for_listener(self.listener());
        let help = question.help.as_ref();
        let help = help.map(|help| help.for_listener(self.listener()));
        loop {
            let answer = match self.ask(&mut prompt, &why, help.as_deref())? {
                Response::Input(input) => input.into(),
                Response::Skip => Answer::Skipped,
                Response::Keep => {
                    self.session.keep();
                    break;
                }
                Response::Back => {
                    self.session.back();
                    return Ok(Flow::Continue(()));
                }
                Response::Ended(ended) => return Ok(Flow::Break(ended)),
                Response::Done => continue,
            };
            let Err(misfit) = self.session.answer(id, answer) else {
                break;
            };
            let problem = messages::misfit(misfit, question);
            self.asker.say(SpeechRole::Problem, problem)?;
            prompt.again = true;
        }
        self.after_answer()
    }

    /// Says whom to call before the first question, and again when the region changed. Nobody
    /// should have to find the right answer first to learn whom to call.
    fn say_whom_to_call(&mut self) -> Result<(), Error> {
        let region = self.session.region().or_else(|| self.set.fallback_region());
        if region.is_none() || std::mem::replace(&mut self.numbers_region, region) == region {
            return Ok(());
        }
        let said = danger_texts::at_any_time(self.set, self.audience, region);
        self.say_all(said.into_iter().collect())
    }

    /// Returns whether the person still has to confirm that it is safe to answer here and now.
    /// Until then no answer is asked for, shown or saved.
    const fn privacy_unconfirmed(&self) -> bool {
        self.set.privacy.is_some() && !self.is_private
    }

    /// Asks whether it is safe to answer here and now. If not, the interview ends.
    fn privacy(&mut self) -> Result<Flow, Error> {
        let Some(privacy) = &self.set.privacy else {
            return Ok(Flow::Continue(()));
        };
        self.say_whom_to_call()?;
        let mut commands = vec![PromptCommand::Why, PromptCommand::Help, PromptCommand::Stop];
        if !self.set.regions.is_empty() {
            commands.push(PromptCommand::Back);
        }
        let mut prompt = prompts::choice(
            Subject::Privacy,
            privacy.ask.for_audience(self.audience),
            [
                ("yes", messages::PRIVACY_YES.into()),
                ("no", messages::PRIVACY_NO.into()),
                ("unknown", messages::PRIVACY_UNKNOWN.into()),
            ],
            &commands,
        );
        let why = privacy.why.for_listener(self.listener());
        match self.ask(&mut prompt, &why, None)? {
            Response::Input(input) if input.position() == Some(0) => {
                self.is_private = true;
                self.after_answer()
            }
            Response::Input(_) => {
                let notice = match self.interview.resume {
                    Some(_) => messages::PRIVACY_KEPT_AS_IT_WAS,
                    None => messages::PRIVACY_KEPT_NOTHING,
                };
                self.asker.say(SpeechRole::Text, notice)?;
                let not_safe = privacy.not_safe.for_listener(self.listener());
                self.asker.say(SpeechRole::Urgent, &not_safe)?;
                Ok(Flow::Break(Ended::Stopped(Answers::default())))
            }
            Response::Back => {
                self.session.change_region();
                Ok(Flow::Continue(()))
            }
            Response::Ended(ended) => Ok(Flow::Break(ended)),
            Response::Keep | Response::Skip | Response::Done => Ok(Flow::Continue(())),
        }
    }

    /// Announces a section when it begins, with its number. Progress is counted in sections,
    /// because the number of remaining questions depends on the answers.
    fn announce_section(&mut self, id: Id<Section>) -> Result<(), Error> {
        if self.section.replace(id) == Some(id) {
            return Ok(());
        }
        let section = &self.set.sections[id];
        let heading = messages::section(id.index() + 1, self.set.sections.len(), &section.title);
        self.asker.say(SpeechRole::Section, &heading)?;
        let why = section.why.for_listener(self.listener());
        self.asker.say(SpeechRole::Aside, &why)
    }

    /// Updates the text to save after an answer and, if the answer indicates danger, says so at
    /// once.
    fn after_answer(&mut self) -> Result<Flow, Error> {
        if self.privacy_unconfirmed() {
            return Ok(Flow::Continue(()));
        }
        let answers = self.session.answers_on_path();
        let before = std::mem::replace(&mut self.alerts, alerts(self.set, &answers));
        if self.session.step() == Step::Emergency {
            self.save_file.forget();
            return Ok(Flow::Continue(()));
        }
        let to_save = self.session.answers_to_save();
        let text = saved_format::to_yaml(self.set, &to_save, self.interview.reference)?;
        self.save_file.remember(text);
        let mut new = self.alerts.clone();
        new.retain(|alert| !before.contains(alert));
        if new.is_empty() {
            Ok(Flow::Continue(()))
        } else {
            self.alert(&new)
        }
    }

    /// Shows the review page: the person confirms all answers or picks one to change.
    fn review(&mut self) -> Result<Flow, Error> {
        self.section = None;
        let (mut prompt, entries) = prompts::review(self.set, self.audience, &self.session);
        match self.ask(&mut prompt, messages::REVIEW_WHY, None)? {
            Response::Input(input) => {
                match input.position().and_then(|position| entries.get(position)) {
                    Some(ReviewEntry::Region) => self.session.change_region(),
                    Some(ReviewEntry::Question(question)) => self.session.change(*question),
                    None => {}
                }
            }
            Response::Back => {
                self.session.back();
            }
            Response::Done => {
                self.save_or_print(true)?;
                return Ok(Flow::Break(Ended::Complete(self.session.answers_on_path())));
            }
            Response::Ended(ended) => return Ok(Flow::Break(ended)),
            Response::Keep | Response::Skip => {}
        }
        Ok(Flow::Continue(()))
    }

    /// Asks, and handles the replies that are not about the answer: why, help, stop, and commands
    /// that do not work here.
    pub(super) fn ask(
        &mut self,
        prompt: &mut Prompt<'_>,
        why: &str,
        help: Option<&str>,
    ) -> Result<Response, Error> {
        loop {
            let command = match self.asker.ask(prompt)? {
                Reply::Input(input) => return Ok(Response::Input(input)),
                Reply::InputEnded => return Ok(Response::Ended(self.input_ended(prompt)?)),
                Reply::PromptCommand(command) => command,
            };
            prompt.again = true;
            match command {
                PromptCommand::Why => self.asker.say(SpeechRole::Text, why)?,
                PromptCommand::Help => {
                    if let Some(help) = help {
                        self.asker.say(SpeechRole::Text, help)?;
                    }
                    let manual = self.asker.manual();
                    self.asker.say(SpeechRole::Text, manual)?;
                    // The review page is long and still on the screen.
                    prompt.again = prompt.form == Form::Page;
                }
                PromptCommand::Stop => match self.stop()? {
                    Some(ended) => return Ok(Response::Ended(ended)),
                    None => prompt.again = false,
                },
                other if !prompt.commands.contains(&other) => {
                    let problem = messages::not_here(other, prompt);
                    self.asker.say(SpeechRole::Problem, problem)?;
                }
                PromptCommand::Keep => return Ok(Response::Keep),
                PromptCommand::Skip => return Ok(Response::Skip),
                PromptCommand::Back => return Ok(Response::Back),
                PromptCommand::Done => return Ok(Response::Done),
            }
        }
    }

    /// Says several texts.
    pub(super) fn say_all(&mut self, said: danger_texts::Speech) -> Result<(), Error> {
        said.into_iter()
            .try_for_each(|(role, text)| self.asker.say(role, &text))
    }
}
