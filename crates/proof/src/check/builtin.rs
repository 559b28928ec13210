//! Built-in guarantees: properties that every sound question set has, proved without the author
//! having to state them.
//!
//! Each is specified here from the meaning of a result, independently of how [`OutcomeDiagrams`]
//! encodes outcomes, so a bug in that encoding shows up as a broken guarantee.
//!
//! [`OutcomeDiagrams`]: crate::encode::outcome::OutcomeDiagrams

use num_bigint::BigUint;
use treatfit_core::model::{
    Answer, Condition, Effect, Id, Level, OptionRole, Question, Status, Treatment,
};

use crate::encode::Proof;
use crate::encode::witness::Example;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Built-in guarantee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltIn {
    /// Every answer set has exactly one status.
    OneOutcome,
    /// An excluded treatment is never suggested.
    ExcludedNeverSuggested,
    /// No treatment is suggested under the statuses emergency and not suitable.
    NothingNamedInDanger,
    /// If a rule withholds treatments, the status is at least "needs clearance".
    WithheldNeedsClinician,
    /// An open answer (unknown or declined) to a safety question makes the status at least "needs
    /// clearance".
    UnknownIsNeverNo,
    /// All treatments whose points are close to the best are suggested, and shown as equally good.
    TiesAreShown,
    /// The outcome does not depend on the route through the interview: answers to questions that
    /// are no longer asked change nothing.
    SameByEveryRoute,
    /// A question is left out if its condition is not certain, an emergency has ended the
    /// interview, or all treatments are excluded and only fit rules read it; otherwise it is asked.
    AsksWhatMatters,
}

impl BuiltIn {
    /// All built-in guarantees.
    pub const ALL: [Self; 8] = [
        Self::OneOutcome,
        Self::ExcludedNeverSuggested,
        Self::NothingNamedInDanger,
        Self::WithheldNeedsClinician,
        Self::UnknownIsNeverNo,
        Self::TiesAreShown,
        Self::SameByEveryRoute,
        Self::AsksWhatMatters,
    ];

    /// Returns its id in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OneOutcome => "one-outcome",
            Self::ExcludedNeverSuggested => "excluded-never-suggested",
            Self::NothingNamedInDanger => "nothing-named-in-danger",
            Self::WithheldNeedsClinician => "withheld-needs-clinician",
            Self::UnknownIsNeverNo => "unknown-is-never-no",
            Self::TiesAreShown => "ties-are-shown",
            Self::SameByEveryRoute => "same-by-every-route",
            Self::AsksWhatMatters => "asks-what-matters",
        }
    }
}

/// Result of proving a built-in guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltInVerdict {
    /// Guarantee.
    pub guarantee: BuiltIn,
    /// Breaches; empty if it holds.
    pub breaches: Vec<Breach>,
}

impl BuiltInVerdict {
    /// Returns whether there is no breach.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.breaches.is_empty()
    }
}

/// Answer sets that break a built-in guarantee in the same respect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Part of the question set or the outcome that is concerned.
    pub about: About,
    /// Number of answer sets.
    pub answer_sets: BigUint,
    /// Counterexample: one of the answer sets.
    pub example: Example,
}

/// Subject of a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The outcome as a whole.
    Result,
    /// A treatment.
    Treatment(Id<Treatment>),
    /// A question.
    Question(Id<Question>),
    /// A leftover answer: one to a question that is no longer asked.
    Leftover(Id<Question>, Answer),
}

