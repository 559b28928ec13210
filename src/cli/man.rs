//! `man`: the manual page, in roff.

use super::{definition, output};
use crate::error::Error;

pub(super) fn run() -> Result<(), Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(definition()).render(&mut page)?;
    output::print(&String::from_utf8_lossy(&page))
}
