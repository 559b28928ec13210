//! Resolves guarantees, and the expectations of guarantees and scenarios.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::raw::{RawExpectation, RawGuarantee, RawStatus};
use crate::load::resolve::condition::Reader;
use crate::load::resolve::head::optional;
use crate::load::resolve::named::NamedConditions;
use crate::load::resolve::names::{Names, find, find_all};
use crate::load::tree::{Spot, Value};
use crate::model::{Claim, Expectation, Guarantee, QuestionSet, Status};

pub(super) fn guarantee<'a>(
    at: Spot<'a>,
    raw: &'a RawGuarantee,
    set: &QuestionSet,
    conditions: &NamedConditions,
    names: &mut Names<'a>,
    report: &mut Problems,
) -> Option<Guarantee> {
    let id_at = at.key("id").mark();
    let known = names.take(&raw.id, id_at, report);
    let reader = Reader {
        questions: &set.questions,
        scores: &set.scores,
    };
    let when = raw
        .when
        .as_ref()
        .map(|when| reader.resolve(when, conditions, at.key("when"), report));
    let claim = match (&raw.then, &raw.possible) {
        (Some(then), None) => Claim::Always(expectation(then, set, at.key("then"), report)),
        (None, Some(possible)) => {
            Claim::Possible(expectation(possible, set, at.key("possible"), report))
        }
        (Some(_), Some(_)) => {
            report.error(at.key("possible").key_mark(), messages::then_and_possible());
            return None;
        }
        (None, None) => {
            report.error(id_at, messages::neither_then_nor_possible(&raw.id));
            return None;
        }
    };
    known.then(|| Guarantee {
        name: raw.id.clone(),
        says: optional(raw.says.as_ref()),
        when,
        claim,
    })
}

pub(super) fn expectation(
    raw: &RawExpectation,
    set: &QuestionSet,
    at: Spot<'_>,
    report: &mut Problems,
) -> Expectation {
    let mut treatments = |key: &str, names: Option<&Vec<String>>| {
        let names = names?;
        let at = at.key(key);
        Some(find_all(&set.treatments, "treatment", names, at, report))
    };
    let suggests = treatments("suggests", raw.suggests.as_ref());
    let suggests_some = treatments("suggests_some", raw.suggests_some.as_ref());
    let never_suggests = treatments("never_suggests", Some(&raw.never_suggests));
    let close = treatments("close", raw.close.as_ref());
    let mut rules =
        |key: &str, names: &[String]| find_all(&set.rules, "rule", names, at.key(key), report);
    let findings = rules("findings", &raw.findings);
    let no_findings = rules("no_findings", &raw.no_findings);
    let sequence_at = at.key("sequence").mark();
    let sequence = raw
        .sequence
        .as_ref()
        .and_then(|name| find(&set.sequences, "sequence", name, sequence_at, report));
    let expectation = Expectation {
        status: raw.status.map(status),
        at_least: raw.at_least.map(status),
        at_most: raw.at_most.map(status),
        suggests,
        suggests_some,
        never_suggests: never_suggests.unwrap_or_default(),
        findings,
        no_findings,
        crisis_lines: raw.crisis_lines,
        close,
        sequence,
    };
    check(&expectation, set, at, report);
    expectation
}

fn status(raw: RawStatus) -> Status {
    match raw {
        RawStatus::Emergency => Status::Emergency,
        RawStatus::NotSuitable => Status::NotSuitable,
        RawStatus::NeedsClearance => Status::NeedsClearance,
        RawStatus::Suggestion => Status::Suggestion,
    }
}

/// Reports an expectation that tests nothing or contradicts itself.
fn check(expectation: &Expectation, set: &QuestionSet, at: Spot<'_>, report: &mut Problems) {
    if matches!(&at.node.value, Value::Map(keys) if keys.is_empty()) {
        report.error(at.key_mark(), messages::expects_nothing());
    }
    if expectation
        .suggests_some
        .as_ref()
        .is_some_and(Vec::is_empty)
    {
        report.error(
            at.key("suggests_some").key_mark(),
            messages::empty_list("suggests_some"),
        );
    }
    if expectation
        .close
        .as_ref()
        .is_some_and(|close| close.len() == 1)
    {
        report.error(at.key("close").key_mark(), messages::close_to_nothing());
    }
    for rule in &expectation.no_findings {
        if expectation.findings.contains(rule) {
            let name = &set.rules[*rule].name;
            report.error(
                at.key("no_findings").key_mark(),
                messages::found_and_not(name),
            );
        }
    }
}
