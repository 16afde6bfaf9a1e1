//! The hands: the only part that touches files and the network.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this part touches files"
)]

mod browser;
mod changes;
mod hands;
mod in_place;
mod leftovers;
mod list;
mod load;
mod lock;
mod made;
mod notes;
mod parts;
mod preview;
mod project;
mod seen;
mod system;
mod watch;
mod whole;
mod write;

pub use browser::open_in_browser;
pub use hands::{Onlooker, Step};
pub use load::{load, load_again, open_few};
pub use made::{each_made, name_of_made};
pub use notes::{keep_note, note};
pub use preview::{Preview, address_in_network};
pub use project::{add_new_file, read_file, replace_file};
pub use seen::Seen;
pub use watch::Watch;
pub use write::{Written, finish, finish_watched, write, write_made, write_watched};

use std::io;
use std::path::{Path, PathBuf};

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

/// The path with something added to its name: `public` and `new` give `public.new`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}

/// Files that start with a dot, and the copies that editors leave behind, are no part of a project.
fn passes_over(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}
