//! What differs between a site and the folder that it goes into, and what must not be touched there.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Written, named};

/// A new file of the site, which lies among the parts under its number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// Its path in the site.
    pub(super) path: String,
    /// Its number.
    pub(super) number: usize,
}

/// What is to be done to a folder.
pub(super) struct Changes {
    /// True when there was no folder.
    pub(super) is_first: bool,
    /// Files that are not there yet.
    pub(super) made: Vec<Part>,
    /// Files that are there with other content.
    pub(super) changed: Vec<Part>,
    /// Files of an earlier build that go.
    pub(super) gone: Vec<String>,
    /// What the folder holds of Handrail now.
    pub(super) before: BTreeSet<String>,
    /// What it will hold.
    pub(super) after: BTreeSet<String>,
    /// How many files stay as they are.
    pub(super) kept: usize,
    /// Where the parts are.
    pub(super) parts: PathBuf,
    /// A number that no part has.
    pub(super) next: usize,
}

/// How a file of the site stands in the folder.
#[derive(Clone, Copy, Debug)]
pub(super) enum State {
    /// It is there.
    Same,
    /// It is there with other content.
    Other,
    /// It is not there.
    Missing,
}

impl Changes {
    /// The new files.
    pub(super) fn new_files(&self) -> impl Iterator<Item = &Part> {
        self.made.iter().chain(&self.changed)
    }

    /// The file that holds a part.
    pub(super) fn file(&self, part: &Part) -> PathBuf {
        self.parts.join(part.number.to_string())
    }

    /// Looks once more whether others have put something where a new file goes, after it was compared.
    pub(super) fn refuse_others(&self, folder: &Path) -> io::Result<()> {
        let is_ours = |part: &&Part| self.before.contains(&part.path);
        let places = self.made.iter().filter(|part| !is_ours(part));
        let mut places = places.map(|part| folder.join(&part.path));
        match places.find(|place| place.symlink_metadata().is_ok()) {
            Some(place) => Err(refuse(&place)),
            None => Ok(()),
        }
    }

    /// How many files a reader would see change.
    pub(super) fn count(&self) -> usize {
        self.made.len() + self.changed.len() + self.gone.len()
    }

    /// Whether the list of files stays as it is.
    pub(super) fn keeps_list(&self) -> bool {
        self.before == self.after
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
pub(super) fn state(
    path: &str,
    bytes: &[u8],
    folder: &Path,
    before: &BTreeSet<String>,
) -> io::Result<State> {
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
    Err(refuse(&file))
}

/// A folder of the site that is a link leads somewhere else, and that place is not ours.
pub(super) fn refuse_links(paths: &BTreeSet<String>, folder: &Path) -> io::Result<()> {
    let mut seen = BTreeSet::new();
    for path in paths {
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

/// The same about something that may stand anywhere but there.
pub(super) fn refuse(path: &Path) -> io::Error {
    in_the_way(path, "is in the way: Handrail did not make it. Move it")
}

/// The folder above a path, to be named in an error.
pub(super) fn above_named(error: &io::Error, path: &Path) -> io::Error {
    named(error, path.parent().unwrap_or(path))
}
