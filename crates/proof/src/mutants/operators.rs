//! The mutation operators: small faults in a question set, such as an author could make by mistake.

use treatfit_core::model::{
    Condition, ConditionSite, Effect, Id, Level, Question, QuestionSet, Rule, SafetyEffect, Score,
    Sequence, Treatment,
};

use crate::mutants::condition_operators::{ConditionMutation, mutate_condition};

/// One mutation of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mutation {
    /// Removes a rule.
    RemoveRule(Id<Rule>),
    /// Gives a safety rule the next milder or next graver level.
    SetLevel(Id<Rule>, Level),
    /// Makes a rule no longer show crisis lines.
    RemoveCrisisLines(Id<Rule>),
    /// Makes a rule no longer withhold the names of treatments.
    RemoveWithhold(Id<Rule>),
    /// Adds this many points to what a fit rule gives a treatment; negative to subtract.
    ChangePoints(Id<Rule>, Id<Treatment>, i32),
    /// Replaces the condition at a site by another one, which differs as stated.
    ReplaceCondition(ConditionSite, ConditionMutation, Condition),
    /// Removes a sequence.
    RemoveSequence(Id<Sequence>),
    /// Removes a question from a score.
    RemoveScoreItem(Id<Score>, Id<Question>),
    /// Adds this many points to what a score gives for an answer, in all its questions; negative to
    /// subtract.
    ChangeScorePoints(Id<Score>, String, i64),
    /// Adds this many points to the minimum for a suggestion; negative to subtract.
    ChangeMinimum(i32),
    /// Adds this many points to the band within which treatments are equally good; negative to
    /// subtract.
    ChangeBand(i32),
    /// Adds this many points to the band of one pair, given by its position; negative to subtract.
    ChangePairBand(usize, i32),
}

/// A condition that never holds.
const NEVER: Condition = Condition::Any(Vec::new());
/// A condition that always holds.
const ALWAYS: Condition = Condition::All(Vec::new());

/// Returns every mutation that is tried, in the order of the set.
#[must_use]
pub fn mutations(set: &QuestionSet) -> Vec<Mutation> {
    let mut all = Vec::new();
    mutate_decision(set, &mut all);
    for (id, score) in set.scores.iter() {
        mutate_score(set, id, score, &mut all);
    }
    for (id, rule) in set.rules.iter() {
        mutate_rule(set, id, rule, &mut all);
    }
    all.extend(set.sequences.ids().map(Mutation::RemoveSequence));
    for (site, condition) in set.condition_sites() {
        let mut condition_mutations = mutate_condition(set, condition);
        // Of several entries, `mutate_condition` removes one at a time.
        if !matches!(condition, Condition::All(_)) {
            condition_mutations.push((ConditionMutation::Always, ALWAYS));
        }
        let condition_mutations = condition_mutations.into_iter();
        all.extend(
            condition_mutations
                .map(|(mutation, condition)| Mutation::ReplaceCondition(site, mutation, condition)),
        );
    }
    all
}

/// Mutates the numbers of the decision. No number of points gets below 0, and no pair gets a
/// narrower band than the general one.
fn mutate_decision(set: &QuestionSet, all: &mut Vec<Mutation>) {
    let decision = &set.decision;
    let pairs = || decision.close_pairs.iter().enumerate();
    for by in [-1, 1] {
        let close = decision.close + by;
        let narrowest = pairs().map(|(_, pair)| pair.within).min();
        let sound = close >= 0 && narrowest.is_none_or(|within| close <= within);
        all.extend((decision.minimum + by >= 0).then_some(Mutation::ChangeMinimum(by)));
        all.extend(sound.then_some(Mutation::ChangeBand(by)));
        let sound = pairs().filter(|(_, pair)| pair.within + by >= decision.close);
        all.extend(sound.map(|(place, _)| Mutation::ChangePairBand(place, by)));
    }
}

/// Mutates a score. No answer gets fewer than 0 points.
fn mutate_score(set: &QuestionSet, id: Id<Score>, score: &Score, all: &mut Vec<Mutation>) {
    let items = score.items.iter();
    all.extend(items.map(|item| Mutation::RemoveScoreItem(id, item.question)));
    let mut values: Vec<(&str, i64)> = Vec::new();
    for item in &score.items {
        let options = set.questions[item.question].options.iter();
        for (option, points) in options.zip(&item.points) {
            let Some(points) = *points else { continue };
            match values.iter_mut().find(|(name, _)| *name == option.name) {
                Some((_, least)) => *least = points.min(*least),
                None => values.push((&option.name, points)),
            }
        }
    }
    for (answer, least) in values {
        let by = [-1, 1].into_iter().filter(|by| least + by >= 0);
        all.extend(by.map(|by| Mutation::ChangeScorePoints(id, answer.to_owned(), by)));
    }
}

