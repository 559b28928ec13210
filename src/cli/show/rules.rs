//! `show rules`: every rule as sentences.

use std::fmt::Write;

use treatfit_core::model::{Effect, Id, QuestionSet, Rule};
use treatfit_core::text::{describe_condition, listed};

use crate::cli::show::{READER, paragraph};

pub(super) fn text(set: &QuestionSet, width: usize) -> String {
    let mut out = String::new();
    for rule in set.rules.values() {
        if !out.is_empty() {
            out.push('\n');
        }
        paragraph(&mut out, width, "", "", &rule.name);
        paragraph(
            &mut out,
            width,
            "  When ",
            "    ",
            &describe_condition(set, &rule.when),
        );
        paragraph(&mut out, width, "  then ", "    ", &effect(set, rule));
        paragraph(
            &mut out,
            width,
            "  because: ",
            "    ",
            &rule.because.for_listener(READER),
        );
        if let Some(action) = &rule.action {
            paragraph(
                &mut out,
                width,
                "  do: ",
                "    ",
                &action.for_listener(READER),
            );
        }
        if let Some(coordinator) = &rule.coordinator {
            let coordinator = READER.fill_slots(coordinator);
            paragraph(&mut out, width, "  coordinator: ", "    ", &coordinator);
        }
        paragraph(
            &mut out,
            width,
            "  sources: ",
            "    ",
            &source_names(set, rule).join(", "),
        );
    }
    out
}

/// Describes the effect of a rule: "exclude for `iv`", "+2 `iv`, -1 `kat`".
pub(super) fn effect(set: &QuestionSet, rule: &Rule) -> String {
    let treatment = |id: &Id<_>| format!("`{}`", set.treatments[*id].name);
    match &rule.effect {
        Effect::Fit(points) => points
            .iter()
            .map(|(id, points)| format!("{points:+} {}", treatment(id)))
            .collect::<Vec<_>>()
            .join(", "),
        Effect::Safety(safety) => {
            let mut text = safety.level.name().to_owned();
            if let Some(named) = &safety.treatments {
                let named: Vec<String> = named.iter().map(treatment).collect();
                let _ = write!(text, " for {}", listed(&named, "and"));
            }
            if let Some(with) = &safety.clear_with {
                let _ = write!(text, ", with {with}");
            }
            if safety.crisis_lines {
                text.push_str(", crisis lines shown");
            }
            if safety.number_first {
                text.push_str(", emergency number first");
            }
            if safety.withhold {
                text.push_str(", no treatment named");
            }
            text
        }
    }
}

/// Returns the ids of the sources of a rule.
pub(super) fn source_names(set: &QuestionSet, rule: &Rule) -> Vec<String> {
    rule.sources
        .iter()
        .map(|&id| set.sources[id].name.clone())
        .collect()
}
