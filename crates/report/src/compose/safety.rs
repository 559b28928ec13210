//! Sections on safety: crisis contacts, actions, exclusions, clearance, notes.

use treatfit_core::model::{LOCAL_NUMBER, Level, Status};

use crate::compose::{answers, list, section, sources};
use crate::document::{Block, CrisisBox, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages;
use crate::messages::crisis::Contact;
use crate::messages::{crisis, for_coordinator, heading};
use crate::view::{FindingView, ResultView, TreatmentView};

/// Returns the crisis contacts, with the emergency number before or after the crisis lines as the
/// outcome requires.
pub(super) fn crisis(view: &ResultView) -> Option<CrisisBox> {
    let crisis = view.crisis.as_ref()?;
    let urgent = view.status == Status::Emergency;
    let number = crisis.emergency.as_deref().unwrap_or(LOCAL_NUMBER);
    let lines = crisis.lines.iter();
    let lines = lines.map(|line| crisis::line(&line.name, &line.contact, line.hours.as_deref()));
    let all = crisis::in_order(crisis.emergency_first, number, lines.collect());
    let small = crisis.title.as_ref().zip(crisis.checked_on.as_ref());
    let heading = match &crisis.title {
        Some(region) if urgent => crisis::now_in(region),
        _ => crisis::heading(urgent, crisis.emergency_first, view.audience).to_owned(),
    };
    Some(CrisisBox {
        heading,
        urgent,
        lines: all.into_iter().map(contact_line).collect(),
        small: small
            .filter(|_| !urgent)
            .map(|(region, day)| crisis::numbers_for(region, day)),
    })
}

/// Returns a contact as a line with its number emphasized.
fn contact_line(contact: Contact) -> TextLine {
    let mut line = TextLine::plain(contact.before);
    for (text, role) in [
        (contact.whom, TextRole::Strong),
        (contact.after, TextRole::Plain),
    ] {
        if !text.is_empty() {
            line = line.then(text, role);
        }
    }
    line
}

/// Returns what the coordinator should do now, each text once.
pub(super) fn now(view: &ResultView) -> Option<PageSection> {
    let findings = view.findings.iter();
    let mut texts: Vec<&String> = Vec::new();
    for text in findings.filter_map(|finding| finding.coordinator.as_ref()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let items = texts
        .into_iter()
        .map(|text| {
            ListItem::new(TextLine::strong(messages::NOW).then(format!(" {text}"), TextRole::Plain))
        })
        .collect();
    section(heading::NOW, list(items))
}

/// Returns, for an emergency, what to do about the most severe finding, followed by the
/// coordinator's part if the audience is the coordinator.
pub(super) fn action(view: &ResultView) -> Option<TextLine> {
    let gravest = view.gravest.as_ref()?;
    let mut findings = view.findings.iter();
    let gravest = findings.find(|finding| finding.rule == *gravest)?;
    let coordinator = gravest.coordinator.as_deref().map(for_coordinator);
    let texts: Vec<String> = gravest.action.iter().cloned().chain(coordinator).collect();
    Some(TextLine::strong(texts.join(" ")))
}

/// Returns the exclusions when they leave no treatment.
pub(super) fn see_physician(view: &ResultView) -> Option<PageSection> {
    if view.status != Status::NotSuitable {
        return None;
    }
    let findings = view.findings_of(Some(Level::Exclude)).collect();
    section(heading::PHYSICIAN, grouped_by_clinician(view, findings))
}

/// Returns the exclusions when at least one treatment is left.
pub(super) fn ruled_out(view: &ResultView) -> Option<PageSection> {
    if view.status == Status::NotSuitable {
        return None;
    }
    let findings = view.findings_of(Some(Level::Exclude)).collect();
    section(heading::RULED_OUT, grouped_by_clinician(view, findings))
}

/// Returns the clearances that concern every treatment or a suggested one.
pub(super) fn clear_first(view: &ResultView) -> Option<PageSection> {
    let findings = view.findings_of(Some(Level::Clearance));
    let findings = findings.filter(|finding| concerns_suggestion(view, finding));
    let heading = if view.status == Status::NotSuitable {
        heading::CLEAR_TOO
    } else {
        heading::CLEAR
    };
    section(heading, grouped_by_clinician(view, findings.collect()))
}

/// Returns the clearances that concern only treatments that are not suggested.
pub(super) fn clear_others(view: &ResultView) -> Option<PageSection> {
    let findings = view.findings_of(Some(Level::Clearance));
    let findings = findings.filter(|finding| !concerns_suggestion(view, finding));
    section(
        heading::CLEAR_OTHERS,
        grouped_by_clinician(view, findings.collect()),
    )
}

/// Returns whether a finding concerns every treatment or a suggested one.
fn concerns_suggestion(view: &ResultView, finding: &FindingView) -> bool {
    finding.treatments.as_ref().is_none_or(|concerned| {
        let mut suggested = view.suggested.iter();
        suggested.any(|id| concerned.contains(id))
    })
}

/// Returns the findings of level note.
pub(super) fn notes(view: &ResultView) -> Option<PageSection> {
    let items = view
        .findings_of(Some(Level::Note))
        .map(|finding| finding_item(view, finding))
        .collect();
    section(heading::NOTES, list(items))
}

/// Groups findings by the person to obtain clearance from, in the order of each group's first
/// finding. Findings without such a person come first, directly below the section's heading.
fn grouped_by_clinician(view: &ResultView, findings: Vec<&FindingView>) -> Vec<Block> {
    let mut groups: Vec<(Option<&str>, Vec<ListItem>)> = Vec::new();
    for finding in findings {
        let whom = finding.clear_with.as_deref();
        let item = finding_item(view, finding);
        match groups.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, items)) => items.push(item),
            None => groups.push((whom, vec![item])),
        }
    }
    groups.sort_by_key(|(whom, _)| whom.is_some());
    groups
        .into_iter()
        .flat_map(|(whom, items)| {
            let whom = whom.map(|whom| Block::Group(messages::clear_with(whom)));
            whom.into_iter().chain([Block::List(items)])
        })
        .collect()
}

/// Returns the action, if there is one, and the reason.
fn advice_item(finding: &FindingView) -> ListItem {
    match &finding.action {
        Some(action) => ListItem::new(TextLine::strong(action))
            .with(Detail::TextLine(TextLine::plain(&finding.because))),
        None => ListItem::new(TextLine::plain(&finding.because)),
    }
}

/// Returns the action and the reason with the treatments concerned, the answers used, the rule's id
/// and the sources.
fn finding_item(view: &ResultView, finding: &FindingView) -> ListItem {
    let concerned = finding.treatments.as_ref().map(|concerned| {
        let titles: Vec<&str> = concerned
            .iter()
            .filter_map(|id| view.treatment(id))
            .map(TreatmentView::short)
            .collect();
        Detail::Remark(TextLine::plain(messages::concerns(&titles)))
    });
    advice_item(finding)
        .with(concerned)
        .with(answers(view, finding))
        .with(super::rule(view, finding))
        .with(sources(&finding.sources))
}
