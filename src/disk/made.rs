//! What an earlier build left in a folder, for those who want to know whether it is still that.

use std::fs;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::changes::refuse_links;
use super::list::read_list;

/// Shows `look` every file in `folder` that Handrail made: its path in the site, and its bytes. They come from
/// many threads and in any order. False when there is none, or one of them cannot be read or stands behind a link.
pub fn each_made(folder: &Path, look: &(dyn Fn(&str, &[u8]) + Sync)) -> bool {
    let Ok(list) = read_list(folder) else {
        return false;
    };
    if list.is_empty() || refuse_links(&list, folder).is_err() {
        return false;
    }
    let all: Vec<&String> = list.iter().collect();
    all.par_iter().all(|path| {
        let bytes = fs::read(folder.join(path));
        bytes.map(|bytes| look(path, &bytes)).is_ok()
    })
}
