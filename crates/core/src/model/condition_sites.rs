//! Where conditions stand: every place of a set that has one.

use crate::model::{Condition, Id, NamedCondition, Question, QuestionSet, Rule, Score, Sequence};

/// What has a condition of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConditionSite {
    /// A named condition: what it stands for.
    Named(Id<NamedCondition>),
    /// A question: when it is asked.
    Question(Id<Question>),
    /// A score: when there is one.
    Score(Id<Score>),
    /// A rule: when it fires.
    Rule(Id<Rule>),
    /// A sequence: when it is shown.
    Sequence(Id<Sequence>),
}

impl QuestionSet {
    /// Every condition that says what the set does, with its holder. Guarantees only speak of it.
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

    /// Every test in these conditions, as often as it stands there.
    pub fn tests(&self) -> impl Iterator<Item = &Condition> {
        self.condition_sites()
            .flat_map(|(_, condition)| condition.tests())
    }

    /// Puts a condition in the place of another. Who reads which answer is not worked out anew; see
    /// [`Self::find_readers`].
    pub fn replace_condition(&mut self, holder: ConditionSite, condition: Condition) {
        let place = match holder {
            ConditionSite::Named(id) => self.conditions.get_mut(id).map(|it| &mut it.condition),
            ConditionSite::Question(id) => {
                self.questions.get_mut(id).and_then(|it| it.when.as_mut())
            }
            ConditionSite::Score(id) => self.scores.get_mut(id).and_then(|it| it.when.as_mut()),
            ConditionSite::Rule(id) => self.rules.get_mut(id).map(|it| &mut it.when),
            ConditionSite::Sequence(id) => self.sequences.get_mut(id).map(|it| &mut it.when),
        };
        if let Some(place) = place {
            *place = condition;
        }
    }
}

impl Condition {
    /// The tests in it, from the first to the last.
    #[must_use]
    pub fn tests(&self) -> Vec<&Self> {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().flat_map(Self::tests).collect(),
            Self::Not(inner) => inner.tests(),
            _ => vec![self],
        }
    }
}
