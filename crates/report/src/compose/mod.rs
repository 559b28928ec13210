//! What stands where: from the author's words to a page without a format.
//!
//! What must be done comes before what fits, and in an emergency nothing else comes at all.

mod closing;
mod explain;
mod fit;
mod points;
mod safety;

use std::collections::BTreeSet;

use treatfit_core::model::{Audience, Status};

use crate::document::{
    Block, Detail, Document, ListItem, PagePart, PageSection, TextLine, TextRole, Tone,
};
use crate::messages as words;
use crate::view::{FindingView, ResultView};

/// Lays out everything a report says.
pub(super) fn compose(written: &ResultView) -> Document {
    if written.status == Status::Emergency {
        return emergency(written);
    }
    let mut parts = Vec::new();
    parts.extend(safety::crisis(written).map(PagePart::CrisisBox));
    let mut sections: Vec<PageSection> = every_section(written).into_iter().flatten().collect();
    let cited = cited(&sections);
    sections.extend(closing::sources(written, &cited));
    parts.extend(sections.into_iter().map(PagePart::PageSection));
    Document {
        title: written.set.title.clone(),
        urgent: false,
        warning: written.warning.clone(),
        headline: written.headline.clone(),
        tone: tone(written),
        meaning: Some(written.meaning.clone()),
        parts,
        foot: closing::about(written),
    }
}

/// An emergency has to be read at a glance: what to do about the gravest of its reasons, and whom to
/// call. Nothing milder stands beside it, and nothing after it.
fn emergency(written: &ResultView) -> Document {
    let mut parts = Vec::new();
    parts.extend(safety::action(written).map(PagePart::Action));
    parts.extend(safety::crisis(written).map(PagePart::CrisisBox));
    Document {
        title: written.set.title.clone(),
        urgent: true,
        warning: None,
        headline: written.headline.clone(),
        tone: tone(written),
        meaning: match written.audience {
            Audience::Client => Some(written.meaning.clone()),
            // What they do now is said below; what they need besides is whom it is about.
            Audience::Coordinator => written.reference.as_ref().map(words::reference),
        },
        parts,
        foot: Vec::new(),
    }
}

fn every_section(written: &ResultView) -> Vec<Option<PageSection>> {
    vec![
        safety::now(written),
        safety::see_physician(written),
        safety::clear_first(written),
        fit::suggestion(written),
        fit::comparison(written),
        safety::ruled_out(written),
        fit::why(written),
        points::points(written),
        safety::clear_others(written),
        safety::notes(written),
        fit::evidence(written),
        closing::scores(written),
        closing::own_words(written),
        closing::not_provided(written),
        explain::changes(written),
        closing::ask_provider(written),
        closing::notices(written),
    ]
}

fn tone(written: &ResultView) -> Tone {
    match written.status {
        Status::Emergency => Tone::Danger,
        Status::NotSuitable | Status::NeedsClearance => Tone::Care,
        Status::Suggestion if written.suggested.is_empty() => Tone::Plain,
        Status::Suggestion => Tone::Good,
    }
}

/// A section, unless nothing stands under its heading.
fn section(heading: &str, blocks: Vec<Block>) -> Option<PageSection> {
    (!blocks.is_empty()).then(|| PageSection {
        heading: heading.to_owned(),
        blocks,
    })
}

/// A list in a block of its own, unless it is empty.
fn list(items: Vec<ListItem>) -> Vec<Block> {
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(items)]
    }
}

/// The answers a finding used, in words.
fn answers(written: &ResultView, finding: &FindingView) -> Option<Detail> {
    let lines: Vec<TextLine> = finding
        .used
        .iter()
        .map(|used| asked(&used.asked).then(&used.words, TextRole::Strong))
        .collect();
    (!lines.is_empty()).then(|| Detail::Answers {
        label: words::because_answered(written.audience).to_owned(),
        lines,
    })
}

/// A question, ready for its answer to follow.
fn asked(question: &str) -> TextLine {
    let ends = question.ends_with(|c: char| c.is_ascii_punctuation());
    TextLine::plain(question).then(if ends { " " } else { ": " }, TextRole::Plain)
}

/// The id of the rule, for the coordinator, who may have to ask its author.
fn rule(written: &ResultView, finding: &FindingView) -> Option<Detail> {
    (written.audience == Audience::Coordinator)
        .then(|| Detail::Remark(TextLine::plain(format!("{} {}", words::RULE, finding.rule))))
}

fn sources(ids: &[String]) -> Option<Detail> {
    (!ids.is_empty()).then(|| Detail::Sources {
        label: words::SOURCES.to_owned(),
        ids: ids.to_vec(),
    })
}

/// The sources that these sections cite.
fn cited(sections: &[PageSection]) -> BTreeSet<String> {
    let blocks = sections.iter().flat_map(|section| &section.blocks);
    let items = blocks.flat_map(|block| match block {
        Block::List(items) => items.as_slice(),
        _ => &[],
    });
    items
        .flat_map(|item| &item.details)
        .flat_map(|detail| match detail {
            Detail::Sources { ids, .. } => ids.as_slice(),
            _ => &[],
        })
        .cloned()
        .collect()
}
