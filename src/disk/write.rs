//! [`Output`] -> a folder. Only what changed is written, only what Handrail made is removed, and what
//! a reader sees is the old site or the new one.
//!
//! The folder holds a list of what Handrail made in it (`.handrail-files`). Files that are new are put
//! aside as they come (`parts`). A new folder is made beside its place and then moved there. When more than one file changes, a whole new folder is made
//! beside the old one, and both change places in one step (`whole`). Where that cannot be done, files
//! change one by one, after a note of everything that is to be done (`in_place`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::changes::{Changes, in_the_way, refuse, refuse_links};
use super::hands::{Hands, Onlooker};
use super::leftovers::{self, Beside};
use super::list::read_list;
use super::lock::{self, Lock};
use super::parts::{Parts, remove_parts};
use super::{beside, in_place, named, system, whole};
use crate::output::{Output, Sink};

/// The ending of a new folder that is made beside the old one.
const NEW: &str = "handrail-new";

/// The ending of the folder of files that are put aside until all are there.
const PARTS: &str = "handrail-parts";

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
    let put = |sink: &dyn Sink| {
        for (path, bytes) in output.iter() {
            if !sink.take(path, bytes.into()) {
                break; // Why comes back in the end.
            }
        }
        ((), true)
    };
    let ((), written) = write_by(put, folder, Hands::new(watch));
    written.map(Option::unwrap_or_default)
}

/// Makes `folder` hold the files that `make` hands over. `make` gives what it wants to tell, which comes
/// back in any case, and whether its files may be used. When they may not, nothing changes and no numbers come
/// back. Until it begins to hand over, the disk is not touched.
///
/// # Errors
///
/// As [`write()`].
pub fn write_made<T>(
    make: impl FnOnce(&dyn Sink) -> (T, bool),
    folder: &Path,
) -> (T, io::Result<Option<Written>>) {
    write_by(make, folder, Hands::new(&|_| Ok(())))
}

fn write_by<T>(
    make: impl FnOnce(&dyn Sink) -> (T, bool),
    folder: &Path,
    hands: Hands<'_>,
) -> (T, io::Result<Option<Written>>) {
    let door = Door {
        folder,
        hands,
        opened: OnceLock::new(),
    };
    let (told, is_wanted) = make(&door);
    let written = match door.opened.into_inner() {
        Some(opened) => opened.and_then(|opened| opened.end(is_wanted)),
        // A site of nothing.
        None if is_wanted => Opened::new(folder, hands).and_then(|opened| opened.end(true)),
        None => Ok(None),
    };
    (told, written)
}

/// Opens the folder before a first file comes.
struct Door<'w> {
    folder: &'w Path,
    hands: Hands<'w>,
    opened: OnceLock<io::Result<Opened<'w>>>,
}

impl<'w> Door<'w> {
    fn opened(&self) -> Result<&Opened<'w>, &io::Error> {
        let open = || Opened::new(self.folder, self.hands);
        self.opened.get_or_init(open).as_ref()
    }
}

impl Sink for Door<'_> {
    // Leftovers are taken away on every core. If a thread that makes pages did that, it could be given
    // another page to make while it waits, and would wait for itself.
    fn begin(&self) -> bool {
        self.opened().is_ok()
    }

    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        let opened = self.opened();
        opened.is_ok_and(|opened| opened.parts.take(path, bytes))
    }
}

/// A folder that no other build can write to, and the files that it will hold.
struct Opened<'w> {
    lock: Lock,
    site: Site<'w>,
    parts: Parts<'w>,
    /// The folders above that were made for it.
    made: Vec<PathBuf>,
}

impl<'w> Opened<'w> {
    fn new(folder: &Path, hands: Hands<'w>) -> io::Result<Opened<'w>> {
        let mut made = Vec::new();
        match fs::read_dir(folder) {
            Ok(_) => {}
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(named(&error, folder));
            }
            Err(_) if folder.is_symlink() => {
                let words = "is a link to a folder that is not there. Delete the link";
                return Err(in_the_way(folder, words));
            }
            Err(_) => {
                let above = folder.ancestors().skip(1);
                made.extend(
                    above
                        .take_while(|above| !above.exists())
                        .map(Path::to_path_buf),
                );
                if let Some(above) = folder.parent() {
                    hands.make_folders(above)?;
                }
            }
        }
        let (lock, mut site) = Site::locked(folder, hands)?;
        match site.parts() {
            Ok(parts) => Ok(Opened {
                lock,
                site,
                parts,
                made,
            }),
            Err(error) => {
                let _ = lock.release(hands);
                Err(error)
            }
        }
    }

