//! Arranges a view as a page without a format.
//!
//! What must be done precedes what fits; an emergency page contains nothing else.

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
use crate::messages;
use crate::view::{FindingView, ResultView};

/// Builds the page of a report.
pub(super) fn compose(view: &ResultView) -> Document {
    if view.status == Status::Emergency {
        return emergency(view);
    }
    let mut parts = Vec::new();
    parts.extend(safety::crisis(view).map(PagePart::CrisisBox));
    let mut sections: Vec<PageSection> = every_section(view).into_iter().flatten().collect();
    let cited = cited(&sections);
    sections.extend(closing::sources(view, &cited));
    parts.extend(sections.into_iter().map(PagePart::PageSection));
    Document {
        title: view.set.title.clone(),
        urgent: false,
        warning: view.warning.clone(),
        headline: view.headline.clone(),
        tone: tone(view),
        meaning: Some(view.meaning.clone()),
        parts,
        foot: closing::about(view),
    }
}

/// Builds the page of an emergency. It must be readable at a glance: what to do about the most
/// severe finding and whom to call, nothing milder and nothing below the contacts.
fn emergency(view: &ResultView) -> Document {
    let mut parts = Vec::new();
    parts.extend(safety::action(view).map(PagePart::Action));
    parts.extend(safety::crisis(view).map(PagePart::CrisisBox));
    Document {
        title: view.set.title.clone(),
        urgent: true,
        warning: None,
        headline: view.headline.clone(),
        tone: tone(view),
        meaning: match view.audience {
            Audience::Client => Some(view.meaning.clone()),
            // The action follows below; here the coordinator needs to know which client it is.
            Audience::Coordinator => view.reference.as_ref().map(messages::reference),
        },
        parts,
        foot: Vec::new(),
    }
}

/// Returns the sections in reading order, except the sources, which depend on these.
fn every_section(view: &ResultView) -> Vec<Option<PageSection>> {
    vec![
        safety::now(view),
        safety::see_physician(view),
        safety::clear_first(view),
        fit::suggestion(view),
        fit::comparison(view),
        safety::ruled_out(view),
        fit::why(view),
        points::points(view),
        safety::clear_others(view),
        safety::notes(view),
        fit::evidence(view),
        closing::scores(view),
        closing::own_words(view),
        closing::not_provided(view),
        explain::changes(view),
        closing::ask_provider(view),
        closing::notices(view),
    ]
}

/// Returns the severity of the status.
fn tone(view: &ResultView) -> Tone {
    match view.status {
        Status::Emergency => Tone::Danger,
        Status::NotSuitable | Status::NeedsClearance => Tone::Care,
        Status::Suggestion if view.suggested.is_empty() => Tone::Plain,
        Status::Suggestion => Tone::Good,
    }
}

/// Returns a section, or `None` if it has no blocks.
fn section(heading: &str, blocks: Vec<Block>) -> Option<PageSection> {
    (!blocks.is_empty()).then(|| PageSection {
        heading: heading.to_owned(),
        blocks,
    })
}

/// Returns the items as one list block, or no block if there are none.
fn list(items: Vec<ListItem>) -> Vec<Block> {
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(items)]
    }
}

/// Returns the answers a finding used, in words.
fn answers(view: &ResultView, finding: &FindingView) -> Option<Detail> {
    let lines: Vec<TextLine> = finding
        .answer_lines
        .iter()
        .map(|line| question_lead(&line.asked).then(&line.words, TextRole::Strong))
        .collect();
    (!lines.is_empty()).then(|| Detail::Answers {
        label: messages::because_answered(view.audience).to_owned(),
        lines,
    })
}

/// Returns a question as the start of a line on which its answer follows.
fn question_lead(question: &str) -> TextLine {
    let ends = question.ends_with(|c: char| c.is_ascii_punctuation());
    TextLine::plain(question).then(if ends { " " } else { ": " }, TextRole::Plain)
}

/// Returns the rule's id. Only the coordinator sees it: they may have to ask the author about the
/// rule.
fn rule(view: &ResultView, finding: &FindingView) -> Option<Detail> {
    (view.audience == Audience::Coordinator).then(|| {
        Detail::Remark(TextLine::plain(format!(
            "{} {}",
            messages::RULE,
            finding.rule
        )))
    })
}

/// Returns references to sources, if there are any.
fn sources(ids: &[String]) -> Option<Detail> {
    (!ids.is_empty()).then(|| Detail::Sources {
        label: messages::SOURCES.to_owned(),
        ids: ids.to_vec(),
    })
}

/// Returns the ids of all sources that these sections cite.
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
