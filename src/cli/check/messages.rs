//! What is said of proofs over all answer sets. Every number says that it counts answer sets.

use num_bigint::BigUint;
use treatfit_core::engine::misses;
use treatfit_core::model::{Claim, Guarantee, QuestionSet, Treatment};
use treatfit_core::text::{Count, listed, missed_expectation, one_line};
use treatfit_proof::check::{
    About, BuiltIn, Check, Counterexample, Example, PromptCounts, Remark, Ruling,
};

use crate::cli::count::answer_sets;

/// What the numbers of a check count.
pub(crate) const COUNTED: &str = "\
These numbers count answer sets, not people: nobody says that two answer sets are equally likely.";

/// Heads the counts of results.
pub(crate) const BY_RESULT: &str =
    "Answer sets by result (not people: nobody says that two are equally likely)";

/// Heads the remarks.
pub(crate) const WORTH_A_LOOK: &str = "Worth a look";

/// What to do where the budget ran out.
pub(crate) const BUDGET_HINT: &str = "nothing is claimed; give more with --budget";

/// A set that was read without an error.
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

/// A treatment as it heads a count.
#[must_use]
pub(crate) fn suggested(treatment: &Treatment) -> String {
    format!("{} suggested", treatment.name)
}

/// A built-in guarantee in a sentence.
#[must_use]
pub(crate) const fn built_in(guarantee: BuiltIn) -> &'static str {
    match guarantee {
        BuiltIn::OneOutcome => "Every answer set has exactly one status.",
        BuiltIn::ExcludedNeverSuggested => "A treatment that a rule excludes is never suggested.",
        BuiltIn::NothingNamedInDanger => {
            "Where the result is an emergency or not suitable, no treatment is suggested."
        }
        BuiltIn::WithheldNeedsClinician => {
            "Where treatments are withheld, a clinician is needed at least."
        }
        BuiltIn::UnknownIsNeverNo => {
            "Not knowing, or not saying, the answer to a safety question needs a clinician at least."
        }
        BuiltIn::TiesAreShown => {
            "Treatments whose points are close are all suggested, and shown as equally good."
        }
        BuiltIn::SameByEveryRoute => {
            "The result is the same however the person went back and forth."
        }
        BuiltIn::AsksWhatMatters => {
            "Nothing is asked that can no longer matter, and nothing else is left out."
        }
    }
}

/// How many built-in guarantees hold.
#[must_use]
pub(crate) fn built_in_held(held: usize, all: usize) -> String {
    format!("{} {}", of_all(held, all, "built-in guarantee"), verb(all))
}

/// How many guarantees of the set hold.
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

/// Heads the text of a check.
#[must_use]
pub(crate) fn head(check: &Check) -> String {
    format!("Over all {}:", answer_sets(&check.counts.answer_sets))
}

/// A built-in guarantee that is broken, and where.
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

/// What is said of a guarantee that does not hold; nothing of one that does.
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
            "Impossible: `{name}` says that this can happen, and no answer set does it"
        )),
        Ruling::SaysNothing => Some(format!(
            "Empty: `{name}` speaks of no answer set at all, so it guards nothing; when are the \
             questions it reads asked?"
        )),
    }
}

/// Leads to an answer set that breaks a guarantee.
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

/// What is wrong with the answer set that breaks a guarantee, in lines.
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
            // It may be this rule that misses them, or one that is not there.
            format!("most answers of this kind make `{rule}` a finding, these do not")
        }
    }));
    lines
}

/// A remark in a sentence.
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
                "labels of `{}` begin with a number that could be a place in the list: {}; line by \
                 line its options stand behind letters, so that neither is taken for the other",
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
            "rule `{}` never changes a result: other rules decide wherever it is found",
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

/// How long the interview is.
#[must_use]
pub(crate) fn prompts(prompts: &PromptCounts) -> String {
    format!(
        "The interview takes {} to {}; half of all answer sets take {} or fewer.",
        prompts.shortest(),
        Count(prompts.longest(), "prompt"),
        prompts.median()
    )
}