impl Proof<'_> {
    /// Proves each built-in guarantee or finds its breaches.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn built_in(&mut self) -> WithinBudget<Vec<BuiltInVerdict>> {
        let mut verdicts = Vec::new();
        for guarantee in BuiltIn::ALL {
            let broken = match guarantee {
                BuiltIn::OneOutcome => self.without_one_status()?,
                BuiltIn::ExcludedNeverSuggested => self.excluded_suggested()?,
                BuiltIn::NothingNamedInDanger => self.named_in_danger()?,
                BuiltIn::WithheldNeedsClinician => self.withheld_without_clinician()?,
                BuiltIn::UnknownIsNeverNo => self.unknown_read_as_no()?,
                BuiltIn::TiesAreShown => self.ties_hidden()?,
                BuiltIn::SameByEveryRoute => self.leftover_answers_read()?,
                BuiltIn::AsksWhatMatters => self.asked_wrongly()?,
            };
            let mut breaches = Vec::new();
            for (about, broken) in broken {
                if let Some(example) = self.example(broken)? {
                    breaches.push(Breach {
                        about,
                        answer_sets: self.count(broken),
                        example,
                    });
                }
            }
            verdicts.push(BuiltInVerdict {
                guarantee,
                breaches,
            });
        }
        Ok(verdicts)
    }

    /// Returns the assignments that do not have exactly one status.
    fn without_one_status(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut statuses = Diagram::terminal(0);
        for status in self.outcomes.status {
            statuses = self.store.apply(Op::Add, statuses, status)?;
        }
        let one = self
            .store
            .apply(Op::Equals, statuses, Diagram::terminal(1))?;
        Ok(vec![(About::Result, self.store.not(one)?)])
    }

    /// Returns, by treatment, the assignments that suggest it although an exclude rule fired.
    fn excluded_suggested(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let set = self.set;
        let mut broken = Vec::new();
        for (treatment, &suggested) in set.treatments.ids().zip(&self.outcomes.suggested) {
            let is_exclusion = |effect: &Effect| {
                matches!(effect, Effect::Safety(safety)
                    if safety.level == Level::Exclude && safety.concerns(treatment))
            };
            let rules = set.rules.values().zip(&self.outcomes.truths.fired);
            let excluding = rules.filter(|(rule, _)| is_exclusion(&rule.effect));
            let excluded = self.store.any(excluding.map(|(_, &fired)| fired))?;
            let here = self.store.and(suggested, excluded)?;
            broken.push((About::Treatment(treatment), here));
        }
        Ok(broken)
    }

    /// Returns, by treatment, the assignments that suggest it in an emergency or if nothing is
    /// suitable.
    fn named_in_danger(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let grave = [Status::NotSuitable, Status::Emergency];
        let grave = grave.map(|status| self.outcomes.status(status));
        let grave = self.store.any(grave)?;
        let mut broken = Vec::new();
        for (treatment, &suggested) in self.set.treatments.ids().zip(&self.outcomes.suggested) {
            let here = self.store.and(grave, suggested)?;
            broken.push((About::Treatment(treatment), here));
        }
        Ok(broken)
    }

    /// Returns the assignments in which a rule withholds treatments under the mildest status.
    fn withheld_without_clinician(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mild = self.outcomes.status(Status::Suggestion);
        let rules = self.set.rules.values().zip(&self.outcomes.truths.fired);
        let withholds =
            rules.filter(|(rule, _)| rule.safety().is_some_and(|safety| safety.withhold));
        let withheld = self.store.any(withholds.map(|(_, &fired)| fired))?;
        Ok(vec![(About::Result, self.store.and(withheld, mild)?)])
    }

    /// Returns, by safety question, the assignments with an open answer under the mildest status.
    fn unknown_read_as_no(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mild = self.outcomes.status(Status::Suggestion);
        let mut broken = Vec::new();
        for (id, question) in self.set.questions.iter() {
            let options = question.options_where(OptionRole::withholds);
            if question.readers.safety && !options.is_empty() {
                let open = self.holds(&Condition::AnyOf {
                    question: id,
                    options,
                })?;
                let here = self.store.and(open, mild)?;
                broken.push((About::Question(id), here));
            }
        }
        Ok(broken)
    }

    /// Returns, by treatment, the assignments that do not suggest it although it is close to the
    /// best one that is suggested, and those that suggest several treatments neither in a sequence
    /// nor as equally good.
    fn ties_hidden(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let set = self.set;
        let mut broken = Vec::new();
        for (best, &suggested) in set.treatments.ids().zip(&self.outcomes.suggested.clone()) {
            // Suggested, and no treatment that is not excluded has more points.
            let mut top = suggested;
            for other in set.treatments.ids() {
                let ahead = self.ahead(other, best, 1)?;
                top = self.store.and_not(top, ahead)?;
            }
            for (other, &suggested) in set.treatments.ids().zip(&self.outcomes.suggested.clone()) {
                let close = self.ahead(other, best, -set.decision.band(best, other))?;
                let close = self.store.and(top, close)?;
                let here = self.store.and_not(close, suggested)?;
                broken.push((About::Treatment(other), here));
            }
        }
        let mut many = Diagram::terminal(0);
        for &suggested in &self.outcomes.suggested {
            many = self.store.apply(Op::Add, many, suggested)?;
        }
        let several = self.store.apply(Op::AtLeast, many, Diagram::terminal(2))?;
        let two = self.store.apply(Op::Equals, many, Diagram::terminal(2))?;
        let ordered = self.store.any(self.outcomes.sequence.clone())?;
        let ordered = self.store.and(two, ordered)?;
        let tied = self.tie()?;
        let unordered = self.store.and_not(several, ordered)?;
        broken.push((About::Result, self.store.and_not(unordered, tied)?));
        Ok(broken)
    }

    /// Returns the assignments in which treatment `one` is not excluded and leads `other` by at
    /// least `by` points, which may be negative.
    fn ahead(
        &mut self,
        one: Id<Treatment>,
        other: Id<Treatment>,
        by: i32,
    ) -> WithinBudget<Diagram> {
        let truths = &self.outcomes.truths;
        let lead = truths.lead(&mut self.store, self.set, one, other)?;
        let ahead = self.store.apply(Op::AtLeast, lead, Diagram::terminal(by))?;
        let gone = self.outcomes.excluded.get(one.index()).copied();
        self.store.and_not(ahead, gone.unwrap_or(Diagram::NO))
    }

    /// Returns, by question, the assignments in which it is asked but should not be, or the other
    /// way round.
    fn asked_wrongly(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let set = self.set;
        let mut over = Diagram::NO;
        let mut excluded = vec![Diagram::NO; set.treatments.len()];
        let mut broken = Vec::new();
        for (id, question) in set.questions.iter() {
            let asked = self.walk.asked.get(id.index()).copied();
            let asked = asked.unwrap_or(Diagram::NO);
            let wanted = match &question.when {
                Some(when) => self.certain(when, id.index())?,
                None => Diagram::YES,
            };
            let mut idle = over;
            if question.readers.fit_only && !excluded.is_empty() {
                let nothing_left = crate::encode::walk::conjunction(&mut self.store, &excluded)?;
                idle = self.store.or(over, nothing_left)?;
            }
            let should = self.store.and_not(wanted, idle)?;
            let right = self.store.apply(Op::Equals, asked, should)?;
            broken.push((About::Question(id), self.store.not(right)?));
            // Checks every rule that reads the question, not only those in `readers.stopping`,
            // which the walk relies on and which may be wrong.
            for rule in set.rules.values() {
                let Effect::Safety(safety) = &rule.effect else {
                    continue;
                };
                if safety.level < Level::Exclude || !set.reads(&rule.when).contains(&id) {
                    continue;
                }
                let certain = self.certain(&rule.when, id.index() + 1)?;
                if safety.level == Level::Emergency {
                    over = self.store.or(over, certain)?;
                    continue;
                }
                for (treatment, gone) in set.treatments.ids().zip(&mut excluded) {
                    if safety.concerns(treatment) {
                        *gone = self.store.or(*gone, certain)?;
                    }
                }
            }
        }
        Ok(broken)
    }
}
