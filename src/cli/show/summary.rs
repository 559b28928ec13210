//! `show` without a topic: version, review, size and length of a set.

use treatfit_core::model::QuestionSet;
use treatfit_core::text::Count;
use treatfit_proof::{BUDGET, Proof};

use crate::cli::check::messages::prompts;
use crate::cli::show::paragraph;

pub(super) fn text(set: &QuestionSet, width: usize) -> String {
    let fit = set
        .rules
        .values()
        .filter(|rule| rule.level().is_none())
        .count();
    let lines = [
        format!("{} {}: {}", set.name, set.version, set.title),
        format!("reviewed by {}, as of {}", set.reviewed.by, set.reviewed.on),
        format!("digest {}", set.digest),
        format!(
            "{} in {}",
            Count(set.questions.len(), "question"),
            Count(set.sections.len(), "section")
        ),
        format!(
            "{}: {} and {}",
            Count(set.rules.len(), "rule"),
            Count(set.rules.len() - fit, "safety rule"),
            Count(fit, "fit rule")
        ),
        format!(
            "{}, {}, {}",
            Count(set.guarantees.len(), "guarantee"),
            Count(set.scenarios.len(), "scenario"),
            Count(set.sources.len(), "source")
        ),
    ];
    let mut out = String::new();
    for line in lines {
        paragraph(&mut out, width, "", "  ", &line);
    }
    // A set whose counts exceed the budget is shown without them.
    if let Ok(counts) = Proof::build(set, BUDGET).and_then(|mut proof| proof.counts()) {
        paragraph(&mut out, width, "", "  ", &prompts(&counts.prompts));
    }
    out
}
