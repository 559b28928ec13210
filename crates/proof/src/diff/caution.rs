//! In which ways a result is less or more cautious than before.

use treatfit_core::model::{Level, Status};

use crate::diff::visible_outcome::VisibleOutcome;

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
    /// In an emergency, the emergency number does not come before the crisis lines any more.
    EmergencyNumberNoLongerFirst,
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
    /// An answer that was kept from a client's result is not kept from it any more.
    PrivacyLost,
    /// The status is graver.
    GraverStatus,
    /// Crisis lines are shown that were not.
    CrisisLinesGained,
    /// In an emergency, the emergency number comes before the crisis lines now.
    EmergencyNumberFirst,
    /// A treatment was suggested that is excluded now.
    SuggestedExcluded,
    /// Treatments are withheld that were not.
    NowWithheld,
}

impl Reason {
    /// All of them, the worst first.
    pub const ALL: [Self; 16] = [
        Self::EmergencyLifted,
        Self::CrisisLinesLost,
        Self::EmergencyNumberNoLongerFirst,
        Self::ExcludedSuggested,
        Self::MilderStatus,
        Self::NoLongerWithheld,
        Self::EmergencyFindingLost,
        Self::ExcludeFindingLost,
        Self::ClearanceFindingLost,
        Self::NoteLost,
        Self::PrivacyLost,
        Self::GraverStatus,
        Self::CrisisLinesGained,
        Self::EmergencyNumberFirst,
        Self::SuggestedExcluded,
        Self::NowWithheld,
    ];

    /// The direction it speaks for.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::EmergencyLifted
            | Self::CrisisLinesLost
            | Self::EmergencyNumberNoLongerFirst
            | Self::ExcludedSuggested
            | Self::MilderStatus
            | Self::NoLongerWithheld
            | Self::EmergencyFindingLost
            | Self::ExcludeFindingLost
            | Self::ClearanceFindingLost
            | Self::NoteLost
            | Self::PrivacyLost => Direction::LessCautious,
            Self::GraverStatus
            | Self::CrisisLinesGained
            | Self::EmergencyNumberFirst
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
            Self::EmergencyNumberNoLongerFirst => "emergency_number_no_longer_first",
            Self::ExcludedSuggested => "excluded_suggested",
            Self::MilderStatus => "milder_status",
            Self::NoLongerWithheld => "no_longer_withheld",
            Self::EmergencyFindingLost => "emergency_finding_lost",
            Self::ExcludeFindingLost => "exclude_finding_lost",
            Self::ClearanceFindingLost => "clearance_finding_lost",
            Self::NoteLost => "note_lost",
            Self::PrivacyLost => "privacy_lost",
            Self::GraverStatus => "graver_status",
            Self::CrisisLinesGained => "crisis_lines_gained",
            Self::EmergencyNumberFirst => "emergency_number_first",
            Self::SuggestedExcluded => "suggested_excluded",
            Self::NowWithheld => "now_withheld",
        }
    }
}

/// What two results do not show by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HiddenChange {
    /// A treatment was excluded and is suggested.
    pub(crate) excluded_suggested: bool,
    /// A treatment was suggested and is excluded.
    pub(crate) suggested_excluded: bool,
    /// An answer that was private is not any more.
    pub(crate) privacy_lost: bool,
    /// The level of the gravest finding lost, from 1 for an emergency to 4; 0 if none is.
    pub(crate) lost: usize,
}

/// The levels of lost findings, as [`HiddenChange`] counts them from 1.
pub(crate) const LEVELS: [(Level, Reason); 4] = [
    (Level::Emergency, Reason::EmergencyFindingLost),
    (Level::Exclude, Reason::ExcludeFindingLost),
    (Level::Clearance, Reason::ClearanceFindingLost),
    (Level::Note, Reason::NoteLost),
];

