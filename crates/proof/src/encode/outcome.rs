//! Outcomes as diagrams: what [`treatfit_core::engine::decide()`] says of every answer set at once.

use treatfit_core::model::{Effect, Id, Level, QuestionSet, Rule, SafetyEffect, Status, Treatment};

use crate::encode::rules::RuleDiagrams;
use crate::encode::walk::conjunction;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// For every part of an outcome, where it is so.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeDiagrams {
    /// What is true at the end of the walk.
    pub truths: RuleDiagrams,
    /// The status, by [`Status`], mildest first.
    pub status: [Diagram; 4],
    /// Treatments may be named.
    pub named: Diagram,
    /// A rule asks that none be named.
    pub withheld: Diagram,
    /// A rule excludes the treatment, by treatment; read it where the walk is complete.
    pub excluded: Vec<Diagram>,
    /// The treatment is suggested, by treatment.
    pub suggested: Vec<Diagram>,
    /// The sequence is shown, by sequence.
    pub sequence: Vec<Diagram>,
    /// Crisis lines are shown.
    pub crisis_lines: Diagram,
    /// The emergency number comes before them.
    pub emergency_first: Diagram,
}

/// Builds [`OutcomeDiagrams`].
struct OutcomeEncoder<'b> {
    store: &'b mut Store,
    set: &'b QuestionSet,
    truths: &'b RuleDiagrams,
}

impl OutcomeDiagrams {
    /// Decides every outcome of a set from what is true.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn decide(
        store: &mut Store,
        set: &QuestionSet,
        truths: &RuleDiagrams,
    ) -> WithinBudget<Self> {
        OutcomeEncoder { store, set, truths }.outcomes()
    }

    /// Where this status comes out.
    #[must_use]
    pub(crate) const fn status(&self, status: Status) -> Diagram {
        let [suggestion, clearance, not_suitable, emergency] = self.status;
        match status {
            Status::Suggestion => suggestion,
            Status::NeedsClearance => clearance,
            Status::NotSuitable => not_suitable,
            Status::Emergency => emergency,
        }
    }

    /// Where a rule is among the findings: it fired, and a fit rule only where treatments may be
    /// named.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget).
    pub(crate) fn found(
        &self,
        store: &mut Store,
        set: &QuestionSet,
        rule: Id<Rule>,
    ) -> WithinBudget<Diagram> {
        let fired = self.truths.fired.get(rule.index()).copied();
        let fired = fired.unwrap_or(Diagram::NO);
        match set.rules[rule].effect {
            Effect::Safety(_) => Ok(fired),
            Effect::Fit(_) => store.and(fired, self.named),
        }
    }
}

/// Status and suggested treatments as one number above 0, for every answer set at once.
///
/// # Errors
/// [`OverBudget`](crate::kernel::diagram::OverBudget), also where there are more treatments than fit into the number.
pub(crate) fn encode_results(
    store: &mut Store,
    outcomes: &OutcomeDiagrams,
) -> WithinBudget<Diagram> {
    if outcomes.suggested.len() > MOST_TREATMENTS {
        return Err(store.over_budget());
    }
    let mut results = Diagram::terminal(0);
    for (&here, status) in outcomes.status.iter().zip(1..) {
        let part = store.apply(Op::Gate, here, Diagram::terminal(status))?;
        results = store.apply(Op::Add, results, part)?;
    }
    for (place, &here) in outcomes.suggested.iter().enumerate() {
        let part = store.apply(Op::Gate, here, Diagram::terminal(FIRST_TREATMENT << place))?;
        results = store.apply(Op::Add, results, part)?;
    }
    Ok(results)
}

const FIRST_TREATMENT: i32 = 8;
const MOST_TREATMENTS: usize = 20;

/// The status and the suggested treatments that a number of [`encode_results`] stands for.
#[must_use]
pub(crate) fn decode_result(
    set: &QuestionSet,
    result: i32,
) -> Option<(Status, Vec<Id<Treatment>>)> {
    let status = usize::try_from(result % FIRST_TREATMENT).ok()?;
    let status = Status::ALL.get(status.checked_sub(1)?)?;
    let suggested = set
        .treatments
        .ids()
        .take(MOST_TREATMENTS)
        .filter(|treatment| result & (FIRST_TREATMENT << treatment.index()) != 0);
    Some((*status, suggested.collect()))
}

