//! Renders a page as Markdown.

use crate::document::{
    Bar, Block, CrisisBox, Detail, Document, ListItem, PagePart, PointsTable, Row, TextLine,
    TextRole,
};

/// The length of a bar, in characters.
const CELLS: usize = 20;

/// Renders the page. The result ends in a line break.
pub(super) fn render(document: &Document) -> String {
    let mut blocks = Vec::new();
    if !document.urgent {
        blocks.push(escaped(&document.title));
    }
    blocks.extend(document.warning.iter().map(|warning| strong(warning)));
    blocks.push(format!("# {}", escaped(&document.headline)));
    blocks.extend(document.meaning.iter().map(|line| escaped(line)));
    for part in &document.parts {
        match part {
            PagePart::Action(action) => blocks.push(line(action)),
            PagePart::CrisisBox(crisis) => blocks.push(quote(crisis)),
            PagePart::PageSection(section) => {
                blocks.push(format!("## {}", escaped(&section.heading)));
                blocks.extend(section.blocks.iter().map(block));
            }
        }
    }
    if !document.foot.is_empty() {
        blocks.push("---".to_owned());
    }
    blocks.extend(document.foot.iter().map(|line| escaped(line)));
    let mut page = blocks.join("\n\n");
    page.push('\n');
    page
}

fn quote(crisis: &CrisisBox) -> String {
    let heading = format!("**{}**", escaped(&crisis.heading));
    let lines = crisis.lines.iter().map(line);
    let small = crisis.small.iter().map(|small| escaped(small));
    let paragraphs: Vec<String> = std::iter::once(heading)
        .chain(lines)
        .chain(small)
        .map(|paragraph| format!("> {paragraph}"))
        .collect();
    paragraphs.join("\n>\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => line(text),
        Block::Group(text) => format!("### {}", escaped(text)),
        Block::List(items) => joined(items.iter().map(item)),
        Block::Bars(bars) => joined(bars.iter().map(bar)),
        Block::PointsTable(rows) => table(rows),
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

/// Renders an item; its details become a nested list.
fn item(item: &ListItem) -> String {
    let mut entry = format!("- {}", line(&item.lead));
    for detail in &item.details {
        let (text, nested) = match detail {
            Detail::TextLine(text) | Detail::Remark(text) => (line(text), &[][..]),
            Detail::Sources { label, ids } => {
                (escaped(&format!("{label} {}", ids.join(", "))), &[][..])
            }
            Detail::Answers { label, lines } => match lines.as_slice() {
                [only] => (format!("{} {}", escaped(label), line(only)), &[][..]),
                several => (escaped(label), several),
            },
        };
        entry.push_str("\n  - ");
        entry.push_str(&text);
        for answer in nested {
            entry.push_str("\n    - ");
            entry.push_str(&line(answer));
        }
    }
    entry
}

fn bar(bar: &Bar) -> String {
    let name = strong(&bar.name);
    let remarks = if bar.remarks.is_empty() {
        String::new()
    } else {
        format!(", {}", escaped_within(&bar.remarks.join(", ")))
    };
    let label = escaped(&bar.label);
    match bar.length {
        Some(length) => {
            let full = (length * CELLS).div_ceil(100).min(CELLS);
            let drawn = format!("{}{}", "█".repeat(full), "░".repeat(CELLS - full));
            format!("- {name}{remarks}: `{drawn}` {label}")
        }
        None => format!("- {name}{remarks}: {label}"),
    }
}

fn table(table: &PointsTable) -> String {
    let row = |row: &Row| {
        let cells = std::iter::once(&row.name).chain(&row.cells);
        let cells: Vec<String> = cells.map(|cell| escaped_within(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let rule = format!("|---|{}", "--:|".repeat(table.head.cells.len()));
    joined(
        [row(&table.head), rule]
            .into_iter()
            .chain(table.rows.iter().map(row)),
    )
}

fn line(line: &TextLine) -> String {
    let mut out = String::new();
    for span in &line.0 {
        let text = match span.role {
            TextRole::Plain => escaped_within(&span.text),
            TextRole::Strong => strong(&span.text),
            TextRole::Address => address(&span.text),
        };
        out.push_str(&text);
    }
    guarded(&out)
}

/// Renders emphasized text. Spaces at its ends go outside the asterisks, because `** x**` is not
/// emphasis.
fn strong(text: &str) -> String {
    let bare = text.trim();
    if bare.is_empty() {
        return " ".to_owned();
    }
    let before = if text.starts_with(bare) { "" } else { " " };
    let after = if text.ends_with(bare) { "" } else { " " };
    format!("{before}**{}**{after}", escaped_within(bare))
}

/// Renders a web address as an autolink, or as escaped text if it holds characters that could break
/// the link.
fn address(url: &str) -> String {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`');
    if crate::document::is_web_address(url) && url.chars().all(plain) {
        format!("<{url}>")
    } else {
        escaped_within(url)
    }
}

/// Escapes text at the start of a block.
fn escaped(text: &str) -> String {
    guarded(&escaped_within(text))
}

/// Escapes text within a block: every character stands for itself, whatever the author wrote.
fn escaped_within(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$'
        ) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Escapes the first characters of a block if they could start a list, a heading or a rule.
fn guarded(text: &str) -> String {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    match rest.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{number}\\{rest}"),
        Some('#' | '+' | '-' | '=') if digits == 0 => format!("\\{rest}"),
        _ => text.to_owned(),
    }
}
