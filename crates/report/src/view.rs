//! An outcome with every id looked up: the author's words, in one shape.
//!
//! JSON prints it as it is, and [`crate::compose`] lays it out for people. Nothing else reaches a
//! page, so every format says the same. The field comments become the descriptions in
//! `outcome.schema.json`.

mod around;
mod explain;

use schemars::JsonSchema;
use serde::Serialize;
use treatfit_core::model::{Audience, Level, Status};

use crate::names;
pub(super) use crate::view::around::{
    CrisisLineView, CrisisView, NotProvidedView, NoticeView, OwnWords, ReviewedView, ScoreView,
    SetView, SourceView, StampView,
};
pub(super) use crate::view::explain::{
    ChangeView, ChangedAnswerView, ExplanationView, GraverOutcomeView, To,
};

/// The result of one screening with treatfit.
///
/// It decides nothing about eligibility: it says which treatment style fits the answers best, why,
/// and whom to consult.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "Outcome")]
pub(super) struct ResultView {
    /// The version of this shape. Fields may be added to it without a new number.
    pub(super) format: u32,
    /// The worst level among the findings.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(super) status: Status,
    /// Stands before the headline: that the question set was used without proof. Null where it was
    /// proved, and in an emergency, where nothing may stand before whom to call.
    pub(super) warning: Option<String>,
    /// The status in a sentence, as a report prints it.
    pub(super) headline: String,
    /// What that means, in a few sentences.
    pub(super) meaning: String,
    /// Whether a rule asks that no treatment be named, though the status alone would allow it.
    pub(super) withheld: bool,
    /// To whom the texts speak.
    #[serde(serialize_with = "names::audience")]
    #[schemars(schema_with = "names::audience_schema")]
    pub(super) audience: Audience,
    /// The coordinator's own reference, such as a case number.
    pub(super) reference: Option<String>,
    /// The best treatments, best first. Empty if nothing stands out or none may be named.
    pub(super) suggested: Vec<String>,
    /// Those of `suggested` that are equally good; empty if there is no tie.
    pub(super) close: Vec<String>,
    /// Pairs within `close` that the author calls hard to tell apart.
    pub(super) close_pairs: Vec<[String; 2]>,
    /// The order in time that holds among the suggested.
    pub(super) sequence: Option<SequenceView>,
    /// The points the best treatment needs to stand out; null if none may be named.
    pub(super) minimum: Option<i32>,
    /// Every treatment, best first, excluded ones last. Empty if none may be named.
    pub(super) treatments: Vec<TreatmentView>,
    /// The rules that fired, gravest level first, fit rules last. Where no treatment may be named
    /// there are no fit rules, and no notes that name one.
    pub(super) findings: Vec<FindingView>,
    /// In an emergency, the rule whose advice pages for people give, alone; null otherwise.
    pub(super) gravest: Option<String>,
    /// Whom to call now, or in case of need.
    pub(super) crisis: Option<CrisisView>,
    /// Scores that could be added up. Empty in an emergency.
    pub(super) scores: Vec<ScoreView>,
    /// What was not said, in the order asked.
    pub(super) not_provided: Vec<NotProvidedView>,
    /// Free text that was entered. No rule reads it.
    pub(super) own_words: Vec<OwnWords>,
    /// What would change the result; only if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) explain: Option<ExplanationView>,
    /// What the author says with every result. In an emergency only whom to consult; where no
    /// treatment may be named, nothing that names one.
    pub(super) notices: Vec<NoticeView>,
    /// Questions to put to the provider. Empty where no treatment may be named.
    pub(super) ask_provider: Vec<String>,
    /// The sources cited above, in the author's order.
    pub(super) sources: Vec<SourceView>,
    /// Who reviewed the question set.
    pub(super) reviewed: ReviewedView,
    /// The question set.
    pub(super) set: SetView,
    /// What is known of the guarantees of the set.
    pub(super) stamp: StampView,
}

impl ResultView {
    /// The treatment with this id, if treatments may be named.
    pub(super) fn treatment(&self, id: &str) -> Option<&TreatmentView> {
        self.treatments.iter().find(|treatment| treatment.id == id)
    }

