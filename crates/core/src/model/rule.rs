//! Rules, and how grave what they find can be.

use serde::Serialize;

use crate::model::{Condition, Id, Source, Treatment, Wording};

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
    /// Whether the answers it reads are left out of a client's result: somebody may read along.
    pub private: bool,
    /// What it rests on; never empty.
    pub sources: Vec<Id<Source>>,
}

impl Rule {
    /// What a safety rule does, `None` for a fit rule.
    #[must_use]
    pub const fn safety(&self) -> Option<&SafetyEffect> {
        match &self.effect {
            Effect::Safety(safety) => Some(safety),
            Effect::Fit(_) => None,
        }
    }

    /// The level of a safety rule, `None` for a fit rule.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.safety().map(|safety| safety.level)
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
    /// Whether the emergency number is shown, before any crisis line, although it may be no emergency.
    pub number_first: bool,
    /// Whether no treatment is named at all. Only with [`Level::Clearance`] or [`Level::Note`], for
    /// all treatments.
    pub withhold: bool,
    /// With whom to clear it.
    pub clear_with: Option<String>,
}

impl SafetyEffect {
    /// Whether the emergency number comes before any crisis line: whom it finds needs an ambulance,
    /// not somebody to talk to, or may need one.
    #[must_use]
    pub fn emergency_first(&self) -> bool {
        self.number_first || (self.level == Level::Emergency && !self.crisis_lines)
    }

    /// Whether it says at the moment of the answer whom to call.
    #[must_use]
    pub fn alerts(&self) -> bool {
        self.crisis_lines || self.number_first || self.level == Level::Emergency
    }

    /// Whether a rule of this level may withhold: the graver ones name no treatment anyway.
    #[must_use]
    pub const fn may_withhold(level: Level) -> bool {
        match level {
            Level::Note | Level::Clearance => true,
            Level::Exclude | Level::Emergency => false,
        }
    }

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
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
