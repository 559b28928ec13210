//! Where a person stands in an interview: forward, back, change.
//!
//! A session is a pure state machine over a question set. What comes next is always the engine's
//! word; the session only remembers where the person went back to, and what they said before.
//!
//! Going back takes nothing away. An answer met again is offered to be kept or changed, never taken
//! for granted. An answer whose question is hidden by a change leaves the answers at once; should
//! its question come back, it is offered again, since much may have happened in between. Only where
//! nothing but fit rules read it does it come back by itself: no safety hangs on it.
//!
//! The same goes for answers saved on another day: whatever an emergency could hang on is offered
//! again before the interview goes on where it stopped.

use std::collections::BTreeSet;

use treatfit_core::engine::{Progress, QuestionState, Walk, support, walk};
use treatfit_core::model::{Answer, Answers, Id, Misfit, Question, QuestionSet, Region, Rule};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Where the person is.
    Region,
    /// This question.
    Question(Id<Question>),
    /// Nothing more: an emergency rule holds.
    Emergency,
    /// Every question is answered, to be checked by the person.
    Review,
}

/// One interview.
#[derive(Debug, Clone)]
pub struct Session<'a> {
    set: &'a QuestionSet,
    /// Answers on the way, and those that may come back by themselves.
    answers: Answers,
    /// The last answer ever given to each question.
    remembered: Answers,
    /// The questions answered on another day that are still to be asked again.
    to_confirm: BTreeSet<Id<Question>>,
    place: Position,
    /// The question answered last.
    last: Option<Id<Question>>,
    /// Answers opened as a mistake since one was changed.
    reopened: Vec<Id<Question>>,
}

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Where the engine says.
    Next,
    /// Went back here; every answer up to `until` is met again.
    Back { at: Stop, until: Stop },
    /// Came here from the review, to change this one answer.
    Change(Stop),
}

/// The stops of an interview, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    Region,
    Question(Id<Question>),
    End,
}

impl<'a> Session<'a> {
    /// A session that goes on from these answers; from the start, if there are none. The region is
    /// asked first unless the answers name it or the set has none.
    #[must_use]
    pub fn new(set: &'a QuestionSet, answers: Answers) -> Self {
        let remembered = answers.clone();
        let mut session = Self {
            set,
            answers,
            remembered,
            to_confirm: BTreeSet::new(),
            place: Position::Next,
            last: None,
            reopened: Vec::new(),
        };
        session.forget_hidden();
        session
    }

    /// A session that goes on from answers of another day. Those that an emergency rule reads, or
    /// that decide whether its questions are asked, are offered again first.
    #[must_use]
    pub fn resume(set: &'a QuestionSet, answers: Answers) -> Self {
        let mut session = Self::new(set, answers);
        session.to_confirm = set.emergency_questions();
        let answers = &mut session.answers;
        session
            .to_confirm
            .retain(|&question| answers.withdraw(question).is_some());
        session
    }

    /// What comes next.
    #[must_use]
    pub fn step(&self) -> Step {
        match self.stop() {
            Stop::Region => Step::Region,
            Stop::Question(question) => Step::Question(question),
            Stop::End if self.walk().progress() == Progress::Emergency => Step::Emergency,
            Stop::End => Step::Review,
        }
    }

    /// The answers on the way so far: what a result may be made from, and what may be saved.
    #[must_use]
    pub fn given(&self) -> Answers {
        let mut given = Answers::default();
        given.region = self.answers.region;
        for (question, answer) in self.walk().answered(self.set) {
            given.give(question, answer.clone());
        }
        given
    }

    /// What may be saved: the answers on the way, and those of another day that are still to be asked
    /// again, with all that was answered after them.
    #[must_use]
    pub fn kept(&self) -> Answers {
        if !self.confirms() {
            return self.given();
        }
        let mut all = self.answers.clone();
        for &question in &self.to_confirm {
            if let Some(answer) = self.remembered.get(question) {
                all.give(question, answer.clone());
            }
        }
        let walk = walk(self.set, &all);
        let mut kept = Answers::default();
        kept.region = all.region;
        for (question, answer) in all.iter(self.set) {
            if !matches!(walk.state(question), QuestionState::NotAsked(_)) {
                kept.give(question, answer.clone());
            }
        }
        kept
    }

    /// Whether answers of another day are still to be asked again.
    #[must_use]
    pub fn confirms(&self) -> bool {
        !self.to_confirm.is_empty()
    }

    /// Whether this answer of another day is still to be asked again.
    #[must_use]
    pub fn asks_again(&self, question: Id<Question>) -> bool {
        self.to_confirm.contains(&question)
    }

    /// What was answered to this question before, still on the way or not.
    #[must_use]
    pub fn earlier(&self, question: Id<Question>) -> Option<&Answer> {
        self.remembered.get(question)
    }

    /// Where the person said they are.
    #[must_use]
    pub const fn region(&self) -> Option<Id<Region>> {
        self.answers.region
    }

    /// Records where the person is, and goes on.
    pub fn locate(&mut self, region: Id<Region>) {
        self.answers.region = Some(region);
        self.go_on(Stop::Region);
    }

