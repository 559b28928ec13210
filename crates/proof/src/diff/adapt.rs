//! One version of a question set, put so that it reads the answers both versions share.
//!
//! Its rules mean what they meant; only where they look has changed. A question whose answers
//! differ between the versions gets a *stand-in* right before it: a question of this version alone,
//! answered where the shared answer is one that this version has no word for.

use treatfit_core::model::{
    AnswerOption, Condition, Id, OptionRole, OptionSet, Question, QuestionSet, Range, ScoreItem,
    Table, Wording,
};

use crate::diff::joint_questions::VersionQuestion;
use crate::encode::domain::Domain;
use crate::encode::view::{QuestionPlace, SetView};
use crate::encode::walk::WalkDiagrams;
use crate::kernel::diagram::Diagram;

/// Where a version finds the answers to one of its questions.
#[derive(Debug, Clone)]
pub(crate) struct AnswerSource {
    /// What is its own in the shared answer.
    pub part: VersionQuestion,
    /// All options of the shared question.
    pub merged: Domain,
    /// The slot of the shared answer.
    pub slot: usize,
    /// The slot of the stand-in, if there is one.
    pub stand_in: Option<usize>,
}

/// A version that reads shared answers.
#[derive(Debug, Clone)]
pub(crate) struct Adapted {
    /// The set, to be read and not to be asked.
    pub set: QuestionSet,
    /// Where its questions lie.
    pub view: SetView,
    /// The question in it that each of the version's questions has become.
    pub questions: Vec<Id<Question>>,
}

impl Adapted {
    /// Where each of the version's questions is asked.
    #[must_use]
    pub(crate) fn asked(&self, walk: &WalkDiagrams) -> Vec<Diagram> {
        self.each(&walk.asked)
    }

    /// Where the walk comes to each of the version's questions.
    #[must_use]
    pub(crate) fn reached(&self, walk: &WalkDiagrams) -> Vec<Diagram> {
        self.each(&walk.reached)
    }

    fn each(&self, diagrams: &[Diagram]) -> Vec<Diagram> {
        let questions = self.questions.iter();
        let each = questions.filter_map(|id| diagrams.get(id.index()).copied());
        each.collect()
    }
}

/// Puts a version so that it reads the answers in these seats, one for each of its questions.
#[must_use]
pub(crate) fn adapt(set: &QuestionSet, seats: &[AnswerSource]) -> Adapted {
    let mut questions = Table::default();
    let mut places = Vec::new();
    let mut homes: Vec<AdaptedQuestion> = Vec::new();
    for (question, seat) in set.questions.values().zip(seats) {
        let mut asked = question.clone();
        let foreign = || seat.part.foreign_options.positions();
        let named = foreign().filter_map(|position| seat.merged.options.get(position));
        asked.options.extend(named.map(|(name, role)| AnswerOption {
            name: name.clone(),
            label: Wording::same(name),
            role: *role,
        }));
        let place = |slot| QuestionPlace {
            slot,
            options: seat.part.options.iter().copied().chain(foreign()).collect(),
        };
        let own = question.options_where(|role| role == OptionRole::Plain);
        let ticks = asked.options_where(|role| role == OptionRole::Plain);
        let stand_in = seat.stand_in.map(|slot| {
            places.push(place(slot));
            let mut stand_in = asked.clone();
            // The walk may end at the question itself, not before it.
            stand_in.readers.stopping.clear();
            questions.push(stand_in)
        });
        places.push(place(seat.slot));
        homes.push(AdaptedQuestion {
            question: questions.push(asked),
            stand_in,
            none: seat.part.none.map(|none| NoneEncoding {
                none: OptionSet::one(none),
                own,
                foreign: ticks
                    .positions()
                    .filter(|&position| position >= question.options.len())
                    .collect(),
            }),
            range: seat.part.range,
        });
    }
    let homes = AdaptedQuestions(homes);
    let mut adapted = set.clone();
    adapted.questions = questions;
    homes.reword(&mut adapted);
    Adapted {
        set: adapted,
        view: SetView::new(places),
        questions: homes.0.iter().map(|home| home.question).collect(),
    }
}

