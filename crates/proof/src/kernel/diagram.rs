//! Decision diagrams over many-valued variables, with whole numbers at the leaves.
//!
//! A diagram is a function of the variables. Two diagrams of one [`Store`] are the same function
//! exactly if they are equal, so "holds for every answer set" is one comparison. Variables take as
//! many values as their question has distinguishable answers; leaves are whole numbers, so a truth
//! value, a score, a lead in points and a whole outcome are the same kind of thing, and all of them
//! are made by [`Store::apply`].
//!
//! A store only grows. It counts its nodes and stops at its budget with [`OverBudget`].

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use treatfit_core::text::grouped;

use crate::kernel::op::Op;

/// The diagrams outgrew the budget: nothing is claimed.
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

/// A diagram, unless the budget ran out.
pub type WithinBudget<T> = Result<T, OverBudget>;

/// A function of the variables, as a node of a [`Store`] or as a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Diagram(u32);

const LEAF: u32 = 1 << 31;
const ZERO: u32 = 1 << 30;

impl Diagram {
    /// It never holds.
    pub(crate) const NO: Self = Self::leaf(0);
    /// It always holds.
    pub(crate) const YES: Self = Self::leaf(1);
    /// Not yet settled, whatever the answers: the middle value of Kleene's logic.
    pub(crate) const PENDING: Self = Self::leaf(2);

    /// The function with this one value (between -2^30 and 2^30).
    #[must_use]
    #[expect(clippy::cast_sign_loss, reason = "the sum is kept as bits")]
    pub(crate) const fn leaf(value: i32) -> Self {
        Self(LEAF | (ZERO.wrapping_add(value as u32) & (LEAF - 1)))
    }

    /// Its value, if it has only one.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, reason = "31 bits fit")]
    pub(crate) const fn value(self) -> Option<i32> {
        if self.0 & LEAF == 0 {
            None
        } else {
            Some((self.0 & (LEAF - 1)) as i32 - ZERO as i32)
        }
    }

    const fn place(self) -> usize {
        self.0 as usize
    }
}

impl From<bool> for Diagram {
    fn from(holds: bool) -> Self {
        if holds { Self::YES } else { Self::NO }
    }
}

#[derive(Debug, Clone, Copy)]
struct Node {
    level: u32,
    start: u32,
}

#[derive(Debug, Clone, Copy)]
struct Memo {
    op: u32,
    f: Diagram,
    g: Diagram,
    result: Diagram,
}

const FREE: u32 = u32::MAX;
const NO_MEMO: Memo = Memo {
    op: FREE,
    f: Diagram::NO,
    g: Diagram::NO,
    result: Diagram::NO,
};

/// Holds the nodes of all diagrams over the same variables, each only once.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    arity: Vec<usize>,
    nodes: Vec<Node>,
    children: Vec<Diagram>,
    /// Open addressing over `nodes`, a power of two in length and at most half full.
    table: Vec<u32>,
    /// Results of `apply`, as many as the table is long; a newer one takes an older one's place.
    memos: Vec<Memo>,
    scratch: Vec<Diagram>,
    budget: usize,
}

const FIRST_TABLE: usize = 1 << 14;

impl Store {
    /// An empty store over variables with these numbers of values.
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

    /// How many nodes there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// How many variables there are.
    #[must_use]
    pub(crate) fn levels(&self) -> usize {
        self.arity.len()
    }

    /// What is said when something is too large for the store.
    #[must_use]
    pub(crate) const fn over_budget(&self) -> OverBudget {
        OverBudget { nodes: self.budget }
    }

    /// How many values the variable at this level has.
    #[must_use]
    pub(crate) fn arity(&self, level: usize) -> usize {
        self.arity.get(level).copied().unwrap_or(0)
    }

    /// The variable a diagram asks first; the number of variables for a leaf.
    #[must_use]
    pub(crate) fn level(&self, diagram: Diagram) -> usize {
        self.nodes
            .get(diagram.place())
            .map_or(self.arity.len(), |node| node.level as usize)
    }

