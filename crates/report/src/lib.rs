//! Reports: one decided outcome, for people as text, Markdown or HTML, and for programs as JSON.
//!
//! The crate is a pipeline from an outcome to a view to a page:
//!
//! - `resolve` turns the [`Outcome`], which holds ids, into a *view* (`view::ResultView`). It looks
//!   up every id and stores the author's texts in the wording of the audience. The view is the JSON
//!   shape: [`json`] serializes it, and [`json_schema`] is derived from it.
//! - `compose` arranges the view as a *page* (`document::Document`): headline, sections, lists,
//!   bars. A page has an order and roles, but no format.
//! - `text`, `markdown` and `html` draw the page. They only lay it out; none of them adds or drops
//!   content, except that [`text()`] leaves out web addresses for a client, says where to find them,
//!   and repeats the crisis contacts at its end.
//!
//! Every format starts from the same view, so all formats say the same. The crate decides nothing
//! about the result: the engine decided whether treatments may be named, and `resolve` leaves out
//! whatever would name one when they may not.
//!
//! The program's own sentences are in `messages`, one module per subject; the author's come from
//! the question set.
//!
//! # Example
//!
//! ```
//! use treatfit_core::engine::decide;
//! use treatfit_core::load::{Files, load, read_answers};
//! use treatfit_core::model::Audience;
//! use treatfit_report::{TextLayout, Report, Stamp, json, text};
//!
//! # let head = "\
//! # format: 1
//! # id: walk
//! # version: 0.1.0
//! # title: Which walk?
//! # reviewed: {by: nobody yet, on: 2026-11-25}
//! # treatments:
//! #   - {id: hill, name: The hill, summary: Up., evidence: It is there.}
//! #   - {id: park, name: The park, summary: Flat., evidence: It is there.}
//! # decision: {minimum: 1, close: 0}
//! # notices: {consult: Ask somebody.}
//! # sections: [walk]
//! # ";
//! # let section = "\
//! # section: {title: A walk, why: Nobody should slip.}
//! # sources: [{id: W1, title: A map, seen: read}]
//! # questions:
//! #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
//! #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old, new: New}, unknown: Not sure}
//! # rules:
//! #   - {id: icy, level: exclude, when: {ice: [yes, unknown]}, because: Ice., do: Stay in., sources: [W1]}
//! #   - {id: for-the-hill, points: {hill: 1}, when: {shoes: old}, because: Old shoes grip., sources: [W1]}
//! # ";
//! // Two files: `set.yaml` and the section `walk.yaml` with its questions and rules.
//! let files = [("set.yaml", head), ("walk.yaml", section)];
//! let files = Files::from_texts(files.map(|(name, text)| (name.to_owned(), text.to_owned())));
//! let set = load(&files).expect("a valid question set").set;
//!
//! let file = "set: walk\nanswers: {ice: no, shoes: old}";
//! let answers = read_answers(&set, "answers.yaml", file).expect("complete answers").answers;
//! let outcome = decide(&set, &answers).expect("complete answers");
//!
//! let report = Report {
//!     set: &set,
//!     outcome: &outcome,
//!     answers: &answers,
//!     audience: Audience::Client,
//!     reference: None,
//!     stamp: Stamp::Unproved,
//!     explain: None,
//! };
//! let page = TextLayout { width: 80, colour: false, unicode: true };
//! assert!(text(&report, &page).contains("The hill fits your answers best"));
//! assert_eq!(json(&report)["suggested"][0], "hill");
//! ```

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
pub use crate::text::TextLayout;

/// The version of the JSON shape, printed as its `format`.
const FORMAT: u32 = 1;

/// Everything a report is made from. Pass it to [`text()`], [`markdown()`], [`html()`] or
/// [`json`].
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The question set that was asked.
    pub set: &'a QuestionSet,
    /// The outcome that the engine decided from `answers`.
    pub outcome: &'a Outcome,
    /// The answers the outcome was decided from.
    pub answers: &'a Answers,
    /// The reader: it picks the wording of every text.
    pub audience: Audience,
    /// The coordinator's own reference, if one was given.
    pub reference: Option<&'a str>,
    /// Whether the set's guarantees were proved.
    pub stamp: Stamp,
    /// What would change the result, if that was requested.
    pub explain: Option<&'a Explanation>,
}

