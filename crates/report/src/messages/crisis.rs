//! Whom to call: the same words in the interview and in the report.

use std::fmt;

use treatfit_core::model::Audience;

/// The heading over whom to call.
#[must_use]
pub const fn heading(emergency: bool, number_first: bool, audience: Audience) -> &'static str {
    match (emergency, number_first, audience) {
        (true, _, _) => "Who to call now",
        (false, true, _) => "If it may be happening now",
        (false, false, Audience::Client) => "If you need somebody to talk to",
        (false, false, Audience::Coordinator) => "Numbers to give to the client",
    }
}

/// The heading over whom to call in an emergency, with where these numbers are right.
#[must_use]
pub fn now_in(region: &str) -> String {
    format!("Who to call now ({region})")
}

/// A line on whom to call. What may be emphasised stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What comes before.
    pub before: String,
    /// The number, or how else to reach them.
    pub whom: String,
    /// What comes after.
    pub after: String,
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.whom, self.after)
    }
}

/// The emergency number, where it comes first.
#[must_use]
pub fn call(number: &str) -> Contact {
    Contact {
        before: "Call ".to_owned(),
        whom: number.to_owned(),
        after: String::new(),
    }
}

/// The emergency number, where crisis lines come first.
#[must_use]
pub fn in_danger(number: &str) -> Contact {
    Contact {
        before: "In danger right now: call ".to_owned(),
        ..call(number)
    }
}

/// Somebody to talk to.
#[must_use]
pub fn line(name: &str, contact: &str, hours: Option<&str>) -> Contact {
    Contact {
        before: format!("{name}: "),
        whom: contact.to_owned(),
        after: hours.map_or_else(String::new, |hours| format!(" ({hours})")),
    }
}

/// Everybody to call, first things first: the emergency number before the crisis lines or after.
#[must_use]
pub fn in_order(emergency_first: bool, number: &str, lines: Vec<Contact>) -> Vec<Contact> {
    let mut all = lines;
    if !emergency_first {
        all.push(in_danger(number));
        return all;
    }
    if !all.is_empty() {
        let also_there = Contact {
            before: "Also there to talk to:".to_owned(),
            whom: String::new(),
            after: String::new(),
        };
        all.insert(0, also_there);
    }
    all.insert(0, call(number));
    all
}

/// Whom to call at any time, in one line.
#[must_use]
pub fn at_any_time(audience: Audience, whom: &[String]) -> String {
    let lead = match audience {
        Audience::Client => "You don't need these questions to get help.",
        Audience::Coordinator => "Should the client need help before the end:",
    };
    format!("{lead} {}.", whom.join(". "))
}

/// For which region the numbers are, and how old they are.
#[must_use]
pub fn numbers_for(region: &str, checked_on: &str) -> String {
    format!("Region: {region}. Numbers checked on {checked_on}.")
}
