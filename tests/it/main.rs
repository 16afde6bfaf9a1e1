//! The tests of Handrail, as one program: files in, pages and messages out.
//!
//! `site` and `project` drive the others: a site in memory from one string, and a project on disk.
//! `cargo test --test it links` runs one module.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests look at real folders, run the program, and stop when something is wrong"
)]

mod agree;
mod bad_input;
mod cli;
mod compare;
mod components;
mod deciding;
mod dependencies;
mod disk;
mod disk_again;
mod due;
mod easy_providers;
mod everything;
mod example;
mod example_trust;
mod faults;
mod fuzz;
mod guard;
mod house;
mod html;
mod import;
mod import_checks;
mod import_program;
mod import_rows;
mod injection;
mod last_build;
mod links;
mod no_panic;
mod own_colours;
mod own_words;
mod pictures;
mod privacy;
mod project;
mod same_bytes;
mod search;
mod serve;
mod sheets;
mod shortlist;
mod site;
mod sites;
mod specimens;
mod statuses;
mod told;
