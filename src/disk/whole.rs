//! A whole new folder, made beside the old one, which then takes its place in one step.
//!
//! Files that stay are not copied: they get a second name in the new folder, and so do the files of
//! others. The old folder goes when the new one is in its place.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use walkdir::WalkDir;

use super::changes::{Changes, Part};
use super::hands::Hands;
use super::list::{LIST, list_text};
use super::{named, system};

/// The list of files of others that have a second name in a new folder. While it is there, the new
/// folder has never been in use.
pub(super) const LINKED: &str = ".handrail-linked";

/// What a new folder is made of.
struct Plan<'c> {
    changes: &'c Changes,
    folders: BTreeSet<PathBuf>,
    /// Files of the old folder that get a second name.
    links: Vec<PathBuf>,
    /// Those of them that are not Handrail's.
    others: Vec<PathBuf>,
}

/// Makes a site where there was nothing.
pub(super) fn make(
    changes: &Changes,
    beside: &Path,
    folder: &Path,
    hands: Hands<'_>,
) -> io::Result<()> {
    Plan::new(changes).build(beside, None, hands)?;
    hands.settle(beside)?;
    hands.move_to(beside, folder)?;
    hands.settle(folder)
}

/// Makes the new folder and lets it change places with the old one, which then stands beside.
pub(super) fn swap(
    changes: &Changes,
    beside: &Path,
    folder: &Path,
    hands: Hands<'_>,
) -> io::Result<()> {
    let mut plan = Plan::new(changes);
    plan.add_old(folder)?;
    plan.build(beside, Some(folder), hands)?;
    hands.settle(beside)?;
    let linked = beside.join(LINKED);
    if linked.exists() {
        hands.remove_file(&linked)?;
    }
    hands.swap(beside, folder)
}

impl Plan<'_> {
    /// The files that are new or other than before.
    fn new(changes: &Changes) -> Plan<'_> {
        let mut plan = Plan {
            changes,
            folders: BTreeSet::new(),
            links: Vec::new(),
            others: Vec::new(),
        };
        for part in changes.new_files() {
            plan.add_folders_of(Path::new(&part.path));
        }
        plan
    }

    fn add_folders_of(&mut self, path: &Path) {
        for above in path.ancestors().skip(1) {
            if above.as_os_str().is_empty() || !self.folders.insert(above.to_path_buf()) {
                break;
            }
        }
    }

    /// All of the old folder that stays. Folders in which Handrail had files stay only if some file
    /// is left in them.
    fn add_old(&mut self, folder: &Path) -> io::Result<()> {
        let changes = self.changes;
        changes.refuse_others(folder)?;
        let new = changes.new_files().map(|part| Path::new(&part.path));
        let new: BTreeSet<&Path> = new.collect();
        let gone: BTreeSet<&Path> = changes.gone.iter().map(Path::new).collect();
        let emptied: BTreeSet<&Path> = gone.iter().flat_map(|path| path.ancestors()).collect();
        let mut links = Vec::new();
        for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|error| io::Error::other(error.to_string()))?;
            let path = entry
                .path()
                .strip_prefix(folder)
                .map_err(io::Error::other)?;
            if entry.file_type().is_dir() {
                if !emptied.contains(path) {
                    links.push((path.to_path_buf(), true));
                }
            } else if path != Path::new(LIST) && !new.contains(path) && !gone.contains(path) {
                links.push((path.to_path_buf(), false));
            }
        }
        for (path, is_folder) in links {
            self.add_folders_of(&path);
            if is_folder {
                self.folders.insert(path);
                continue;
            }
            let name = path.to_str().unwrap_or_default();
            if !changes.after.contains(name) {
                self.others.push(path.clone());
            }
            self.links.push(path);
        }
        Ok(())
    }

    /// Makes everything in `beside`. The list comes first: it marks the folder as Handrail's.
    fn build(&self, beside: &Path, old: Option<&Path>, hands: Hands<'_>) -> io::Result<()> {
        let changes = self.changes;
        hands.make_folder(beside)?;
        let list = list_text(changes.after.iter().map(String::as_str));
        match old.filter(|_| changes.keeps_list()) {
            Some(old) => hands.link(&old.join(LIST), &beside.join(LIST))?,
            None => hands.write(&beside.join(LIST), list.as_bytes())?,
        }
        if !self.others.is_empty() {
            let names: Option<Vec<&str>> = self.others.iter().map(|path| path.to_str()).collect();
            let names = names.filter(|names| !names.iter().any(|name| name.contains('\n')));
            let names = names.ok_or(io::ErrorKind::InvalidFilename)?;
            hands.write(&beside.join(LINKED), list_text(names).as_bytes())?;
        }
        if let Some(old) = old {
            take_after(beside, old, hands)?;
        }
        // Those above come before those inside. Two threads would only wait for each other here.
        for path in &self.folders {
            let new = beside.join(path);
            hands.make_folder(&new)?;
            if let Some(old) = old.map(|old| old.join(path)).filter(|old| old.is_dir()) {
                take_after(&new, &old, hands)?;
            }
        }
        if let Some(old) = old {
            let link = |path: &PathBuf| hands.link(&old.join(path), &beside.join(path));
            self.links.par_iter().try_for_each(link)?;
        }
        // Where there is an old folder, the parts stay: if the folders cannot change places, they are
        // needed once more.
        let bring = |part: &Part| {
            let (from, to) = (changes.file(part), beside.join(&part.path));
            match old {
                Some(_) => hands.link(&from, &to),
                None => hands.move_to(&from, &to),
            }
        };
        let parts: Vec<&Part> = changes.new_files().collect();
        parts.into_par_iter().try_for_each(bring)
    }
}

/// Gives a new folder the permissions of the old one.
///
/// # Errors
///
/// When the new folder cannot stand for the old one, because it has another owner for example.
fn take_after(new: &Path, old: &Path, hands: Hands<'_>) -> io::Result<()> {
    system::may_write(old).map_err(|error| named(&error, old))?;
    let permissions = |path: &Path| fs::metadata(path).map(|data| data.permissions());
    let wanted = permissions(old)?;
    if permissions(new)? != wanted {
        hands.permit(new, wanted)?;
    }
    match system::can_stand_for(new, old)? {
        true => Ok(()),
        false => Err(io::ErrorKind::Unsupported.into()),
    }
}
