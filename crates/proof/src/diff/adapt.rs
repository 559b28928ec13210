//! Rewrites one version of a question set over the shared variables of both versions.
//!
//! In the joint space (see [`joint_space`](crate::diff::joint_space)) a question of both versions
//! has one slot whose domain holds the answers of both. A version cannot express every answer in
//! it: an option or a number that only the other version offers is *foreign* to it. [`adapt`]
//! builds a copy of the version that reads such slots and decides as before:
//!
//! 1. Every question gets the foreign options of its slot appended to its own. Their labels are
//!    never shown.
//! 2. If the version can be unable to express the slot's answer, a *stand-in* question is inserted
//!    right before the question. It has a slot of its own and the same options and `when`. Its slot
//!    holds the answer of this version wherever the shared slot holds one that this version cannot
//!    express, and "not asked" elsewhere. That constraint is added by the joint space, not here.
//! 3. Every condition is rewritten. A test on a question becomes "the test on the question, or the
//!    test on its stand-in". A number test is cut to the version's own range, so that a foreign
//!    number never satisfies it. If the version has a "none of these" option and the shared
//!    checklist holds foreign ticks only, a test for "none of these" holds too.
//! 4. Every score item is split in two: on the question, foreign options give 0 points; on the
//!    stand-in, its answer gives its points.
//! 5. Guarantees and scenarios are dropped: they describe the version before rewriting.
//!
//! The rewriting is exact on every valid assignment of the joint space: at most one of the two
//! slots of a question holds an answer that the version can express, so "or" and the sum of points
//! select that answer. Nothing is over-approximated here. The copy is only read by the encoders and
//! never asked. A mistake would be caught in two places: the engine replays every example of a diff
//! on the *original* versions, and property tests compare all counts with an enumeration of all
//! pairs.

use treatfit_core::model::{
    AnswerOption, Condition, Id, OptionRole, OptionSet, Question, QuestionSet, Range, ScoreItem,
    Table, Wording,
};

use crate::diff::joint_questions::VersionQuestion;
use crate::encode::domain::Domain;
use crate::encode::mapping::{QuestionPlace, SetMapping};
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::Diagram;

/// The place where a version finds the answers to one of its questions.
#[derive(Debug, Clone)]
pub(crate) struct AnswerSource {
    /// How the version's own answers relate to the joint question.
    pub version_question: VersionQuestion,
    /// The domain of the joint question: the answers of both versions.
    pub merged: Domain,
    /// The index of the slot of the joint question.
    pub slot: usize,
    /// The index of the stand-in's slot, if this version needs one.
    pub stand_in: Option<usize>,
}

/// A version rewritten over the shared variables.
#[derive(Debug, Clone)]
pub(crate) struct Adapted {
    /// The rewritten set. It may be encoded, but not asked: it contains stand-ins.
    pub set: QuestionSet,
    /// The slot and the option positions of each question of `set`.
    pub view: SetMapping,
    /// For each question of the original version, its id in `set`.
    pub questions: Vec<Id<Question>>,
}

impl Adapted {
    /// Returns, for each question of the original version, where it is asked.
    #[must_use]
    pub(crate) fn asked(&self, walk: &WalkDiagrams) -> Vec<Diagram> {
        self.of_own_questions(&walk.asked)
    }

    /// Returns, for each question of the original version, where the interview reaches it, whether
    /// it is asked or not.
    #[must_use]
    pub(crate) fn reached(&self, walk: &WalkDiagrams) -> Vec<Diagram> {
        self.of_own_questions(&walk.reached)
    }

    /// Selects the diagrams of the original questions, leaving out the stand-ins.
    fn of_own_questions(&self, diagrams: &[Diagram]) -> Vec<Diagram> {
        let questions = self.questions.iter();
        let each = questions.filter_map(|id| diagrams.get(id.index()).copied());
        each.collect()
    }
}

/// Rewrites a version to read its answers from these sources, one for each of its questions.
#[must_use]
pub(crate) fn adapt(set: &QuestionSet, sources: &[AnswerSource]) -> Adapted {
    let mut questions = Table::default();
    let mut places = Vec::new();
    let mut adapted_questions: Vec<AdaptedQuestion> = Vec::new();
    for (question, source) in set.questions.values().zip(sources) {
        let mut asked = question.clone();
        let foreign = || source.version_question.foreign_options.positions();
        let named = foreign().filter_map(|position| source.merged.options.get(position));
        asked.options.extend(named.map(|(name, role)| AnswerOption {
            name: name.clone(),
            label: Wording::same(name),
            role: *role,
        }));
        let place = |slot| QuestionPlace {
            slot,
            options: source
                .version_question
                .options
                .iter()
                .copied()
                .chain(foreign())
                .collect(),
        };
        let own = question.options_where(|role| role == OptionRole::Plain);
        let ticks = asked.options_where(|role| role == OptionRole::Plain);
        let stand_in = source.stand_in.map(|slot| {
            places.push(place(slot));
            let mut stand_in = asked.clone();
            // Stopping rules are applied once, at the question itself: only then are both of its
            // slots settled.
            stand_in.readers.stopping.clear();
            questions.push(stand_in)
        });
        places.push(place(source.slot));
        adapted_questions.push(AdaptedQuestion {
            question: questions.push(asked),
            stand_in,
            none: source.version_question.none.map(|none| NoneEncoding {
                none: OptionSet::one(none),
                own,
                foreign: ticks
                    .positions()
                    .filter(|&position| position >= question.options.len())
                    .collect(),
            }),
            range: source.version_question.range,
        });
    }
    let adapted_questions = AdaptedQuestions(adapted_questions);
    let mut adapted = set.clone();
    adapted.questions = questions;
    adapted_questions.rewrite(&mut adapted);
    Adapted {
        set: adapted,
        view: SetMapping::new(places),
        questions: adapted_questions
            .0
            .iter()
            .map(|adapted| adapted.question)
            .collect(),
    }
}

