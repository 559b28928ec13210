//! A checked question set: every reference resolved, every text clean, nothing contradictory.
//!
//! Only [`super::load`] makes one. The engine, the interview, the reports and the proofs read it
//! and never change it.

use super::expectation::Expectation;
use super::options::{AnswerOption, OptionRole, OptionSet};
use super::table::{Id, Named, Table};
use crate::engine::answers::Answers;

/// To whom a text speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The person screening themselves.
    Client,
    /// An intake coordinator, asking on behalf of a client.
    Coordinator,
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

    /// The wording for this audience.
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
}

/// Who reviewed the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// A name, or words such as "nobody yet".
    pub by: String,
    /// The day, as `2026-11-21`.
    pub on: String,
}

/// One of the styles compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// The author's id.
    pub name: String,
    /// What it is called in a result.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// What can honestly be said of how well it works.
    pub evidence: String,
    /// What the evidence line rests on.
    pub sources: Vec<Id<Source>>,
}

/// How points become a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// With fewer points than this, the best does not stand out.
    pub minimum: i32,
    /// Treatments within this many points of the best are equally good.
    pub close: i32,
    /// Wider bands, where one of the two is best.
    pub close_pairs: Vec<ClosePair>,
}

impl Decision {
    /// How many points `other` may lie behind `best` and still be equally good.
    #[must_use]
    pub fn band(&self, best: Id<Treatment>, other: Id<Treatment>) -> i32 {
        self.close_pairs
            .iter()
            .filter(|pair| pair.between == [best, other] || pair.between == [other, best])
            .map(|pair| pair.within)
            .fold(self.close, i32::max)
    }
}

/// A band of its own for two treatments that are hard to tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosePair {
    /// The two.
    pub between: [Id<Treatment>; 2],
    /// The band, in points.
    pub within: i32,
}

/// A text printed with every result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The author's id.
    pub name: String,
    /// The notice.
    pub text: String,
}

/// A group of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The file's name without `.yaml`.
    pub name: String,
    /// The heading.
    pub title: String,
    /// A line on why these questions are asked.
    pub why: Wording,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The author's id.
    pub name: String,
    /// The section it stands in.
    pub section: Id<Section>,
    /// The question itself.
    pub ask: Wording,
    /// Why it is asked.
    pub why: Option<Wording>,
    /// How to answer it.
    pub help: Option<Wording>,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Every option offered, in order: the author's, then `unknown`, then `declined`.
    pub options: Vec<AnswerOption>,
    /// Whether it may be skipped.
    pub optional: bool,
    /// When it is asked; always, if there is no condition. Reads earlier questions only.
    pub when: Option<Condition>,
    /// Who reads its answer.
    pub readers: Readers,
}

impl Question {
    /// The options with one of these roles.
    #[must_use]
    pub fn options_where(&self, test: impl Fn(OptionRole) -> bool) -> OptionSet {
        self.options
            .iter()
            .enumerate()
            .filter(|(_, option)| test(option.role))
            .map(|(position, _)| position)
            .collect()
    }

    /// The position of the option with this id.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<usize> {
        self.options.iter().position(|option| option.name == name)
    }
}

/// What kind of answer a question takes, besides its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `yes` or `no`, which are its first two options.
    YesNo,
    /// Exactly one option.
    Choice,
    /// At least one option; an exclusive one only alone.
    Choices,
    /// A whole number between two bounds, both allowed.
    Number {
        /// The lowest answer.
        min: i64,
        /// The highest answer.
        max: i64,
        /// What it counts, such as `mmHg`.
        unit: Option<String>,
    },
    /// A line of free text, which no rule reads.
    Text,
}

/// Who reads the answer to a question; worked out when the set is checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readers {
    /// An `emergency`, `exclude` or `clearance` rule reads it, itself or through the `when` of
    /// another safety question.
    pub safety: bool,
    /// Fit rules or sequences read it and nothing else does, neither a safety rule of any level
    /// nor a score, not even through the `when` of a question they read.
    pub fit_only: bool,
    /// The `emergency` and `exclude` rules that read it: those that can end the interview or
    /// shorten it.
    pub stopping: Vec<Id<Rule>>,
}

/// A condition on answers. An empty `All` holds, an empty `Any` does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The named condition holds.
    Is(Id<NamedCondition>),
    /// The answer includes any of these options.
    AnyOf {
        /// The question read.
        question: Id<Question>,
        /// The options looked for.
        options: OptionSet,
    },
    /// The answer includes all of these options.
    AllOf {
        /// The question read.
        question: Id<Question>,
        /// The options looked for.
        options: OptionSet,
    },
    /// The number lies in the range.
    Number {
        /// The question read.
        question: Id<Question>,
        /// Where it must lie.
        range: Range,
    },
    /// The score lies in the range.
    Score {
        /// The score read.
        score: Id<Score>,
        /// Where it must lie.
        range: Range,
    },
}

/// Whole numbers from `min` to `max`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The lowest.
    pub min: i64,
    /// The highest.
    pub max: i64,
}

impl Range {
    /// Whether the number lies in it.
    #[must_use]
    pub const fn contains(self, number: i64) -> bool {
        self.min <= number && number <= self.max
    }
}

/// A condition with a name. It uses no later named condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCondition {
    /// The author's id.
    pub name: String,
    /// What it stands for.
    pub condition: Condition,
}

