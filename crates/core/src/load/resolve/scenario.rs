//! Resolves scenarios, with the answers they inherit.

use std::collections::{BTreeSet, HashMap};

use crate::load::format::PART;
use crate::load::problem::Problems;
use crate::load::raw::RawScenario;
use crate::load::resolve::expectation::expectation;
use crate::load::resolve::head::optional;
use crate::load::resolve::names::{Names, find};
use crate::load::resolve::{PartFile, each};
use crate::load::scenario_inheritance::apply_layer;
use crate::load::tree::Spot;
use crate::load::{answers_file, is_scenario_file, messages};
use crate::model::{Answers, Id, QuestionSet, Scenario, Table};

/// The largest number of scenarios of a set.
const MOST_SCENARIOS: usize = 5_000;

/// A scenario as written, with the answers it states itself.
struct Own<'a> {
    at: Spot<'a>,
    raw: &'a RawScenario,
    answers: Answers,
}

pub(super) fn scenarios(
    parts: &[PartFile<'_>],
    set: &QuestionSet,
    report: &mut Problems,
) -> Table<Scenario> {
    check_files(parts, report);
    let own = own_answers(parts, set, report);
    // The walk is only meaningful on a set without errors so far.
    let sound = !report.has_errors();
    let mut inheritance = Inheritance {
        set,
        index: own
            .iter()
            .enumerate()
            .map(|(position, own)| (own.raw.id.as_str(), position))
            .collect(),
        own: &own,
        known: HashMap::new(),
        broken: BTreeSet::new(),
    };
    let mut table = Table::default();
    for (position, scenario) in own.iter().enumerate() {
        let at = scenario.at;
        let expect = expectation(&scenario.raw.expect, set, at.key("expect"), report);
        let Some(mut answers) = inheritance.answers(position, report) else {
            continue;
        };
        if sound {
            let missing = at.key("id").mark();
            answers_file::complete(set, &mut answers, at.key("answers"), missing, report);
        }
        table.push(Scenario {
            name: scenario.raw.id.clone(),
            about: optional(scenario.raw.about.as_ref()),
            file: at.file.to_owned(),
            line: at.node.start.line,
            like: None,
            own: scenario.answers.clone(),
            answers,
            expect,
        });
    }
    attach_likes(&mut table, &own);
    table
}

/// Sets [`Scenario::like`] of every scenario, once all have ids.
fn attach_likes(table: &mut Table<Scenario>, own: &[Own<'_>]) {
    let ids: HashMap<String, Id<Scenario>> = table
        .iter()
        .map(|(id, scenario)| (scenario.name.clone(), id))
        .collect();
    for (scenario, own) in table.values_mut().zip(own) {
        let like = own.raw.like.as_ref();
        scenario.like = like.and_then(|name| ids.get(name).copied());
    }
}

/// Reports anything but scenarios in files of the folder `scenarios`: those files are not read when
/// a set is loaded only to ask.
fn check_files(parts: &[PartFile<'_>], report: &mut Problems) {
    for part in parts.iter().filter(|part| is_scenario_file(part.root.file)) {
        for key in PART.keys.iter().filter(|key| key.name != "scenarios") {
            if let Some(at) = part.root.try_key(key.name) {
                report.error(at.key_mark(), messages::not_a_scenario(key.name));
            }
        }
    }
}

/// Collects the scenarios of all files and parses the answers each states itself.
fn own_answers<'p>(
    parts: &'p [PartFile<'p>],
    set: &QuestionSet,
    report: &mut Problems,
) -> Vec<Own<'p>> {
    let mut names = Names::new("scenario");
    let mut own = Vec::new();
    for (at, raw) in each(parts, "scenarios", |raw| &raw.scenarios) {
        let id_at = at.key("id").mark();
        if !names.take(&raw.id, id_at, report) {
            continue;
        }
        if own.len() == MOST_SCENARIOS {
            report.error(id_at, messages::too_many("scenario", MOST_SCENARIOS));
            break;
        }
        let mut answers = match at.try_key("answers") {
            Some(at) => answers_file::parse_answers(set, at, report),
            None => Answers::default(),
        };
        answers.region = raw.region.as_ref().and_then(|name| {
            let at = at.key("region").mark();
            find(&set.regions, "region", name, at, report)
        });
        own.push(Own { at, raw, answers });
    }
    own
}

/// The resolution of `like`: combines own answers with inherited ones, with a cache.
struct Inheritance<'o, 'a> {
    set: &'o QuestionSet,
    own: &'o [Own<'a>],
    index: HashMap<&'o str, usize>,
    /// Answers, inherited ones included, of the scenarios done so far, by position.
    known: HashMap<usize, Answers>,
    /// Scenarios whose `like` chain has a cycle or ends at an unknown scenario, which was reported.
    broken: BTreeSet<usize>,
}

impl Inheritance<'_, '_> {
    /// Returns the answers of a scenario, inherited ones included; `None` if its `like` chain is
    /// broken.
    fn answers(&mut self, position: usize, report: &mut Problems) -> Option<Answers> {
        // Iterative, because a chain may be thousands of scenarios long.
        let mut chain = vec![position];
        let mut seen = BTreeSet::from([position]);
        while let Some(last) = chain.last().and_then(|last| self.own.get(*last)) {
            let Some(like) = &last.raw.like else {
                break;
            };
            let at = last.at.key("like").mark();
            let Some(&next) = self.index.get(like.as_str()) else {
                let known = self.own.iter().map(|other| other.raw.id.as_str());
                report.error(at, messages::unknown("scenario", like, known));
                self.broken.extend(seen);
                return None;
            };
            if self.broken.contains(&next) {
                self.broken.extend(seen);
                return None;
            }
            if !seen.insert(next) {
                report.error(at, messages::like_in_a_circle(like));
                self.broken.extend(seen);
                return None;
            }
            chain.push(next);
            if self.known.contains_key(&next) {
                break;
            }
        }
        let mut answers = Answers::default();
        for position in chain.into_iter().rev() {
            if let Some(known) = self.known.get(&position) {
                answers = known.clone();
            } else if let Some(scenario) = self.own.get(position) {
                apply_layer(self.set, &mut answers, &scenario.answers);
                self.known.insert(position, answers.clone());
            }
        }
        Some(answers)
    }
}
