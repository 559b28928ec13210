//! Text functions that more than one crate needs: conditions, outcomes and failed scenarios in
//! words, counts and lists, and the escaping of characters that could mislead a reader or a
//! terminal.

mod condition;
mod count;
mod outcome;
mod scenario;
mod visible;

pub use condition::describe_condition;
pub use count::{Count, grouped, listed, percent};
pub use outcome::one_line;
pub use scenario::{missed_expectation, scenario_failed, scenario_summary};
pub use visible::{steers, visible, visible_coloured, visible_json, visible_lines, visible_path};
