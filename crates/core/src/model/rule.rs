//! Rules with their effects, and the severity scales of rules and outcomes.

use crate::model::{Condition, Id, Level, Source, Treatment, Wording};

/// A rule: condition, effect, reason and sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The author's id.
    pub name: String,
    /// When it fires.
    pub when: Condition,
    /// What it does when it fires.
    pub effect: Effect,
    /// The reason, as a sentence for the person.
    pub because: Wording,
    /// What the person should do.
    pub action: Option<Wording>,
    /// What the coordinator should do now.
    pub coordinator: Option<String>,
    /// Whether the answers it reads are left out of a client's result, because somebody else may
    /// see the screen.
    pub private: bool,
    /// The sources it cites; never empty in a loaded set.
    pub sources: Vec<Id<Source>>,
}

impl Rule {
    /// Returns the effect of a safety rule; `None` for a fit rule.
    #[must_use]
    pub const fn safety(&self) -> Option<&SafetyEffect> {
        match &self.effect {
            Effect::Safety(safety) => Some(safety),
            Effect::Fit(_) => None,
        }
    }

    /// Returns the level of a safety rule; `None` for a fit rule.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.safety().map(|safety| safety.level)
    }
}

/// The effect of a rule that fires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A safety rule.
    Safety(SafetyEffect),
    /// A fit rule: points for (positive) or against (negative) treatments.
    Fit(Vec<(Id<Treatment>, i32)>),
}

/// The effect of a safety rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafetyEffect {
    /// The severity.
    pub level: Level,
    /// The treatments it concerns; `None` for all. An emergency always concerns all.
    pub treatments: Option<Vec<Id<Treatment>>>,
    /// Whether the region's crisis lines are shown.
    pub crisis_lines: bool,
    /// Whether the emergency number is shown, before any crisis line. Allowed at every level, not
    /// only for an emergency.
    pub number_first: bool,
    /// Whether no treatment may be named at all. Only for rules of [`Level::Clearance`] or
    /// [`Level::Note`] that concern all treatments.
    pub withhold: bool,
    /// The person who can clear it, such as "a heart doctor".
    pub clear_with: Option<String>,
}

impl SafetyEffect {
    /// Returns whether the emergency number comes before any crisis line: the person needs, or may
    /// need, an ambulance rather than a conversation.
    #[must_use]
    pub fn emergency_first(&self) -> bool {
        self.number_first || (self.level == Level::Emergency && !self.crisis_lines)
    }

    /// Returns whether the interview must show whom to call as soon as the rule fires.
    #[must_use]
    pub fn alerts(&self) -> bool {
        self.crisis_lines || self.number_first || self.level == Level::Emergency
    }

    /// Returns whether a rule of this level may set `withhold`. The more severe levels do not need
    /// it: a rule of such a level that concerns all treatments already leads to a status that names
    /// none.
    #[must_use]
    pub const fn may_withhold(level: Level) -> bool {
        match level {
            Level::Note | Level::Clearance => true,
            Level::Exclude | Level::Emergency => false,
        }
    }

    /// Returns whether it concerns this treatment.
    #[must_use]
    pub fn concerns(&self, treatment: Id<Treatment>) -> bool {
        self.treatments
            .as_ref()
            .is_none_or(|named| named.contains(&treatment))
    }
}
