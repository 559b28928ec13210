//! What is said at the moment of an answer that means danger: the action first.

use super::asker::Role;
use crate::engine::outcome::Crisis;
use crate::set::model::{Audience, QuestionSet, Region, Rule};
use crate::set::table::Id;
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
        said.extend(contacts(set, crisis));
        return said;
    };
    said.extend(action(set, audience, *first));
    said.extend(contacts(set, crisis));
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
        Some(Crisis {
            region: region.or_else(|| set.fallback_region()),
            emergency_first: false,
            lines: true,
        }),
    ));
    said
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
    ordered(set, crisis).into_iter().next()
}

fn contacts(set: &QuestionSet, crisis: Option<Crisis>) -> Said {
    let contacts = ordered(set, crisis);
    if contacts.is_empty() {
        return Vec::new();
    }
    let mut said = vec![(Role::Text, words::CALL.to_owned())];
    said.extend(contacts.into_iter().map(|contact| (Role::Contact, contact)));
    said
}

/// Whom to call, first things first.
fn ordered(set: &QuestionSet, crisis: Option<Crisis>) -> Vec<String> {
    let Some(crisis) = crisis else {
        return Vec::new();
    };
    let Some(region) = crisis.region.map(|id| &set.regions[id]) else {
        return Vec::new();
    };
    let mut contacts: Vec<String> = Vec::new();
    if crisis.lines {
        contacts.extend(region.lines.iter().map(words::crisis_line));
    }
    let place = if crisis.emergency_first {
        0
    } else {
        contacts.len()
    };
    let emergency = words::emergency_number(&region.emergency, &region.title);
    contacts.insert(place, emergency);
    contacts
}