/// What one of the version's questions has become.
struct AdaptedQuestion {
    question: Id<Question>,
    stand_in: Option<Id<Question>>,
    none: Option<NoneEncoding>,
    range: Option<Range>,
}

/// How "none of these" shows in a shared checklist: as itself, or as foreign ticks alone.
struct NoneEncoding {
    none: OptionSet,
    own: OptionSet,
    foreign: OptionSet,
}

struct AdaptedQuestions(Vec<AdaptedQuestion>);

impl AdaptedQuestions {
    fn reword(&self, set: &mut QuestionSet) {
        for question in set.questions.values_mut() {
            question.when = question.when.as_ref().map(|when| self.condition(when));
        }
        for named in set.conditions.values_mut() {
            named.condition = self.condition(&named.condition);
        }
        for rule in set.rules.values_mut() {
            rule.when = self.condition(&rule.when);
        }
        for sequence in set.sequences.values_mut() {
            sequence.when = self.condition(&sequence.when);
        }
        for score in set.scores.values_mut() {
            score.when = score.when.as_ref().map(|when| self.condition(when));
            score.items = score
                .items
                .iter()
                .flat_map(|item| self.items(&set.questions, item))
                .collect();
        }
        // What these expect was said of the version as it was.
        set.guarantees = Table::default();
        set.scenarios = Table::default();
    }

    fn condition(&self, condition: &Condition) -> Condition {
        let all = |inner: &[Condition]| inner.iter().map(|one| self.condition(one)).collect();
        match condition {
            Condition::All(inner) => Condition::All(all(inner)),
            Condition::Any(inner) => Condition::Any(all(inner)),
            Condition::Not(inner) => Condition::Not(Box::new(self.condition(inner))),
            Condition::AnyOf { question, options } => self.test(*question, |home, question| {
                let options = *options;
                any(
                    Condition::AnyOf { question, options },
                    home.none_left(options),
                )
            }),
            Condition::AllOf { question, options } => self.test(*question, |home, question| {
                let options = *options;
                let alone = home.none_left(options).filter(|_| options.len() == 1);
                any(Condition::AllOf { question, options }, alone)
            }),
            Condition::Number { question, range } => self.test(*question, |home, question| {
                let own = home.range.unwrap_or(*range);
                Condition::Number {
                    question,
                    range: Range {
                        min: range.min.max(own.min),
                        max: range.max.min(own.max),
                    },
                }
            }),
            Condition::Is(_) | Condition::Score { .. } => condition.clone(),
        }
    }

    /// A test on the shared answer or on the stand-in.
    fn test(
        &self,
        question: Id<Question>,
        test: impl Fn(&AdaptedQuestion, Id<Question>) -> Condition,
    ) -> Condition {
        let Some(home) = self.0.get(question.index()) else {
            return Condition::Any(Vec::new());
        };
        let stand_in = home.stand_in.map(|stand_in| test(home, stand_in));
        any(test(home, home.question), stand_in)
    }

    /// An answer the version has no word for adds nothing; its stand-in adds what it is worth.
    fn items(&self, questions: &Table<Question>, item: &ScoreItem) -> Vec<ScoreItem> {
        let Some(home) = self.0.get(item.question.index()) else {
            return Vec::new();
        };
        let places = [home.stand_in, Some(home.question)];
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
    fn none_left(&self, wanted: OptionSet) -> Option<Condition> {
        let left = self.none.as_ref()?;
        let ticked = |options| Condition::AnyOf {
            question: self.question,
            options,
        };
        let only_foreign = vec![
            ticked(left.foreign),
            Condition::Not(Box::new(ticked(left.own))),
        ];
        wanted
            .contains(left.none)
            .then_some(Condition::All(only_foreign))
    }
}

fn any(one: Condition, other: Option<Condition>) -> Condition {
    match other {
        Some(other) => Condition::Any(vec![one, other]),
        None => one,
    }
}
