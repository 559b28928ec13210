//! Messages about `set.yaml`, sections, questions, scores and regions.

use crate::load::problem::Message;
use crate::text::Count;

/// The label of the answer `yes`.
pub(crate) const YES: &str = "Yes";

/// The label of the answer `no`.
pub(crate) const NO: &str = "No";

pub(crate) fn unknown_format(format: i64, known: i64) -> Message {
    Message::new(
        format!("this program reads format {known}, not {format}"),
        format!("write `format: {known}`, or use a version of treatfit that reads format {format}"),
    )
}

pub(crate) fn nothing_to_compare() -> Message {
    Message::new(
        "no treatment is given",
        "name at least one under `treatments`",
    )
}

pub(crate) fn not_a_date(text: &str) -> Message {
    Message::new(
        format!("`{text}` is not a day"),
        "write it as year, month and day, such as `2026-11-21`",
    )
}

pub(crate) fn points_out_of_range(key: &str, lowest: i32, highest: i32) -> Message {
    Message::new(
        format!("the points for `{key}` are out of range"),
        format!("give a whole number from {lowest} to {highest}"),
    )
}

pub(crate) fn not_two(count: usize) -> Message {
    Message::new(
        format!("a close pair names two treatments, not {count}"),
        "write it as `between: [one, other]`",
    )
}

pub(crate) fn pair_twice() -> Message {
    Message::new("these two have a close pair already", "keep one of the two")
}

pub(crate) fn no_consult() -> Message {
    Message::new(
        "the notice `consult` is missing",
        "add `consult:` with the advice to talk to a professional; every result prints it",
    )
}

/// The message for a coordinator's text (`client`) without the text it is an alternative to
/// (`own`).
pub(crate) fn client_alone(client: &str, own: &str) -> Message {
    Message::new(
        format!("`{client}` is given without `{own}`"),
        format!("add `{own}`, which is what everybody else reads, or remove `{client}`"),
    )
}

pub(crate) fn no_sections() -> Message {
    Message::new(
        "no section is listed, so nothing would be asked",
        "list the section files under `sections`, without `.yaml`",
    )
}

pub(crate) fn no_section_file(file: &str) -> Message {
    Message::new(
        format!("the section has no file `{file}`"),
        "add the file beside `set.yaml`, or take the section out of the list",
    )
}

pub(crate) fn no_section() -> Message {
    Message::new(
        "the file of a section has no `section`",
        "add `section:` with a `title` and a `why`",
    )
}

pub(crate) fn no_questions() -> Message {
    Message::new(
        "the section has no questions",
        "add `questions`, or take it out of `sections`",
    )
}

pub(crate) fn not_listed(key: &str, file: &str, head: &str) -> Message {
    let section = file.strip_suffix(".yaml").unwrap_or(file);
    Message::new(
        format!("`{key}` stands in a file that is not listed as a section"),
        format!("add `{section}` to `sections` in `{head}`, or move this to the file of a section"),
    )
}

pub(crate) fn only_for_numbers(key: &str) -> Message {
    Message::new(
        format!("`{key}` is only for questions of type `number`"),
        format!("remove `{key}`, or change the type"),
    )
}

pub(crate) fn number_without_bounds() -> Message {
    Message::new(
        "a number needs a lowest and a highest answer",
        "add `min` and `max`; both are allowed answers",
    )
}

pub(crate) fn empty_bounds(min: i64, max: i64) -> Message {
    Message::new(
        format!("no number lies between {min} and {max}"),
        "`max` must be at least `min`",
    )
}

pub(crate) fn bounds_too_wide(widest: u64) -> Message {
    Message::new(
        format!("`max` lies more than {widest} above `min`"),
        "bring `min` and `max` closer together",
    )
}

pub(crate) fn options_not_allowed() -> Message {
    Message::new(
        "`options` are only for questions of type `choice` and `choices`",
        "remove `options`, or change the type",
    )
}