/// Every reason there is, the worst first.
pub(crate) fn reasons(
    from: &VisibleOutcome,
    to: &VisibleOutcome,
    unseen: HiddenChange,
) -> Vec<Reason> {
    let may_name = |shown: &VisibleOutcome| shown.status < Status::NotSuitable && !shown.withheld;
    let lines = (from.crisis_lines, to.crisis_lines);
    let milder = to.status < from.status;
    let lifted = milder && from.status == Status::Emergency;
    let raised = from.status < to.status && to.status == Status::Emergency;
    let number = (from.emergency_first, to.emergency_first);
    let found = [
        (Reason::EmergencyLifted, lifted),
        (Reason::CrisisLinesLost, lines == (true, false)),
        (
            Reason::EmergencyNumberNoLongerFirst,
            !lifted && number == (true, false),
        ),
        (Reason::ExcludedSuggested, unseen.excluded_suggested),
        (Reason::MilderStatus, milder && !lifted),
        (Reason::NoLongerWithheld, from.withheld && may_name(to)),
        (Reason::PrivacyLost, unseen.privacy_lost),
        (Reason::GraverStatus, to.status > from.status),
        (Reason::CrisisLinesGained, lines == (false, true)),
        (
            Reason::EmergencyNumberFirst,
            !raised && number == (false, true),
        ),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(status: Status, withheld: bool, crisis_lines: bool) -> VisibleOutcome {
        VisibleOutcome {
            status,
            withheld,
            crisis_lines,
            emergency_first: status == Status::Emergency && !crisis_lines,
            suggested: Vec::new(),
            order: None,
        }
    }

    /// The reasons where nothing unseen changes but the finding lost.
    fn why(from: &VisibleOutcome, to: &VisibleOutcome, lost: usize) -> Vec<Reason> {
        let unseen = HiddenChange {
            excluded_suggested: false,
            suggested_excluded: false,
            privacy_lost: false,
            lost,
        };
        reasons(from, to, unseen)
    }

    #[test]
    fn all_reasons_stand_in_their_order_less_cautious_first() {
        assert!(Reason::ALL.is_sorted());
        assert!(Reason::ALL.map(Reason::direction).is_sorted());
        assert!(Direction::ALL.is_sorted());
    }

    #[test]
    fn a_status_a_line_and_a_withheld_treatment_are_noticed_both_ways() {
        use Status::{Emergency, NeedsClearance, NotSuitable, Suggestion};
        let plain = |status| shown(status, false, false);
        for (from, to, there, back) in [
            (
                plain(Emergency),
                plain(NotSuitable),
                vec![Reason::EmergencyLifted],
                vec![Reason::GraverStatus],
            ),
            (
                plain(NotSuitable),
                plain(Suggestion),
                vec![Reason::MilderStatus],
                vec![Reason::GraverStatus],
            ),
            (
                shown(Suggestion, false, true),
                plain(Suggestion),
                vec![Reason::CrisisLinesLost],
                vec![Reason::CrisisLinesGained],
            ),
            (
                plain(Emergency),
                shown(Emergency, false, true),
                vec![
                    Reason::EmergencyNumberNoLongerFirst,
                    Reason::CrisisLinesGained,
                ],
                vec![Reason::CrisisLinesLost, Reason::EmergencyNumberFirst],
            ),
            (
                shown(NeedsClearance, true, false),
                plain(NeedsClearance),
                vec![Reason::NoLongerWithheld],
                vec![Reason::NowWithheld],
            ),
            // Where no treatment may be named anyway, none is held back.
            (
                shown(NeedsClearance, true, false),
                plain(NotSuitable),
                vec![Reason::GraverStatus],
                vec![Reason::MilderStatus],
            ),
        ] {
            assert_eq!(why(&from, &to, 0), there, "{from:?} {to:?}");
            assert_eq!(why(&to, &from, 0), back, "{to:?} {from:?}");
        }
    }

    #[test]
    fn a_finding_lost_is_told_by_its_level() {
        let same = shown(Status::NeedsClearance, false, false);
        for (lost, reason) in [
            (1, Reason::EmergencyFindingLost),
            (2, Reason::ExcludeFindingLost),
            (3, Reason::ClearanceFindingLost),
            (4, Reason::NoteLost),
        ] {
            assert_eq!(why(&same, &same, lost), [reason]);
        }
        assert_eq!(why(&same, &same, 0), []);
    }
}
