//! Reduced ordered decision diagrams with many-valued variables and integer terminals.
//!
//! A [`Diagram`] represents a function from assignments of the variables to integers. Equal
//! functions of one [`Store`] are the same node, so "holds for every answer set" is one comparison.
//! A variable has one value for each distinguishable answer to its question. Because terminals are
//! integers, a truth value, a score, a lead in points and an encoded outcome are all diagrams, and
//! [`Store::apply`] combines them.
//!
//! # Literature
//!
//! - R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on
//!   Computers C-35(8), 1986. Taken from it: one fixed variable order, the two reduction rules (no
//!   node whose children are all equal, no two nodes with the same variable and children) that make
//!   diagrams canonical, `apply` and `restrict`.
//! - K. S. Brace, R. L. Rudell, R. E. Bryant, "Efficient Implementation of a BDD Package", Design
//!   Automation Conference, 1990. Taken from it: all diagrams share one store, a unique table keeps
//!   them reduced as they are built, and a lossy cache holds results of `apply`.
//! - T. Kam, T. Villa, R. K. Brayton, A. L. Sangiovanni-Vincentelli, "Multi-valued decision diagrams:
//!   theory and applications", Multiple-Valued Logic 4(1), 1998. Taken from it: a node has one child
//!   for each value of its variable, and variables differ in their number of values. Here `apply`
//!   descends both operands directly; there is no general `CASE` operator.
//! - M. Fujita, P. C. McGeer, J. C.-Y. Yang, "Multi-Terminal Binary Decision Diagrams: An Efficient
//!   Data Structure for Matrix Representation", Formal Methods in System Design 10, 1997. Taken from
//!   it: terminals are numbers, and arithmetic is `apply` with an arithmetic operation. Matrix
//!   operations are not needed; terminals are integers within 31 bits and live in the [`Diagram`]
//!   itself, not in the store.
//!
//! # Differences
//!
//! There are no complement edges (terminals have more than two values, so [`Op::Not`] is an ordinary
//! operation), no reordering (the order is fixed when the store is created) and no garbage
//! collection (nodes are never freed, and a child always has a lower index than its parent). A store
//! counts its nodes instead, and an operation that needs more than the budget fails with
//! [`OverBudget`].

use std::fmt;

use treatfit_core::text::grouped;

use crate::kernel::hash::HASH_MULTIPLIER;
pub(crate) use crate::kernel::hash::{DiagramMap, DiagramSet};
use crate::kernel::op::Op;

/// Error of a proof that needs more nodes than its budget allows. Nothing is proved or refuted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverBudget {
    /// The budget, in nodes.
    pub nodes: usize,
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not proved: {} nodes", grouped(self.nodes))
    }
}

impl std::error::Error for OverBudget {}

/// Result of an operation that may run out of its node budget.
pub type WithinBudget<T> = Result<T, OverBudget>;

/// Function of the variables: a terminal, or the index of a node in a [`Store`].
///
/// A Boolean diagram stands for its satisfying assignments, those it maps to [`Diagram::YES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Diagram(u32);

/// Marks a terminal; the other 31 bits are its value plus [`TERMINAL_ZERO`].
const TERMINAL_BIT: u32 = 1 << 31;
const TERMINAL_ZERO: u32 = 1 << 30;

impl Diagram {
    /// False for every assignment; also the integer 0.
    pub(crate) const NO: Self = Self::terminal(0);
    /// True for every assignment; also the integer 1.
    pub(crate) const YES: Self = Self::terminal(1);
    /// Pending for every assignment: the third value of Kleene's logic (see [`Op`]); also the
    /// integer 2.
    pub(crate) const PENDING: Self = Self::terminal(2);

    /// Returns the constant function with this value, which must lie in -2^30..2^30.
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "the sum is kept as bits")]
    pub(crate) const fn terminal(value: i32) -> Self {
        Self(TERMINAL_BIT | (TERMINAL_ZERO.wrapping_add(value as u32) & (TERMINAL_BIT - 1)))
    }

    /// Returns the value of a terminal, `None` for a node.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, reason = "31 bits fit")]
    pub(crate) const fn value(self) -> Option<i32> {
        if self.0 & TERMINAL_BIT == 0 {
            None
        } else {
            Some((self.0 & (TERMINAL_BIT - 1)) as i32 - TERMINAL_ZERO as i32)
        }
    }

    const fn index(self) -> usize {
        self.0 as usize
    }
}

