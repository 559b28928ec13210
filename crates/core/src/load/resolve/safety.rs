//! Checks of the finished set that safety depends on.

use crate::load::messages;
use crate::load::problem::Problems;
use crate::load::resolve::{PartFile, each};
use crate::model::readers::reads;
use crate::model::{Id, Level, OptionRole, Question, QuestionSet, Rule, SafetyEffect};

/// Checks that every safety question offers an open answer and is not optional, and that the set
/// has a number or crisis lines wherever a rule shows them.
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
            report.error(at, messages::optional_safety(&raw.id, Some(&rule.name)));
        }
        if !question.readers.safety {
            continue;
        }
        let rule = reading_rule(set, id).map(|rule| rule.name.as_str());
        if question.options_where(OptionRole::withholds).is_empty() {
            report.error(
                at.key("id").mark(),
                messages::never_not_known(&raw.id, rule),
            );
        }
        if question.optional {
            let at = at.key("optional").key_mark();
            report.error(at, messages::optional_safety(&raw.id, rule));
        }
    }
    if set.regions.is_empty() {
        check_regions(parts, set, report);
    }
    check_lines(parts, set, report);
}

/// Returns the first rule of at least level `clearance` that reads a question.
fn reading_rule(set: &QuestionSet, question: Id<Question>) -> Option<&Rule> {
    set.rules.values().find(|rule| {
        rule.level() > Some(Level::Note)
            && reads(&rule.when, &set.scores, &set.conditions).contains(&question)
    })
}

/// Returns the first rule with `withhold`, of any level, that reads a question. If that question
/// could be skipped, the rule would not fire and treatments would be named.
fn withholding_rule(set: &QuestionSet, question: Id<Question>) -> Option<&Rule> {
    set.rules.values().find(|rule| {
        rule.safety().is_some_and(|safety| safety.withhold)
            && reads(&rule.when, &set.scores, &set.conditions).contains(&question)
    })
}

/// Reports, for a set without regions, the first rule that shows whom to call.
fn check_regions(parts: &[PartFile<'_>], set: &QuestionSet, report: &mut Problems) {
    for (at, raw) in each(parts, "rules", |raw| &raw.rules) {
        let safety = set
            .rules
            .find(&raw.id)
            .and_then(|id| set.rules[id].safety());
        let calls = safety.is_some_and(SafetyEffect::alerts);
        if calls {
            report.error(at.key("id").mark(), messages::nobody_to_call(&raw.id));
            return;
        }
    }
}

/// Checks that every region has a crisis line if any rule shows them.
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
            let message = messages::no_crisis_line(&raw.id, &rule.name);
            report.error(at.key("lines").key_mark(), message);
        }
    }
}
