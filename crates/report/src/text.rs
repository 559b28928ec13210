//! A report for a terminal, or for a plain file.

mod paint;
mod table;
mod wrap;

use crate::document::{
    Bar, Block, CrisisBox, Detail, Document, ListItem, PagePart, TextLine, TextRole,
};
use crate::messages as words;
use crate::text::paint::Paint;
use crate::text::wrap::{NARROWEST, WIDEST, wrap};

/// The page a text report is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Columns; no line is wider. Less than 20 counts as 20, and more than 92 as 92, because
    /// longer lines are hard to read.
    pub width: usize,
    /// Whether to use colour and bold; nothing is said by them alone.
    pub colour: bool,
    /// Whether bars, rules and bullets may use characters beyond ASCII.
    pub unicode: bool,
}

/// Lays the document out, with or without addresses on the web. Ends in a line break.
pub(super) fn render(document: &Document, page: &Page, addresses: bool) -> String {
    let mut text = Text::new(page, addresses);
    text.head(document);
    for part in &document.parts {
        match part {
            PagePart::Action(line) => text.wrapped(line, "", ""),
            PagePart::CrisisBox(crisis) => {
                text.gap();
                text.crisis(crisis);
            }
            PagePart::PageSection(section) => {
                text.gap();
                text.heading(&section.heading, text.signs.thin);
                for block in &section.blocks {
                    text.block(block);
                }
                if std::mem::take(&mut text.left_out) {
                    text.wrapped(&TextLine::plain(words::WHERE_SOURCES), "", "");
                }
            }
        }
    }
    if !document.foot.is_empty() {
        text.gap();
    }
    for line in &document.foot {
        text.wrapped(&TextLine::plain(line), "", "");
    }
    if let (false, Some(PagePart::CrisisBox(crisis))) = (document.urgent, document.parts.first()) {
        // A terminal is left at the end of a long page: whom to call stands there, too.
        text.gap();
        text.crisis(crisis);
    }
    text.out
}

/// The characters a page is drawn with.
struct Signs {
    bullet: &'static str,
    sub_bullet: &'static str,
    thick: char,
    thin: char,
    side: &'static str,
    full: char,
    empty: char,
}

const ASCII: Signs = Signs {
    bullet: "* ",
    sub_bullet: "- ",
    thick: '=',
    thin: '-',
    side: "| ",
    full: '#',
    empty: '.',
};

const UNICODE: Signs = Signs {
    bullet: "• ",
    sub_bullet: "– ",
    thick: '═',
    thin: '─',
    side: "┃ ",
    full: '█',
    empty: '░',
};

struct Text {
    out: String,
    width: usize,
    signs: &'static Signs,
    paint: Paint,
    addresses: bool,
    /// Whether an address was left out since a section began.
    left_out: bool,
}

impl Text {
    fn new(page: &Page, addresses: bool) -> Self {
        Self {
            out: String::new(),
            width: page.width.clamp(NARROWEST, WIDEST),
            signs: if page.unicode { &UNICODE } else { &ASCII },
            paint: Paint::new(page.colour),
            addresses,
            left_out: false,
        }
    }

    fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// One line in its roles, the first after `first`, the others after `rest`.
    fn wrapped(&mut self, line: &TextLine, first: &str, rest: &str) {
        for (number, pieces) in wrap(line, self.width, first, rest).iter().enumerate() {
            self.out.push_str(if number == 0 { first } else { rest });
            for piece in pieces {
                self.piece(&piece.text, piece.role);
            }
            self.out.push('\n');
        }
    }

    fn piece(&mut self, text: &str, role: TextRole) {
        let ascii = self.signs.bullet.is_ascii();
        let text = if ascii {
            &text.replace('\u{2212}', "-")
        } else {
            text
        };
        self.out.push_str(&self.paint.role(role, text));
    }

