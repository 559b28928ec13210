//! JSON output of `diff` and its schema: one DTO for each part of a difference, with ids in place
//! of indices. Counts are strings of decimal digits, because they are too large for JSON numbers.
//! The doc comments of the fields become the descriptions in the schema.

mod texts;

use num_bigint::BigUint;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;
use treatfit_core::model::{Id, QuestionSet, Status};
use treatfit_proof::check::Example;
use treatfit_proof::diff::{
    Cell, Direction, Incomparable, QuestionChange, Reason, RegionChange, RuleChange, TextChange,
    TextFate, TreatmentChange, VisibleOutcome,
};
use treatfit_report::schema_of;

use crate::cli::data;
use crate::cli::diff::Versions;
use crate::cli::diff::json::texts::{TextMoved, TextReworded};

/// The version of the JSON format.
const FORMAT: u32 = 1;

/// Returns the difference as JSON that conforms to [`json_schema()`].
pub(super) fn json(versions: &Versions<'_>) -> Value {
    // Cannot fail: the DTOs hold only strings, numbers, booleans and lists of them.
    serde_json::to_value(DifferenceJson::of(versions)).unwrap_or_default()
}

/// Returns the JSON Schema of a difference.
pub(in crate::cli) fn json_schema() -> Value {
    schema_of::<DifferenceJson>()
}

/// What changes between two versions of a question set, for all answer sets.
///
/// Counts are of answer sets of both questionnaires together, as strings of decimal digits: a
/// question that both ask has the same answer in both; a question that only one asks takes every
/// possible answer.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Difference")]
struct DifferenceJson {
    /// The version of this format. New fields do not change it.
    format: u32,
    /// The old version.
    old: SetJson,
    /// The new version.
    new: SetJson,
    /// The number of all answer sets.
    answer_sets: String,
    /// Proved: no answer set changes its outcome, the same questions are asked in the same order,
    /// and every question, option label, treatment name and region name reads as before.
    wording_only: bool,
    /// Proved, comparing by id: no answer set changes what is shown for it, nor its findings,
    /// points, scores or numbers to call.
    same_outcomes: bool,
    /// Questions, option labels and names that now belong to another id, so that the same answer in
    /// words is a different answer by id. `--deny less-cautious` refuses any.
    moved: Vec<TextMoved>,
    /// Other questions, option labels and names that were reworded. Their meaning is not judged.
    reworded: Vec<TextReworded>,
    /// The number of answer sets whose result changes, by direction.
    directions: Directions,
    /// The changes, less cautious ones first, and among these the worst first.
    changed: Vec<ChangedJson>,
    /// What both versions show alike, without losing a safety finding.
    unchanged: Vec<UnchangedJson>,
    /// Questions that differ.
    questions: Vec<QuestionDiffers>,
    /// Whether the questions that both versions have are in another order.
    reordered: bool,
    /// Rules that differ.
    rules: Vec<RuleDiffers>,
    /// Treatments that differ.
    treatments: Vec<TreatmentDiffers>,
    /// Ids of scores that changed (items, points, bands or condition), that read a question which
    /// is asked differently, or that only one version has.
    scores: Vec<String>,
    /// How the question whether it is safe to answer here and now changed; null if it is the same.
    #[schemars(schema_with = "became_or_same")]
    privacy: Option<&'static str>,
    /// Regions that differ.
    regions: Vec<RegionDiffers>,
    /// Notices that differ, by id.
    notices: Vec<TextDiffers>,
    /// Questions for the provider that differ, by their full text.
    ask_provider: Vec<TextDiffers>,
}

/// A question set.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Set")]
struct SetJson {
    /// Its id.
    id: String,
    /// Its version.
    version: String,
    /// A digest of its files.
    digest: String,
}

/// Numbers of answer sets by direction.
#[derive(Debug, Serialize, JsonSchema)]
struct Directions {
    /// Less cautious than before in at least one way. `--deny less-cautious` refuses any.
    less_cautious: String,
    /// More cautious than before in at least one way, and less cautious in none.
    more_cautious: String,
    /// Changed, neither more nor less cautious.
    other: String,
}

