//! What a set must have so that safety never hangs on a guess.

use crate::load::messages as words;
use crate::load::problem::Problems;
use crate::load::resolve::{PartFile, each};
use crate::model::readers::reads;
use crate::model::{Id, Level, OptionRole, Question, QuestionSet, Rule, SafetyEffect};

/// Every safety question can be answered by those who do not know, and cannot be passed over; and
/// whoever needs help is told whom to call.
pub(super) fn check(parts: &[PartFile<'_>], set: &QuestionSet, report: &mut Problems) {
    for (at, raw) in each(parts, "questions", |raw| &raw.questions) {
        let Some(id) = set.questions.find(&raw.id) else {
            continue;
        };
        let question = &set.questions[id];
        if question.optional
            && !question.readers.safety
            && let Some(rule) = withholding_rule(set, id)
        {
            let at = at.key("optional").key_mark();
            report.error(at, words::optional_safety(&raw.id, Some(&rule.name)));
        }
        if !question.readers.safety {
            continue;
        }
        let rule = reading_rule(set, id).map(|rule| rule.name.as_str());
        if question.options_where(OptionRole::withholds).is_empty() {
            report.error(at.key("id").mark(), words::never_not_known(&raw.id, rule));
        }
        if question.optional {
            let at = at.key("optional").key_mark();
            report.error(at, words::optional_safety(&raw.id, rule));
        }
    }
    if set.regions.is_empty() {
        check_regions(parts, set, report);
    }
    check_lines(parts, set, report);
}

fn reading_rule(set: &QuestionSet, question: Id<Question>) -> Option<&Rule> {
    set.rules.values().find(|rule| {
        rule.level() > Some(Level::Note)
            && reads(&rule.when, &set.scores, &set.conditions).contains(&question)
    })
}

/// A rule that withholds whatever its level: who passes its question over would be named a treatment.
fn withholding_rule(set: &QuestionSet, question: Id<Question>) -> Option<&Rule> {
    set.rules.values().find(|rule| {
        rule.safety().is_some_and(|safety| safety.withhold)
            && reads(&rule.when, &set.scores, &set.conditions).contains(&question)
    })
}

fn check_regions(parts: &[PartFile<'_>], set: &QuestionSet, report: &mut Problems) {
    for (at, raw) in each(parts, "rules", |raw| &raw.rules) {
        let safety = set
            .rules
            .find(&raw.id)
            .and_then(|id| set.rules[id].safety());
        let calls = safety.is_some_and(SafetyEffect::alerts);
        if calls {
            report.error(at.key("id").mark(), words::nobody_to_call(&raw.id));
            return;
        }
    }
}

/// Where a rule shows crisis lines, every region has one.
fn check_lines(parts: &[PartFile<'_>], set: &QuestionSet, report: &mut Problems) {
    let shows = set
        .rules
        .values()
        .find(|rule| rule.safety().is_some_and(|safety| safety.crisis_lines));
    let Some(rule) = shows else {
        return;
    };
    for (at, raw) in each(parts, "regions", |raw| &raw.regions) {
        if raw.lines.is_empty() {
            let said = words::no_crisis_line(&raw.id, &rule.name);
            report.error(at.key("lines").key_mark(), said);
        }
    }
}
