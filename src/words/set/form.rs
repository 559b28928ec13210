//! Files that are not YAML, or use parts of YAML the format leaves out.

use crate::set::problem::Said;

pub(crate) fn no_head_file() -> Said {
    Said::new(
        "the set has no `set.yaml`",
        "every question set starts with `set.yaml`; `questions/README.md` shows one",
    )
}

pub(crate) fn not_yaml(info: &str) -> Said {
    Said::new(
        format!("this is not YAML: {info}"),
        "check the indentation, and put quotes around a text that has `: ` or ` #` in it",
    )
}

pub(crate) fn misshapen(info: &str) -> Said {
    Said::new(
        format!("this cannot be read: {info}"),
        "see `questions/README.md`",
    )
}

pub(crate) fn two_documents() -> Said {
    Said::new(
        "a second document starts here",
        "remove the `---`, or move what follows to a file of its own",
    )
}

pub(crate) fn alias() -> Said {
    Said::new(
        "aliases (`*name`) are not part of the format",
        "write the value out, or put quotes around a text that starts with `*`",
    )
}

pub(crate) fn anchor() -> Said {
    Said::new(
        "anchors (`&name`) are not part of the format",
        "remove it, or put quotes around a text that starts with `&`",
    )
}

pub(crate) fn tag() -> Said {
    Said::new(
        "tags (`!name`) are not part of the format",
        "remove it, or put quotes around a text that starts with `!`",
    )
}

pub(crate) fn too_deep(deepest: usize) -> Said {
    Said::new(
        format!("this nests more than {deepest} levels deep"),
        "give the inner conditions names",
    )
}

pub(crate) fn key_twice(key: &str, line: usize) -> Said {
    Said::new(
        format!("the key `{key}` is given a second time; the first is on line {line}"),
        "keep one of the two",
    )
}

pub(crate) fn key_not_a_word() -> Said {
    Said::new(
        "a key must be a word",
        "put quotes around a text that starts with `{`, `[` or `?`",
    )
}
