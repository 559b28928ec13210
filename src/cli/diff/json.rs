//! A difference as data. Counts are texts of decimal digits: they are too large for numbers. The
//! field comments become the descriptions in the schema.

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

/// The version of this shape.
const FORMAT: u32 = 1;

/// The difference, described by [`json_schema()`].
pub(super) fn json(versions: &Versions<'_>) -> Value {
    // Strings, numbers and lists of them: nothing here that JSON could not hold.
    serde_json::to_value(DifferenceJson::of(versions)).unwrap_or_default()
}

/// The JSON Schema of a difference.
pub(in crate::cli) fn json_schema() -> Value {
    schema_of::<DifferenceJson>()
}

/// What changes between two versions of a question set, for all answer sets.
///
/// Counts are of answer sets of both questionnaires together, as texts of decimal digits: answers to
/// questions that both ask are the same, answers to a question that only one asks range freely.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Difference")]
struct DifferenceJson {
    /// The version of this shape. Fields may be added to it without a new number.
    format: u32,
    /// The old version.
    old: SetJson,
    /// The new version.
    new: SetJson,
    /// How many answer sets there are.
    answer_sets: String,
    /// Proved: no answer set changes its outcome, nobody is asked anything else, or in another order,
    /// and every text a person answers by is what it was.
    wording_only: bool,
    /// Proved: no answer set, by its ids, changes what it is shown, nor a finding, a point or a score.
    same_outcomes: bool,
    /// Texts a person answers by that stand for something else than before, so that the same answer in
    /// words is another one by id. `--deny less-cautious` refuses any.
    moved: Vec<TextMoved>,
    /// Other texts a person answers by that were changed. Nothing judges what they mean.
    reworded: Vec<TextReworded>,
    /// For how many answer sets the result changes in each direction.
    directions: Directions,
    /// What changes, less cautious first, the worst of it before all.
    changed: Vec<ChangedJson>,
    /// What is shown alike in both versions, without a safety finding lost.
    unchanged: Vec<UnchangedJson>,
    /// Questions that differ.
    questions: Vec<QuestionDiffers>,
    /// Whether the questions of both versions stand in another order.
    reordered: bool,
    /// Rules that differ.
    rules: Vec<RuleDiffers>,
    /// Treatments that differ.
    treatments: Vec<TreatmentDiffers>,
    /// Ids of scores that are added up or given otherwise, that read what is asked otherwise, or that
    /// only one version has.
    scores: Vec<String>,
    /// What became of the question whether it is safe to answer here and now; null if it is the same.
    #[schemars(schema_with = "became_or_same")]
    privacy: Option<&'static str>,
    /// Regions that differ.
    regions: Vec<RegionDiffers>,
    /// Notices that differ, by id.
    notices: Vec<TextDiffers>,
    /// Questions to put to the provider that differ, in full.
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

/// Counts by direction.
#[derive(Debug, Serialize, JsonSchema)]
struct Directions {
    /// In some way less cautious than before. `--deny less-cautious` refuses any.
    less_cautious: String,
    /// In some way more cautious, and in none less.
    more_cautious: String,
    /// Neither.
    other: String,
}

/// Answer sets that come to one thing in the old version and to another in the new one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Changed")]
struct ChangedJson {
    /// In which direction.
    #[schemars(schema_with = "directions")]
    direction: &'static str,
    /// Why it is less or more cautious, the worst first.
    #[schemars(schema_with = "reasons")]
    reasons: Vec<&'static str>,
    /// What was shown.
    from: ShownJson,
    /// What is shown now. The same as before where only findings are lost.
    to: ShownJson,
    /// How many answer sets.
    answer_sets: String,
    /// Ids of old rules whose safety findings are lost or milder for the answers below.
    lost: Vec<String>,
    /// Such answers to the old version.
    old: Answered,
    /// The same answers, as far as they go, to the new version.
    new: Answered,
}

/// What somebody is shown.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Seen")]
struct ShownJson {
    /// The status.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// Ids of the treatments suggested, in the order of the set.
    suggested: Vec<String>,
    /// Which of them comes first in time and which follows, if that is said.
    sequence: Option<[String; 2]>,
    /// Whether a rule asks that no treatment be named.
    withheld: bool,
    /// Whether crisis lines are shown.
    crisis_lines: bool,
    /// Whether the emergency number comes before them, or alone.
    emergency_first: bool,
}

/// Answers to one version.
#[derive(Debug, Serialize, JsonSchema)]
struct Answered {
    /// The answers as in an answers file: an option, a list of options, a number or a text by the
    /// id of each question.
    answers: Value,
    /// The status they come to.
    #[schemars(schema_with = "statuses")]
    status: &'static str,
    /// Ids of the treatments suggested for them, best first.
    suggested: Vec<String>,
    /// Ids of the rules found.
    findings: Vec<String>,
}

/// What is shown alike.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unchanged")]
struct UnchangedJson {
    /// What is shown, by the ids of the new version.
    shown: ShownJson,
    /// How many answer sets.
    answer_sets: String,
}

/// An item by its id in each version.
#[derive(Debug, Serialize, JsonSchema)]
struct Renamed {
    /// Its id in the old version; null if it is new.
    old: Option<String>,
    /// Its id in the new version; null if it is gone.
    new: Option<String>,
}

/// A question that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct QuestionDiffers {
    /// Its id in the old version; null if it is new.
    old: Option<String>,
    /// Its id in the new version; null if it is gone.
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
    /// Why the answers to both can't be compared, if they can't; then they range freely.
    #[schemars(schema_with = "apart")]
    not_comparable: Option<&'static str>,
    /// For how many answer sets it is asked where it was not.
    asked_more: String,
    /// For how many it was asked where it is not.
    asked_fewer: String,
}

/// A rule that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct RuleDiffers {
    /// Its id in the old version; null if it is new.
    old: Option<String>,
    /// Its id in the new version; null if it is gone.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
    /// For how many answer sets it is found where it was not.
    found_more: String,
    /// For how many it was found where it is not.
    found_fewer: String,
    /// Whether it does something else where it is found, such as other points.
    acts_differently: bool,
}

/// A treatment that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct TreatmentDiffers {
    /// Its id in the old version; null if it is new.
    old: Option<String>,
    /// Its id in the new version; null if it is gone.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
}

/// A region that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct RegionDiffers {
    /// Its id in the old version; null if it is new.
    old: Option<String>,
    /// Its id in the new version; null if it is gone.
    new: Option<String>,
    /// Its keys that differ.
    keys: Vec<&'static str>,
    /// Its emergency number in the old version; null if the region is new.
    old_emergency: Option<String>,
    /// Its emergency number in the new version; null if the region is gone.
    new_emergency: Option<String>,
    /// Its crisis lines that differ, by name.
    lines: Vec<TextDiffers>,
    /// Whether a crisis line or the emergency number is lost. `--deny less-cautious` refuses it.
    help_lost: bool,
}

/// A text that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct TextDiffers {
    /// How it is known.
    name: String,
    /// What became of it.
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
