//! Remarks for the author: questions, options, rules and treatments that never have an effect,
//! proved over all answer sets and shown with an example where there is one, and option labels that
//! read like numbers of a list.

use num_bigint::BigUint;
use treatfit_core::engine::decide;
use treatfit_core::load::begins_with_place;
use treatfit_core::model::{
    Answer, Answers, Audience, Condition, Effect, Id, Level, OptionRole, OptionSet, Question,
    QuestionKind, QuestionSet, Rule, SafetyEffect, Sequence, Treatment, Wording,
};

use crate::check::counts::Counts;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::witness::Example;
use crate::encode::{Proof, outcome};
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Something in a question set that its author may not have intended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// No answer set has an answer to this question.
    NeverAsked(Id<Question>),
    /// No rule, sequence, score or `when` reads these options.
    Unread {
        /// Question.
        question: Id<Question>,
        /// Options that are not read.
        options: OptionSet,
        /// Answer set in which the first of them alone is chosen.
        example: Box<Example>,
    },
    /// The labels of these options begin with a number that is also a position in the list.
    NumberLabels {
        /// Question.
        question: Id<Question>,
        /// Options with such a label.
        options: OptionSet,
    },
    /// No answer set makes this rule a finding.
    NeverFound(Id<Rule>),
    /// Without this rule every answer set would have the same result.
    NeverMatters {
        /// Rule.
        rule: Id<Rule>,
        /// Another rule with at least the same effect that is a finding wherever this one is.
        implied_by: Option<Id<Rule>>,
        /// Answer set in which the rule is a finding.
        example: Box<Example>,
    },
    /// No answer set suggests this treatment.
    NeverSuggested(Id<Treatment>),
}

/// Suggested treatments, in the author's order, and the sequence shown; `None` if the engine does
/// not decide.
type Combination = Option<(Vec<Id<Treatment>>, Option<Id<Sequence>>)>;

/// Number of random answer sets that are tried for a fit rule before its effect is proved, which is
/// slower.
const SAMPLES: usize = 200;

