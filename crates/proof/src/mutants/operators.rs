//! Small changes to a question set, each such as a slip of the author's hand would make.

use treatfit_core::model::{
    Condition, ConditionSite, Effect, Id, Level, Question, QuestionSet, Rule, SafetyEffect, Score,
    Sequence, Treatment,
};

use crate::mutants::condition_operators::{ConditionMutation, edits};

/// One change to a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mutation {
    /// A rule is left out.
    NoRule(Id<Rule>),
    /// A safety rule has the next milder or graver level.
    Level(Id<Rule>, Level),
    /// A rule no longer shows crisis lines.
    NoCrisisLines(Id<Rule>),
    /// A rule no longer asks that no treatment be named.
    NoWithhold(Id<Rule>),
    /// A fit rule gives a treatment so many points more, or less.
    Points(Id<Rule>, Id<Treatment>, i32),
    /// A condition is another one.
    Condition(ConditionSite, ConditionMutation, Condition),
    /// A sequence is left out.
    NoSequence(Id<Sequence>),
    /// A score leaves out a question.
    NoItem(Id<Score>, Id<Question>),
    /// A score gives so many points more, or less, for an answer.
    Value(Id<Score>, String, i64),
    /// The minimum for a suggestion is higher, or lower.
    Minimum(i32),
    /// The band within which treatments are equally good is wider, or narrower.
    Close(i32),
    /// The band of one pair, by its place, is wider, or narrower.
    ClosePair(usize, i32),
}

/// Never holds.
const NEVER: Condition = Condition::Any(Vec::new());
/// Always holds.
const ALWAYS: Condition = Condition::All(Vec::new());

/// Every change that is tried, in the order of the set.
#[must_use]
pub fn changes(set: &QuestionSet) -> Vec<Mutation> {
    let mut all = Vec::new();
    decision(set, &mut all);
    for (id, score) in set.scores.iter() {
        of_score(set, id, score, &mut all);
    }
    for (id, rule) in set.rules.iter() {
        of_rule(set, id, rule, &mut all);
    }
    all.extend(set.sequences.ids().map(Mutation::NoSequence));
    for (holder, condition) in set.condition_sites() {
        let mut edits = edits(set, condition);
        // Of several entries, one is left out at a time.
        if !matches!(condition, Condition::All(_)) {
            edits.push((ConditionMutation::Always, ALWAYS));
        }
        let edits = edits.into_iter();
        all.extend(edits.map(|(edit, condition)| Mutation::Condition(holder, edit, condition)));
    }
    all
}

/// No number of points is below 0, and no pair has a narrower band than all.
fn decision(set: &QuestionSet, all: &mut Vec<Mutation>) {
    let decision = &set.decision;
    let pairs = || decision.close_pairs.iter().enumerate();
    for by in [-1, 1] {
        let close = decision.close + by;
        let narrowest = pairs().map(|(_, pair)| pair.within).min();
        let sound = close >= 0 && narrowest.is_none_or(|within| close <= within);
        all.extend((decision.minimum + by >= 0).then_some(Mutation::Minimum(by)));
        all.extend(sound.then_some(Mutation::Close(by)));
        let sound = pairs().filter(|(_, pair)| pair.within + by >= decision.close);
        all.extend(sound.map(|(place, _)| Mutation::ClosePair(place, by)));
    }
}

fn of_score(set: &QuestionSet, id: Id<Score>, score: &Score, all: &mut Vec<Mutation>) {
    let items = score.items.iter();
    all.extend(items.map(|item| Mutation::NoItem(id, item.question)));
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
        all.extend(by.map(|by| Mutation::Value(id, answer.to_owned(), by)));
    }
}

fn of_rule(set: &QuestionSet, id: Id<Rule>, rule: &Rule, all: &mut Vec<Mutation>) {
    all.push(Mutation::NoRule(id));
    match &rule.effect {
        Effect::Safety(safety) => {
            all.extend(next_levels(safety.level).map(|level| Mutation::Level(id, level)));
            all.extend(safety.crisis_lines.then_some(Mutation::NoCrisisLines(id)));
            all.extend(safety.withhold.then_some(Mutation::NoWithhold(id)));
        }
        Effect::Fit(_) => {
            for treatment in set.treatments.ids() {
                all.extend([-1, 1].map(|by| Mutation::Points(id, treatment, by)));
            }
        }
    }
}

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
    /// The set with this change.
    #[must_use]
    pub(crate) fn made(&self, set: &QuestionSet) -> QuestionSet {
        let mut set = set.clone();
        self.make(&mut set);
        set.find_readers();
        set
    }

    fn make(&self, set: &mut QuestionSet) {
        match self {
            Self::NoRule(id) => set.replace_condition(ConditionSite::Rule(*id), NEVER),
            Self::NoSequence(id) => set.replace_condition(ConditionSite::Sequence(*id), NEVER),
            Self::Condition(holder, _, condition) => {
                set.replace_condition(*holder, condition.clone());
            }
            Self::Level(id, level) => safety(set, *id, |safety| {
                safety.level = *level;
                // Not every level can withhold, and an emergency concerns everything.
                safety.withhold &= SafetyEffect::may_withhold(*level);
                if *level == Level::Emergency {
                    safety.treatments = None;
                }
            }),
            Self::NoCrisisLines(id) => safety(set, *id, |safety| safety.crisis_lines = false),
            Self::NoWithhold(id) => safety(set, *id, |safety| safety.withhold = false),
            Self::Points(id, treatment, by) => {
                if let Some(Effect::Fit(points)) = set.rules.get_mut(*id).map(|it| &mut it.effect) {
                    match points.iter_mut().find(|(named, _)| named == treatment) {
                        Some((_, points)) => *points += by,
                        None => points.push((*treatment, *by)),
                    }
                }
            }
            Self::NoItem(id, question) => {
                if let Some(score) = set.scores.get_mut(*id) {
                    score.items.retain(|item| item.question != *question);
                }
            }
            Self::Value(id, answer, by) => value(set, *id, answer, *by),
            Self::Minimum(by) => set.decision.minimum += by,
            Self::Close(by) => set.decision.close += by,
            Self::ClosePair(pair, by) => {
                if let Some(pair) = set.decision.close_pairs.get_mut(*pair) {
                    pair.within += by;
                }
            }
        }
    }
}

fn safety(set: &mut QuestionSet, rule: Id<Rule>, change: impl FnOnce(&mut SafetyEffect)) {
    if let Some(Effect::Safety(safety)) = set.rules.get_mut(rule).map(|it| &mut it.effect) {
        change(safety);
    }
}

fn value(set: &mut QuestionSet, score: Id<Score>, answer: &str, by: i64) {
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
