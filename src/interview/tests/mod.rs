//! The interview as people use it, on sets made up for the purpose.

mod another_day;
mod people;
mod properties;
mod suite;
mod transcripts;
