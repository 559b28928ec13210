//! Operations on the values of two diagrams.
//!
//! Truth values are Kleene's strong three-valued logic (S. C. Kleene, "On Notation for Ordinal
//! Numbers", Journal of Symbolic Logic 3(4), 1938): 0 is false, 1 is true and 2 is pending, the
//! value of a condition that still depends on questions to come. An operation is pending if its
//! pending operands could still make it either true or false.

use crate::kernel::diagram::Diagram;

/// Binary operation for [`Store::apply`](crate::kernel::diagram::Store::apply), on the values `a`
/// and `b` of its operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    /// Three-valued conjunction.
    And,
    /// Three-valued disjunction.
    Or,
    /// Three-valued conjunction of `a` and the negation of `b`.
    AndNot,
    /// 1 if `a == b`, else 0. On truth values it is two-valued: pending equals only pending.
    Equals,
    /// 1 if `a >= b`, else 0.
    AtLeast,
    /// `a + b`.
    Add,
    /// `b` where `a` is true, 0 where `a` is false, pending where `a` is pending.
    Gate,
    /// Sum of two partial scores encoded as [`ScoreValue`].
    ScoreValue,
    /// Three-valued negation of `a`; `b` is ignored.
    Not,
    /// The operand that is not 0, 0 if both are, [`MANY`] if neither is. Folding truth values with
    /// it gives 1 where exactly one of them holds.
    OnlyNonZero,
}

/// Result of [`Op::OnlyNonZero`] on two operands that are not 0.
pub(crate) const MANY: i32 = -1;

/// Encoding of partial scores as terminals: points plus an offset, so that 0 is free to mean that
/// no question of the score was asked.
#[derive(Debug)]
pub(crate) struct ScoreValue;

impl ScoreValue {
    /// No question of the score was asked.
    pub(crate) const NOT_ASKED: i32 = 0;
    /// An answer to one of its questions has no points, so the score is undefined.
    pub(crate) const MISSING: i32 = -1;
    /// Terminal of 0 points.
    const BASE: i32 = 1 << 24;
    /// Largest absolute value of the points.
    const MOST: i64 = 1 << 20;

    /// Returns the terminal value for these points, clamped to ±2^20.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "kept within bounds")]
    pub(crate) fn points(points: i64) -> i32 {
        Self::BASE + points.clamp(-Self::MOST, Self::MOST) as i32
    }
}

impl Op {
    /// Applies the operation to two values.
    const fn eval(self, a: i32, b: i32) -> i32 {
        const PENDING: i32 = 2;
        match self {
            Self::And => match (a, b) {
                (0, _) | (_, 0) => 0,
                (PENDING, _) | (_, PENDING) => PENDING,
                _ => 1,
            },
            Self::Or => match (a, b) {
                (1, _) | (_, 1) => 1,
                (PENDING, _) | (_, PENDING) => PENDING,
                _ => 0,
            },
            Self::AndNot => Self::And.eval(a, Self::Not.eval(b, 0)),
            Self::Not => match a {
                0 => 1,
                1 => 0,
                _ => a,
            },
            Self::OnlyNonZero => match (a, b) {
                (0, one) | (one, 0) => one,
                _ => MANY,
            },
            Self::Equals => (a == b) as i32,
            Self::AtLeast => (a >= b) as i32,
            Self::Add => a + b,
            Self::Gate => match a {
                1 => b,
                0 => 0,
                _ => PENDING,
            },
            Self::ScoreValue => match (a, b) {
                (ScoreValue::MISSING, _) | (_, ScoreValue::MISSING) => ScoreValue::MISSING,
                (ScoreValue::NOT_ASKED, sum) | (sum, ScoreValue::NOT_ASKED) => sum,
                _ => a + b - ScoreValue::BASE,
            },
        }
    }

    /// Returns whether the operands may be swapped, so that both orders share one cache entry.
    pub(crate) const fn is_commutative(self) -> bool {
        matches!(
            self,
            Self::And | Self::Or | Self::Add | Self::ScoreValue | Self::OnlyNonZero
        )
    }

    /// Returns the result if it follows without descending into both operands: both are terminals,
    /// or one operand decides the result.
    pub(crate) fn terminal_case(self, f: Diagram, g: Diagram) -> Option<Diagram> {
        if let (Some(a), Some(b)) = (f.value(), g.value()) {
            return Some(Diagram::terminal(self.eval(a, b)));
        }
        let (f_is, g_is) = (|value| f == value, |value| g == value);
        let (no, yes) = (Diagram::NO, Diagram::YES);
        let (first, second) = match self {
            Self::And => (f == g || g_is(yes) || f_is(no), f_is(yes) || g_is(no)),
            Self::Or => (f == g || g_is(no) || f_is(yes), f_is(no) || g_is(yes)),
            Self::AndNot => (g_is(no) || f_is(no), false),
            Self::Gate => (f_is(no), f_is(yes)),
            Self::Add | Self::ScoreValue | Self::OnlyNonZero => (g_is(no), f_is(no)),
            Self::Not | Self::Equals | Self::AtLeast => (false, false),
        };
        if first {
            Some(f)
        } else if second {
            Some(g)
        } else {
            None
        }
    }
}
