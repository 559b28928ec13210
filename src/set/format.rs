//! The format as data: which keys may stand where, what each may hold, and what it is for.
//!
//! Problems of shape are found by comparing a file with this, and the JSON Schema for editors is
//! made of it. What serde reads is the same (a test compares them), but serde stops at the first
//! problem and names types of the program.

use super::model::{Level, Status};

/// What may stand at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Words of the author; a number will do, as in `emergency: 911`.
    Text,
    /// The id of a new item.
    Id,
    /// The id of an item of this kind.
    Name(Kind),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number between two bounds, both included.
    Whole(i64, i64),
    /// `true` or `false`.
    Truth,
    /// Any number of items.
    List(&'static Shape),
    /// The author's own keys, all with values of one shape.
    Keyed(Keys, &'static Shape),
    /// Fixed keys.
    Object(&'static Object),
    /// A condition.
    Condition,
    /// Answers by question.
    Answers,
}

/// The kinds of items that are named elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Treatment,
    Section,
    Rule,
    Sequence,
    Source,
    Region,
    Scenario,
    Question,
}

/// What the author's own keys are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// New ids.
    Ids,
    /// Ids of items of this kind.
    Names(Kind),
}

/// A mapping with fixed keys.
#[derive(Debug)]
pub(super) struct Object {
    /// What it is: `rule`, `question`.
    pub(super) noun: &'static str,
    /// Its keys, in the order of the guide.
    pub(super) keys: &'static [Key],
}

/// A key of an [`Object`].
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    /// What it is for, as a line of help.
    pub(super) about: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

const fn key(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: false,
    }
}

const fn must(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key {
        name,
        about,
        shape,
        required: true,
    }
}

/// The largest number the format takes where nothing narrower is said; JSON reads it exactly.
pub(super) const LARGEST: i64 = 1 << 53;

const ANY_NUMBER: Shape = Shape::Whole(-LARGEST, LARGEST);
const POINTS: Shape = Shape::Whole(i32::MIN as i64, i32::MAX as i64);
const TEXTS: Shape = Shape::List(&Shape::Text);
const SOURCES: Shape = Shape::List(&Shape::Name(Kind::Source));
const TREATMENTS: Shape = Shape::List(&Shape::Name(Kind::Treatment));
const RULES: Shape = Shape::List(&Shape::Name(Kind::Rule));
const STATUS: Shape = Shape::Word(&[
    Status::Suggestion.name(),
    Status::NeedsClearance.name(),
    Status::NotSuitable.name(),
    Status::Emergency.name(),
]);

/// The tests on a number in a condition.
pub(super) const BOUNDS: [(&str, &str); 4] = [
    ("at_least", "the number is this or more"),
    ("above", "the number is more than this"),
    ("at_most", "the number is this or less"),
    ("below", "the number is less than this"),
];

/// `set.yaml`.
pub(super) static HEAD: Object = Object {
    noun: "set",
    keys: &[
        must("format", ANY_NUMBER, "the version of the format, 1"),
        must("id", Shape::Id, "the id of the set"),
        must(
            "version",
            Shape::Text,
            "the version of the set, such as 0.1.0",
        ),
        must("title", Shape::Text, "the question the set answers"),
        key(
            "intro",
            Shape::Text,
            "a few words before the first question",
        ),
        key(
            "intro_client",
            Shape::Text,
            "the same for the coordinator, about the client",
        ),
        must(
            "reviewed",
            Shape::Object(&REVIEWED),
            "who reviewed the set, and when",
        ),
        must(
            "treatments",
            Shape::List(&Shape::Object(&TREATMENT)),
            "what is compared",
        ),
        must(
            "decision",
            Shape::Object(&DECISION),
            "how points become a suggestion",
        ),
        key("ask_provider", TEXTS, "questions to put to the provider"),
        must(
            "notices",
            Shape::Keyed(Keys::Ids, &Shape::Text),
            "texts printed with every result, `consult` among them",
        ),
        must(
            "sections",
            Shape::List(&Shape::Name(Kind::Section)),
            "section files without `.yaml`, in the order they are asked",
        ),
    ],
};

