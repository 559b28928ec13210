//! Scenarios: worked cases with all their answers.

use std::collections::BTreeSet;

use super::super::answers;
use super::super::marked::Spot;
use super::super::model::{QuestionSet, Scenario};
use super::super::problem::Report;
use super::super::raw::RawScenario;
use super::super::table::Table;
use super::expectation::expectation;
use super::names::{Names, find};
use super::{Part, each};
use crate::engine::Answers;
use crate::words::set as words;

/// A scenario with the answers it states itself.
struct Own<'a> {
    at: Spot<'a>,
    raw: &'a RawScenario,
    answers: Answers,
}

pub(super) fn scenarios(
    parts: &[Part<'_>],
    set: &QuestionSet,
    report: &mut Report,
) -> Table<Scenario> {
    let mut names = Names::new("scenario");
    let mut own: Vec<Own<'_>> = Vec::new();
    for (at, raw) in each(parts, "scenarios", |raw| &raw.scenarios) {
        if !names.take(&raw.id, at.key("id").mark(), report) {
            continue;
        }
        let mut answers = answers::given(set, at.key("answers"), report);
        answers.region = raw.region.as_ref().and_then(|name| {
            find(
                &set.regions,
                "region",
                name,
                at.key("region").mark(),
                report,
            )
        });
        own.push(Own { at, raw, answers });
    }
    // Walking makes sense only through a set that is sound so far.
    let sound = !report.has_errors();
    own.iter()
        .filter_map(|scenario| {
            let expect = expectation(&scenario.raw.expect, set, scenario.at.key("expect"), report);
            let chain = chain(scenario, &own, report)?;
            let answers = if sound {
                complete(&chain, set, report)
            } else {
                Answers::default()
            };
            Some(Scenario {
                name: scenario.raw.id.clone(),
                about: super::head::optional(scenario.raw.about.as_ref()),
                file: scenario.at.file.to_owned(),
                line: scenario.at.node.start.line,
                answers,
                expect,
            })
        })
        .collect()
}

/// The scenario, the one it is like, and so on to the first.
fn chain<'o, 'a>(
    scenario: &'o Own<'a>,
    all: &'o [Own<'a>],
    report: &mut Report,
) -> Option<Vec<&'o Own<'a>>> {
    let mut chain = vec![scenario];
    let mut seen = BTreeSet::from([scenario.raw.id.as_str()]);
    let mut last = scenario;
    while let Some(like) = &last.raw.like {
        let at = last.at.key("like").mark();
        let Some(next) = all.iter().find(|other| other.raw.id == *like) else {
            let known = all.iter().map(|other| other.raw.id.as_str());
            report.error(at, words::unknown("scenario", like, known));
            return None;
        };
        if !seen.insert(&next.raw.id) {
            let at = scenario.at.key("like").mark();
            report.error(at, words::like_in_a_circle(&scenario.raw.id));
            return None;
        }
        chain.push(next);
        last = next;
    }
    Some(chain)
}

/// All answers of a scenario: its own, those taken over, and skipped for optional questions.
fn complete(chain: &[&Own<'_>], set: &QuestionSet, report: &mut Report) -> Answers {
    let Some((own, taken_over)) = chain.split_first() else {
        return Answers::default();
    };
    let mut answers = Answers::default();
    for scenario in taken_over.iter().rev() {
        put_over(&mut answers, &scenario.answers, set);
        answers::drop_not_asked(set, &mut answers, &scenario.answers);
    }
    put_over(&mut answers, &own.answers, set);
    answers::drop_not_asked(set, &mut answers, &own.answers);
    answers::skip_optional(set, &mut answers);
    answers::check_asked(set, &answers, own.at.key("answers"), report);
    answers::check_complete(set, &answers, own.at.key("id").mark(), report);
    answers
}

fn put_over(answers: &mut Answers, over: &Answers, set: &QuestionSet) {
    answers.region = over.region.or(answers.region);
    for (question, answer) in over.iter(set) {
        answers.give(question, answer.clone());
    }
}
