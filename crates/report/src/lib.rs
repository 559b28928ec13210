//! One outcome, laid out for people and for machines.
//!
//! An outcome holds ids. `resolve` looks every one up and gives the author's words in one shape;
//! JSON prints that shape, and `compose` lays it out as a page that text, Markdown and HTML then
//! draw. Because nothing else reaches a page, all four say the same. Nothing is decided here:
//! the engine said what may be named, and this room keeps to it.

mod answer;
mod compose;
mod document;
mod html;
mod markdown;
mod messages;
mod names;
mod resolve;
mod text;
mod view;

use treatfit_core::model::{Answers, Audience, Listener, Outcome, QuestionSet, Status, Wording};
use treatfit_proof::explain::Explanation;

pub use crate::messages::{answer_in_words, crisis, for_coordinator};
pub use crate::text::Page;

/// The version of the JSON shape.
const FORMAT: u32 = 1;

/// Everything a report is made from.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The set that was asked.
    pub set: &'a QuestionSet,
    /// What came out.
    pub outcome: &'a Outcome,
    /// The answers it came from.
    pub answers: &'a Answers,
    /// To whom the report speaks.
    pub audience: Audience,
    /// The coordinator's own reference, if one was given.
    pub reference: Option<&'a str>,
    /// What is known of the set's guarantees.
    pub stamp: Stamp,
    /// What would change the result, if that was asked for.
    pub explain: Option<&'a Explanation>,
}

/// What is known of a set's guarantees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// They were not proved: the set was used all the same because somebody asked for it.
    Unproved,
    /// The built-in ones were proved, and the set has none of its own.
    BuiltInOnly {
        /// How many there are.
        guarantees: usize,
        /// For how many answer sets, as it is to be printed.
        answer_sets: String,
    },
    /// They were proved, the set's own among them.
    Checked {
        /// How many there are.
        guarantees: usize,
        /// For how many answer sets, as it is to be printed: far beyond 64 bits.
        answer_sets: String,
    },
}

impl Report<'_> {
    /// To whom it speaks, and where they are.
    fn listener(&self) -> Listener<'_> {
        self.set.listener(self.audience, self.answers.region)
    }

    /// Whether a treatment may be named at all.
    fn may_name(&self) -> bool {
        !self.outcome.withheld
            && !matches!(self.outcome.status, Status::Emergency | Status::NotSuitable)
    }

    /// Whether a text of the author that stands there for every result may stand in this one:
    /// where no treatment may be named, one that names a treatment may not.
    fn may_say(&self, text: &str) -> bool {
        self.may_name() || !names_a_treatment(self.set, text)
    }

    /// The same for both wordings of a text, so that both audiences get the same result.
    fn may_say_to_either(&self, wording: &Wording) -> bool {
        let mut texts = std::iter::once(&wording.own).chain(&wording.client);
        texts.all(|text| self.may_say(text))
    }
}

/// Whether a text has the id or the short title of a treatment in it, as words of their own; more
/// than one of it counts too.
fn names_a_treatment(set: &QuestionSet, text: &str) -> bool {
    let text = words_of(text);
    let mut treatments = set.treatments.values();
    treatments.any(|treatment| {
        [treatment.name.as_str(), view::short(&treatment.title)]
            .map(words_of)
            .iter()
            .filter(|title| !title.is_empty())
            .any(|title| {
                text.windows(title.len())
                    .any(|words| is_title(words, title))
            })
    })
}

/// The words of a text in lower case; whatever is no letter or digit stands between words.
fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn is_title(words: &[String], title: &[String]) -> bool {
    let (Some((last, before)), Some((end, start))) = (words.split_last(), title.split_last())
    else {
        return false;
    };
    before == start && (last == end || last.strip_suffix('s') == Some(end))
}

/// The report for a terminal or a plain file. Ends in a line break.
///
/// A client reads the titles of sources without their addresses on the web, which the other formats
/// have: they fill a screen, and few can be followed from there.
#[must_use]
pub fn text(report: &Report<'_>, page: &Page) -> String {
    let addresses = report.audience == Audience::Coordinator;
    text::render(
        &compose::compose(&resolve::resolve(report)),
        page,
        addresses,
    )
}

/// The report as Markdown. Ends in a line break.
#[must_use]
pub fn markdown(report: &Report<'_>) -> String {
    markdown::render(&compose::compose(&resolve::resolve(report)))
}

/// The report as a page of HTML that needs nothing else. Ends in a line break.
#[must_use]
pub fn html(report: &Report<'_>) -> String {
    html::render(&compose::compose(&resolve::resolve(report)))
}

/// The report as JSON, described by [`json_schema`].
#[must_use]
pub fn json(report: &Report<'_>) -> serde_json::Value {
    // Strings, numbers and lists of them: nothing here that JSON could not hold.
    serde_json::to_value(resolve::resolve(report)).unwrap_or_default()
}

/// The JSON Schema of [`json`], as checked in beside this file.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    schema_of::<view::ResultView>()
}

/// The JSON Schema of what the program writes in this shape.
#[must_use]
pub fn schema_of<T: schemars::JsonSchema>() -> serde_json::Value {
    let mut schema = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    if let Some(schema) = schema.as_object_mut() {
        // What it is before what is in it, for those who read the file.
        for key in ["description", "title", "$schema"] {
            if let Some(value) = schema.shift_remove(key) {
                schema.shift_insert(0, key.to_owned(), value);
            }
        }
    }
    schema
}

#[cfg(test)]
mod tests;
