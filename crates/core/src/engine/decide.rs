//! Decides the outcome of a complete answer set.

use std::fmt;

use crate::engine::{Sum, Truth, Walk, points, support, truth, walk};
use crate::model::{
    Answer, Answers, Crisis, Effect, Finding, Id, Level, NotProvided, OptionRole, OptionSet,
    Outcome, Question, QuestionSet, Rule, SafetyEffect, ScoreResult, Standing, Status, Treatment,
    Withheld,
};

/// The error that the answers do not yet lead to an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incomplete {
    /// The question to ask next.
    pub next: Id<Question>,
}

impl fmt::Display for Incomplete {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answers do not lead to an outcome yet: a question is still to be asked")
    }
}

impl std::error::Error for Incomplete {}

/// Decides the outcome of a complete answer set.
///
/// The status is the worst level among the findings, whatever the order of rules or answers; for
/// it, an exclusion counts only if every treatment is excluded, and a clearance only if it concerns
/// all treatments or a suggested one. Among the treatments that no rule excludes, the best and
/// those close to it are suggested. No treatment is named at all in an emergency, if every
/// treatment is excluded, or if a rule that fired has `withhold`.
///
/// # Errors
/// Returns [`Incomplete`], with the next question, if a question is still to be asked.
///
/// # Examples
///
/// ```
/// # use treatfit_core::engine::decide;
/// # use treatfit_core::load::{Files, load, read_answers};
/// # use treatfit_core::model::Status;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let head = "\
/// # format: 1
/// # id: walk
/// # version: 0.1.0
/// # title: Which walk?
/// # reviewed: {by: nobody yet, on: 2026-11-21}
/// # treatments:
/// #   - {id: hill, name: The hill, summary: Up and down., evidence: Not studied.}
/// #   - {id: park, name: The park, summary: Flat., evidence: Not studied.}
/// # decision: {minimum: 1, close: 0}
/// # notices: {consult: Ask somebody who was there.}
/// # sections: [walk]
/// # ";
/// # let section = "\
/// # section: {title: A walk, why: To find a safe walk.}
/// # sources: [{id: map, title: A map, seen: read}]
/// # questions:
/// #   - {id: ice, ask: Is there ice?, type: yes_no, unknown: Not sure}
/// #   - {id: shoes, ask: Which shoes?, type: choice, options: {old: Old ones, new: New ones}}
/// # rules:
/// #   - id: icy
/// #     level: exclude
/// #     treatments: [hill]
/// #     when: {ice: [yes, unknown]}
/// #     because: The hill is slippery.
/// #     do: Stay off the hill.
/// #     sources: [map]
/// #   - {id: view, points: {hill: 2}, when: {shoes: [old, new]}, because: It has a view., sources: [map]}
/// #   - {id: near, points: {park: 1}, when: {shoes: [old, new]}, because: It is near., sources: [map]}
/// # ";
/// # let files = Files::from_texts(
/// #     [("set.yaml", head), ("walk.yaml", section)].map(|(name, text)| (name.into(), text.into())),
/// # );
/// # let set = load(&files).map_err(|problems| format!("{problems:?}"))?.set;
/// # let given = read_answers(&set, "answers.yaml", "{set: walk, answers: {ice: yes, shoes: old}}")
/// #     .map_err(|problems| format!("{problems:?}"))?;
/// # let answers = given.answers;
/// // The answers: there is ice, and the shoes are old. A rule excludes the hill if there is ice.
/// let outcome = decide(&set, &answers)
///     .map_err(|incomplete| format!("no answer to {}", set.questions[incomplete.next].name))?;
/// assert_eq!(outcome.status, Status::Suggestion);
/// assert_eq!(outcome.suggested, [set.treatments.find("park").ok_or("no park")?]);
/// assert!(outcome.standings.iter().any(|standing| standing.excluded));
/// # Ok(())
/// # }
/// ```
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
    let is_concerned = |level: Level, treatment: Id<Treatment>| {
        safety
            .iter()
            .any(|rule| rule.level == level && rule.concerns(treatment))
    };
    let nothing_left = set
        .treatments
        .ids()
        .all(|treatment| is_concerned(Level::Exclude, treatment));
    let may_name = !emergency && !nothing_left && !withheld;

    let standings = if may_name {
        rank(set, &fired, &is_concerned)
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
    // A sequence orders two of the suggested treatments; a third one would still be tied.
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

/// Returns the rules that have fired already, whatever is still to come, and for which an interview
/// must show at once whom to call (see [`SafetyEffect::alerts`]), in the author's order.
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

/// Ranks all treatments: excluded ones last, then by points, then in the author's order.
fn rank(
    set: &QuestionSet,
    fired: &[Id<Rule>],
    is_concerned: &impl Fn(Level, Id<Treatment>) -> bool,
) -> Vec<Standing> {
    let mut standings: Vec<Standing> = set
        .treatments
        .ids()
        .map(|treatment| Standing {
            treatment,
            points: total(set, fired, treatment),
            excluded: is_concerned(Level::Exclude, treatment),
            needs_clearance: is_concerned(Level::Clearance, treatment),
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

/// Builds the findings. Those of fit rules name treatments, so they are left out if none may be
/// named.
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

/// Decides whether a number or crisis lines are shown, and which come first.
fn crisis(set: &QuestionSet, answers: &Answers, safety: &[&SafetyEffect]) -> Option<Crisis> {
    let lines = safety.iter().any(|rule| rule.crisis_lines);
    let emergency_first = safety.iter().any(|rule| rule.emergency_first());
    (lines || emergency_first).then(|| Crisis {
        region: answers.region.or_else(|| set.fallback_region()),
        emergency_first,
        lines,
    })
}

/// Adds up the scores that have a value, each with the highest band it reaches.
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

/// Returns how the chosen options leave the question open, if they do.
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