/// What the rewriting of conditions needs to know about a question.
struct AdaptedQuestion {
    question: Id<Question>,
    stand_in: Option<Id<Question>>,
    none: Option<NoneEncoding>,
    range: Option<Range>,
}

/// How "none of these" appears in a shared checklist: as that option, or as foreign ticks without
/// own ticks.
struct NoneEncoding {
    none: OptionSet,
    own: OptionSet,
    foreign: OptionSet,
}

/// The adapted questions, by the id of the original question.
struct AdaptedQuestions(Vec<AdaptedQuestion>);

impl AdaptedQuestions {
    /// Rewrites every condition and score of a set whose questions are adapted already.
    fn rewrite(&self, set: &mut QuestionSet) {
        for question in set.questions.values_mut() {
            question.when = question
                .when
                .as_ref()
                .map(|when| self.rewrite_condition(when));
        }
        for named in set.conditions.values_mut() {
            named.condition = self.rewrite_condition(&named.condition);
        }
        for rule in set.rules.values_mut() {
            rule.when = self.rewrite_condition(&rule.when);
        }
        for sequence in set.sequences.values_mut() {
            sequence.when = self.rewrite_condition(&sequence.when);
        }
        for score in set.scores.values_mut() {
            score.when = score.when.as_ref().map(|when| self.rewrite_condition(when));
            score.items = score
                .items
                .iter()
                .flat_map(|item| self.rewrite_item(&set.questions, item))
                .collect();
        }
        // Guarantees and scenarios were written for the original version.
        set.guarantees = Table::default();
        set.scenarios = Table::default();
    }

    /// Rewrites a condition. Named conditions and scores are rewritten where they are defined.
    fn rewrite_condition(&self, condition: &Condition) -> Condition {
        let all = |inner: &[Condition]| {
            inner
                .iter()
                .map(|one| self.rewrite_condition(one))
                .collect()
        };
        match condition {
            Condition::All(inner) => Condition::All(all(inner)),
            Condition::Any(inner) => Condition::Any(all(inner)),
            Condition::Not(inner) => Condition::Not(Box::new(self.rewrite_condition(inner))),
            Condition::AnyOf { question, options } => {
                self.on_either_question(*question, |adapted, question| {
                    let options = *options;
                    either(
                        Condition::AnyOf { question, options },
                        adapted.implied_none(options),
                    )
                })
            }
            Condition::AllOf { question, options } => {
                self.on_either_question(*question, |adapted, question| {
                    let options = *options;
                    let implied_none = adapted.implied_none(options).filter(|_| options.len() == 1);
                    either(Condition::AllOf { question, options }, implied_none)
                })
            }
            Condition::Number { question, range } => {
                self.on_either_question(*question, |adapted, question| {
                    let own = adapted.range.unwrap_or(*range);
                    Condition::Number {
                        question,
                        range: Range {
                            min: range.min.max(own.min),
                            max: range.max.min(own.max),
                        },
                    }
                })
            }
            Condition::Is(_) | Condition::Score { .. } => condition.clone(),
        }
    }

    /// Applies a test to the question or to its stand-in.
    fn on_either_question(
        &self,
        question: Id<Question>,
        test: impl Fn(&AdaptedQuestion, Id<Question>) -> Condition,
    ) -> Condition {
        let Some(adapted) = self.0.get(question.index()) else {
            return Condition::Any(Vec::new());
        };
        let stand_in = adapted.stand_in.map(|stand_in| test(adapted, stand_in));
        either(test(adapted, adapted.question), stand_in)
    }

    /// Splits a score item into one for the stand-in and one for the question. Foreign options give
    /// 0 points.
    fn rewrite_item(&self, questions: &Table<Question>, item: &ScoreItem) -> Vec<ScoreItem> {
        let Some(adapted) = self.0.get(item.question.index()) else {
            return Vec::new();
        };
        let places = [adapted.stand_in, Some(adapted.question)];
        let asked = places.into_iter().flatten();
        asked
            .map(|question| {
                let mut points = item.points.clone();
                points.resize(questions[question].options.len(), Some(0));
                ScoreItem { question, points }
            })
            .collect()
    }
}

impl AdaptedQuestion {
    /// Returns the condition under which "none of these" is implied, if the test looks for that
    /// option.
    fn implied_none(&self, wanted: OptionSet) -> Option<Condition> {
        let encoding = self.none.as_ref()?;
        let ticked = |options| Condition::AnyOf {
            question: self.question,
            options,
        };
        let only_foreign = vec![
            ticked(encoding.foreign),
            Condition::Not(Box::new(ticked(encoding.own))),
        ];
        wanted
            .contains(encoding.none)
            .then_some(Condition::All(only_foreign))
    }
}

fn either(one: Condition, other: Option<Condition>) -> Condition {
    match other {
        Some(other) => Condition::Any(vec![one, other]),
        None => one,
    }
}
