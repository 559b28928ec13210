//! Condition sites: every item of a set that has a condition which decides what the set does.
//!
//! Mutation testing, coverage and the diff of two sets use them to visit or replace conditions
//! without knowing each kind of item.

use crate::model::{Condition, Id, NamedCondition, Question, QuestionSet, Rule, Score, Sequence};

/// An item of a set that has a condition of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionSite {
    /// A named condition; its condition is the one it stands for.
    Named(Id<NamedCondition>),
    /// A question; its condition says when it is asked.
    Question(Id<Question>),
    /// A score; its condition says when there is a score at all.
    Score(Id<Score>),
    /// A rule; its condition says when it fires.
    Rule(Id<Rule>),
    /// A sequence; its condition says when it is shown.
    Sequence(Id<Sequence>),
}

impl QuestionSet {
    /// Iterates over every condition that decides what the set does, with its site. The conditions
    /// of guarantees are left out, because they only describe what the set must do.
    pub fn condition_sites(&self) -> impl Iterator<Item = (ConditionSite, &Condition)> {
        let named = self.conditions.iter();
        let named = named.map(|(id, named)| (ConditionSite::Named(id), &named.condition));
        let questions = self.questions.iter();
        let questions =
            questions.filter_map(|(id, it)| Some((ConditionSite::Question(id), it.when.as_ref()?)));
        let scores = self.scores.iter();
        let scores =
            scores.filter_map(|(id, it)| Some((ConditionSite::Score(id), it.when.as_ref()?)));
        let rules = self.rules.iter();
        let rules = rules.map(|(id, rule)| (ConditionSite::Rule(id), &rule.when));
        let sequences = self.sequences.iter();
        let sequences = sequences.map(|(id, it)| (ConditionSite::Sequence(id), &it.when));
        named
            .chain(questions)
            .chain(scores)
            .chain(rules)
            .chain(sequences)
    }

    /// Iterates over all tests (leaf conditions) of [`Self::condition_sites`]. A test that occurs
    /// several times is returned each time.
    pub fn tests(&self) -> impl Iterator<Item = &Condition> {
        self.condition_sites()
            .flat_map(|(_, condition)| condition.tests())
    }

    /// Replaces the condition at a site. Does nothing if the site has no condition. The readers of
    /// each question are not updated; call [`Self::find_readers`] afterwards.
    pub fn replace_condition(&mut self, site: ConditionSite, condition: Condition) {
        let old = match site {
            ConditionSite::Named(id) => self.conditions.get_mut(id).map(|it| &mut it.condition),
            ConditionSite::Question(id) => {
                self.questions.get_mut(id).and_then(|it| it.when.as_mut())
            }
            ConditionSite::Score(id) => self.scores.get_mut(id).and_then(|it| it.when.as_mut()),
            ConditionSite::Rule(id) => self.rules.get_mut(id).map(|it| &mut it.when),
            ConditionSite::Sequence(id) => self.sequences.get_mut(id).map(|it| &mut it.when),
        };
        if let Some(old) = old {
            *old = condition;
        }
    }
}

impl Condition {
    /// Returns the tests (leaf conditions) in this condition, in the author's order. A named
    /// condition counts as one test and is not expanded.
    #[must_use]
    pub fn tests(&self) -> Vec<&Self> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::tests).collect(),
            Self::Not(inner) => inner.tests(),
            _ => vec![self],
        }
    }
}
