//! From the text of a file to the tree.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span};

use crate::load::problem::{Message, Problems};
use crate::load::tree::{Key, Mark, Node, Point, Value};
use crate::load::{messages as words, texts};

/// How deep a file may nest.
const DEEPEST: usize = 100;

/// How many values a file may hold: some ten times as many as the largest real ones.
const MOST_NODES: usize = 50_000;

/// How many keys a mapping may have.
const MOST_KEYS: usize = 1_000;

/// Reads a file into a tree; `None` if it cannot be read, with the reason in the report.
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

struct Builder<'a, 't> {
    file: &'a str,
    report: &'a mut Problems,
    lines: Vec<&'t str>,
    rest: Rest,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    nodes: usize,
    /// Whether no control character stands in the file as it is.
    clean: bool,
    sound: bool,
}

/// What follows a place on its line. Places come in order, so a line is gone through once, however
/// many values stand on it.
#[derive(Debug, Default)]
struct Rest {
    line: usize,
    column: usize,
    bytes: usize,
}

impl Rest {
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
                    let (start, end) = (self.within(span.start), self.within(span.end));
                    self.refuse(start, end, words::two_documents());
                    return None;
                }
            }
            self.take(event, span)?;
        }
        self.sound.then(|| self.root.unwrap_or(Node::nothing()))
    }

    /// A place of the parser, which may lie after the last line.
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

    /// Where a syntax error is. The parser finds a tab only at the end of the text before it, and
    /// what is missing only after the last line.
    fn place_of(&self, error: &ScanError) -> Point {
        let at = self.within(*error.marker());
        let with_tab = |(number, line): (usize, &&str)| {
            let column = line.chars().position(|c| c == '\t')? + 1;
            let line = number + 1;
            Some(Point { line, column })
        };
        let mut lines = self.lines.iter().enumerate();
        if words::is_about_a_tab(error.info()) {
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

    fn refuse(&mut self, start: Point, end: Point, said: Message) {
        self.sound = false;
        let mark = Mark::between(self.file, start, end);
        self.report.error(mark, said);
    }

    /// `None` if there is no point in reading on.
    fn take(&mut self, event: Event<'t>, span: Span) -> Option<()> {
        let (start, end) = (self.within(span.start), self.within(span.end));
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
            self.refuse(start, end, words::too_deep());
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
        let rest = self.rest.after(node.end, &self.lines);
        let place = texts::ValueSite {
            file: self.file,
            key: parent.key.as_ref(),
            rest,
            clean: self.clean,
        };
        texts::check(&node, &place, self.report);
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
