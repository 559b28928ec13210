//! Reader analysis: which rules, sequences and scores read the answer to each question.
//!
//! The walk uses the result to stop early ([`Readers::stopping`], [`Readers::fit_only`]) without
//! evaluating every rule after every answer; loading uses it to demand an open answer for every
//! safety question.

use std::collections::BTreeSet;

use crate::model::{
    Condition, Id, Level, NamedCondition, Question, QuestionSet, Readers, Rule, Score, Table,
};

impl QuestionSet {
    /// Returns the questions a condition reads, directly or through named conditions and scores.
    #[must_use]
    pub fn reads(&self, condition: &Condition) -> BTreeSet<Id<Question>> {
        reads(condition, &self.scores, &self.conditions)
    }

    /// Returns the questions that can decide about an emergency: those that an `emergency` rule
    /// reads, and those that decide whether such a question is asked.
    #[must_use]
    pub fn emergency_questions(&self) -> BTreeSet<Id<Question>> {
        let rules = self.rules.values();
        let emergencies = rules.filter(|rule| rule.level() == Some(Level::Emergency));
        let read = emergencies.flat_map(|rule| self.reads(&rule.when));
        with_whens(self, read.collect())
    }

    /// Returns the questions whose answers are left out of a client's result: those that a private
    /// rule reads, directly or through a score.
    #[must_use]
    pub fn private_questions(&self) -> BTreeSet<Id<Question>> {
        let private = self.rules.values().filter(|rule| rule.private);
        private.flat_map(|rule| self.reads(&rule.when)).collect()
    }

    /// Recomputes [`Question::readers`] of every question. Call it after a change to rules or
    /// conditions.
    pub fn find_readers(&mut self) {
        fill(self);
    }
}

/// Computes the readers of every question.
fn fill(set: &mut QuestionSet) {
    let mut readers = vec![Readers::default(); set.questions.len()];
    let mut safety = BTreeSet::new();
    let mut other = BTreeSet::new();
    let mut fit = BTreeSet::new();
    for (id, rule) in set.rules.iter() {
        let read = reads(&rule.when, &set.scores, &set.conditions);
        match rule.level() {
            None => fit.extend(read),
            Some(Level::Note) => other.extend(read),
            Some(level) => {
                if level >= Level::Exclude {
                    add_stopping(&mut readers, &read, id);
                }
                safety.extend(read);
            }
        }
    }
    for sequence in set.sequences.values() {
        fit.extend(reads(&sequence.when, &set.scores, &set.conditions));
    }
    for score in set.scores.values() {
        other.extend(score.items.iter().map(|item| item.question));
    }
    // A question that no fit rule or sequence reads is asked for another purpose, so it and the
    // questions that decide whether it is asked are not `fit_only`.
    other.extend(set.questions.ids().filter(|id| !fit.contains(id)));
    other.extend(&safety);
    let safety = with_whens(set, safety);
    let other = with_whens(set, other);
    for (id, readers) in set.questions.ids().zip(&mut readers) {
        readers.safety = safety.contains(&id);
        readers.fit = fit.contains(&id);
        readers.fit_only = !other.contains(&id);
    }
    for (question, readers) in set.questions.values_mut().zip(readers) {
        question.readers = readers;
    }
}

/// Returns the questions a condition reads, directly or through named conditions and scores. Takes
/// the tables because it also runs while the set is still being resolved.
pub(crate) fn reads(
    condition: &Condition,
    scores: &Table<Score>,
    named: &Table<NamedCondition>,
) -> BTreeSet<Id<Question>> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => open.extend(inner),
            Condition::Not(inner) => open.push(inner),
            Condition::Is(name) => {
                if seen.insert(*name) {
                    open.push(&named[*name].condition);
                }
            }
            Condition::AnyOf { question, .. }
            | Condition::AllOf { question, .. }
            | Condition::Number { question, .. } => {
                found.insert(*question);
            }
            Condition::Score { score, .. } => {
                let score = &scores[*score];
                found.extend(score.items.iter().map(|item| item.question));
                open.extend(&score.when);
            }
        }
    }
    found
}

/// Adds a rule to [`Readers::stopping`] of the questions it reads.
fn add_stopping(readers: &mut [Readers], read: &BTreeSet<Id<Question>>, rule: Id<Rule>) {
    for question in read {
        if let Some(readers) = readers.get_mut(question.index()) {
            readers.stopping.push(rule);
        }
    }
}

/// Returns the transitive closure of some questions under "the `when` of this question reads".
fn with_whens(set: &QuestionSet, start: BTreeSet<Id<Question>>) -> BTreeSet<Id<Question>> {
    let mut open: Vec<Id<Question>> = start.iter().copied().collect();
    let mut found = start;
    while let Some(question) = open.pop() {
        let Some(when) = &set.questions[question].when else {
            continue;
        };
        for read in reads(when, &set.scores, &set.conditions) {
            if found.insert(read) {
                open.push(read);
            }
        }
    }
    found
}