/// The proof state of a question set's guarantees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// Not proved: the user asked to use the set without a proof.
    Unproved,
    /// The built-in guarantees were proved; the set has none of its own.
    BuiltInOnly {
        /// The number of guarantees that hold.
        guarantees: usize,
        /// The number of answer sets they hold for, formatted for print, because it exceeds 64
        /// bits.
        answer_sets: String,
    },
    /// The built-in guarantees and the set's own were proved.
    Checked {
        /// The number of guarantees that hold, the built-in ones included.
        guarantees: usize,
        /// The number of answer sets they hold for, formatted for print, because it exceeds 64
        /// bits.
        answer_sets: String,
    },
}

impl Report<'_> {
    /// Returns the audience and the region, which decide wording and phone numbers.
    fn listener(&self) -> Listener<'_> {
        self.set.listener(self.audience, self.answers.region)
    }

    /// Returns whether this result may name treatments.
    fn may_name(&self) -> bool {
        !self.outcome.withheld
            && !matches!(self.outcome.status, Status::Emergency | Status::NotSuitable)
    }

    /// Returns whether this result may show a text that the author wrote for every result. If
    /// treatments may not be named, a text that names one may not be shown.
    fn may_show_text(&self, text: &str) -> bool {
        self.may_name() || !names_a_treatment(self.set, text)
    }

    /// Returns whether this result may show both wordings of a text. Testing both, not only the one
    /// for the audience, keeps the content of a result the same for both audiences.
    fn may_show_wording(&self, wording: &Wording) -> bool {
        let mut texts = std::iter::once(&wording.own).chain(&wording.client);
        texts.all(|text| self.may_show_text(text))
    }
}

/// Returns whether the text contains the id or the short title of a treatment as whole words. The
/// plural with `s` counts too.
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
                    .any(|words| matches_title(words, title))
            })
    })
}

/// Splits a text into lower-case words. Every character other than a letter or digit separates
/// words.
fn words_of(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Returns whether `words` equal the words of `title`, where the last word may end in an extra `s`.
fn matches_title(words: &[String], title: &[String]) -> bool {
    let (Some((last, before)), Some((end, start))) = (words.split_last(), title.split_last())
    else {
        return false;
    };
    before == start && (last == end || last.strip_suffix('s') == Some(end))
}

/// Renders the report as text for a terminal or a plain file. The text ends in a line break.
///
/// For a client, sources appear with their titles but without their web addresses, which fill a
/// screen and often cannot be followed from a terminal; the other formats have them.
#[must_use]
pub fn text(report: &Report<'_>, page: &TextLayout) -> String {
    let addresses = report.audience == Audience::Coordinator;
    text::render(
        &compose::compose(&resolve::resolve(report)),
        page,
        addresses,
    )
}

/// Renders the report as Markdown. The text ends in a line break.
#[must_use]
pub fn markdown(report: &Report<'_>) -> String {
    markdown::render(&compose::compose(&resolve::resolve(report)))
}

/// Renders the report as one self-contained HTML page. The text ends in a line break.
#[must_use]
pub fn html(report: &Report<'_>) -> String {
    html::render(&compose::compose(&resolve::resolve(report)))
}

/// Returns the report as JSON, in the shape described by [`json_schema`].
#[must_use]
pub fn json(report: &Report<'_>) -> serde_json::Value {
    // Serialization cannot fail: the view holds only strings, numbers, lists and structs of these.
    serde_json::to_value(resolve::resolve(report)).unwrap_or_default()
}

/// Returns the JSON Schema of what [`json`] returns. It is checked in as `outcome.schema.json`.
#[must_use]
pub fn json_schema() -> serde_json::Value {
    schema_of::<view::ResultView>()
}

/// Returns the JSON Schema (draft 2020-12) of the serialized form of `T`. The program uses it for
/// its other outputs too.
#[must_use]
pub fn schema_of<T: schemars::JsonSchema>() -> serde_json::Value {
    let mut schema = schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    if let Some(schema) = schema.as_object_mut() {
        // Moved to the front, in this order: `$schema`, `title`, `description`, for human readers.
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
