//! Builds anew when a file of the embedded question set comes or goes.

fn main() {
    println!("cargo:rerun-if-changed=questions/ketamine");
}
