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

use std::io;
use std::path::Path;

/// The same error with the name of the file in its words.
fn named(error: &io::Error, path: &Path) -> io::Error {
    let reason = match error.kind() {
        io::ErrorKind::PermissionDenied => "you are not allowed to change it".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::AlreadyExists => "it is there already".to_owned(),
        io::ErrorKind::NotADirectory => "there is a file where a folder should be".to_owned(),
        io::ErrorKind::IsADirectory => "there is a folder where a file should be".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk cannot be written to".to_owned(),
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        _ => error.to_string(),
    };
    io::Error::new(error.kind(), format!("`{}`: {reason}", path.display()))
}
