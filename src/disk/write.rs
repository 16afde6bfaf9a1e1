//! [`Output`] -> a folder. Only what changed is written, and only what Handrail made is removed.
//!
//! The folder holds a list of what Handrail made in it (`.handrail-files`). A new folder is filled
//! beside its place and then moved there, so that it is never seen half full.

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
    if is_new(folder)? {
        write_new(output, folder)
    } else {
        write_over(output, folder)
    }
}

fn is_new(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(named(&error, folder)),
    }
}

fn write_new(output: &Output, folder: &Path) -> io::Result<Written> {
    let beside = beside(folder, "handrail-new");
    if beside.exists() {
        fs::remove_dir_all(&beside).map_err(|error| named(&error, &beside))?;
    }
    let mut folders = BTreeSet::new();
    make_folder_of(&beside.join(LIST), &mut folders)?;
    for (path, _) in output.iter() {
        make_folder_of(&beside.join(path), &mut folders)?;
    }
    // Most of the time of a build goes into making files, and two threads make them faster.
    let files: Vec<(&str, &[u8])> = output.iter().collect();
    files.par_iter().try_for_each(|(path, bytes)| {
        let file = beside.join(path);
        fs::write(&file, bytes).map_err(|error| named(&error, &file))
    })?;
    write_list(output, &beside)?;
    if folder.exists() {
        fs::remove_dir(folder).map_err(|error| named(&error, folder))?;
    } else if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(|error| named(&error, parent))?;
    }
    fs::rename(&beside, folder).map_err(|error| named(&error, folder))?;
    Ok(Written {
        made: output.len(),
        ..Written::default()
    })
}

fn write_over(output: &Output, folder: &Path) -> io::Result<Written> {
    let before = read_list(folder)?;
    refuse_strangers(output, folder, &before)?;
    refuse_links(output, folder)?;
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
    write_list(output, folder)?;
    for path in before.iter().filter(|path| output.get(path).is_none()) {
        remove(folder, path)?;
        written.removed += 1;
    }
    Ok(written)
}

/// A file that Handrail did not make is never written over.
fn refuse_strangers(output: &Output, folder: &Path, before: &BTreeSet<String>) -> io::Result<()> {
    let stranger = output.iter().find(|(path, bytes)| {
        let file = folder.join(path);
        !before.contains(*path) && fs::read(&file).is_ok_and(|old| old != *bytes)
    });
    match stranger {
        None => Ok(()),
        Some((path, _)) => Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!(
                "`{}` is in the way: Handrail did not make it. Move it, or choose another folder \
                 with `--out`.",
                folder.join(path).display()
            ),
        )),
    }
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
                return Err(io::Error::new(
                    io::ErrorKind::AlreadyExists,
                    format!(
                        "`{}` is a link to another folder. Delete the link, or choose another \
                         folder with `--out`.",
                        place.display()
                    ),
                ));
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

fn write_list(output: &Output, folder: &Path) -> io::Result<()> {
    let mut list = String::new();
    for (path, _) in output.iter() {
        list.push_str(path);
        list.push('\n');
    }
    let file = folder.join(LIST);
    if fs::read(&file).is_ok_and(|old| old == list.as_bytes()) {
        return Ok(());
    }
    replace_file(&file, list.as_bytes())
}

fn remove(folder: &Path, path: &str) -> io::Result<()> {
    let file = folder.join(path);
    let real = |path: &Path| fs::canonicalize(path).ok();
    let inside = file.parent().and_then(real).zip(real(folder));
    if inside.is_some_and(|(parent, folder)| !parent.starts_with(folder)) {
        return Ok(()); // A link stands where a folder was: what it leads to is not ours.
    }
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(named(&error, &file)),
        _ => {}
    }
    // Folders that are empty now go too. One that is not empty stays.
    let mut parent = file.parent();
    while let Some(inner) = parent.filter(|inner| *inner != folder) {
        if fs::remove_dir(inner).is_err() {
            break;
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
    fs::write(&beside, bytes).map_err(|error| named(&error, file))?;
    fs::rename(&beside, file).map_err(|error| {
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
