//! A checked question set: every reference resolved, every text clean, nothing contradictory.
//!
//! Only [`super::load`] makes one. The engine, the interview, the reports and the proofs read it
//! and never change it.

mod answers;
mod condition;
mod condition_sites;
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
mod table;
mod treatment;

pub use answers::{Answer, Answers, Misfit, SKIPPED};
pub use condition::{Condition, NamedCondition, Range};
pub use condition_sites::ConditionSite;
pub use expectation::Expectation;
pub use guarantee::{Claim, Guarantee, Scenario};
pub use options::{AnswerOption, MOST_OPTIONS, OptionRole, OptionSet};
pub use outcome::{Crisis, Finding, NotProvided, Outcome, ScoreResult, Standing, Withheld};
pub use question::{Question, QuestionKind, Readers, Section};
pub use region::{CrisisLine, Region, Seen, Source};
pub use rule::{Effect, Level, Rule, SafetyEffect, Status};
pub use score::{Band, Score, ScoreItem};
pub use serialize::{AnswerValue, ById};
pub use table::{Id, Named, Table};
pub use treatment::{ClosePair, Decision, Sequence, Treatment};

/// To whom a text speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The person screening themselves.
    Client,
    /// An intake coordinator, asking on behalf of a client.
    Coordinator,
}

/// What stands in a text of the author for the number to call in an emergency, which depends on
/// where the person is.
pub const EMERGENCY_SLOT: &str = "{emergency}";

/// Whoever a text is said to: who they are, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listener<'a> {
    /// Who they are.
    pub audience: Audience,
    /// The number to call in an emergency there, such as `911`.
    pub emergency: &'a str,
}

impl Listener<'_> {
    /// The text as it is said: the number stands in its slot.
    #[must_use]
    pub fn hears(&self, text: &str) -> String {
        text.replace(EMERGENCY_SLOT, self.emergency)
    }
}

/// A text of the author, with the coordinator's wording where it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text as the person themselves reads it.
    pub own: String,
    /// The coordinator's wording, about the client.
    pub client: Option<String>,
}

impl Wording {
    /// A text that serves both.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        Self {
            own: text.into(),
            client: None,
        }
    }

    /// The wording for this listener, as it is said.
    #[must_use]
    pub fn said_to(&self, listener: Listener<'_>) -> String {
        listener.hears(self.for_audience(listener.audience))
    }

    /// The wording for this audience. Only labels and questions are said as they stand here: they
    /// have no slot.
    #[must_use]
    pub fn for_audience(&self, audience: Audience) -> &str {
        match (audience, &self.client) {
            (Audience::Coordinator, Some(client)) => client,
            _ => &self.own,
        }
    }
}

/// The whole set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionSet {
    /// The set's id.
    pub name: String,
    /// The author's version, such as `0.1.0`.
    pub version: String,
    /// The question the set answers.
    pub title: String,
    /// Words before the first question.
    pub intro: Option<Wording>,
    /// What is asked before the first question.
    pub privacy: Option<Privacy>,
    /// Who reviewed it, and when.
    pub reviewed: Reviewed,
    /// SHA-256 over the names and contents of all its files, in lower-case hexadecimal.
    pub digest: String,
    /// What is compared.
    pub treatments: Table<Treatment>,
    /// How points become a suggestion.
    pub decision: Decision,
    /// Questions to put to the provider.
    pub ask_provider: Vec<String>,
    /// Notices printed with every result, `consult` among them.
    pub notices: Vec<Notice>,
    /// Sections in the order they are asked.
    pub sections: Table<Section>,
    /// Questions in the order they are asked.
    pub questions: Table<Question>,
    /// Conditions with a name.
    pub conditions: Table<NamedCondition>,
    /// Sums over answers.
    pub scores: Table<Score>,
    /// Safety and fit rules, in the author's order.
    pub rules: Table<Rule>,
    /// Orders in time.
    pub sequences: Table<Sequence>,
    /// Where to call for help.
    pub regions: Table<Region>,
    /// What the rules rest on.
    pub sources: Table<Source>,
    /// What the author says must hold for all answers.
    pub guarantees: Table<Guarantee>,
    /// Worked cases.
    pub scenarios: Table<Scenario>,
}

impl QuestionSet {
    /// The region used where none was given.
    #[must_use]
    pub fn fallback_region(&self) -> Option<Id<Region>> {
        self.regions
            .iter()
            .find(|(_, region)| region.fallback)
            .map(|(id, _)| id)
    }

    /// Somebody who is in this region, or in the fallback where none is known.
    #[must_use]
    pub fn listener(&self, audience: Audience, region: Option<Id<Region>>) -> Listener<'_> {
        let region = region.or_else(|| self.fallback_region());
        Listener {
            audience,
            emergency: region.map_or(LOCAL_NUMBER, |id| &self.regions[id].emergency),
        }
    }
}

/// The number of a set that knows none.
pub const LOCAL_NUMBER: &str = "your local emergency number";

/// Whether it is safe to answer here and now. It is no question of the set: no rule reads the answer,
/// and nobody keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// The question, to be answered by yes or no.
    pub ask: Wording,
    /// Why it is asked.
    pub why: Wording,
    /// What is said after a no, in place of every other question.
    pub not_safe: Wording,
}

/// Who reviewed the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// A name, or words such as "nobody yet".
    pub by: String,
    /// The day, as `2026-11-21`.
    pub on: String,
}

/// A text printed with every result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The author's id.
    pub name: String,
    /// The notice.
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
