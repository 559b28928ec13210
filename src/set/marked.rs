//! A YAML file as a tree in which everything knows its line and column.
//!
//! The model is read by serde, which knows no positions. This tree is where a problem finds the
//! author's line, and it is read first, because it refuses what serde must never see: anchors and
//! aliases (a bomb in a few lines), tags, endless depth, and keys given twice.

use std::borrow::Cow;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use super::problem::{Report, Said};
use super::texts;
use crate::words::set as words;

/// How deep a file may nest.
const DEEPEST: usize = 100;

/// How many values a file may hold: some ten times as many as the largest real ones.
const MOST_NODES: usize = 50_000;

/// How many keys a mapping may have.
const MOST_KEYS: usize = 1_000;

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

    /// Whether nothing is given: an empty value, or what YAML takes for one.
    pub(super) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Scalar { text, plain } => {
                text.trim().is_empty()
                    || (*plain && matches!(text.as_ref(), "~" | "null" | "Null" | "NULL"))
            }
            _ => false,
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
    /// Whether it stands in a list.
    pub(super) const fn is_entry(self) -> bool {
        self.key.is_none()
    }

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
    let clean = texts::check_file(file, text, report);
    Builder {
        file,
        report,
        lines: text.split('\n').collect(),
        open: Vec::new(),
        root: None,
        nodes: 0,
        clean,
        sound: true,
    }
    .read(text)
}

struct Builder<'a, 't> {
    file: &'a str,
    report: &'a mut Report,
    lines: Vec<&'t str>,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    /// Whether no control character stands in the file as it is.
    clean: bool,
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
                    let at = self.place_of(&error);
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

    /// Where a syntax error is. The parser finds a tab only at the end of the text before it.
    fn place_of(&self, error: &ScanError) -> Point {
        let at = Point::from(*error.marker());
        let tab = |(number, line): (usize, &&str)| {
            let column = line.chars().position(|c| c == '\t')? + 1;
            let line = number + 1;
            Some(Point { line, column })
        };
        let lines = self.lines.iter().enumerate().skip(at.line - 1);
        match error.info().contains("tab") {
            true => lines.filter_map(tab).next().unwrap_or(at),
            false => at,
        }
    }

    fn refuse(&mut self, start: Point, end: Point, said: Said) {
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
                let value = Value::Scalar { text, plain };
                return self.add(Node { start, end, value });
            }
            Event::SequenceStart(..) => return self.open(start, end, Value::List(Vec::new())),
            Event::MappingStart(..) => return self.open(start, end, Value::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => {
                let closed = self.open.pop()?;
                return self.add(Node {
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

    /// Puts a value where it belongs. `None` if there are too many.
    fn add(&mut self, node: Node<'t>) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            self.refuse(node.start, node.end, words::too_many_entries(MOST_NODES));
            return None;
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        if parent.key.is_none() && matches!(parent.value, Value::Map(_)) {
            return self.add_key(node);
        }
        let line = self.lines.get(node.end.line - 1).copied();
        let key = parent.key.as_ref().map(|key| key.name.as_ref());
        let place = texts::Place {
            file: self.file,
            key,
            line,
            clean: self.clean,
        };
        texts::check(&node, place, self.report);
        match (&mut parent.value, parent.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(entries), Some(key)) => entries.push((key, node)),
            _ => {}
        }
        Some(())
    }

    fn add_key(&mut self, node: Node<'t>) -> Option<()> {
        let (start, end) = (node.start, node.end);
        let name = match node.value {
            Value::Scalar { text, .. } if !text.is_empty() => text,
            _ => {
                self.refuse(start, end, words::key_not_a_word());
                return None;
            }
        };
        let parent = self.open.last_mut()?;
        let Value::Map(entries) = &parent.value else {
            return None;
        };
        let many = entries.len() >= MOST_KEYS;
        let first = entries.iter().find(|(known, _)| known.name == name);
        let said = first.map(|(first, _)| words::key_twice(&name, first.start.line));
        parent.key = Some(Key { name, start, end });
        if many {
            self.refuse(start, end, words::too_many_entries(MOST_KEYS));
            return None;
        }
        if let Some(said) = said {
            self.refuse(start, end, said);
        }
        Some(())
    }
}
