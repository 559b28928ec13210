//! Encodes what the new version loses: safety findings, and the privacy of answers.
//!
//! A safety finding of the old version is *lost* for a pair if its rule is a finding there and its
//! successor is not a finding in the new version. The successor is the matching rule, provided that
//! it is a safety rule of at least the same level, for at least the same treatments. A rule without
//! one is lost wherever it was found, so "lost" includes "milder". If a rule has no match (another
//! id and another reason), its findings count as lost even if a new rule says the same: the result
//! over-approximates, so a false alarm is possible and a missed loss, compared by id, is not.
//!
//! From these diagrams, one for each old safety rule, two results are built ([`LostFindings`]):
//!
//! 1. `any` is their union. It backs the claim that no finding is lost at all.
//! 2. `gravest` is the level of the gravest loss that deserves a reason of its own. Three kinds of
//!    loss are left out of it:
//!    - Losses where the status changes. A milder status is a reason already, and a graver one has
//!      a graver cause. Under the same status, a loss can be hidden by another finding, such as a
//!      clearance beside another clearance.
//!    - Losses taken over by a graver rule: one that reads one of the same questions, concerns at
//!      least the same treatments, and is a finding in the new version only. If a limit is drawn
//!      tighter, an exclusion takes over from a clearance.
//!    - Under an emergency, losses due only to early termination: the condition of the rule is
//!      unchanged, and the new interview stops before a question that the rule reads and that the
//!      old interview asked. Stopping earlier in an emergency is no loss of caution.
//!
//! [`lost_findings`] computes the losses of one concrete pair from the engine's outcomes, without
//! these exceptions. The matrix compares both: if a cell claims a loss and the engine's outcomes of
//! its example show none, nothing is claimed.

use treatfit_core::model::{Effect, Id, Outcome, QuestionSet, Rule, Status};

use crate::diff::caution::LOST_LEVELS;
use crate::diff::condition_key::condition_key;
use crate::diff::joint_space::JointSpace;
use crate::diff::{Comparison, Matching};
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Returns whether a rule of the new version is as grave as one of the old version: a safety rule
/// of at least that level, for at least those treatments. Treatments that only one version has are
/// not compared.
fn at_least_as_grave(old: &Effect, new: &Effect, matching: &Matching) -> bool {
    let (Effect::Safety(old), Effect::Safety(new)) = (old, new) else {
        return false;
    };
    let mut treatments = matching.treatments.both.iter();
    new.level >= old.level && treatments.all(|&(was, is)| !old.concerns(was) || new.concerns(is))
}

/// Returns the new rule that must be a finding for a finding of the old rule not to be lost.
fn successor(
    (old, new): (&QuestionSet, &QuestionSet),
    matching: &Matching,
    rule: Id<Rule>,
) -> Option<Id<Rule>> {
    let successor = matching.rules.new_of(rule)?;
    at_least_as_grave(
        &old.rules[rule].effect,
        &new.rules[successor].effect,
        matching,
    )
    .then_some(successor)
}

/// Returns the safety findings of the old outcome that are lost or milder in the new one.
pub(crate) fn lost_findings(
    sets: (&QuestionSet, &QuestionSet),
    matching: &Matching,
    (was, is): (&Outcome, &Outcome),
) -> Vec<Id<Rule>> {
    let found = was.findings.iter().map(|finding| finding.rule);
    let safety = found.filter(|&rule| sets.0.rules[rule].level().is_some());
    let lost =
        safety.filter(|&rule| !successor(sets, matching, rule).is_some_and(|it| is.found(it)));
    lost.collect()
}

/// Where safety findings are lost or milder.
pub(crate) struct LostFindings {
    /// The gravest loss worth a reason of its own: 0 if there is none, else the position of its
    /// level in [`LOST_LEVELS`] plus 1.
    pub(crate) gravest: Diagram,
    /// Whether any finding is lost, under any status and for any reason, early termination
    /// included.
    pub(crate) any: Diagram,
}

impl Comparison<'_, '_> {
    /// Encodes where safety findings are lost or milder.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams do not fit into the
    /// budget.
    pub(crate) fn encode_lost_findings(
        &mut self,
        matching: &Matching,
    ) -> WithinBudget<LostFindings> {
        let sets = (self.joint.old.set, self.joint.new.set);
        let mut lost = Diagram::terminal(0);
        let mut graver = Diagram::NO;
        let mut any = Diagram::NO;
        for (count, (level, _)) in (1..).zip(LOST_LEVELS) {
            let mut here = Diagram::NO;
            for (id, rule) in sets.0.rules.iter() {
                if rule.level() == Some(level) {
                    let successor = successor(sets, matching, id);
                    let gone = self.encode_lost_finding(id, successor)?;
                    any = self.joint.store.or(any, gone)?;
                    let gone = self.under_same_status(gone, (id, successor), matching)?;
                    here = self.joint.store.or(here, gone)?;
                }
            }
            let store = &mut self.joint.store;
            let gravest = store.and_not(here, graver)?;
            graver = store.or(graver, here)?;
            let part = store.apply(Op::Gate, gravest, Diagram::terminal(count))?;
            lost = store.apply(Op::Add, lost, part)?;
        }
        Ok(LostFindings { gravest: lost, any })
    }

