//! What differs between a site and the folder that it goes into, and what must not be touched there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::list::read_list;
use super::{Written, named};
use crate::output::Output;

/// A file of the site: its path and its bytes.
pub(super) type Page<'o> = (&'o str, &'o [u8]);

/// What is to be done to a folder.
pub(super) struct Changes<'o> {
    /// Files that are not there yet.
    pub(super) made: Vec<Page<'o>>,
    /// Files that are there with other content.
    pub(super) changed: Vec<Page<'o>>,
    /// Files of an earlier build that go.
    pub(super) gone: Vec<String>,
    /// What the folder holds of Handrail now.
    pub(super) before: BTreeSet<String>,
    /// What it will hold.
    pub(super) after: BTreeSet<&'o str>,
    /// How many files stay as they are.
    kept: usize,
}

/// How a file of the site stands in the folder.
enum State {
    Same,
    Other,
    Missing,
}

impl<'o> Changes<'o> {
    /// Compares a site with a folder that is there.
    pub(super) fn between(output: &'o Output, folder: &Path) -> io::Result<Changes<'o>> {
        let before = read_list(folder)?;
        refuse_links(output, folder)?;
        let files: Vec<Page<'o>> = output.iter().collect();
        let look = |(path, bytes): Page<'o>| state(path, bytes, folder, &before);
        let states: Vec<io::Result<State>> = files.clone().into_par_iter().map(look).collect();
        let after: BTreeSet<&str> = files.iter().map(|(path, _)| *path).collect();
        let gone = before.iter().filter(|path| !after.contains(path.as_str()));
        let mut changes = Changes {
            made: Vec::new(),
            changed: Vec::new(),
            gone: gone.cloned().collect(),
            before: BTreeSet::new(),
            after,
            kept: 0,
        };
        for (page, state) in files.into_iter().zip(states) {
            match state? {
                State::Same => changes.kept += 1,
                State::Other => changes.changed.push(page),
                State::Missing => changes.made.push(page),
            }
        }
        changes.before = before;
        Ok(changes)
    }

    /// All files of a site, for a folder that is not there yet.
    pub(super) fn from_nothing(output: &'o Output) -> Changes<'o> {
        Changes {
            made: output.iter().collect(),
            changed: Vec::new(),
            gone: Vec::new(),
            before: BTreeSet::new(),
            after: output.iter().map(|(path, _)| path).collect(),
            kept: 0,
        }
    }

    /// How many files a reader would see change.
    pub(super) fn count(&self) -> usize {
        self.made.len() + self.changed.len() + self.gone.len()
    }

    /// Whether the list of files stays as it is.
    pub(super) fn keeps_list(&self) -> bool {
        let before = self.before.iter().map(String::as_str);
        before.eq(self.after.iter().copied())
    }

    /// The same in numbers.
    pub(super) fn written(&self) -> Written {
        Written {
            made: self.made.len(),
            changed: self.changed.len(),
            kept: self.kept,
            removed: self.gone.len(),
        }
    }
}

/// Looks at one file. A file that Handrail did not make is never written over, nor is one that it
/// cannot look into.
fn state(path: &str, bytes: &[u8], folder: &Path, before: &BTreeSet<String>) -> io::Result<State> {
    let file = folder.join(path);
    let found = match fs::metadata(&file) {
        Ok(data) if data.is_dir() => {
            let words = "is a folder, and a file of the site goes there. Move it";
            return Err(in_the_way(&file, words));
        }
        // Where the lengths differ, the content does too.
        Ok(data) if u64::try_from(bytes.len()).is_ok_and(|length| length != data.len()) => {
            Ok(false)
        }
        Ok(_) => fs::read(&file).map(|old| old == bytes),
        Err(error) => Err(error),
    };
    match found {
        Ok(true) => return Ok(State::Same),
        Ok(false) if before.contains(path) => return Ok(State::Other),
        Err(_) if before.contains(path) => return Ok(State::Missing),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !file.is_symlink() => {
            return Ok(State::Missing);
        }
        _ => {}
    }
    let mut above = file.ancestors().skip(1);
    if let Some(above) = above.find(|above| above.is_file()) {
        let words = "is a file, and a folder of the site goes there. Move it";
        return Err(in_the_way(above, words));
    }
    let words = "is in the way: Handrail did not make it. Move it";
    Err(in_the_way(&file, words))
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

/// Something that Handrail did not make stands where it must write.
pub(super) fn in_the_way(path: &Path, words: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::AlreadyExists,
        format!(
            "`{}` {words}, or choose another folder with `--out`.",
            path.display()
        ),
    )
}

/// The folder above a path, to be named in an error.
pub(super) fn above_named(error: &io::Error, path: &Path) -> io::Error {
    named(error, path.parent().unwrap_or(path))
}
