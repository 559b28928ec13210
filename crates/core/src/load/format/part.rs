//! The keys of every file but `set.yaml`.

use crate::load::format::{
    ANY_NUMBER, ItemKind, Keys, Object, POINTS, RULES, SOURCES, STATUS, Shape, TREATMENTS, key,
    must,
};
use crate::model::Level;

/// The format of every file but `set.yaml`.
pub(in crate::load) static PART: Object = Object {
    noun: "file",
    keys: &[
        key(
            "section",
            Shape::Object(&SECTION),
            "the heading, in section files only",
        ),
        key(
            "questions",
            Shape::List(&Shape::Object(&QUESTION)),
            "questions, in section files only",
        ),
        key(
            "conditions",
            Shape::Keyed(Keys::Ids, &Shape::Condition),
            "conditions by name",
        ),
        key(
            "scores",
            Shape::List(&Shape::Object(&SCORE)),
            "sums over answers",
        ),
        key(
            "rules",
            Shape::List(&Shape::Object(&RULE)),
            "safety and fit rules",
        ),
        key(
            "sequences",
            Shape::List(&Shape::Object(&SEQUENCE)),
            "orders in time",
        ),
        key(
            "regions",
            Shape::List(&Shape::Object(&REGION)),
            "where to call for help",
        ),
        key(
            "sources",
            Shape::List(&Shape::Object(&SOURCE)),
            "what the rules rest on",
        ),
        key(
            "guarantees",
            Shape::List(&Shape::Object(&GUARANTEE)),
            "what must hold for every possible answer set",
        ),
        key(
            "scenarios",
            Shape::List(&Shape::Object(&SCENARIO)),
            "worked cases, the tests of the set",
        ),
    ],
};

static SECTION: Object = Object {
    noun: "section",
    keys: &[
        must("title", Shape::Text, "the heading"),
        must(
            "why",
            Shape::Message,
            "a line on why these questions are asked",
        ),
        key(
            "why_client",
            Shape::Message,
            "the same for the coordinator, about the client",
        ),
    ],
};

/// The format of a question. Which of the keys are allowed or required depends on its `type`; that
/// is checked when the set is resolved.
pub(in crate::load) static QUESTION: Object = Object {
    noun: "question",
    keys: &[
        must("id", Shape::Id, "its id"),
        must("ask", Shape::Text, "the question itself"),
        key(
            "ask_client",
            Shape::Text,
            "the question for the coordinator, about the client",
        ),
        key("why", Shape::Message, "why it is asked"),
        key(
            "why_client",
            Shape::Message,
            "why it is asked, for the coordinator",
        ),
        key("help", Shape::Message, "how to answer it"),
        key(
            "help_client",
            Shape::Message,
            "how to answer it, for the coordinator",
        ),
        must(
            "type",
            Shape::Word(&["yes_no", "choice", "choices", "number", "text"]),
            "`yes_no`, `choice` (one option), `choices` (any number of them), `number` or `text`",
        ),
        key(
            "options",
            Shape::Keyed(Keys::Ids, &Shape::Text),
            "id and label of each option, in order; in `choices` the id `none` excludes the others and comes last",
        ),
        key(
            "options_client",
            Shape::Keyed(Keys::Ids, &Shape::Text),
            "labels for the coordinator, where they differ",
        ),
        key("min", ANY_NUMBER, "the lowest answer"),
        key("max", ANY_NUMBER, "the highest answer"),
        key("unit", Shape::Text, "what the number counts, such as mmHg"),
        key(
            "unknown",
            Shape::Text,
            "the label of the answer for those who do not know",
        ),
        key(
            "unknown_client",
            Shape::Text,
            "the same for the coordinator",
        ),
        key(
            "declined",
            Shape::Text,
            "the label of the answer for those who would rather not say",
        ),
        key(
            "declined_client",
            Shape::Text,
            "the same for the coordinator",
        ),
        key(
            "optional",
            Shape::Truth,
            "whether it may be skipped; not for questions a safety rule reads",
        ),
        key(
            "when",
            Shape::Condition,
            "when it is asked; may read earlier questions only",
        ),
    ],
};

static SCORE: Object = Object {
    noun: "score",
    keys: &[
        must("id", Shape::Id, "its id; conditions test it like a number"),
        must("title", Shape::Text, "what it is called"),
        must("about", Shape::Text, "what it measures"),
        key("licence", Shape::Text, "the notice its owners ask for"),
        key(
            "when",
            Shape::Condition,
            "only then is there a score; may not test a score",
        ),
        must(
            "items",
            Shape::List(&Shape::Name(ItemKind::Question)),
            "the questions it adds up",
        ),
        must(
            "values",
            Shape::Keyed(Keys::Ids, &ANY_NUMBER),
            "the points of each option",
        ),
        must(
            "bands",
            Shape::List(&Shape::Object(&BAND)),
            "ranges with a label, lowest first",
        ),
        key("sources", SOURCES, "what it rests on; at least one"),
    ],
};

static BAND: Object = Object {
    noun: "band",
    keys: &[
        must("from", ANY_NUMBER, "the lowest sum in it"),
        must("label", Shape::Text, "what it is called"),
    ],
};