/// A sum over the answers to some questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The author's id.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it measures.
    pub about: String,
    /// The notice its owners ask for.
    pub licence: Option<String>,
    /// When there is a score at all; always, if there is no condition.
    pub when: Option<Condition>,
    /// The questions added up.
    pub items: Vec<ScoreItem>,
    /// Bands, lowest first; the first starts at the lowest sum there can be.
    pub bands: Vec<Band>,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}

impl Score {
    /// The highest sum there can be, in points.
    #[must_use]
    pub fn highest(&self) -> i64 {
        self.items
            .iter()
            .map(|item| item.points.iter().flatten().copied().max().unwrap_or(0))
            .sum()
    }
}

/// A question that a score adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreItem {
    /// The question, with one option as its answer.
    pub question: Id<Question>,
    /// Points by option position; `None` where the option gives no score.
    pub points: Vec<Option<i64>>,
}

/// A range of a score with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lowest sum in it.
    pub from: i64,
    /// What it is called.
    pub label: String,
}

/// A rule: condition, effect, reason and sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The author's id.
    pub name: String,
    /// When it fires.
    pub when: Condition,
    /// What it does.
    pub effect: Effect,
    /// The reason.
    pub because: Wording,
    /// What to do.
    pub action: Option<Wording>,
    /// What the coordinator does now.
    pub coordinator: Option<String>,
    /// What it rests on; never empty.
    pub sources: Vec<Id<Source>>,
}

impl Rule {
    /// The level of a safety rule, `None` for a fit rule.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match &self.effect {
            Effect::Safety(safety) => Some(safety.level),
            Effect::Fit(_) => None,
        }
    }
}

/// What a rule does when it fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A safety rule.
    Safety(SafetyEffect),
    /// A fit rule: points for (positive) or against (negative) treatments.
    Fit(Vec<(Id<Treatment>, i32)>),
}

/// What a safety rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyEffect {
    /// How grave it is.
    pub level: Level,
    /// The treatments it concerns; `None` for all. An emergency concerns all.
    pub treatments: Option<Vec<Id<Treatment>>>,
    /// Whether the region's crisis lines are shown.
    pub crisis_lines: bool,
    /// Whether no treatment is named at all. Only with [`Level::Clearance`] for all treatments.
    pub withhold: bool,
    /// With whom to clear it.
    pub clear_with: Option<String>,
}

impl SafetyEffect {
    /// Whether it concerns this treatment.
    #[must_use]
    pub fn concerns(&self, treatment: Id<Treatment>) -> bool {
        self.treatments
            .as_ref()
            .is_none_or(|named| named.contains(&treatment))
    }
}

/// The level of a safety rule, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// A clinician first.
    Clearance,
    /// Not suitable without a physician.
    Exclude,
    /// Help now.
    Emergency,
}

impl Level {
    /// The word used in YAML and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Clearance => "clearance",
            Self::Exclude => "exclude",
            Self::Emergency => "emergency",
        }
    }
}

/// The status of an outcome, mildest first, so that the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A suggestion, or honestly that nothing stands out.
    Suggestion,
    /// A clinician has to clear something first.
    NeedsClearance,
    /// Not suitable without a physician.
    NotSuitable,
    /// Help now.
    Emergency,
}

impl Status {
    /// All of them, mildest first.
    pub const ALL: [Self; 4] = [
        Self::Suggestion,
        Self::NeedsClearance,
        Self::NotSuitable,
        Self::Emergency,
    ];

    /// The word used in YAML and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::NeedsClearance => "needs_clearance",
            Self::NotSuitable => "not_suitable",
            Self::Emergency => "emergency",
        }
    }
}

/// An order in time of two treatments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// The author's id.
    pub name: String,
    /// What comes first.
    pub first: Id<Treatment>,
    /// What follows.
    pub then: Id<Treatment>,
    /// When it holds.
    pub when: Condition,
    /// The reason.
    pub because: Wording,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}

/// Where to call for help in one part of the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The author's id.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The emergency number.
    pub emergency: String,
    /// Crisis lines.
    pub lines: Vec<CrisisLine>,
    /// The day the numbers were last checked, as `2026-11-21`.
    pub checked_on: String,
    /// Whether it is used where no region was given.
    pub fallback: bool,
    /// What it rests on.
    pub sources: Vec<Id<Source>>,
}

/// Somebody to call or write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrisisLine {
    /// Who answers.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// When they answer.
    pub hours: Option<String>,
}

/// What rules rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The author's id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The year it appeared.
    pub year: Option<u16>,
    /// Where to find it.
    pub url: Option<String>,
    /// How the author knows it.
    pub seen: Seen,
}

/// How the author knows a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// It was read.
    Read,
    /// From memory, to be checked.
    Memory,
}

/// What must hold for every possible answer set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarantee {
    /// The author's id.
    pub name: String,
    /// It, in a sentence.
    pub says: Option<String>,
    /// Which answer sets it speaks of; all, if there is no condition.
    pub when: Option<Condition>,
    /// What must hold.
    pub claim: Claim,
}

/// What a guarantee claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Every answer set it speaks of meets the expectation.
    Always(Expectation),
    /// Some answer set it speaks of meets the expectation.
    Possible(Expectation),
}

/// A worked case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The author's id.
    pub name: String,
    /// What it is about.
    pub about: Option<String>,
    /// The file it stands in, relative to the set's folder.
    pub file: String,
    /// The line it starts on, from 1.
    pub line: usize,
    /// Its answers, those taken over with `like` included.
    pub answers: Answers,
    /// What must come out.
    pub expect: Expectation,
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
