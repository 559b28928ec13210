//! treatfit.

fn main() {}