    /// Records an answer to a question, and goes on.
    ///
    /// # Errors
    /// Why it does not fit; nothing is then changed.
    pub fn answer(&mut self, question: Id<Question>, answer: Answer) -> Result<(), Misfit> {
        self.set.questions[question].accepts(&answer)?;
        if self.remembered.get(question) != Some(&answer) {
            self.reopened.clear();
        }
        self.remembered.give(question, answer.clone());
        self.answers.give(question, answer);
        self.to_confirm.remove(&question);
        self.last = Some(question);
        self.forget_hidden();
        self.go_on(Stop::Question(question));
        Ok(())
    }

    /// Keeps what was said here before, and goes on. `false` if nothing was.
    pub fn keep(&mut self) -> bool {
        match self.stop() {
            Stop::Region => match self.answers.region {
                Some(region) => self.locate(region),
                None => return false,
            },
            Stop::Question(question) => match self.remembered.get(question).cloned() {
                Some(answer) => return self.answer(question, answer).is_ok(),
                None => return false,
            },
            Stop::End => return false,
        }
        true
    }

    /// Whether there is anything to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        matches!(self.place, Position::Change(_)) || self.before(self.stop()).is_some()
    }

    /// Goes back to the question before; from a change, back to the review. `false` at the start.
    pub fn back(&mut self) -> bool {
        if matches!(self.place, Position::Change(_)) {
            self.place = Position::Next;
            return true;
        }
        let here = self.stop();
        let Some(at) = self.before(here) else {
            return false;
        };
        let until = match self.place {
            Position::Back { until, .. } => until,
            Position::Next | Position::Change(_) => here,
        };
        self.place = Position::Back { at, until };
        true
    }

    /// Opens an answer from the review to change it; afterwards only what the change makes
    /// necessary is asked.
    pub fn change(&mut self, question: Id<Question>) {
        self.place = Position::Change(Stop::Question(question));
    }

    /// Opens the region from the review to change it.
    pub fn change_region(&mut self) {
        self.place = Position::Change(Stop::Region);
    }

    /// Opens an answer that made these rules fire, since it was a mistake: the one given last, if
    /// it is among them; another one, if that was opened before and kept.
    pub fn reopen(&mut self, rules: &[Id<Rule>]) -> Option<Id<Question>> {
        let walk = self.walk();
        let mut used: BTreeSet<Id<Question>> = rules
            .iter()
            .flat_map(|&rule| support(self.set, &self.set.rules[rule].when, &walk))
            .collect();
        if used.is_empty() {
            used.extend(walk.answered(self.set).map(|(id, _)| id).last());
        }
        let last = self.last.filter(|last| used.contains(last));
        let candidates = || last.into_iter().chain(used.iter().rev().copied());
        let question = candidates()
            .find(|candidate| !self.reopened.contains(candidate))
            .or_else(|| candidates().next())?;
        self.reopened.push(question);
        let at = Stop::Question(question);
        self.place = Position::Back { at, until: at };
        Some(question)
    }

    fn walk(&self) -> Walk<'_> {
        walk(self.set, &self.answers)
    }

    fn stop(&self) -> Stop {
        match self.place {
            Position::Back { at, .. } | Position::Change(at) => at,
            Position::Next if self.answers.region.is_none() && !self.set.regions.is_empty() => {
                Stop::Region
            }
            Position::Next => self.walk().next().map_or(Stop::End, Stop::Question),
        }
    }

    /// The stop before this one.
    fn before(&self, here: Stop) -> Option<Stop> {
        let walk = self.walk();
        let question = walk
            .answered(self.set)
            .map(|(id, _)| Stop::Question(id))
            .take_while(|stop| *stop < here)
            .last();
        question.or_else(|| {
            (here != Stop::Region && !self.set.regions.is_empty()).then_some(Stop::Region)
        })
    }

    /// Goes on after an answer: having gone back, to the next answer met again; else where the
    /// engine says.
    fn go_on(&mut self, from: Stop) {
        let walk = self.walk();
        let Position::Back { until, .. } = self.place else {
            self.place = Position::Next;
            return;
        };
        // An emergency does not wait for answers to be met again.
        let met_again = walk
            .answered(self.set)
            .map(|(id, _)| Stop::Question(id))
            .chain(walk.next().map(Stop::Question))
            .find(|stop| from < *stop && *stop < until)
            .filter(|_| walk.progress() != Progress::Emergency);
        self.place = met_again.map_or(Position::Next, |at| Position::Back { at, until });
    }

    /// Takes answers to questions that are certainly not asked any more off the way.
    fn forget_hidden(&mut self) {
        let walk = self.walk();
        let hidden: Vec<Id<Question>> = self
            .answers
            .iter(self.set)
            .filter(|(question, _)| {
                matches!(walk.state(*question), QuestionState::NotAsked(_))
                    && !self.set.questions[*question].readers.fit_only
            })
            .map(|(question, _)| question)
            .collect();
        for question in hidden {
            self.answers.withdraw(question);
        }
    }
}