    /// What is left of a diagram for each value of its first variable; empty for a leaf.
    #[must_use]
    pub(crate) fn children(&self, diagram: Diagram) -> &[Diagram] {
        let Some(node) = self.nodes.get(diagram.place()) else {
            return &[];
        };
        let start = node.start as usize;
        let arity = self.arity(node.level as usize);
        self.children.get(start..start + arity).unwrap_or(&[])
    }

    /// The diagram that asks this variable first and goes on with these, one for each value.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn node(&mut self, level: usize, children: &[Diagram]) -> WithinBudget<Diagram> {
        let from = self.scratch.len();
        self.scratch.extend_from_slice(children);
        self.close(level, from)
    }

    /// Makes a node of the children on the scratch stack from `from` on.
    fn close(&mut self, level: usize, from: usize) -> WithinBudget<Diagram> {
        let children = self.scratch.get(from..).unwrap_or(&[]);
        let first = children.first().copied().unwrap_or(Diagram::NO);
        if children.iter().all(|&child| child == first) {
            self.scratch.truncate(from);
            return Ok(first);
        }
        let mask = self.table.len() - 1;
        let mut place = hash(level, children) & mask;
        while let Some(&found) = self.table.get(place) {
            if found == FREE {
                break;
            }
            let known = Diagram(found);
            if self.level(known) == level && self.children(known) == children {
                self.scratch.truncate(from);
                return Ok(known);
            }
            place = (place + 1) & mask;
        }
        if self.nodes.len() >= self.budget {
            self.scratch.truncate(from);
            return Err(self.over_budget());
        }
        let made = u32::try_from(self.nodes.len()).unwrap_or(FREE);
        if let Some(slot) = self.table.get_mut(place) {
            *slot = made;
        }
        self.nodes.push(Node {
            level: u32::try_from(level).unwrap_or(u32::MAX),
            start: u32::try_from(self.children.len()).unwrap_or(u32::MAX),
        });
        self.children.extend(self.scratch.drain(from..));
        if self.nodes.len() * 2 > self.table.len() {
            self.grow();
        }
        Ok(Diagram(made))
    }

    fn grow(&mut self) {
        let length = self.table.len() * 2;
        let mask = length - 1;
        let mut table = vec![FREE; length];
        for made in 0..u32::try_from(self.nodes.len()).unwrap_or(FREE) {
            let diagram = Diagram(made);
            let mut place = hash(self.level(diagram), self.children(diagram)) & mask;
            while table.get(place).is_some_and(|&taken| taken != FREE) {
                place = (place + 1) & mask;
            }
            if let Some(slot) = table.get_mut(place) {
                *slot = made;
            }
        }
        self.table = table;
        let mut memos = vec![NO_MEMO; length];
        for memo in self.memos.drain(..).filter(|memo| memo.op != FREE) {
            if let Some(slot) = memos.get_mut(key(memo.op, memo.f, memo.g) & mask) {
                *slot = memo;
            }
        }
        self.memos = memos;
    }

    /// The function that does this with the values of two functions.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn apply(&mut self, op: Op, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        if let Some(result) = op.at_once(f, g) {
            return Ok(result);
        }
        let (f, g) = if op.commutes() && g < f {
            (g, f)
        } else {
            (f, g)
        };
        let code = op as u32;
        let place = key(code, f, g);
        let mask = self.memos.len() - 1;
        if let Some(memo) = self.memos.get(place & mask)
            && (memo.op, memo.f, memo.g) == (code, f, g)
        {
            return Ok(memo.result);
        }
        let level = self.level(f).min(self.level(g));
        let (left, right) = (self.fan(f, level), self.fan(g, level));
        let from = self.scratch.len();
        for value in 0..self.arity(level) {
            let f = left.map_or(f, |start| self.child(start + value));
            let g = right.map_or(g, |start| self.child(start + value));
            match self.apply(op, f, g) {
                Ok(child) => self.scratch.push(child),
                Err(over) => {
                    self.scratch.truncate(from);
                    return Err(over);
                }
            }
        }
        let result = self.close(level, from)?;
        let mask = self.memos.len() - 1;
        if let Some(memo) = self.memos.get_mut(place & mask) {
            *memo = Memo {
                op: code,
                f,
                g,
                result,
            };
        }
        Ok(result)
    }

    /// Where the children of a diagram begin, if it asks the variable at this level.
    fn fan(&self, diagram: Diagram, level: usize) -> Option<usize> {
        let node = self.nodes.get(diagram.place())?;
        (node.level as usize == level).then_some(node.start as usize)
    }

    fn child(&self, at: usize) -> Diagram {
        self.children.get(at).copied().unwrap_or(Diagram::NO)
    }

    /// What is left of a diagram once the variable at this level has this value.
    #[must_use]
    pub(crate) fn follow(&self, diagram: Diagram, level: usize, value: usize) -> Diagram {
        self.fan(diagram, level)
            .map_or(diagram, |start| self.child(start + value))
    }

    /// What is left of a function once a variable is given this value.
    ///
    /// # Errors
    /// [`OverBudget`].
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

    /// Both hold.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn and(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::And, f, g)
    }

    /// At least one holds.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn or(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::Or, f, g)
    }

    /// It does not hold.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn not(&mut self, f: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::Not, f, Diagram::NO)
    }

    /// The first holds and the second does not.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn and_not(&mut self, f: Diagram, g: Diagram) -> WithinBudget<Diagram> {
        self.apply(Op::AndNot, f, g)
    }

    /// Any of them holds.
    ///
    /// # Errors
    /// [`OverBudget`].
    pub(crate) fn any(&mut self, all: impl IntoIterator<Item = Diagram>) -> WithinBudget<Diagram> {
        all.into_iter()
            .try_fold(Diagram::NO, |any, one| self.or(any, one))
    }

    /// The value at these values of the variables.
    #[must_use]
    pub(crate) fn at(&self, diagram: Diagram, values: &[usize]) -> i32 {
        let mut here = diagram;
        loop {
            if let Some(value) = here.value() {
                return value;
            }
            let level = self.level(here);
            here = self.follow(here, level, values.get(level).copied().unwrap_or(0));
        }
    }

    /// The values of all variables on a random path to a leaf that is not 0. The same `dice` always
    /// fall the same way.
    #[must_use]
    pub(crate) fn random_values(&self, diagram: Diagram, dice: &mut u64) -> Vec<usize> {
        let mut values = vec![0; self.levels()];
        let mut here = diagram;
        while here.value().is_none() {
            let ways = self.children(here).iter().enumerate();
            let ways: Vec<_> = ways.filter(|(_, child)| **child != Diagram::NO).collect();
            *dice = dice.wrapping_mul(STIR).wrapping_add(1).rotate_left(23);
            let pick = usize::try_from(*dice >> 33).unwrap_or(0) % ways.len().max(1);
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

    /// Every node of a diagram, each before those it leads to.
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
        // A node is always made after those it leads to.
        found.sort_unstable_by_key(|&node| std::cmp::Reverse(node));
        found
    }
}

/// What is known of diagrams, quickly looked up.
pub(crate) type DiagramMap<K, V> = HashMap<K, V, BuildHasherDefault<DiagramHasher>>;
/// Diagrams that were met, quickly looked up.
pub(crate) type DiagramSet<K> = HashSet<K, BuildHasherDefault<DiagramHasher>>;

/// A quick hash for diagrams, which nobody chooses from outside.
#[derive(Debug, Default)]
pub(crate) struct DiagramHasher(u64);

impl Hasher for DiagramHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(number)).wrapping_mul(STIR);
    }
}

const STIR: u64 = 0x9E37_79B9_7F4A_7C15;

fn hash(level: usize, children: &[Diagram]) -> usize {
    let mut mixed = level as u64 + 1;
    for child in children {
        mixed = (mixed.rotate_left(5) ^ u64::from(child.0)).wrapping_mul(STIR);
    }
    (mixed >> 24) as usize
}

fn key(op: u32, f: Diagram, g: Diagram) -> usize {
    let pair = (u64::from(f.0) << 32 | u64::from(g.0)).wrapping_add(u64::from(op) << 29);
    let mixed = (pair ^ (pair >> 31)).wrapping_mul(STIR);
    (mixed >> 24) as usize
}
