//! What a report shows, whole, and what must hold of every report.

mod answers;
mod explain;
mod json;
mod private;
mod same;
mod sample;
mod shown;
mod silence;
mod structure;
mod width;

use crate::Page;

const PAGE: Page = Page {
    width: 80,
    colour: false,
    unicode: true,
};
