//! Session and asker brought together: one conversation, from the first word to the last.

use std::ops::ControlFlow;

use treatfit_core::engine::{Progress, alerts, decide, walk};
use treatfit_core::model::{
    Answer, Answers, Audience, Crisis, Id, Level, Listener, Question, QuestionSet, Region, Rule,
    Section,
};

use crate::error::Error;
use crate::interview::asker::{
    Asker, Form, Input, Prompt, PromptCommand, Reply, SpeechRole, Subject,
};
use crate::interview::autosave::Autosave;
use crate::interview::messages::saving;
use crate::interview::prompts::ReviewEntry;
use crate::interview::saved::Resumed;
use crate::interview::session::{Session, Step};
use crate::interview::{Ended, Interview, crisis, messages as words, prompts, saved};

/// Whether the interview goes on.
type Flow = ControlFlow<Ended>;

/// What a person said that the conversation itself did not already answer.
enum Heard {
    Input(Input),
    Keep,
    Skip,
    Back,
    Done,
    Ended(Ended),
}

/// One conversation.
pub(super) struct Conversation<'a> {
    pub(super) interview: &'a Interview<'a>,
    pub(super) set: &'a QuestionSet,
    pub(super) audience: Audience,
    pub(super) session: Session<'a>,
    pub(super) asker: &'a mut dyn Asker,
    pub(super) keeper: &'a Autosave,
    /// The section whose heading was shown last.
    section: Option<Id<Section>>,
    /// The alerts that hold and were shown.
    alerts: Vec<Id<Rule>>,
    /// The region whose numbers were said before the questions, if any were.
    numbers_of: Option<Id<Region>>,
    /// Whether the person said that it is safe to answer here and now.
    safe: bool,
}

/// Holds an interview with this asker.
///
/// # Errors
/// If a named file can't be used, or nothing can be said or asked any more. Answers that were to be
/// saved are saved first.
pub fn run(interview: &Interview<'_>, asker: &mut dyn Asker) -> Result<Ended, Error> {
    let keeper = Autosave::default();
    interview.prepare(&keeper)?;
    run_keeping(interview, asker, &keeper)
}

/// The same with a keeper that somebody else watches too.
pub(super) fn run_keeping(
    interview: &Interview<'_>,
    asker: &mut dyn Asker,
    keeper: &Autosave,
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
        keeper,
        section: None,
        alerts: Vec::new(),
        numbers_of: None,
        safe: false,
    };
    let ended = conversation.hold();
    if ended.is_err() {
        // The person can't be told any more; what can be done for them is to keep their answers.
        let _ = keeper.save();
    }
    ended
}

impl<'a> Conversation<'a> {
    fn hold(&mut self) -> Result<Ended, Error> {
        self.welcome()?;
        let mut flow = self.take_stock()?;
        loop {
            flow = match flow {
                ControlFlow::Break(ended) => return Ok(ended),
                ControlFlow::Continue(()) => match self.session.step() {
                    Step::Region => self.region()?,
                    _ if self.asks_privacy() => self.privacy()?,
                    Step::Question(question) => self.question(question)?,
                    Step::Emergency => self.emergency()?,
                    Step::Review => self.review()?,
                },
            };
        }
    }

