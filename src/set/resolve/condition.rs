//! Conditions, with the names for them.

use std::collections::{BTreeSet, HashMap};

use super::super::marked::{Mark, Spot};
use super::super::model::{Condition, Kind, NamedCondition, Question, Range, Score};
use super::super::options::{OptionRole, OptionSet};
use super::super::problem::Report;
use super::super::raw::{RawCondition, RawEntry, RawRange, RawTest, Words};
use super::super::table::{Id, Table};
use super::Part;
use super::names::{Names, find};
use crate::words::set as words;

/// How deep conditions may nest, those they name included.
const DEEPEST: usize = 32;

/// How many tests a condition may have, those it names included: names that use names could
/// otherwise grow without bound.
const LARGEST: usize = 10_000;

/// The most named conditions a set can have.
const MOST_NAMED: usize = 500;

/// What conditions can read.
pub(super) struct Reader<'a> {
    pub(super) questions: &'a Table<Question>,
    pub(super) scores: &'a Table<Score>,
}

/// A stand-in where a condition could not be resolved.
const NEVER: Condition = Condition::Any(Vec::new());

impl Reader<'_> {
    /// Resolves a condition. A name that is declared but could not be resolved was reported there.
    pub(super) fn resolve(
        &self,
        raw: &RawCondition,
        named: &Named,
        at: Spot<'_>,
        report: &mut Report,
    ) -> Condition {
        let resolver = Resolver {
            reader: self,
            named: &named.table,
            broken: &BTreeSet::new(),
        };
        let condition = resolver.condition(raw, at, report);
        named.within_limits(condition, at, report)
    }

    /// Where in a condition this question is read, itself or through a name.
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
                RawEntry::Is(names) => names.0.iter().enumerate().find_map(|(position, name)| {
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

/// The questions a condition reads, itself or through names and scores.
pub(super) fn reads(
    condition: &Condition,
    scores: &Table<Score>,
    named: &Table<NamedCondition>,
) -> BTreeSet<Id<Question>> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => open.extend(inner),
            Condition::Not(inner) => open.push(inner),
            Condition::Is(name) => {
                if seen.insert(*name) {
                    open.push(&named[*name].condition);
                }
            }
            Condition::AnyOf { question, .. }
            | Condition::AllOf { question, .. }
            | Condition::Number { question, .. } => {
                found.insert(*question);
            }
            Condition::Score { score, .. } => {
                let score = &scores[*score];
                found.extend(score.items.iter().map(|item| item.question));
                open.extend(&score.when);
            }
        }
    }
    found
}

/// Whether a condition tests a score, itself or through names.
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

/// How large a condition is, the names it uses written out.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    depth: usize,
    size: usize,
}

/// Named conditions, none of which uses a later one.
#[derive(Default)]
pub(super) struct Named {
    pub(super) table: Table<NamedCondition>,
    extents: Vec<Extent>,
}

impl Named {
    fn extent(&self, condition: &Condition) -> Extent {
        let over = |inner: &[Condition]| {
            let inner = inner.iter().map(|inner| self.extent(inner));
            inner.fold(Extent::default(), |all, one| Extent {
                depth: all.depth.max(one.depth),
                size: all.size.saturating_add(one.size),
            })
        };
        let inner = match condition {
            Condition::All(inner) | Condition::Any(inner) => over(inner),
            Condition::Not(inner) => self.extent(inner),
            Condition::Is(name) => self.extents.get(name.index()).copied().unwrap_or_default(),
            _ => Extent::default(),
        };
        Extent {
            depth: inner.depth + 1,
            size: inner.size.saturating_add(1),
        }
    }

    /// The condition, or a stand-in if it is larger than can be worked with.
    fn within_limits(&self, condition: Condition, at: Spot<'_>, report: &mut Report) -> Condition {
        let extent = self.extent(&condition);
        if extent.depth > DEEPEST {
            report.error(at.key_mark(), words::condition_too_deep(DEEPEST));
        } else if extent.size > LARGEST {
            report.error(at.key_mark(), words::condition_too_large(LARGEST));
        } else {
            return condition;
        }
        NEVER
    }

