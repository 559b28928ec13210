//! The state of an interview: forward, back, change.
//!
//! A session is a pure state machine over a question set. The engine decides what comes next; the
//! session only adds where the person went back to and what they answered before.
//!
//! Going back removes no answer. Each earlier answer is offered again, to be kept or changed, and
//! never assumed. If a change hides a question, its answer is withdrawn at once; if the question is
//! asked again later, the old answer is offered but must be confirmed, because much may have
//! happened in between. The exception are questions that only fit rules read: their answers return
//! by themselves, because safety does not depend on them.
//!
//! Answers saved on another day are treated alike: every question that an emergency rule reads, or
//! that leads to such a question, is offered again before the interview continues.

use std::collections::BTreeSet;

use treatfit_core::engine::{Progress, QuestionState, Walk, support, walk};
use treatfit_core::model::{Answer, Answers, Id, Misfit, Question, QuestionSet, Region, Rule};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Ask for the person's region.
    Region,
    /// Ask this question.
    Question(Id<Question>),
    /// Nothing more is asked: an emergency rule fired.
    Emergency,
    /// Every question is answered; the person checks the answers.
    Review,
}

/// The state of one interview.
#[derive(Debug, Clone)]
pub struct Session<'a> {
    set: &'a QuestionSet,
    /// The answers on the current path, and answers off it that may return by themselves.
    answers: Answers,
    /// The last answer ever given to each question.
    last_answers: Answers,
    /// The questions answered on another day that are still to be asked again.
    unconfirmed: BTreeSet<Id<Question>>,
    position: Position,
    /// The question answered last.
    last_answered: Option<Id<Question>>,
    /// The answers reopened as a possible mistake since an answer was last changed.
    reopened: Vec<Id<Question>>,
}

/// Where in the interview the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Where the engine continues.
    Next,
    /// At an earlier stage. Every answer before `until` is offered again.
    Back { at: Stage, until: Stage },
    /// At a stage opened from the review page, to change one answer.
    Change(Stage),
}

/// The stages of an interview, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Region,
    Question(Id<Question>),
    End,
}

impl<'a> Session<'a> {
    /// Returns a session that continues from these answers, or starts if there are none. The region
    /// is asked first unless the answers contain it or the set has none.
    #[must_use]
    pub fn new(set: &'a QuestionSet, answers: Answers) -> Self {
        let last_answers = answers.clone();
        let mut session = Self {
            set,
            answers,
            last_answers,
            unconfirmed: BTreeSet::new(),
            position: Position::Next,
            last_answered: None,
            reopened: Vec::new(),
        };
        session.withdraw_hidden();
        session
    }

    /// Returns a session that continues from answers of another day. The questions that an
    /// emergency rule reads, or that decide whether such a question is asked, are offered again
    /// first.
    #[must_use]
    pub fn resume(set: &'a QuestionSet, answers: Answers) -> Self {
        let mut session = Self::new(set, answers);
        session.unconfirmed = set.emergency_questions();
        let answers = &mut session.answers;
        session
            .unconfirmed
            .retain(|&question| answers.withdraw(question).is_some());
        session
    }

    /// Returns what comes next.
    #[must_use]
    pub fn step(&self) -> Step {
        match self.stage() {
            Stage::Region => Step::Region,
            Stage::Question(question) => Step::Question(question),
            Stage::End if self.walk().progress() == Progress::Emergency => Step::Emergency,
            Stage::End => Step::Review,
        }
    }

    /// Returns the answers on the current path: those a result is decided from.
    #[must_use]
    pub fn answers_on_path(&self) -> Answers {
        let mut on_path = Answers::default();
        on_path.region = self.answers.region;
        for (question, answer) in self.walk().answered(self.set) {
            on_path.give(question, answer.clone());
        }
        on_path
    }

    /// Returns the answers to save: those on the current path, and those of another day that are
    /// still unconfirmed, with all that follow them.
    #[must_use]
    pub fn answers_to_save(&self) -> Answers {
        if !self.has_unconfirmed() {
            return self.answers_on_path();
        }
        let mut all = self.answers.clone();
        for &question in &self.unconfirmed {
            if let Some(answer) = self.last_answers.get(question) {
                all.give(question, answer.clone());
            }
        }
        let walk = walk(self.set, &all);
        let mut to_save = Answers::default();
        to_save.region = all.region;
        for (question, answer) in all.iter(self.set) {
            if !matches!(walk.state(question), QuestionState::NotAsked(_)) {
                to_save.give(question, answer.clone());
            }
        }
        to_save
    }

    /// Returns whether answers of another day are still to be asked again.
    #[must_use]
    pub fn has_unconfirmed(&self) -> bool {
        !self.unconfirmed.is_empty()
    }

    /// Returns whether the answer to this question is from another day and still to be asked again.
    #[must_use]
    pub fn is_unconfirmed(&self, question: Id<Question>) -> bool {
        self.unconfirmed.contains(&question)
    }

    /// Returns the last answer given to a question, on the current path or not.
    #[must_use]
    pub fn last_answer(&self, question: Id<Question>) -> Option<&Answer> {
        self.last_answers.get(question)
    }

