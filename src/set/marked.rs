//! A YAML file as a tree in which everything knows its line and column.
//!
//! The model is read by serde, which knows no positions. This tree is where a problem finds the
//! author's line, and it is read first, because it refuses what serde must never see: anchors and
//! aliases (a bomb in a few lines), tags, endless depth, and keys given twice.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::problem::Report;
use crate::words::set as words;

/// How deep a file may nest.
const DEEPEST: usize = 100;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) start: Point,
    pub(super) end: Point,
    pub(super) value: Value<'t>,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Value<'t> {
    Scalar { text: Cow<'t, str>, plain: bool },
    List(Vec<Node<'t>>),
    Map(Vec<(Key<'t>, Node<'t>)>),
}

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) start: Point,
    pub(super) end: Point,
}

/// A place in a text: line and column from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Point {
    const START: Self = Self { line: 1, column: 1 };
}

impl From<Marker> for Point {
    fn from(marker: Marker) -> Self {
        Self {
            line: marker.line().max(1),
            column: marker.col() + 1,
        }
    }
}

impl<'t> Node<'t> {
    /// What an empty file holds: nothing.
    pub(super) const fn nothing() -> Self {
        Self {
            start: Point::START,
            end: Point::START,
            value: Value::Scalar {
                text: Cow::Borrowed(""),
                plain: true,
            },
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&(Key<'t>, Node<'t>)> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(known, _)| known.name == key),
            _ => None,
        }
    }
}

/// Where a problem is, in one line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) length: usize,
}

impl<'a> Mark<'a> {
    /// From one point to another; to the end of the first line, if they stand in different lines.
    pub(super) fn between(file: &'a str, start: Point, end: Point) -> Self {
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
    pub(super) fn start(file: &'a str) -> Self {
        Self::between(file, Point::START, Point::START)
    }
}

/// A value in a file, on the way from the root to where a problem may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) file: &'a str,
    pub(super) node: &'a Node<'a>,
    key: Option<&'a Key<'a>>,
}

impl<'a> Spot<'a> {
    pub(super) const fn root(file: &'a str, node: &'a Node<'a>) -> Self {
        Self {
            file,
            node,
            key: None,
        }
    }

    /// The value of this key; the mapping itself, if it has none.
    pub(super) fn key(self, name: &str) -> Self {
        self.try_key(name).unwrap_or(self)
    }

    /// The value of this key, if there is one.
    pub(super) fn try_key(self, name: &str) -> Option<Self> {
        let (key, node) = self.node.get(name)?;
        Some(Self {
            file: self.file,
            node,
            key: Some(key),
        })
    }

    /// The item at this position of a list; the value itself, if it has none.
    pub(super) fn item(self, position: usize) -> Self {
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
    pub(super) fn mark(self) -> Mark<'a> {
        match (&self.node.value, self.key) {
            (Value::Scalar { text, .. }, Some(key)) if text.is_empty() => self.mark_of(key),
            (Value::Scalar { .. }, _) | (_, None) => {
                Mark::between(self.file, self.node.start, self.node.end)
            }
            (_, Some(key)) => self.mark_of(key),
        }
    }

    /// The key before the value, if there is one.
    pub(super) fn key_mark(self) -> Mark<'a> {
        self.key
            .map_or_else(|| self.mark(), |key| self.mark_of(key))
    }

    fn mark_of(self, key: &Key<'_>) -> Mark<'a> {
        Mark::between(self.file, key.start, key.end)
    }
}

/// Reads a file into a tree; `None` if it cannot be read, with the reason in the report.
pub(super) fn read<'t>(file: &str, text: &'t str, report: &mut Report) -> Option<Node<'t>> {
    Builder {
        file,
        report,
        open: Vec::new(),
        root: None,
        sound: true,
    }
    .read(text)
}

struct Builder<'a, 't> {
    file: &'a str,
    report: &'a mut Report,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    sound: bool,
}

/// A list or mapping not yet closed.
struct Open<'t> {
    start: Point,
    value: Value<'t>,
    key: Option<Key<'t>>,
}

impl<'t> Builder<'_, 't> {
    fn read(mut self, text: &'t str) -> Option<Node<'t>> {
        let mut parser = Parser::new_from_str(text);
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = Point::from(*error.marker());
                    self.refuse(at, at, words::not_yaml(error.info()));
                    return None;
                }
            };
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    self.refuse(span.start.into(), span.end.into(), words::two_documents());
                    return None;
                }
            }
            self.take(event, span)?;
        }
        self.sound.then(|| self.root.unwrap_or(Node::nothing()))
    }

    fn refuse(&mut self, start: Point, end: Point, said: super::problem::Said) {
        self.sound = false;
        let mark = Mark::between(self.file, start, end);
        self.report.error(mark, said);
    }

    /// `None` if there is no point in reading on.
    fn take(&mut self, event: Event<'t>, span: Span) -> Option<()> {
        let (start, end) = (Point::from(span.start), Point::from(span.end));
        match event {
            Event::Alias(_) => {
                self.refuse(start, end, words::alias());
                return None;
            }
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor > 0 =>
            {
                self.refuse(start, end, words::anchor());
                return None;
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.refuse(start, end, words::tag());
                return None;
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                self.add(Node {
                    start,
                    end,
                    value: Value::Scalar { text, plain },
                });
            }
            Event::SequenceStart(..) => return self.open(start, end, Value::List(Vec::new())),
            Event::MappingStart(..) => return self.open(start, end, Value::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => {
                let closed = self.open.pop()?;
                self.add(Node {
                    start: closed.start,
                    end,
                    value: closed.value,
                });
            }
            _ => {}
        }
        Some(())
    }

    fn open(&mut self, start: Point, end: Point, value: Value<'t>) -> Option<()> {
        if self.open.len() >= DEEPEST {
            self.refuse(start, end, words::too_deep(DEEPEST));
            return None;
        }
        self.open.push(Open {
            start,
            value,
            key: None,
        });
        Some(())
    }

    fn add(&mut self, node: Node<'t>) {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut parent.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match parent.key.take() {
                Some(key) => entries.push((key, node)),
                None => match node.value {
                    Value::Scalar { text, .. } => {
                        let key = Key {
                            name: text,
                            start: node.start,
                            end: node.end,
                        };
                        let first = entries.iter().find(|(known, _)| known.name == key.name);
                        let said =
                            first.map(|(first, _)| words::key_twice(&key.name, first.start.line));
                        let (start, end) = (key.start, key.end);
                        parent.key = Some(key);
                        if let Some(said) = said {
                            self.refuse(start, end, said);
                        }
                    }
                    _ => {
                        parent.key = Some(Key {
                            name: Cow::Borrowed(""),
                            start: node.start,
                            end: node.end,
                        });
                        self.refuse(node.start, node.end, words::key_not_a_word());
                    }
                },
            },
            Value::Scalar { .. } => {}
        }
    }
}
