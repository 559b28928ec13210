//! What holds of every sound question set without its author having to say so, proved like any
//! other guarantee. Each is stated afresh from the meaning of a result, not from the way outcomes
//! are put together, so that a fault there breaks it.

use num_bigint::BigUint;
use treatfit_core::model::{
    Answer, Condition, Effect, Id, Level, OptionRole, Question, Status, Treatment,
};

use crate::check::guarantees::Example;
use crate::encode::Proof;
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// A built-in guarantee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuiltIn {
    /// Every answer set has exactly one status.
    OneOutcome,
    /// An excluded treatment is never suggested.
    ExcludedNeverSuggested,
    /// An emergency and a "not suitable" suggest nothing.
    NothingNamedInDanger,
    /// Where treatments are withheld, a clinician is needed at least.
    WithheldNeedsClinician,
    /// "I don't know" and "I'd rather not say" to a safety question need a clinician at least.
    UnknownIsNeverNo,
    /// Where points are close, all that are close are suggested, and shown as equally good.
    TiesAreShown,
    /// The result does not depend on the route: answers to questions that are no longer asked
    /// change nothing.
    SameByEveryRoute,
    /// Nothing is asked that can no longer matter, and nothing else ends the interview early.
    AsksWhatMatters,
}

impl BuiltIn {
    /// All of them.
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

    /// Its id in JSON.
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

/// What became of a built-in guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltInVerdict {
    /// The guarantee.
    pub guarantee: BuiltIn,
    /// Where it is broken; nowhere, if it holds.
    pub breaches: Vec<Breach>,
}

impl BuiltInVerdict {
    /// Whether it is broken nowhere.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.breaches.is_empty()
    }
}

/// Answer sets that break a built-in guarantee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What it is about.
    pub about: About,
    /// How many answer sets there are.
    pub answer_sets: BigUint,
    /// One of them.
    pub example: Example,
}

/// What a breach is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The result.
    Result,
    /// A treatment.
    Treatment(Id<Treatment>),
    /// A question.
    Question(Id<Question>),
    /// This answer to a question that is not asked.
    Leftover(Id<Question>, Answer),
}

impl Proof<'_> {
    /// Proves the built-in guarantees, or breaks them.
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn built_in(&mut self) -> WithinBudget<Vec<BuiltInVerdict>> {
        let mut verdicts = Vec::new();
        for guarantee in BuiltIn::ALL {
            let broken = match guarantee {
                BuiltIn::OneOutcome => self.several_outcomes()?,
                BuiltIn::ExcludedNeverSuggested => self.excluded_suggested()?,
                BuiltIn::NothingNamedInDanger => self.named_in_danger()?,
                BuiltIn::WithheldNeedsClinician => self.withheld_without_clinician()?,
                BuiltIn::UnknownIsNeverNo => self.unknown_read_as_no()?,
                BuiltIn::TiesAreShown => self.ties_hidden()?,
                BuiltIn::SameByEveryRoute => self.read_though_not_asked()?,
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

    fn several_outcomes(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mut statuses = Diagram::terminal(0);
        for status in self.outcomes.status {
            statuses = self.store.apply(Op::Add, statuses, status)?;
        }
        let one = self
            .store
            .apply(Op::Equals, statuses, Diagram::terminal(1))?;
        Ok(vec![(About::Result, self.store.not(one)?)])
    }

    fn excluded_suggested(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let set = self.set;
        let mut broken = Vec::new();
        for (treatment, &suggested) in set.treatments.ids().zip(&self.outcomes.suggested) {
            let rules_out = |effect: &Effect| {
                matches!(effect, Effect::Safety(safety)
                    if safety.level == Level::Exclude && safety.concerns(treatment))
            };
            let rules = set.rules.values().zip(&self.outcomes.truths.fired);
            let excluding = rules.filter(|(rule, _)| rules_out(&rule.effect));
            let excluded = self.store.any(excluding.map(|(_, &fired)| fired))?;
            let here = self.store.and(suggested, excluded)?;
            broken.push((About::Treatment(treatment), here));
        }
        Ok(broken)
    }

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

    fn withheld_without_clinician(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mild = self.outcomes.status(Status::Suggestion);
        let silent = self.set.rules.values().zip(&self.outcomes.truths.fired);
        let silent = silent.filter(|(rule, _)| rule.safety().is_some_and(|safety| safety.withhold));
        let silent = self.store.any(silent.map(|(_, &fired)| fired))?;
        Ok(vec![(About::Result, self.store.and(silent, mild)?)])
    }

    fn unknown_read_as_no(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let mild = self.outcomes.status(Status::Suggestion);
        let mut broken = Vec::new();
        for (id, question) in self.set.questions.iter() {
            let options = question.options_where(OptionRole::withholds);
            if question.readers.safety && !options.is_empty() {
                let withheld = self.holds(&Condition::AnyOf {
                    question: id,
                    options,
                })?;
                let here = self.store.and(withheld, mild)?;
                broken.push((About::Question(id), here));
            }
        }
        Ok(broken)
    }

    fn ties_hidden(&mut self) -> WithinBudget<Vec<(About, Diagram)>> {
        let set = self.set;
        let mut broken = Vec::new();
        for (best, &suggested) in set.treatments.ids().zip(&self.outcomes.suggested.clone()) {
            // Suggested, and nobody left has more points.
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

    /// Where a treatment is left and at least so many points ahead of another.
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
            // Whether or not a question is said to decide a stopping rule: is one certain now?
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