    fn push(&mut self, name: &str, condition: Condition) {
        self.extents.push(self.extent(&condition));
        self.table.push(NamedCondition {
            name: name.to_owned(),
            condition,
        });
    }
}

/// Every named condition of the set, so that none uses a later one.
pub(super) fn named(parts: &[Part<'_>], reader: &Reader<'_>, report: &mut Report) -> Named {
    let mut names = Names::new("condition");
    let mut declared = Vec::new();
    for part in parts {
        let at = part.root.key("conditions");
        for (name, raw) in &part.raw.conditions.0 {
            let at = at.key(name);
            if names.take(name, at.key_mark(), report) {
                declared.push((name.as_str(), raw, at));
            }
        }
    }
    if let Some((_, _, at)) = declared.get(MOST_NAMED) {
        report.error(
            at.key_mark(),
            words::too_many("named condition", MOST_NAMED),
        );
        declared.truncate(MOST_NAMED);
    }
    let mut order = Order {
        index: declared
            .iter()
            .enumerate()
            .map(|(position, (name, ..))| (*name, position))
            .collect(),
        declared: &declared,
        visits: vec![Visit::New; declared.len()],
        sorted: Vec::new(),
        broken: BTreeSet::new(),
    };
    for position in 0..declared.len() {
        order.visit(position, report);
    }
    let Order { sorted, broken, .. } = order;
    let mut named = Named::default();
    for (name, raw, at) in sorted {
        let resolver = Resolver {
            reader,
            named: &named.table,
            broken: &broken,
        };
        let condition = resolver.condition(raw, at, report);
        let condition = named.within_limits(condition, at, report);
        named.push(name, condition);
    }
    named
}

type Declared<'a> = (&'a str, &'a RawCondition, Spot<'a>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// Sorts named conditions: those that others use come first.
struct Order<'d, 'a> {
    declared: &'d [Declared<'a>],
    index: HashMap<&'a str, usize>,
    visits: Vec<Visit>,
    sorted: Vec<Declared<'a>>,
    /// Names that stand in a circle.
    broken: BTreeSet<String>,
}

impl Order<'_, '_> {
    fn visit(&mut self, position: usize, report: &mut Report) {
        let Some(&declared) = self.declared.get(position) else {
            return;
        };
        let Some(visit) = self.visits.get_mut(position) else {
            return;
        };
        if *visit != Visit::New {
            return;
        }
        *visit = Visit::Open;
        let (name, raw, at) = declared;
        for (used, at) in names_in(raw, at) {
            let Some(&next) = self.index.get(used) else {
                continue;
            };
            if self.visits.get(next) == Some(&Visit::Open) {
                self.broken.insert(used.to_owned());
                report.error(at, words::circle(name, used));
            } else {
                self.visit(next, report);
            }
        }
        if let Some(visit) = self.visits.get_mut(position) {
            *visit = Visit::Done;
        }
        self.sorted.push(declared);
    }
}

/// The names a condition uses, each with its place.
fn names_in<'a>(raw: &'a RawCondition, at: Spot<'a>) -> Vec<(&'a str, Mark<'a>)> {
    let mut found = Vec::new();
    let mut open = vec![(raw, at)];
    while let Some((raw, at)) = open.pop() {
        for (key, entry) in &raw.0 {
            let at = at.key(key);
            match entry {
                RawEntry::All(list) | RawEntry::Any(list) => {
                    let items = list.iter().enumerate();
                    open.extend(items.map(|(position, raw)| (raw, at.item(position))));
                }
                RawEntry::Not(raw) => open.push((raw, at)),
                RawEntry::Is(names) => {
                    let names = names.0.iter().enumerate();
                    found.extend(
                        names.map(|(position, name)| (name.as_str(), at.item(position).mark())),
                    );
                }
                RawEntry::Test(_) => {}
            }
        }
    }
    found
}

struct Resolver<'a> {
    reader: &'a Reader<'a>,
    named: &'a Table<NamedCondition>,
    broken: &'a BTreeSet<String>,
}

