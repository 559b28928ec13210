//! In which ways a result is less or more cautious than before.
//!
//! Under the same status, a finding can be lost that another one hides: a clearance beside another
//! clearance, a note. Where the status itself is milder or graver, that says it already.

use super::diagram::{Diagram, Grown};
use super::diff::{Comparison, Matched};
use super::op::Op;
use super::shown::Shown;
use crate::engine::Outcome;
use crate::set::model::{Effect, Level, QuestionSet, Rule, Status};
use crate::set::table::Id;

/// In which direction a result changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// In some way less careful than before.
    LessCautious,
    /// In some way more careful than before, and in none less.
    MoreCautious,
    /// Neither: other treatments fit.
    Other,
}

impl Direction {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 3] = [Self::LessCautious, Self::MoreCautious, Self::Other];

    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LessCautious => "less_cautious",
            Self::MoreCautious => "more_cautious",
            Self::Other => "other",
        }
    }
}

/// Why a result is less or more cautious than before, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was an emergency.
    EmergencyLifted,
    /// Crisis lines are not shown any more.
    CrisisLinesLost,
    /// A treatment is suggested that was excluded.
    ExcludedSuggested,
    /// The status is milder, and it was no emergency.
    MilderStatus,
    /// Treatments were withheld and are not any more.
    NoLongerWithheld,
    /// Under the same status, an emergency finding is lost or milder.
    EmergencyFindingLost,
    /// Under the same status, an exclusion is lost or milder, and nothing graver.
    ExcludeFindingLost,
    /// Under the same status, a clearance is lost or milder, and nothing graver.
    ClearanceFindingLost,
    /// Under the same status, a note is lost or concerns fewer treatments, and nothing graver.
    NoteLost,
    /// The status is graver.
    GraverStatus,
    /// Crisis lines are shown that were not.
    CrisisLinesGained,
    /// A treatment was suggested that is excluded now.
    SuggestedExcluded,
    /// Treatments are withheld that were not.
    NowWithheld,
}

impl Reason {
    /// All of them, the worst first.
    pub const ALL: [Self; 13] = [
        Self::EmergencyLifted,
        Self::CrisisLinesLost,
        Self::ExcludedSuggested,
        Self::MilderStatus,
        Self::NoLongerWithheld,
        Self::EmergencyFindingLost,
        Self::ExcludeFindingLost,
        Self::ClearanceFindingLost,
        Self::NoteLost,
        Self::GraverStatus,
        Self::CrisisLinesGained,
        Self::SuggestedExcluded,
        Self::NowWithheld,
    ];

    /// The direction it speaks for.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::EmergencyLifted
            | Self::CrisisLinesLost
            | Self::ExcludedSuggested
            | Self::MilderStatus
            | Self::NoLongerWithheld
            | Self::EmergencyFindingLost
            | Self::ExcludeFindingLost
            | Self::ClearanceFindingLost
            | Self::NoteLost => Direction::LessCautious,
            Self::GraverStatus
            | Self::CrisisLinesGained
            | Self::SuggestedExcluded
            | Self::NowWithheld => Direction::MoreCautious,
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EmergencyLifted => "emergency_lifted",
            Self::CrisisLinesLost => "crisis_lines_lost",
            Self::ExcludedSuggested => "excluded_suggested",
            Self::MilderStatus => "milder_status",
            Self::NoLongerWithheld => "no_longer_withheld",
            Self::EmergencyFindingLost => "emergency_finding_lost",
            Self::ExcludeFindingLost => "exclude_finding_lost",
            Self::ClearanceFindingLost => "clearance_finding_lost",
            Self::NoteLost => "note_lost",
            Self::GraverStatus => "graver_status",
            Self::CrisisLinesGained => "crisis_lines_gained",
            Self::SuggestedExcluded => "suggested_excluded",
            Self::NowWithheld => "now_withheld",
        }
    }
}

/// What two results do not show by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unseen {
    /// A treatment was excluded and is suggested.
    pub(super) excluded_suggested: bool,
    /// A treatment was suggested and is excluded.
    pub(super) suggested_excluded: bool,
    /// The level of the gravest finding lost, from 1 for an emergency to 4; 0 if none is.
    pub(super) lost: usize,
}

/// The levels of lost findings, as [`Unseen`] counts them from 1.
const LEVELS: [(Level, Reason); 4] = [
    (Level::Emergency, Reason::EmergencyFindingLost),
    (Level::Exclude, Reason::ExcludeFindingLost),
    (Level::Clearance, Reason::ClearanceFindingLost),
    (Level::Note, Reason::NoteLost),
];

