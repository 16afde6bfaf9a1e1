//! What stands beside the folder of a site: a new one that was never used, or an old one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use walkdir::WalkDir;

use super::changes::refuse;
use super::hands::Hands;
use super::list::{LIST, read_list, read_names};
use super::whole::LINKED;
use super::{named, system};

/// What stands beside the folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing.
    Free,
    /// A folder that Handrail made.
    Ours,
    /// Something else.
    Taken,
}

/// Looks at what stands beside the folder.
pub(super) fn look(beside: &Path) -> io::Result<Beside> {
    match fs::symlink_metadata(beside) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Beside::Free),
        Err(error) => return Err(named(&error, beside)),
        Ok(data) if !data.is_dir() => return Ok(Beside::Taken),
        Ok(_) => {}
    }
    if beside.join(LIST).is_file() {
        return Ok(Beside::Ours);
    }
    // An empty folder is of no use to anybody.
    let mut entries = fs::read_dir(beside).map_err(|error| named(&error, beside))?;
    Ok(match entries.next() {
        None => Beside::Ours,
        Some(_) => Beside::Taken,
    })
}

/// Takes away a folder that Handrail made beside `folder`, and nothing of others.
pub(super) fn clear(beside: &Path, folder: &Path, hands: Hands<'_>) -> io::Result<()> {
    let ours = read_list(beside)?;
    let linked = match beside.join(LINKED).is_file() {
        true => Some(read_names(&beside.join(LINKED))?),
        false => None,
    };
    let mut folders = BTreeSet::new();
    let mut files = Vec::new();
    let mut strays = Vec::new();
    for entry in WalkDir::new(beside).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| io::Error::other(error.to_string()))?;
        let path = entry
            .path()
            .strip_prefix(beside)
            .map_err(io::Error::other)?;
        let name = path.to_str().unwrap_or_default();
        if entry.file_type().is_dir() {
            folders.insert(path.to_path_buf());
        } else if name == LIST || name == LINKED {
        } else if ours.contains(name)
            || linked.as_ref().is_some_and(|linked| linked.contains(name))
            || system::are_one_file(entry.path(), &folder.join(path))
        {
            files.push(entry.path().to_path_buf());
        } else {
            strays.push(path.to_path_buf());
        }
    }
    bring_back(&strays, linked.is_some(), beside, folder, hands)?;
    files
        .par_iter()
        .try_for_each(|file| hands.remove_file(file))?;
    for path in folders.iter().rev() {
        hands.remove_folder(&beside.join(path))?;
    }
    for last in [LINKED, LIST] {
        let file = beside.join(last);
        if file.exists() {
            hands.remove_file(&file)?;
        }
    }
    hands.remove_folder(beside)
}

/// Files of others that came into the old folder while the new one was made move over to it.
fn bring_back(
    strays: &[PathBuf],
    is_unused: bool,
    beside: &Path,
    folder: &Path,
    hands: Hands<'_>,
) -> io::Result<()> {
    let is_site = folder.join(LIST).is_file() && !folder.is_symlink();
    let is_taken = |path: &PathBuf| folder.join(path).symlink_metadata().is_ok();
    if strays.is_empty() {
        return Ok(());
    }
    if is_unused || !is_site || strays.iter().any(is_taken) {
        return Err(refuse(beside));
    }
    for path in strays {
        let place = folder.join(path);
        if let Some(above) = place.parent() {
            hands.make_folders(above)?;
        }
        hands.move_to(&beside.join(path), &place)?;
    }
    Ok(())
}
