//! Lists the questions, rules, treatments and scores that differ between two versions, and counts
//! the pairs of answer sets for which it matters.

use num_bigint::BigUint;
use treatfit_core::model::{
    Effect, Id, Question, QuestionSet, Rule, Score, ScoreItem, Source, Treatment,
};

use crate::diff::Comparison;
use crate::diff::condition_key::condition_key;
use crate::diff::joint_questions::{Incomparable, paired_options};
use crate::diff::pairs::Pairs;
use crate::kernel::diagram::{Diagram, WithinBudget};

/// A question that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionChange {
    /// Its id in the old version; `None` if it was added.
    pub old: Option<Id<Question>>,
    /// Its id in the new version; `None` if it was removed.
    pub new: Option<Id<Question>>,
    /// The keys of the YAML format that differ. `labels` stands for the labels of its options,
    /// `private` for whether a private rule reads it.
    pub keys: Vec<&'static str>,
    /// Ids of the options that were removed.
    pub options_removed: Vec<String>,
    /// Ids of the options that were added.
    pub options_added: Vec<String>,
    /// Options whose id changed: the old id and the new one.
    pub options_renamed: Vec<(String, String)>,
    /// Why the answers of both versions cannot be compared, if they cannot.
    pub incomparable: Option<Incomparable>,
    /// For how many pairs the question is asked in the new version only.
    pub newly_asked: BigUint,
    /// For how many pairs the question is asked in the old version only.
    pub no_longer_asked: BigUint,
}

/// A rule that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChange {
    /// Its id in the old version; `None` if it was added.
    pub old: Option<Id<Rule>>,
    /// Its id in the new version; `None` if it was removed.
    pub new: Option<Id<Rule>>,
    /// The keys of the YAML format that differ.
    pub keys: Vec<&'static str>,
    /// For how many pairs the rule is a finding in the new version only.
    pub newly_found: BigUint,
    /// For how many pairs the rule is a finding in the old version only.
    pub no_longer_found: BigUint,
    /// Whether a finding of the rule has another effect, such as other points, and the rule is a
    /// finding for some pair.
    pub acts_differently: bool,
}

/// A treatment that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatmentChange {
    /// Its id in the old version; `None` if it was added.
    pub old: Option<Id<Treatment>>,
    /// Its id in the new version; `None` if it was removed.
    pub new: Option<Id<Treatment>>,
    /// The keys of the YAML format that differ.
    pub keys: Vec<&'static str>,
}

impl QuestionChange {
    /// Returns whether a person is asked something else, can give another answer, or has an answer
    /// kept private in one version only.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.changes_asking() || self.keys.contains(&"private")
    }

    /// Returns whether a person is asked something else or can give another answer.
    fn changes_asking(&self) -> bool {
        self.newly_asked != BigUint::ZERO
            || self.no_longer_asked != BigUint::ZERO
            || self.incomparable.is_some()
            || !self.options_removed.is_empty()
            || !self.options_added.is_empty()
            || ["type", "min, max or unit", "optional"]
                .iter()
                .any(|key| self.keys.contains(key))
    }
}

impl RuleChange {
    /// Returns whether any outcome changes through this rule.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.newly_found != BigUint::ZERO
            || self.no_longer_found != BigUint::ZERO
            || self.acts_differently
    }
}

