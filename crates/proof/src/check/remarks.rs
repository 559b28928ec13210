//! What an author may not have meant: questions, options, rules and treatments that never come into
//! play, proved over all answer sets and shown by one where there is one to show; and labels that
//! read like numbers.

use num_bigint::BigUint;
use treatfit_core::engine::decide;
use treatfit_core::load::begins_with_place;
use treatfit_core::model::{
    Answer, Answers, Audience, Condition, Effect, Id, Level, OptionRole, OptionSet, Question,
    QuestionKind, QuestionSet, Rule, SafetyEffect, Sequence, Treatment, Wording,
};

use crate::check::counts::Counts;
use crate::check::guarantees::Example;
use crate::encode::outcome::OutcomeDiagrams;
use crate::encode::{Proof, outcome as outcomes};
use crate::kernel::diagram::{Diagram, WithinBudget};
use crate::kernel::op::Op;

/// Something worth a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// No answer set has an answer to this question.
    NeverAsked(Id<Question>),
    /// No rule, score or `when` reads these options; here the first of them is chosen.
    Unread {
        /// The question.
        question: Id<Question>,
        /// The options.
        options: OptionSet,
        /// An answer set with the first of them alone.
        example: Box<Example>,
    },
    /// The labels of these options begin with a number that is also a place in the list.
    NumberLabels {
        /// The question.
        question: Id<Question>,
        /// The options.
        options: OptionSet,
    },
    /// No answer set makes this rule a finding.
    NeverFound(Id<Rule>),
    /// Without this rule every answer set would have the same result; here it is found.
    NeverMatters {
        /// The rule.
        rule: Id<Rule>,
        /// Another rule, as grave and for the same treatments, that is found wherever it is.
        implied_by: Option<Id<Rule>>,
        /// An answer set that makes it a finding.
        example: Box<Example>,
    },
    /// No answer set leads to this treatment.
    NeverSuggested(Id<Treatment>),
}

/// What is suggested, in the author's order, and in what sequence.
type Combination = Option<(Vec<Id<Treatment>>, Option<Id<Sequence>>)>;

/// How many random answer sets are looked at for a fit rule before it is proved.
const SAMPLES: usize = 200;

impl Proof<'_> {
    /// Finds what is worth a look.
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

    fn unread(&mut self, id: Id<Question>) -> WithinBudget<Option<Remark>> {
        let question = &self.set.questions[id];
        let plain = question.options_where(|role| role == OptionRole::Plain);
        let read = read_options(self.set, id);
        let unread: OptionSet = plain
            .positions()
            .filter(|&option| !read.intersects(OptionSet::one(option)))
            .collect();
        // One answer that no rule reads is how a question says that all is well.
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

    /// Whether a rule matters as far as can be seen without a proof. A note is there for its words.
    fn clearly_matters(&self, id: Id<Rule>, alone: &BigUint, samples: &[Vec<usize>]) -> bool {
        match &self.set.rules[id].effect {
            Effect::Safety(safety) if safety.level == Level::Note => true,
            // Found without another as grave, it alone makes the status what it is.
            Effect::Safety(safety) => safety.treatments.is_none() && *alone > BigUint::ZERO,
            Effect::Fit(_) => self.seen_to_matter(id, samples),
        }
    }

    /// Whether a fit rule is seen to matter in answer sets in which it is found; some are too rare
    /// to meet otherwise.
    fn matters_where_found(&mut self, id: Id<Rule>, named: Diagram) -> WithinBudget<bool> {
        if let Effect::Safety(_) = self.set.rules[id].effect {
            return Ok(false);
        }
        let found = self.store.and(named, self.fired(id))?;
        Ok(self.seen_to_matter(id, &self.samples(found)))
    }

    fn fired(&self, id: Id<Rule>) -> Diagram {
        let fired = self.outcomes.truths.fired.get(id.index());
        fired.copied().unwrap_or(Diagram::NO)
    }

    /// Random answer sets among these.
    fn samples(&self, among: Diagram) -> Vec<Vec<usize>> {
        if among == Diagram::NO {
            return Vec::new();
        }
        let mut dice = 1;
        let sample = |_| self.store.random_values(among, &mut dice);
        (0..SAMPLES).map(sample).collect()
    }

    fn seen_to_matter(&self, id: Id<Rule>, samples: &[Vec<usize>]) -> bool {
        let fired = self.fired(id);
        let without = neutral(self.set, id);
        let mut found = samples
            .iter()
            .filter(|values| self.store.evaluate(fired, values) == 1)
            .map(|values| self.answers(values));
        found.any(|answers| suggestion(self.set, &answers) != suggestion(&without, &answers))
    }

    /// Whether some answer set would have another result without this rule.
    fn matters(&mut self, id: Id<Rule>) -> WithinBudget<bool> {
        let truths = self.outcomes.truths.without(id);
        let without = OutcomeDiagrams::decide(&mut self.store, self.set, &truths)?;
        let mut pairs = vec![
            (
                outcomes::encode_results(&mut self.store, &self.outcomes)?,
                outcomes::encode_results(&mut self.store, &without)?,
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

/// Whether an effect does at least what this one does.
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

/// The set with a rule that gives no points any more.
fn neutral(set: &QuestionSet, id: Id<Rule>) -> QuestionSet {
    let mut without = set.clone();
    if let Some(rule) = without.rules.values_mut().nth(id.index()) {
        rule.effect = Effect::Fit(Vec::new());
    }
    without
}

/// What is suggested, and in what sequence; `None` where the engine does not decide.
fn suggestion(set: &QuestionSet, answers: &Answers) -> Combination {
    let mut outcome = decide(set, answers).ok()?;
    outcome.suggested.sort();
    Some((outcome.suggested, outcome.sequence))
}

/// The options of a question that a rule, a sequence, a score or a `when` reads.
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
        read = read.union(looked_for(set, condition, question));
    }
    let items = set.scores.values().flat_map(|score| &score.items);
    if items.into_iter().any(|item| item.question == question) {
        read = set.questions[question].options_where(|_| true);
    }
    read
}

fn looked_for(set: &QuestionSet, condition: &Condition, of: Id<Question>) -> OptionSet {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => inner
            .iter()
            .map(|condition| looked_for(set, condition, of))
            .fold(OptionSet::EMPTY, OptionSet::union),
        Condition::Not(inner) => looked_for(set, inner, of),
        Condition::Is(name) => looked_for(set, &set.conditions[*name].condition, of),
        Condition::AnyOf { question, options } | Condition::AllOf { question, options }
            if *question == of =>
        {
            *options
        }
        _ => OptionSet::EMPTY,
    }
}