impl From<bool> for Diagram {
    fn from(holds: bool) -> Self {
        if holds { Self::YES } else { Self::NO }
    }
}

/// Node: the level of its variable and the index of its first child in `Store::children`.
#[derive(Debug, Clone, Copy)]
struct Node {
    level: u32,
    start: u32,
}

/// Entry of the cache of [`Store::apply`].
#[derive(Debug, Clone, Copy)]
struct Memo {
    op: u32,
    f: Diagram,
    g: Diagram,
    result: Diagram,
}

/// Marks an unused slot of the unique table and, as operation, an unused cache entry.
const FREE: u32 = u32::MAX;
const NO_MEMO: Memo = Memo {
    op: FREE,
    f: Diagram::NO,
    g: Diagram::NO,
    result: Diagram::NO,
};

/// Nodes of all diagrams over the same variables, each stored once.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    /// Number of values of each variable, by level.
    arity: Vec<usize>,
    nodes: Vec<Node>,
    /// Children of all nodes, one after another.
    children: Vec<Diagram>,
    /// Unique table: indices into `nodes` by open addressing with linear probing. Its length is a
    /// power of two and it is at most half full.
    table: Vec<u32>,
    /// Direct-mapped cache of `apply`, as long as `table`; a new entry overwrites an old one.
    memos: Vec<Memo>,
    /// Stack of children of the nodes under construction, which saves one allocation per node.
    scratch: Vec<Diagram>,
    /// Most nodes the store may hold.
    budget: usize,
}

/// Initial length of the unique table and of the cache.
const FIRST_TABLE: usize = 1 << 14;

impl Store {
    /// Creates an empty store of at most `budget` nodes. `arity` is the number of values of each
    /// variable, in variable order.
    #[must_use]
    pub(crate) fn new(arity: Vec<usize>, budget: usize) -> Self {
        Self {
            arity,
            nodes: Vec::new(),
            children: Vec::new(),
            table: vec![FREE; FIRST_TABLE],
            memos: vec![NO_MEMO; FIRST_TABLE],
            scratch: Vec::new(),
            budget,
        }
    }

    /// Returns the number of nodes.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the number of variables.
    #[must_use]
    pub(crate) fn levels(&self) -> usize {
        self.arity.len()
    }

    /// Returns the error for exceeding this store's budget.
    #[must_use]
    pub(crate) const fn over_budget(&self) -> OverBudget {
        OverBudget { nodes: self.budget }
    }

    /// Returns the number of values of the variable at `level`.
    #[must_use]
    pub(crate) fn arity(&self, level: usize) -> usize {
        self.arity.get(level).copied().unwrap_or(0)
    }

    /// Returns the level of the top variable; for a terminal, the number of variables.
    #[must_use]
    pub(crate) fn level(&self, diagram: Diagram) -> usize {
        self.nodes
            .get(diagram.index())
            .map_or(self.arity.len(), |node| node.level as usize)
    }

    /// Returns the children by value of the top variable; empty for a terminal.
    #[must_use]
    pub(crate) fn children(&self, diagram: Diagram) -> &[Diagram] {
        let Some(node) = self.nodes.get(diagram.index()) else {
            return &[];
        };
        let start = node.start as usize;
        let arity = self.arity(node.level as usize);
        self.children.get(start..start + arity).unwrap_or(&[])
    }

    /// Returns the reduced diagram that tests the variable at `level` and continues with one child
    /// per value. The children may only test variables below `level`.
    ///
    /// # Errors
    /// [`OverBudget`] if the node is new and the budget is used up.
    pub(crate) fn node(&mut self, level: usize, children: &[Diagram]) -> WithinBudget<Diagram> {
        let from = self.scratch.len();
        self.scratch.extend_from_slice(children);
        self.intern(level, from)
    }

