//! Which conditions the scenarios of a set show to hold, and which not to hold.
//!
//! Each condition is looked at as a whole and test by test: each option of a list, each range, each
//! name. A walk that an emergency ends leaves conditions open that read later questions; it shows
//! nothing of those.

use crate::engine::{Truth, Walk, truth, walk};
use crate::model::{Condition, ConditionSite, OptionSet, QuestionSet};

/// What the scenarios of a set show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every condition and every test in it, in the order of [`QuestionSet::held`].
    pub parts: Vec<ConditionPart>,
}

/// A condition, or a test in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionPart {
    /// Where it stands.
    pub holder: ConditionSite,
    /// It; a list of options comes option by option.
    pub condition: Condition,
    /// Whether it is all of the holder's condition.
    pub whole: bool,
    /// Whether it holds in some scenario.
    pub holds: bool,
    /// Whether it does not hold in some scenario.
    pub fails: bool,
}

impl ConditionPart {
    /// The truth values that no scenario shows.
    pub fn missing(&self) -> impl Iterator<Item = bool> {
        let missing = [
            (!self.holds).then_some(true),
            (!self.fails).then_some(false),
        ];
        missing.into_iter().flatten()
    }

    fn see(&mut self, set: &QuestionSet, walk: &Walk<'_>) {
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
    /// Goes through all scenarios of a set.
    #[must_use]
    pub fn of(set: &QuestionSet) -> Self {
        let mut parts = parts(set);
        for scenario in set.scenarios.values() {
            let walk = walk(set, &scenario.answers);
            for part in &mut parts {
                part.see(set, &walk);
            }
        }
        Self { parts }
    }

    /// How many truth values there are to show: two for each part.
    #[must_use]
    pub fn all(&self) -> usize {
        self.parts.len() * 2
    }

    /// How many of them some scenario shows.
    #[must_use]
    pub fn shown(&self) -> usize {
        let shown = self.parts.iter();
        shown
            .map(|part| usize::from(part.holds) + usize::from(part.fails))
            .sum()
    }

    /// Whether at least so many percent are shown.
    #[must_use]
    pub fn reaches(&self, percent: u8) -> bool {
        self.shown() * 100 >= self.all() * usize::from(percent)
    }
}

fn parts(set: &QuestionSet) -> Vec<ConditionPart> {
    let mut parts = Vec::new();
    for (holder, condition) in set.condition_sites() {
        let part = |condition: Condition, whole| ConditionPart {
            holder,
            condition,
            whole,
            holds: false,
            fails: false,
        };
        let mut tests: Vec<Condition> = Vec::new();
        for test in condition.tests().into_iter().flat_map(one_by_one) {
            if test != *condition && !tests.contains(&test) {
                tests.push(test);
            }
        }
        parts.push(part(condition.clone(), true));
        parts.extend(tests.into_iter().map(|test| part(test, false)));
    }
    parts
}

/// A test for any of several options as one test for each.
fn one_by_one(test: &Condition) -> Vec<Condition> {
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
