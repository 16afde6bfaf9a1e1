//! The tests of Handrail, as one program: files in, pages and messages out.
//!
//! `site` and `project` drive the others: a site in memory from one string, and a project on disk.
//! `cargo test --test it links` runs one module.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests look at real folders and run the program"
)]

mod bad_input;
mod disk;
mod everything;
mod house;
mod html;
mod no_panic;

mod project;
mod site;
mod specimens;
