//! The section on what would change the result.

use crate::compose::{list, question_lead, section};
use crate::document::{Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages::explain;
use crate::view::{ChangeView, ChangedAnswerView, GraverOutcomeView, ResultView};

/// The maximum number of outcomes listed.
const MOST_OUTCOMES: usize = 5;
/// The maximum number of questions listed for a client; more would add little.
const MOST_QUESTIONS: usize = 3;

/// Returns the section: every outcome for a coordinator, more severe ones for a client, or why
/// nothing is claimed.
pub(super) fn changes(view: &ResultView) -> Option<PageSection> {
    let explain = view.explain.as_ref()?;
    let blocks = match (&explain.changes, &explain.stricter, &explain.unproved) {
        (Some(changes), ..) => every_outcome(changes),
        (_, Some(graver), _) => safe_direction(graver),
        (.., Some(unproved)) => vec![paragraph(unproved)],
        (None, None, None) => Vec::new(),
    };
    section(explain::heading(view.audience), blocks)
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(TextLine::plain(text))
}

fn every_outcome(changes: &[ChangeView]) -> Vec<Block> {
    if changes.is_empty() {
        return vec![paragraph(explain::NOTHING)];
    }
    let mut blocks = vec![paragraph(explain::SMALLEST)];
    let shown = changes.iter().take(MOST_OUTCOMES).map(|change| {
        ListItem::new(TextLine::strong(&change.headline)).with(Detail::Answers {
            label: explain::answers(change.count),
            lines: change.answers.iter().map(line).collect(),
        })
    });
    blocks.extend(list(shown.collect()));
    let more = changes.len().saturating_sub(MOST_OUTCOMES);
    if more > 0 {
        blocks.push(paragraph(explain::more_outcomes(more)));
    }
    blocks.push(paragraph(explain::PROVED));
    blocks
}

/// Returns a changed answer as a line: question, new answer, remark.
fn line(changed: &ChangedAnswerView) -> TextLine {
    let line = question_lead(&changed.asked).then(&changed.words, TextRole::Strong);
    match &changed.remark {
        Some(remark) => line.then(format!(" ({remark})"), TextRole::Plain),
        None => line,
    }
}

fn safe_direction(graver: &[GraverOutcomeView]) -> Vec<Block> {
    if graver.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![paragraph(explain::TELL)];
    blocks.extend(list(graver.iter().map(graver_item).collect()));
    blocks
}

/// Returns a more severe status with a few answers that lead to it.
///
/// If more single answers would do than are shown, those to the questions asked last are chosen:
/// sets first ask who a person is, and later what they take and how they get home, which can still
/// change.
fn graver_item(graver: &GraverOutcomeView) -> ListItem {
    let more = graver.changes.len().saturating_sub(MOST_QUESTIONS);
    let shown = graver.changes.iter().skip(more).flatten();
    let lines: Vec<TextLine> = shown
        .map(|changed| question_lead(&changed.asked).then(&changed.words, TextRole::Strong))
        .collect();
    let label = explain::condition_label(graver.count, lines.len());
    ListItem::new(TextLine::strong(explain::status_consequence(graver.status)))
        .with(Detail::Answers {
            label: label.to_owned(),
            lines,
        })
        .with((more > 0).then(|| Detail::TextLine(TextLine::plain(explain::more_questions(more)))))
}
