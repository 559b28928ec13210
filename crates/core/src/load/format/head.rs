//! The keys of `set.yaml`, the head file of a set.

use crate::load::format::{
    ANY_NUMBER, ItemKind, Keys, Object, POINTS, SOURCES, Shape, TEXTS, TREATMENTS, key, must,
};

/// The format of `set.yaml`.
pub(in crate::load) static HEAD: Object = Object {
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
        key(
            "privacy",
            Shape::Object(&PRIVACY),
            "asks before the first question whether it is safe to answer here and now",
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
            Shape::Keyed(Keys::Ids, &Shape::Message),
            "texts printed with every result, `consult` among them",
        ),
        must(
            "sections",
            Shape::List(&Shape::Name(ItemKind::Section)),
            "section files without `.yaml`, in the order they are asked",
        ),
    ],
};

static PRIVACY: Object = Object {
    noun: "privacy question",
    keys: &[
        must(
            "ask",
            Shape::Text,
            "the question, to be answered by yes or no",
        ),
        key(
            "ask_client",
            Shape::Text,
            "the question for the coordinator, to be read aloud",
        ),
        must("why", Shape::Message, "why it is asked"),
        key("why_client", Shape::Message, "the same for the coordinator"),
        must(
            "not_safe",
            Shape::Message,
            "what is said after a no, in place of every other question",
        ),
        key(
            "not_safe_client",
            Shape::Message,
            "the same for the coordinator",
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
