//! `show sources`: every source, with the items that cite it.

use treatfit_core::model::{Id, QuestionSet, Seen, Source};

use crate::cli::show::paragraph;

pub(super) fn text(set: &QuestionSet, width: usize) -> String {
    let mut out = String::new();
    for (id, source) in set.sources.iter() {
        if !out.is_empty() {
            out.push('\n');
        }
        let year = source
            .year
            .map_or_else(String::new, |year| format!(" ({year})"));
        let seen = match source.seen {
            Seen::Read => "read",
            Seen::Memory => "from memory, to be checked",
        };
        paragraph(
            &mut out,
            width,
            "",
            "  ",
            &format!("{}: {}{year}, {seen}", source.name, source.title),
        );
        if let Some(url) = &source.url {
            out.push_str("  ");
            out.push_str(url);
            out.push('\n');
        }
        let citing = citing(set, id);
        if !citing.is_empty() {
            paragraph(&mut out, width, "  used by: ", "    ", &citing.join(", "));
        }
    }
    out
}

/// Returns the ids of all items that cite a source.
fn citing(set: &QuestionSet, source: Id<Source>) -> Vec<String> {
    let treatments = set
        .treatments
        .values()
        .filter(|item| item.sources.contains(&source))
        .map(|item| item.name.clone());
    let rules = set
        .rules
        .values()
        .filter(|item| item.sources.contains(&source))
        .map(|item| item.name.clone());
    let sequences = set
        .sequences
        .values()
        .filter(|item| item.sources.contains(&source))
        .map(|item| item.name.clone());
    let scores = set
        .scores
        .values()
        .filter(|item| item.sources.contains(&source))
        .map(|item| item.name.clone());
    let regions = set
        .regions
        .values()
        .filter(|item| item.sources.contains(&source))
        .map(|item| item.name.clone());
    treatments
        .chain(rules)
        .chain(sequences)
        .chain(scores)
        .chain(regions)
        .collect()
}