impl Comparison<'_, '_> {
    /// Compares the questions. Results are in the order of the new version; removed questions come
    /// last.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if a count needs more nodes than are
    /// left.
    pub(crate) fn questions(
        &mut self,
        paired: &Pairs<Question>,
    ) -> WithinBudget<Vec<QuestionChange>> {
        let (old, new) = (self.joint.old.set, self.joint.new.set);
        let mut changes = Vec::new();
        for (old_id, new_id) in paired.all_items(new.questions.ids()) {
            let was = old_id.map(|id| &old.questions[id]);
            let is = new_id.map(|id| &new.questions[id]);
            let asked = |side: &crate::diff::joint_space::Side<'_>, id: Option<Id<Question>>| {
                id.map_or(Diagram::NO, |id| side.asked(id))
            };
            let asked_old = asked(&self.joint.old, old_id);
            let asked_new = asked(&self.joint.new, new_id);
            let mut change = QuestionChange {
                old: old_id,
                new: new_id,
                keys: Vec::new(),
                options_removed: Vec::new(),
                options_added: Vec::new(),
                options_renamed: Vec::new(),
                incomparable: None,
                newly_asked: self.count_only(asked_new, asked_old)?,
                no_longer_asked: self.count_only(asked_old, asked_new)?,
            };
            if let (Some(was), Some(is)) = (was, is) {
                change.keys = question_keys((old, was), (new, is));
                if private(old, old_id) != private(new, new_id) {
                    change.keys.push("private");
                }
                change.compare_options(was, is);
                let incomparable = self.joint.incomparable.iter();
                change.incomparable = incomparable
                    .filter(|(_, id, _)| Some(*id) == new_id)
                    .map(|(_, _, why)| *why)
                    .next();
                let same = change.keys.is_empty() && !change.matters();
                if same && change.options_renamed.is_empty() {
                    continue;
                }
            }
            changes.push(change);
        }
        Ok(changes)
    }

    /// Compares the rules. Results are in the order of the new version; removed rules come last.
    ///
    /// # Errors
    /// [`OverBudget`](crate::kernel::diagram::OverBudget) if a count needs more nodes than are
    /// left.
    pub(crate) fn rules(
        &mut self,
        paired: &Pairs<Rule>,
        treatments: &Pairs<Treatment>,
    ) -> WithinBudget<Vec<RuleChange>> {
        let (old, new) = (self.joint.old.set, self.joint.new.set);
        let mut changes = Vec::new();
        for (old_id, new_id) in paired.all_items(new.rules.ids()) {
            let store = &mut self.joint.store;
            let found_old = match old_id {
                Some(id) => self.joint.old.outcomes.found(store, old, id)?,
                None => Diagram::NO,
            };
            let found_new = match new_id {
                Some(id) => self.joint.new.outcomes.found(store, new, id)?,
                None => Diagram::NO,
            };
            let mut change = RuleChange {
                old: old_id,
                new: new_id,
                keys: Vec::new(),
                newly_found: self.count_only(found_new, found_old)?,
                no_longer_found: self.count_only(found_old, found_new)?,
                acts_differently: false,
            };
            if let (Some(old_id), Some(new_id)) = (old_id, new_id) {
                let (was, is) = (&old.rules[old_id], &new.rules[new_id]);
                change.keys = rule_keys((old, was), (new, is), treatments);
                let acts = [
                    "level",
                    "points",
                    "treatments",
                    "crisis_lines",
                    "number_first",
                    "withhold",
                    "private",
                ];
                if acts.iter().any(|key| change.keys.contains(key)) {
                    change.acts_differently =
                        self.count_only(found_new, Diagram::NO)? != BigUint::ZERO;
                }
                if change.keys.is_empty() && !change.matters() {
                    continue;
                }
            }
            changes.push(change);
        }
        Ok(changes)
    }
}

impl QuestionChange {
    /// Records the options that were removed, added and renamed.
    fn compare_options(&mut self, was: &Question, is: &Question) {
        let paired = paired_options(was, is);
        let name = |question: &Question, at: usize| {
            let option = question.options.get(at);
            option.map_or_else(String::new, |option| option.name.clone())
        };
        let names = |question, ids: &[Id<_>]| {
            ids.iter()
                .map(|id| name(question, Id::index(*id)))
                .collect()
        };
        self.options_removed = names(was, &paired.removed);
        self.options_added = names(is, &paired.added);
        self.options_renamed = paired
            .both
            .iter()
            .map(|(old, new)| (name(was, old.index()), name(is, new.index())))
            .filter(|(old, new)| old != new)
            .collect();
    }
}

/// Returns whether the answer to a question is kept out of a client's result.
fn private(set: &QuestionSet, question: Option<Id<Question>>) -> bool {
    question.is_some_and(|id| set.private_questions().contains(&id))
}

/// Returns the keys of a question that differ, apart from its options.
fn question_keys(
    (old_set, old): (&QuestionSet, &Question),
    (new_set, new): (&QuestionSet, &Question),
) -> Vec<&'static str> {
    let labels = |question: &Question| -> Vec<_> {
        let options = question.options.iter();
        options.map(|option| option.label.clone()).collect()
    };
    let when_key = |set, question: &Question| {
        let when = question.when.as_ref();
        when.map(|when| condition_key(set, when))
    };
    let differs = [
        ("id", old.name != new.name),
        ("ask", old.ask != new.ask),
        ("why", old.why != new.why),
        ("help", old.help != new.help),
        (
            "type",
            std::mem::discriminant(&old.kind) != std::mem::discriminant(&new.kind),
        ),
        (
            "min, max or unit",
            old.kind != new.kind && numeric(old) && numeric(new),
        ),
        ("labels", labels(old) != labels(new)),
        ("optional", old.optional != new.optional),
        ("when", when_key(old_set, old) != when_key(new_set, new)),
    ];
    differing_keys(differs)
}

fn numeric(question: &Question) -> bool {
    matches!(
        question.kind,
        treatfit_core::model::QuestionKind::Number { .. }
    )
}

