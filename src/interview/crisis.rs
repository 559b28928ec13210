//! What is said at the moment of an answer that means danger: the action first.

use super::asker::Role;
use crate::engine::outcome::Crisis;
use crate::set::model::{Audience, QuestionSet, Region, Rule};
use crate::set::table::Id;
use crate::words::crisis as whom;
use crate::words::interview as words;

/// What is said, in order.
pub type Said = Vec<(Role, String)>;

/// An emergency: what to do, whom to call, and only then why.
#[must_use]
pub fn emergency(
    set: &QuestionSet,
    audience: Audience,
    rules: &[Id<Rule>],
    crisis: Option<Crisis>,
) -> Said {
    let mut rules = rules.to_vec();
    // Stable, so the author's order holds among rules of one level.
    rules.sort_by_key(|&id| std::cmp::Reverse(set.rules[id].level()));
    let mut said = vec![(Role::Alarm, words::emergency(audience).to_owned())];
    let Some((first, others)) = rules.split_first() else {
        said.extend(contacts(set, audience, true, crisis));
        return said;
    };
    said.extend(action(set, audience, *first));
    said.extend(contacts(set, audience, true, crisis));
    said.push(because(set, audience, *first));
    for &rule in others {
        said.push(because(set, audience, rule));
        said.extend(
            action(set, audience, rule)
                .filter(|line| !said.contains(line))
                .collect::<Said>(),
        );
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
) -> Said {
    let mut said = vec![(Role::Alarm, words::alert(audience).to_owned())];
    for &rule in rules {
        said.push(because(set, audience, rule));
        said.extend(action(set, audience, rule));
    }
    said.extend(contacts(
        set,
        audience,
        false,
        Some(Crisis {
            region: region.or_else(|| set.fallback_region()),
            emergency_first: false,
            lines: true,
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
) -> Option<(Role, String)> {
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
    Some((Role::Text, whom::at_any_time(audience, &whom)))
}

fn because(set: &QuestionSet, audience: Audience, rule: Id<Rule>) -> (Role, String) {
    let because = set.rules[rule].because.for_audience(audience);
    (Role::Text, because.to_owned())
}

fn action(
    set: &QuestionSet,
    audience: Audience,
    rule: Id<Rule>,
) -> impl Iterator<Item = (Role, String)> {
    let rule = &set.rules[rule];
    let action = rule
        .action
        .as_ref()
        .map(|action| action.for_audience(audience).to_owned());
    let coordinator = rule
        .coordinator
        .as_deref()
        .filter(|_| audience == Audience::Coordinator)
        .map(words::for_coordinator);
    action
        .into_iter()
        .chain(coordinator)
        .map(|text| (Role::Urgent, text))
}

/// Whom to call first. It stands in the last prompt too: what was said before may have scrolled off
/// a small screen.
#[must_use]
pub fn first_contact(set: &QuestionSet, crisis: Option<Crisis>) -> Option<String> {
    let (region, crisis) = known(set, crisis)?;
    let first = in_order(region, crisis).into_iter().next();
    first.map(|contact| contact.to_string())
}

fn contacts(
    set: &QuestionSet,
    audience: Audience,
    emergency: bool,
    crisis: Option<Crisis>,
) -> Said {
    let Some((region, crisis)) = known(set, crisis) else {
        return Vec::new();
    };
    let heading = format!("{}:", whom::heading(emergency, audience));
    let mut said = vec![(Role::Text, heading)];
    let all = in_order(region, crisis).into_iter();
    said.extend(all.map(|contact| (Role::Contact, contact.to_string())));
    let small = whom::numbers_for(&region.title, &region.checked_on);
    said.push((Role::Aside, small));
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
