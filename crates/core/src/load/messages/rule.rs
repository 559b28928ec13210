//! Messages about rules, sequences, guarantees, scenarios and the safety of a set.

use crate::load::problem::Message;

pub(crate) fn no_source(kind: &str, id: &str) -> Message {
    Message::new(
        format!("the {kind} `{id}` has no source"),
        "add `sources` with at least one id",
    )
}

pub(crate) fn level_and_points() -> Message {
    Message::new(
        "a rule has either `level` or `points`, not both",
        "keep `level` for a safety rule, `points` for a fit rule, or make it two rules",
    )
}

pub(crate) fn neither_level_nor_points(id: &str) -> Message {
    Message::new(
        format!("the rule `{id}` has no effect"),
        "add `level` for a safety rule, or `points` for a fit rule",
    )
}

pub(crate) fn only_for_safety_rules(key: &str) -> Message {
    Message::new(
        format!("`{key}` is only for rules with a `level`"),
        format!("remove `{key}`, or make it a safety rule"),
    )
}

pub(crate) fn no_points() -> Message {
    Message::new(
        "the rule gives no points",
        "name at least one treatment, as in `points: {a: 1}`",
    )
}

pub(crate) fn zero_points() -> Message {
    Message::new(
        "0 points change nothing",
        "remove the treatment, or give it points",
    )
}

pub(crate) fn no_action(level: &str) -> Message {
    Message::new(
        format!("a rule of level `{level}` must say what to do"),
        "add `do`",
    )
}

pub(crate) fn no_clear_with() -> Message {
    Message::new(
        "a rule of level `clearance` must say with whom to clear it",
        "add `clear_with`, such as `clear_with: a heart doctor`",
    )
}

pub(crate) fn clear_with_not_allowed(level: &str) -> Message {
    Message::new(
        format!("`clear_with` is not for rules of level `{level}`"),
        "remove it; `clearance` and `exclude` have it",
    )
}

pub(crate) fn withhold_not_allowed() -> Message {
    Message::new(
        "`withhold` is only for rules of level `clearance` or `note` that concern all treatments",
        "remove `withhold`, or change the level or the `treatments`",
    )
}

pub(crate) fn treatments_not_allowed() -> Message {
    Message::new(
        "an emergency concerns all treatments",
        "remove `treatments`",
    )
}

pub(crate) fn concerns_no_treatment() -> Message {
    Message::new(
        "the rule concerns no treatment",
        "name at least one, or remove `treatments` if the rule concerns all",
    )
}

pub(crate) fn first_is_then(treatment: &str) -> Message {
    Message::new(
        format!("`{treatment}` would follow itself"),
        "`first` and `then` must be two treatments",
    )
}

pub(crate) fn then_and_possible() -> Message {
    Message::new(
        "a guarantee has either `then` or `possible`, not both",
        "make it two guarantees",
    )
}

pub(crate) fn neither_then_nor_possible(id: &str) -> Message {
    Message::new(
        format!("the guarantee `{id}` claims nothing"),
        "add `then` for what always holds, or `possible` for what can happen",
    )
}

pub(crate) fn expects_nothing() -> Message {
    Message::new(
        "nothing is expected here",
        "add at least one test, such as `status`",
    )
}

pub(crate) fn close_to_nothing() -> Message {
    Message::new(
        "one treatment alone is not close to any other",
        "name at least two, or none (`[]`) for no tie",
    )
}

pub(crate) fn found_and_not(rule: &str) -> Message {
    Message::new(
        format!("`{rule}` is both in `findings` and in `no_findings`"),
        "keep one of the two",
    )
}

pub(crate) fn not_a_scenario(key: &str) -> Message {
    Message::new(
        format!("`{key}` cannot stand in a file of the folder `scenarios`"),
        "move it to a file beside `set.yaml`",
    )
}

pub(crate) fn like_in_a_circle(id: &str) -> Message {
    Message::new(
        format!("`{id}` takes its answers from itself, in a circle"),
        "write out the answers of one scenario in the circle",
    )
}

pub(crate) fn not_cited(source: &str) -> Message {
    Message::new(
        format!("nothing cites the source `{source}`"),
        "cite it where it is used, or remove it",
    )
}

pub(crate) fn never_not_known(question: &str, rule: Option<&str>) -> Message {
    Message::new(
        format!("`{question}` decides about safety but has no `unknown` and no `declined` answer"),
        format!(
            "add one of them with its label: {}, and unknown is never no",
            reader(rule)
        ),
    )
}

pub(crate) fn optional_safety(question: &str, rule: Option<&str>) -> Message {
    Message::new(
        format!("`{question}` decides about safety and cannot be optional"),
        format!(
            "remove `optional`: {}; offer `declined` instead",
            reader(rule)
        ),
    )
}

/// Returns the clause that says why a question decides about safety.
fn reader(rule: Option<&str>) -> String {
    match rule {
        Some(rule) => format!("the rule `{rule}` reads it"),
        None => "it decides whether another such question is asked".to_owned(),
    }
}

pub(crate) fn nobody_to_call(rule: &str) -> Message {
    Message::new(
        format!("the rule `{rule}` shows whom to call, but the set has no region"),
        "add `regions` with emergency numbers and crisis lines",
    )
}

pub(crate) fn no_crisis_line(region: &str, rule: &str) -> Message {
    Message::new(
        format!("the region `{region}` has no crisis line, but the rule `{rule}` shows them"),
        "add at least one, such as a directory of lines",
    )
}

pub(crate) fn no_number(region: &str) -> Message {
    Message::new(
        format!("the region `{region}` has no emergency number that can be read"),
        "write the number, such as `\"112\"`, or in words whom to call",
    )
}
