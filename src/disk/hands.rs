//! Every change that the writing of a site makes on the disk, one small step at a time.
//!
//! Each step is told before it is taken. A test can refuse one, and so see what is left of a build
//! that was broken off at exactly that place.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::{named, system};

/// One change on the disk that is about to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// Another build is kept out.
    Lock(&'p Path),
    /// A folder is made.
    MakeFolder(&'p Path),
    /// A folder gets the permissions of the folder in whose place it will be.
    Permit(&'p Path),
    /// A file is made, with nothing in it.
    MakeFile(&'p Path),
    /// The bytes of a file are put in.
    Fill(&'p Path),
    /// A file gets a second name.
    Link(&'p Path),
    /// A file or folder gets another name; the path is the new one.
    Move(&'p Path),
    /// Two folders change places.
    Swap(&'p Path),
    /// A name of a file is taken away.
    RemoveFile(&'p Path),
    /// An empty folder is taken away.
    RemoveFolder(&'p Path),
    /// All that was done so far is made to last, even when the power goes.
    Settle(&'p Path),
}

/// Is asked before each step. An error stands for the step that failed.
pub type Onlooker<'w> = &'w (dyn Fn(Step<'_>) -> io::Result<()> + Sync);

/// Makes the steps.
#[derive(Clone, Copy)]
pub(super) struct Hands<'w> {
    watch: Onlooker<'w>,
}

impl<'w> Hands<'w> {
    pub(super) fn new(watch: Onlooker<'w>) -> Hands<'w> {
        Hands { watch }
    }

    /// Takes a step. The words of an error name the file.
    fn take(
        self,
        step: Step<'_>,
        path: &Path,
        work: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        (self.watch)(step)
            .and_then(|()| work())
            .map_err(|error| named(&error, path))
    }

    /// Tells that a file to keep other builds out is made or taken.
    pub(super) fn lock(self, path: &Path) -> io::Result<()> {
        (self.watch)(Step::Lock(path))
    }

    pub(super) fn make_folder(self, path: &Path) -> io::Result<()> {
        self.take(Step::MakeFolder(path), path, || fs::create_dir(path))
    }

    /// Makes a folder and those above it, where they are not there yet.
    pub(super) fn make_folders(self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(above) = path.parent() {
            self.make_folders(above)?;
        }
        self.make_folder(path)
    }

    pub(super) fn permit(self, path: &Path, permissions: fs::Permissions) -> io::Result<()> {
        let work = || fs::set_permissions(path, permissions);
        self.take(Step::Permit(path), path, work)
    }

    /// Makes a file that is not there yet.
    pub(super) fn write(self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut made = None;
        self.take(Step::MakeFile(path), path, || {
            made = Some(fs::File::create_new(path)?);
            Ok(())
        })?;
        self.take(Step::Fill(path), path, || match made {
            Some(mut file) => {
                file.write_all(bytes)?;
                system::settle_file(&file)
            }
            None => Ok(()),
        })
    }

    pub(super) fn link(self, from: &Path, to: &Path) -> io::Result<()> {
        self.take(Step::Link(to), to, || fs::hard_link(from, to))
    }

    pub(super) fn move_to(self, from: &Path, to: &Path) -> io::Result<()> {
        self.take(Step::Move(to), to, || fs::rename(from, to))
    }

    /// Moves a file, also to another disk.
    pub(super) fn bring(self, from: &Path, to: &Path) -> io::Result<()> {
        match self.move_to(from, to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                let bytes = fs::read(from).map_err(|error| named(&error, from))?;
                self.write(to, &bytes)
            }
            moved => moved,
        }
    }

    /// Lets two folders change places, at once or not at all.
    pub(super) fn swap(self, one: &Path, other: &Path) -> io::Result<()> {
        self.take(Step::Swap(other), other, || system::swap(one, other))
    }

    /// Takes a file away. It is fine when it is gone already.
    pub(super) fn remove_file(self, path: &Path) -> io::Result<()> {
        let work = || match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        };
        self.take(Step::RemoveFile(path), path, work)
    }

    pub(super) fn remove_folder(self, path: &Path) -> io::Result<()> {
        self.take(Step::RemoveFolder(path), path, || fs::remove_dir(path))
    }

    pub(super) fn settle(self, folder: &Path) -> io::Result<()> {
        self.take(Step::Settle(folder), folder, || system::settle(folder))
    }
}
