//! What is said at the moment of an answer that means danger: the action first.

use treatfit_core::model::{
    Audience, Crisis, Id, Listener, QuestionSet, Region, Rule, SafetyEffect,
};
use treatfit_report::{crisis as whom, for_coordinator};

use crate::interview::asker::SpeechRole;
use crate::interview::messages as words;

/// What is said, in order.
pub type Speech = Vec<(SpeechRole, String)>;

/// An emergency: what to do, and whom to call. It has to fit a small screen whole, so of several
/// emergencies only the gravest is spoken of, and nothing milder.
#[must_use]
pub fn emergency(
    set: &QuestionSet,
    listener: Listener<'_>,
    gravest: Option<Id<Rule>>,
    crisis: Option<Crisis>,
) -> Speech {
    let heading = words::emergency(listener.audience).to_owned();
    let mut said = vec![(SpeechRole::Alarm, heading)];
    if let Some(gravest) = gravest {
        let action = action(set, listener, gravest);
        let action: Vec<String> = action.map(|(_, text)| text).collect();
        said.push((SpeechRole::Urgent, action.join(" ")));
    }
    if let Some((region, crisis)) = known(set, crisis) {
        said.push((
            SpeechRole::Aside,
            format!("{}:", whom::now_in(&region.title)),
        ));
        let all = in_order(region, crisis).into_iter();
        said.extend(all.map(|contact| (SpeechRole::Contact, contact.to_string())));
    }
    said
}

/// Crisis lines, without an emergency: gently why, then what to do and whom to call.
#[must_use]
pub fn alert(
    set: &QuestionSet,
    audience: Audience,
    rules: &[Id<Rule>],
    region: Option<Id<Region>>,
) -> Speech {
    let listener = set.listener(audience, region);
    let safety = rules.iter().filter_map(|&rule| set.rules[rule].safety());
    let emergency_first = safety.clone().any(SafetyEffect::emergency_first);
    let lines = safety.clone().any(|safety| safety.crisis_lines);
    let heading = words::alert(emergency_first, audience);
    let mut said = vec![(SpeechRole::Alarm, heading.to_owned())];
    for &rule in rules {
        let because = set.rules[rule].because.for_listener(listener);
        said.push((SpeechRole::Text, because));
        said.extend(action(set, listener, rule));
    }
    said.extend(contacts(
        set,
        audience,
        Some(Crisis {
            region: region.or_else(|| set.fallback_region()),
            emergency_first,
            lines,
        }),
    ));
    said
}

/// Whom to call at any time, in a line, before the first question that could be about danger.
#[must_use]
pub fn at_any_time(
    set: &QuestionSet,
    audience: Audience,
    region: Option<Id<Region>>,
) -> Option<(SpeechRole, String)> {
    let crisis = Crisis {
        region: region.or_else(|| set.fallback_region()),
        emergency_first: false,
        lines: true,
    };
    let (region, crisis) = known(set, Some(crisis))?;
    let all = in_order(region, crisis);
    let ends = [all.first(), all.last()].into_iter().flatten();
    let mut whom: Vec<String> = ends.map(ToString::to_string).collect();
    whom.dedup();
    Some((SpeechRole::Text, whom::at_any_time(audience, &whom)))
}

fn action(
    set: &QuestionSet,
    listener: Listener<'_>,
    rule: Id<Rule>,
) -> impl Iterator<Item = (SpeechRole, String)> {
    let rule = &set.rules[rule];
    let action = rule
        .action
        .as_ref()
        .map(|action| action.for_listener(listener));
    let coordinator = rule
        .coordinator
        .as_deref()
        .filter(|_| listener.audience == Audience::Coordinator)
        .map(|text| for_coordinator(&listener.fill_slots(text)));
    action
        .into_iter()
        .chain(coordinator)
        .map(|text| (SpeechRole::Urgent, text))
}

/// Whom to call first. It stands in the last prompt too: what was said before may have scrolled off
/// a small screen.
#[must_use]
pub fn first_contact(set: &QuestionSet, crisis: Option<Crisis>) -> Option<String> {
    let (region, crisis) = known(set, crisis)?;
    let first = in_order(region, crisis).into_iter().next();
    first.map(|contact| contact.to_string())
}

fn contacts(set: &QuestionSet, audience: Audience, crisis: Option<Crisis>) -> Speech {
    let Some((region, crisis)) = known(set, crisis) else {
        return Vec::new();
    };
    let heading = format!(
        "{}:",
        whom::heading(false, crisis.emergency_first, audience)
    );
    let mut said = vec![(SpeechRole::Text, heading)];
    let all = in_order(region, crisis).into_iter();
    said.extend(all.map(|contact| (SpeechRole::Contact, contact.to_string())));
    let small = whom::numbers_for(&region.title, &region.checked_on);
    said.push((SpeechRole::Aside, small));
    said
}

fn known(set: &QuestionSet, crisis: Option<Crisis>) -> Option<(&Region, Crisis)> {
    let crisis = crisis?;
    Some((&set.regions[crisis.region?], crisis))
}

fn in_order(region: &Region, crisis: Crisis) -> Vec<whom::Contact> {
    let lines = region.lines.iter().filter(|_| crisis.lines);
    let lines = lines.map(|line| whom::line(&line.name, &line.contact, line.hours.as_deref()));
    whom::in_order(crisis.emergency_first, &region.emergency, lines.collect())
}
