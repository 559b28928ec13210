//! Messages of `check`: proofs and counts over all answer sets. Every number is labelled as a
//! number of answer sets, so that it is not read as a number of people.

use num_bigint::BigUint;
use treatfit_core::engine::misses;
use treatfit_core::model::{Claim, Guarantee, QuestionSet, Treatment};
use treatfit_core::text::{Count, listed, missed_expectation, one_line};
use treatfit_proof::check::{
    About, BuiltIn, Check, Counterexample, Example, PromptCounts, Remark, Ruling,
};

use crate::cli::count::answer_sets;

/// Explains what the counts in JSON count.
pub(crate) const COUNTED: &str = "\
These numbers count answer sets, not people: answer sets are not assumed to be equally likely.";

/// Heading of the counts by result.
pub(crate) const BY_RESULT: &str =
    "Answer sets by result (not people: they are not assumed to be equally likely)";

/// Heading of the remarks.
pub(crate) const WORTH_A_LOOK: &str = "Worth a look";

/// Hint for a proof that exceeded the node budget.
pub(crate) const BUDGET_HINT: &str = "nothing is claimed; allow more nodes with `--budget`";

/// Returns the first line of a check: a set that loaded without errors.
#[must_use]
pub(crate) fn read(set: &QuestionSet) -> String {
    format!(
        "{} {}: {}, {}, no errors",
        set.name,
        set.version,
        Count(set.questions.len(), "question"),
        Count(set.rules.len(), "rule")
    )
}

/// Returns the label of the count of answer sets for which a treatment is suggested.
#[must_use]
pub(crate) fn suggested(treatment: &Treatment) -> String {
    format!("{} suggested", treatment.name)
}

/// States a built-in guarantee in one sentence.
#[must_use]
pub(crate) const fn built_in(guarantee: BuiltIn) -> &'static str {
    match guarantee {
        BuiltIn::OneOutcome => "Every answer set has exactly one status.",
        BuiltIn::ExcludedNeverSuggested => "A treatment that a rule excludes is never suggested.",
        BuiltIn::NothingNamedInDanger => {
            "If the status is `emergency` or `not_suitable`, no treatment is suggested."
        }
        BuiltIn::WithheldNeedsClinician => {
            "If treatments are withheld, the status is `needs_clearance` or worse."
        }
        BuiltIn::UnknownIsNeverNo => {
            "With an unknown or declined answer to a safety question, the status is `needs_clearance` or \
             worse."
        }
        BuiltIn::TiesAreShown => {
            "Treatments whose points are close are all suggested, and shown as equally good."
        }
        BuiltIn::SameByEveryRoute => {
            "The result does not depend on how the person went back and forth."
        }
        BuiltIn::AsksWhatMatters => {
            "No question is asked that can no longer matter, and no other question is left out."
        }
    }
}

/// States how many of `all` built-in guarantees hold.
#[must_use]
pub(crate) fn built_in_held(held: usize, all: usize) -> String {
    format!("{} {}", of_all(held, all, "built-in guarantee"), verb(all))
}

/// States how many of `all` guarantees of the set hold.
#[must_use]
pub(crate) fn own_held(held: usize, all: usize) -> String {
    format!(
        "{} of the set {}",
        of_all(held, all, "guarantee"),
        verb(all)
    )
}

fn of_all(held: usize, all: usize, noun: &'static str) -> String {
    let all_of_them = Count(all, noun);
    if held == all {
        all_of_them.to_string()
    } else {
        format!("{held} of {all_of_them}")
    }
}

const fn verb(all: usize) -> &'static str {
    if all == 1 { "holds" } else { "hold" }
}

/// Returns the heading of what was proved, with the number of answer sets.
#[must_use]
pub(crate) fn head(check: &Check) -> String {
    format!("Over all {}:", answer_sets(&check.counts.answer_sets))
}

/// Describes a broken built-in guarantee and the treatment or question that breaks it.
#[must_use]
pub(crate) fn breach(set: &QuestionSet, guarantee: BuiltIn, about: &About) -> String {
    let says = built_in(guarantee).trim_end_matches('.');
    let place = match about {
        About::Result => String::new(),
        About::Treatment(id) => format!(": `{}`", set.treatments[*id].name),
        About::Question(id) => format!(": `{}`", set.questions[*id].name),
        About::Leftover(id, _) => format!(
            ": an earlier answer to `{}`, which is no longer asked, still counts",
            set.questions[*id].name
        ),
    };
    format!("Broken: “{says}”{place}")
}