pub(crate) fn no_options() -> Message {
    Message::new(
        "the question has no options to choose from",
        "add `options` with an id and a label for each",
    )
}

pub(crate) fn too_many_options(count: usize, most: usize) -> Message {
    Message::new(
        format!(
            "the question has {}, more than {most}",
            Count(count, "option")
        ),
        "split the question; `unknown` and `declined` count too",
    )
}

pub(crate) fn withheld_as_option(name: &str) -> Message {
    Message::new(
        format!("`{name}` cannot be an ordinary option"),
        format!("write `{name}: ` with its label beside `options`"),
    )
}

pub(crate) fn none_not_last() -> Message {
    Message::new(
        "`none` excludes every other option and must be the last",
        "move it to the end of `options`",
    )
}

pub(crate) fn looks_ahead(question: &str, read: &str) -> Message {
    if question == read {
        return Message::new(
            format!("`{question}` depends on its own answer"),
            "`when` may read earlier questions only",
        );
    }
    Message::new(
        format!("`{question}` depends on `{read}`, which is asked later"),
        "`when` may read earlier questions only: change the order, or the condition",
    )
}

pub(crate) fn score_named_as_question(id: &str) -> Message {
    Message::new(
        format!("the score `{id}` has the id of a question"),
        "give it another id: conditions read both",
    )
}

pub(crate) fn score_tests_score(id: &str) -> Message {
    Message::new(
        format!("the `when` of the score `{id}` tests a score"),
        "test questions there, no scores, not even through a named condition",
    )
}

pub(crate) fn no_items() -> Message {
    Message::new(
        "the score adds up nothing",
        "list the questions it adds up under `items`",
    )
}

pub(crate) fn value_out_of_range(option: &str, most: i64) -> Message {
    Message::new(
        format!("the value of `{option}` is out of range"),
        format!("give a whole number from 0 to {most}"),
    )
}

pub(crate) fn not_a_score_item(name: &str) -> Message {
    Message::new(
        format!("`{name}` has no single option as its answer and cannot be added up"),
        "use questions of type `choice` or `yes_no`",
    )
}

pub(crate) fn value_of_no_option(option: &str) -> Message {
    Message::new(
        format!("no question of the score has the option `{option}`"),
        "remove the value, or correct the option; `unknown` and `declined` never have a value",
    )
}

pub(crate) fn option_without_value(question: &str, option: &str) -> Message {
    Message::new(
        format!("the option `{option}` of `{question}` has no value"),
        format!("add `{option}` with its points to `values`"),
    )
}

pub(crate) fn no_bands() -> Message {
    Message::new(
        "the score has no bands",
        "add at least one, such as `{from: 0, label: low}`",
    )
}

pub(crate) fn first_band_too_high(from: i64, lowest: i64) -> Message {
    Message::new(
        format!("the first band starts at {from}, but a sum can be {lowest}"),
        format!("let it start at {lowest}"),
    )
}

pub(crate) fn bands_not_ascending(from: i64, before: i64) -> Message {
    Message::new(
        format!("a band that starts at {from} comes after one that starts at {before}"),
        "order the bands by `from`, lowest first",
    )
}

pub(crate) fn band_too_high(from: i64, highest: i64) -> Message {
    Message::new(
        format!("the band starts at {from}, but no sum is above {highest}"),
        "lower its `from`, or remove it",
    )
}

pub(crate) fn not_a_url(url: &str) -> Message {
    Message::new(
        format!("`{url}` is not an address"),
        "start it with `https://` or `http://`",
    )
}

pub(crate) fn second_fallback(first: &str) -> Message {
    Message::new(
        format!("`{first}` is the fallback already"),
        "exactly one region is used where none was given: remove one `fallback`",
    )
}

pub(crate) fn no_fallback() -> Message {
    Message::new(
        "no region is the fallback",
        "add `fallback: true` to the region to be used where none was given",
    )
}
