//! `test`: runs the scenarios of a set and measures how much they test, by condition coverage and
//! by mutation testing.

mod coverage;
mod messages;
mod mutants;
mod scenarios;

use std::path::PathBuf;

use clap::{Args, value_parser};
use serde_json::{Value, json};
use treatfit_core::engine::Coverage;
use treatfit_core::model::QuestionSet;
use treatfit_proof::BUDGET;
use treatfit_proof::mutants::{Mutant, Tally, try_all};

use crate::cli::options::{ListFormat, load_from};
use crate::cli::output;
use crate::cli::output::paragraph;
use crate::cli::test::messages::mutants::SCENARIOS_FAIL;
use crate::cli::test::scenarios::Tested;
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

/// The most missing cases listed without `--min`.
const FEW: usize = 10;

#[derive(Debug, Args)]
pub(super) struct TestOptions {
    /// A folder with a question set; the built-in ketamine set if left out
    set: Option<PathBuf>,
    /// How to print the result
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
    /// Fail if the scenarios cover less than this percentage of the conditions, holding and not
    /// holding
    #[arg(long, value_name = "PERCENT", value_parser = value_parser!(u8).range(..=100))]
    min: Option<u8>,
    /// Try small changes to the set, one at a time, and list those that no scenario notices
    #[arg(long)]
    mutants: bool,
    /// Fail if the scenarios notice less than this percentage of the changes that can be noticed
    #[arg(long, value_name = "PERCENT", default_value_t = 95, requires = "mutants", value_parser = value_parser!(u8).range(..=100))]
    min_mutants: u8,
    /// How many decision-diagram nodes the proofs may use
    #[arg(long, value_name = "NODES", default_value_t = BUDGET, requires = "mutants")]
    budget: usize,
}

pub(super) fn run(options: &TestOptions, color: ColorChoice) -> Result<(), Error> {
    let set = load_from(options.set.as_deref(), color)?;
    let scenarios = scenarios::run(&set);
    let passed = scenarios.iter().all(Tested::passed);
    let results = TestResults {
        coverage: Coverage::of(&set),
        mutants: (options.mutants && passed).then(|| try_all(&set, options.budget)),
        set: &set,
        scenarios,
    };
    match options.format {
        ListFormat::Text => output::print(&results.text(options))?,
        ListFormat::Json => output::print_json(&results.json())?,
    }
    if !passed {
        return Err(Error::without_message(ErrorKind::Refused));
    }
    results.refused(options).map_or(Ok(()), Err)
}

/// Everything that `test` prints. `mutants` is `None` if they were not asked for, or if a scenario
/// fails.
struct TestResults<'a> {
    set: &'a QuestionSet,
    scenarios: Vec<Tested<'a>>,
    coverage: Coverage,
    mutants: Option<Vec<Mutant>>,
}

impl TestResults<'_> {
    /// Returns the error for a coverage or kill rate below the required one, if it is.
    fn refused(&self, options: &TestOptions) -> Option<Error> {
        let refused =
            |message: String, hint: &str| Error::new(ErrorKind::Refused, message).hint(hint);
        let coverage = &self.coverage;
        if let Some(percent) = options.min.filter(|&it| !coverage.reaches(it)) {
            let message = messages::coverage::too_little(coverage, percent);
            return Some(refused(message, messages::coverage::TOO_LITTLE_HINT));
        }
        let tally = Tally::of(self.mutants.as_deref()?);
        (!tally.reaches(options.min_mutants)).then(|| {
            let message = messages::mutants::too_little(&tally, options.min_mutants);
            refused(message, messages::mutants::TOO_LITTLE_HINT)
        })
    }

    fn text(&self, options: &TestOptions) -> String {
        let (set, width) = (self.set, Stream::Stdout.width());
        let mut out = String::new();
        scenarios::text(&mut out, width, set, &self.scenarios);
        let most = options.min.map_or(FEW, |_| usize::MAX);
        coverage::text(&mut out, width, set, &self.coverage, most);
        match &self.mutants {
            Some(tried) => mutants::text(&mut out, width, set, tried),
            None if options.mutants => paragraph(&mut out, width, "", "  ", SCENARIOS_FAIL),
            None => {}
        }
        out
    }

    fn json(&self) -> Value {
        let set = self.set;
        json!({
            "set": set.name,
            "version": set.version,
            "digest": set.digest,
            "scenarios": scenarios::json(set, &self.scenarios),
            "coverage": coverage::json(set, &self.coverage),
            "mutants": self.mutants.as_ref().map(|tried| mutants::json(set, tried)),
        })
    }
}
