//! [`Output`] -> a folder. Only what changed is written, only what Handrail made is removed, and what
//! a reader sees is the old site or the new one.
//!
//! The folder holds a list of what Handrail made in it (`.handrail-files`). A new folder is filled
//! beside its place and then moved there. When more than one file changes, a whole new folder is made
//! beside the old one, and both change places in one step (`whole`). Where that cannot be done, files
//! change one by one, after a note of everything that is to be done (`in_place`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::changes::{Changes, in_the_way};
use super::hands::{Hands, Onlooker};
use super::leftovers::{self, Beside};
use super::lock::Lock;
use super::{beside, in_place, named, system, whole};
use crate::output::Output;

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
/// words of the error say which file. The kind is `WouldBlock` when another build is at work there.
pub fn write(output: &Output, folder: &Path) -> io::Result<Written> {
    write_watched(output, folder, &|_| Ok(()))
}

/// The same, with somebody who is asked before each step and may stop it.
///
/// # Errors
///
/// As [`write()`], and when `watch` gives one.
pub fn write_watched(output: &Output, folder: &Path, watch: Onlooker<'_>) -> io::Result<Written> {
    let hands = Hands::new(watch);
    match fs::read_dir(folder) {
        Ok(_) => {}
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(named(&error, folder)),
        Err(_) if folder.is_symlink() => {
            let words = "is a link to a folder that is not there. Delete the link";
            return Err(in_the_way(folder, words));
        }
        Err(_) => {
            if let Some(above) = folder.parent() {
                hands.make_folders(above)?;
            }
        }
    }
    locked(folder, hands, |site| site.write(output))
}

/// Finishes what an earlier build began in `folder`, when it was broken off. Does nothing otherwise.
///
/// # Errors
///
/// When a file cannot be moved or removed. The kind is `WouldBlock` when another build is at work.
pub fn finish(folder: &Path) -> io::Result<()> {
    finish_watched(folder, &|_| Ok(()))
}

/// The same, with somebody who is asked before each step and may stop it.
///
/// # Errors
///
/// As [`finish`], and when `watch` gives one.
pub fn finish_watched(folder: &Path, watch: Onlooker<'_>) -> io::Result<()> {
    let place = real(folder);
    let has_leftovers = place.join(in_place::INNER).exists()
        || leftovers::look(&beside(&place, "handrail-new")).is_ok_and(|is| is == Beside::Ours);
    match has_leftovers {
        true => locked(folder, Hands::new(watch), |site| site.finish().map(drop)),
        false => Ok(()),
    }
}

/// Does something while no other build can do anything in the folder.
fn locked<T>(
    folder: &Path,
    hands: Hands<'_>,
    work: impl FnOnce(&Site<'_>) -> io::Result<T>,
) -> io::Result<T> {
    let folder = real(folder);
    let lock = Lock::take(&folder, hands)?;
    let site = Site {
        beside: beside(&folder, "handrail-new"),
        folder,
        may_swap: lock.is_beside && system::CAN_SWAP,
        hands,
    };
    let done = work(&site);
    let released = lock.release(hands);
    done.and_then(|done| released.map(|()| done))
}

/// Where a folder really is: a link to it stays a link.
fn real(folder: &Path) -> PathBuf {
    let place = folder.is_symlink().then(|| fs::canonicalize(folder).ok());
    place.flatten().unwrap_or_else(|| folder.to_path_buf())
}

/// The folder of a site, for as long as the lock is held.
struct Site<'w> {
    folder: PathBuf,
    beside: PathBuf,
    may_swap: bool,
    hands: Hands<'w>,
}

impl Site<'_> {
    fn write(&self, output: &Output) -> io::Result<Written> {
        let is_free = self.finish()?;
        let (folder, beside, hands) = (&self.folder, &self.beside, self.hands);
        if !folder.exists() {
            if !is_free {
                return Err(leftovers::refuse(beside));
            }
            let changes = Changes::from_nothing(output);
            let made = whole::make(&changes, beside, folder, hands);
            return match made {
                Ok(()) => Ok(changes.written()),
                Err(error) => {
                    let _ = self.clear();
                    Err(error)
                }
            };
        }
        let changes = Changes::between(output, folder)?;
        if changes.count() == 0 && changes.keeps_list() {
            return Ok(changes.written());
        }
        system::may_write(folder).map_err(|error| named(&error, folder))?;
        // One file changes in one step anyway.
        if changes.count() > 1 && self.may_swap && is_free {
            match whole::swap(&changes, beside, folder, hands) {
                Ok(()) => {
                    hands.settle(folder)?;
                    leftovers::clear(beside, folder, hands)?;
                    return Ok(changes.written());
                }
                // A disk without second names, a folder that is a disk of its own, or one of which
                // something belongs to somebody else.
                Err(_) => drop(self.clear()?),
            }
        }
        in_place::change(&changes, folder, hands)?;
        Ok(changes.written())
    }

    /// Finishes what an earlier build began. Says whether the place beside the folder is free.
    fn finish(&self) -> io::Result<bool> {
        in_place::finish(&self.folder, self.hands)?;
        self.clear()
    }

    fn clear(&self) -> io::Result<bool> {
        match leftovers::look(&self.beside)? {
            Beside::Free => return Ok(true),
            Beside::Taken => return Ok(false),
            Beside::Ours => {}
        }
        leftovers::clear(&self.beside, &self.folder, self.hands)?;
        Ok(true)
    }
}
