//! Scenario coverage: for each condition, whether some scenario makes it true and some makes it
//! false.
//!
//! Each condition is counted as a whole and test by test: each option of a list, each range, each
//! named condition. When an emergency ends the walk of a scenario, conditions on later questions
//! stay pending; the scenario covers neither value of those.

use crate::engine::{Truth, Walk, truth, walk};
use crate::model::{Condition, ConditionSite, OptionSet, QuestionSet};

/// The condition coverage of a set's scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every condition followed by its tests, in the order of [`QuestionSet::condition_sites`].
    pub parts: Vec<ConditionPart>,
}

/// A condition, or one test in it, with the truth values that scenarios cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionPart {
    /// The item whose condition it is or belongs to.
    pub site: ConditionSite,
    /// The condition or test. A test for any of several options is split into one test per option.
    pub condition: Condition,
    /// Whether it is the whole condition of the site.
    pub whole: bool,
    /// Whether it is true in some scenario.
    pub holds: bool,
    /// Whether it is false in some scenario.
    pub fails: bool,
}

impl ConditionPart {
    /// Iterates over the truth values that no scenario covers.
    pub fn missing(&self) -> impl Iterator<Item = bool> {
        let missing = [
            (!self.holds).then_some(true),
            (!self.fails).then_some(false),
        ];
        missing.into_iter().flatten()
    }

    /// Records the value on one more walk.
    fn record(&mut self, set: &QuestionSet, walk: &Walk<'_>) {
        if self.holds && self.fails {
            return;
        }
        match truth(set, &self.condition, walk) {
            Truth::Yes => self.holds = true,
            Truth::No => self.fails = true,
            Truth::Pending => {}
        }
    }
}

impl Coverage {
    /// Computes the coverage of all scenarios of a set.
    #[must_use]
    pub fn of(set: &QuestionSet) -> Self {
        let mut parts = parts(set);
        for scenario in set.scenarios.values() {
            let walk = walk(set, &scenario.answers);
            for part in &mut parts {
                part.record(set, &walk);
            }
        }
        Self { parts }
    }

    /// Returns the number of truth values to cover: two for each part.
    #[must_use]
    pub fn all(&self) -> usize {
        self.parts.len() * 2
    }

    /// Returns the number of truth values that some scenario covers.
    #[must_use]
    pub fn shown(&self) -> usize {
        let shown = self.parts.iter();
        shown
            .map(|part| usize::from(part.holds) + usize::from(part.fails))
            .sum()
    }

    /// Returns whether at least this percentage of truth values is covered.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.shown() * 100 >= self.all() * usize::from(percent)
    }
}

fn parts(set: &QuestionSet) -> Vec<ConditionPart> {
    let mut parts = Vec::new();
    for (site, condition) in set.condition_sites() {
        let part = |condition: Condition, whole| ConditionPart {
            site,
            condition,
            whole,
            holds: false,
            fails: false,
        };
        let mut tests: Vec<Condition> = Vec::new();
        for test in condition.tests().into_iter().flat_map(split_options) {
            if test != *condition && !tests.contains(&test) {
                tests.push(test);
            }
        }
        parts.push(part(condition.clone(), true));
        parts.extend(tests.into_iter().map(|test| part(test, false)));
    }
    parts
}

/// Splits a test for any of several options into one test for each option.
fn split_options(test: &Condition) -> Vec<Condition> {
    match test {
        Condition::AnyOf { question, options } => options
            .positions()
            .map(|option| Condition::AnyOf {
                question: *question,
                options: OptionSet::one(option),
            })
            .collect(),
        _ => vec![test.clone()],
    }
}
