//! From answers to an outcome.

use crate::engine::{Sum, Truth, Walk, points, support, truth, walk};
use crate::model::{
    Answer, Answers, Crisis, Effect, Finding, Id, Level, NotProvided, OptionRole, OptionSet,
    Outcome, Question, QuestionSet, Rule, SafetyEffect, ScoreResult, Standing, Status, Treatment,
    Withheld,
};

/// The answers do not yet lead to an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incomplete {
    /// The question to ask next.
    pub next: Id<Question>,
}

/// Decides the outcome of these answers.
///
/// The status is the worst level among the findings, by construction: it does not depend on the
/// order of rules or of answers. Among the treatments that no rule excludes, the best and those
/// close to it are suggested. In an emergency, when nothing is left, and when a rule withholds it,
/// no treatment is named at all.
///
/// # Errors
/// [`Incomplete`] if a question is still to be asked.
pub fn decide(set: &QuestionSet, answers: &Answers) -> Result<Outcome, Incomplete> {
    let walk = walk(set, answers);
    if let Some(next) = walk.next() {
        return Err(Incomplete { next });
    }
    let fired: Vec<Id<Rule>> = set
        .rules
        .iter()
        .filter(|(_, rule)| truth(set, &rule.when, &walk) == Truth::Yes)
        .map(|(id, _)| id)
        .collect();
    let safety = fired.iter().filter_map(|&id| set.rules[id].safety());
    let safety: Vec<&SafetyEffect> = safety.collect();

    let emergency = safety.iter().any(|rule| rule.level == Level::Emergency);
    let withheld = safety.iter().any(|rule| rule.withhold);
    let concerned = |level: Level, treatment: Id<Treatment>| {
        safety
            .iter()
            .any(|rule| rule.level == level && rule.concerns(treatment))
    };
    let nothing_left = set
        .treatments
        .ids()
        .all(|treatment| concerned(Level::Exclude, treatment));
    let may_name = !emergency && !nothing_left && !withheld;

    let standings = if may_name {
        rank(set, &fired, &concerned)
    } else {
        Vec::new()
    };
    let suggested = suggest(set, &standings);
    let needs_clearance = safety.iter().any(|rule| {
        rule.level == Level::Clearance
            && (rule.treatments.is_none()
                || suggested.iter().any(|&treatment| rule.concerns(treatment)))
    });
    let status = if emergency {
        Status::Emergency
    } else if nothing_left {
        Status::NotSuitable
    } else if needs_clearance {
        Status::NeedsClearance
    } else {
        Status::Suggestion
    };
    let sequence = set
        .sequences
        .iter()
        .find(|(_, sequence)| {
            suggested.contains(&sequence.first)
                && suggested.contains(&sequence.then)
                && truth(set, &sequence.when, &walk) == Truth::Yes
        })
        .map(|(id, _)| id);
    let tied = suggested.len() - usize::from(sequence.is_some());
    let close = if tied > 1 {
        suggested.clone()
    } else {
        Vec::new()
    };

    Ok(Outcome {
        status,
        withheld: withheld && !emergency && !nothing_left,
        standings,
        suggested,
        close,
        sequence,
        findings: findings(set, &fired, &walk, may_name),
        crisis: crisis(set, answers, &safety),
        scores: scores(set, &walk),
        not_provided: not_provided(set, &walk),
    })
}

/// The safety rules that certainly hold already, whatever questions are still to come, in the
/// author's order: what an interview must say at the moment of the answer.
#[must_use]
pub fn alerts(set: &QuestionSet, answers: &Answers) -> Vec<Id<Rule>> {
    let walk = walk(set, answers);
    set.rules
        .iter()
        .filter(|(_, rule)| {
            rule.safety().is_some_and(SafetyEffect::alerts)
                && truth(set, &rule.when, &walk) == Truth::Yes
        })
        .map(|(id, _)| id)
        .collect()
}

