//! What the new version of a set loses: safety findings, and privacy.
//!
//! Under the same status, a finding can be lost that another one hides: a clearance beside another
//! clearance, a note. Where the status itself is milder or graver, that says it already; and what a
//! graver finding on the same answers takes over is not lost.

use treatfit_core::model::{Effect, Id, Outcome, QuestionSet, Rule, Status};

use crate::diff::caution::LEVELS;
use crate::diff::condition_key::spelled;
use crate::diff::joint_space::JointSpace;
use crate::diff::{Comparison, Matching};
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Whether a rule of the new version that fires is as grave as the old one that it is: a safety rule
/// of at least that level, for at least those treatments.
fn as_grave(old: &Effect, new: &Effect, matched: &Matching) -> bool {
    let (Effect::Safety(old), Effect::Safety(new)) = (old, new) else {
        return false;
    };
    let mut treatments = matched.treatments.both.iter();
    new.level >= old.level && treatments.all(|&(was, is)| !old.concerns(was) || new.concerns(is))
}

/// The new rule that would have to fire for a finding of the old version not to be lost.
fn heir(
    (old, new): (&QuestionSet, &QuestionSet),
    matched: &Matching,
    rule: Id<Rule>,
) -> Option<Id<Rule>> {
    let heir = matched.rules.new_of(rule)?;
    as_grave(&old.rules[rule].effect, &new.rules[heir].effect, matched).then_some(heir)
}

/// The safety findings of the old outcome that are lost or milder in the new one.
pub(crate) fn lost(
    sets: (&QuestionSet, &QuestionSet),
    matched: &Matching,
    (was, is): (&Outcome, &Outcome),
) -> Vec<Id<Rule>> {
    let found = was.findings.iter().map(|finding| finding.rule);
    let safety = found.filter(|&rule| sets.0.rules[rule].level().is_some());
    let lost = safety.filter(|&rule| !heir(sets, matched, rule).is_some_and(|it| is.found(it)));
    lost.collect()
}

/// Where safety findings are lost or milder.
pub(crate) struct LostFindings {
    /// Under the same status: the place of the gravest among [`LEVELS`], from 1.
    pub(crate) gravest: Diagram,
    /// Under any status and for whatever reason, also where the new interview has only ended before
    /// it came to them.
    pub(crate) any: Diagram,
}

impl Comparison<'_, '_> {
    /// Where safety findings are lost or milder.
    pub(crate) fn findings_lost(&mut self, matched: &Matching) -> WithinBudget<LostFindings> {
        let sets = (self.common.old.set, self.common.new.set);
        let mut lost = Diagram::terminal(0);
        let mut graver = Diagram::NO;
        let mut any = Diagram::NO;
        for (count, (level, _)) in (1..).zip(LEVELS) {
            let mut here = Diagram::NO;
            for (id, rule) in sets.0.rules.iter() {
                if rule.level() == Some(level) {
                    let heir = heir(sets, matched, id);
                    let gone = self.finding_gone(id, heir)?;
                    any = self.common.store.or(any, gone)?;
                    let gone = self.under_same_status(gone, (id, heir), matched)?;
                    here = self.common.store.or(here, gone)?;
                }
            }
            let store = &mut self.common.store;
            let gravest = store.and_not(here, graver)?;
            graver = store.or(graver, here)?;
            let part = store.apply(Op::Gate, gravest, Diagram::terminal(count))?;
            lost = store.apply(Op::Add, lost, part)?;
        }
        Ok(LostFindings { gravest: lost, any })
    }