static REVIEWED: Object = Object {
    noun: "review",
    keys: &[
        must("by", Shape::Text, "a name, or `nobody yet`"),
        must("on", Shape::Text, "the day, such as 2026-11-21"),
    ],
};

static TREATMENT: Object = Object {
    noun: "treatment",
    keys: &[
        must("id", Shape::Id, "its id"),
        must("name", Shape::Text, "what it is called"),
        must("summary", Shape::Text, "what it is, in plain words"),
        must(
            "evidence",
            Shape::Text,
            "what can honestly be said of how well it works",
        ),
        key("sources", SOURCES, "what the evidence rests on"),
    ],
};

static DECISION: Object = Object {
    noun: "decision",
    keys: &[
        must(
            "minimum",
            POINTS,
            "if the best has fewer points, nothing stands out",
        ),
        must(
            "close",
            POINTS,
            "within this many points of the best: equally good",
        ),
        key(
            "close_pairs",
            Shape::List(&Shape::Object(&CLOSE_PAIR)),
            "a wider band where one of the two is best",
        ),
    ],
};

static CLOSE_PAIR: Object = Object {
    noun: "close pair",
    keys: &[
        must("between", TREATMENTS, "the two treatments"),
        must("within", POINTS, "the band, in points"),
    ],
};

/// Every file but `set.yaml`.
pub(super) static PART: Object = Object {
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
            Shape::Text,
            "a line on why these questions are asked",
        ),
        key(
            "why_client",
            Shape::Text,
            "the same for the coordinator, about the client",
        ),
    ],
};

/// A question; its other rules depend on its `type`.
pub(super) static QUESTION: Object = Object {
    noun: "question",
    keys: &[
        must("id", Shape::Id, "its id"),
        must("ask", Shape::Text, "the question itself"),
        key(
            "ask_client",
            Shape::Text,
            "the question for the coordinator, about the client",
        ),
        key("why", Shape::Text, "why it is asked"),
        key(
            "why_client",
            Shape::Text,
            "why it is asked, for the coordinator",
        ),
        key("help", Shape::Text, "how to answer it"),
        key(
            "help_client",
            Shape::Text,
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
            Shape::List(&Shape::Name(Kind::Question)),
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

/// A rule; its other keys depend on whether it has a `level` or `points`.
pub(super) static RULE: Object = Object {
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
            Shape::Keyed(Keys::Names(Kind::Treatment), &POINTS),
            "makes it a fit rule: points for or against each treatment",
        ),
        must("when", Shape::Condition, "when it fires"),
        must(
            "because",
            Shape::Text,
            "the reason, a full sentence the person can read",
        ),
        key(
            "because_client",
            Shape::Text,
            "the reason for the coordinator, about the client",
        ),
        key(
            "do",
            Shape::Text,
            "what to do; for `emergency`, `exclude` and `clearance` it must be there",
        ),
        key("do_client", Shape::Text, "what to do, for the coordinator"),
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
            "withhold",
            Shape::Truth,
            "whether no treatment is named at all",
        ),
        key("coordinator", Shape::Text, "what the coordinator does now"),
        key("sources", SOURCES, "what it rests on; at least one"),
    ],
};

static SEQUENCE: Object = Object {
    noun: "sequence",
    keys: &[
        must("id", Shape::Id, "its id"),
        must("first", Shape::Name(Kind::Treatment), "what comes first"),
        must("then", Shape::Name(Kind::Treatment), "what follows"),
        must("when", Shape::Condition, "when it holds"),
        must("because", Shape::Text, "the reason"),
        key(
            "because_client",
            Shape::Text,
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
            Shape::Name(Kind::Sequence),
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
            Shape::Name(Kind::Scenario),
            "start from the answers of this scenario",
        ),
        key("region", Shape::Name(Kind::Region), "where the person is"),
        key("answers", Shape::Answers, "answers by question"),
        must("expect", Shape::Object(&EXPECTATION), "what must come out"),
    ],
};
