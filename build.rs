//! Tells Cargo to rebuild when files are added to or removed from the embedded question set.

fn main() {
    println!("cargo:rerun-if-changed=questions/ketamine");
}
