//! The view: one outcome as a DTO with every id looked up and every text in the audience's wording.
//!
//! JSON serializes it unchanged, and [`crate::compose`] builds the page from it. No format reads
//! anything else, so every format says the same. The field comments become the descriptions in
//! `outcome.schema.json`.

mod besides_findings;
mod explain;

use schemars::JsonSchema;
use serde::Serialize;
use treatfit_core::model::{Audience, Level, Status};

use crate::names;
pub(super) use crate::view::besides_findings::{
    CrisisLineView, CrisisView, NotProvidedView, NoticeView, OwnWords, ReviewedView, ScoreView,
    SetView, SourceView, StampView,
};
pub(super) use crate::view::explain::{
    ChangeView, ChangedAnswerView, ExplanationView, GraverOutcomeView, To,
};

/// The result of one screening with treatfit.
///
/// It makes no decision on eligibility: it says which treatment style fits the answers best, why,
/// and whom to consult.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "Outcome")]
pub(super) struct ResultView {
    /// The version of this shape. New fields may be added without a new number.
    pub(super) format: u32,
    /// The status: the worst level among the findings.
    #[serde(serialize_with = "names::status")]
    #[schemars(schema_with = "names::status_schema")]
    pub(super) status: Status,
    /// A warning above the headline that the question set was used without proof. Null if the set
    /// was proved, and in an emergency, where nothing precedes the crisis contacts.
    pub(super) warning: Option<String>,
    /// The status in one sentence, as reports print it.
    pub(super) headline: String,
    /// What the headline means, in a few sentences.
    pub(super) meaning: String,
    /// Whether a rule forbids naming treatments although the status alone would allow it.
    pub(super) withheld: bool,
    /// The reader the texts address.
    #[serde(serialize_with = "names::audience")]
    #[schemars(schema_with = "names::audience_schema")]
    pub(super) audience: Audience,
    /// The coordinator's own reference, such as a case number.
    pub(super) reference: Option<String>,
    /// The ids of the suggested treatments, best first. Empty if none stands out or none may be
    /// named.
    pub(super) suggested: Vec<String>,
    /// Those of `suggested` that fit equally well; empty if there is no tie.
    pub(super) close: Vec<String>,
    /// Pairs within `close` that the author declares hard to tell apart.
    pub(super) close_pairs: Vec<[String; 2]>,
    /// The order in time that holds among the suggested treatments.
    pub(super) sequence: Option<SequenceView>,
    /// The points the best treatment needs for a suggestion; null if none may be named.
    pub(super) minimum: Option<i32>,
    /// All treatments, best first, excluded ones last. Empty if none may be named.
    pub(super) treatments: Vec<TreatmentView>,
    /// The rules that fired, most severe level first, fit rules last. If no treatment may be named,
    /// fit rules and notes that name a treatment are left out.
    pub(super) findings: Vec<FindingView>,
    /// In an emergency, the id of the one rule whose advice reports for people show; null
    /// otherwise.
    pub(super) gravest: Option<String>,
    /// Whom to call, now or if needed.
    pub(super) crisis: Option<CrisisView>,
    /// The scores that have a sum. Empty in an emergency.
    pub(super) scores: Vec<ScoreView>,
    /// The open answers (unknown, declined or skipped), in the order asked.
    pub(super) not_provided: Vec<NotProvidedView>,
    /// Free text that was entered. No rule reads it.
    pub(super) own_words: Vec<OwnWords>,
    /// What would change the result; present only if requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) explain: Option<ExplanationView>,
    /// The author's notices for every result. In an emergency only the one on whom to consult; if
    /// no treatment may be named, none that names one.
    pub(super) notices: Vec<NoticeView>,
    /// Questions to ask the provider. Empty if no treatment may be named.
    pub(super) ask_provider: Vec<String>,
    /// The sources cited above, in the author's order.
    pub(super) sources: Vec<SourceView>,
    /// Who reviewed the question set.
    pub(super) reviewed: ReviewedView,
    /// The question set.
    pub(super) set: SetView,
    /// The proof state of the set's guarantees.
    pub(super) stamp: StampView,
}

impl ResultView {
    /// Returns the treatment with this id, or `None` if treatments may not be named.
    pub(super) fn treatment(&self, id: &str) -> Option<&TreatmentView> {
        self.treatments.iter().find(|treatment| treatment.id == id)
    }

    /// Returns the findings of one level; `None` selects the fit rules.
    pub(super) fn findings_of(&self, level: Option<Level>) -> impl Iterator<Item = &FindingView> {
        self.findings
            .iter()
            .filter(move |finding| finding.level == level)
    }
}