    /// Where an answer that was kept from a client's result, as a private rule reads it, is given and
    /// not kept from it any more.
    pub(crate) fn privacy_lost(&mut self, matched: &Matching) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.common;
        let private = new.set.private_questions();
        let mut lost = Diagram::NO;
        for question in old.set.private_questions() {
            let heir = matched.questions.new_of(question);
            if let Some(heir) = heir.filter(|heir| !private.contains(heir)) {
                let given = store.and(old.asked(question), new.asked(heir))?;
                lost = store.or(lost, given)?;
            }
        }
        Ok(lost)
    }

    /// Where a rule of the old version is found and its heir is not.
    fn finding_gone(&mut self, rule: Id<Rule>, heir: Option<Id<Rule>>) -> WithinBudget<Diagram> {
        let (old, new) = (&self.common.old, &self.common.new);
        let store = &mut self.common.store;
        let was = old.outcomes.found(store, old.set, rule)?;
        let is = match heir {
            Some(heir) => new.outcomes.found(store, new.set, heir)?,
            None => Diagram::NO,
        };
        store.and_not(was, is)
    }

    /// Where this finding is gone under the same status, and not only for want of asking.
    fn under_same_status(
        &mut self,
        gone: Diagram,
        (rule, heir): (Id<Rule>, Option<Id<Rule>>),
        matched: &Matching,
    ) -> WithinBudget<Diagram> {
        if gone == Diagram::NO {
            return Ok(gone);
        }
        let gone = self.not_taken_over(gone, rule, matched)?;
        let mut here = Diagram::NO;
        for status in Status::ALL {
            let mut part = self.under(status, gone)?;
            if status == Status::Emergency && heir.is_some_and(|heir| self.reads_alike(rule, heir))
            {
                part = self.not_for_want_of_asking(part, rule, matched)?;
            }
            here = self.common.store.or(here, part)?;
        }
        Ok(here)
    }

    /// Without where a graver rule that looks at the same has newly come in its place: where a limit
    /// is drawn tighter, an exclusion takes over from a clearance.
    fn not_taken_over(
        &mut self,
        gone: Diagram,
        rule: Id<Rule>,
        matched: &Matching,
    ) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.common;
        let lost = &old.set.rules[rule];
        let read = old.set.reads(&lost.when).into_iter();
        let read: Vec<_> = read.filter_map(|it| matched.questions.new_of(it)).collect();
        let mut here = gone;
        for (id, graver) in new.set.rules.iter() {
            let takes_over = graver.level() > lost.level()
                && as_grave(&lost.effect, &graver.effect, matched)
                && new
                    .set
                    .reads(&graver.when)
                    .iter()
                    .any(|it| read.contains(it));
            if takes_over {
                let is = new.outcomes.found(store, new.set, id)?;
                let was = match matched.rules.old_of(id) {
                    Some(was) => old.outcomes.found(store, old.set, was)?,
                    None => Diagram::NO,
                };
                let gained = store.and_not(is, was)?;
                here = store.and_not(here, gained)?;
            }
        }
        Ok(here)
    }

    /// Whether a rule has the same condition in both versions.
    fn reads_alike(&self, rule: Id<Rule>, heir: Id<Rule>) -> bool {
        let (old, new) = (self.common.old.set, self.common.new.set);
        spelled(old, &old.rules[rule].when) == spelled(new, &new.rules[heir].when)
    }

    /// Without what a rule that stays as it was reads in questions which the new interview has not
    /// come to. An emergency ends the interview: asked for earlier, it leaves other findings unheard,
    /// and nobody is helped later for it.
    fn not_for_want_of_asking(
        &mut self,
        gone: Diagram,
        rule: Id<Rule>,
        matched: &Matching,
    ) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.common;
        let mut here = gone;
        for question in old.set.reads(&old.set.rules[rule].when) {
            if let Some(heir) = matched.questions.new_of(question) {
                let unheard = store.and_not(old.asked(question), new.reached(heir))?;
                here = store.and_not(here, unheard)?;
            }
        }
        Ok(here)
    }

    fn under(&mut self, status: Status, lost: Diagram) -> WithinBudget<Diagram> {
        let was = self.common.old.outcomes.status(status);
        let is = self.common.new.outcomes.status(status);
        let here = self.common.store.and(lost, was)?;
        self.common.store.and(here, is)
    }
}
