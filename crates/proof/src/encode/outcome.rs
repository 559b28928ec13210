//! Encodes outcomes: what [`treatfit_core::engine::decide()`] returns, for all answer sets at once.

use treatfit_core::model::{Effect, Id, Level, QuestionSet, Rule, SafetyEffect, Status, Treatment};

use crate::encode::rules::RuleDiagrams;
use crate::encode::walk::conjunction;
use crate::kernel::diagram::{Diagram, Store, WithinBudget};
use crate::kernel::op::Op;

/// Parts of an outcome, each as the assignments in which it applies.
#[derive(Debug, Clone)]
pub(crate) struct OutcomeDiagrams {
    /// Rules and sequence conditions that are true at the end of the walk.
    pub truths: RuleDiagrams,
    /// Has each status, mildest first; see [`OutcomeDiagrams::status`].
    pub status: [Diagram; 4],
    /// May name treatments: no emergency, some treatment is not excluded, none is withheld.
    pub named: Diagram,
    /// Would name treatments, but a rule withholds them.
    pub withheld: Diagram,
    /// Excludes each treatment, by treatment. Meaningful only where the walk is complete.
    pub excluded: Vec<Diagram>,
    /// Suggests each treatment, by treatment.
    pub suggested: Vec<Diagram>,
    /// Shows each sequence, by sequence.
    pub sequence: Vec<Diagram>,
    /// Shows crisis lines.
    pub crisis_lines: Diagram,
    /// Shows the emergency number before the crisis lines.
    pub emergency_first: Diagram,
}

/// Encoder of [`OutcomeDiagrams`].
struct OutcomeEncoder<'b> {
    store: &'b mut Store,
    set: &'b QuestionSet,
    truths: &'b RuleDiagrams,
}

impl OutcomeDiagrams {
    /// Returns the assignments in which several treatments are shown as equally good. A sequence
    /// puts two suggested treatments in an order, so the two then count as one.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn tie(&self, store: &mut Store) -> WithinBudget<Diagram> {
        let ordered = store.any(self.sequence.clone())?;
        let mut tied = store.apply(Op::Gate, ordered, Diagram::terminal(-1))?;
        for &suggested in &self.suggested {
            tied = store.apply(Op::Add, tied, suggested)?;
        }
        store.apply(Op::AtLeast, tied, Diagram::terminal(2))
    }

    /// Encodes the outcome of a set from the rules that are true.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub(crate) fn decide(
        store: &mut Store,
        set: &QuestionSet,
        truths: &RuleDiagrams,
    ) -> WithinBudget<Self> {
        OutcomeEncoder { store, set, truths }.outcomes()
    }

    /// Returns the assignments with this status.
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

    /// Returns the assignments in which a rule is among the findings: it fired and, if it is a fit
    /// rule, treatments may be named.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
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

/// Encodes status and suggested treatments as one integer-valued diagram, for [`decode_result`]: the
/// low 3 bits are the status, counted from 1, and each further bit is a treatment. The value is
/// positive wherever there is a status.
///
/// # Errors
/// [`OverBudget`](crate::OverBudget) if the store's node budget runs out, or if
/// there are more than 20 treatments, the limit of this encoding.
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

/// Bit of the first treatment in the values of [`encode_results`].
const FIRST_TREATMENT: i32 = 8;
/// Most treatments that [`encode_results`] can encode.
const MOST_TREATMENTS: usize = 20;

/// Returns the status and the suggested treatments that a value of [`encode_results`] encodes; `None`
/// for other values.
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
    /// Encodes all parts of the outcome.
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
        let withholding = self.any_safety(&truths.complete, |rule| rule.withhold)?;

        let no_emergency = self.store.not(emergency)?;
        let nothing_left = conjunction(self.store, &excluded)?;
        let not_suitable = self.store.and(no_emergency, nothing_left)?;
        let open = self.store.and_not(no_emergency, nothing_left)?;
        let withheld = self.store.and(open, withholding)?;
        let named = self.store.and_not(open, withholding)?;

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

    /// Returns the assignments in which at least one safety rule of this kind is true. `rules` has
    /// one diagram per rule.
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

    /// Returns, by treatment, the assignments in which its points would suggest it if treatments
    /// were named: it is not excluded, it is the best of those not excluded or close to the best,
    /// and the best reaches the minimum of points.
    ///
    /// Only leads of one treatment over another are summed; one diagram of all treatments' points
    /// side by side would be far larger.
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

    /// Returns, by sequence, the assignments in which it is shown: the first whose condition is true
    /// and whose two treatments are suggested.
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
