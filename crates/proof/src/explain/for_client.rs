//! What would stop or delay a suggestion: what a person is told themselves of changed answers.

use std::collections::BTreeSet;

use treatfit_core::model::{
    Answers, Condition, Effect, Id, Level, Outcome, Question, QuestionSet, Rule, Status,
};

use crate::diff::NotProved;
use crate::encode::Proof;
use crate::explain::cost::{Cost, CostModel, Permission};
use crate::explain::nearest::{ChangeFinder, CurrentAnswers, NearestChange, read_by};
use crate::kernel::shortest_path::CheapestPath;

/// A graver status than the one that came out, and what leads there.
#[derive(Debug, Clone)]
pub struct GraverOutcome {
    /// The status.
    pub status: Status,
    /// A smallest change that leads there.
    pub smallest: NearestChange,
    /// A change for every question of which one other answer alone leads there.
    pub alone: Vec<NearestChange>,
}

impl ChangeFinder<'_> {
    /// What would stop or delay a suggestion: for each graver status, a smallest change of what
    /// safety rules read.
    ///
    /// It is told to the person themselves, perhaps in a bad week, so that they tell the clinic if
    /// something changes. Therefore
    /// - no answer changes that a rule with crisis lines reads: nobody is to be shown which words
    ///   about wanting to die would have counted;
    /// - nothing leads to an emergency, and no answer that an emergency rule looks for is given,
    ///   even where it would not be one: pain in the chest is nothing to tell a clinic by and by;
    /// - no answer changes that an emergency rule reads through a score or inside a `not`: there it is
    ///   not plain what the rule looks for;
    /// - where nothing may be suggested as it is, or somebody is in a crisis, nothing is told;
    /// - what only tells which treatment fits does not change: taste is no reason for a warning;
    /// - nothing becomes "I don't know": that says nothing of what may happen to a person.
    ///
    /// # Errors
    /// [`NotProved::Disagreement`].
    pub fn stricter(&self, answers: &Answers) -> Result<Vec<GraverOutcome>, NotProved> {
        let present = self.present(answers);
        let now = self.decided(&present.answers)?;
        if keeps_quiet(self.proof.set, &now) {
            return Ok(Vec::new());
        }
        let ways = self.search(self.status, &present, &self.any_safety);
        let single = self.proof.set.questions.ids();
        let single = single.filter_map(|question| self.any_safety.only(question));
        let alone: Vec<_> = single
            .map(|movement| self.search(self.status, &present, &movement))
            .collect();
        let mut stricter = Vec::new();
        let graver = [Status::NeedsClearance, Status::NotSuitable];
        for status in graver.into_iter().filter(|&it| it > now.status) {
            let number = number_of(status);
            let Some(way) = ways.get(&number) else {
                continue;
            };
            let to = |way| self.stricter_change(status, &present, way);
            stricter.push(GraverOutcome {
                status,
                smallest: to(way)?,
                alone: alone
                    .iter()
                    .filter_map(|ways| ways.get(&number))
                    .filter(|way| way.cost.answers == 1)
                    .map(to)
                    .collect::<Result<_, _>>()?,
            });
        }
        Ok(stricter)
    }

    fn stricter_change(
        &self,
        status: Status,
        present: &CurrentAnswers,
        way: &CheapestPath<Cost>,
    ) -> Result<NearestChange, NotProved> {
        let target = (self.status, number_of(status));
        let change = self.change(target, present, &self.any_safety, way)?;
        if change.shown.status == status {
            Ok(change)
        } else {
            Err(NotProved::Disagreement)
        }
    }
}

/// The number that stands for a status in a diagram.
fn number_of(status: Status) -> i32 {
    let place = Status::ALL.iter().position(|&it| it == status);
    place.and_then(|at| i32::try_from(at + 1).ok()).unwrap_or(0)
}

/// Whether a person is told nothing: nothing may be suggested as it is, or they are in a crisis. To
/// hear of a graver result helps nobody then.
///
/// Crisis lines beside a note are no crisis by themselves: a note shows them to whoever is in a hurry,
/// too. They are if an emergency rule reads what the note reads.
pub(crate) fn keeps_quiet(set: &QuestionSet, outcome: &Outcome) -> bool {
    let urgent = read_by(set, |_, rule| is_emergency(rule));
    let in_a_crisis = outcome.findings.iter().any(|finding| {
        let rule = &set.rules[finding.rule];
        let mut read = set.reads(&rule.when).into_iter();
        let only_a_note = rule.level() == Some(Level::Note);
        is_delicate(rule) && (!only_a_note || read.any(|question| urgent.contains(&question)))
    });
    outcome.status >= Status::NotSuitable || outcome.withheld || in_a_crisis
}

/// What a person may be told of: see [`ChangeFinder::stricter`].
pub(crate) fn any_safety(proof: &Proof<'_>) -> CostModel {
    let set = proof.set;
    let mut kept = read_by(set, |_, rule| is_delicate(rule));
    for rule in set.rules.values().filter(|rule| is_emergency(rule)) {
        read_unseen(set, &rule.when, &mut kept);
    }
    let grave = read_by(set, |_, rule| is_grave(rule));
    let may = set.questions.ids().map(|question| {
        if kept.contains(&question) {
            Permission::Stay
        } else if grave.contains(&question) {
            Permission::NearestChange
        } else {
            Permission::Follow
        }
    });
    let movement = CostModel::new(&proof.space, may.collect());
    movement.barring(set, &proof.space, &proof.encoder.view, is_emergency)
}

/// The questions a condition reads through a score or inside a `not`, where it does not say which
/// answers it looks for.
fn read_unseen(set: &QuestionSet, condition: &Condition, found: &mut BTreeSet<Id<Question>>) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                read_unseen(set, condition, found);
            }
        }
        Condition::Is(name) => read_unseen(set, &set.conditions[*name].condition, found),
        Condition::Not(_) | Condition::Score { .. } => found.extend(set.reads(condition)),
        Condition::AnyOf { .. } | Condition::AllOf { .. } | Condition::Number { .. } => {}
    }
}

/// It stops or delays a suggestion.
fn is_grave(rule: &Rule) -> bool {
    matches!(rule.level(), Some(Level::Clearance | Level::Exclude))
}

/// It calls for help now.
fn is_emergency(rule: &Rule) -> bool {
    rule.level() == Some(Level::Emergency)
}

/// It speaks of somebody in a crisis.
fn is_delicate(rule: &Rule) -> bool {
    matches!(&rule.effect, Effect::Safety(safety) if safety.crisis_lines)
}