/// An order in time of two treatments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Sequence")]
pub(super) struct SequenceView {
    /// The id of the sequence.
    pub(super) id: String,
    /// The id of the treatment that comes first.
    pub(super) first: String,
    /// The id of the treatment that follows.
    pub(super) then: String,
    /// The author's reason.
    pub(super) because: String,
    /// Ids of the sources for it.
    pub(super) sources: Vec<String>,
}

/// A treatment and its standing in this result.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Treatment")]
pub(super) struct TreatmentView {
    /// The id of the treatment.
    pub(super) id: String,
    /// Its name.
    pub(super) title: String,
    /// A short description.
    pub(super) summary: String,
    /// The sum of its points.
    pub(super) points: i32,
    /// Whether a rule excludes it. An excluded treatment is never suggested.
    pub(super) excluded: bool,
    /// Whether a rule requires a clinician's clearance before it.
    pub(super) needs_clearance: bool,
    /// The rules that fired and give it points above 0.
    #[serde(rename = "for")]
    pub(super) pros: Vec<Weight>,
    /// The rules that fired and give it points below 0.
    #[serde(rename = "against")]
    pub(super) cons: Vec<Weight>,
    /// What is known about how well it works.
    pub(super) evidence: String,
    /// Ids of the sources for the evidence.
    pub(super) sources: Vec<String>,
}

impl TreatmentView {
    /// Returns the title for running text.
    pub(super) fn short(&self) -> &str {
        short(&self.title)
    }
}

/// Returns a title without a final explanation in brackets: "KAP" for "KAP (ketamine-assisted
/// psychotherapy)". For use where the full title has already been shown.
pub(super) fn short(title: &str) -> &str {
    match title.split_once(" (") {
        Some((short, rest)) if rest.ends_with(')') && !short.is_empty() => short,
        _ => title,
    }
}

/// The points a rule gives one treatment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Weight {
    /// The id of the rule.
    pub(super) rule: String,
    /// The points: above 0 for the treatment, below 0 against it.
    pub(super) points: i32,
}

/// A finding: a rule that fired.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(super) struct FindingView {
    /// The id of the rule.
    pub(super) rule: String,
    /// The level of a safety rule, or `fit`.
    #[serde(serialize_with = "names::level")]
    #[schemars(schema_with = "names::level_schema")]
    pub(super) level: Option<Level>,
    /// The author's reason.
    pub(super) because: String,
    /// What to do.
    #[serde(rename = "do")]
    pub(super) action: Option<String>,
    /// The person to obtain clearance from.
    pub(super) clear_with: Option<String>,
    /// What the coordinator should do now; null in a report for the client.
    pub(super) coordinator: Option<String>,
    /// Ids of the treatments a safety rule concerns; null if it concerns all, and if none may be
    /// named.
    pub(super) treatments: Option<Vec<String>>,
    /// The points a fit rule gives, by treatment.
    pub(super) points: Vec<Points>,
    /// Ids of the sources for the rule.
    pub(super) sources: Vec<String>,
    /// The answers that made the rule fire, in the order asked.
    pub(super) answers: Vec<GivenAnswer>,
    /// The same answers shortened for pages; see [`crate::answer::answer_lines`].
    #[serde(skip)]
    pub(super) answer_lines: Vec<AnswerLine>,
}

/// Points for one treatment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Points {
    /// The id of the treatment.
    pub(super) treatment: String,
    /// The points: above 0 for the treatment, below 0 against it.
    pub(super) points: i32,
}

/// An answer behind a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "Given")]
pub(super) struct GivenAnswer {
    /// The id of the question.
    pub(super) question: String,
    /// The question's text.
    pub(super) asked: String,
    /// The answer as written in an answers file.
    pub(super) answer: Value,
    /// The answer in words.
    pub(super) words: String,
    /// Whether a private rule reads the question. Pages for the client leave such an answer out,
    /// because someone may read along.
    pub(super) private: bool,
}

/// An answer, or a score computed from several answers, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnswerLine {
    /// The question's text, or the title of the score.
    pub(super) asked: String,
    /// The answer, or the score.
    pub(super) words: String,
}

/// An answer as written in an answers file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Value {
    /// An option id, a line of text, or `skipped`.
    One(String),
    /// The option ids chosen from a checklist.
    Several(Vec<String>),
    /// A whole number, in the question's unit.
    Number(i64),
}