/// Answer sets with one visible outcome in the old version and another in the new one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Changed")]
struct ChangedJson {
    /// The direction of the change.
    #[schemars(schema_with = "directions")]
    direction: &'static str,
    /// Why it is less or more cautious, the worst first.
    #[schemars(schema_with = "reasons")]
    reasons: Vec<&'static str>,
    /// What was shown.
    from: ShownJson,
    /// What is shown now; the same as `from` where only findings are lost.
    to: ShownJson,
    /// The number of these answer sets.
    answer_sets: String,
    /// Ids of old rules whose safety findings are lost or milder for the answers below.
    lost: Vec<String>,
    /// Example answers to the old version.
    old: Answered,
    /// The same answers, where its questions allow them, to the new version.
    new: Answered,
}

/// The part of a result that is compared.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Seen")]
struct ShownJson {
    /// The status.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// Ids of the treatments suggested, in the order of the set.
    suggested: Vec<String>,
    /// Which of them comes first in time and which follows, if the result states an order.
    sequence: Option<[String; 2]>,
    /// Whether a rule withholds the names of all treatments.
    withheld: bool,
    /// Whether crisis lines are shown.
    crisis_lines: bool,
    /// Whether the emergency number is shown before any crisis lines, or alone.
    emergency_first: bool,
}

/// Answers to one version.
#[derive(Debug, Serialize, JsonSchema)]
struct Answered {
    /// The answers as in an answers file: an option, a list of options, a number or a text by the
    /// id of each question.
    answers: Value,
    /// The status of their result.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// Ids of the treatments suggested for them, best first.
    suggested: Vec<String>,
    /// Ids of the rules among the findings.
    findings: Vec<String>,
}

/// A result that both versions show alike.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unchanged")]
struct UnchangedJson {
    /// What is shown, by the ids of the new version.
    shown: ShownJson,
    /// The number of these answer sets.
    answer_sets: String,
}

/// An item by its id in each version.
#[derive(Debug, Serialize, JsonSchema)]
struct Renamed {
    /// Its id in the old version; null if it was added.
    old: Option<String>,
    /// Its id in the new version; null if it was removed.
    new: Option<String>,
}

/// A question that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct QuestionDiffers {
    /// Its id in the old version; null if it was added.
    old: Option<String>,
    /// Its id in the new version; null if it was removed.
    new: Option<String>,
    /// Its keys that differ; `labels` are the texts of its options, `private` is whether a private
    /// rule reads it.
    keys: Vec<&'static str>,
    /// Ids of options that were added.
    options_added: Vec<String>,
    /// Ids of options that were removed.
    options_removed: Vec<String>,
    /// Options with another id.
    options_renamed: Vec<Renamed>,
    /// Why the answers to the two versions of the question cannot be compared; null if they can.
    /// Where they cannot, each takes every possible answer.
    #[schemars(schema_with = "apart")]
    not_comparable: Option<&'static str>,
    /// The number of answer sets for which it is newly asked.
    asked_more: String,
    /// The number of answer sets for which it is no longer asked.
    asked_fewer: String,
}

/// A rule that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct RuleDiffers {
    /// Its id in the old version; null if it was added.
    old: Option<String>,
    /// Its id in the new version; null if it was removed.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
    /// The number of answer sets for which it is newly found.
    found_more: String,
    /// The number of answer sets for which it is no longer found.
    found_fewer: String,
    /// Whether it has another effect where it is found, such as other points.
    acts_differently: bool,
}

/// A treatment that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct TreatmentDiffers {
    /// Its id in the old version; null if it was added.
    old: Option<String>,
    /// Its id in the new version; null if it was removed.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
}

