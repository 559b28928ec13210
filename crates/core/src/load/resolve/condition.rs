//! Resolves conditions: ids of questions, options, scores and named conditions.

use std::collections::BTreeSet;

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::{RawCondition, RawEntry, RawRange, RawTest, Words};
use crate::load::resolve::named::NamedConditions;
use crate::load::resolve::names::find;
use crate::load::tree::{Mark, Spot};
use crate::model::readers::reads;
use crate::model::{
    Condition, Id, NamedCondition, OptionRole, OptionSet, Question, QuestionKind, Range, Score,
    Table,
};

/// The questions and scores that conditions can read.
pub(super) struct Reader<'a> {
    pub(super) questions: &'a Table<Question>,
    pub(super) scores: &'a Table<Score>,
}

/// A placeholder for a condition that could not be resolved; it never holds.
pub(super) const NEVER: Condition = Condition::Any(Vec::new());

impl Reader<'_> {
    /// Resolves a condition. A named condition that is declared but could not be resolved is not
    /// reported again here.
    pub(super) fn resolve(
        &self,
        raw: &RawCondition,
        named: &NamedConditions,
        at: Spot<'_>,
        report: &mut Problems,
    ) -> Condition {
        let resolver = Resolver {
            reader: self,
            named: &named.table,
            broken: &BTreeSet::new(),
        };
        let condition = resolver.condition(raw, at, report);
        named.within_limits(condition, at, report)
    }

    /// Returns the position in a condition at which it reads this question, directly or through a
    /// named condition or score; if none is found, that of the condition.
    pub(super) fn place_of<'s>(
        &self,
        raw: &RawCondition,
        named: &Table<NamedCondition>,
        question: Id<Question>,
        at: Spot<'s>,
    ) -> Mark<'s> {
        self.find_read(raw, named, question, at)
            .unwrap_or_else(|| at.key_mark())
    }

    fn find_read<'s>(
        &self,
        raw: &RawCondition,
        named: &Table<NamedCondition>,
        question: Id<Question>,
        at: Spot<'s>,
    ) -> Option<Mark<'s>> {
        raw.0.iter().find_map(|(key, entry)| {
            let at = at.key(key);
            match entry {
                RawEntry::All(list) | RawEntry::Any(list) => {
                    list.iter().enumerate().find_map(|(position, raw)| {
                        self.find_read(raw, named, question, at.item(position))
                    })
                }
                RawEntry::Not(raw) => self.find_read(raw, named, question, at),
                RawEntry::Is(list) => list.0.iter().enumerate().find_map(|(position, name)| {
                    let condition = &named[named.find(name)?].condition;
                    reads(condition, self.scores, named)
                        .contains(&question)
                        .then(|| at.item(position).mark())
                }),
                RawEntry::Test(_) => {
                    let here = self.questions.find(key) == Some(question);
                    let in_score = || {
                        let score = self.scores.find(key)?;
                        let range = Range { min: 0, max: 0 };
                        let test = Condition::Score { score, range };
                        Some(reads(&test, self.scores, named).contains(&question))
                    };
                    (here || in_score() == Some(true)).then(|| at.key_mark())
                }
            }
        })
    }
}

/// Returns whether a condition tests a score, directly or through named conditions.
pub(super) fn tests_score(condition: &Condition, named: &Table<NamedCondition>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => open.extend(inner),
            Condition::Not(inner) => open.push(inner),
            Condition::Is(name) if seen.insert(*name) => open.push(&named[*name].condition),
            Condition::Score { .. } => return true,
            _ => {}
        }
    }
    false
}

/// Resolves conditions with the named conditions that are resolved so far.
pub(super) struct Resolver<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) named: &'a Table<NamedCondition>,
    /// Named conditions that are part of a cycle, which was reported.
    pub(super) broken: &'a BTreeSet<String>,
}

