//! What is new in a site, put aside file by file until all of it is there.
//!
//! Each file goes into a folder of parts under a number. So a build needs no more memory than the
//! pages that are being made, and nothing of it can be seen before it is whole.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::changes::{Changes, Part, State, refuse, state};
use super::hands::Hands;
use super::named;
use crate::output::Sink;

/// Takes the files of a site.
pub(super) struct Parts<'w> {
    folder: PathBuf,
    /// The folder of parts.
    pub(super) place: PathBuf,
    hands: Hands<'w>,
    /// What the folder holds of Handrail now. Nothing when there is no folder yet.
    before: Option<BTreeSet<String>>,
    is_open: OnceLock<bool>,
    next: AtomicUsize,
    taken: Mutex<Taken>,
}

/// What was taken so far.
#[derive(Default)]
struct Taken {
    after: BTreeSet<String>,
    made: Vec<Part>,
    changed: Vec<Part>,
    kept: usize,
    /// What went wrong. Of several things that are in the way, the first one counts.
    failed: Option<(String, io::Error)>,
}

impl<'w> Parts<'w> {
    /// Gets ready to compare files with those in `folder`, of which `before` are Handrail's. New ones
    /// are put into `place`, a folder that is made when there is a first one.
    pub(super) fn new(
        folder: &Path,
        place: PathBuf,
        before: Option<BTreeSet<String>>,
        hands: Hands<'w>,
    ) -> Parts<'w> {
        Parts {
            folder: folder.to_path_buf(),
            place,
            hands,
            before,
            is_open: OnceLock::new(),
            next: AtomicUsize::new(0),
            taken: Mutex::default(),
        }
    }

    /// What is to be done to the folder, now that all files were taken.
    pub(super) fn changes(self) -> io::Result<Changes> {
        let taken = self.taken.into_inner();
        let mut taken = taken.unwrap_or_else(PoisonError::into_inner);
        if let Some((_, error)) = taken.failed {
            return Err(error);
        }
        let is_first = self.before.is_none();
        let before = self.before.unwrap_or_default();
        let gone = before.difference(&taken.after).cloned().collect();
        taken.made.sort();
        taken.changed.sort();
        Ok(Changes {
            is_first,
            made: taken.made,
            changed: taken.changed,
            gone,
            before,
            after: taken.after,
            kept: taken.kept,
            parts: self.place,
            next: self.next.into_inner(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a file aside, unless it is in the folder already.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let state = match &self.before {
            Some(before) => state(path, bytes, &self.folder, before)?,
            None => State::Missing,
        };
        let part = match state {
            State::Same => None,
            State::Other | State::Missing => self.put_aside(path, bytes)?,
        };
        let mut taken = self.lock();
        if !taken.after.insert(path.to_owned()) {
            return Ok(()); // The first one counts.
        }
        match (state, part) {
            (State::Other, Some(part)) => taken.changed.push(part),
            (State::Missing, Some(part)) => taken.made.push(part),
            _ => taken.kept += 1,
        }
        Ok(())
    }

    /// Nothing comes back when the folder of parts could not be made for an earlier file.
    fn put_aside(&self, path: &str, bytes: &[u8]) -> io::Result<Option<Part>> {
        let mut failed = None;
        let is_open = self.is_open.get_or_init(|| {
            let made = self.hands.make_folder(&self.place);
            let named = made.map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => refuse(&self.place),
                _ => error,
            });
            named.map_err(|error| failed = Some(error)).is_ok()
        });
        match (failed, is_open) {
            (Some(error), _) => return Err(error),
            (None, false) => return Ok(None),
            (None, true) => {}
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let file = self.place.join(number.to_string());
        self.hands.write(&file, bytes)?;
        Ok(Some(Part {
            path: path.to_owned(),
            number,
        }))
    }
}

impl Sink for Parts<'_> {
    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        if let Err(error) = self.put(path, &bytes) {
            let mut taken = self.lock();
            let is_first = match &taken.failed {
                Some((known, _)) => path < known.as_str(),
                None => true,
            };
            if is_first {
                taken.failed = Some((path.to_owned(), error));
            }
        }
        self.lock().failed.is_none()
    }
}

/// True for the name of a part.
pub(super) fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes a folder of parts away, with what else of Handrail's is in it by these names. Nothing goes when
/// anything in it is of others.
pub(super) fn remove_parts(parts: &Path, also: &[&str], hands: Hands<'_>) -> io::Result<()> {
    if parts.is_symlink() {
        return Err(refuse(parts));
    }
    let entries = match fs::read_dir(parts) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|error| named(&error, parts))?,
    };
    let mut ours = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| named(&error, parts))?;
        let name = entry.file_name();
        let is_ours = name
            .to_str()
            .is_some_and(|name| is_number(name) || also.contains(&name));
        if !is_ours {
            return Err(refuse(&entry.path()));
        }
        ours.push(entry.path());
    }
    ours.iter().try_for_each(|part| hands.remove_file(part))?;
    hands.remove_folder(parts)
}
