//! The list of what Handrail made in a folder.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::named;

/// The name of the list.
pub(super) const LIST: &str = ".handrail-files";

/// What a folder holds that Handrail made. Nothing, when it has no list.
pub(super) fn read_list(folder: &Path) -> io::Result<BTreeSet<String>> {
    read_names(&folder.join(LIST))
}

/// Paths from a file with one on each line.
pub(super) fn read_names(file: &Path) -> io::Result<BTreeSet<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(text
            .lines()
            .filter(|line| is_safe(line))
            .map(str::to_owned)
            .collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(named(&error, file)),
    }
}

/// A line of a list must stay inside the folder, whoever wrote it.
pub(super) fn is_safe(line: &str) -> bool {
    !line.is_empty()
        && !line.starts_with('/')
        && !line.contains('\\')
        && line.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The text of a list.
pub(super) fn list_text<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    paths.into_iter().fold(String::new(), |mut list, path| {
        list.push_str(path);
        list.push('\n');
        list
    })
}
