//! What can be done with the values of two diagrams.

use crate::kernel::diagram::Diagram;

/// What [`Store::apply`](crate::kernel::diagram::Store::apply) does with two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    /// Both hold, in Kleene's logic.
    And,
    /// At least one holds, in Kleene's logic.
    Or,
    /// The first holds and the second does not.
    AndNot,
    /// The first is the second.
    Equals,
    /// The first is at least the second.
    AtLeast,
    /// The sum.
    Add,
    /// The second where the first holds, 0 where it does not, and pending where that is pending.
    Gate,
    /// The sum of two parts of a score; see [`ScoreValue`].
    ScoreValue,
    /// The opposite of the first, in Kleene's logic.
    Not,
    /// The one that is not 0, or [`MANY`] if neither is.
    Lone,
}

/// More than one, where [`Op::Lone`] looks for the only one.
pub(crate) const MANY: i32 = -1;

/// The values of a score's diagram: points, moved up so that 0 can say "nothing asked yet".
#[derive(Debug)]
pub(crate) struct ScoreValue;

impl ScoreValue {
    /// None of its questions was asked.
    pub(crate) const NOTHING: i32 = 0;
    /// The answer to one of its questions gives no score.
    pub(crate) const MISSING: i32 = -1;
    const BASE: i32 = 1 << 24;
    const MOST: i64 = 1 << 20;

    /// The value that stands for so many points.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "kept within bounds")]
    pub(crate) fn points(points: i64) -> i32 {
        Self::BASE + points.clamp(-Self::MOST, Self::MOST) as i32
    }
}

impl Op {
    const fn on(self, a: i32, b: i32) -> i32 {
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
            Self::AndNot => Self::And.on(a, Self::Not.on(b, 0)),
            Self::Not => match a {
                0 => 1,
                1 => 0,
                _ => a,
            },
            Self::Lone => match (a, b) {
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
                (ScoreValue::NOTHING, sum) | (sum, ScoreValue::NOTHING) => sum,
                _ => a + b - ScoreValue::BASE,
            },
        }
    }

    pub(crate) const fn commutes(self) -> bool {
        matches!(
            self,
            Self::And | Self::Or | Self::Add | Self::ScoreValue | Self::Lone
        )
    }

    /// The result where it can be seen without looking inside.
    pub(crate) fn at_once(self, f: Diagram, g: Diagram) -> Option<Diagram> {
        if let (Some(a), Some(b)) = (f.value(), g.value()) {
            return Some(Diagram::leaf(self.on(a, b)));
        }
        let (f_is, g_is) = (|value| f == value, |value| g == value);
        let (no, yes) = (Diagram::NO, Diagram::YES);
        let (first, second) = match self {
            Self::And => (f == g || g_is(yes) || f_is(no), f_is(yes) || g_is(no)),
            Self::Or => (f == g || g_is(no) || f_is(yes), f_is(no) || g_is(yes)),
            Self::AndNot => (g_is(no) || f_is(no), false),
            Self::Gate => (f_is(no), f_is(yes)),
            Self::Add | Self::ScoreValue | Self::Lone => (g_is(no), f_is(no)),
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
