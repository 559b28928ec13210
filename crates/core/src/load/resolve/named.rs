//! Conditions with names.

use std::collections::{BTreeSet, HashMap};

use crate::load::messages as words;
use crate::load::problem::Problems;
use crate::load::raw::{RawCondition, RawEntry};
use crate::load::resolve::PartFile;
use crate::load::resolve::condition::{NEVER, Reader, Resolver};
use crate::load::resolve::names::Names;
use crate::load::tree::{Mark, Spot};
use crate::model::{Condition, NamedCondition, Table};

/// How deep conditions may nest, those they name included.
const DEEPEST: usize = 32;

/// How many tests a condition may have, those it names included: names that use names could
/// otherwise grow without bound.
const LARGEST: usize = 10_000;

/// The most named conditions a set can have.
const MOST_NAMED: usize = 500;

/// How large a condition is, the names it uses written out.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    depth: usize,
    size: usize,
}

/// Named conditions, none of which uses a later one.
#[derive(Default)]
pub(super) struct NamedConditions {
    pub(super) table: Table<NamedCondition>,
    extents: Vec<Extent>,
}

impl NamedConditions {
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
    pub(super) fn within_limits(
        &self,
        condition: Condition,
        at: Spot<'_>,
        report: &mut Problems,
    ) -> Condition {
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
pub(super) fn named(
    parts: &[PartFile<'_>],
    reader: &Reader<'_>,
    report: &mut Problems,
) -> NamedConditions {
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
    let mut done = NamedConditions::default();
    for (name, raw, at) in sorted {
        let resolver = Resolver {
            reader,
            named: &done.table,
            broken: &broken,
        };
        let condition = resolver.condition(raw, at, report);
        let condition = done.within_limits(condition, at, report);
        done.push(name, condition);
    }
    done
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
    fn visit(&mut self, position: usize, report: &mut Problems) {
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
