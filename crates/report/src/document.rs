//! The page model: the content of a report in reading order, with roles but without a format.
//!
//! `compose` builds it; `text`, `markdown` and `html` render it.

/// A whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// The title of the question set: the question it answers.
    pub(super) title: String,
    /// Whether this is an emergency page. Such a page is as short as possible: nothing precedes the
    /// headline and nothing follows the crisis contacts.
    pub(super) urgent: bool,
    /// A warning above the headline that the result must not be relied on.
    pub(super) warning: Option<String>,
    /// The status in one sentence.
    pub(super) headline: String,
    /// The severity of the status.
    pub(super) tone: Tone,
    /// What the headline means, if anything needs to be added to it.
    pub(super) meaning: Option<String>,
    /// The parts, in reading order.
    pub(super) parts: Vec<PagePart>,
    /// Small print.
    pub(super) foot: Vec<String>,
}

/// The severity of a status. Renderers choose only a colour by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// An emergency.
    Danger,
    /// Something has to be done before any treatment.
    Care,
    /// At least one treatment is suggested.
    Good,
    /// No treatment stands out.
    Plain,
}

/// One part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PagePart {
    /// What to do now, before anything else; in emergencies only.
    Action(TextLine),
    /// Crisis contacts, set apart from everything else.
    CrisisBox(CrisisBox),
    /// A section with a heading.
    PageSection(PageSection),
}

/// A box of crisis contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CrisisBox {
    /// The heading of the box.
    pub(super) heading: String,
    /// Whether the status is an emergency.
    pub(super) urgent: bool,
    /// The contacts, the most important first, one per line.
    pub(super) lines: Vec<TextLine>,
    /// The region the numbers are valid for and the date they were checked.
    pub(super) small: Option<String>,
}

/// A section with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageSection {
    /// The heading of the section.
    pub(super) heading: String,
    /// The content below the heading.
    pub(super) blocks: Vec<Block>,
}

/// A block of content in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(TextLine),
    /// A subheading for the blocks that follow.
    Group(String),
    /// A bulleted list.
    List(Vec<ListItem>),
    /// A bar chart of the treatments' points.
    Bars(Vec<Bar>),
    /// A table of the points by rule and treatment.
    PointsTable(PointsTable),
}

/// A table of numbers; its last row holds the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PointsTable {
    /// The column headings.
    pub(super) head: Row,
    /// The rows, each with as many cells as the head.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The row heading.
    pub(super) name: String,
    /// The cells; an empty string where there is no number.
    pub(super) cells: Vec<String>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListItem {
    /// The id of the source this item describes, used as a link target.
    pub(super) source: Option<String>,
    /// The first line.
    pub(super) lead: TextLine,
    /// The details below the first line.
    pub(super) details: Vec<Detail>,
}

impl ListItem {
    /// Returns an item with this first line and no details.
    pub(super) fn new(lead: TextLine) -> Self {
        Self {
            source: None,
            lead,
            details: Vec::new(),
        }
    }

    /// Appends a detail, if there is one.
    pub(super) fn with(mut self, detail: impl Into<Option<Detail>>) -> Self {
        self.details.extend(detail.into());
        self
    }
}

/// A detail of a list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Detail {
    /// A line of text.
    TextLine(TextLine),
    /// A secondary line, such as an origin or a weight; drawn less prominently.
    Remark(TextLine),
    /// The answers or scores that a finding used.
    Answers {
        /// The words that introduce the answers.
        label: String,
        /// One line per answer: question and answer.
        lines: Vec<TextLine>,
    },
    /// References to sources.
    Sources {
        /// The word that introduces the ids.
        label: String,
        /// The ids; never empty.
        ids: Vec<String>,
    },
}

/// One bar of the chart: the points of one treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    /// The treatment's title.
    pub(super) name: String,
    /// Remarks next to the title.
    pub(super) remarks: Vec<String>,
    /// The length of the bar in percent of the longest one; `None` for an excluded treatment, which
    /// is not compared.
    pub(super) length: Option<usize>,
    /// The points in words, or the reason why the treatment is not compared.
    pub(super) label: String,
}

/// A line of text as a sequence of spans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TextLine(pub(super) Vec<Span>);

/// A piece of a line with one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The text.
    pub(super) text: String,
    /// The role.
    pub(super) role: TextRole,
}

/// The role of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextRole {
    /// Ordinary text.
    Plain,
    /// Emphasized text.
    Strong,
    /// A web address.
    Address,
}

impl TextLine {
    /// Returns a line of one [`TextRole::Plain`] span.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text, TextRole::Plain)
    }

    /// Returns a line of one [`TextRole::Strong`] span.
    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self::default().then(text, TextRole::Strong)
    }

    /// Appends a span.
    pub(super) fn then(mut self, text: impl Into<String>, role: TextRole) -> Self {
        let text = text.into();
        self.0.push(Span { text, role });
        self
    }

    /// Returns whether the line consists of [`TextRole::Address`] spans only and has at least one.
    pub(super) fn is_address(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|span| span.role == TextRole::Address)
    }

    /// Returns the concatenated text of the spans.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Returns whether the text starts with `https://` or `http://`. Only such an address becomes a
/// link; a `javascript:` address, for example, does not.
pub(super) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
