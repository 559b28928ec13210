//! Resolves sections and questions, in the order they are asked.

use std::collections::BTreeSet;

use crate::load::files::HEAD;
use crate::load::problem::Problems;
use crate::load::raw::{RawKind, RawQuestion};
use crate::load::resolve::condition::Reader;
use crate::load::resolve::head::{clean, optional, wording};
use crate::load::resolve::named::NamedConditions;
use crate::load::resolve::names::{Names, is_id};
use crate::load::resolve::score::RESERVED;
use crate::load::resolve::{HeadFile, PartFile, each};
use crate::load::tree::{Mark, Spot};
use crate::load::{is_scenario_file, messages};
use crate::model::readers::reads;
use crate::model::{
    AnswerOption, Condition, Id, MOST_OPTIONS, OptionRole, Question, QuestionKind, Readers,
    Section, Table, Wording,
};

/// The largest number of questions of a set.
const MOST_QUESTIONS: usize = 500;

/// The largest difference between the bounds of a number question.
const WIDEST: u64 = 1_000_000;

/// Returns the file name of a section.
pub(in crate::load) fn section_file(section: &str) -> String {
    format!("{section}.yaml")
}

/// Resolves the sections and their questions, without their `when`. Returns `None` if questions are
/// missing: no section is listed, a section has no file or no questions, or a file with questions
/// is not listed as a section.
pub(super) fn questions(
    head: &HeadFile<'_>,
    parts: &[PartFile<'_>],
    report: &mut Problems,
) -> Option<(Table<Section>, Table<Question>)> {
    let mut complete = !head.raw.sections.is_empty();
    let mut sections = Table::default();
    let mut questions = Table::default();
    let mut section_names = Names::new("section");
    let mut names = Names::new("question");
    let at = head.root.key("sections");
    if head.raw.sections.is_empty() {
        report.error(at.mark(), messages::no_sections());
    }
    for (position, name) in head.raw.sections.iter().enumerate() {
        let at = at.item(position).mark();
        if !section_names.take(name, at, report) {
            continue;
        }
        let file = section_file(name);
        let Some(part) = parts.iter().find(|part| part.root.file == file) else {
            report.error(at, messages::no_section_file(&file));
            complete = false;
            continue;
        };
        let section = sections.push(section(name, part, report));
        let at = part.root.key("questions");
        if part.raw.questions.is_empty() {
            report.error(
                part.root.key("section").key_mark(),
                messages::no_questions(),
            );
            complete = false;
        }
        for (position, raw) in part.raw.questions.iter().enumerate() {
            let at = at.item(position);
            if names.take(&raw.id, at.key("id").mark(), report) {
                questions.push(question(at, raw, section, report));
            }
        }
    }
    if questions.len() > MOST_QUESTIONS {
        report.error(
            at.key_mark(),
            messages::too_many("question", MOST_QUESTIONS),
        );
    }
    for part in parts {
        let listed = is_scenario_file(part.root.file)
            || head
                .raw
                .sections
                .iter()
                .any(|section| part.root.file == section_file(section));
        if !listed {
            for key in ["section", "questions"] {
                if let Some(at) = part.root.try_key(key) {
                    report.error(
                        at.key_mark(),
                        messages::not_listed(key, part.root.file, HEAD),
                    );
                    complete = false;
                    break;
                }
            }
        }
    }
    complete.then_some((sections, questions))
}

fn section(name: &str, part: &PartFile<'_>, report: &mut Problems) -> Section {
    let (title, why) = if let Some(raw) = &part.raw.section {
        (
            clean(&raw.title),
            wording(&raw.why, raw.why_client.as_ref()),
        )
    } else {
        report.error(Mark::start(part.root.file), messages::no_section());
        (String::new(), Wording::same(""))
    };
    Section {
        name: name.to_owned(),
        title,
        why,
    }
}

fn question(
    at: Spot<'_>,
    raw: &RawQuestion,
    section: Id<Section>,
    report: &mut Problems,
) -> Question {
    if RESERVED.contains(&raw.id.as_str()) {
        report.error(at.key("id").mark(), messages::reserved("question", &raw.id));
    }
    for (client, own, given) in [
        ("why_client", "why", raw.why.is_some()),
        ("help_client", "help", raw.help.is_some()),
        ("unknown_client", "unknown", raw.unknown.is_some()),
        ("declined_client", "declined", raw.declined.is_some()),
        ("options_client", "options", raw.options.is_some()),
    ] {
        if let Some(at) = at.try_key(client)
            && !given
        {
            report.error(at.key_mark(), messages::client_alone(client, own));
        }
    }
    let both = |own: Option<&String>, client: Option<&String>| -> Option<Wording> {
        Some(wording(own?, client))
    };
    Question {
        name: raw.id.clone(),
        section,
        ask: wording(&raw.ask, raw.ask_client.as_ref()),
        why: both(raw.why.as_ref(), raw.why_client.as_ref()),
        help: both(raw.help.as_ref(), raw.help_client.as_ref()),
        kind: kind(at, raw, report),
        options: options(at, raw, report),
        optional: raw.optional,
        when: None,
        readers: Readers::default(),
    }
}

/// Resolves the kind of a question and checks the bounds of numbers.
fn kind(at: Spot<'_>, raw: &RawQuestion, report: &mut Problems) -> QuestionKind {
    if raw.kind != RawKind::Number {
        for key in ["min", "max", "unit"] {
            if let Some(at) = at.try_key(key) {
                report.error(at.key_mark(), messages::only_for_numbers(key));
            }
        }
    }
    match raw.kind {
        RawKind::YesNo => QuestionKind::YesNo,
        RawKind::Choice => QuestionKind::Choice,
        RawKind::Choices => QuestionKind::Choices,
        RawKind::Text => QuestionKind::Text,
        RawKind::Number => {
            let (Some(min), Some(max)) = (raw.min, raw.max) else {
                report.error(at.key("type").mark(), messages::number_without_bounds());
                return QuestionKind::Number {
                    min: i64::MIN,
                    max: i64::MAX,
                    unit: None,
                };
            };
            if min > max {
                report.error(at.key("max").mark(), messages::empty_bounds(min, max));
            } else if min.abs_diff(max) > WIDEST {
                report.error(at.key("max").mark(), messages::bounds_too_wide(WIDEST));
            }
            QuestionKind::Number {
                min,
                max,
                unit: optional(raw.unit.as_ref()),
            }
        }
    }
}

/// Resolves all options of a question: `yes` and `no` or the author's own, then the open answers.
fn options(at: Spot<'_>, raw: &RawQuestion, report: &mut Problems) -> Vec<AnswerOption> {
    let mut options = match raw.kind {
        RawKind::YesNo => ["yes", "no"].map(yes_or_no).into(),
        RawKind::Choice | RawKind::Choices => own_options(at, raw, report),
        RawKind::Number | RawKind::Text => Vec::new(),
    };
    if !matches!(raw.kind, RawKind::Choice | RawKind::Choices)
        && let Some(at) = at.try_key("options")
    {
        report.error(at.key_mark(), messages::options_not_allowed());
    }
    for (name, role, label, client) in [
        (
            "unknown",
            OptionRole::Unknown,
            &raw.unknown,
            &raw.unknown_client,
        ),
        (
            "declined",
            OptionRole::Declined,
            &raw.declined,
            &raw.declined_client,
        ),
    ] {
        if let Some(label) = label {
            options.push(AnswerOption {
                name: name.to_owned(),
                label: wording(label, client.as_ref()),
                role,
            });
        }
    }
    if options.len() > MOST_OPTIONS {
        let at = at.key("options").key_mark();
        report.error(at, messages::too_many_options(options.len(), MOST_OPTIONS));
        options.truncate(MOST_OPTIONS);
    }
    options
}

fn yes_or_no(name: &str) -> AnswerOption {
    let label = if name == "yes" {
        messages::YES
    } else {
        messages::NO
    };
    AnswerOption {
        name: name.to_owned(),
        label: Wording::same(label),
        role: OptionRole::Plain,
    }
}

/// Resolves the options that the author lists under `options`.
fn own_options(at: Spot<'_>, raw: &RawQuestion, report: &mut Problems) -> Vec<AnswerOption> {
    let own = raw.options.as_ref().map_or(&[][..], |own| &own.0);
    let client = raw
        .options_client
        .as_ref()
        .map_or(&[][..], |client| &client.0);
    let options_at = at.key("options");
    if !own.iter().any(|(name, _)| name != "none") {
        let at = at
            .try_key("options")
            .map_or(at.key("type").mark(), Spot::key_mark);
        report.error(at, messages::no_options());
    }
    for (name, _) in client {
        if !own.iter().any(|(known, _)| known == name) {
            let at = at.key("options_client").key(name).key_mark();
            let known = own.iter().map(|(name, _)| name.as_str());
            report.error(at, messages::unknown("option", name, known));
        }
    }
    let mut options = Vec::with_capacity(own.len() + 2);
    for (position, (name, label)) in own.iter().enumerate() {
        let at = options_at.key(name).key_mark();
        if !is_id(name, false) {
            report.error(at, messages::bad_id("option", name));
        }
        if matches!(name.as_str(), "unknown" | "declined") {
            report.error(at, messages::withheld_as_option(name));
        }
        if name == "skipped" {
            report.error(at, messages::reserved("option", name));
        }
        let exclusive = raw.kind == RawKind::Choices && name == "none";
        if exclusive && position + 1 != own.len() {
            report.error(at, messages::none_not_last());
        }
        let client = client.iter().find(|(known, _)| known == name);
        options.push(AnswerOption {
            name: name.clone(),
            label: wording(label, client.map(|(_, label)| label)),
            role: if exclusive {
                OptionRole::NoneOfThese
            } else {
                OptionRole::Plain
            },
        });
    }
    options
}

/// Resolves the `when` of every question that has one, and reports those that read the question
/// itself or a later one.
pub(super) fn whens(
    parts: &[PartFile<'_>],
    reader: &Reader<'_>,
    conditions: &NamedConditions,
    report: &mut Problems,
) -> Vec<(Id<Question>, Condition)> {
    let mut whens: Vec<(Id<Question>, Condition)> = Vec::new();
    for (at, raw) in each(parts, "questions", |raw| &raw.questions) {
        let (Some(when), Some(id)) = (&raw.when, reader.questions.find(&raw.id)) else {
            continue;
        };
        let at = at.key("when");
        let condition = reader.resolve(when, conditions, at, report);
        let mut seen = BTreeSet::new();
        for later in reads(&condition, reader.scores, &conditions.table).range(id..) {
            let at = reader.place_of(when, &conditions.table, *later, at);
            if seen.insert((at.line, at.column)) {
                let read = &reader.questions[*later].name;
                report.error(at, messages::looks_ahead(&raw.id, read));
            }
        }
        whens.push((id, condition));
    }
    whens
}

/// Stores each `when` in its question.
pub(super) fn attach(questions: &mut Table<Question>, whens: Vec<(Id<Question>, Condition)>) {
    for (id, when) in whens {
        if let Some(question) = questions.values_mut().nth(id.index()) {
            question.when = Some(when);
        }
    }
}
