//! [`Output`] -> a folder. Only what changed is written, and only what Handrail made is removed.
//!
//! The folder holds a list of what Handrail made in it (`.handrail-files`). A new folder is filled
//! beside its place and then moved there, so that it is never seen half full. A folder that is there
//! stays where it is, for it may be a link or a disk of its own.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::named;
use crate::output::Output;

/// The list of what Handrail made.
const LIST: &str = ".handrail-files";

/// What was done to a folder, in numbers of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub made: usize,
    /// Files that were there with other content.
    pub changed: usize,
    /// Files that were there already, and were not touched.
    pub kept: usize,
    /// Files of an earlier build that are gone.
    pub removed: usize,
}

/// Makes `folder` hold the site.
///
/// # Errors
///
/// When a file cannot be written or removed, or when a file of another origin is in the way. The
/// words of the error say which file.
pub fn write(output: &Output, folder: &Path) -> io::Result<Written> {
    match fs::read_dir(folder) {
        Ok(_) => write_over(output, folder),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(named(&error, folder)),
        Err(_) if folder.is_symlink() => Err(in_the_way(
            folder,
            "is a link to a folder that is not there. Delete the link",
        )),
        Err(_) => write_new(output, folder),
    }
}

/// Fills a folder beside the place and moves it there.
fn write_new(output: &Output, folder: &Path) -> io::Result<Written> {
    let beside = beside(folder, "handrail-new");
    remove_half_filled(&beside)?;
    let mut folders = BTreeSet::new();
    let list = beside.join(LIST);
    make_folder_of(&list, &mut folders)?;
    // The list comes first: it marks the folder as ours, should this be broken off.
    let paths = list_text(output.iter().map(|(path, _)| path));
    fs::write(&list, paths).map_err(|error| named(&error, &list))?;
    for (path, _) in output.iter() {
        make_folder_of(&beside.join(path), &mut folders)?;
    }
    // Most of the time of a build goes into making files, and two threads make them faster.
    let files: Vec<(&str, &[u8])> = output.iter().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let file = beside.join(path);
        fs::write(&file, bytes).map_err(|error| named(&error, &file))
    })?;
    fs::rename(&beside, folder).map_err(|error| named(&error, folder))?;
    Ok(Written {
        made: output.len(),
        ..Written::default()
    })
}

/// Takes away what a build left beside the place when it was broken off, and nothing else.
fn remove_half_filled(beside: &Path) -> io::Result<()> {
    let not_ours = || {
        Err(in_the_way(
            beside,
            "is in the way: Handrail did not make it. Move it",
        ))
    };
    match fs::symlink_metadata(beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(named(&error, beside)),
        Ok(data) if !data.is_dir() => return not_ours(),
        Ok(_) => {}
    }
    let list = beside.join(LIST);
    if list.is_file() {
        for path in read_list(beside)? {
            remove(beside, &path)?;
        }
    }
    let entries = fs::read_dir(beside).map_err(|error| named(&error, beside))?;
    for entry in entries {
        if entry.map_err(|error| named(&error, beside))?.path() != list {
            return not_ours();
        }
    }
    if list.is_file() {
        fs::remove_file(&list).map_err(|error| named(&error, &list))?;
    }
    fs::remove_dir(beside).map_err(|error| named(&error, beside))
}

/// Changes what differs. While this goes on, the list names all files of before and after, so that a
/// build that was broken off can be taken up again.
fn write_over(output: &Output, folder: &Path) -> io::Result<Written> {
    let before = read_list(folder)?;
    refuse_links(output, folder)?;
    refuse_strangers(output, folder, &before)?;
    let after: BTreeSet<&str> = output.iter().map(|(path, _)| path).collect();
    let gone: Vec<&str> = before
        .iter()
        .map(String::as_str)
        .filter(|path| !after.contains(path))
        .collect();
    let all: BTreeSet<&str> = after.iter().chain(&gone).copied().collect();
    write_list(all, folder)?;
    let mut written = Written::default();
    let mut folders = BTreeSet::new();
    for (path, bytes) in output.iter() {
        let file = folder.join(path);
        match fs::read(&file) {
            Ok(old) if old == bytes => {
                written.kept += 1;
                continue;
            }
            Ok(_) => written.changed += 1,
            Err(_) => written.made += 1,
        }
        make_folder_of(&file, &mut folders)?;
        replace_file(&file, bytes)?;
    }
    for path in gone {
        remove(folder, path)?;
        written.removed += 1;
    }
    write_list(after, folder)?;
    Ok(written)
}

