//! What rounds a result off: scores, gaps, questions to ask, notices, sources, small print.

use std::collections::BTreeSet;

use treatfit_core::model::Seen;

use crate::compose::{asked, list, section};
use crate::document::{Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages as words;
use crate::messages::heading;
use crate::view::{ResultView, SourceView};

/// How much of the digest tells versions of a set apart.
const SHORT_DIGEST: usize = 12;

/// Scores with their band, what they measure, and whose they are.
pub(super) fn scores(written: &ResultView) -> Option<PageSection> {
    let items = written
        .scores
        .iter()
        .filter(|score| score.shown)
        .map(|score| {
            let words = words::score(score.points, score.highest, &score.band);
            let licence = score.licence.as_ref();
            ListItem::new(
                TextLine::plain(format!("{}: ", score.title)).then(words, TextRole::Strong),
            )
            .with(Detail::TextLine(TextLine::plain(&score.about)))
            .with(licence.map(|licence| Detail::Remark(TextLine::plain(licence))))
            .with(super::sources(&score.sources))
        })
        .collect();
    section(heading::SCORES, list(items))
}

/// Free text that was entered.
pub(super) fn own_words(written: &ResultView) -> Option<PageSection> {
    let items = written
        .own_words
        .iter()
        .filter(|own| !own.text.trim().is_empty())
        .map(|own| ListItem::new(asked(&own.asked).then(&own.text, TextRole::Strong)))
        .collect();
    section(heading::own_words(written.audience), list(items))
}

/// What was not said.
pub(super) fn not_provided(written: &ResultView) -> Option<PageSection> {
    let items: Vec<ListItem> = written
        .not_provided
        .iter()
        .filter(|gap| gap.shown)
        .map(|gap| ListItem::new(asked(&gap.asked).then(&gap.words, TextRole::Strong)))
        .collect();
    let mut blocks = list(items);
    if !blocks.is_empty() {
        blocks.insert(
            0,
            Block::Paragraph(TextLine::plain(words::not_provided(written.audience))),
        );
    }
    section(heading::not_provided(written.audience), blocks)
}

/// Questions to put to the provider.
pub(super) fn ask_provider(written: &ResultView) -> Option<PageSection> {
    let items = written.ask_provider.iter();
    let items = items.map(|question| ListItem::new(TextLine::plain(question)));
    section(heading::ASK, list(items.collect()))
}

/// What the author says with every result.
pub(super) fn notices(written: &ResultView) -> Option<PageSection> {
    let notices = written.notices.iter();
    let items = notices.map(|notice| ListItem::new(TextLine::plain(&notice.text)));
    section(heading::NOTICES, list(items.collect()))
}

/// The sources cited on this page.
pub(super) fn sources(written: &ResultView, cited: &BTreeSet<String>) -> Option<PageSection> {
    let sources = written.sources.iter();
    let items = sources
        .filter(|source| cited.contains(&source.id))
        .map(source);
    let mut blocks = list(items.collect());
    if !blocks.is_empty() {
        blocks.insert(0, Block::Paragraph(TextLine::plain(words::SEEN)));
    }
    section(heading::SOURCES, blocks)
}

fn source(source: &SourceView) -> ListItem {
    let mut text = format!(" {}", source.title);
    let year = source.year.map(|year| year.to_string());
    if let Some(year) = year.filter(|year| !source.title.contains(year)) {
        text = format!("{text} ({year})");
    }
    if source.seen == Seen::Memory {
        text = format!("{text}, {}", words::FROM_MEMORY);
    }
    let url = source.url.as_ref();
    let mut item = ListItem::new(TextLine::strong(&source.id).then(text, TextRole::Plain))
        .with(url.map(|url| Detail::Remark(TextLine::default().then(url, TextRole::Address))));
    item.source = Some(source.id.clone());
    item
}

/// The small print.
pub(super) fn about(written: &ResultView) -> Vec<String> {
    let set = &written.set;
    let digest: String = set.digest.chars().take(SHORT_DIGEST).collect();
    let mut lines: Vec<String> = written.reference.iter().map(words::reference).collect();
    lines.extend([
        words::question_set(&set.id, &set.version, &digest),
        words::reviewed(&written.reviewed.by, &written.reviewed.on),
    ]);
    lines.push(written.stamp.said.clone());
    lines
}