/// Every reason there is, the worst first.
pub(super) fn reasons(from: &Shown, to: &Shown, unseen: Unseen) -> Vec<Reason> {
    let may_name = |shown: &Shown| shown.status < Status::NotSuitable && !shown.withheld;
    let lines = (from.crisis_lines, to.crisis_lines);
    let milder = to.status < from.status;
    let lifted = milder && from.status == Status::Emergency;
    let found = [
        (Reason::EmergencyLifted, lifted),
        (Reason::CrisisLinesLost, lines == (true, false)),
        (Reason::ExcludedSuggested, unseen.excluded_suggested),
        (Reason::MilderStatus, milder && !lifted),
        (Reason::NoLongerWithheld, from.withheld && may_name(to)),
        (Reason::GraverStatus, to.status > from.status),
        (Reason::CrisisLinesGained, lines == (false, true)),
        (Reason::SuggestedExcluded, unseen.suggested_excluded),
        (Reason::NowWithheld, may_name(from) && to.withheld),
    ];
    let lost = unseen.lost.checked_sub(1).and_then(|at| LEVELS.get(at));
    let found = found.into_iter().filter(|(_, is_so)| *is_so);
    let mut reasons: Vec<Reason> = found.map(|(reason, _)| reason).collect();
    reasons.extend(lost.map(|(_, reason)| *reason));
    reasons.sort_unstable();
    reasons
}

/// Whether a rule of the new version that fires is as grave as the old one that it is: a safety rule
/// of at least that level, for at least those treatments.
fn as_grave(old: &Effect, new: &Effect, matched: &Matched) -> bool {
    let (Effect::Safety(old), Effect::Safety(new)) = (old, new) else {
        return false;
    };
    let mut treatments = matched.treatments.both.iter();
    new.level >= old.level && treatments.all(|&(was, is)| !old.concerns(was) || new.concerns(is))
}

/// The new rule that would have to fire for a finding of the old version not to be lost.
fn heir(
    (old, new): (&QuestionSet, &QuestionSet),
    matched: &Matched,
    rule: Id<Rule>,
) -> Option<Id<Rule>> {
    let heir = matched.rules.new_of(rule)?;
    as_grave(&old.rules[rule].effect, &new.rules[heir].effect, matched).then_some(heir)
}

/// The safety findings of the old outcome that are lost or milder in the new one.
pub(super) fn lost(
    sets: (&QuestionSet, &QuestionSet),
    matched: &Matched,
    (was, is): (&Outcome, &Outcome),
) -> Vec<Id<Rule>> {
    let found = was.findings.iter().map(|finding| finding.rule);
    let safety = found.filter(|&rule| sets.0.rules[rule].level().is_some());
    let lost = safety.filter(|&rule| !heir(sets, matched, rule).is_some_and(|it| is.found(it)));
    lost.collect()
}

impl Comparison<'_, '_> {
    /// Where, under the same status, a safety finding is lost or milder: the gravest, as [`Unseen`]
    /// has it.
    ///
    /// An emergency ends the interview, so nothing milder was looked for; and where it ends before a
    /// question that was asked, other emergencies may only not have come up.
    pub(super) fn findings_lost(&mut self, matched: &Matched) -> Grown<Diagram> {
        let sets = (self.common.old.set, self.common.new.set);
        let mut lost = Diagram::leaf(0);
        let mut graver = Diagram::NO;
        for (count, (level, _)) in (1..).zip(LEVELS) {
            let mut here = Diagram::NO;
            for (id, rule) in sets.0.rules.iter() {
                if rule.level() == Some(level) {
                    let gone = self.finding_gone(id, heir(sets, matched, id))?;
                    here = self.common.store.or(here, gone)?;
                }
            }
            here = if level == Level::Emergency {
                self.in_emergencies(here, matched)?
            } else {
                self.under_calm_status(here)?
            };
            let store = &mut self.common.store;
            let gravest = store.and_not(here, graver)?;
            graver = store.or(graver, here)?;
            let part = store.apply(Op::Gate, gravest, Diagram::leaf(count))?;
            lost = store.apply(Op::Add, lost, part)?;
        }
        Ok(lost)
    }

    /// Where a rule of the old version is found and its heir is not.
    fn finding_gone(&mut self, rule: Id<Rule>, heir: Option<Id<Rule>>) -> Grown<Diagram> {
        let (old, new) = (&self.common.old, &self.common.new);
        let store = &mut self.common.store;
        let was = old.outcomes.found(store, old.set, rule)?;
        let is = match heir {
            Some(heir) => new.outcomes.found(store, new.set, heir)?,
            None => Diagram::NO,
        };
        store.and_not(was, is)
    }

    /// Where this holds in an emergency of both versions, and the new interview asked what the old
    /// one did.
    fn in_emergencies(&mut self, lost: Diagram, matched: &Matched) -> Grown<Diagram> {
        let mut here = self.under(Status::Emergency, lost)?;
        for &(was, is) in &matched.questions.both {
            if here == Diagram::NO {
                break;
            }
            let (was, is) = (self.common.old.asked(was), self.common.new.asked(is));
            let unasked = self.common.store.and_not(was, is)?;
            here = self.common.store.and_not(here, unasked)?;
        }
        Ok(here)
    }

    /// Where this holds under the same status, which is no emergency.
    fn under_calm_status(&mut self, lost: Diagram) -> Grown<Diagram> {
        let calm = Status::ALL
            .into_iter()
            .filter(|it| *it != Status::Emergency);
        let mut here = Diagram::NO;
        for status in calm {
            let part = self.under(status, lost)?;
            here = self.common.store.or(here, part)?;
        }
        Ok(here)
    }

    fn under(&mut self, status: Status, lost: Diagram) -> Grown<Diagram> {
        let was = self.common.old.outcomes.status(status);
        let is = self.common.new.outcomes.status(status);
        let here = self.common.store.and(lost, was)?;
        self.common.store.and(here, is)
    }
}
