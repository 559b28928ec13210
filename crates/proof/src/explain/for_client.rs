//! Finds what would stop or delay a suggestion: the only changes a person is told about themselves.

use std::collections::BTreeSet;

use treatfit_core::model::{
    Answers, Condition, Effect, Id, Level, Outcome, Question, QuestionSet, Rule, Status,
};

use crate::diff::NotProved;
use crate::encode::Proof;
use crate::explain::cost::{Cost, CostModel, Permission};
use crate::explain::nearest::{ChangeFinder, CurrentAnswers, NearestChange, questions_read_by};
use crate::kernel::shortest_path::CheapestPath;

/// A graver status than the current one, and what leads to it.
#[derive(Debug, Clone)]
pub struct GraverOutcome {
    /// The graver status.
    pub status: Status,
    /// A change with the fewest answers that leads to it.
    pub smallest_change: NearestChange,
    /// For every question of which one other answer alone leads to it, such a change.
    pub single_answer_changes: Vec<NearestChange>,
}

impl ChangeFinder<'_> {
    /// Returns what would stop or delay a suggestion: for each graver status, a smallest change
    /// among the answers that safety rules read.
    ///
    /// The result is shown to the person themselves, perhaps in a bad week, to make them tell the
    /// clinic if something changes. Therefore:
    ///
    /// - No answer changes that a rule with crisis lines reads. Nobody is shown which words about
    ///   wanting to die would have counted.
    /// - Nothing leads to an emergency, and no answer is given that an emergency rule looks for,
    ///   even where it would not be an emergency: pain in the chest is not something to mention to
    ///   a clinic later.
    /// - No answer changes that an emergency rule reads through a score or inside a `not`, because
    ///   there it is not evident which answers the rule looks for.
    /// - Nothing is returned if nothing may be suggested anyway, or if the person is in a crisis.
    /// - Answers that only decide which treatment fits do not change: a preference is no reason for
    ///   a warning.
    /// - No answer becomes "I don't know": that says nothing about what may happen to a person.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`] if the engine rejects the answers as incomplete, or its outcome
    /// for a change differs from the diagrams.
    pub fn graver_outcomes(&self, answers: &Answers) -> Result<Vec<GraverOutcome>, NotProved> {
        let current = self.current_answers(answers);
        let now = self.decide(&current.answers)?;
        if must_stay_silent(self.proof.set, &now) {
            return Ok(Vec::new());
        }
        let paths = self.search(self.status, &current, &self.client_cost_model);
        let questions = self.proof.set.questions.ids();
        let single =
            questions.filter_map(|question| self.client_cost_model.restricted_to(question));
        let single_answer_paths: Vec<_> = single
            .map(|cost_model| self.search(self.status, &current, &cost_model))
            .collect();
        let mut graver_outcomes = Vec::new();
        let graver = [Status::NeedsClearance, Status::NotSuitable];
        for status in graver.into_iter().filter(|&it| it > now.status) {
            let number = status_number(status);
            let Some(path) = paths.get(&number) else {
                continue;
            };
            let confirm = |path| self.graver_change(status, &current, path);
            graver_outcomes.push(GraverOutcome {
                status,
                smallest_change: confirm(path)?,
                single_answer_changes: single_answer_paths
                    .iter()
                    .filter_map(|paths| paths.get(&number))
                    .filter(|path| path.cost.answers == 1)
                    .map(confirm)
                    .collect::<Result<_, _>>()?,
            });
        }
        Ok(graver_outcomes)
    }

    /// Turns a path into a change and checks that it leads to the status.
    fn graver_change(
        &self,
        status: Status,
        current: &CurrentAnswers,
        path: &CheapestPath<Cost>,
    ) -> Result<NearestChange, NotProved> {
        let target = (self.status, status_number(status));
        let change = self.confirm_change(target, current, &self.client_cost_model, path)?;
        if change.visible.status == status {
            Ok(change)
        } else {
            Err(NotProved::Disagreement)
        }
    }
}

/// Returns the number of a status in the diagram of statuses.
fn status_number(status: Status) -> i32 {
    let place = Status::ALL.iter().position(|&it| it == status);
    place.and_then(|at| i32::try_from(at + 1).ok()).unwrap_or(0)
}

/// Returns whether a person is told nothing: nothing may be suggested anyway, or they are in a
/// crisis. Hearing of a graver result helps nobody then.
///
/// Crisis lines beside a note are not a crisis by themselves: a note also shows them to anybody in
/// a hurry. They are one if an emergency rule reads a question that the note reads.
pub(crate) fn must_stay_silent(set: &QuestionSet, outcome: &Outcome) -> bool {
    let urgent = questions_read_by(set, |_, rule| is_emergency(rule));
    let in_a_crisis = outcome.findings.iter().any(|finding| {
        let rule = &set.rules[finding.rule];
        let mut read = set.reads(&rule.when).into_iter();
        let only_a_note = rule.level() == Some(Level::Note);
        shows_crisis_lines(rule)
            && (!only_a_note || read.any(|question| urgent.contains(&question)))
    });
    outcome.status >= Status::NotSuitable || outcome.withheld || in_a_crisis
}

/// Returns the cost model of the changes a person may be told about; see
/// [`ChangeFinder::graver_outcomes`].
pub(crate) fn client_cost_model(proof: &Proof<'_>) -> CostModel {
    let set = proof.set;
    let mut kept = questions_read_by(set, |_, rule| shows_crisis_lines(rule));
    for rule in set.rules.values().filter(|rule| is_emergency(rule)) {
        read_without_stated_answers(set, &rule.when, &mut kept);
    }
    let grave = questions_read_by(set, |_, rule| stops_or_delays(rule));
    let permissions = set.questions.ids().map(|question| {
        if kept.contains(&question) {
            Permission::Keep
        } else if grave.contains(&question) {
            Permission::Change
        } else {
            Permission::KeepDropOrAsk
        }
    });
    let cost_model = CostModel::new(&proof.space, permissions.collect());
    cost_model.forbidding(set, &proof.space, &proof.encoder.view, is_emergency)
}

/// Collects the questions that a condition reads through a score or inside a `not`, where it does
/// not state which answers it looks for.
fn read_without_stated_answers(
    set: &QuestionSet,
    condition: &Condition,
    found: &mut BTreeSet<Id<Question>>,
) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                read_without_stated_answers(set, condition, found);
            }
        }
        Condition::Is(name) => {
            read_without_stated_answers(set, &set.conditions[*name].condition, found);
        }
        Condition::Not(_) | Condition::Score { .. } => found.extend(set.reads(condition)),
        Condition::AnyOf { .. } | Condition::AllOf { .. } | Condition::Number { .. } => {}
    }
}

/// Returns whether a rule stops or delays a suggestion.
fn stops_or_delays(rule: &Rule) -> bool {
    matches!(rule.level(), Some(Level::Clearance | Level::Exclude))
}

/// Returns whether a rule calls for help now.
fn is_emergency(rule: &Rule) -> bool {
    rule.level() == Some(Level::Emergency)
}

/// Returns whether a rule is about a person in a crisis.
fn shows_crisis_lines(rule: &Rule) -> bool {
    matches!(&rule.effect, Effect::Safety(safety) if safety.crisis_lines)
}