    /// To whom the conversation speaks, and where they are as far as is known by now.
    fn listener(&self) -> Listener<'a> {
        self.set.listener(self.audience, self.session.region())
    }

    fn welcome(&mut self) -> Result<(), Error> {
        self.asker.say(SpeechRole::Title, &self.set.title)?;
        if let Some(intro) = &self.set.intro {
            self.asker
                .say(SpeechRole::Text, intro.for_audience(self.audience))?;
        }
        let manual = self.asker.manual();
        self.asker.say(SpeechRole::Text, manual)?;
        match self.keeper.place() {
            None => self.asker.say(SpeechRole::Text, words::PRIVACY)?,
            Some(path) => {
                self.asker.say(SpeechRole::Text, words::PRIVACY_SAVED)?;
                self.asker
                    .say(SpeechRole::Verbatim, &saving::place(&path))?;
            }
        }
        match self.interview.resume {
            Some(resumed) => self.welcome_back(resumed),
            None => Ok(()),
        }
    }

    fn welcome_back(&mut self, resumed: &Resumed) -> Result<(), Error> {
        self.asker
            .say(SpeechRole::Done, &saving::resumed(&resumed.path))?;
        for note in &resumed.notes {
            self.asker.say(SpeechRole::Item, note)?;
        }
        if self.keeper.place().is_none() {
            self.asker.say(SpeechRole::Item, saving::NOT_BACK)?;
        }
        if self.session.confirms() {
            self.asker.say(SpeechRole::Text, saving::ASKED_AGAIN)?;
        }
        Ok(())
    }

    fn region(&mut self) -> Result<Flow, Error> {
        // Whoever goes back here from the first question may have said by mistake that it is safe.
        if self.session.given().iter(self.set).next().is_none() {
            self.safe = false;
            self.keeper.forget();
        }
        let mut prompt = prompts::region(self.set, self.audience, &self.session);
        match self.hear(&mut prompt, words::REGION_WHY, None)? {
            Heard::Input(given) => {
                let chosen = given.position();
                if let Some(region) = self.set.regions.ids().nth(chosen.unwrap_or(usize::MAX)) {
                    self.session.locate(region);
                }
            }
            Heard::Keep => {
                self.session.keep();
            }
            Heard::Back => {
                self.session.back();
            }
            Heard::Ended(ended) => return Ok(Flow::Break(ended)),
            Heard::Skip | Heard::Done => {}
        }
        self.take_stock()
    }

    fn question(&mut self, id: Id<Question>) -> Result<Flow, Error> {
        let question = &self.set.questions[id];
        self.say_whom_to_call()?;
        self.enter(question.section)?;
        let mut prompt = prompts::question(self.set, self.audience, &self.session, id);
        let section = &self.set.sections[question.section];
        let why = question.why.as_ref().unwrap_or(&section.why);
        let why = why.for_listener(self.listener());
        let help = question.help.as_ref();
        let help = help.map(|help| help.for_listener(self.listener()));
        loop {
            let answer = match self.hear(&mut prompt, &why, help.as_deref())? {
                Heard::Input(given) => given.into(),
                Heard::Skip => Answer::Skipped,
                Heard::Keep => {
                    self.session.keep();
                    break;
                }
                Heard::Back => {
                    self.session.back();
                    return Ok(Flow::Continue(()));
                }
                Heard::Ended(ended) => return Ok(Flow::Break(ended)),
                Heard::Done => continue,
            };
            let Err(misfit) = self.session.answer(id, answer) else {
                break;
            };
            let problem = words::misfit(misfit, question);
            self.asker.say(SpeechRole::Problem, problem)?;
            prompt.again = true;
        }
        self.take_stock()
    }

    /// Before the first question, and again once the region is another: nobody has to find the right
    /// answer first to be told whom to call.
    fn say_whom_to_call(&mut self) -> Result<(), Error> {
        let region = self.session.region().or_else(|| self.set.fallback_region());
        if region.is_none() || std::mem::replace(&mut self.numbers_of, region) == region {
            return Ok(());
        }
        let said = crisis::at_any_time(self.set, self.audience, region);
        self.say_all(said.into_iter().collect())
    }

    /// Whether nobody has said yet that it is safe to answer here and now. Until then nothing of the
    /// person's answers is asked, shown or kept.
    const fn asks_privacy(&self) -> bool {
        self.set.privacy.is_some() && !self.safe
    }

    /// Whether the questions can be asked here and now. If not, the interview ends.
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
                ("yes", words::PRIVACY_YES.into()),
                ("no", words::PRIVACY_NO.into()),
                ("unknown", words::PRIVACY_UNKNOWN.into()),
            ],
            &commands,
        );
        let why = privacy.why.for_listener(self.listener());
        match self.hear(&mut prompt, &why, None)? {
            Heard::Input(given) if given.position() == Some(0) => {
                self.safe = true;
                self.take_stock()
            }
            Heard::Input(_) => {
                let kept = match self.interview.resume {
                    Some(_) => words::PRIVACY_KEPT_AS_IT_WAS,
                    None => words::PRIVACY_KEPT_NOTHING,
                };
                self.asker.say(SpeechRole::Text, kept)?;
                let not_safe = privacy.not_safe.for_listener(self.listener());
                self.asker.say(SpeechRole::Urgent, &not_safe)?;
                Ok(Flow::Break(Ended::Stopped(Answers::default())))
            }
            Heard::Back => {
                self.session.change_region();
                Ok(Flow::Continue(()))
            }
            Heard::Ended(ended) => Ok(Flow::Break(ended)),
            Heard::Keep | Heard::Skip | Heard::Done => Ok(Flow::Continue(())),
        }
    }

    /// Announces a section where it begins, with how far along it is. By sections, since how many
    /// questions are to come depends on the answers.
    fn enter(&mut self, id: Id<Section>) -> Result<(), Error> {
        if self.section.replace(id) == Some(id) {
            return Ok(());
        }
        let section = &self.set.sections[id];
        let heading = words::section(id.index() + 1, self.set.sections.len(), &section.title);
        self.asker.say(SpeechRole::Section, &heading)?;
        let why = section.why.for_listener(self.listener());
        self.asker.say(SpeechRole::Aside, &why)
    }

    /// After an answer: what is to be kept has changed, and danger is spoken of at once.
    fn take_stock(&mut self) -> Result<Flow, Error> {
        if self.asks_privacy() {
            return Ok(Flow::Continue(()));
        }
        let given = self.session.given();
        let before = std::mem::replace(&mut self.alerts, alerts(self.set, &given));
        if self.session.step() == Step::Emergency {
            self.keeper.forget();
            return Ok(Flow::Continue(()));
        }
        let kept = self.session.kept();
        let text = saved::write(self.set, &kept, self.interview.reference)?;
        self.keeper.remember(text);
        let mut new = self.alerts.clone();
        new.retain(|alert| !before.contains(alert));
        if new.is_empty() {
            Ok(Flow::Continue(()))
        } else {
            self.alert(&new)
        }
    }

    fn alert(&mut self, rules: &[Id<Rule>]) -> Result<Flow, Error> {
        let said = crisis::alert(self.set, self.audience, rules, self.session.region());
        self.say_all(said)?;
        let mut prompt = prompts::choice(
            Subject::Alert,
            words::ALERT_ASK,
            [
                ("go_on", words::ALERT_GO_ON.into()),
                ("stop", words::ALERT_STOP.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        match self.hear(&mut prompt, words::ALERT_WHY, None)? {
            Heard::Input(given) if given.position() == Some(1) => match self.stop()? {
                Some(ended) => {
                    let region = self.session.region();
                    let whom = crisis::at_any_time(self.set, self.audience, region);
                    self.say_all(whom.into_iter().collect())?;
                    self.asker
                        .say(SpeechRole::Text, words::take_care(self.audience))?;
                    Ok(Flow::Break(ended))
                }
                None => Ok(Flow::Continue(())),
            },
            Heard::Back => {
                self.session.reopen(rules);
                Ok(Flow::Continue(()))
            }
            Heard::Ended(ended) => Ok(Flow::Break(ended)),
            _ => Ok(Flow::Continue(())),
        }
    }

    fn emergency(&mut self) -> Result<Flow, Error> {
        let given = self.session.given();
        // Said before the rest, so that nothing stands below whom to call.
        if self.keeper.place().is_some() {
            let kept = match self.interview.resume {
                Some(_) => words::EMERGENCY_SAVES_NOTHING_NEW,
                None => words::EMERGENCY_SAVES_NOTHING,
            };
            self.asker.say(SpeechRole::Text, kept)?;
        }
        let outcome = decide(self.set, &given).ok();
        let gravest = outcome
            .as_ref()
            .and_then(|outcome| outcome.gravest(self.set));
        let gravest = gravest.map(|finding| finding.rule);
        // Whatever else fails, whom to call is said.
        let whom = outcome.and_then(|outcome| outcome.crisis).or(Some(Crisis {
            region: self.session.region().or_else(|| self.set.fallback_region()),
            emergency_first: true,
            lines: true,
        }));
        self.say_all(crisis::emergency(self.set, self.listener(), gravest, whom))?;
        let prompt = prompts::choice(
            Subject::Emergency,
            words::emergency_ask(crisis::first_contact(self.set, whom).as_deref()),
            [
                ("finish", words::FINISH.into()),
                ("mistake", words::MISTAKE.into()),
            ],
            &[PromptCommand::Why, PromptCommand::Back, PromptCommand::Stop],
        );
        // Nothing comes between a person and help: whatever else they reply ends it.
        loop {
            match self.asker.ask(&prompt)? {
                Reply::Input(given) if given.position() == Some(1) => break,
                Reply::PromptCommand(PromptCommand::Back) => break,
                Reply::PromptCommand(PromptCommand::Why | PromptCommand::Help) => {
                    self.asker.say(SpeechRole::Text, words::EMERGENCY_WHY)?;
                }
                _ => return Ok(Flow::Break(Ended::Emergency(given))),
            }
        }
        let causes: Vec<Id<Rule>> = self
            .alerts
            .iter()
            .copied()
            .filter(|&rule| self.set.rules[rule].level() == Some(Level::Emergency))
            .collect();
        if let Some(mistaken) = self.session.reopen(&causes) {
            self.remember_without(mistaken)?;
        }
        Ok(Flow::Continue(()))
    }

    /// After an emergency that is said to be a mistake: all but the mistaken answer is as it was, and
    /// may be kept.
    fn remember_without(&mut self, mistaken: Id<Question>) -> Result<(), Error> {
        let mut kept = self.session.kept();
        kept.withdraw(mistaken);
        let danger = walk(self.set, &kept).progress() == Progress::Emergency;
        if !danger && kept.iter(self.set).next().is_some() {
            let text = saved::write(self.set, &kept, self.interview.reference)?;
            self.keeper.remember(text);
        }
        Ok(())
    }

    fn review(&mut self) -> Result<Flow, Error> {
        self.section = None;
        let (mut prompt, entries) = prompts::review(self.set, self.audience, &self.session);
        match self.hear(&mut prompt, words::REVIEW_WHY, None)? {
            Heard::Input(given) => {
                match given.position().and_then(|position| entries.get(position)) {
                    Some(ReviewEntry::Region) => self.session.change_region(),
                    Some(ReviewEntry::Question(question)) => self.session.change(*question),
                    None => {}
                }
            }
            Heard::Back => {
                self.session.back();
            }
            Heard::Done => {
                self.save_or_say(true)?;
                return Ok(Flow::Break(Ended::Complete(self.session.given())));
            }
            Heard::Ended(ended) => return Ok(Flow::Break(ended)),
            Heard::Keep | Heard::Skip => {}
        }
        Ok(Flow::Continue(()))
    }

    /// Asks, and answers what is not about the answer: why, help, stop, and commands that have no
    /// place here.
    fn hear(
        &mut self,
        prompt: &mut Prompt<'_>,
        why: &str,
        help: Option<&str>,
    ) -> Result<Heard, Error> {
        loop {
            let command = match self.asker.ask(prompt)? {
                Reply::Input(given) => return Ok(Heard::Input(given)),
                Reply::InputEnded => return Ok(Heard::Ended(self.input_ended(prompt)?)),
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
                    // A page is long, and still on the screen.
                    prompt.again = prompt.form == Form::Page;
                }
                PromptCommand::Stop => match self.stop()? {
                    Some(ended) => return Ok(Heard::Ended(ended)),
                    None => prompt.again = false,
                },
                other if !prompt.commands.contains(&other) => {
                    let problem = words::not_here(other, prompt);
                    self.asker.say(SpeechRole::Problem, problem)?;
                }
                PromptCommand::Keep => return Ok(Heard::Keep),
                PromptCommand::Skip => return Ok(Heard::Skip),
                PromptCommand::Back => return Ok(Heard::Back),
                PromptCommand::Done => return Ok(Heard::Done),
            }
        }
    }

    fn say_all(&mut self, said: crisis::Speech) -> Result<(), Error> {
        said.into_iter()
            .try_for_each(|(role, text)| self.asker.say(role, &text))
    }
}