    fn head(&mut self, document: &Document) {
        if !document.urgent {
            self.wrapped(&TextLine::plain(&document.title), "", "");
            self.gap();
        }
        if let Some(warning) = &document.warning {
            self.wrapped(&TextLine::strong(warning), "! ", "  ");
            self.gap();
        }
        self.underlined(&document.headline, self.signs.thick, |paint, text| {
            paint.tone(document.tone, text)
        });
        if let Some(meaning) = &document.meaning {
            if !document.urgent {
                self.gap();
            }
            self.wrapped(&TextLine::plain(meaning), "", "");
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
            let text: String = pieces.into_iter().map(|piece| piece.text).collect();
            longest = longest.max(wrap::columns(&text));
            self.out.push_str(&paint(&self.paint, &text));
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(under, longest));
        self.out.push('\n');
    }

    fn crisis(&mut self, crisis: &CrisisBox) {
        let side = self.signs.side;
        let bare = side.trim_end();
        let hanging = format!("{side}  ");
        self.wrapped(&TextLine::strong(&crisis.heading), side, side);
        for line in &crisis.lines {
            if !crisis.urgent {
                self.out.push_str(bare);
                self.out.push('\n');
            }
            self.wrapped(line, side, &hanging);
        }
        if let Some(small) = &crisis.small {
            self.out.push_str(bare);
            self.out.push('\n');
            self.wrapped(&TextLine::plain(small), side, side);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(line) => {
                self.wrapped(line, "", "");
                self.out.push('\n');
            }
            Block::Group(text) => self.wrapped(&TextLine::strong(format!("{text}:")), "", ""),
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

    /// Items of one line stand close together, longer ones apart.
    fn list(&mut self, items: &[ListItem]) {
        let several =
            |detail: &Detail| matches!(detail, Detail::Answers { lines, .. } if lines.len() > 1);
        let long = |item: &ListItem| item.details.len() > 1 || item.details.iter().any(several);
        let long = items.iter().any(long);
        for (number, item) in items.iter().enumerate() {
            if long && number > 0 {
                self.out.push('\n');
            }
            self.wrapped(&item.lead, self.signs.bullet, "  ");
            for detail in &item.details {
                self.detail(detail);
            }
        }
        self.out.push('\n');
    }

    fn detail(&mut self, detail: &Detail) {
        match detail {
            Detail::Remark(line) if !self.addresses && line.is_address() => {
                self.left_out = true;
            }
            Detail::TextLine(line) | Detail::Remark(line) => self.wrapped(line, "  ", "  "),
            Detail::Answers { label, lines } => {
                if let [only] = lines.as_slice() {
                    let mut line = TextLine::plain(format!("{label} "));
                    line.0.extend(only.0.iter().cloned());
                    self.wrapped(&line, "  ", "    ");
                    return;
                }
                self.wrapped(&TextLine::plain(label), "  ", "  ");
                let first = format!("    {}", self.signs.sub_bullet);
                for line in lines {
                    self.wrapped(line, &first, "      ");
                }
            }
            Detail::Sources { label, ids } => {
                let line = TextLine::plain(format!("{label} {}", ids.join(", ")));
                self.wrapped(&line, "  ", "  ");
            }
        }
    }

    /// The title, and under it the bar with its points, or the points alone on a line of their
    /// own where the page is narrow.
    fn bar(&mut self, bar: &Bar) {
        let mut name = TextLine::strong(&bar.name);
        if !bar.remarks.is_empty() {
            name = name.then(format!(", {}", bar.remarks.join(", ")), TextRole::Plain);
        }
        self.wrapped(&name, "", "  ");
        let label = TextLine::plain(&bar.label);
        let Some(length) = bar.length else {
            self.wrapped(&label, "  ", "  ");
            return;
        };
        let cells = (self.width / 2).saturating_sub(4).clamp(10, 32);
        let full = (length * cells).div_ceil(100).min(cells);
        let drawn: String = std::iter::repeat_n(self.signs.full, full)
            .chain(std::iter::repeat_n(self.signs.empty, cells - full))
            .collect();
        let drawn_painted = self.paint.bar(&drawn);
        self.out.push_str("  ");
        self.out.push_str(&drawn_painted);
        let label_fits = 2 + cells + 2 + wrap::columns(&bar.label) <= self.width;
        if label_fits {
            self.wrapped(&label, "  ", "");
        } else {
            self.out.push('\n');
            self.wrapped(&label, "  ", "  ");
        }
    }
}
