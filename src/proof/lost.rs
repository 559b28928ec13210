//! Safety findings that the new version of a set loses.
//!
//! Under the same status, a finding can be lost that another one hides: a clearance beside another
//! clearance, a note. Where the status itself is milder or graver, that says it already.

use super::caution::LEVELS;
use super::diagram::{Diagram, Grown};
use super::diff::{Comparison, Matched};
use super::op::Op;
use crate::engine::Outcome;
use crate::set::model::{Effect, Level, QuestionSet, Rule, Status};
use crate::set::table::Id;

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
    /// Where, under the same status, a safety finding is lost or milder: the place of the
    /// gravest among [`LEVELS`], from 1.
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
