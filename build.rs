//! Tells cargo that files are built into the program, so that a new file is noticed.

fn main() {
    for folder in [
        "themes",
        "content/lists",
        "content/criteria",
        "src/problem/kinds",
    ] {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rerun-if-changed=build.rs");
}
