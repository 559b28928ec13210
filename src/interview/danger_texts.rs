//! What the interview says when an answer indicates danger: the action first.

use treatfit_core::model::{
    Audience, Crisis, Id, Listener, QuestionSet, Region, Rule, SafetyEffect,
};
use treatfit_report::{crisis, for_coordinator};

use crate::interview::asker::SpeechRole;
use crate::interview::messages;

/// Texts with their roles, in the order they are said.
pub type Speech = Vec<(SpeechRole, String)>;

/// Returns the emergency screen: what to do and whom to call. It must fit a small screen, so only
/// the most severe of several emergency rules (`gravest`) is shown, and nothing milder.
#[must_use]
pub fn emergency(
    set: &QuestionSet,
    listener: Listener<'_>,
    gravest: Option<Id<Rule>>,
    crisis: Option<Crisis>,
) -> Speech {
    let heading = messages::emergency(listener.audience).to_owned();
    let mut said = vec![(SpeechRole::Alarm, heading)];
    if let Some(gravest) = gravest {
        let action = action(set, listener, gravest);
        let action: Vec<String> = action.map(|(_, text)| text).collect();
        said.push((SpeechRole::Urgent, action.join(" ")));
    }
    if let Some((region, crisis)) = known_region(set, crisis) {
        said.push((
            SpeechRole::Aside,
            format!("{}:", crisis::now_in(&region.title)),
        ));
        let all = in_order(region, crisis).into_iter();
        said.extend(all.map(|contact| (SpeechRole::Contact, contact.to_string())));
    }
    said
}

/// Returns what is said when `rules` with crisis lines fire without an emergency: gently why, then
/// what to do and whom to call.
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
    let heading = messages::alert(emergency_first, audience);
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

/// Returns one line on whom to call at any time, to be said before the first question that could
/// concern danger. `None` if the set has no region.
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
    let (region, crisis) = known_region(set, Some(crisis))?;
    let all = in_order(region, crisis);
    let ends = [all.first(), all.last()].into_iter().flatten();
    let mut whom: Vec<String> = ends.map(ToString::to_string).collect();
    whom.dedup();
    Some((SpeechRole::Text, crisis::at_any_time(audience, &whom)))
}

/// Returns what to do about a rule that fired, followed by the coordinator's part if the audience
/// is the coordinator.
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

/// Returns the first contact. The last prompt of an emergency repeats it, because the contacts
/// above may have scrolled off a small screen.
#[must_use]
pub fn first_contact(set: &QuestionSet, crisis: Option<Crisis>) -> Option<String> {
    let (region, crisis) = known_region(set, crisis)?;
    let first = in_order(region, crisis).into_iter().next();
    first.map(|contact| contact.to_string())
}

/// Returns all contacts under a heading, with the region and the date the numbers were checked.
fn contacts(set: &QuestionSet, audience: Audience, crisis: Option<Crisis>) -> Speech {
    let Some((region, crisis)) = known_region(set, crisis) else {
        return Vec::new();
    };
    let heading = format!(
        "{}:",
        crisis::heading(false, crisis.emergency_first, audience)
    );
    let mut said = vec![(SpeechRole::Text, heading)];
    let all = in_order(region, crisis).into_iter();
    said.extend(all.map(|contact| (SpeechRole::Contact, contact.to_string())));
    let small = crisis::numbers_for(&region.title, &region.checked_on);
    said.push((SpeechRole::Aside, small));
    said
}

/// Returns the region of the crisis contacts, or `None` if it is not known.
fn known_region(set: &QuestionSet, crisis: Option<Crisis>) -> Option<(&Region, Crisis)> {
    let crisis = crisis?;
    Some((&set.regions[crisis.region?], crisis))
}

/// Returns the contacts of a region, in the order that `crisis` requires.
fn in_order(region: &Region, crisis: Crisis) -> Vec<crisis::Contact> {
    let lines = region.lines.iter().filter(|_| crisis.lines);
    let lines = lines.map(|line| crisis::line(&line.name, &line.contact, line.hours.as_deref()));
    crisis::in_order(crisis.emergency_first, &region.emergency, lines.collect())
}
