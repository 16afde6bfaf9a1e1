//! Two builds never write into one folder at the same time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::beside;
use super::changes::above_named;
use super::hands::Hands;

/// The ending of the name of the lock beside a folder.
const OUTSIDE: &str = "handrail-lock";

/// The name of the lock inside a folder, for when nothing may be put beside it.
const INSIDE: &str = ".handrail-lock";

/// Whether there is a lock of a folder: of a build that is at work, or of one that was broken off.
pub(super) fn is_left(folder: &Path) -> bool {
    let places = [beside(folder, OUTSIDE), folder.join(INSIDE)];
    let data = places.iter().map(fs::symlink_metadata);
    // A file with something in it is not ours, whatever its name is.
    data.flatten().any(|data| data.is_file() && data.len() == 0)
}

/// Keeps other builds out of a folder. The system lets it go when the program ends, however it ends.
pub(super) struct Lock {
    path: PathBuf,
    file: File,
    /// Whether the lock is beside the folder, where a new folder can be made too.
    pub(super) is_beside: bool,
}

impl Lock {
    /// Takes the lock of a folder.
    ///
    /// # Errors
    ///
    /// Of the kind `WouldBlock` when another build has it.
    pub(super) fn take(folder: &Path, hands: Hands<'_>) -> io::Result<Lock> {
        let outside = beside(folder, OUTSIDE);
        match Lock::take_at(&outside, true, hands) {
            Err(error) if is_shut(&error) => {
                let inside = folder.join(INSIDE);
                let taken = Lock::take_at(&inside, false, hands);
                taken.map_err(|error| match error.kind() {
                    io::ErrorKind::WouldBlock => busy(folder),
                    io::ErrorKind::NotFound => {
                        above_named(&io::ErrorKind::PermissionDenied.into(), folder)
                    }
                    _ => above_named(&error, &inside),
                })
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(busy(folder)),
            taken => taken.map_err(|error| super::named(&error, &outside)),
        }
    }

    fn take_at(path: &Path, is_beside: bool, hands: Hands<'_>) -> io::Result<Lock> {
        // The build that had the lock may take the file away between two of these lines. Then what
        // was locked is a file without a name, and the next try makes a new one.
        for _ in 0..100 {
            hands.lock(path)?;
            let mut options = File::options();
            let options = options.read(true).write(true).create(true).truncate(false);
            let file = options.open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                // A disk that knows no locks: better a site without a lock than no site.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            let own = Handle::from_file(file.try_clone()?)?;
            if Handle::from_path(path).is_ok_and(|there| there == own) {
                return Ok(Lock {
                    path: path.to_path_buf(),
                    file,
                    is_beside,
                });
            }
        }
        Err(io::ErrorKind::WouldBlock.into())
    }

    /// Takes the file away and lets others in.
    pub(super) fn release(self, hands: Hands<'_>) -> io::Result<()> {
        // A file with something in it is not ours, whatever its name is.
        if self.file.metadata().is_ok_and(|data| data.len() == 0) {
            hands.remove_file(&self.path)?;
        }
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Said aloud, for a program that was started in the meantime may hold the file as well.
        let _ = self.file.unlock();
    }
}

/// Whether a place does not let anything be made in it.
fn is_shut(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

fn busy(folder: &Path) -> io::Error {
    let words = format!("another build is at work in `{}`.", folder.display());
    io::Error::new(io::ErrorKind::WouldBlock, words)
}
