//! What each kind of computer does in its own way: folders that change places, and lasting writes.

use std::fs::{self, File};
use std::io;
use std::path::Path;

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod own {
    use std::ffi::CString;
    use std::fs::Metadata;
    use std::io;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use rustix::fs::{Access, CWD, RenameFlags};

    /// Lets two folders change places in one step of the file system.
    pub(in crate::disk) fn swap(one: &Path, other: &Path) -> io::Result<()> {
        rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?;
        Ok(())
    }

    /// Whether this user may make and remove files in a folder.
    pub(in crate::disk) fn may_write(folder: &Path) -> io::Result<()> {
        let all = Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK;
        rustix::fs::access(folder, all)?;
        Ok(())
    }

    /// Whether two names lead to one file.
    pub(in crate::disk) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }

    /// Whether a new folder can stand for an old one: same disk, owner and marks of the system.
    pub(in crate::disk) fn can_stand_for(new: &Path, old: &Path) -> io::Result<bool> {
        let facts = |path: &Path| {
            let data = path.symlink_metadata()?;
            io::Result::Ok((data.dev(), data.uid(), data.gid(), marks(path)?))
        };
        Ok(facts(new)? == facts(old)?)
    }

    /// The extended attributes of a folder: who else may use it, and labels of the system.
    fn marks(folder: &Path) -> io::Result<Vec<(CString, Vec<u8>)>> {
        let length = match rustix::fs::llistxattr_query(folder) {
            Ok(length) => length,
            Err(rustix::io::Errno::NOTSUP) => 0,
            Err(error) => return Err(error.into()),
        };
        if length == 0 {
            return Ok(Vec::new());
        }
        let mut names = vec![0; length];
        let length = rustix::fs::llistxattr(folder, names.as_mut_slice())?;
        names.truncate(length);
        let names = names.split(|byte| *byte == 0).filter(|n| !n.is_empty());
        let mut marks = Vec::new();
        for name in names {
            let name = CString::new(name)?;
            let mut value = vec![0; rustix::fs::lgetxattr_query(folder, &name)?];
            let length = rustix::fs::lgetxattr(folder, &name, value.as_mut_slice())?;
            value.truncate(length);
            marks.push((name, value));
        }
        marks.sort();
        Ok(marks)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod own {
    use std::fs::Metadata;
    use std::io;
    use std::path::Path;

    /// Here folders cannot change places.
    pub(in crate::disk) fn swap(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Here the first write tells.
    pub(in crate::disk) fn may_write(_: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Here nothing gets a second name.
    pub(in crate::disk) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
        false
    }

    /// Here folders are never replaced.
    pub(in crate::disk) fn can_stand_for(_: &Path, _: &Path) -> io::Result<bool> {
        Ok(false)
    }
}

pub(super) use own::{can_stand_for, is_same_file, may_write, swap};

/// Whether folders can change places on this kind of computer.
pub(super) const CAN_SWAP: bool = cfg!(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple"
));

/// Whether one call makes a whole disk lasting, so that no file has to wait for it alone.
const AT_ONCE: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Makes a file lasting, where that is done file by file.
pub(super) fn settle_file(file: &File) -> io::Result<()> {
    if AT_ONCE { Ok(()) } else { file.sync_all() }
}

/// Makes everything lasting that was written to the disk of a folder.
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    rustix::fs::syncfs(File::open(folder)?)?;
    #[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder; // Windows keeps the order of changes to folders by itself.
    Ok(())
}

/// Whether two paths are names of one file. Links are not followed.
pub(super) fn are_one_file(one: &Path, other: &Path) -> bool {
    let data = fs::symlink_metadata(one).and_then(|one| Ok((one, fs::symlink_metadata(other)?)));
    data.is_ok_and(|(one, other)| is_same_file(&one, &other))
}
