//! Renders a page as HTML, for browsers and for print.
//!
//! The file is self-contained: no script, font or image, and its Content-Security-Policy forbids
//! loading any. Every text goes through [`escape`].

use crate::document::{
    Bar, Block, CrisisBox, Detail, Document, ListItem, PagePart, PageSection, PointsTable, Row,
    TextLine, TextRole, Tone, is_web_address,
};

const STYLE: &str = include_str!("html/style.css");

/// Renders the page. The result ends in a line break.
pub(super) fn render(document: &Document) -> String {
    let tone = match document.tone {
        Tone::Danger => "danger",
        Tone::Care => "care",
        Tone::Good => "good",
        Tone::Plain => "plain",
    };
    let mut page = Html(String::new());
    page.raw(concat!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
        "<meta name=\"color-scheme\" content=\"light dark\">\n",
        "<meta name=\"referrer\" content=\"no-referrer\">\n",
        "<meta http-equiv=\"Content-Security-Policy\" ",
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    ));
    let title = if document.urgent {
        &document.headline
    } else {
        &document.title
    };
    page.element("title", "", title);
    page.raw("<style>\n");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n<main>\n<header class=\"");
    page.raw(tone);
    page.raw("\">\n");
    if !document.urgent {
        page.element("p", "set", &document.title);
    }
    if let Some(warning) = &document.warning {
        page.element("p", "warning", warning);
    }
    page.element("h1", "", &document.headline);
    if let Some(meaning) = &document.meaning {
        page.element("p", "meaning", meaning);
    }
    page.raw("</header>\n");
    for part in &document.parts {
        match part {
            PagePart::Action(line) => page.paragraph("action", line),
            PagePart::CrisisBox(crisis) => page.crisis(crisis),
            PagePart::PageSection(section) => page.section(section),
        }
    }
    if !document.foot.is_empty() {
        page.raw("<footer>\n");
        for line in &document.foot {
            page.element("p", "", line);
        }
        page.raw("</footer>\n");
    }
    page.raw("</main>\n</body>\n</html>\n");
    page.0
}

/// The HTML rendered so far.
struct Html(String);

