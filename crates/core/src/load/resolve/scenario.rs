//! Scenarios: worked cases with all their answers.

use std::collections::{BTreeSet, HashMap};

use crate::load::format::PART;
use crate::load::problem::Problems;
use crate::load::raw::RawScenario;
use crate::load::resolve::expectation::expectation;
use crate::load::resolve::head::optional;
use crate::load::resolve::names::{Names, find};
use crate::load::resolve::{PartFile, each};
use crate::load::scenario_inheritance::put_over;
use crate::load::tree::Spot;
use crate::load::{answers_file as answers, is_scenario_file, messages as words};
use crate::model::{Answers, Id, QuestionSet, Scenario, Table};

/// The most scenarios a set can have.
const MOST_SCENARIOS: usize = 5_000;

/// A scenario with the answers it states itself.
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
    // Walking makes sense only through a set that is sound so far.
    let sound = !report.has_errors();
    let mut likes = Likes {
        set,
        index: own
            .iter()
            .enumerate()
            .map(|(position, own)| (own.raw.id.as_str(), position))
            .collect(),
        own: &own,
        known: HashMap::new(),
        circled: BTreeSet::new(),
    };
    let mut table = Table::default();
    for (position, scenario) in own.iter().enumerate() {
        let at = scenario.at;
        let expect = expectation(&scenario.raw.expect, set, at.key("expect"), report);
        let Some(mut answers) = likes.answers(position, report) else {
            continue;
        };
        if sound {
            let missing = at.key("id").mark();
            answers::complete(set, &mut answers, at.key("answers"), missing, report);
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

/// Notes which scenario each is like, now that all are known.
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

/// Files in the folder `scenarios` hold nothing else, because they are not read to ask.
fn check_files(parts: &[PartFile<'_>], report: &mut Problems) {
    for part in parts.iter().filter(|part| is_scenario_file(part.root.file)) {
        for key in PART.keys.iter().filter(|key| key.name != "scenarios") {
            if let Some(at) = part.root.try_key(key.name) {
                report.error(at.key_mark(), words::not_a_scenario(key.name));
            }
        }
    }
}

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
            report.error(id_at, words::too_many("scenario", MOST_SCENARIOS));
            break;
        }
        let mut answers = match at.try_key("answers") {
            Some(at) => answers::given(set, at, report),
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

/// Takes over the answers of the scenarios that others are like.
struct Likes<'o, 'a> {
    set: &'o QuestionSet,
    own: &'o [Own<'a>],
    index: HashMap<&'o str, usize>,
    /// Answers with those taken over, by position.
    known: HashMap<usize, Answers>,
    /// Scenarios that lead into a circle or to one that does not exist; reported already.
    circled: BTreeSet<usize>,
}

impl Likes<'_, '_> {
    /// The answers of a scenario, those taken over included.
    fn answers(&mut self, position: usize, report: &mut Problems) -> Option<Answers> {
        let mut chain = vec![position];
        let mut seen = BTreeSet::from([position]);
        while let Some(last) = chain.last().and_then(|last| self.own.get(*last)) {
            let Some(like) = &last.raw.like else {
                break;
            };
            let at = last.at.key("like").mark();
            let Some(&next) = self.index.get(like.as_str()) else {
                let known = self.own.iter().map(|other| other.raw.id.as_str());
                report.error(at, words::unknown("scenario", like, known));
                self.circled.extend(seen);
                return None;
            };
            if self.circled.contains(&next) {
                self.circled.extend(seen);
                return None;
            }
            if !seen.insert(next) {
                report.error(at, words::like_in_a_circle(like));
                self.circled.extend(seen);
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
                put_over(self.set, &mut answers, &scenario.answers);
                self.known.insert(position, answers.clone());
            }
        }
        Some(answers)
    }
}