impl OutcomeEncoder<'_> {
    fn outcomes(&mut self) -> WithinBudget<OutcomeDiagrams> {
        let (set, truths) = (self.set, self.truths);
        let emergency = self.any_safety(&truths.fired, |rule| rule.level == Level::Emergency)?;
        let crisis_lines = self.any_safety(&truths.fired, |rule| rule.crisis_lines)?;
        let emergency_first = self.any_safety(&truths.fired, SafetyEffect::emergency_first)?;
        let mut excluded = Vec::new();
        let mut to_clear = Vec::new();
        for treatment in set.treatments.ids() {
            excluded.push(self.any_safety(&truths.complete, |rule| {
                rule.level == Level::Exclude && rule.concerns(treatment)
            })?);
            to_clear.push(self.any_safety(&truths.complete, |rule| {
                rule.level == Level::Clearance
                    && rule.treatments.is_some()
                    && rule.concerns(treatment)
            })?);
        }
        let clear_all = self.any_safety(&truths.complete, |rule| {
            rule.level == Level::Clearance && rule.treatments.is_none()
        })?;
        let silent = self.any_safety(&truths.complete, |rule| rule.withhold)?;

        let calm = self.store.not(emergency)?;
        let nothing_left = conjunction(self.store, &excluded)?;
        let not_suitable = self.store.and(calm, nothing_left)?;
        let open = self.store.and_not(calm, nothing_left)?;
        let withheld = self.store.and(open, silent)?;
        let named = self.store.and_not(open, silent)?;

        let mut suggested = self.suggest(&excluded)?;
        let mut needs = clear_all;
        for (suggested, to_clear) in suggested.iter_mut().zip(to_clear) {
            *suggested = self.store.and(named, *suggested)?;
            let here = self.store.and(*suggested, to_clear)?;
            needs = self.store.or(needs, here)?;
        }
        let needs_clearance = self.store.and(open, needs)?;
        let suggestion = self.store.and_not(open, needs)?;
        Ok(OutcomeDiagrams {
            truths: truths.clone(),
            status: [suggestion, needs_clearance, not_suitable, emergency],
            named,
            withheld,
            excluded,
            sequence: self.sequences(&suggested)?,
            suggested,
            crisis_lines,
            emergency_first,
        })
    }

    /// Where any safety rule of this kind is true.
    fn any_safety(
        &mut self,
        rules: &[Diagram],
        kind: impl Fn(&SafetyEffect) -> bool,
    ) -> WithinBudget<Diagram> {
        let of_kind = |effect: &Effect| matches!(effect, Effect::Safety(safety) if kind(safety));
        let rules = self.set.rules.values().zip(rules).rev();
        let wanted = rules.filter(|(rule, _)| of_kind(&rule.effect));
        self.store.any(wanted.map(|(_, &diagram)| diagram))
    }

    /// Where each treatment is suggested, were any named: it is left, and it is the best of those
    /// left or close to one that is best, and the best has the minimum of points.
    ///
    /// Only leads of one treatment over another are added up, never all points side by side.
    fn suggest(&mut self, excluded: &[Diagram]) -> WithinBudget<Vec<Diagram>> {
        let (set, truths) = (self.set, self.truths);
        let mut suggested = vec![Diagram::NO; set.treatments.len()];
        for best in set.treatments.ids() {
            let own = truths.sum(self.store, set, |treatment| i32::from(treatment == best))?;
            let minimum = Diagram::terminal(set.decision.minimum);
            let mut is_best = self.store.apply(Op::AtLeast, own, minimum)?;
            let mut close = Vec::new();
            for other in set.treatments.ids() {
                let gone = excluded.get(other.index()).copied().unwrap_or(Diagram::NO);
                let left = self.store.not(gone)?;
                if other == best {
                    is_best = self.store.and(is_best, left)?;
                    close.push(Diagram::YES);
                    continue;
                }
                let lead = truths.lead(self.store, set, other, best)?;
                let ahead = self.store.apply(Op::AtLeast, lead, Diagram::terminal(1))?;
                let beaten = self.store.and(left, ahead)?;
                is_best = self.store.and_not(is_best, beaten)?;
                let band = set.decision.band(best, other);
                let within = self
                    .store
                    .apply(Op::AtLeast, lead, Diagram::terminal(-band))?;
                close.push(self.store.and(left, within)?);
            }
            for (suggested, close) in suggested.iter_mut().zip(close) {
                let here = self.store.and(is_best, close)?;
                *suggested = self.store.or(*suggested, here)?;
            }
        }
        Ok(suggested)
    }

    /// Where each sequence is shown: the first that holds of those whose treatments are suggested.
    fn sequences(&mut self, suggested: &[Diagram]) -> WithinBudget<Vec<Diagram>> {
        let of = |treatment: Id<Treatment>| suggested.get(treatment.index()).copied();
        let mut shown = Vec::new();
        let mut earlier = Diagram::NO;
        for (sequence, &holds) in self.set.sequences.values().zip(&self.truths.sequences) {
            let first = of(sequence.first).unwrap_or(Diagram::NO);
            let then = of(sequence.then).unwrap_or(Diagram::NO);
            let both = self.store.and(first, then)?;
            let holds = self.store.and(both, holds)?;
            shown.push(self.store.and_not(holds, earlier)?);
            earlier = self.store.or(earlier, holds)?;
        }
        Ok(shown)
    }
}