    /// Pops the children from index `from` of the scratch stack and returns their node, which is
    /// created unless the unique table has it.
    fn intern(&mut self, level: usize, from: usize) -> WithinBudget<Diagram> {
        let children = self.scratch.get(from..).unwrap_or(&[]);
        let first = children.first().copied().unwrap_or(Diagram::NO);
        if children.iter().all(|&child| child == first) {
            self.scratch.truncate(from);
            return Ok(first);
        }
        let mask = self.table.len() - 1;
        let mut slot = node_hash(level, children) & mask;
        while let Some(&found) = self.table.get(slot) {
            if found == FREE {
                break;
            }
            let known = Diagram(found);
            if self.level(known) == level && self.children(known) == children {
                self.scratch.truncate(from);
                return Ok(known);
            }
            slot = (slot + 1) & mask;
        }
        if self.nodes.len() >= self.budget {
            self.scratch.truncate(from);
            return Err(self.over_budget());
        }
        let index = u32::try_from(self.nodes.len()).unwrap_or(FREE);
        if let Some(slot) = self.table.get_mut(slot) {
            *slot = index;
        }
        self.nodes.push(Node {
            level: u32::try_from(level).unwrap_or(u32::MAX),
            start: u32::try_from(self.children.len()).unwrap_or(u32::MAX),
        });
        self.children.extend(self.scratch.drain(from..));
        if self.nodes.len() * 2 > self.table.len() {
            self.grow();
        }
        Ok(Diagram(index))
    }

    /// Doubles the unique table and the cache, and puts every entry at its new place.
    fn grow(&mut self) {
        let length = self.table.len() * 2;
        let mask = length - 1;
        let mut table = vec![FREE; length];
        for index in 0..u32::try_from(self.nodes.len()).unwrap_or(FREE) {
            let diagram = Diagram(index);
            let mut slot = node_hash(self.level(diagram), self.children(diagram)) & mask;
            while table.get(slot).is_some_and(|&taken| taken != FREE) {
                slot = (slot + 1) & mask;
            }
            if let Some(slot) = table.get_mut(slot) {
                *slot = index;
            }
        }
        self.table = table;
        let mut memos = vec![NO_MEMO; length];
        for memo in self.memos.drain(..).filter(|memo| memo.op != FREE) {
            if let Some(slot) = memos.get_mut(memo_hash(memo.op, memo.f, memo.g) & mask) {
                *slot = memo;
            }
        }
        self.memos = memos;
    }

