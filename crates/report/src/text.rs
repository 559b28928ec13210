//! Renders a page as text for a terminal or a plain file.

mod paint;
mod table;
mod wrap;

use crate::document::{
    Bar, Block, CrisisBox, Detail, Document, ListItem, PagePart, TextLine, TextRole,
};
use crate::messages;
use crate::text::paint::Paint;
use crate::text::wrap::{NARROWEST, WIDEST, wrap};

/// The layout parameters of a text report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLayout {
    /// Columns; no line is wider. Values below 20 count as 20 and values above 92 as 92, because
    /// longer lines are hard to read.
    pub width: usize,
    /// Whether to use colour and bold. They never carry information that the text lacks.
    pub colour: bool,
    /// Whether bars, rules and bullets may use characters outside ASCII.
    pub unicode: bool,
}

/// Renders the page. `addresses` says whether web addresses are shown. The text ends in a line
/// break.
pub(super) fn render(document: &Document, page: &TextLayout, addresses: bool) -> String {
    let mut text = TextWriter::new(page, addresses);
    text.head(document);
    for part in &document.parts {
        match part {
            PagePart::Action(line) => text.push_wrapped(line, "", ""),
            PagePart::CrisisBox(crisis) => {
                text.blank_line();
                text.crisis(crisis);
            }
            PagePart::PageSection(section) => {
                text.blank_line();
                text.heading(&section.heading, text.glyphs.thin);
                for block in &section.blocks {
                    text.block(block);
                }
                if std::mem::take(&mut text.address_omitted) {
                    text.push_wrapped(&TextLine::plain(messages::WHERE_SOURCES), "", "");
                }
            }
        }
    }
    if !document.foot.is_empty() {
        text.blank_line();
    }
    for line in &document.foot {
        text.push_wrapped(&TextLine::plain(line), "", "");
    }
    if let (false, Some(PagePart::CrisisBox(crisis))) = (document.urgent, document.parts.first()) {
        // A terminal shows the end of a long page, so the crisis contacts are repeated there.
        text.blank_line();
        text.crisis(crisis);
    }
    text.out
}

/// The characters that bars, rules and bullets are drawn with.
struct Glyphs {
    bullet: &'static str,
    sub_bullet: &'static str,
    thick: char,
    thin: char,
    side: &'static str,
    full: char,
    empty: char,
}

const ASCII: Glyphs = Glyphs {
    bullet: "* ",
    sub_bullet: "- ",
    thick: '=',
    thin: '-',
    side: "| ",
    full: '#',
    empty: '.',
};

const UNICODE: Glyphs = Glyphs {
    bullet: "• ",
    sub_bullet: "– ",
    thick: '═',
    thin: '─',
    side: "┃ ",
    full: '█',
    empty: '░',
};

/// The text rendered so far and how to continue it.
struct TextWriter {
    out: String,
    width: usize,
    glyphs: &'static Glyphs,
    paint: Paint,
    addresses: bool,
    /// Whether an address was omitted since the present section began.
    address_omitted: bool,
}

impl TextWriter {
    fn new(page: &TextLayout, addresses: bool) -> Self {
        Self {
            out: String::new(),
            width: page.width.clamp(NARROWEST, WIDEST),
            glyphs: if page.unicode { &UNICODE } else { &ASCII },
            paint: Paint::new(page.colour),
            addresses,
            address_omitted: false,
        }
    }

    /// Ends the text with a blank line, unless it is empty or has one.
    fn blank_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// Appends a line, wrapped; `first` precedes its first row, `rest` the others.
    fn push_wrapped(&mut self, line: &TextLine, first: &str, rest: &str) {
        for (number, pieces) in wrap(line, self.width, first, rest).iter().enumerate() {
            self.out.push_str(if number == 0 { first } else { rest });
            for span in pieces {
                self.push_span(&span.text, span.role);
            }
            self.out.push('\n');
        }
    }

    /// Appends text in its role. Without Unicode, the minus sign becomes a hyphen.
    fn push_span(&mut self, text: &str, role: TextRole) {
        let ascii = self.glyphs.bullet.is_ascii();
        let text = if ascii {
            &text.replace('\u{2212}', "-")
        } else {
            text
        };
        self.out.push_str(&self.paint.role(role, text));
    }

    fn head(&mut self, document: &Document) {
        if !document.urgent {
            self.push_wrapped(&TextLine::plain(&document.title), "", "");
            self.blank_line();
        }
        if let Some(warning) = &document.warning {
            self.push_wrapped(&TextLine::strong(warning), "! ", "  ");
            self.blank_line();
        }
        self.underlined(&document.headline, self.glyphs.thick, |paint, text| {
            paint.tone(document.tone, text)
        });
        if let Some(meaning) = &document.meaning {
            if !document.urgent {
                self.blank_line();
            }
            self.push_wrapped(&TextLine::plain(meaning), "", "");
        }
    }

