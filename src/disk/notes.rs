//! Notes that Handrail keeps for itself in a project, in the folder `.handrail`. Anybody may delete them.

use std::io;
use std::path::{Path, PathBuf};

use super::project::{make_folder, read_file, replace_file};

/// The folder of the notes. Nothing that starts with a dot is read as part of a project.
const FOLDER: &str = ".handrail";

/// Tells Git to pass over the folder, so that nobody has to.
const FOR_GIT: &str = "# Handrail's own notes. You may delete this folder.\n*\n";

/// The note of this name, if there is one that can be read.
pub fn note(project: &Path, name: &str) -> Option<Vec<u8>> {
    read_file(&place(project, name)).ok()
}

/// Keeps a note. It is never seen half written.
///
/// # Errors
///
/// When it cannot be written.
pub fn keep_note(project: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = project.join(FOLDER);
    if make_folder(&folder)? {
        replace_file(&folder.join(".gitignore"), FOR_GIT.as_bytes())?;
    }
    replace_file(&place(project, name), bytes)
}

fn place(project: &Path, name: &str) -> PathBuf {
    project.join(FOLDER).join(name)
}