/// The format of a rule. Which of the keys are allowed or required depends on whether it has a
/// `level` or `points`; that is checked when the set is resolved.
pub(in crate::load) static RULE: Object = Object {
    noun: "rule",
    keys: &[
        must("id", Shape::Id, "its id"),
        key(
            "level",
            Shape::Word(&[
                Level::Emergency.name(),
                Level::Exclude.name(),
                Level::Clearance.name(),
                Level::Note.name(),
            ]),
            "makes it a safety rule: `emergency` (stop, call for help), `exclude` (not suitable without a physician), `clearance` (a clinician first) or `note` (worth knowing)",
        ),
        key(
            "points",
            Shape::Keyed(Keys::Names(ItemKind::Treatment), &POINTS),
            "makes it a fit rule: points for or against each treatment",
        ),
        must("when", Shape::Condition, "when it fires"),
        must(
            "because",
            Shape::Message,
            "the reason, a full sentence the person can read",
        ),
        key(
            "because_client",
            Shape::Message,
            "the reason for the coordinator, about the client",
        ),
        key(
            "do",
            Shape::Message,
            "what to do; for `emergency`, `exclude` and `clearance` it must be there",
        ),
        key(
            "do_client",
            Shape::Message,
            "what to do, for the coordinator",
        ),
        key(
            "clear_with",
            Shape::Text,
            "with whom to clear it, such as `a heart doctor`; for `clearance` it must be there",
        ),
        key(
            "treatments",
            TREATMENTS,
            "only these are concerned; left out, all are",
        ),
        key(
            "crisis_lines",
            Shape::Truth,
            "whether the crisis lines of the region are shown",
        ),
        key(
            "number_first",
            Shape::Truth,
            "whether the emergency number is shown, before any crisis line; an emergency without crisis lines shows it anyway",
        ),
        key(
            "withhold",
            Shape::Truth,
            "whether no treatment is named at all",
        ),
        key(
            "private",
            Shape::Truth,
            "whether the answers it reads are left out of a client's result, which somebody may read over their shoulder",
        ),
        key(
            "coordinator",
            Shape::Message,
            "what the coordinator does now",
        ),
        key("sources", SOURCES, "what it rests on; at least one"),
    ],
};

static SEQUENCE: Object = Object {
    noun: "sequence",
    keys: &[
        must("id", Shape::Id, "its id"),
        must(
            "first",
            Shape::Name(ItemKind::Treatment),
            "what comes first",
        ),
        must("then", Shape::Name(ItemKind::Treatment), "what follows"),
        must("when", Shape::Condition, "when it holds"),
        must("because", Shape::Message, "the reason"),
        key(
            "because_client",
            Shape::Message,
            "the reason for the coordinator",
        ),
        key("sources", SOURCES, "what it rests on; at least one"),
    ],
};

static REGION: Object = Object {
    noun: "region",
    keys: &[
        must("id", Shape::Id, "its id"),
        must("name", Shape::Text, "what it is called"),
        must("emergency", Shape::Text, "the emergency number"),
        must("lines", Shape::List(&Shape::Object(&LINE)), "crisis lines"),
        must(
            "checked_on",
            Shape::Text,
            "the day the numbers were last checked, such as 2026-11-21",
        ),
        key(
            "fallback",
            Shape::Truth,
            "whether it is used where no region was given; exactly one is",
        ),
        key("sources", SOURCES, "where the numbers come from"),
    ],
};

static LINE: Object = Object {
    noun: "crisis line",
    keys: &[
        must("name", Shape::Text, "who answers"),
        must("contact", Shape::Text, "how to reach them"),
        key("hours", Shape::Text, "when they answer"),
    ],
};

static SOURCE: Object = Object {
    noun: "source",
    keys: &[
        must("id", Shape::Id, "its id; capitals are fine"),
        must("title", Shape::Text, "its title"),
        key("year", Shape::Whole(1, 9999), "the year it appeared"),
        key("url", Shape::Text, "where to find it"),
        must(
            "seen",
            Shape::Word(&["read", "memory"]),
            "`read` if it was read, `memory` if it is still to be checked",
        ),
    ],
};

static GUARANTEE: Object = Object {
    noun: "guarantee",
    keys: &[
        must("id", Shape::Id, "its id"),
        key("says", Shape::Text, "it, in a sentence"),
        key(
            "when",
            Shape::Condition,
            "which answer sets it speaks of; left out, all",
        ),
        key(
            "then",
            Shape::Object(&EXPECTATION),
            "what holds for every such answer set",
        ),
        key(
            "possible",
            Shape::Object(&EXPECTATION),
            "what holds for some such answer set",
        ),
    ],
};

static EXPECTATION: Object = Object {
    noun: "expectation",
    keys: &[
        key("status", STATUS, "exactly this status"),
        key("at_least", STATUS, "this status or a worse one"),
        key("at_most", STATUS, "this status or a milder one"),
        key(
            "suggests",
            TREATMENTS,
            "exactly these are suggested, in any order",
        ),
        key(
            "suggests_some",
            TREATMENTS,
            "at least one of these is suggested",
        ),
        key("never_suggests", TREATMENTS, "none of these is suggested"),
        key("findings", RULES, "these rules are among the findings"),
        key(
            "no_findings",
            RULES,
            "these rules are not among the findings",
        ),
        key(
            "crisis_lines",
            Shape::Truth,
            "whether crisis lines are shown",
        ),
        key(
            "close",
            TREATMENTS,
            "exactly these are shown as equally good; none: no tie",
        ),
        key(
            "sequence",
            Shape::Name(ItemKind::Sequence),
            "this sequence is shown",
        ),
    ],
};

static SCENARIO: Object = Object {
    noun: "scenario",
    keys: &[
        must("id", Shape::Id, "its id"),
        key("about", Shape::Text, "what it is about"),
        key(
            "like",
            Shape::Name(ItemKind::Scenario),
            "start from the answers of this scenario",
        ),
        key(
            "region",
            Shape::Name(ItemKind::Region),
            "where the person is",
        ),
        key("answers", Shape::Answers, "answers by question"),
        must("expect", Shape::Object(&EXPECTATION), "what must come out"),
    ],
};