fn rank(
    set: &QuestionSet,
    fired: &[Id<Rule>],
    concerned: &impl Fn(Level, Id<Treatment>) -> bool,
) -> Vec<Standing> {
    let mut standings: Vec<Standing> = set
        .treatments
        .ids()
        .map(|treatment| Standing {
            treatment,
            points: total(set, fired, treatment),
            excluded: concerned(Level::Exclude, treatment),
            needs_clearance: concerned(Level::Clearance, treatment),
        })
        .collect();
    standings.sort_by_key(|standing| (standing.excluded, std::cmp::Reverse(standing.points)));
    standings
}

fn total(set: &QuestionSet, fired: &[Id<Rule>], treatment: Id<Treatment>) -> i32 {
    fired
        .iter()
        .filter_map(|&id| match &set.rules[id].effect {
            Effect::Fit(points) => Some(points),
            Effect::Safety(_) => None,
        })
        .flatten()
        .filter(|(named, _)| *named == treatment)
        .map(|(_, points)| points)
        .sum()
}

/// The best treatment left and those close to one that is best; none if the best has fewer points
/// than the minimum.
fn suggest(set: &QuestionSet, standings: &[Standing]) -> Vec<Id<Treatment>> {
    let left = || standings.iter().filter(|standing| !standing.excluded);
    let Some(best) = left().map(|standing| standing.points).max() else {
        return Vec::new();
    };
    if best < set.decision.minimum {
        return Vec::new();
    }
    left()
        .filter(|other| {
            left().any(|top| {
                top.points == best
                    && (top.treatment == other.treatment
                        || best - other.points <= set.decision.band(top.treatment, other.treatment))
            })
        })
        .map(|standing| standing.treatment)
        .collect()
}

/// Fit findings name treatments, so they are left out where none may be named.
fn findings(
    set: &QuestionSet,
    fired: &[Id<Rule>],
    walk: &Walk<'_>,
    may_name: bool,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = fired
        .iter()
        .filter(|&&id| may_name || set.rules[id].level().is_some())
        .map(|&rule| Finding {
            rule,
            answers: support(set, &set.rules[rule].when, walk)
                .into_iter()
                .collect(),
        })
        .collect();
    findings.sort_by_key(|finding| {
        (
            std::cmp::Reverse(set.rules[finding.rule].level()),
            finding.rule,
        )
    });
    findings
}

/// For an emergency without crisis lines the emergency number comes first.
fn crisis(set: &QuestionSet, answers: &Answers, safety: &[&SafetyEffect]) -> Option<Crisis> {
    let lines = safety.iter().any(|rule| rule.crisis_lines);
    let emergency_first = safety.iter().any(|rule| rule.emergency_first());
    (lines || emergency_first).then(|| Crisis {
        region: answers.region.or_else(|| set.fallback_region()),
        emergency_first,
        lines,
    })
}

fn scores(set: &QuestionSet, walk: &Walk<'_>) -> Vec<ScoreResult> {
    set.scores
        .iter()
        .filter_map(|(id, score)| {
            let Sum::Points(points) = points(set, score, walk) else {
                return None;
            };
            let band = score.bands.iter().rposition(|band| band.from <= points)?;
            Some(ScoreResult {
                score: id,
                points,
                band,
            })
        })
        .collect()
}

fn not_provided(set: &QuestionSet, walk: &Walk<'_>) -> Vec<NotProvided> {
    walk.answered(set)
        .filter_map(|(question, answer)| {
            let how = match answer {
                Answer::Skipped => Withheld::Skipped,
                Answer::Options(chosen) => withheld(&set.questions[question], *chosen)?,
                Answer::Number(_) | Answer::Text(_) => return None,
            };
            Some(NotProvided { question, how })
        })
        .collect()
}

fn withheld(question: &Question, chosen: OptionSet) -> Option<Withheld> {
    let is = |role| chosen.intersects(question.options_where(|option| option == role));
    if is(OptionRole::Unknown) {
        Some(Withheld::Unknown)
    } else if is(OptionRole::Declined) {
        Some(Withheld::Declined)
    } else {
        None
    }
}