/// Mutates the effect of a rule, or removes it.
fn mutate_rule(set: &QuestionSet, id: Id<Rule>, rule: &Rule, all: &mut Vec<Mutation>) {
    all.push(Mutation::RemoveRule(id));
    match &rule.effect {
        Effect::Safety(safety) => {
            all.extend(next_levels(safety.level).map(|level| Mutation::SetLevel(id, level)));
            all.extend(
                safety
                    .crisis_lines
                    .then_some(Mutation::RemoveCrisisLines(id)),
            );
            all.extend(safety.withhold.then_some(Mutation::RemoveWithhold(id)));
        }
        Effect::Fit(_) => {
            for treatment in set.treatments.ids() {
                all.extend([-1, 1].map(|by| Mutation::ChangePoints(id, treatment, by)));
            }
        }
    }
}

/// Returns the next milder and the next graver level.
fn next_levels(level: Level) -> impl Iterator<Item = Level> {
    let [milder, graver] = match level {
        Level::Note => [None, Some(Level::Clearance)],
        Level::Clearance => [Some(Level::Note), Some(Level::Exclude)],
        Level::Exclude => [Some(Level::Clearance), Some(Level::Emergency)],
        Level::Emergency => [Some(Level::Exclude), None],
    };
    milder.into_iter().chain(graver)
}

impl Mutation {
    /// Returns the set with this mutation.
    #[must_use]
    pub(crate) fn apply(&self, set: &QuestionSet) -> QuestionSet {
        let mut set = set.clone();
        self.apply_to(&mut set);
        set.find_readers();
        set
    }

    /// Applies the mutation, without updating which rules read which questions.
    fn apply_to(&self, set: &mut QuestionSet) {
        match self {
            Self::RemoveRule(id) => set.replace_condition(ConditionSite::Rule(*id), NEVER),
            Self::RemoveSequence(id) => set.replace_condition(ConditionSite::Sequence(*id), NEVER),
            Self::ReplaceCondition(site, _, condition) => {
                set.replace_condition(*site, condition.clone());
            }
            Self::SetLevel(id, level) => change_safety(set, *id, |safety| {
                safety.level = *level;
                // Keeps the rule valid: not every level can withhold, and an emergency concerns
                // every treatment.
                safety.withhold &= SafetyEffect::may_withhold(*level);
                if *level == Level::Emergency {
                    safety.treatments = None;
                }
            }),
            Self::RemoveCrisisLines(id) => {
                change_safety(set, *id, |safety| safety.crisis_lines = false);
            }
            Self::RemoveWithhold(id) => change_safety(set, *id, |safety| safety.withhold = false),
            Self::ChangePoints(id, treatment, by) => {
                if let Some(Effect::Fit(points)) = set.rules.get_mut(*id).map(|it| &mut it.effect) {
                    match points.iter_mut().find(|(named, _)| named == treatment) {
                        Some((_, points)) => *points += by,
                        None => points.push((*treatment, *by)),
                    }
                }
            }
            Self::RemoveScoreItem(id, question) => {
                if let Some(score) = set.scores.get_mut(*id) {
                    score.items.retain(|item| item.question != *question);
                }
            }
            Self::ChangeScorePoints(id, answer, by) => add_score_points(set, *id, answer, *by),
            Self::ChangeMinimum(by) => set.decision.minimum += by,
            Self::ChangeBand(by) => set.decision.close += by,
            Self::ChangePairBand(pair, by) => {
                if let Some(pair) = set.decision.close_pairs.get_mut(*pair) {
                    pair.within += by;
                }
            }
        }
    }
}

/// Changes the effect of a safety rule.
fn change_safety(set: &mut QuestionSet, rule: Id<Rule>, change: impl FnOnce(&mut SafetyEffect)) {
    if let Some(Effect::Safety(safety)) = set.rules.get_mut(rule).map(|it| &mut it.effect) {
        change(safety);
    }
}

/// Adds points to what a score gives for an answer.
fn add_score_points(set: &mut QuestionSet, score: Id<Score>, answer: &str, by: i64) {
    let Some(score) = set.scores.get_mut(score) else {
        return;
    };
    for item in &mut score.items {
        let options = set.questions[item.question].options.iter();
        for (option, points) in options.zip(&mut item.points) {
            if option.name == answer {
                *points = points.map(|points| points + by);
            }
        }
    }
}
