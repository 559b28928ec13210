//! Scenarios that are like others: how their answers come together.

use crate::engine::next_question;
use crate::load::answers_file::{not_asked, skip_optional};
use crate::model::{Answers, Id, QuestionSet, Scenario};

impl QuestionSet {
    /// The own answers of a scenario, after those of the scenario it is like, and so on.
    #[must_use]
    pub fn written(&self, scenario: Id<Scenario>) -> Vec<&Answers> {
        let mut written = Vec::new();
        let mut next = Some(scenario);
        while let Some(id) = next {
            let scenario = &self.scenarios[id];
            written.push(&scenario.own);
            next = scenario.like;
        }
        written.reverse();
        written
    }
}

/// Puts a scenario's own answers over those it takes over. Of the latter, those to questions that
/// are no longer asked are dropped.
pub(super) fn put_over(set: &QuestionSet, answers: &mut Answers, own: &Answers) {
    answers.region = own.region.or(answers.region);
    for (question, answer) in own.iter(set) {
        answers.give(question, answer.clone());
    }
    for question in not_asked(set, answers) {
        if own.get(question).is_none() {
            answers.withdraw(question);
        }
    }
}

/// All answers of a scenario that is written so: its own come last. Optional questions left out are
/// skipped. The set may be another than the one the scenario belongs to.
#[must_use]
pub fn inherited_answers<'a>(
    set: &QuestionSet,
    written: impl IntoIterator<Item = &'a Answers>,
) -> Answers {
    let mut answers = Answers::default();
    for own in written {
        put_over(set, &mut answers, own);
    }
    skip_optional(set, &mut answers);
    answers
}

/// Whether every question that is asked has an answer, and no other has.
#[must_use]
pub fn fits(set: &QuestionSet, answers: &Answers) -> bool {
    not_asked(set, answers).is_empty() && next_question(set, answers).is_none()
}
