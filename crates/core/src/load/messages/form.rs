//! Messages about the form of files: syntax errors, parts of YAML that the format does not have,
//! and values of the wrong shape.

use crate::load::messages::names::{a, instead};
use crate::load::problem::Message;
use crate::text::{Count, listed};

pub(crate) fn no_head_file() -> Message {
    Message::new(
        "the set has no `set.yaml`",
        "every question set starts with `set.yaml`; `questions/README.md` shows one",
    )
}

/// Returns whether an error text of the YAML parser is about a tab.
pub(crate) fn is_about_a_tab(info: &str) -> bool {
    info.contains("tab") || info.contains("valid YAML whitespace")
}

/// Translates an error text of the YAML parser (`info`) into words an author knows.
pub(crate) fn not_yaml(info: &str) -> Message {
    let quotes = "put quotes around a text that has `: ` or ` #` in it or starts with a sign";
    let close = "close it, or put quotes around a text that has `: ` or ` #` in it";
    let indent = "check the indentation of this line and of the one before";
    if info.contains("recursion limit") {
        return too_deep();
    }
    if info.contains("anchor") {
        return if info.contains("unknown") {
            alias()
        } else {
            anchor()
        };
    }
    let (message, help) = if is_about_a_tab(info) {
        ("a tab cannot be used here", "use spaces to indent")
    } else if info.contains("mapping values are not allowed") || info.contains("':' indicator") {
        ("there is a `: ` where none can be", quotes)
    } else if info.contains("indentation in quoted")
        || info.contains("quoted scalar, found unexpected")
    {
        (
            "a quote is opened and never closed",
            "close it, or put the text in the other kind of quotes",
        )
    } else if info.contains("after double-quoted") {
        (
            "the text goes on after the closing quote",
            "put the whole text in quotes",
        )
    } else if info.contains("escape") || info.contains("hexadecimal") {
        (
            "there is a `\\` that means nothing",
            "use single quotes, in which `\\` is an ordinary sign",
        )
    } else if info.contains("comment intercepting") {
        ("a comment stands in the middle of a text", quotes)
    } else if info.contains("flow sequence") {
        ("a list in `[ ]` is not closed, or lacks a comma", close)
    } else if info.contains("flow mapping") {
        ("a mapping in `{ }` is not closed, or lacks a comma", close)
    } else if info.contains("indent") || info.contains("expected key") || info.contains("'-'") {
        ("this line does not fit the lines before it", indent)
    } else if info.contains("simple key") {
        ("this line is no `key: value`", indent)
    } else {
        ("this is not YAML", quotes)
    };
    Message::new(message, help)
}

/// The message for a file that serde refuses although no problem of shape is found: the two YAML
/// parsers differ on rare syntax.
pub(crate) fn misshapen() -> Message {
    Message::new(
        "this cannot be read",
        "write it more plainly; `questions/README.md` shows how",
    )
}

pub(crate) fn two_documents() -> Message {
    Message::new(
        "a second document starts here",
        "remove the `---`, or move what follows to a file of its own",
    )
}

pub(crate) fn alias() -> Message {
    Message::new(
        "aliases (`*name`) are not part of the format",
        "write the value out, or put quotes around a text that starts with `*`",
    )
}

pub(crate) fn anchor() -> Message {
    Message::new(
        "anchors (`&name`) are not part of the format",
        "remove it, or put quotes around a text that starts with `&`",
    )
}

pub(crate) fn tag() -> Message {
    Message::new(
        "tags (`!name`) are not part of the format",
        "remove it, or put quotes around a text that starts with `!`",
    )
}

pub(crate) fn too_deep() -> Message {
    Message::new(
        "this nests deeper than anybody can follow",
        "write it with fewer brackets or levels inside one another",
    )
}

pub(crate) fn key_twice(key: &str, line: usize) -> Message {
    Message::new(
        format!("the key `{key}` is given a second time; the first is on line {line}"),
        "keep one of the two",
    )
}

pub(crate) fn key_not_a_word() -> Message {
    Message::new(
        "a key must be a word",
        "put quotes around a text that starts with `{`, `[` or `?`",
    )
}

pub(crate) fn too_many_entries(most: usize) -> Message {
    Message::new(
        format!("there are more than {most} entries"),
        "check that it is the right file; if it is, split it",
    )
}

pub(crate) fn blank(key: Option<&str>) -> Message {
    Message::new(
        match key {
            Some(key) => format!("`{key}` is blank"),
            None => "an entry of the list is blank".to_owned(),
        },
        "fill it in, or remove it",
    )
}

pub(crate) fn control_character(character: char) -> Message {
    Message::new(
        format!(
            "there is a control character here (U+{:04X})",
            u32::from(character)
        ),
        "remove it: it cannot be seen and can change what is shown",
    )
}

pub(crate) fn line_break() -> Message {
    Message::new(
        "the text has more than one paragraph",
        "make it one paragraph; with `>-`, leave out blank lines and further indentation",
    )
}

pub(crate) fn too_long(length: usize, most: usize) -> Message {
    Message::new(
        format!("the text has {length} characters, more than {most}"),
        "make it shorter: nobody reads that much on a screen",
    )
}

pub(crate) fn cut_by_comment() -> Message {
    Message::new(
        "the text ends here, because ` #` starts a comment",
        "put quotes around the text; for a comment, put two spaces before `# `",
    )
}

