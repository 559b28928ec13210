//! Builds the tree of a file from the events of the YAML parser.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use crate::load::problem::{Message, Problems};
use crate::load::tree::{Key, Mark, Node, Point, Value};
use crate::load::{messages, texts};

/// The deepest nesting of a file.
const DEEPEST: usize = 100;

/// The largest number of values in a file: about ten times that of the largest real files.
const MOST_NODES: usize = 50_000;

/// The largest number of keys in a mapping. Duplicates are searched linearly, so this bounds the
/// time.
const MOST_KEYS: usize = 1_000;

/// Reads a file into a tree. Returns `None` if the file cannot be read; the reason is then in
/// `report`.
pub(in crate::load) fn read<'t>(
    file: &str,
    text: &'t str,
    report: &mut Problems,
) -> Option<Node<'t>> {
    let clean = texts::check_file(file, text, report);
    Builder {
        file,
        report,
        lines: text.split('\n').collect(),
        rest: Rest::default(),
        open: Vec::new(),
        root: None,
        nodes: 0,
        clean,
        sound: true,
    }
    .read(text)
}

/// The state while a tree is built.
struct Builder<'a, 't> {
    file: &'a str,
    report: &'a mut Problems,
    lines: Vec<&'t str>,
    rest: Rest,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    /// Whether the file text has no control characters.
    clean: bool,
    /// Whether no error was reported that makes the tree useless.
    sound: bool,
}

/// A cursor that returns the rest of a line after a position. Positions are asked for in ascending
/// order, so each line is scanned only once, however many values are on it.
#[derive(Debug, Default)]
struct Rest {
    line: usize,
    column: usize,
    bytes: usize,
}

impl Rest {
    /// Returns the text after a position on its line.
    fn after<'t>(&mut self, place: Point, lines: &[&'t str]) -> &'t str {
        if place.line != self.line || place.column < self.column {
            (self.line, self.column, self.bytes) = (place.line, 1, 0);
        }
        let line = lines.get(place.line - 1).copied().unwrap_or_default();
        let skipped = line.get(self.bytes..).unwrap_or_default().chars();
        let skipped = skipped.take(place.column - self.column);
        self.bytes += skipped.map(char::len_utf8).sum::<usize>();
        self.column = place.column;
        line.get(self.bytes..).unwrap_or_default()
    }
}

/// A list or mapping that is not closed yet. For a mapping, `key` is the key whose value is next.
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
                    self.refuse(at, at, messages::not_yaml(error.info()));
                    return None;
                }
            };
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    let (start, end) = (self.within(span.start), self.within(span.end));
                    self.refuse(start, end, messages::two_documents());
                    return None;
                }
            }
            self.take(event, span)?;
        }
        self.sound.then(|| self.root.unwrap_or(Node::nothing()))
    }

    /// Converts a position of the parser, which may lie after the last line, to one in the text.
    fn within(&self, marker: Marker) -> Point {
        let last = self.lines.len();
        if marker.line() > last {
            return Point {
                line: last,
                column: self.lines.last().map_or(0, |line| line.chars().count()) + 1,
            };
        }
        Point {
            line: marker.line().max(1),
            column: marker.col() + 1,
        }
    }

    /// Returns the position to report for a syntax error. The parser reports a tab at the end of
    /// the text before it, and a missing part after the last line, so both are moved to where the
    /// author has to look.
    fn place_of(&self, error: &ScanError) -> Point {
        let at = self.within(*error.marker());
        let with_tab = |(number, line): (usize, &&str)| {
            let column = line.chars().position(|c| c == '\t')? + 1;
            let line = number + 1;
            Some(Point { line, column })
        };
        let mut lines = self.lines.iter().enumerate();
        if messages::is_about_a_tab(error.info()) {
            return lines.skip(at.line - 1).find_map(with_tab).unwrap_or(at);
        }
        let written = |(_, line): &(usize, &&str)| !line.trim().is_empty();
        match lines.rfind(written) {
            Some((number, line)) if number + 1 < at.line => Point {
                line: number + 1,
                column: line.chars().count(),
            },
            _ => at,
        }
    }

    /// Reports an error that makes the tree useless.
    fn refuse(&mut self, start: Point, end: Point, message: Message) {
        self.sound = false;
        let mark = Mark::between(self.file, start, end);
        self.report.error(mark, message);
    }

    /// Handles one event. Returns `None` if reading has to stop.
    fn take(&mut self, event: Event<'t>, span: Span) -> Option<()> {
        let (start, end) = (self.within(span.start), self.within(span.end));
        match event {
            Event::Alias(_) => {
                self.refuse(start, end, messages::alias());
                return None;
            }
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _)
                if anchor > 0 =>
            {
                self.refuse(start, end, messages::anchor());
                return None;
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                self.refuse(start, end, messages::tag());
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

    /// Starts a list or mapping. Returns `None` if it nests too deep.
    fn open(&mut self, start: Point, end: Point, value: Value<'t>) -> Option<()> {
        if self.open.len() >= DEEPEST {
            self.refuse(start, end, messages::too_deep());
            return None;
        }
        self.open.push(Open {
            start,
            value,
            key: None,
        });
        Some(())
    }

    /// Adds a complete value to its parent, as an entry, a key or a key's value. Returns `None` if
    /// reading has to stop.
    fn add(&mut self, node: Node<'t>) -> Option<()> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            self.refuse(node.start, node.end, messages::too_many_entries(MOST_NODES));
            return None;
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return Some(());
        };
        if parent.key.is_none() && matches!(parent.value, Value::Map(_)) {
            return self.add_key(node);
        }
        let rest = self.rest.after(node.end, &self.lines);
        let site = texts::ValueSite {
            file: self.file,
            key: parent.key.as_ref(),
            rest,
            clean: self.clean,
        };
        texts::check(&node, &site, self.report);
        match (&mut parent.value, parent.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(entries), Some(key)) => entries.push((key, node)),
            _ => {}
        }
        Some(())
    }

    /// Sets the key for the next value of the open mapping. Returns `None` if reading has to stop.
    fn add_key(&mut self, node: Node<'t>) -> Option<()> {
        let (start, end) = (node.start, node.end);
        let name = match node.value {
            Value::Scalar { text, .. } if !text.is_empty() => text,
            _ => {
                self.refuse(start, end, messages::key_not_a_word());
                return None;
            }
        };
        let parent = self.open.last_mut()?;
        let Value::Map(entries) = &parent.value else {
            return None;
        };
        let many = entries.len() >= MOST_KEYS;
        let first = entries.iter().find(|(known, _)| known.name == name);
        let duplicate = first.map(|(first, _)| messages::key_twice(&name, first.start.line));
        parent.key = Some(Key { name, start, end });
        if many {
            self.refuse(start, end, messages::too_many_entries(MOST_KEYS));
            return None;
        }
        if let Some(message) = duplicate {
            self.refuse(start, end, message);
        }
        Some(())
    }
}