/// A file that Handrail did not make is never written over, nor is one that it cannot look into.
fn refuse_strangers(output: &Output, folder: &Path, before: &BTreeSet<String>) -> io::Result<()> {
    for (path, bytes) in output.iter() {
        let file = folder.join(path);
        if file.is_dir() {
            let words = "is a folder, and a file of the site goes there. Move it";
            return Err(in_the_way(&file, words));
        }
        if before.contains(path) {
            continue;
        }
        let is_free = match fs::read(&file) {
            Ok(old) => old == bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => !file.is_symlink(),
            Err(_) => false,
        };
        if is_free {
            continue;
        }
        let mut above = file.ancestors().skip(1);
        if let Some(above) = above.find(|above| above.is_file()) {
            let words = "is a file, and a folder of the site goes there. Move it";
            return Err(in_the_way(above, words));
        }
        let words = "is in the way: Handrail did not make it. Move it";
        return Err(in_the_way(&file, words));
    }
    Ok(())
}

fn in_the_way(path: &Path, words: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!(
            "`{}` {words}, or choose another folder with `--out`.",
            path.display()
        ),
    )
}

/// A folder of the site that is a link leads somewhere else, and that place is not ours.
fn refuse_links(output: &Output, folder: &Path) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    for (path, _) in output.iter() {
        for (end, _) in path.match_indices('/') {
            let inner = path.get(..end).unwrap_or_default();
            if !seen.insert(inner) {
                continue;
            }
            let place = folder.join(inner);
            if fs::symlink_metadata(&place).is_ok_and(|data| data.is_symlink()) {
                let words = "is a link to another folder. Delete the link";
                return Err(in_the_way(&place, words));
            }
        }
    }
    Ok(())
}

fn read_list(folder: &Path) -> io::Result<BTreeSet<String>> {
    let file = folder.join(LIST);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(text
            .lines()
            .filter(|line| is_safe(line))
            .map(str::to_owned)
            .collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(named(&error, &file)),
    }
}

/// A line of the list must stay inside the folder, whoever wrote it.
fn is_safe(line: &str) -> bool {
    !line.is_empty()
        && !line.starts_with('/')
        && !line.contains('\\')
        && line.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn list_text<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    paths.into_iter().fold(String::new(), |mut list, path| {
        list.push_str(path);
        list.push('\n');
        list
    })
}

fn write_list<'p>(paths: impl IntoIterator<Item = &'p str>, folder: &Path) -> io::Result<()> {
    let list = list_text(paths);
    let file = folder.join(LIST);
    if fs::read(&file).is_ok_and(|old| old == list.as_bytes()) {
        return Ok(());
    }
    replace_file(&file, list.as_bytes())
}

fn remove(folder: &Path, path: &str) -> io::Result<()> {
    let file = folder.join(path);
    let real = |path: &Path| fs::canonicalize(path).ok();
    let leads_out = |path: &Path| {
        let places = real(path).zip(real(folder));
        places.is_some_and(|(path, folder)| !path.starts_with(folder))
    };
    if file.parent().is_some_and(leads_out) {
        return Ok(()); // A link stands where a folder was: what it leads to is not ours.
    }
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(named(&error, &file)),
        _ => {}
    }
    // Folders that are empty now go too. One that is not empty stays.
    let mut parent = file.parent();
    while let Some(inner) = parent.filter(|inner| *inner != folder && !leads_out(inner)) {
        match fs::remove_dir(inner) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => break,
            _ => {}
        }
        parent = inner.parent();
    }
    Ok(())
}

fn make_folder_of(file: &Path, known: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let Some(parent) = file.parent() else {
        return Ok(());
    };
    if known.contains(parent) {
        return Ok(());
    }
    fs::create_dir_all(parent).map_err(|error| named(&error, parent))?;
    known.insert(parent.to_path_buf());
    Ok(())
}

/// Writes a file beside its place and moves it there, so that it is never seen half written.
///
/// # Errors
///
/// When the file cannot be written.
pub fn replace_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(file, "handrail-new");
    let written = fs::write(&beside, bytes);
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
    make_folder_of(file, &mut BTreeSet::new())?;
    let mut new = fs::File::create_new(file).map_err(|error| named(&error, file))?;
    new.write_all(bytes).map_err(|error| named(&error, file))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}