impl Resolver<'_> {
    fn condition(&self, raw: &RawCondition, at: Spot<'_>, report: &mut Report) -> Condition {
        if raw.0.is_empty() {
            report.error(at.key_mark(), words::empty_condition());
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

    fn entry(&self, key: &str, entry: &RawEntry, at: Spot<'_>, report: &mut Report) -> Condition {
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
        report: &mut Report,
    ) -> Vec<Condition> {
        if list.is_empty() {
            report.error(at.key_mark(), words::empty_list(key));
        }
        list.iter()
            .enumerate()
            .map(|(position, raw)| self.condition(raw, at.item(position), report))
            .collect()
    }

    fn names(&self, names: &Words, at: Spot<'_>, report: &mut Report) -> Condition {
        if names.0.is_empty() {
            report.error(at.key_mark(), words::empty_list("is"));
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

    fn test(&self, key: &str, test: &RawTest, at: Spot<'_>, report: &mut Report) -> Condition {
        let Reader { questions, scores } = *self.reader;
        if let Some(id) = questions.find(key) {
            return on_question(id, &questions[id], test, at, report);
        }
        if let Some(score) = scores.find(key) {
            let RawTest::Range(range) = test else {
                report.error(at.mark(), words::score_needs_range(key));
                return NEVER;
            };
            let bounds = Range {
                min: 0,
                max: scores[score].highest(),
            };
            let range = within(range, bounds, key, at, report);
            return Condition::Score { score, range };
        }
        let known = questions.values().map(|question| question.name.as_str());
        let known = known.chain(scores.values().map(|score| score.name.as_str()));
        report.error(at.key_mark(), words::unknown_entry(key, known));
        NEVER
    }
}

fn on_question(
    id: Id<Question>,
    question: &Question,
    test: &RawTest,
    at: Spot<'_>,
    report: &mut Report,
) -> Condition {
    match test {
        RawTest::AnyOf(names) => Condition::AnyOf {
            question: id,
            options: options(question, names, at, report),
        },
        RawTest::IncludesAll(names) => {
            let at = at.key("includes_all");
            if question.kind != Kind::Choices {
                report.error(
                    at.key_mark(),
                    words::includes_all_not_allowed(&question.name),
                );
            }
            let options = options(question, names, at, report);
            let exclusive = question.options_where(OptionRole::is_exclusive);
            if options.len() > 1 && options.intersects(exclusive) {
                report.error(at.key_mark(), words::includes_all_exclusive());
            }
            Condition::AllOf {
                question: id,
                options,
            }
        }
        RawTest::Range(range) => {
            let Kind::Number { min, max, .. } = question.kind else {
                report.error(at.key_mark(), words::not_a_number(&question.name));
                return NEVER;
            };
            let range = within(range, Range { min, max }, &question.name, at, report);
            Condition::Number {
                question: id,
                range,
            }
        }
    }
}

fn options(question: &Question, names: &Words, at: Spot<'_>, report: &mut Report) -> OptionSet {
    if names.0.is_empty() {
        report.error(at.key_mark(), words::empty_list(&question.name));
    }
    let mut set = OptionSet::EMPTY;
    for (position, name) in names.0.iter().enumerate() {
        let at = at.item(position).mark();
        match question.option(name).map(OptionSet::one) {
            Some(option) if set.contains(option) => report.error(at, words::named_twice(name)),
            Some(option) => set = set.union(option),
            None => report.error(at, words::unknown_option(question, name)),
        }
    }
    set
}

/// The numbers a test allows, among those there can be.
fn within(raw: &RawRange, bounds: Range, name: &str, at: Spot<'_>, report: &mut Report) -> Range {
    let lowest = [raw.at_least, raw.above.map(|above| above.saturating_add(1))];
    let highest = [raw.at_most, raw.below.map(|below| below.saturating_sub(1))];
    let low = lowest.into_iter().flatten().max().unwrap_or(i64::MIN);
    let high = highest.into_iter().flatten().min().unwrap_or(i64::MAX);
    let range = Range {
        min: low.max(bounds.min),
        max: high.min(bounds.max),
    };
    if low > high {
        report.error(at.key_mark(), words::empty_range(name));
    } else if range.min > range.max && bounds.min <= bounds.max {
        report.error(
            at.key_mark(),
            words::range_outside(name, bounds.min, bounds.max),
        );
    }
    range
}
