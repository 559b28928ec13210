//! A YAML file as a tree of values with their lines and columns.
//!
//! The model is read by serde, which gives no positions; the position of a problem is looked up in
//! this tree. The tree is built first, because it refuses what serde must not get: anchors and
//! aliases (with which a few lines can expand exponentially), tags, unlimited depth and size, and
//! duplicate keys.

use std::borrow::Cow;

mod read;

pub(super) use crate::load::tree::read::read;

/// A value with its position.
#[derive(Debug)]
pub(in crate::load) struct Node<'t> {
    pub(in crate::load) start: Point,
    pub(in crate::load) end: Point,
    pub(in crate::load) value: Value<'t>,
}

/// The content of a value. A scalar is `plain` if it is written without quotes.
#[derive(Debug)]
pub(in crate::load) enum Value<'t> {
    Scalar { text: Cow<'t, str>, plain: bool },
    List(Vec<Node<'t>>),
    Map(Vec<(Key<'t>, Node<'t>)>),
}

/// A key of a mapping, with its position.
#[derive(Debug)]
pub(in crate::load) struct Key<'t> {
    pub(in crate::load) name: Cow<'t, str>,
    pub(in crate::load) start: Point,
    pub(in crate::load) end: Point,
}

/// A position in a text: line and column, both from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) struct Point {
    pub(in crate::load) line: usize,
    pub(in crate::load) column: usize,
}

impl Point {
    const START: Self = Self { line: 1, column: 1 };
}

impl<'t> Node<'t> {
    /// Creates the value of an empty file.
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

    /// Returns whether the value is blank: empty, or a plain `null` or `~`.
    pub(in crate::load) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => {
                text.trim().is_empty()
                    || (*plain && matches!(text.as_ref(), "~" | "null" | "Null" | "NULL"))
            }
            _ => false,
        }
    }

    /// Returns the entry of a mapping with this key.
    pub(in crate::load) fn get(&self, key: &str) -> Option<&(Key<'t>, Node<'t>)> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(known, _)| known.name == key),
            _ => None,
        }
    }
}

/// The position of a problem: a range of characters in one line of a file. A `length` of
/// [`usize::MAX`] means the rest of the line.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) struct Mark<'a> {
    pub(in crate::load) file: &'a str,
    pub(in crate::load) line: usize,
    pub(in crate::load) column: usize,
    pub(in crate::load) length: usize,
}

impl<'a> Mark<'a> {
    /// Creates the range between two points; if they are on different lines, it extends to the end
    /// of the first line. It has at least one character.
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

    /// Creates a mark at the start of a file.
    pub(in crate::load) fn start(file: &'a str) -> Self {
        Self::between(file, Point::START, Point::START)
    }
}

/// A cursor at a value of a tree, which descends by keys and list positions to where a problem may
/// be.
#[derive(Debug, Clone, Copy)]
pub(in crate::load) struct Spot<'a> {
    pub(in crate::load) file: &'a str,
    pub(in crate::load) node: &'a Node<'a>,
    key: Option<&'a Key<'a>>,
}

impl<'a> Spot<'a> {
    /// Returns whether the value is not the value of a key: an entry of a list, or the root.
    pub(in crate::load) const fn is_entry(self) -> bool {
        self.key.is_none()
    }

    /// Creates a cursor at the root of a file.
    pub(in crate::load) const fn root(file: &'a str, node: &'a Node<'a>) -> Self {
        Self {
            file,
            node,
            key: None,
        }
    }

    /// Moves to the value of a key; stays at the mapping if it does not have the key.
    pub(in crate::load) fn key(self, name: &str) -> Self {
        self.try_key(name).unwrap_or(self)
    }

    /// Moves to the value of a key, if the mapping has it.
    pub(in crate::load) fn try_key(self, name: &str) -> Option<Self> {
        let (key, node) = self.node.get(name)?;
        Some(Self {
            file: self.file,
            node,
            key: Some(key),
        })
    }

    /// Moves to an entry of a list by position; stays at the value if there is no such entry.
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

    /// Returns the mark for a problem with the value: the value itself if it is a scalar that is
    /// not empty, else its key, else (for an entry of a list) its first line.
    pub(in crate::load) fn mark(self) -> Mark<'a> {
        match (&self.node.value, self.key) {
            (Value::Scalar { text, .. }, Some(key)) if text.is_empty() => self.mark_of(key),
            (Value::Scalar { .. }, _) | (_, None) => {
                Mark::between(self.file, self.node.start, self.node.end)
            }
            (_, Some(key)) => self.mark_of(key),
        }
    }

    /// Returns the mark of the value's key; without a key, the same as [`Self::mark`].
    pub(in crate::load) fn key_mark(self) -> Mark<'a> {
        self.key
            .map_or_else(|| self.mark(), |key| self.mark_of(key))
    }

    fn mark_of(self, key: &Key<'_>) -> Mark<'a> {
        Mark::between(self.file, key.start, key.end)
    }
}