    /// Lets the folder hold what was taken, or takes it away again.
    fn end(self, is_wanted: bool) -> io::Result<Option<Written>> {
        let site = self.site;
        let place = self.parts.place.clone();
        let changes = self.parts.changes();
        let done = match is_wanted {
            true => changes.and_then(|changes| site.put(&changes).map(Some)),
            false => Ok(None),
        };
        let cleared = in_place::remove_unless_ready(&place, site.hands);
        let released = self.lock.release(site.hands);
        if !matches!(done, Ok(Some(_))) {
            // Those that hold something by now stay.
            for above in &self.made {
                let _ = site.hands.remove_folder(above);
            }
        }
        let done = done?;
        cleared.and(released).map(|()| done)
    }
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
        || beside(&place, PARTS).exists()
        || lock::is_left(&place)
        || leftovers::look(&beside(&place, NEW)).is_ok_and(|is| is == Beside::Ours);
    if !has_leftovers {
        return Ok(());
    }
    let (lock, site) = Site::locked(folder, Hands::new(watch))?;
    let done = site.finish().map(drop);
    let released = lock.release(site.hands);
    done.and(released)
}

/// Whether there is no room left. What needs less room would only fail later.
fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
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

impl<'w> Site<'w> {
    /// Keeps other builds out.
    fn locked(folder: &Path, hands: Hands<'w>) -> io::Result<(Lock, Site<'w>)> {
        let folder = real(folder);
        let lock = Lock::take(&folder, hands)?;
        let site = Site {
            beside: beside(&folder, NEW),
            folder,
            may_swap: lock.is_beside && system::CAN_SWAP,
            hands,
        };
        Ok((lock, site))
    }

    /// Makes room for the files of a site, and says where they go.
    fn parts(&mut self) -> io::Result<Parts<'w>> {
        let is_free = self.finish()?;
        let mut place = beside(&self.folder, PARTS);
        let mut before = None;
        if self.folder.exists() {
            // Something of others stands where a new folder is to be made.
            self.may_swap &= is_free && !place.exists();
            if !self.may_swap {
                place = self.folder.join(in_place::INNER);
            }
            before = Some(read_list(&self.folder)?);
        } else if !is_free {
            return Err(refuse(&self.beside));
        }
        Ok(Parts::new(&self.folder, place, before, self.hands))
    }

    /// Puts what is new in its place.
    fn put(&self, changes: &Changes) -> io::Result<Written> {
        let (folder, beside, hands) = (&self.folder, &self.beside, self.hands);
        if changes.is_first == folder.exists() {
            return Err(io::Error::other(format!(
                "somebody made or took away `{}` while the site was built.",
                folder.display()
            )));
        }
        if changes.is_first {
            let made = whole::make(changes, beside, folder, hands);
            return match made {
                Ok(()) => Ok(changes.written()),
                Err(error) => {
                    let _ = self.clear();
                    Err(error)
                }
            };
        }
        refuse_links(&changes.after, folder)?;
        if changes.count() == 0 && changes.keeps_list() {
            return Ok(changes.written());
        }
        system::may_write(folder).map_err(|error| named(&error, folder))?;
        // One file changes in one step anyway.
        if changes.count() > 1 && self.may_swap {
            match whole::swap(changes, beside, folder, hands) {
                Ok(()) => {
                    hands.settle(folder)?;
                    leftovers::clear(beside, folder, hands)?;
                    return Ok(changes.written());
                }
                Err(error) if is_full(&error) => {
                    let _ = self.clear();
                    return Err(error);
                }
                // A disk without second names, a folder that is a disk of its own, or one of which
                // something belongs to somebody else.
                Err(_) => drop(self.clear()?),
            }
        }
        in_place::change(changes, folder, hands)?;
        Ok(changes.written())
    }

    /// Finishes what an earlier build began. Says whether the place beside the folder is free.
    fn finish(&self) -> io::Result<bool> {
        in_place::finish(&self.folder, self.hands)?;
        // Parts that are not ours stay, and are in nobody's way.
        let _ = remove_parts(&beside(&self.folder, PARTS), &[], self.hands);
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
