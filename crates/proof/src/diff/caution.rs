//! Classifies a change of a result as less cautious, more cautious or neither.

use treatfit_core::model::{Level, Status};

use crate::diff::visible_outcome::VisibleOutcome;

/// The direction in which a result changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Less careful than before in at least one way.
    LessCautious,
    /// More careful than before in at least one way, and less careful in none.
    MoreCautious,
    /// Neither: for example, other treatments fit.
    Other,
}

impl Direction {
    /// All variants, in the order of output.
    pub const ALL: [Self; 3] = [Self::LessCautious, Self::MoreCautious, Self::Other];

    /// Returns the word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LessCautious => "less_cautious",
            Self::MoreCautious => "more_cautious",
            Self::Other => "other",
        }
    }
}

/// Why a result is less or more cautious than before, the worst reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The status was emergency and no longer is.
    EmergencyLifted,
    /// Crisis lines are no longer shown.
    CrisisLinesLost,
    /// The emergency number no longer comes before the crisis lines.
    EmergencyNumberNoLongerFirst,
    /// A treatment that was excluded is suggested.
    ExcludedSuggested,
    /// The status is milder, and the old one was not emergency.
    MilderStatus,
    /// Treatments were withheld and may now be named.
    NoLongerWithheld,
    /// Under the same status, an emergency finding is lost or milder.
    EmergencyFindingLost,
    /// Under the same status, an exclusion is lost or milder, and no graver finding is.
    ExcludeFindingLost,
    /// Under the same status, a clearance is lost or milder, and no graver finding is.
    ClearanceFindingLost,
    /// Under the same status, a note is lost or concerns fewer treatments, and no graver finding is
    /// lost.
    NoteLost,
    /// An answer that was kept out of a client's result is no longer kept out of it.
    PrivacyLost,
    /// The status is graver.
    GraverStatus,
    /// Crisis lines are shown that were not shown before.
    CrisisLinesGained,
    /// The emergency number now comes before the crisis lines.
    EmergencyNumberFirst,
    /// A treatment that was suggested is excluded.
    SuggestedExcluded,
    /// Treatments that could be named are withheld.
    NowWithheld,
}

impl Reason {
    /// All variants, the worst first.
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

    /// Returns the direction this reason speaks for.
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

    /// Returns the word used in JSON.
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

/// The part of a change that the two visible outcomes do not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HiddenChange {
    /// A treatment that was excluded is suggested.
    pub(crate) excluded_suggested: bool,
    /// A treatment that was suggested is excluded.
    pub(crate) suggested_excluded: bool,
    /// An answer that was private no longer is.
    pub(crate) privacy_lost: bool,
    /// The gravest lost finding: 0 if there is none, else its position in [`LOST_LEVELS`] plus 1.
    pub(crate) gravest_lost: usize,
}

/// The levels of lost findings, gravest first, with the reason each gives.
pub(crate) const LOST_LEVELS: [(Level, Reason); 4] = [
    (Level::Emergency, Reason::EmergencyFindingLost),
    (Level::Exclude, Reason::ExcludeFindingLost),
    (Level::Clearance, Reason::ClearanceFindingLost),
    (Level::Note, Reason::NoteLost),
];

/// Returns every reason that applies to a change, the worst first.
pub(crate) fn reasons(
    from: &VisibleOutcome,
    to: &VisibleOutcome,
    hidden: HiddenChange,
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
        (Reason::ExcludedSuggested, hidden.excluded_suggested),
        (Reason::MilderStatus, milder && !lifted),
        (Reason::NoLongerWithheld, from.withheld && may_name(to)),
        (Reason::PrivacyLost, hidden.privacy_lost),
        (Reason::GraverStatus, to.status > from.status),
        (Reason::CrisisLinesGained, lines == (false, true)),
        (
            Reason::EmergencyNumberFirst,
            !raised && number == (false, true),
        ),
        (Reason::SuggestedExcluded, hidden.suggested_excluded),
        (Reason::NowWithheld, may_name(from) && to.withheld),
    ];
    let lost = hidden
        .gravest_lost
        .checked_sub(1)
        .and_then(|at| LOST_LEVELS.get(at));
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

    /// Returns the reasons where nothing hidden changes except the lost finding.
    fn why(from: &VisibleOutcome, to: &VisibleOutcome, gravest_lost: usize) -> Vec<Reason> {
        let hidden = HiddenChange {
            excluded_suggested: false,
            suggested_excluded: false,
            privacy_lost: false,
            gravest_lost,
        };
        reasons(from, to, hidden)
    }

    #[test]
    fn reasons_are_sorted_with_less_cautious_ones_first() {
        assert!(Reason::ALL.is_sorted());
        assert!(Reason::ALL.map(Reason::direction).is_sorted());
        assert!(Direction::ALL.is_sorted());
    }

    #[test]
    fn changes_of_status_crisis_lines_and_withholding_give_reasons_in_both_directions() {
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
            // Where no treatment may be named anyway, withholding makes no difference.
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
    fn the_reason_for_a_lost_finding_depends_on_its_level() {
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