    fn heading(&mut self, heading: &str, under: char) {
        self.underlined(heading, under, |paint, text| {
            paint.role(TextRole::Strong, text)
        });
    }

    fn underlined(&mut self, text: &str, under: char, paint: impl Fn(&Paint, &str) -> String) {
        let lines = wrap(&TextLine::plain(text), self.width, "", "");
        let mut longest = 0;
        for pieces in lines {
            let text: String = pieces.into_iter().map(|span| span.text).collect();
            longest = longest.max(wrap::columns(&text));
            self.out.push_str(&paint(&self.paint, &text));
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(under, longest));
        self.out.push('\n');
    }

    fn crisis(&mut self, crisis: &CrisisBox) {
        let side = self.glyphs.side;
        let bare = side.trim_end();
        let hanging = format!("{side}  ");
        self.push_wrapped(&TextLine::strong(&crisis.heading), side, side);
        for line in &crisis.lines {
            if !crisis.urgent {
                self.out.push_str(bare);
                self.out.push('\n');
            }
            self.push_wrapped(line, side, &hanging);
        }
        if let Some(small) = &crisis.small {
            self.out.push_str(bare);
            self.out.push('\n');
            self.push_wrapped(&TextLine::plain(small), side, side);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(line) => {
                self.push_wrapped(line, "", "");
                self.out.push('\n');
            }
            Block::Group(text) => self.push_wrapped(&TextLine::strong(format!("{text}:")), "", ""),
            Block::List(items) => self.list(items),
            Block::Bars(bars) => {
                for bar in bars {
                    self.bar(bar);
                }
                self.out.push('\n');
            }
            Block::PointsTable(table) => self.table(table),
        }
    }

    /// Appends a list. If any item is long, blank lines separate the items.
    fn list(&mut self, items: &[ListItem]) {
        let several =
            |detail: &Detail| matches!(detail, Detail::Answers { lines, .. } if lines.len() > 1);
        let long = |item: &ListItem| item.details.len() > 1 || item.details.iter().any(several);
        let long = items.iter().any(long);
        for (number, item) in items.iter().enumerate() {
            if long && number > 0 {
                self.out.push('\n');
            }
            self.push_wrapped(&item.lead, self.glyphs.bullet, "  ");
            for detail in &item.details {
                self.detail(detail);
            }
        }
        self.out.push('\n');
    }

    fn detail(&mut self, detail: &Detail) {
        match detail {
            Detail::Remark(line) if !self.addresses && line.is_address() => {
                self.address_omitted = true;
            }
            Detail::TextLine(line) | Detail::Remark(line) => self.push_wrapped(line, "  ", "  "),
            Detail::Answers { label, lines } => {
                if let [only] = lines.as_slice() {
                    let mut line = TextLine::plain(format!("{label} "));
                    line.0.extend(only.0.iter().cloned());
                    self.push_wrapped(&line, "  ", "    ");
                    return;
                }
                self.push_wrapped(&TextLine::plain(label), "  ", "  ");
                let first = format!("    {}", self.glyphs.sub_bullet);
                for line in lines {
                    self.push_wrapped(line, &first, "      ");
                }
            }
            Detail::Sources { label, ids } => {
                let line = TextLine::plain(format!("{label} {}", ids.join(", ")));
                self.push_wrapped(&line, "  ", "  ");
            }
        }
    }

    /// Appends a treatment's title and below it the bar with its points. If the page is too narrow
    /// for both, the points get a line of their own.
    fn bar(&mut self, bar: &Bar) {
        let mut name = TextLine::strong(&bar.name);
        if !bar.remarks.is_empty() {
            name = name.then(format!(", {}", bar.remarks.join(", ")), TextRole::Plain);
        }
        self.push_wrapped(&name, "", "  ");
        let label = TextLine::plain(&bar.label);
        let Some(length) = bar.length else {
            self.push_wrapped(&label, "  ", "  ");
            return;
        };
        let cells = (self.width / 2).saturating_sub(4).clamp(10, 32);
        let full = (length * cells).div_ceil(100).min(cells);
        let drawn: String = std::iter::repeat_n(self.glyphs.full, full)
            .chain(std::iter::repeat_n(self.glyphs.empty, cells - full))
            .collect();
        let drawn_painted = self.paint.bar(&drawn);
        self.out.push_str("  ");
        self.out.push_str(&drawn_painted);
        let label_fits = 2 + cells + 2 + wrap::columns(&bar.label) <= self.width;
        if label_fits {
            self.push_wrapped(&label, "  ", "");
        } else {
            self.out.push('\n');
            self.push_wrapped(&label, "  ", "  ");
        }
    }
}