/// A region that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct RegionDiffers {
    /// Its id in the old version; null if it was added.
    old: Option<String>,
    /// Its id in the new version; null if it was removed.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
    /// Its emergency number in the old version; null if the region was added.
    old_emergency: Option<String>,
    /// Its emergency number in the new version; null if the region was removed.
    new_emergency: Option<String>,
    /// Its crisis lines that differ, by name.
    lines: Vec<TextDiffers>,
    /// Whether a crisis line or the emergency number is lost. `--deny less-cautious` refuses it.
    help_lost: bool,
}

/// A text that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct TextDiffers {
    /// Its id, its name, or its full text if it has neither.
    name: String,
    /// How it changed.
    #[schemars(schema_with = "became")]
    became: &'static str,
}

impl DifferenceJson {
    fn of(versions: &Versions<'_>) -> Self {
        let Versions {
            old,
            new,
            difference,
        } = versions;
        let many = |direction| difference.pair_count(direction).to_string();
        let changed = difference.changed.iter();
        let unchanged = difference.unchanged.iter();
        let questions = difference.questions.iter();
        let rules = difference.rules.iter();
        let treatments = difference.treatments.iter();
        let regions = difference.static_texts.regions.iter();
        Self {
            format: FORMAT,
            old: SetJson::of(old),
            new: SetJson::of(new),
            answer_sets: difference.pairs.to_string(),
            wording_only: difference.wording_only(),
            same_outcomes: difference.same_outcomes(),
            moved: difference
                .answer_texts
                .moved
                .iter()
                .map(TextMoved::of)
                .collect(),
            reworded: difference
                .answer_texts
                .reworded
                .iter()
                .map(TextReworded::of)
                .collect(),
            directions: Directions {
                less_cautious: many(Direction::LessCautious),
                more_cautious: many(Direction::MoreCautious),
                other: many(Direction::Other),
            },
            changed: changed.map(|it| ChangedJson::of(old, new, it)).collect(),
            unchanged: unchanged.map(|it| UnchangedJson::of(new, it)).collect(),
            questions: questions
                .map(|it| QuestionDiffers::of(old, new, it))
                .collect(),
            reordered: difference.reordered(),
            rules: rules.map(|it| RuleDiffers::of(old, new, it)).collect(),
            treatments: treatments
                .map(|it| TreatmentDiffers::of(old, new, it))
                .collect(),
            scores: difference.scores.clone(),
            privacy: difference.static_texts.privacy.map(TextFate::name),
            regions: regions.map(|it| RegionDiffers::of(old, new, it)).collect(),
            notices: TextDiffers::all(&difference.static_texts.notices),
            ask_provider: TextDiffers::all(&difference.static_texts.ask_provider),
        }
    }
}

impl SetJson {
    fn of(set: &QuestionSet) -> Self {
        Self {
            id: set.name.clone(),
            version: set.version.clone(),
            digest: set.digest.clone(),
        }
    }
}

impl ChangedJson {
    fn of(old: &QuestionSet, new: &QuestionSet, cell: &Cell) -> Self {
        Self {
            direction: cell.direction().name(),
            reasons: cell.reasons.iter().map(|it| it.name()).collect(),
            from: ShownJson::of(old, &cell.from),
            to: ShownJson::of(new, &cell.to),
            answer_sets: cell.pair_count.to_string(),
            lost: data::names(&old.rules, &cell.lost_findings),
            old: Answered::of(old, &cell.old_example),
            new: Answered::of(new, &cell.new_example),
        }
    }
}

impl ShownJson {
    fn of(set: &QuestionSet, shown: &VisibleOutcome) -> Self {
        let name = |id| set.treatments[id].name.clone();
        Self {
            status: shown.status.name(),
            suggested: data::names(&set.treatments, &shown.suggested),
            sequence: shown.order.map(|(first, then)| [name(first), name(then)]),
            withheld: shown.withheld,
            crisis_lines: shown.crisis_lines,
            emergency_first: shown.emergency_first,
        }
    }
}

