//! `show review`: Markdown tables of every rule and condition, for a clinician to review on paper.

use std::fmt::Write;

use treatfit_core::model::{Level, QuestionSet, Rule};
use treatfit_core::text::describe_condition;

use crate::cli::show::READER;
use crate::cli::show::rules::{effect, source_names};

const LEVELS: [(Option<Level>, &str); 5] = [
    (Some(Level::Emergency), "Emergency: help now"),
    (Some(Level::Exclude), "Not suitable without a physician"),
    (Some(Level::Clearance), "A clinician first"),
    (Some(Level::Note), "Worth knowing"),
    (None, "Fit: points for and against"),
];

pub(super) fn markdown(set: &QuestionSet) -> String {
    let mut out = format!("Set `{}` {}.\n", set.name, set.version);
    for (level, heading) in LEVELS {
        let rules: Vec<&Rule> = set
            .rules
            .values()
            .filter(|rule| rule.level() == level)
            .collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "\n### {heading}\n\n| rule | when | what | what the person reads | sources |\n\
             |---|---|---|---|---|\n"
        );
        for rule in rules {
            let mut says = rule.because.for_listener(READER);
            if let Some(action) = &rule.action {
                says.push(' ');
                says.push_str(&action.for_listener(READER));
            }
            let _ = writeln!(
                out,
                "| `{}` | {} | {} | {} | {} |",
                rule.name,
                cell(&describe_condition(set, &rule.when)),
                cell(&effect(set, rule)),
                cell(&says),
                source_names(set, rule).join(", "),
            );
        }
    }
    if !set.conditions.is_empty() {
        out.push_str("\n### Named conditions\n\n| name | holds when |\n|---|---|\n");
        for named in set.conditions.values() {
            let _ = writeln!(
                out,
                "| “{}” | {} |",
                named.name,
                cell(&describe_condition(set, &named.condition))
            );
        }
    }
    out
}

/// Escapes a text for a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