impl Resolver<'_> {
    /// Resolves a condition and reports every problem in it.
    pub(super) fn condition(
        &self,
        raw: &RawCondition,
        at: Spot<'_>,
        report: &mut Problems,
    ) -> Condition {
        if raw.0.is_empty() {
            report.error(at.key_mark(), messages::empty_condition());
        }
        let mut entries: Vec<Condition> = raw
            .0
            .iter()
            .map(|(key, entry)| self.entry(key, entry, at.key(key), report))
            .collect();
        match entries.pop() {
            Some(only) if entries.is_empty() => only,
            last => {
                entries.extend(last);
                Condition::All(entries)
            }
        }
    }

    fn entry(&self, key: &str, entry: &RawEntry, at: Spot<'_>, report: &mut Problems) -> Condition {
        match entry {
            RawEntry::All(list) => Condition::All(self.list(key, list, at, report)),
            RawEntry::Any(list) => Condition::Any(self.list(key, list, at, report)),
            RawEntry::Not(raw) => Condition::Not(Box::new(self.condition(raw, at, report))),
            RawEntry::Is(names) => self.names(names, at, report),
            RawEntry::Test(test) => self.test(key, test, at, report),
        }
    }

    fn list(
        &self,
        key: &str,
        list: &[RawCondition],
        at: Spot<'_>,
        report: &mut Problems,
    ) -> Vec<Condition> {
        if list.is_empty() {
            report.error(at.key_mark(), messages::empty_list(key));
        }
        list.iter()
            .enumerate()
            .map(|(position, raw)| self.condition(raw, at.item(position), report))
            .collect()
    }

    /// Resolves an `is`: any of the named conditions.
    fn names(&self, names: &Words, at: Spot<'_>, report: &mut Problems) -> Condition {
        if names.0.is_empty() {
            report.error(at.key_mark(), messages::empty_list("is"));
        }
        let mut found: Vec<Condition> = names
            .0
            .iter()
            .enumerate()
            .filter_map(|(position, name)| {
                if self.broken.contains(name) {
                    return None;
                }
                let at = at.item(position).mark();
                find(self.named, "condition", name, at, report).map(Condition::Is)
            })
            .collect();
        match found.pop() {
            Some(only) if found.is_empty() => only,
            last => {
                found.extend(last);
                Condition::Any(found)
            }
        }
    }

    /// Resolves a test on the question or score with the id `key`.
    fn test(&self, key: &str, test: &RawTest, at: Spot<'_>, report: &mut Problems) -> Condition {
        let Reader { questions, scores } = *self.reader;
        if let Some(id) = questions.find(key) {
            return on_question(id, &questions[id], test, at, report);
        }
        if let Some(score) = scores.find(key) {
            let RawTest::Range(range) = test else {
                report.error(at.mark(), messages::score_needs_range(key));
                return NEVER;
            };
            let bounds = Range {
                min: 0,
                max: scores[score].highest(),
            };
            let range = range_within(range, bounds, key, at, report);
            return Condition::Score { score, range };
        }
        if report.is_full() {
            return NEVER;
        }
        let known = questions.values().map(|question| question.name.as_str());
        let known = known.chain(scores.values().map(|score| score.name.as_str()));
        report.error(at.key_mark(), messages::unknown_entry(key, known));
        NEVER
    }
}

/// Resolves a test on a question.
fn on_question(
    id: Id<Question>,
    question: &Question,
    test: &RawTest,
    at: Spot<'_>,
    report: &mut Problems,
) -> Condition {
    match test {
        RawTest::AnyOf(names) => Condition::AnyOf {
            question: id,
            options: options(question, names, at, report),
        },
        RawTest::IncludesAll(names) => {
            let at = at.key("includes_all");
            if question.kind != QuestionKind::Choices {
                report.error(
                    at.key_mark(),
                    messages::includes_all_not_allowed(&question.name),
                );
            }
            let options = options(question, names, at, report);
            let exclusive = question.options_where(OptionRole::is_exclusive);
            if options.len() > 1 && options.intersects(exclusive) {
                report.error(at.key_mark(), messages::includes_all_exclusive());
            }
            Condition::AllOf {
                question: id,
                options,
            }
        }
        RawTest::Range(range) => {
            let QuestionKind::Number { min, max, .. } = question.kind else {
                report.error(at.key_mark(), messages::not_a_number(&question.name));
                return NEVER;
            };
            let range = range_within(range, Range { min, max }, &question.name, at, report);
            Condition::Number {
                question: id,
                range,
            }
        }
    }
}

fn options(question: &Question, names: &Words, at: Spot<'_>, report: &mut Problems) -> OptionSet {
    if names.0.is_empty() {
        report.error(at.key_mark(), messages::empty_list(&question.name));
    }
    let mut set = OptionSet::EMPTY;
    for (position, name) in names.0.iter().enumerate() {
        let at = at.item(position).mark();
        match question.option(name).map(OptionSet::one) {
            Some(option) if set.contains(option) => report.error(at, messages::named_twice(name)),
            Some(option) => set = set.union(option),
            None => report.error(at, messages::unknown_option(question, name)),
        }
    }
    set
}

/// Returns the range of a test, cut to the possible numbers (`bounds`). Reports a range that is
/// empty or lies outside them.
fn range_within(
    raw: &RawRange,
    bounds: Range,
    name: &str,
    at: Spot<'_>,
    report: &mut Problems,
) -> Range {
    let lowest = [raw.at_least, raw.above.map(|above| above.saturating_add(1))];
    let highest = [raw.at_most, raw.below.map(|below| below.saturating_sub(1))];
    let low = lowest.into_iter().flatten().max().unwrap_or(i64::MIN);
    let high = highest.into_iter().flatten().min().unwrap_or(i64::MAX);
    let range = Range {
        min: low.max(bounds.min),
        max: high.min(bounds.max),
    };
    if low > high {
        report.error(at.key_mark(), messages::empty_range(name));
    } else if range.min > range.max && bounds.min <= bounds.max {
        report.error(
            at.key_mark(),
            messages::range_outside(name, bounds.min, bounds.max),
        );
    }
    range
}