impl Proof<'_> {
    /// Returns all remarks on the set. `counts` are those of [`Proof::counts`].
    ///
    /// # Errors
    /// [`OverBudget`](crate::OverBudget) if the store's node budget runs out.
    pub fn remarks(&mut self, counts: &Counts) -> WithinBudget<Vec<Remark>> {
        let set = self.set;
        let mut remarks = Vec::new();
        for (id, &asked) in set.questions.ids().zip(&self.walk.asked.clone()) {
            if self.store.and(self.answer_sets, asked)? == Diagram::NO {
                remarks.push(Remark::NeverAsked(id));
            } else {
                remarks.extend(self.unread(id)?);
                remarks.extend(number_labels(self.set, id));
            }
        }
        let named = self.store.and(self.answer_sets, self.outcomes.named)?;
        let samples = self.samples(named);
        for (id, count) in set.rules.ids().zip(&counts.rules) {
            if count.found == BigUint::ZERO {
                remarks.push(Remark::NeverFound(id));
            } else if !self.clearly_matters(id, &count.alone, &samples)
                && !self.matters_where_found(id, named)?
                && !self.matters(id)?
            {
                remarks.extend(self.never_matters(id)?);
            }
        }
        let never = |id: &Id<Treatment>| counts.suggested(*id) == BigUint::ZERO;
        remarks.extend(
            set.treatments
                .ids()
                .filter(never)
                .map(Remark::NeverSuggested),
        );
        Ok(remarks)
    }

    /// Returns the remark on the options of a question that nothing reads.
    fn unread(&mut self, id: Id<Question>) -> WithinBudget<Option<Remark>> {
        let question = &self.set.questions[id];
        let plain = question.options_where(|role| role == OptionRole::Plain);
        let read = read_options(self.set, id);
        let unread: OptionSet = plain
            .positions()
            .filter(|&option| !read.intersects(OptionSet::one(option)))
            .collect();
        // A single-choice question may have one option that no rule reads: "nothing to report".
        let harmless = usize::from(question.kind != QuestionKind::Choices);
        let first = unread.positions().next();
        let Some(first) = first.filter(|_| unread.len() > harmless) else {
            return Ok(None);
        };
        let answer = Answer::Options(OptionSet::one(first));
        let Some(mut answers) = self.witness_with_answer(id, &answer)? else {
            return Ok(None);
        };
        answers.give(id, answer);
        let example = self.with_outcome(answers)?;
        Ok(Some(Remark::Unread {
            question: id,
            options: unread,
            example: Box::new(example),
        }))
    }

    /// Returns whether a rule is known to matter without a proof. A note always does: its text is
    /// its effect.
    fn clearly_matters(&self, id: Id<Rule>, alone: &BigUint, samples: &[Vec<usize>]) -> bool {
        match &self.set.rules[id].effect {
            Effect::Safety(safety) if safety.level == Level::Note => true,
            // In an answer set without another rule as grave, it alone decides the status.
            Effect::Safety(safety) => safety.treatments.is_none() && *alone > BigUint::ZERO,
            Effect::Fit(_) => self.matters_in_samples(id, samples),
        }
    }

    /// Returns whether a fit rule matters in random answer sets in which it is a finding. Some
    /// rules fire too rarely to occur in samples of all answer sets.
    fn matters_where_found(&mut self, id: Id<Rule>, named: Diagram) -> WithinBudget<bool> {
        if let Effect::Safety(_) = self.set.rules[id].effect {
            return Ok(false);
        }
        let found = self.store.and(named, self.fired(id))?;
        Ok(self.matters_in_samples(id, &self.samples(found)))
    }

    /// Returns the assignments in which a rule fires.
    fn fired(&self, id: Id<Rule>) -> Diagram {
        let fired = self.outcomes.truths.fired.get(id.index());
        fired.copied().unwrap_or(Diagram::NO)
    }

    /// Returns [`SAMPLES`] random satisfying assignments of a diagram, the same each time; none if
    /// it has none.
    fn samples(&self, among: Diagram) -> Vec<Vec<usize>> {
        if among == Diagram::NO {
            return Vec::new();
        }
        let mut seed = 1;
        let sample = |_| self.store.random_values(among, &mut seed);
        (0..SAMPLES).map(sample).collect()
    }

    /// Returns whether in one of these assignments the engine suggests something else without the
    /// points of a fit rule.
    fn matters_in_samples(&self, id: Id<Rule>, samples: &[Vec<usize>]) -> bool {
        let fired = self.fired(id);
        let without = without_effect(self.set, id);
        let mut found = samples
            .iter()
            .filter(|values| self.store.evaluate(fired, values) == 1)
            .map(|values| self.answers(values));
        found.any(|answers| suggestion(self.set, &answers) != suggestion(&without, &answers))
    }

    /// Proves whether some answer set would have another result without this rule.
    fn matters(&mut self, id: Id<Rule>) -> WithinBudget<bool> {
        let truths = self.outcomes.truths.without(id);
        let without = OutcomeDiagrams::decide(&mut self.store, self.set, &truths)?;
        let mut pairs = vec![
            (
                outcome::encode_results(&mut self.store, &self.outcomes)?,
                outcome::encode_results(&mut self.store, &without)?,
            ),
            (self.outcomes.withheld, without.withheld),
            (self.outcomes.crisis_lines, without.crisis_lines),
            (self.outcomes.emergency_first, without.emergency_first),
        ];
        let sequences = self.outcomes.sequence.iter().zip(&without.sequence);
        pairs.extend(sequences.map(|(&one, &other)| (one, other)));
        for (with, without) in pairs {
            let same = self.store.apply(Op::Equals, with, without)?;
            if self.store.and_not(self.answer_sets, same)? != Diagram::NO {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the remark on a rule that never matters, with a rule that implies it if there is one.
    fn never_matters(&mut self, id: Id<Rule>) -> WithinBudget<Option<Remark>> {
        let found = self.outcomes.found(&mut self.store, self.set, id)?;
        let found = self.store.and(self.answer_sets, found)?;
        let mut implied_by = None;
        if let Effect::Safety(safety) = &self.set.rules[id].effect {
            for (other, rule) in self.set.rules.iter() {
                if other == id || !covers(&rule.effect, safety) {
                    continue;
                }
                let also = self.outcomes.found(&mut self.store, self.set, other)?;
                if self.store.and_not(found, also)? == Diagram::NO {
                    implied_by = Some(other);
                    break;
                }
            }
        }
        Ok(self.example(found)?.map(|example| Remark::NeverMatters {
            rule: id,
            implied_by,
            example: Box::new(example),
        }))
    }
}

/// Returns the remark on the option labels of a question that begin with a position in the list.
fn number_labels(set: &QuestionSet, id: Id<Question>) -> Option<Remark> {
    let all = &set.questions[id].options;
    let read_as_number = |label: &Wording| {
        [Audience::Client, Audience::Coordinator]
            .into_iter()
            .any(|audience| begins_with_place(label.for_audience(audience), all.len()))
    };
    let options = all.iter().enumerate();
    let options: OptionSet = options
        .filter(|(_, option)| read_as_number(&option.label))
        .map(|(position, _)| position)
        .collect();
    (!options.is_empty()).then_some(Remark::NumberLabels {
        question: id,
        options,
    })
}

/// Returns whether `effect` does at least everything that `safety` does.
fn covers(effect: &Effect, safety: &SafetyEffect) -> bool {
    let Effect::Safety(other) = effect else {
        return false;
    };
    let treatments = match (&other.treatments, &safety.treatments) {
        (None, _) => true,
        (Some(other), Some(own)) => own.iter().all(|treatment| other.contains(treatment)),
        (Some(_), None) => false,
    };
    treatments
        && other.level >= safety.level
        && other.crisis_lines >= safety.crisis_lines
        && other.emergency_first() >= safety.emergency_first()
        && other.withhold >= safety.withhold
}

/// Returns a copy of the set in which a rule has no effect.
fn without_effect(set: &QuestionSet, id: Id<Rule>) -> QuestionSet {
    let mut without = set.clone();
    if let Some(rule) = without.rules.values_mut().nth(id.index()) {
        rule.effect = Effect::Fit(Vec::new());
    }
    without
}

/// Returns what the engine suggests on these answers.
fn suggestion(set: &QuestionSet, answers: &Answers) -> Combination {
    let mut outcome = decide(set, answers).ok()?;
    outcome.suggested.sort();
    Some((outcome.suggested, outcome.sequence))
}

/// Returns the options of a question that a rule, a sequence, a score or a `when` reads.
fn read_options(set: &QuestionSet, question: Id<Question>) -> OptionSet {
    let mut read = OptionSet::EMPTY;
    let whens = set.questions.values().filter_map(|it| it.when.as_ref());
    let conditions = set
        .rules
        .values()
        .map(|rule| &rule.when)
        .chain(set.sequences.values().map(|sequence| &sequence.when))
        .chain(set.scores.values().filter_map(|score| score.when.as_ref()))
        .chain(whens);
    for condition in conditions {
        read = read.union(options_in_condition(set, condition, question));
    }
    let items = set.scores.values().flat_map(|score| &score.items);
    if items.into_iter().any(|item| item.question == question) {
        read = set.questions[question].options_where(|_| true);
    }
    read
}

/// Returns the options of a question that a condition reads.
fn options_in_condition(set: &QuestionSet, condition: &Condition, of: Id<Question>) -> OptionSet {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .map(|condition| options_in_condition(set, condition, of))
            .fold(OptionSet::EMPTY, OptionSet::union),
        Condition::Not(inner) => options_in_condition(set, inner, of),
        Condition::Is(name) => options_in_condition(set, &set.conditions[*name].condition, of),
        Condition::AnyOf { question, options } | Condition::AllOf { question, options }
            if *question == of =>
        {
            *options
        }
        _ => OptionSet::EMPTY,
    }
}
