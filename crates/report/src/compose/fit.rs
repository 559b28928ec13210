//! What fits, how the treatments compare, and why.

use crate::compose::{answers, list, rule, section, sources};
use crate::document::{Bar, Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages as words;
use crate::messages::heading;
use crate::view::{FindingView, ResultView, TreatmentView, Weight};

/// The suggestion: one, several that are equally good, or one after the other.
pub(super) fn suggestion(written: &ResultView) -> Option<PageSection> {
    let suggested = || {
        written
            .suggested
            .iter()
            .filter_map(|id| written.treatment(id))
    };
    let mut blocks = Vec::new();
    let heading = if let Some(sequence) = &written.sequence {
        let step = |word: &str, id| Some(entry(written, written.treatment(id)?, Some(word)));
        let steps = [
            step(words::FIRST, &sequence.first),
            step(words::THEN, &sequence.then),
        ];
        let mut steps: Vec<ListItem> = steps.into_iter().flatten().collect();
        if let Some(last) = steps.pop() {
            let because = Detail::TextLine(TextLine::plain(&sequence.because));
            steps.push(last.with(because).with(sources(&sequence.sources)));
        }
        blocks.extend(list(steps));
        let others: Vec<ListItem> = suggested()
            .filter(|treatment| ![&sequence.first, &sequence.then].contains(&&treatment.id))
            .map(|treatment| entry(written, treatment, None))
            .collect();
        if !others.is_empty() {
            blocks.push(Block::Paragraph(TextLine::plain(words::BESIDE_SEQUENCE)));
        }
        blocks.extend(list(others));
        heading::SEQUENCE
    } else {
        blocks.extend(list(
            suggested().map(|one| entry(written, one, None)).collect(),
        ));
        if written.close.is_empty() {
            heading::SUGGESTION
        } else {
            heading::TIE
        }
    };
    for [one, other] in &written.close_pairs {
        if let (Some(one), Some(other)) = (written.treatment(one), written.treatment(other)) {
            let text = words::hard_to_tell_apart([one.short(), other.short()]);
            blocks.push(Block::Paragraph(TextLine::plain(text)));
        }
    }
    section(heading, blocks)
}

fn entry(written: &ResultView, treatment: &TreatmentView, step: Option<&str>) -> ListItem {
    let lead = match step {
        Some(step) => TextLine::plain(format!("{step} ")).then(&treatment.title, TextRole::Strong),
        None => TextLine::strong(&treatment.title),
    };
    let lead = if told_apart_by_clearance(written, treatment) {
        lead.then(format!(", {}", words::CLEAR_FIRST), TextRole::Plain)
    } else {
        lead
    };
    ListItem::new(lead).with(Detail::TextLine(TextLine::plain(&treatment.summary)))
}

/// Whether it needs clearance and another one that is left does not. Otherwise what is said of all
/// of them at the top need not be repeated beside each.
fn told_apart_by_clearance(written: &ResultView, treatment: &TreatmentView) -> bool {
    let mut left = written.treatments.iter().filter(|one| !one.excluded);
    treatment.needs_clearance && left.any(|one| !one.needs_clearance)
}

/// A bar for each treatment with its points for and against.
pub(super) fn comparison(written: &ResultView) -> Option<PageSection> {
    let compared = written.treatments.iter().filter(|one| !one.excluded);
    let longest = compared.map(|one| one.points).max().unwrap_or(0).max(1);
    let bars: Vec<Bar> = written
        .treatments
        .iter()
        .map(|treatment| bar(written, treatment, longest))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Bars(bars)];
    if let Some(minimum) = written.minimum.filter(|_| written.suggested.is_empty()) {
        blocks.push(Block::Paragraph(TextLine::plain(words::minimum(minimum))));
    }
    section(heading::COMPARISON, blocks)
}

fn bar(written: &ResultView, treatment: &TreatmentView, longest: i32) -> Bar {
    if treatment.excluded {
        return Bar {
            name: treatment.title.clone(),
            remarks: Vec::new(),
            length: None,
            label: words::RULED_OUT.to_owned(),
        };
    }
    let sum = |weights: &[Weight]| -> i32 { weights.iter().map(|weight| weight.points).sum() };
    let remarks = [
        written
            .suggested
            .contains(&treatment.id)
            .then_some(words::SUGGESTED),
        told_apart_by_clearance(written, treatment).then_some(words::CLEAR_FIRST),
    ];
    let length = i64::from(treatment.points.max(0)) * 100 / i64::from(longest);
    Bar {
        name: treatment.title.clone(),
        remarks: remarks.into_iter().flatten().map(str::to_owned).collect(),
        length: Some(usize::try_from(length).unwrap_or(0)),
        label: words::points(treatment.points, sum(&treatment.pros), sum(&treatment.cons)),
    }
}

/// The reasons that speak for or against a treatment that is left; those that weigh most for the
/// best one first.
pub(super) fn why(written: &ResultView) -> Option<PageSection> {
    let best = written.treatments.first()?;
    let weight = |finding: &FindingView| {
        let mut points = finding.points.iter();
        let own = points.find(|points| points.treatment == best.id);
        own.map_or(0, |points| points.points)
    };
    let mut findings: Vec<(&FindingView, Vec<String>)> = written
        .findings_of(None)
        .map(|finding| (finding, weights(written, finding)))
        .filter(|(_, weights)| !weights.is_empty())
        .collect();
    findings.sort_by_key(|(finding, _)| std::cmp::Reverse(weight(finding)));
    let items = findings
        .into_iter()
        .map(|(finding, weights)| {
            let weights = format!("{} {}", words::POINTS, weights.join(", "));
            ListItem::new(TextLine::plain(&finding.because))
                .with(Detail::Remark(TextLine::plain(weights)))
                .with(answers(written, finding))
                .with(rule(written, finding))
                .with(sources(&finding.sources))
        })
        .collect();
    section(heading::WHY, list(items))
}

/// What a finding weighs for the treatments that are left.
fn weights(written: &ResultView, finding: &FindingView) -> Vec<String> {
    let points = finding.points.iter();
    points
        .filter_map(|points| Some((written.treatment(&points.treatment)?, points.points)))
        .filter(|(treatment, points)| !treatment.excluded && *points != 0)
        .map(|(treatment, points)| words::weight(treatment.short(), points))
        .collect()
}

/// What can honestly be said of the suggested treatments.
pub(super) fn evidence(written: &ResultView) -> Option<PageSection> {
    let items = written
        .suggested
        .iter()
        .filter_map(|id| written.treatment(id))
        .map(|treatment| {
            let lead = TextLine::strong(treatment.short()).then(": ", TextRole::Plain);
            ListItem::new(lead.then(&treatment.evidence, TextRole::Plain))
                .with(sources(&treatment.sources))
        })
        .collect();
    section(heading::EVIDENCE, list(items))
}
