//! What would change the result.

use crate::compose::{asked, list, section};
use crate::document::{Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages::explain as words;
use crate::view::{ChangeView, ChangedAnswerView, GraverOutcomeView, ResultView};

/// The most outcomes that are written out.
const MOST_OUTCOMES: usize = 5;
/// The most questions that are written out for a person, to whom few say more.
const MOST_QUESTIONS: usize = 3;

/// What would change the result.
pub(super) fn changes(written: &ResultView) -> Option<PageSection> {
    let explain = written.explain.as_ref()?;
    let blocks = match (&explain.changes, &explain.stricter, &explain.unproved) {
        (Some(changes), ..) => every_outcome(changes),
        (_, Some(stricter), _) => safe_direction(stricter),
        (.., Some(unproved)) => vec![paragraph(unproved)],
        (None, None, None) => Vec::new(),
    };
    section(words::heading(written.audience), blocks)
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(TextLine::plain(text))
}

fn every_outcome(changes: &[ChangeView]) -> Vec<Block> {
    if changes.is_empty() {
        return vec![paragraph(words::NOTHING)];
    }
    let mut blocks = vec![paragraph(words::SMALLEST)];
    let shown = changes.iter().take(MOST_OUTCOMES).map(|change| {
        ListItem::new(TextLine::strong(&change.headline)).with(Detail::Answers {
            label: words::answers(change.count),
            lines: change.answers.iter().map(line).collect(),
        })
    });
    blocks.extend(list(shown.collect()));
    let more = changes.len().saturating_sub(MOST_OUTCOMES);
    if more > 0 {
        blocks.push(paragraph(words::more(more)));
    }
    blocks.push(paragraph(words::PROVED));
    blocks
}

fn line(changed: &ChangedAnswerView) -> TextLine {
    let line = asked(&changed.asked).then(&changed.words, TextRole::Strong);
    match &changed.beside {
        Some(beside) => line.then(format!(" ({beside})"), TextRole::Plain),
        None => line,
    }
}

fn safe_direction(stricter: &[GraverOutcomeView]) -> Vec<Block> {
    if stricter.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![paragraph(words::TELL)];
    blocks.extend(list(stricter.iter().map(direction).collect()));
    blocks
}

/// A graver status with a few answers that lead there. Of single answers those to the questions
/// asked last: sets ask first who somebody is and then what they take and how they get home, which
/// is what may still change.
fn direction(stricter: &GraverOutcomeView) -> ListItem {
    let more = stricter.changes.len().saturating_sub(MOST_QUESTIONS);
    let told = stricter.changes.iter().skip(more).flatten();
    let lines: Vec<TextLine> = told
        .map(|changed| asked(&changed.asked).then(&changed.words, TextRole::Strong))
        .collect();
    let label = words::had_you_answered(stricter.count, lines.len());
    ListItem::new(TextLine::strong(words::would_mean(stricter.status)))
        .with(Detail::Answers {
            label: label.to_owned(),
            lines,
        })
        .with((more > 0).then(|| Detail::TextLine(TextLine::plain(words::alone(more)))))
}
