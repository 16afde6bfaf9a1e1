//! What an earlier build left in a folder, for those who want to know whether it is still that.

use std::fs;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::changes::refuse_links;
#[cfg(unix)]
use super::list::LIST;
use super::list::read_list;

/// Shows `look` every file in `folder` that Handrail made: its path in the site, and its bytes. They come from
/// many threads and in any order. False when there is none, or one of them cannot be read, is no plain file, or stands
/// behind a link.
pub fn each_made(folder: &Path, look: &(dyn Fn(&str, &[u8]) + Sync)) -> bool {
    let Ok(list) = read_list(folder) else {
        return false;
    };
    if list.is_empty() || refuse_links(&list, folder).is_err() {
        return false;
    }
    let all: Vec<&String> = list.iter().collect();
    all.par_iter().all(|path| {
        let file = folder.join(path);
        let is_plain = fs::symlink_metadata(&file).is_ok_and(|data| data.is_file());
        let bytes = is_plain.then(|| fs::read(&file).ok()).flatten();
        bytes.map(|bytes| look(path, &bytes)).is_some()
    })
}

/// A name for the list of what was made in `folder`, as it lies on this disk. A copy of it has another one, so files
/// that come from somewhere else cannot claim to be those that were made here. Nothing when there is no list, or the
/// system does not tell enough.
#[cfg(unix)]
pub fn name_of_made(folder: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let data = fs::symlink_metadata(folder.join(LIST)).ok()?;
    let changed = (data.ctime(), data.ctime_nsec());
    data.is_file().then(|| {
        let (device, number) = (data.dev(), data.ino());
        format!("{device}-{number}-{}-{}", changed.0, changed.1)
    })
}

/// Nothing: other systems do not tell enough.
#[cfg(not(unix))]
pub fn name_of_made(_: &Path) -> Option<String> {
    None
}
