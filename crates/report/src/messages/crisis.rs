//! Crisis contacts in words, for the interview and the report alike.

use std::fmt;

use treatfit_core::model::Audience;

/// Returns the heading above the contacts. `emergency` says whether the status is an emergency,
/// `number_first` whether the emergency number precedes the crisis lines.
#[must_use]
pub const fn heading(emergency: bool, number_first: bool, audience: Audience) -> &'static str {
    match (emergency, number_first, audience) {
        (true, _, _) => "Who to call now",
        (false, true, _) => "If it may be happening now",
        (false, false, Audience::Client) => "If you need somebody to talk to",
        (false, false, Audience::Coordinator) => "Numbers to give to the client",
    }
}

/// Returns the heading in an emergency, with the region whose numbers follow.
#[must_use]
pub fn now_in(region: &str) -> String {
    format!("Who to call now ({region})")
}

/// A line that says whom to call. The part to emphasize is a field of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The text before it.
    pub before: String,
    /// The number, or how else to reach them; to be emphasized.
    pub whom: String,
    /// The text after it.
    pub after: String,
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, self.whom, self.after)
    }
}

/// Returns the line for the emergency number if it comes first.
#[must_use]
pub fn call(number: &str) -> Contact {
    Contact {
        before: "Call ".to_owned(),
        whom: number.to_owned(),
        after: String::new(),
    }
}

/// Returns the line for the emergency number if the crisis lines come first.
#[must_use]
pub fn in_danger(number: &str) -> Contact {
    Contact {
        before: "In danger right now: call ".to_owned(),
        ..call(number)
    }
}

/// Returns the line for a crisis line. `hours` are its opening hours.
#[must_use]
pub fn line(name: &str, contact: &str, hours: Option<&str>) -> Contact {
    Contact {
        before: format!("{name}: "),
        whom: contact.to_owned(),
        after: hours.map_or_else(String::new, |hours| format!(" ({hours})")),
    }
}

/// Returns all contacts in order. The emergency number comes before the crisis lines if
/// `emergency_first`, otherwise after them.
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

/// Returns one sentence on whom to call at any time during the interview.
#[must_use]
pub fn at_any_time(audience: Audience, whom: &[String]) -> String {
    let lead = match audience {
        Audience::Client => "You don't need these questions to get help.",
        Audience::Coordinator => "Should the client need help before the end:",
    };
    format!("{lead} {}.", whom.join(". "))
}

/// Returns the region the numbers are valid for and the date they were checked.
#[must_use]
pub fn numbers_for(region: &str, checked_on: &str) -> String {
    format!("Region: {region}. Numbers checked on {checked_on}.")
}
