//! Single files of a project: read, added and replaced.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{beside, named};

/// Reads one file that a command names.
///
/// # Errors
///
/// When the file cannot be read.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// Writes a file beside its place and moves it there, so that it is never seen half written.
///
/// # Errors
///
/// When the file cannot be written.
pub fn replace_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(file, "handrail-new");
    // A leftover goes. It may also be a link of a stranger to a file that is none of ours.
    let _ = fs::remove_file(&beside);
    let written = fs::File::create_new(&beside).and_then(|mut new| new.write_all(bytes));
    written
        .and_then(|()| fs::rename(&beside, file))
        .map_err(|error| {
            let _ = fs::remove_file(&beside);
            named(&error, file)
        })
}

/// Writes a file that must not be there yet, and the folders above it.
///
/// # Errors
///
/// When the file is there already, or cannot be written.
pub fn add_new_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(above) = file.parent() {
        fs::create_dir_all(above).map_err(|error| named(&error, above))?;
    }
    let mut new = fs::File::create_new(file).map_err(|error| named(&error, file))?;
    new.write_all(bytes).map_err(|error| named(&error, file))
}

/// Makes a folder in a folder that is there. It may be there already, but not as a link to another one.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let made = fs::create_dir(folder);
    let found = fs::symlink_metadata(folder);
    match made {
        Err(error) if !found.is_ok_and(|data| data.is_dir()) => Err(named(&error, folder)),
        _ => Ok(()),
    }
}

/// Takes a file of Handrail's own away.
pub(super) fn remove_file(file: &Path) -> io::Result<()> {
    fs::remove_file(file).map_err(|error| named(&error, file))
}