impl Answered {
    fn of(set: &QuestionSet, example: &Example) -> Self {
        let outcome = &example.outcome;
        let found: Vec<Id<_>> = outcome.findings.iter().map(|it| it.rule).collect();
        Self {
            answers: data::answers(set, &example.answers),
            status: outcome.status.name(),
            suggested: data::names(&set.treatments, &outcome.suggested),
            findings: data::names(&set.rules, &found),
        }
    }
}

impl UnchangedJson {
    fn of(set: &QuestionSet, (shown, many): &(VisibleOutcome, BigUint)) -> Self {
        Self {
            shown: ShownJson::of(set, shown),
            answer_sets: many.to_string(),
        }
    }
}

impl QuestionDiffers {
    fn of(old: &QuestionSet, new: &QuestionSet, change: &QuestionChange) -> Self {
        let options = change.options_renamed.iter();
        Self {
            old: change.old.map(|id| old.questions[id].name.clone()),
            new: change.new.map(|id| new.questions[id].name.clone()),
            keys: change.keys.clone(),
            options_added: change.options_added.clone(),
            options_removed: change.options_removed.clone(),
            options_renamed: options
                .map(|(was, is)| Renamed {
                    old: Some(was.clone()),
                    new: Some(is.clone()),
                })
                .collect(),
            not_comparable: change.incomparable.map(Incomparable::name),
            asked_more: change.newly_asked.to_string(),
            asked_fewer: change.no_longer_asked.to_string(),
        }
    }
}

impl RuleDiffers {
    fn of(old: &QuestionSet, new: &QuestionSet, change: &RuleChange) -> Self {
        Self {
            old: change.old.map(|id| old.rules[id].name.clone()),
            new: change.new.map(|id| new.rules[id].name.clone()),
            keys: change.keys.clone(),
            found_more: change.newly_found.to_string(),
            found_fewer: change.no_longer_found.to_string(),
            acts_differently: change.acts_differently,
        }
    }
}

impl TreatmentDiffers {
    fn of(old: &QuestionSet, new: &QuestionSet, change: &TreatmentChange) -> Self {
        Self {
            old: change.old.map(|id| old.treatments[id].name.clone()),
            new: change.new.map(|id| new.treatments[id].name.clone()),
            keys: change.keys.clone(),
        }
    }
}

impl RegionDiffers {
    fn of(old: &QuestionSet, new: &QuestionSet, change: &RegionChange) -> Self {
        let was = change.old.map(|id| &old.regions[id]);
        let is = change.new.map(|id| &new.regions[id]);
        Self {
            old: was.map(|region| region.name.clone()),
            new: is.map(|region| region.name.clone()),
            keys: change.keys.clone(),
            old_emergency: was.map(|region| region.emergency.clone()),
            new_emergency: is.map(|region| region.emergency.clone()),
            lines: TextDiffers::all(&change.lines),
            help_lost: change.help_lost(),
        }
    }
}

impl TextDiffers {
    fn all(entries: &[TextChange]) -> Vec<Self> {
        let entries = entries.iter().map(|entry| Self {
            name: entry.name.clone(),
            became: entry.fate.name(),
        });
        entries.collect()
    }
}

fn statuses(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "enum": Status::ALL.map(Status::name) })
}

fn directions(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "enum": Direction::ALL.map(Direction::name) })
}

fn reasons(_: &mut SchemaGenerator) -> Schema {
    let reasons = Reason::ALL.map(Reason::name);
    schemars::json_schema!({ "type": "array", "items": { "type": "string", "enum": reasons } })
}

fn became(_: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "string", "enum": TextFate::ALL.map(TextFate::name) })
}

fn became_or_same(_: &mut SchemaGenerator) -> Schema {
    let [removed, changed, added] = TextFate::ALL.map(TextFate::name);
    schemars::json_schema!({ "type": ["string", "null"], "enum": [removed, changed, added, null] })
}

fn apart(_: &mut SchemaGenerator) -> Schema {
    let [kind, unit, nothing] = Incomparable::ALL.map(Incomparable::name);
    schemars::json_schema!({ "type": ["string", "null"], "enum": [kind, unit, nothing, null] })
}
