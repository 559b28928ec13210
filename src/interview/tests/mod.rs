//! Tests of the interview: whole conversations on small sets, and unit tests of single modules.

mod another_day;
mod autosave;
mod lines;
mod marks;
mod people;
mod properties;
mod saved;
mod suite;
mod transcripts;
mod understand;
