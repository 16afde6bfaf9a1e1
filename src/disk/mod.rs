//! The hands: the only part that touches files.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this part touches files"
)]

mod load;
mod write;

pub use load::{load, read_file};
pub use write::{Written, add_new_file, replace_file, write};