/// Returns the keys of a rule that differ. Treatments are compared through their matching.
fn rule_keys(
    (old_set, old): (&QuestionSet, &Rule),
    (new_set, new): (&QuestionSet, &Rule),
    treatments: &Pairs<Treatment>,
) -> Vec<&'static str> {
    let now =
        |ids: &[Id<Treatment>]| -> Vec<_> { ids.iter().map(|&id| treatments.new_of(id)).collect() };
    let mut found = vec![
        ("id", old.name != new.name),
        (
            "when",
            condition_key(old_set, &old.when) != condition_key(new_set, &new.when),
        ),
        ("because", old.because != new.because),
        ("do", old.action != new.action),
        ("coordinator", old.coordinator != new.coordinator),
        ("private", old.private != new.private),
        (
            "sources",
            sources(old_set, &old.sources) != sources(new_set, &new.sources),
        ),
    ];
    match (&old.effect, &new.effect) {
        (Effect::Safety(old), Effect::Safety(new)) => {
            let concerned = old.treatments.as_deref().map(now);
            let still: Option<Vec<_>> = new
                .treatments
                .as_ref()
                .map(|ids| ids.iter().copied().map(Some).collect());
            found.extend([
                ("level", old.level != new.level),
                ("treatments", concerned != still),
                ("crisis_lines", old.crisis_lines != new.crisis_lines),
                ("number_first", old.number_first != new.number_first),
                ("withhold", old.withhold != new.withhold),
                ("clear_with", old.clear_with != new.clear_with),
            ]);
        }
        (Effect::Fit(old), Effect::Fit(new)) => {
            let mut was: Vec<_> = old
                .iter()
                .map(|&(id, points)| (treatments.new_of(id), points))
                .collect();
            let mut is: Vec<_> = new.iter().map(|&(id, points)| (Some(id), points)).collect();
            was.sort();
            is.sort();
            found.push(("points", was != is));
        }
        _ => found.push(("level", true)),
    }
    differing_keys(found)
}

/// Compares the treatments. Results are in the order of the new version; removed treatments come
/// last.
pub(crate) fn changed_treatments(
    old: &QuestionSet,
    new: &QuestionSet,
    paired: &Pairs<Treatment>,
) -> Vec<TreatmentChange> {
    let each = paired.all_items(new.treatments.ids()).into_iter();
    let changes = each.map(|(was, is)| TreatmentChange {
        old: was,
        new: is,
        keys: was.zip(is).map_or_else(Vec::new, |(was, is)| {
            let (was, is) = (&old.treatments[was], &new.treatments[is]);
            differing_keys([
                ("id", was.name != is.name),
                ("name", was.title != is.title),
                ("summary", was.summary != is.summary),
                ("evidence", was.evidence != is.evidence),
                (
                    "sources",
                    sources(old, &was.sources) != sources(new, &is.sources),
                ),
            ])
        }),
    });
    let differ = |it: &TreatmentChange| it.old.is_none() || it.new.is_none() || !it.keys.is_empty();
    changes.filter(differ).collect()
}

/// Returns the ids of scores that changed (items, points, bands or condition), that read a question
/// which is asked differently, or that exist in one version only. A result shows scores, so any of
/// these changes an outcome.
pub(crate) fn changed_scores(
    old: &QuestionSet,
    new: &QuestionSet,
    questions: &[QuestionChange],
) -> Vec<String> {
    let paired = Pairs::of(&old.scores, &new.scores, |_, _| false);
    let added_up = |set: &QuestionSet, score: &Score| {
        let item = |item: &ScoreItem| {
            let question = &set.questions[item.question];
            let options = question.options.iter().map(|option| option.name.clone());
            let mut points: Vec<_> = options.zip(item.points.clone()).collect();
            points.sort();
            (question.name.clone(), points)
        };
        let mut items: Vec<_> = score.items.iter().map(item).collect();
        items.sort();
        let bands: Vec<i64> = score.bands.iter().map(|band| band.from).collect();
        (
            score.when.as_ref().map(|when| condition_key(set, when)),
            items,
            bands,
        )
    };
    let each = paired.all_items(new.scores.ids()).into_iter();
    let differ = each.filter_map(|(was, is)| {
        let was = was.map(|id| &old.scores[id]);
        let is = is.map(|id| &new.scores[id]);
        let mut asked = questions.iter().filter(|it| it.changes_asking());
        let reads = |set, score: Option<&Score>, question: Option<Id<Question>>| {
            score
                .zip(question)
                .is_some_and(|(score, id)| score.reads(set, id))
        };
        let same = was.map(|it| added_up(old, it)) == is.map(|it| added_up(new, it))
            && !asked.any(|it| reads(old, was, it.old) || reads(new, is, it.new));
        let name = is.or(was).map(|score| score.name.clone());
        name.filter(|_| !same)
    });
    differ.collect()
}

/// Returns the keys whose flag is set.
fn differing_keys(found: impl IntoIterator<Item = (&'static str, bool)>) -> Vec<&'static str> {
    let found = found.into_iter().filter(|(_, differs)| *differs);
    found.map(|(key, _)| key).collect()
}

/// Returns the ids of sources as the author wrote them.
fn sources(set: &QuestionSet, ids: &[Id<Source>]) -> Vec<String> {
    let ids = ids.iter();
    ids.map(|&id| set.sources[id].name.clone()).collect()
}