impl Html {
    /// Appends markup. It takes `&'static str`, so text of the author or the person cannot be
    /// passed by mistake.
    fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Appends text, escaped.
    fn escaped(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// Appends an element that contains only this text.
    fn element(&mut self, name: &'static str, class: &'static str, text: &str) {
        self.open(name, class);
        self.escaped(text);
        self.close(name);
    }

    fn open(&mut self, name: &'static str, class: &'static str) {
        self.raw("<");
        self.raw(name);
        if !class.is_empty() {
            self.raw(" class=\"");
            self.raw(class);
            self.raw("\"");
        }
        self.raw(">");
    }

    fn close(&mut self, name: &'static str) {
        self.raw("</");
        self.raw(name);
        self.raw(">\n");
    }

    fn crisis(&mut self, crisis: &CrisisBox) {
        let class = if crisis.urgent {
            "crisis urgent"
        } else {
            "crisis"
        };
        self.open("section", class);
        self.element("h2", "", &crisis.heading);
        for line in &crisis.lines {
            self.paragraph("", line);
        }
        if let Some(small) = &crisis.small {
            self.element("p", "small", small);
        }
        self.close("section");
    }

    fn section(&mut self, section: &PageSection) {
        self.open("section", "");
        self.element("h2", "", &section.heading);
        for block in &section.blocks {
            match block {
                Block::Paragraph(line) => self.paragraph("", line),
                Block::Group(text) => self.element("h3", "", text),
                Block::List(items) => self.list(items),
                Block::Bars(bars) => {
                    self.open("ul", "bars");
                    for bar in bars {
                        self.bar(bar);
                    }
                    self.close("ul");
                }
                Block::PointsTable(table) => self.table(table),
            }
        }
        self.close("section");
    }

    fn table(&mut self, table: &PointsTable) {
        self.open("table", "");
        self.row(&table.head, "col", "th");
        for row in &table.rows {
            self.row(row, "row", "td");
        }
        self.close("table");
    }

    fn row(&mut self, row: &Row, scope: &'static str, cell: &'static str) {
        self.raw("<tr><th scope=\"");
        self.raw(scope);
        self.raw("\">");
        self.escaped(&row.name);
        self.raw("</th>");
        for text in &row.cells {
            self.open(cell, "");
            self.escaped(text);
            self.raw("</");
            self.raw(cell);
            self.raw(">");
        }
        self.raw("</tr>\n");
    }

    fn list(&mut self, items: &[ListItem]) {
        let short = items.iter().all(|item| item.details.is_empty());
        self.open("ul", if short { "short" } else { "" });
        for item in items {
            if let Some(source) = &item.source {
                self.raw("<li id=\"source-");
                self.escaped(source);
                self.raw("\">");
            } else {
                self.raw("<li>");
            }
            self.paragraph("", &item.lead);
            for detail in &item.details {
                self.detail(detail);
            }
            self.close("li");
        }
        self.close("ul");
    }

    fn detail(&mut self, detail: &Detail) {
        match detail {
            Detail::TextLine(line) => self.paragraph("", line),
            Detail::Remark(line) => self.paragraph("detail", line),
            Detail::Answers { label, lines } => {
                if let [only] = lines.as_slice() {
                    self.open("p", "detail");
                    self.escaped(label);
                    self.raw(" ");
                    self.line(only);
                    self.close("p");
                    return;
                }
                self.element("p", "detail", label);
                self.open("ul", "answers");
                for line in lines {
                    self.open("li", "");
                    self.line(line);
                    self.close("li");
                }
                self.close("ul");
            }
            Detail::Sources { label, ids } => {
                self.open("p", "detail sources");
                self.escaped(label);
                for (number, id) in ids.iter().enumerate() {
                    self.raw(if number == 0 { " " } else { ", " });
                    self.raw("<a href=\"#source-");
                    self.escaped(id);
                    self.raw("\">");
                    self.escaped(id);
                    self.raw("</a>");
                }
                self.close("p");
            }
        }
    }

    fn bar(&mut self, bar: &Bar) {
        self.raw("<li><p><strong>");
        self.escaped(&bar.name);
        self.raw("</strong>");
        for remark in &bar.remarks {
            self.raw(" <span class=\"remark\">");
            self.escaped(remark);
            self.raw("</span>");
        }
        self.raw("</p>");
        if let Some(length) = bar.length {
            self.raw("<div class=\"bar\" aria-hidden=\"true\"><div style=\"width:");
            self.escaped(&length.min(100).to_string());
            self.raw("%\"></div></div>");
        }
        self.element("p", "detail", &bar.label);
        self.close("li");
    }

    fn paragraph(&mut self, class: &'static str, line: &TextLine) {
        self.open("p", class);
        self.line(line);
        self.close("p");
    }

    fn line(&mut self, line: &TextLine) {
        for span in &line.0 {
            match span.role {
                TextRole::Strong => {
                    self.raw("<strong>");
                    self.escaped(&span.text);
                    self.raw("</strong>");
                }
                TextRole::Address if is_web_address(&span.text) => {
                    self.raw("<a rel=\"noopener noreferrer\" href=\"");
                    self.escaped(&span.text);
                    self.raw("\">");
                    self.escaped(&span.text);
                    self.raw("</a>");
                }
                TextRole::Plain | TextRole::Address => self.escaped(&span.text),
            }
        }
    }
}

/// Appends text to `to`, escaped: it cannot become markup, neither between tags nor in quoted
/// attribute values.
fn escape(text: &str, to: &mut String) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\'' => to.push_str("&#39;"),
            _ => to.push(c),
        }
    }
}
