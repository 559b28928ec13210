//! Serialises answers and outcomes by the ids that the author gave.
//!
//! In memory, items refer to each other by position in a table. The serialised form names questions,
//! options, rules and treatments as the files of the question set do.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::model::{
    Answer, Answers, Crisis, Finding, Id, Named, NotProvided, Outcome, Question, QuestionKind,
    QuestionSet, SKIPPED, ScoreResult, Standing, Status, Table, Withheld,
};

/// An answer as it is written in an answers file.
///
/// ```text
/// smoke: no             # Word: the id of an option
/// likes: [fresh, cold]  # Words: the ids of ticked options, a single one included
/// cups: 3               # Number
/// wish: Not too late    # Word: free text
/// shaky: skipped        # Word: an optional question passed over
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AnswerValue {
    /// A whole number.
    Number(i64),
    /// The id of an option, a free text, or `skipped`.
    Word(String),
    /// The ids of the options ticked in a checklist.
    Words(Vec<String>),
}

impl Question {
    /// Returns an answer to this question as it is written in an answers file.
    #[must_use]
    pub fn answer_value(&self, answer: &Answer) -> AnswerValue {
        match answer {
            Answer::Options(chosen) => {
                let ids = self.chosen(*chosen).map(|option| option.name.clone());
                if self.kind == QuestionKind::Choices {
                    AnswerValue::Words(ids.collect())
                } else {
                    AnswerValue::Word(ids.collect())
                }
            }
            Answer::Number(number) => AnswerValue::Number(*number),
            Answer::Text(text) => AnswerValue::Word(text.clone()),
            Answer::Skipped => AnswerValue::Word(SKIPPED.to_owned()),
        }
    }
}

/// Answers or an outcome together with their question set; made by [`QuestionSet::by_id`].
#[derive(Debug, Clone, Copy)]
pub struct ById<'a, T> {
    set: &'a QuestionSet,
    value: &'a T,
}

impl QuestionSet {
    /// Combines answers to this set, or an outcome of it, with the set, for serialisation by id.
    ///
    /// [`Answers`] become a map from question id to [`AnswerValue`], as under `answers` in an answers
    /// file; the region is not part of it, and belongs beside it under `region`. An [`Outcome`]
    /// becomes an object with its field names as keys.
    #[must_use]
    pub const fn by_id<'a, T>(&'a self, value: &'a T) -> ById<'a, T> {
        ById { set: self, value }
    }
}

impl Serialize for ById<'_, Answers> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (id, answer) in self.value.iter(self.set) {
            let question = &self.set.questions[id];
            map.serialize_entry(&question.name, &question.answer_value(answer))?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct OutcomeById<'a> {
    status: Status,
    withheld: bool,
    standings: Vec<StandingById<'a>>,
    suggested: Vec<&'a str>,
    close: Vec<&'a str>,
    sequence: Option<&'a str>,
    findings: Vec<FindingById<'a>>,
    crisis: Option<CrisisById<'a>>,
    scores: Vec<ScoreById<'a>>,
    not_provided: Vec<NotProvidedById<'a>>,
}

#[derive(Serialize)]
struct StandingById<'a> {
    treatment: &'a str,
    points: i32,
    excluded: bool,
    needs_clearance: bool,
}

#[derive(Serialize)]
struct FindingById<'a> {
    rule: &'a str,
    answers: Vec<&'a str>,
}

#[derive(Serialize)]
struct CrisisById<'a> {
    region: Option<&'a str>,
    emergency_first: bool,
    lines: bool,
}

#[derive(Serialize)]
struct ScoreById<'a> {
    score: &'a str,
    points: i64,
    band: Option<&'a str>,
}

#[derive(Serialize)]
struct NotProvidedById<'a> {
    question: &'a str,
    how: Withheld,
}

fn names<'a, T: Named>(table: &'a Table<T>, ids: &[Id<T>]) -> Vec<&'a str> {
    ids.iter().map(|&id| table[id].name()).collect()
}

impl Serialize for ById<'_, Outcome> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { set, value } = self;
        // Destructured without `..`, so that a new field is a compile error here.
        let Outcome {
            status,
            withheld,
            standings,
            suggested,
            close,
            sequence,
            findings,
            crisis,
            scores,
            not_provided,
        } = value;
        let standings = standings.iter().map(|it| {
            let Standing {
                treatment,
                points,
                excluded,
                needs_clearance,
            } = *it;
            StandingById {
                treatment: &set.treatments[treatment].name,
                points,
                excluded,
                needs_clearance,
            }
        });
        let findings = findings.iter().map(|it| {
            let Finding { rule, answers } = it;
            FindingById {
                rule: &set.rules[*rule].name,
                answers: names(&set.questions, answers),
            }
        });
        let crisis = crisis.as_ref().map(|it| {
            let Crisis {
                region,
                emergency_first,
                lines,
            } = *it;
            CrisisById {
                region: region.map(|id| set.regions[id].name.as_str()),
                emergency_first,
                lines,
            }
        });
        let scores = scores.iter().map(|it| {
            let ScoreResult {
                score,
                points,
                band,
            } = *it;
            let score = &set.scores[score];
            ScoreById {
                score: &score.name,
                points,
                band: score.bands.get(band).map(|band| band.label.as_str()),
            }
        });
        let not_provided = not_provided.iter().map(|it| {
            let NotProvided { question, how } = *it;
            NotProvidedById {
                question: &set.questions[question].name,
                how,
            }
        });
        OutcomeById {
            status: *status,
            withheld: *withheld,
            standings: standings.collect(),
            suggested: names(&set.treatments, suggested),
            close: names(&set.treatments, close),
            sequence: sequence.map(|id| set.sequences[id].name.as_str()),
            findings: findings.collect(),
            crisis,
            scores: scores.collect(),
            not_provided: not_provided.collect(),
        }
        .serialize(serializer)
    }
}