    /// The findings of one level; `None` for the fit rules.
    pub(super) fn findings_of(&self, level: Option<Level>) -> impl Iterator<Item = &FindingView> {
        self.findings
            .iter()
            .filter(move |finding| finding.level == level)
    }
}

/// An order in time: first one treatment, then another.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Sequence")]
pub(super) struct SequenceView {
    /// The id of the sequence.
    pub(super) id: String,
    /// The id of the treatment that comes first.
    pub(super) first: String,
    /// The id of the treatment that follows.
    pub(super) then: String,
    /// The reason.
    pub(super) because: String,
    /// Ids of the sources it rests on.
    pub(super) sources: Vec<String>,
}

/// How a treatment stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Treatment")]
pub(super) struct TreatmentView {
    /// Its id.
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// What it is.
    pub(super) summary: String,
    /// The sum of its points.
    pub(super) points: i32,
    /// Whether a rule excludes it; it is then never suggested.
    pub(super) excluded: bool,
    /// Whether a rule asks for clearance before it.
    pub(super) needs_clearance: bool,
    /// The findings that speak for it.
    #[serde(rename = "for")]
    pub(super) pros: Vec<Weight>,
    /// The findings that speak against it.
    #[serde(rename = "against")]
    pub(super) cons: Vec<Weight>,
    /// What can honestly be said of how well it works.
    pub(super) evidence: String,
    /// Ids of the sources the evidence rests on.
    pub(super) sources: Vec<String>,
}

impl TreatmentView {
    /// Its title for running text.
    pub(super) fn short(&self) -> &str {
        short(&self.title)
    }
}

/// A title without the words in brackets that explain it: "KAP (ketamine-assisted
/// psychotherapy)" is "KAP" once it was said in full.
pub(super) fn short(title: &str) -> &str {
    match title.split_once(" (") {
        Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short,
        _ => title,
    }
}

/// What a finding weighs for one treatment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Weight {
    /// The id of the rule.
    pub(super) rule: String,
    /// Its points: above 0 for the treatment, below 0 against it.
    pub(super) points: i32,
}

/// A rule that fired.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct FindingView {
    /// The id of the rule.
    pub(super) rule: String,
    /// The level of a safety rule, or `fit`.
    #[serde(serialize_with = "names::level")]
    #[schemars(schema_with = "names::level_schema")]
    pub(super) level: Option<Level>,
    /// The reason.
    pub(super) because: String,
    /// What to do.
    #[serde(rename = "do")]
    pub(super) action: Option<String>,
    /// With whom to clear it.
    pub(super) clear_with: Option<String>,
    /// What the coordinator does now; null for the client.
    pub(super) coordinator: Option<String>,
    /// Ids of the treatments a safety rule concerns; null for all, and where none may be named.
    pub(super) treatments: Option<Vec<String>>,
    /// The points a fit rule gives.
    pub(super) points: Vec<Points>,
    /// Ids of the sources it rests on.
    pub(super) sources: Vec<String>,
    /// The answers that made it fire, in the order asked.
    pub(super) answers: Vec<GivenAnswer>,
    /// The answers as a reader needs them; see [`crate::answer::used`].
    #[serde(skip)]
    pub(super) used: Vec<Used>,
}

/// Points for one treatment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Points {
    /// The id of the treatment.
    pub(super) treatment: String,
    /// Above 0 for it, below 0 against it.
    pub(super) points: i32,
}

/// An answer that was given.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Given")]
pub(super) struct GivenAnswer {
    /// The id of the question.
    pub(super) question: String,
    /// The question as it was asked.
    pub(super) asked: String,
    /// The answer, as in a file of answers.
    pub(super) answer: Value,
    /// The answer in words.
    pub(super) words: String,
    /// Whether it is for nobody to see who reads along: a private rule reads it. Pages for the client
    /// leave it out.
    pub(super) private: bool,
}

/// An answer, or a score made of several, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Used {
    /// What was asked, or what the score is called.
    pub(super) asked: String,
    /// What was answered, or the score.
    pub(super) words: String,
}

/// An answer as in a file of answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Value {
    /// An option id, a line of text, or `skipped`.
    One(String),
    /// The option ids of a checklist.
    Several(Vec<String>),
    /// A whole number, in the question's unit.
    Number(i64),
}
