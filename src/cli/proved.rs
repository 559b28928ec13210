//! Loads a question set for `screen`, `intake` and `evaluate`. A set that is not the built-in one
//! is proved first; without proof it is used only with `--unproved`.

mod messages;

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use clap::Args;
use treatfit_core::load::{load, load_to_ask};
use treatfit_core::model::QuestionSet;
use treatfit_proof::check::Check;
use treatfit_proof::{BUDGET, OverBudget};
use treatfit_report::Stamp;

use crate::cli::count::many;
use crate::cli::options::{SetOptions, files, load_with};
use crate::cli::{output, stamp};
use crate::error::{Error, ErrorKind};
use crate::terminal::{ColorChoice, Stream};

/// A proof that takes longer than this is announced, so that the program does not seem to hang.
const ANNOUNCE_AFTER: Duration = Duration::from_secs(1);

/// The options that select a question set and say how to treat its guarantees.
#[derive(Debug, Args)]
pub(super) struct ProvedSet {
    #[command(flatten)]
    pub(super) set: SetOptions,
    /// Use a question set without proving its guarantees first; every result says so
    #[arg(long)]
    pub(super) unproved: bool,
    /// How many decision-diagram nodes the proof of a question set may use, and that of `--explain`
    #[arg(long, value_name = "NODES", default_value_t = BUDGET, hide_short_help = true)]
    pub(super) budget: usize,
}

impl ProvedSet {
    /// Loads the set and returns it with its stamp, which states in every result what was proved.
    /// A test of this program proved the built-in set; any other is loaded with its
    /// scenarios and proved now.
    ///
    /// # Errors
    /// Fails if the set has problems, or if a guarantee is broken or not proved within the budget.
    pub(super) fn load(&self, color: ColorChoice) -> Result<(QuestionSet, Stamp), Error> {
        let files = files(self.set.folder())?;
        let load = if self.unproved || files.are_checked() {
            load_to_ask
        } else {
            load
        };
        let set = load_with(load, &files, color)?;
        let stamp = match stamp::of(&set) {
            Some(stamp) => stamp,
            None if self.unproved => {
                output::warn(messages::UNPROVED, color);
                Stamp::Unproved
            }
            None => self.prove(&set, color)?,
        };
        Ok((set, stamp))
    }

    /// Proves the guarantees of a set and returns its stamp.
    fn prove(&self, set: &QuestionSet, color: ColorChoice) -> Result<Stamp, Error> {
        let refused = |message| Error::new(ErrorKind::Refused, message);
        let check = check(set, self.budget, color).map_err(|over| {
            refused(messages::over_budget(set, over))
                .hint(messages::OVER_BUDGET_HINT)
                .hint(messages::UNPROVED_HINT)
        })?;
        if !check.holds() {
            let folder = self.set.folder();
            return Err(refused(messages::broken(set, &check))
                .hint(messages::check_hint(folder))
                .hint(messages::UNPROVED_HINT));
        }
        let answer_sets = many(&check.counts.answer_sets);
        let guarantees = check.proved();
        Ok(if check.guarantees.is_empty() {
            output::warn(messages::BUILT_IN_ONLY, color);
            Stamp::BuiltInOnly {
                guarantees,
                answer_sets,
            }
        } else {
            Stamp::Checked {
                guarantees,
                answer_sets,
            }
        })
    }
}

/// Proves a set. If stderr is a terminal and the proof takes longer than [`ANNOUNCE_AFTER`], says
/// so.
fn check(set: &QuestionSet, budget: usize, color: ColorChoice) -> Result<Check, OverBudget> {
    if !Stream::Stderr.is_terminal() {
        return Check::of(set, budget);
    }
    thread::scope(|scope| {
        let (proving, done) = channel::<()>();
        scope.spawn(move || {
            if done.recv_timeout(ANNOUNCE_AFTER) == Err(RecvTimeoutError::Timeout) {
                output::print_to_stderr(messages::PROVING, color);
            }
        });
        let check = Check::of(set, budget);
        drop(proving);
        check
    })
}
