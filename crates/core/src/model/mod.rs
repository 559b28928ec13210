//! The data model: question sets, answers and outcomes.
//!
//! A [`QuestionSet`] made by [`load`](crate::load) is checked: every reference is resolved to a
//! typed [`Id`], every text is clean, and no item contradicts another. The engine, the interview
//! and the reports only read it. Mutation testing and test generators build or change sets
//! themselves; after a change to rules or conditions they call [`QuestionSet::find_readers`].

mod answers;
mod condition;
mod condition_sites;
mod decision;
mod expectation;
mod guarantee;
mod options;
mod outcome;
mod question;
pub(crate) mod readers;
mod region;
mod rule;
mod score;
mod serialize;
mod severity;
mod table;
mod treatment;
mod wording;

pub use answers::{Answer, Answers, Misfit, SKIPPED};
pub use condition::{Condition, NamedCondition, Range};
pub use condition_sites::ConditionSite;
pub use decision::{ClosePair, Decision};
pub use expectation::Expectation;
pub use guarantee::{Claim, Guarantee, Scenario};
pub use options::{AnswerOption, MOST_OPTIONS, OptionRole, OptionSet};
pub use outcome::{Crisis, Finding, NotProvided, Outcome, ScoreResult, Standing, Withheld};
pub use question::{Question, QuestionKind, Readers, Section};
pub use region::{CrisisLine, Region, Seen, Source};
pub use rule::{Effect, Rule, SafetyEffect};
pub use score::{Band, Score, ScoreItem};
pub use serialize::{AnswerValue, ById};
pub use severity::{Level, Status};
pub use table::{Id, Named, Table};
pub use treatment::{Sequence, Treatment};
pub use wording::{Audience, EMERGENCY_SLOT, Listener, Wording};

/// A whole question set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionSet {
    /// The set's id.
    pub name: String,
    /// The author's version, such as `0.1.0`.
    pub version: String,
    /// The question the set answers.
    pub title: String,
    /// An introduction shown before the first question.
    pub intro: Option<Wording>,
    /// The privacy question, asked before the first question of the set.
    pub privacy: Option<Privacy>,
    /// Who reviewed the set, and when.
    pub reviewed: Reviewed,
    /// SHA-256 over the names and contents of all its files, in lower-case hexadecimal.
    pub digest: String,
    /// The treatments that are compared.
    pub treatments: Table<Treatment>,
    /// How points are turned into a suggestion.
    pub decision: Decision,
    /// Questions to put to the provider.
    pub ask_provider: Vec<String>,
    /// Notices printed with every result, `consult` among them.
    pub notices: Vec<Notice>,
    /// Sections in the order they are asked.
    pub sections: Table<Section>,
    /// Questions in the order they are asked.
    pub questions: Table<Question>,
    /// Named conditions.
    pub conditions: Table<NamedCondition>,
    /// Scores: sums over answers.
    pub scores: Table<Score>,
    /// Safety and fit rules, in the author's order.
    pub rules: Table<Rule>,
    /// Sequences: two treatments, one after the other.
    pub sequences: Table<Sequence>,
    /// Regions with their emergency numbers and crisis lines.
    pub regions: Table<Region>,
    /// The sources that rules, treatments, scores and regions cite.
    pub sources: Table<Source>,
    /// Statements about all answer sets, to be proved.
    pub guarantees: Table<Guarantee>,
    /// Worked cases, the author's tests. Empty if the set was loaded without them.
    pub scenarios: Table<Scenario>,
}

impl QuestionSet {
    /// Returns the region to use if the person gave none. `None` if the set has no regions.
    #[must_use]
    pub fn fallback_region(&self) -> Option<Id<Region>> {
        self.regions
            .iter()
            .find(|(_, region)| region.fallback)
            .map(|(id, _)| id)
    }

    /// Creates the listener for an audience and a region; without a region, the fallback region is
    /// used, and without that, [`LOCAL_NUMBER`].
    #[must_use]
    pub fn listener(&self, audience: Audience, region: Option<Id<Region>>) -> Listener<'_> {
        let region = region.or_else(|| self.fallback_region());
        Listener {
            audience,
            emergency: region.map_or(LOCAL_NUMBER, |id| &self.regions[id].emergency),
        }
    }
}

/// The words used for the emergency number if a set has no regions.
pub const LOCAL_NUMBER: &str = "your local emergency number";

/// The question whether it is safe to answer here and now. It is not one of the set's questions: no
/// rule reads the answer, and it is never stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// The question, to be answered with yes or no.
    pub ask: Wording,
    /// The explanation why it is asked.
    pub why: Wording,
    /// The text shown after a no, in place of all other questions.
    pub not_safe: Wording,
}

/// The review of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// The reviewer's name, or words such as "nobody yet".
    pub by: String,
    /// The day of the review, such as `2026-11-21`.
    pub on: String,
}

/// A text that is printed with every result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The author's id.
    pub name: String,
    /// The text itself.
    pub text: String,
}

macro_rules! named {
    ($($item:ty),* $(,)?) => {
        $(impl Named for $item {
            fn name(&self) -> &str {
                &self.name
            }
        })*
    };
}

named!(
    AnswerOption,
    Treatment,
    Section,
    Question,
    NamedCondition,
    Score,
    Rule,
    Sequence,
    Region,
    Source,
    Guarantee,
    Scenario,
);