    /// Returns the function whose value is `op` of the values of `f` and `g`, for every assignment.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn apply(&mut self, op: Op, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        if let Some(result) = op.terminal_case(f, g) {
            return Ok(result);
        }
        let (f, g) = if op.is_commutative() && g < f {
            (g, f)
        } else {
            (f, g)
        };
        let code = op as u32;
        let hash = memo_hash(code, f, g);
        let mask = self.memos.len() - 1;
        if let Some(memo) = self.memos.get(hash & mask)
            && (memo.op, memo.f, memo.g) == (code, f, g)
        {
            return Ok(memo.result);
        }
        let level = self.level(f).min(self.level(g));
        let (left, right) = (self.children_start(f, level), self.children_start(g, level));
        let from = self.scratch.len();
        for value in 0..self.arity(level) {
            let f = left.map_or(f, |start| self.child_at(start + value));
            let g = right.map_or(g, |start| self.child_at(start + value));
            match self.apply(op, f, g) {
                Ok(child) => self.scratch.push(child),
                Err(over) => {
                    self.scratch.truncate(from);
                    return Err(over);
                }
            }
        }
        let result = self.intern(level, from)?;
        // The cache may have grown meanwhile.
        let mask = self.memos.len() - 1;
        if let Some(memo) = self.memos.get_mut(hash & mask) {
            *memo = Memo {
                op: code,
                f,
                g,
                result,
            };
        }
        Ok(result)
    }

    /// Returns the index of the first child if `diagram` tests the variable at `level`.
    fn children_start(&self, diagram: Diagram, level: usize) -> Option<usize> {
        let node = self.nodes.get(diagram.index())?;
        (node.level as usize == level).then_some(node.start as usize)
    }

    fn child_at(&self, at: usize) -> Diagram {
        self.children.get(at).copied().unwrap_or(Diagram::NO)
    }

    /// Returns the child for `value` if `diagram` tests the variable at `level`, else `diagram`.
    /// `level` must not lie below its top variable; [`Store::restrict`] takes any level.
    #[must_use]
    pub(crate) fn follow(&self, diagram: Diagram, level: usize, value: usize) -> Diagram {
        self.children_start(diagram, level)
            .map_or(diagram, |start| self.child_at(start + value))
    }

    /// Returns the function with the variable at `level` fixed to `value`.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn restrict(
        &mut self,
        diagram: Diagram,
        level: usize,
        value: usize,
    ) -> WithinBudget<Diagram> {
        let mut rest: DiagramMap<Diagram, Diagram> = DiagramMap::default();
        for here in self.reachable(diagram).into_iter().rev() {
            let own = self.level(here);
            let left = if own < level {
                let children = self.children(here).iter();
                let children = children.map(|child| rest.get(child).copied().unwrap_or(*child));
                let children: Vec<Diagram> = children.collect();
                self.node(own, &children)?
            } else {
                self.follow(here, level, value)
            };
            rest.insert(here, left);
        }
        Ok(rest.get(&diagram).copied().unwrap_or(diagram))
    }

    /// Returns the conjunction.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn and(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::And, f, g)
    }

    /// Returns the disjunction.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn or(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::Or, f, g)
    }

    /// Returns the negation.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn not(&mut self, f: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::Not, f, Diagram::NO)
    }

    /// Returns the conjunction of `f` and the negation of `g`.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn and_not(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::AndNot, f, g)
    }

    /// Returns the disjunction of all of them; [`Diagram::NO`] for none.
    ///
    /// # Errors
    /// [`OverBudget`] if the store's node budget runs out.
    pub(crate) fn any(&mut self, all: impl IntoIterator<Item = Diagram>) -> WithinBudget<Diagram> {
        all.into_iter()
            .try_fold(Diagram::NO, |any, one| self.or(any, one))
    }

    /// Returns the function's value at an assignment: the values of all variables by level.
    #[must_use]
    pub(crate) fn evaluate(&self, diagram: Diagram, values: &[usize]) -> i32 {
        let mut here = diagram;
        loop {
            if let Some(value) = here.value() {
                return value;
            }
            let level = self.level(here);
            here = self.follow(here, level, values.get(level).copied().unwrap_or(0));
        }
    }

    /// Returns the assignment of a random path to a terminal other than 0; variables the path does
    /// not test are 0. Each step is uniform over the children that are not 0, so assignments are
    /// not equally likely. `seed` is the state of the generator; equal seeds give equal paths.
    #[must_use]
    pub(crate) fn random_values(&self, diagram: Diagram, seed: &mut u64) -> Vec<usize> {
        let mut values = vec![0; self.levels()];
        let mut here = diagram;
        while here.value().is_none() {
            let ways = self.children(here).iter().enumerate();
            let ways: Vec<_> = ways.filter(|(_, child)| **child != Diagram::NO).collect();
            *seed = seed
                .wrapping_mul(HASH_MULTIPLIER)
                .wrapping_add(1)
                .rotate_left(23);
            let pick = usize::try_from(*seed >> 33).unwrap_or(0) % ways.len().max(1);
            let Some(&(value, &child)) = ways.get(pick) else {
                break;
            };
            if let Some(place) = values.get_mut(self.level(here)) {
                *place = value;
            }
            here = child;
        }
        values
    }

    /// Returns every node of a diagram, parents before children.
    #[must_use]
    pub(crate) fn reachable(&self, diagram: Diagram) -> Vec<Diagram> {
        let mut seen = DiagramSet::default();
        let mut found = Vec::new();
        let mut waiting = vec![diagram];
        while let Some(next) = waiting.pop() {
            if next.value().is_none() && seen.insert(next) {
                found.push(next);
                waiting.extend(self.children(next));
            }
        }
        // A node is created after its children and so has a higher index.
        found.sort_unstable_by_key(|&node| std::cmp::Reverse(node));
        found
    }
}

/// Hashes a node by level and children, for the unique table.
fn node_hash(level: usize, children: &[Diagram]) -> usize {
    let mut mixed = level as u64 + 1;
    for child in children {
        mixed = (mixed.rotate_left(5) ^ u64::from(child.0)).wrapping_mul(HASH_MULTIPLIER);
    }
    (mixed >> 24) as usize
}

/// Hashes an operation with its operands, for the cache of [`Store::apply`].
fn memo_hash(op: u32, f: Diagram, g: Diagram) -> usize {
    let pair = (u64::from(f.0) << 32 | u64::from(g.0)).wrapping_add(u64::from(op) << 29);
    let mixed = (pair ^ (pair >> 31)).wrapping_mul(HASH_MULTIPLIER);
    (mixed >> 24) as usize
}
