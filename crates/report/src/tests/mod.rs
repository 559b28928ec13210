//! Tests of whole reports: snapshots, and properties that every report must have.

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

use crate::TextLayout;

const PAGE: TextLayout = TextLayout {
    width: 80,
    colour: false,
    unicode: true,
};
