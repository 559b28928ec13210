//! Whom to call, what to do, what to clear and with whom.

use treatfit_core::model::{LOCAL_NUMBER, Level, Status};

use crate::compose::{answers, list, section, sources};
use crate::document::{Block, CrisisBox, Detail, ListItem, PageSection, TextLine, TextRole};
use crate::messages as words;
use crate::messages::crisis::Contact;
use crate::messages::{crisis as whom, for_coordinator, heading};
use crate::view::{FindingView, ResultView, TreatmentView};

/// Whom to call: the emergency number first if it is to come first, else the crisis lines.
pub(super) fn crisis(written: &ResultView) -> Option<CrisisBox> {
    let crisis = written.crisis.as_ref()?;
    let urgent = written.status == Status::Emergency;
    let number = crisis.emergency.as_deref().unwrap_or(LOCAL_NUMBER);
    let lines = crisis.lines.iter();
    let lines = lines.map(|line| whom::line(&line.name, &line.contact, line.hours.as_deref()));
    let all = whom::in_order(crisis.emergency_first, number, lines.collect());
    let small = crisis.title.as_ref().zip(crisis.checked_on.as_ref());
    let heading = match &crisis.title {
        Some(region) if urgent => whom::now_in(region),
        _ => whom::heading(urgent, crisis.emergency_first, written.audience).to_owned(),
    };
    Some(CrisisBox {
        heading,
        urgent,
        lines: all.into_iter().map(contact).collect(),
        small: small
            .filter(|_| !urgent)
            .map(|(region, day)| whom::numbers_for(region, day)),
    })
}

fn contact(contact: Contact) -> TextLine {
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

/// What the coordinator does now.
pub(super) fn now(written: &ResultView) -> Option<PageSection> {
    let findings = written.findings.iter();
    let mut texts: Vec<&String> = Vec::new();
    for text in findings.filter_map(|finding| finding.coordinator.as_ref()) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let items = texts
        .into_iter()
        .map(|text| {
            ListItem::new(TextLine::strong(words::NOW).then(format!(" {text}"), TextRole::Plain))
        })
        .collect();
    section(heading::NOW, list(items))
}

/// In an emergency, what to do about the gravest of its reasons; for the coordinator, what they do, too.
pub(super) fn action(written: &ResultView) -> Option<TextLine> {
    let gravest = written.gravest.as_ref()?;
    let mut findings = written.findings.iter();
    let gravest = findings.find(|finding| finding.rule == *gravest)?;
    let coordinator = gravest.coordinator.as_deref().map(for_coordinator);
    let texts: Vec<String> = gravest.action.iter().cloned().chain(coordinator).collect();
    Some(TextLine::strong(texts.join(" ")))
}

/// What excludes every treatment.
pub(super) fn see_physician(written: &ResultView) -> Option<PageSection> {
    if written.status != Status::NotSuitable {
        return None;
    }
    let findings = written.findings_of(Some(Level::Exclude)).collect();
    section(heading::PHYSICIAN, by_whom(written, findings))
}

/// What excludes some treatments, while others are left.
pub(super) fn ruled_out(written: &ResultView) -> Option<PageSection> {
    if written.status == Status::NotSuitable {
        return None;
    }
    let findings = written.findings_of(Some(Level::Exclude)).collect();
    section(heading::RULED_OUT, by_whom(written, findings))
}

/// What is to be cleared before treatment.
pub(super) fn clear_first(written: &ResultView) -> Option<PageSection> {
    let findings = written.findings_of(Some(Level::Clearance));
    let findings = findings.filter(|finding| matters(written, finding));
    let heading = if written.status == Status::NotSuitable {
        heading::CLEAR_TOO
    } else {
        heading::CLEAR
    };
    section(heading, by_whom(written, findings.collect()))
}

/// What is to be cleared before treatments that are not suggested.
pub(super) fn clear_others(written: &ResultView) -> Option<PageSection> {
    let findings = written.findings_of(Some(Level::Clearance));
    let findings = findings.filter(|finding| !matters(written, finding));
    section(heading::CLEAR_OTHERS, by_whom(written, findings.collect()))
}

/// Whether it is about every treatment or a suggested one.
fn matters(written: &ResultView, finding: &FindingView) -> bool {
    finding.treatments.as_ref().is_none_or(|concerned| {
        let mut suggested = written.suggested.iter();
        suggested.any(|id| concerned.contains(id))
    })
}

/// Notes.
pub(super) fn notes(written: &ResultView) -> Option<PageSection> {
    let items = written
        .findings_of(Some(Level::Note))
        .map(|finding| reason(written, finding))
        .collect();
    section(heading::NOTES, list(items))
}

/// Findings grouped by the person to clear them with, in the order of each first one. What names
/// nobody comes first, under the heading of its section.
fn by_whom(written: &ResultView, findings: Vec<&FindingView>) -> Vec<Block> {
    let mut groups: Vec<(Option<&str>, Vec<ListItem>)> = Vec::new();
    for finding in findings {
        let whom = finding.clear_with.as_deref();
        let item = reason(written, finding);
        match groups.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, items)) => items.push(item),
            None => groups.push((whom, vec![item])),
        }
    }
    groups.sort_by_key(|(whom, _)| whom.is_some());
    groups
        .into_iter()
        .flat_map(|(whom, items)| {
            let whom = whom.map(|whom| Block::Group(words::clear_with(whom)));
            whom.into_iter().chain([Block::List(items)])
        })
        .collect()
}

/// What to do, and why; without an action, just why.
fn advice(finding: &FindingView) -> ListItem {
    match &finding.action {
        Some(action) => ListItem::new(TextLine::strong(action))
            .with(Detail::TextLine(TextLine::plain(&finding.because))),
        None => ListItem::new(TextLine::plain(&finding.because)),
    }
}

/// The same with the treatments it concerns, the answers it used and its sources.
fn reason(written: &ResultView, finding: &FindingView) -> ListItem {
    let concerned = finding.treatments.as_ref().map(|concerned| {
        let titles: Vec<&str> = concerned
            .iter()
            .filter_map(|id| written.treatment(id))
            .map(TreatmentView::short)
            .collect();
        Detail::Remark(TextLine::plain(words::concerns(&titles)))
    });
    advice(finding)
        .with(concerned)
        .with(answers(written, finding))
        .with(super::rule(written, finding))
        .with(sources(&finding.sources))
}
