//! A report before it has a format: what stands where, and in which role.

/// The whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// The question the set answers.
    pub(super) title: String,
    /// Whether help is needed now, so that nothing stands before the status, nothing after whom to call,
    /// and the page is as short as it can be.
    pub(super) urgent: bool,
    /// Stands before the status where the result may not be relied on.
    pub(super) warning: Option<String>,
    /// The status in words.
    pub(super) headline: String,
    /// How grave it is.
    pub(super) tone: Tone,
    /// What it means, if more is to be said than the headline.
    pub(super) meaning: Option<String>,
    /// The parts, in the order they are read.
    pub(super) parts: Vec<PagePart>,
    /// Small print.
    pub(super) foot: Vec<String>,
}

/// How grave a status is; formats pick a colour for it, never a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Help now.
    Danger,
    /// Something comes first.
    Care,
    /// A suggestion.
    Good,
    /// Nothing stands out.
    Plain,
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PagePart {
    /// What to do now, before anything else.
    Action(TextLine),
    /// Whom to call; stands out from everything else.
    CrisisBox(CrisisBox),
    /// Everything else.
    PageSection(PageSection),
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CrisisBox {
    /// Its heading.
    pub(super) heading: String,
    /// Whether it is about help now.
    pub(super) urgent: bool,
    /// One way to help in each, the first first.
    pub(super) lines: Vec<TextLine>,
    /// For where the numbers are, and how old they are.
    pub(super) small: Option<String>,
}

/// A part with a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageSection {
    /// The heading.
    pub(super) heading: String,
    /// What stands under it.
    pub(super) blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(TextLine),
    /// A heading over what follows.
    Group(String),
    /// A list.
    List(Vec<ListItem>),
    /// How treatments compare.
    Bars(Vec<Bar>),
    /// Numbers in rows and columns.
    PointsTable(PointsTable),
}

/// Numbers in rows and columns; the last row is their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PointsTable {
    /// What the columns are.
    pub(super) head: Row,
    /// The rows, each with as many cells as the head.
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// What the row is.
    pub(super) name: String,
    /// Its cells; empty where there is no number.
    pub(super) cells: Vec<String>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListItem {
    /// The id of the source it describes, for references to it.
    pub(super) source: Option<String>,
    /// What it says first.
    pub(super) lead: TextLine,
    /// What it adds.
    pub(super) details: Vec<Detail>,
}

impl ListItem {
    /// An entry that says this first.
    pub(super) fn new(lead: TextLine) -> Self {
        Self {
            source: None,
            lead,
            details: Vec::new(),
        }
    }

    /// The same with one more detail.
    pub(super) fn with(mut self, detail: impl Into<Option<Detail>>) -> Self {
        self.details.extend(detail.into());
        self
    }
}

/// What an entry adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Detail {
    /// A line.
    TextLine(TextLine),
    /// A line that says where something comes from or what it weighs.
    Remark(TextLine),
    /// Answers, or scores, that a finding used.
    Answers {
        /// The words before them.
        label: String,
        /// Each with what was asked and what was answered.
        lines: Vec<TextLine>,
    },
    /// Ids of sources.
    Sources {
        /// The word before them.
        label: String,
        /// The ids; never empty.
        ids: Vec<String>,
    },
}

/// How one treatment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bar {
    /// Its title.
    pub(super) name: String,
    /// Remarks beside the title.
    pub(super) remarks: Vec<String>,
    /// The length of its bar, of 100; `None` for a treatment that is not compared.
    pub(super) length: Option<usize>,
    /// Its points in words, or why it is not compared.
    pub(super) label: String,
}

/// A line of text in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TextLine(pub(super) Vec<Span>);

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// The text.
    pub(super) text: String,
    /// Its role.
    pub(super) role: TextRole,
}

/// The role of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextRole {
    /// Nothing special.
    Plain,
    /// What the eye should find.
    Strong,
    /// An address on the web.
    Address,
}

impl TextLine {
    /// A line of plain text.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text, TextRole::Plain)
    }

    /// A line the eye should find.
    pub(super) fn strong(text: impl Into<String>) -> Self {
        Self::default().then(text, TextRole::Strong)
    }

    /// The same with one more piece.
    pub(super) fn then(mut self, text: impl Into<String>, role: TextRole) -> Self {
        let text = text.into();
        self.0.push(Span { text, role });
        self
    }

    /// Whether it is an address on the web and nothing else.
    pub(super) fn is_address(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|span| span.role == TextRole::Address)
    }

    /// Its text without roles.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Whether a text is an address that a reader may safely follow.
pub(super) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
