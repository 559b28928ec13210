//! The files as serde reads them: nothing is resolved or checked yet.
//!
//! Every struct denies unknown keys. None uses `untagged` or `flatten`, because with those serde
//! reports errors at the wrong line; in conditions, where the key decides the type of the value, a
//! visitor is used instead.

use serde::Deserialize;

pub(super) use crate::load::raw::condition::{RawCondition, RawEntry, RawRange, RawTest, Words};
pub(super) use crate::load::raw::entries::Entries;

mod condition;
mod entries;

/// The content of `set.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHead {
    pub(super) format: i64,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) intro: Option<String>,
    pub(super) intro_client: Option<String>,
    pub(super) privacy: Option<RawPrivacy>,
    pub(super) reviewed: RawReviewed,
    pub(super) treatments: Vec<RawTreatment>,
    pub(super) decision: RawDecision,
    #[serde(default)]
    pub(super) ask_provider: Vec<String>,
    pub(super) notices: Entries<String>,
    pub(super) sections: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPrivacy {
    pub(super) ask: String,
    pub(super) ask_client: Option<String>,
    pub(super) why: String,
    pub(super) why_client: Option<String>,
    pub(super) not_safe: String,
    pub(super) not_safe_client: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReviewed {
    pub(super) by: String,
    pub(super) on: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTreatment {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) evidence: String,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDecision {
    pub(super) minimum: i32,
    pub(super) close: i32,
    #[serde(default)]
    pub(super) close_pairs: Vec<RawClosePair>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClosePair {
    pub(super) between: Vec<String>,
    pub(super) within: i32,
}

/// The content of any file but `set.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawFile {
    pub(super) section: Option<RawSection>,
    pub(super) questions: Vec<RawQuestion>,
    pub(super) conditions: Entries<RawCondition>,
    pub(super) scores: Vec<RawScore>,
    pub(super) rules: Vec<RawRule>,
    pub(super) sequences: Vec<RawSequence>,
    pub(super) regions: Vec<RawRegion>,
    pub(super) sources: Vec<RawSource>,
    pub(super) guarantees: Vec<RawGuarantee>,
    pub(super) scenarios: Vec<RawScenario>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) title: String,
    pub(super) why: String,
    pub(super) why_client: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuestion {
    pub(super) id: String,
    pub(super) ask: String,
    pub(super) ask_client: Option<String>,
    pub(super) why: Option<String>,
    pub(super) why_client: Option<String>,
    pub(super) help: Option<String>,
    pub(super) help_client: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: RawKind,
    pub(super) options: Option<Entries<String>>,
    pub(super) options_client: Option<Entries<String>>,
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) unit: Option<String>,
    pub(super) unknown: Option<String>,
    pub(super) unknown_client: Option<String>,
    pub(super) declined: Option<String>,
    pub(super) declined_client: Option<String>,
    #[serde(default)]
    pub(super) optional: bool,
    pub(super) when: Option<RawCondition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawKind {
    YesNo,
    Choice,
    Choices,
    Number,
    Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the format")]
pub(super) struct RawRule {
    pub(super) id: String,
    pub(super) level: Option<RawLevel>,
    pub(super) points: Option<Entries<i32>>,
    pub(super) when: RawCondition,
    pub(super) because: String,
    pub(super) because_client: Option<String>,
    #[serde(rename = "do")]
    pub(super) action: Option<String>,
    #[serde(rename = "do_client")]
    pub(super) action_client: Option<String>,
    pub(super) clear_with: Option<String>,
    pub(super) treatments: Option<Vec<String>>,
    #[serde(default)]
    pub(super) crisis_lines: bool,
    #[serde(default)]
    pub(super) number_first: bool,
    #[serde(default)]
    pub(super) withhold: bool,
    #[serde(default)]
    pub(super) private: bool,
    pub(super) coordinator: Option<String>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawLevel {
    Emergency,
    Exclude,
    Clearance,
    Note,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScore {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) licence: Option<String>,
    pub(super) when: Option<RawCondition>,
    pub(super) items: Vec<String>,
    pub(super) values: Entries<i64>,
    pub(super) bands: Vec<RawBand>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBand {
    pub(super) from: i64,
    pub(super) label: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSequence {
    pub(super) id: String,
    pub(super) first: String,
    pub(super) then: String,
    pub(super) when: RawCondition,
    pub(super) because: String,
    pub(super) because_client: Option<String>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRegion {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) emergency: String,
    pub(super) lines: Vec<RawLine>,
    pub(super) checked_on: String,
    #[serde(default)]
    pub(super) fallback: bool,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLine {
    pub(super) name: String,
    pub(super) contact: String,
    pub(super) hours: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) year: Option<u16>,
    pub(super) url: Option<String>,
    pub(super) seen: RawSeen,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawSeen {
    Read,
    Memory,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGuarantee {
    pub(super) id: String,
    pub(super) says: Option<String>,
    pub(super) when: Option<RawCondition>,
    pub(super) then: Option<RawExpectation>,
    pub(super) possible: Option<RawExpectation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExpectation {
    pub(super) status: Option<RawStatus>,
    pub(super) at_least: Option<RawStatus>,
    pub(super) at_most: Option<RawStatus>,
    pub(super) suggests: Option<Vec<String>>,
    pub(super) suggests_some: Option<Vec<String>>,
    #[serde(default)]
    pub(super) never_suggests: Vec<String>,
    #[serde(default)]
    pub(super) findings: Vec<String>,
    #[serde(default)]
    pub(super) no_findings: Vec<String>,
    pub(super) crisis_lines: Option<bool>,
    pub(super) close: Option<Vec<String>>,
    pub(super) sequence: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawStatus {
    Emergency,
    NotSuitable,
    NeedsClearance,
    Suggestion,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScenario {
    pub(super) id: String,
    pub(super) about: Option<String>,
    pub(super) like: Option<String>,
    pub(super) region: Option<String>,
    /// Ignored here: answers are parsed from the tree, by the same code as answers files.
    #[serde(rename = "answers")]
    _answers: Option<serde::de::IgnoredAny>,
    pub(super) expect: RawExpectation,
}
