//! Small changes to the set, and whether the scenarios notice them.

use serde_json::{Value, json};

use super::super::output::paragraph;
use crate::proof::mutants::{Fate, Tally, Tried};
use crate::proof::telling::Survivor;
use crate::set::QuestionSet;
use crate::set::written;
use crate::words::mutants as words;

/// Adds the summary, and each change that no scenario notices with one that would.
pub(super) fn text(out: &mut String, width: usize, set: &QuestionSet, all: &[Tried]) {
    let tally = Tally::of(all);
    paragraph(out, width, "", "  ", &words::summary(&tally));
    if let Some(said) = words::ask_otherwise(&tally) {
        paragraph(out, width, "  ", "  ", &said);
    }
    if all
        .iter()
        .any(|tried| matches!(tried.fate, Fate::Survives(_)))
    {
        paragraph(out, width, "  ", "  ", words::READ_FIRST);
    }
    let mut number = 0;
    for Tried { change, fate } in all {
        match fate {
            Fate::Noticed(_) | Fate::Equivalent { .. } => {}
            Fate::Survives(survivor) => {
                number += 1;
                out.push('\n');
                paragraph(out, width, "", "", &words::survives(set, change));
                out.push('\n');
                out.push_str(&scenario(set, number, survivor));
            }
            Fate::Open(over) => {
                out.push('\n');
                paragraph(out, width, "", "", &words::open(set, change, *over));
            }
        }
    }
}

/// The same as data, with every change.
pub(super) fn json(set: &QuestionSet, all: &[Tried]) -> Value {
    let tally = Tally::of(all);
    let mut number = 0;
    let changes: Vec<Value> = all
        .iter()
        .map(|Tried { change, fate }| {
            let change = words::change(set, change);
            match fate {
                Fate::Noticed(by) => {
                    let by = &set.scenarios[*by].name;
                    json!({ "change": change, "fate": "noticed", "by": by })
                }
                Fate::Equivalent { asks_alike } => {
                    json!({ "change": change, "fate": "equivalent", "asks_alike": asks_alike })
                }
                Fate::Survives(survivor) => {
                    number += 1;
                    let scenario = scenario(set, number, survivor);
                    json!({ "change": change, "fate": "not_noticed", "scenario": scenario })
                }
                Fate::Open(over) => {
                    let nodes = over.map(|over| over.nodes);
                    json!({ "change": change, "fate": "not_proved", "nodes": nodes })
                }
            }
        })
        .collect();
    json!({
        "tried": tally.tried,
        "equivalent": tally.equivalent,
        "noticed": tally.noticed,
        "not_noticed": tally.noticeable() - tally.noticed,
        "changes": changes,
    })
}

fn scenario(set: &QuestionSet, number: usize, survivor: &Survivor) -> String {
    let id = format!("not-noticed-{number}");
    let Survivor { like, own, expect } = survivor;
    written::scenario(set, &id, *like, own, expect)
}