    /// Encodes where both versions ask a question whose answer the old one keeps out of a client's
    /// result, because a private rule reads it, and the new one does not.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if the diagrams do not fit into the
    /// budget.
    pub(crate) fn encode_lost_privacy(&mut self, matching: &Matching) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.joint;
        let private = new.set.private_questions();
        let mut lost = Diagram::NO;
        for question in old.set.private_questions() {
            let successor = matching.questions.new_of(question);
            if let Some(successor) = successor.filter(|successor| !private.contains(successor)) {
                let given = store.and(old.asked(question), new.asked(successor))?;
                lost = store.or(lost, given)?;
            }
        }
        Ok(lost)
    }

    /// Encodes where a rule of the old version is a finding and its successor is not.
    fn encode_lost_finding(
        &mut self,
        rule: Id<Rule>,
        successor: Option<Id<Rule>>,
    ) -> WithinBudget<Diagram> {
        let (old, new) = (&self.joint.old, &self.joint.new);
        let store = &mut self.joint.store;
        let was = old.outcomes.found(store, old.set, rule)?;
        let is = match successor {
            Some(successor) => new.outcomes.found(store, new.set, successor)?,
            None => Diagram::NO,
        };
        store.and_not(was, is)
    }

    /// Restricts a loss to the pairs with the same status for which it is worth a reason of its
    /// own.
    fn under_same_status(
        &mut self,
        gone: Diagram,
        (rule, successor): (Id<Rule>, Option<Id<Rule>>),
        matching: &Matching,
    ) -> WithinBudget<Diagram> {
        if gone == Diagram::NO {
            return Ok(gone);
        }
        let gone = self.without_taken_over(gone, rule, matching)?;
        let mut here = Diagram::NO;
        for status in Status::ALL {
            let mut part = self.where_both_have(status, gone)?;
            if status == Status::Emergency
                && successor.is_some_and(|successor| self.has_same_condition(rule, successor))
            {
                part = self.without_unreached(part, rule, matching)?;
            }
            here = self.joint.store.or(here, part)?;
        }
        Ok(here)
    }

    /// Leaves out pairs for which a graver rule on one of the same questions newly is a finding.
    fn without_taken_over(
        &mut self,
        gone: Diagram,
        rule: Id<Rule>,
        matching: &Matching,
    ) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.joint;
        let lost = &old.set.rules[rule];
        let read = old.set.reads(&lost.when).into_iter();
        let read: Vec<_> = read
            .filter_map(|it| matching.questions.new_of(it))
            .collect();
        let mut here = gone;
        for (id, graver) in new.set.rules.iter() {
            let takes_over = graver.level() > lost.level()
                && at_least_as_grave(&lost.effect, &graver.effect, matching)
                && new
                    .set
                    .reads(&graver.when)
                    .iter()
                    .any(|it| read.contains(it));
            if takes_over {
                let is = new.outcomes.found(store, new.set, id)?;
                let was = match matching.rules.old_of(id) {
                    Some(was) => old.outcomes.found(store, old.set, was)?,
                    None => Diagram::NO,
                };
                let gained = store.and_not(is, was)?;
                here = store.and_not(here, gained)?;
            }
        }
        Ok(here)
    }

    /// Returns whether a rule has the same condition in both versions.
    fn has_same_condition(&self, rule: Id<Rule>, successor: Id<Rule>) -> bool {
        let (old, new) = (self.joint.old.set, self.joint.new.set);
        condition_key(old, &old.rules[rule].when) == condition_key(new, &new.rules[successor].when)
    }

    /// Leaves out losses due only to early termination: if the new interview stops in an emergency
    /// before one of the rule's questions is reached, its finding is not counted as lost.
    fn without_unreached(
        &mut self,
        gone: Diagram,
        rule: Id<Rule>,
        matching: &Matching,
    ) -> WithinBudget<Diagram> {
        let JointSpace {
            old, new, store, ..
        } = &mut *self.joint;
        let mut here = gone;
        for question in old.set.reads(&old.set.rules[rule].when) {
            if let Some(successor) = matching.questions.new_of(question) {
                let unheard = store.and_not(old.asked(question), new.reached(successor))?;
                here = store.and_not(here, unheard)?;
            }
        }
        Ok(here)
    }

    /// Restricts a diagram to the pairs for which both versions have this status.
    fn where_both_have(&mut self, status: Status, lost: Diagram) -> WithinBudget<Diagram> {
        let was = self.joint.old.outcomes.status(status);
        let is = self.joint.new.outcomes.status(status);
        let here = self.joint.store.and(lost, was)?;
        self.joint.store.and(here, is)
    }
}
