//! Tests of the interview: whole conversations on small sets, and unit tests of single modules.

mod another_day;
mod lines;
mod marks;
mod people;
mod properties;
mod save_file;
mod saved_format;
mod suite;
mod transcripts;
mod understand;
