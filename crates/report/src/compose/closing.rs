//! Sections that close a page: scores, free text, open answers, questions for the provider,
//! notices, sources, small print.

use std::collections::BTreeSet;

use treatfit_core::model::Seen;

use crate::compose::{list, question_lead, section};
use crate::document::{Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages;
use crate::messages::heading;
use crate::view::{ResultView, SourceView};

/// Hexadecimal digits of the digest that are printed; enough to tell versions of a set apart.
const SHORT_DIGEST: usize = 12;

/// Returns the scores with their bands, what they measure, and their licence notices.
pub(super) fn scores(view: &ResultView) -> Option<PageSection> {
    let items = view
        .scores
        .iter()
        .filter(|score| score.shown)
        .map(|score| {
            let words = messages::score(score.points, score.highest, &score.band);
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

/// Returns the free text that was entered.
pub(super) fn own_words(view: &ResultView) -> Option<PageSection> {
    let items = view
        .own_words
        .iter()
        .filter(|own| !own.text.trim().is_empty())
        .map(|own| ListItem::new(question_lead(&own.asked).then(&own.text, TextRole::Strong)))
        .collect();
    section(heading::own_words(view.audience), list(items))
}

/// Returns the open answers.
pub(super) fn not_provided(view: &ResultView) -> Option<PageSection> {
    let items: Vec<ListItem> = view
        .not_provided
        .iter()
        .filter(|gap| gap.shown)
        .map(|gap| ListItem::new(question_lead(&gap.asked).then(&gap.words, TextRole::Strong)))
        .collect();
    let mut blocks = list(items);
    if !blocks.is_empty() {
        blocks.insert(
            0,
            Block::Paragraph(TextLine::plain(messages::not_provided(view.audience))),
        );
    }
    section(heading::not_provided(view.audience), blocks)
}

/// Returns the questions to ask the provider.
pub(super) fn ask_provider(view: &ResultView) -> Option<PageSection> {
    let items = view.ask_provider.iter();
    let items = items.map(|question| ListItem::new(TextLine::plain(question)));
    section(heading::ASK, list(items.collect()))
}

/// Returns the author's notices for every result.
pub(super) fn notices(view: &ResultView) -> Option<PageSection> {
    let notices = view.notices.iter();
    let items = notices.map(|notice| ListItem::new(TextLine::plain(&notice.text)));
    section(heading::NOTICES, list(items.collect()))
}

/// Returns the sources cited on this page.
pub(super) fn sources(view: &ResultView, cited: &BTreeSet<String>) -> Option<PageSection> {
    let sources = view.sources.iter();
    let items = sources
        .filter(|source| cited.contains(&source.id))
        .map(source);
    let mut blocks = list(items.collect());
    if !blocks.is_empty() {
        blocks.insert(0, Block::Paragraph(TextLine::plain(messages::SEEN)));
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
        text = format!("{text}, {}", messages::FROM_MEMORY);
    }
    let url = source.url.as_ref();
    let mut item = ListItem::new(TextLine::strong(&source.id).then(text, TextRole::Plain))
        .with(url.map(|url| Detail::Remark(TextLine::default().then(url, TextRole::Address))));
    item.source = Some(source.id.clone());
    item
}

/// Returns the small print: reference, question set, review, proof state.
pub(super) fn about(view: &ResultView) -> Vec<String> {
    let set = &view.set;
    let digest: String = set.digest.chars().take(SHORT_DIGEST).collect();
    let mut lines: Vec<String> = view.reference.iter().map(messages::reference).collect();
    lines.extend([
        messages::question_set(&set.id, &set.version, &digest),
        messages::reviewed(&view.reviewed.by, &view.reviewed.on),
    ]);
    lines.push(view.stamp.sentence.clone());
    lines
}
