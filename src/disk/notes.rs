//! Notes that Handrail keeps for itself in a project, in the folder `.handrail`. Anybody may delete them.

use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::project::{make_folder, remove_file, replace_file};

/// The folder of the notes. Nothing that starts with a dot is read as part of a project.
const FOLDER: &str = ".handrail";

/// Tells Git to pass over the folder, so that nobody has to.
const FOR_GIT: &str = "# Handrail's own notes. You may delete this folder.\n*\n";

/// Larger notes are not opened.
const MOST_BYTES: u64 = 50_000_000;

/// The most notes of one sort that are kept. The oldest go.
const MOST_NOTES: usize = 8;

/// The note of this name, if there is one that can be read. Links do not count, because they may lead anywhere.
pub fn note(project: &Path, name: &str) -> Option<Vec<u8>> {
    let data = |path: &Path| fs::symlink_metadata(path).ok();
    let folder = project.join(FOLDER);
    let place = folder.join(name);
    let is_plain = data(&folder)?.is_dir()
        && data(&place).is_some_and(|data| data.is_file() && data.len() <= MOST_BYTES);
    is_plain.then(|| fs::read(&place).ok()).flatten()
}

/// Keeps a note called `sort`, `-`, and `name`. It is never seen half written. Old notes of this sort go.
///
/// # Errors
///
/// When it cannot be written.
pub fn keep_note(project: &Path, sort: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = project.join(FOLDER);
    make_folder(&folder)?;
    let for_git = folder.join(".gitignore");
    if fs::symlink_metadata(&for_git).is_err() {
        replace_file(&for_git, FOR_GIT.as_bytes())?;
    }
    replace_file(&folder.join(format!("{sort}-{name}")), bytes)?;
    for old in notes_by_age(&folder, sort)?.into_iter().skip(MOST_NOTES) {
        remove_file(&old)?;
    }
    Ok(())
}

/// The notes of one sort, with the newest first.
fn notes_by_age(folder: &Path, sort: &str) -> io::Result<Vec<PathBuf>> {
    let start = format!("{sort}-");
    let is_note = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with(&start);
    let all = fs::read_dir(folder)?.filter_map(Result::ok).filter(is_note);
    let changed = |data: &Metadata| data.modified().ok();
    let mut all: Vec<_> = all
        .map(|entry| {
            (
                entry.metadata().ok().as_ref().and_then(changed),
                entry.path(),
            )
        })
        .collect();
    all.sort();
    Ok(all.into_iter().rev().map(|(_, path)| path).collect())
}
