//! Resolves named conditions, in an order in which each uses only earlier ones, and limits their
//! size.

use std::collections::{BTreeSet, HashMap};

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::{RawCondition, RawEntry};
use crate::load::resolve::PartFile;
use crate::load::resolve::condition::{NEVER, Reader, Resolver};
use crate::load::resolve::names::Names;
use crate::load::tree::{Mark, Spot};
use crate::model::{Condition, NamedCondition, Table};

/// The deepest nesting of a condition, the named conditions it uses included.
const DEEPEST: usize = 32;

/// The largest size of a condition, in nodes, with the named conditions it uses expanded. Without a
/// limit, named conditions that use each other could grow exponentially.
const LARGEST: usize = 10_000;

/// The largest number of named conditions of a set.
const MOST_NAMED: usize = 500;

/// The depth and the size in nodes of a condition, with the named conditions it uses expanded.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    depth: usize,
    size: usize,
}

/// The resolved named conditions, in topological order, with their extents.
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

    /// Returns the condition; if it exceeds the limits, reports that and returns a placeholder.
    pub(super) fn within_limits(
        &self,
        condition: Condition,
        at: Spot<'_>,
        report: &mut Problems,
    ) -> Condition {
        let extent = self.extent(&condition);
        if extent.depth > DEEPEST {
            report.error(at.key_mark(), messages::condition_too_deep(DEEPEST));
        } else if extent.size > LARGEST {
            report.error(at.key_mark(), messages::condition_too_large(LARGEST));
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

/// Resolves all named conditions of a set, in topological order.
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
            messages::too_many("named condition", MOST_NAMED),
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

/// A named condition as declared: its name, content and position.
type Declared<'a> = (&'a str, &'a RawCondition, Spot<'a>);

/// The state of a node in the depth-first search: unvisited, on the current path, finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The state of a topological sort of named conditions by depth-first search.
struct Order<'d, 'a> {
    declared: &'d [Declared<'a>],
    index: HashMap<&'a str, usize>,
    visits: Vec<Visit>,
    sorted: Vec<Declared<'a>>,
    /// Named conditions through which a cycle was found.
    broken: BTreeSet<String>,
}

impl Order<'_, '_> {
    /// Visits a named condition after all those it uses, and reports a cycle.
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
                report.error(at, messages::circle(name, used));
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

/// Returns the names of the named conditions that a condition uses directly, each with its
/// position.
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
