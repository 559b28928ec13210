//! Sections on fit: the suggestion, the comparison of treatments, the reasons, the evidence.

use crate::compose::{answers, list, rule, section, sources};
use crate::document::{Bar, Block, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages;
use crate::messages::heading;
use crate::view::{FindingView, ResultView, TreatmentView, Weight};

/// Returns the suggestion: one treatment, several that fit equally well, or two in an order in
/// time.
pub(super) fn suggestion(view: &ResultView) -> Option<PageSection> {
    let suggested = || view.suggested.iter().filter_map(|id| view.treatment(id));
    let mut blocks = Vec::new();
    let heading = if let Some(sequence) = &view.sequence {
        let step = |word: &str, id| Some(treatment_item(view, view.treatment(id)?, Some(word)));
        let steps = [
            step(messages::FIRST, &sequence.first),
            step(messages::THEN, &sequence.then),
        ];
        let mut steps: Vec<ListItem> = steps.into_iter().flatten().collect();
        if let Some(last) = steps.pop() {
            let because = Detail::TextLine(TextLine::plain(&sequence.because));
            steps.push(last.with(because).with(sources(&sequence.sources)));
        }
        blocks.extend(list(steps));
        let others: Vec<ListItem> = suggested()
            .filter(|treatment| ![&sequence.first, &sequence.then].contains(&&treatment.id))
            .map(|treatment| treatment_item(view, treatment, None))
            .collect();
        if !others.is_empty() {
            blocks.push(Block::Paragraph(TextLine::plain(messages::BESIDE_SEQUENCE)));
        }
        blocks.extend(list(others));
        heading::SEQUENCE
    } else {
        blocks.extend(list(
            suggested()
                .map(|one| treatment_item(view, one, None))
                .collect(),
        ));
        if view.close.is_empty() {
            heading::SUGGESTION
        } else {
            heading::TIE
        }
    };
    for [one, other] in &view.close_pairs {
        if let (Some(one), Some(other)) = (view.treatment(one), view.treatment(other)) {
            let text = messages::hard_to_tell_apart([one.short(), other.short()]);
            blocks.push(Block::Paragraph(TextLine::plain(text)));
        }
    }
    section(heading, blocks)
}

/// Returns a suggested treatment as a list item. `step` is its place in a sequence.
fn treatment_item(view: &ResultView, treatment: &TreatmentView, step: Option<&str>) -> ListItem {
    let lead = match step {
        Some(step) => TextLine::plain(format!("{step} ")).then(&treatment.title, TextRole::Strong),
        None => TextLine::strong(&treatment.title),
    };
    let lead = if is_distinguished_by_clearance(view, treatment) {
        lead.then(format!(", {}", messages::CLEAR_FIRST), TextRole::Plain)
    } else {
        lead
    };
    ListItem::new(lead).with(Detail::TextLine(TextLine::plain(&treatment.summary)))
}

/// Returns whether this treatment needs clearance and another one that is not excluded does not.
/// Otherwise the section on clearance covers all of them and need not be repeated at each.
fn is_distinguished_by_clearance(view: &ResultView, treatment: &TreatmentView) -> bool {
    let mut left = view.treatments.iter().filter(|one| !one.excluded);
    treatment.needs_clearance && left.any(|one| !one.needs_clearance)
}

/// Returns a bar for each treatment with its points for and against.
pub(super) fn comparison(view: &ResultView) -> Option<PageSection> {
    let compared = view.treatments.iter().filter(|one| !one.excluded);
    let longest = compared.map(|one| one.points).max().unwrap_or(0).max(1);
    let bars: Vec<Bar> = view
        .treatments
        .iter()
        .map(|treatment| bar(view, treatment, longest))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Bars(bars)];
    if let Some(minimum) = view.minimum.filter(|_| view.suggested.is_empty()) {
        blocks.push(Block::Paragraph(TextLine::plain(messages::minimum(
            minimum,
        ))));
    }
    section(heading::COMPARISON, blocks)
}

fn bar(view: &ResultView, treatment: &TreatmentView, longest: i32) -> Bar {
    if treatment.excluded {
        return Bar {
            name: treatment.title.clone(),
            remarks: Vec::new(),
            length: None,
            label: messages::RULED_OUT.to_owned(),
        };
    }
    let sum = |weights: &[Weight]| -> i32 { weights.iter().map(|weight| weight.points).sum() };
    let remarks = [
        view.suggested
            .contains(&treatment.id)
            .then_some(messages::SUGGESTED),
        is_distinguished_by_clearance(view, treatment).then_some(messages::CLEAR_FIRST),
    ];
    let length = i64::from(treatment.points.max(0)) * 100 / i64::from(longest);
    Bar {
        name: treatment.title.clone(),
        remarks: remarks.into_iter().flatten().map(str::to_owned).collect(),
        length: Some(usize::try_from(length).unwrap_or(0)),
        label: messages::points(treatment.points, sum(&treatment.pros), sum(&treatment.cons)),
    }
}

/// Returns the fit findings that give points to a treatment that is not excluded, those with the
/// most points for the best treatment first.
pub(super) fn why(view: &ResultView) -> Option<PageSection> {
    let best = view.treatments.first()?;
    let weight = |finding: &FindingView| {
        let mut points = finding.points.iter();
        let own = points.find(|points| points.treatment == best.id);
        own.map_or(0, |points| points.points)
    };
    let mut findings: Vec<(&FindingView, Vec<String>)> = view
        .findings_of(None)
        .map(|finding| (finding, weights(view, finding)))
        .filter(|(_, weights)| !weights.is_empty())
        .collect();
    findings.sort_by_key(|(finding, _)| std::cmp::Reverse(weight(finding)));
    let items = findings
        .into_iter()
        .map(|(finding, weights)| {
            let weights = format!("{} {}", messages::POINTS, weights.join(", "));
            ListItem::new(TextLine::plain(&finding.because))
                .with(Detail::Remark(TextLine::plain(weights)))
                .with(answers(view, finding))
                .with(rule(view, finding))
                .with(sources(&finding.sources))
        })
        .collect();
    section(heading::WHY, list(items))
}

/// Returns the points a finding gives each treatment that is not excluded, in words.
fn weights(view: &ResultView, finding: &FindingView) -> Vec<String> {
    let points = finding.points.iter();
    points
        .filter_map(|points| Some((view.treatment(&points.treatment)?, points.points)))
        .filter(|(treatment, points)| !treatment.excluded && *points != 0)
        .map(|(treatment, points)| messages::weight(treatment.short(), points))
        .collect()
}

/// Returns what is known about how well the suggested treatments work.
pub(super) fn evidence(view: &ResultView) -> Option<PageSection> {
    let items = view
        .suggested
        .iter()
        .filter_map(|id| view.treatment(id))
        .map(|treatment| {
            let lead = TextLine::strong(treatment.short()).then(": ", TextRole::Plain);
            ListItem::new(lead.then(&treatment.evidence, TextRole::Plain))
                .with(sources(&treatment.sources))
        })
        .collect();
    section(heading::EVIDENCE, list(items))
}
