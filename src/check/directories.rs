//! Whether each directory that the settings name has its file of pages, and each file its directory.

use super::{Checked, settings_path};
use crate::model::joined::JoinedDirectory;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;

/// Directories without their file.
pub fn missing_pages(directories: &[JoinedDirectory], is_there: &dyn Fn(&str) -> bool) -> Problems {
    let mut problems = Problems::default();
    for (index, directory) in directories.iter().enumerate() {
        let path = JoinedDirectory::path(&directory.id);
        if !is_there(&path) {
            problems.push(Problem::new(
                Kind::MissingFile,
                Place::value(
                    &settings_path(),
                    KeyPath::new("directories").item(index).field("id"),
                ),
                format!("The pages of `{}` are not here: there is no `{path}`.", directory.name),
                format!(
                    "Make the folder `{}`. Then print them, with the folder of that directory's project in place of \
                     `../{}`:\n{}",
                    JoinedDirectory::FOLDER,
                    directory.id,
                    JoinedDirectory::command(&directory.id)
                ),
            ));
        }
    }
    problems
}

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let directories = &checked.site.settings.directories;
    problems.extend(missing_pages(directories, &checked.files));
    // A directory that could not be read may be the one that a file belongs to.
    if checked.broken.contains(&settings_path()) {
        return;
    }
    for id in checked.site.joined.keys() {
        if directories.iter().all(|directory| directory.id != *id) {
            problems.push(Problem::new(
                Kind::UnusedFile,
                Place::file(&SourcePath::new(JoinedDirectory::path(id))),
                format!("No directory in `content/site.yml` has the id `{id}`."),
                format!(
                    "Name it there, or delete this file:\ndirectories:\n  - id: {id}\n    name: What people call it\n    \
                     address: https://{id}.example.org/"
                ),
            ));
        }
    }
}