pub(crate) fn empty_file() -> Message {
    Message::new(
        "the file is empty",
        "fill it in; `questions/README.md` shows how",
    )
}

pub(crate) fn file_without_keys() -> Message {
    Message::new(
        "the file must hold keys with values",
        "write each `key: value` on a line of its own; `questions/README.md` shows how",
    )
}

/// The shape that a value should have.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    Single,
    List,
    Keys,
    Condition,
    Answers,
}

/// `entry` tells whether the value is an entry of the list `name` rather than its value.
pub(crate) fn wrong_shape(name: &str, entry: bool, expected: Expected) -> Message {
    let (what, how) = match expected {
        Expected::Single => (
            "a single value",
            "write it as `key: value`; put quotes around a text that starts with `[` or `{`",
        ),
        Expected::List => (
            "a list",
            "write it as `[one, other]`, or each entry on a line of its own after `- `",
        ),
        Expected::Keys => (
            "keys with values",
            "write it as `{key: value}`, or each `key: value` on a line of its own",
        ),
        Expected::Condition => return not_a_condition(),
        Expected::Answers => ("answers by question", "write it as `{question: option}`"),
    };
    let of = if entry { "each entry of " } else { "" };
    Message::new(format!("{of}`{name}` must hold {what}"), how)
}

pub(crate) fn not_an_object(noun: &str, first: &str) -> Message {
    Message::new(
        format!("this is no {noun}"),
        format!("write it with its keys, such as `{first}: ...`"),
    )
}

pub(crate) fn unknown_key(noun: &str, key: &str, known: &[&str]) -> Message {
    Message::new(
        format!("{} has no key `{key}`", a(noun)),
        instead("key", key, known),
    )
}

pub(crate) fn key_of_head(key: &str) -> Message {
    Message::new(format!("`{key}` belongs in `set.yaml`"), "move it there")
}

pub(crate) fn key_of_part(key: &str) -> Message {
    Message::new(
        format!("`{key}` cannot stand in `set.yaml`"),
        "move it to another file beside `set.yaml`, any name will do",
    )
}

pub(crate) fn missing_key(noun: &str, key: &str, about: &str) -> Message {
    Message::new(
        format!("the {noun} has no `{key}`"),
        format!("add `{key}`: {about}"),
    )
}

pub(crate) fn missing_keys(noun: &str, keys: &[&str]) -> Message {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    Message::new(
        format!("the {noun} has no {}", listed(&keys, "or")),
        "add them; `questions/README.md` shows how",
    )
}

pub(crate) fn unknown_word(key: &str, word: &str, known: &[&str]) -> Message {
    Message::new(
        format!("`{key}` cannot be `{word}`"),
        instead("word", word, known),
    )
}

pub(crate) fn not_whole(key: &str, text: &str, plain: bool, lowest: i64, highest: i64) -> Message {
    let most = 1 << 31;
    Message::new(
        cannot_be(key, text, plain),
        if lowest > -most && highest < most {
            format!("give a whole number from {lowest} to {highest}")
        } else {
            "give a whole number, without quotes".to_owned()
        },
    )
}

pub(crate) fn not_true_or_false(key: &str, text: &str, plain: bool) -> Message {
    Message::new(
        cannot_be(key, text, plain),
        "write `true` or `false`, without quotes",
    )
}

fn cannot_be(key: &str, text: &str, plain: bool) -> String {
    let what = if plain { "" } else { "the text " };
    format!("`{key}` cannot be {what}`{text}`")
}

pub(crate) fn not_a_condition() -> Message {
    Message::new(
        "this is not a condition",
        "write it as `{question: option}`",
    )
}

pub(crate) fn not_conditions(key: &str) -> Message {
    Message::new(
        format!("`{key}` takes a list of conditions"),
        format!("write it as `{key}: [{{question: option}}, {{other: option}}]`"),
    )
}

pub(crate) fn not_takes_one() -> Message {
    Message::new(
        "`not` takes one condition, not a list",
        "write it as `not: {question: option}`, or `not: {any: [...]}` for several",
    )
}

pub(crate) fn empty_test(question: &str) -> Message {
    Message::new(
        format!("the test on `{question}` is empty"),
        format!("write `{question}: option`, or a test such as `{{at_least: 1}}`"),
    )
}

pub(crate) fn two_tests() -> Message {
    Message::new(
        "`includes_all` cannot stand together with a test on a number",
        "keep one of the two",
    )
}

pub(crate) fn unknown_test<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Message {
    let known: Vec<&str> = known.collect();
    Message::new(
        format!("there is no test `{key}`"),
        instead("test", key, &known),
    )
}

pub(crate) fn not_words(key: &str) -> Message {
    Message::new(
        format!("`{key}` takes a word or a list of words"),
        format!("write it as `{key}: one` or `{key}: [one, other]`"),
    )
}

/// Returns the closing line: "2 errors, 1 warning".
pub(crate) fn problem_count(errors: usize, warnings: usize, hides_more: bool) -> String {
    let more = match errors {
        _ if !hides_more => "",
        1 => "; more may be found once the error is corrected",
        _ => "; more may be found once the errors are corrected",
    };
    let count = match (errors, warnings) {
        (errors, 0) => Count(errors, "error").to_string(),
        (0, warnings) => Count(warnings, "warning").to_string(),
        (errors, warnings) => format!("{}, {}", Count(errors, "error"), Count(warnings, "warning")),
    };
    count + more
}