/// Describes a guarantee of the set that does not hold; `None` if it holds.
#[must_use]
pub(crate) fn not_held(guarantee: &Guarantee, ruling: &Ruling) -> Option<String> {
    let name = &guarantee.name;
    match ruling {
        Ruling::Holds | Ruling::Possible(..) => None,
        Ruling::Broken(..) => Some(match &guarantee.says {
            Some(says) => format!("Broken: `{name}`: {says}"),
            None => format!("Broken: `{name}`"),
        }),
        Ruling::Impossible => Some(format!(
            "Impossible: `{name}` says that this can happen, but no answer set makes it happen"
        )),
        Ruling::SaysNothing => Some(format!(
            "Empty: `{name}` applies to no answer set at all, so it guards nothing; check when the \
             questions it reads are asked"
        )),
    }
}

/// Introduces a counterexample, with the number of answer sets that break the guarantee.
#[must_use]
pub(crate) fn broken_by(set: &QuestionSet, many: &BigUint, example: &Example) -> String {
    let verb = if *many == BigUint::from(1u8) {
        "breaks"
    } else {
        "break"
    };
    format!(
        "{} {verb} it, such as this one, which gives `{}`:",
        answer_sets(many),
        one_line(set, &example.outcome)
    )
}

/// Explains, one line each, what the counterexample misses and which rule should have been found.
#[must_use]
pub(crate) fn wrong(
    set: &QuestionSet,
    guarantee: &Guarantee,
    found: &Counterexample,
) -> Vec<String> {
    let mut lines = match &guarantee.claim {
        Claim::Always(expect) => {
            let misses = misses(expect, &found.example.outcome);
            misses
                .iter()
                .map(|one| missed_expectation(set, one))
                .collect()
        }
        Claim::Possible(_) => Vec::new(),
    };
    lines.extend(found.expected.map(|id| {
        let rule = &set.rules[id].name;
        let demanded = matches!(&guarantee.claim, Claim::Always(it) if it.findings.contains(&id));
        if demanded {
            format!("rule `{rule}` should have been found")
        } else {
            // Either this rule is too narrow, or another rule is missing.
            format!("most answers of this kind make rule `{rule}` a finding, these do not")
        }
    }));
    lines
}

/// States a remark in one sentence.
#[must_use]
pub(crate) fn remark(set: &QuestionSet, remark: &Remark) -> String {
    let rule = |id| &set.rules[id].name;
    match remark {
        Remark::NeverAsked(id) => {
            format!("question `{}` is never asked", set.questions[*id].name)
        }
        Remark::Unread {
            question, options, ..
        } => {
            let question = &set.questions[*question];
            let names = question.chosen(*options);
            let names: Vec<String> = names.map(|option| format!("`{}`", option.name)).collect();
            format!(
                "nothing reads {} of `{}`",
                listed(&names, "or"),
                question.name
            )
        }
        Remark::NumberLabels { question, options } => {
            let question = &set.questions[*question];
            let names = question.chosen(*options);
            let names: Vec<String> = names.map(|option| format!("`{}`", option.name)).collect();
            format!(
                "labels of `{}` begin with a number that could be a position in the list: {}; in plain \
                 lines its options are lettered, so that label and position cannot be confused",
                question.name,
                listed(&names, "and")
            )
        }
        Remark::NeverFound(id) => {
            format!(
                "rule `{}` is never found: no answer set makes it a finding",
                rule(*id)
            )
        }
        Remark::NeverMatters {
            rule: id,
            implied_by: None,
            ..
        } => format!(
            "rule `{}` never changes a result: wherever it is found, other rules decide",
            rule(*id)
        ),
        Remark::NeverMatters {
            rule: id,
            implied_by: Some(by),
            ..
        } => format!(
            "rule `{}` never changes a result: wherever it is found, `{}` is found too",
            rule(*id),
            rule(*by)
        ),
        Remark::NeverSuggested(id) => {
            format!(
                "treatment `{}` is never suggested",
                set.treatments[*id].name
            )
        }
    }
}

/// States how many prompts the interview takes: shortest, longest and median.
#[must_use]
pub(crate) fn prompts(prompts: &PromptCounts) -> String {
    format!(
        "The interview takes {} to {}; half of all answer sets take {} or fewer.",
        prompts.shortest(),
        Count(prompts.longest(), "prompt"),
        prompts.median()
    )
}
