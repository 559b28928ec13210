//! Scenario inheritance: combines the answers of a scenario with those of the one it is `like`.

use crate::engine::next_question;
use crate::load::answers_file::{not_asked, skip_optional};
use crate::model::{Answers, Id, QuestionSet, Scenario};

impl QuestionSet {
    /// Returns the answers that make up a scenario, one layer for each scenario of its `like`
    /// chain: the root of the chain first, the scenario's own answers last.
    #[must_use]
    pub fn answer_layers(&self, scenario: Id<Scenario>) -> Vec<&Answers> {
        let mut layers = Vec::new();
        let mut next = Some(scenario);
        while let Some(id) = next {
            let scenario = &self.scenarios[id];
            layers.push(&scenario.own);
            next = scenario.like;
        }
        layers.reverse();
        layers
    }
}

/// Overrides inherited answers with a scenario's own ones. Inherited answers to questions that are
/// then no longer asked are dropped.
pub(super) fn apply_layer(set: &QuestionSet, answers: &mut Answers, own: &Answers) {
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

/// Combines layers of answers, as returned by [`QuestionSet::answer_layers`], into all answers of a
/// scenario. Optional questions without an answer are skipped. The set may be another one than the
/// scenario's, such as a mutant of it.
#[must_use]
pub fn inherited_answers<'a>(
    set: &QuestionSet,
    layers: impl IntoIterator<Item = &'a Answers>,
) -> Answers {
    let mut answers = Answers::default();
    for own in layers {
        apply_layer(set, &mut answers, own);
    }
    skip_optional(set, &mut answers);
    answers
}

/// Returns whether every question that is asked has an answer, and no answer is to a question whose
/// `when` does not hold.
#[must_use]
pub fn is_exact(set: &QuestionSet, answers: &Answers) -> bool {
    not_asked(set, answers).is_empty() && next_question(set, answers).is_none()
}
