//! A YAML file as a tree in which everything knows its line and column.
//!
//! The model is read by serde, which knows no positions. This tree is where a problem finds the
//! author's line, and it is read first, because it refuses what serde must never see: anchors and
//! aliases (a bomb in a few lines), tags, endless depth, and keys given twice.

use std::borrow::Cow;

mod read;

pub(super) use crate::load::tree::read::read;

/// A value and where it stands.
#[derive(Debug)]
pub(in crate::load) struct Node<'t> {
    pub(in crate::load) start: Point,
    pub(in crate::load) end: Point,
    pub(in crate::load) value: Value<'t>,
}

/// What a value is.
#[derive(Debug)]
pub(in crate::load) enum Value<'t> {
    Scalar { text: Cow<'t, str>, plain: bool },
    List(Vec<Node<'t>>),
    Map(Vec<(Key<'t>, Node<'t>)>),
}

/// A key of a mapping.
#[derive(Debug)]
pub(in crate::load) struct Key<'t> {
    pub(in crate::load) name: Cow<'t, str>,
    pub(in crate::load) start: Point,
    pub(in crate::load) end: Point,
}

/// A place in a text: line and column from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) struct Point {
    pub(in crate::load) line: usize,
    pub(in crate::load) column: usize,
}

impl Point {
    const START: Self = Self { line: 1, column: 1 };
}

impl<'t> Node<'t> {
    /// What an empty file holds: nothing.
    pub(in crate::load) const fn nothing() -> Self {
        Self {
            start: Point::START,
            end: Point::START,
            value: Value::Scalar {
                text: Cow::Borrowed(""),
                plain: true,
            },
        }
    }

    /// Whether nothing is given: an empty value, or what YAML takes for one.
    pub(in crate::load) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => {
                text.trim().is_empty()
                    || (*plain && matches!(text.as_ref(), "~" | "null" | "Null" | "NULL"))
            }
            _ => false,
        }
    }

    pub(in crate::load) fn get(&self, key: &str) -> Option<&(Key<'t>, Node<'t>)> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(known, _)| known.name == key),
            _ => None,
        }
    }
}

/// Where a problem is, in one line of a file.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) struct Mark<'a> {
    pub(in crate::load) file: &'a str,
    pub(in crate::load) line: usize,
    pub(in crate::load) column: usize,
    pub(in crate::load) length: usize,
}

impl<'a> Mark<'a> {
    /// From one point to another; to the end of the first line, if they stand in different lines.
    pub(in crate::load) fn between(file: &'a str, start: Point, end: Point) -> Self {
        Self {
            file,
            line: start.line,
            column: start.column,
            length: if end.line == start.line {
                end.column.saturating_sub(start.column).max(1)
            } else {
                usize::MAX
            },
        }
    }

    /// The first line of a file.
    pub(in crate::load) fn start(file: &'a str) -> Self {
        Self::between(file, Point::START, Point::START)
    }
}

/// A value in a file, on the way from the root to where a problem may be.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) struct Spot<'a> {
    pub(in crate::load) file: &'a str,
    pub(in crate::load) node: &'a Node<'a>,
    key: Option<&'a Key<'a>>,
}

impl<'a> Spot<'a> {
    /// Whether it stands in a list.
    pub(in crate::load) const fn is_entry(self) -> bool {
        self.key.is_none()
    }

    pub(in crate::load) const fn root(file: &'a str, node: &'a Node<'a>) -> Self {
        Self {
            file,
            node,
            key: None,
        }
    }

    /// The value of this key; the mapping itself, if it has none.
    pub(in crate::load) fn key(self, name: &str) -> Self {
        self.try_key(name).unwrap_or(self)
    }

    /// The value of this key, if there is one.
    pub(in crate::load) fn try_key(self, name: &str) -> Option<Self> {
        let (key, node) = self.node.get(name)?;
        Some(Self {
            file: self.file,
            node,
            key: Some(key),
        })
    }

    /// The item at this position of a list; the value itself, if it has none.
    pub(in crate::load) fn item(self, position: usize) -> Self {
        match &self.node.value {
            Value::List(items) => items.get(position).map_or(self, |node| Self {
                file: self.file,
                node,
                key: None,
            }),
            _ => self,
        }
    }

    /// The value if it is a word or a text, else the key before it, else its first line.
    pub(in crate::load) fn mark(self) -> Mark<'a> {
        match (&self.node.value, self.key) {
            (Value::Scalar { text, .. }, Some(key)) if text.is_empty() => self.mark_of(key),
            (Value::Scalar { .. }, _) | (_, None) => {
                Mark::between(self.file, self.node.start, self.node.end)
            }
            (_, Some(key)) => self.mark_of(key),
        }
    }

    /// The key before the value, if there is one.
    pub(in crate::load) fn key_mark(self) -> Mark<'a> {
        self.key
            .map_or_else(|| self.mark(), |key| self.mark_of(key))
    }

    fn mark_of(self, key: &Key<'_>) -> Mark<'a> {
        Mark::between(self.file, key.start, key.end)
    }
}