    /// Returns the person's region.
    #[must_use]
    pub const fn region(&self) -> Option<Id<Region>> {
        self.answers.region
    }

    /// Records the person's region and moves on.
    pub fn set_region(&mut self, region: Id<Region>) {
        self.answers.region = Some(region);
        self.advance(Stage::Region);
    }

    /// Records an answer and moves on.
    ///
    /// # Errors
    /// If the answer does not fit the question, with the reason. The session is then unchanged.
    pub fn answer(&mut self, question: Id<Question>, answer: Answer) -> Result<(), Misfit> {
        self.set.questions[question].accepts(&answer)?;
        if self.last_answers.get(question) != Some(&answer) {
            self.reopened.clear();
        }
        self.last_answers.give(question, answer.clone());
        self.answers.give(question, answer);
        self.unconfirmed.remove(&question);
        self.last_answered = Some(question);
        self.withdraw_hidden();
        self.advance(Stage::Question(question));
        Ok(())
    }

    /// Keeps the earlier answer at the present stage and moves on. Returns `false` if there is
    /// none.
    pub fn keep(&mut self) -> bool {
        match self.stage() {
            Stage::Region => match self.answers.region {
                Some(region) => self.set_region(region),
                None => return false,
            },
            Stage::Question(question) => match self.last_answers.get(question).cloned() {
                Some(answer) => return self.answer(question, answer).is_ok(),
                None => return false,
            },
            Stage::End => return false,
        }
        true
    }

    /// Returns whether there is anything to go back to.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        matches!(self.position, Position::Change(_)) || self.previous_stage(self.stage()).is_some()
    }

    /// Goes back to the previous stage; from a change, back to the review. Returns `false` at the
    /// start.
    pub fn back(&mut self) -> bool {
        if matches!(self.position, Position::Change(_)) {
            self.position = Position::Next;
            return true;
        }
        let here = self.stage();
        let Some(at) = self.previous_stage(here) else {
            return false;
        };
        let until = match self.position {
            Position::Back { until, .. } => until,
            Position::Next | Position::Change(_) => here,
        };
        self.position = Position::Back { at, until };
        true
    }

    /// Opens an answer from the review page. After it, only the questions that the change makes
    /// necessary are asked.
    pub fn change(&mut self, question: Id<Question>) {
        self.position = Position::Change(Stage::Question(question));
    }

    /// Opens the region from the review page.
    pub fn change_region(&mut self) {
        self.position = Position::Change(Stage::Region);
    }

    /// Reopens an answer that made these rules fire, because it was a mistake, and returns its
    /// question. It picks the answer given last if the rules read it; if that was reopened before
    /// and kept, the latest other answer they read.
    pub fn reopen(&mut self, rules: &[Id<Rule>]) -> Option<Id<Question>> {
        let walk = self.walk();
        let mut used: BTreeSet<Id<Question>> = rules
            .iter()
            .flat_map(|&rule| support(self.set, &self.set.rules[rule].when, &walk))
            .collect();
        if used.is_empty() {
            used.extend(walk.answered(self.set).map(|(id, _)| id).last());
        }
        let last_answered = self
            .last_answered
            .filter(|question| used.contains(question));
        let candidates = || last_answered.into_iter().chain(used.iter().rev().copied());
        let question = candidates()
            .find(|candidate| !self.reopened.contains(candidate))
            .or_else(|| candidates().next())?;
        self.reopened.push(question);
        let at = Stage::Question(question);
        self.position = Position::Back { at, until: at };
        Some(question)
    }

    fn walk(&self) -> Walk<'_> {
        walk(self.set, &self.answers)
    }

    /// Returns the present stage.
    fn stage(&self) -> Stage {
        match self.position {
            Position::Back { at, .. } | Position::Change(at) => at,
            Position::Next if self.answers.region.is_none() && !self.set.regions.is_empty() => {
                Stage::Region
            }
            Position::Next => self.walk().next().map_or(Stage::End, Stage::Question),
        }
    }

    /// Returns the stage before this one.
    fn previous_stage(&self, here: Stage) -> Option<Stage> {
        let walk = self.walk();
        let question = walk
            .answered(self.set)
            .map(|(id, _)| Stage::Question(id))
            .take_while(|stage| *stage < here)
            .last();
        question.or_else(|| {
            (here != Stage::Region && !self.set.regions.is_empty()).then_some(Stage::Region)
        })
    }

    /// Moves on after an answer: after going back, to the next answer to be offered again;
    /// otherwise to where the engine continues.
    fn advance(&mut self, from: Stage) {
        let walk = self.walk();
        let Position::Back { until, .. } = self.position else {
            self.position = Position::Next;
            return;
        };
        // An emergency takes precedence over offering answers again.
        let next_revisited = walk
            .answered(self.set)
            .map(|(id, _)| Stage::Question(id))
            .chain(walk.next().map(Stage::Question))
            .find(|stage| from < *stage && *stage < until)
            .filter(|_| walk.progress() != Progress::Emergency);
        self.position = next_revisited.map_or(Position::Next, |at| Position::Back { at, until });
    }

    /// Withdraws answers to questions that are certainly no longer asked, except to those that only
    /// fit rules read.
    fn withdraw_hidden(&mut self) {
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
