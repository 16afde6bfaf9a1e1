//! A folder -> [`Sources`]. What cannot be read is a problem, and the rest is read all the same.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use walkdir::{DirEntry, WalkDir};

use super::seen::{Seen, Stamp};
use super::{named, passes_over};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::source::{Source, SourcePath, Sources};

/// The folders of a project.
pub(super) const FOLDERS: [&str; 3] = ["content", "providers", "themes"];

/// Larger files are not even opened.
const MOST_BYTES: u64 = 20_000_000;

/// The same for the pages of another directory: a line for each, of a thousand letters or two.
const MOST_BYTES_OF_PAGES: u64 = 200_000_000;

/// Reads the project in `root`.
///
/// # Errors
///
/// When `root` itself cannot be read.
pub fn load(root: &Path) -> io::Result<(Sources, Problems)> {
    load_again(root, &mut Seen::default())
}

/// The same, but for files that were seen before and have not changed since: they are not opened.
///
/// # Errors
///
/// When `root` itself cannot be read.
pub fn load_again(root: &Path, seen: &mut Seen) -> io::Result<(Sources, Problems)> {
    let root = fs::canonicalize(root).map_err(|error| named(&error, root))?;
    let mut loader = Loader {
        root,
        sources: Sources::default(),
        problems: Problems::default(),
        before: std::mem::take(seen),
        seen: Seen::default(),
        to_open: Vec::new(),
    };
    for folder in FOLDERS {
        let start = loader.root.join(folder);
        if start.exists() {
            loader.walk(&start);
        }
    }
    loader.open_all();
    *seen = loader.seen;
    Ok((loader.sources, loader.problems))
}

/// A few files of the project in `root`. Those that are not plain files in plain folders have no content here: a
/// whole look says what is to be done about them.
pub fn open_few(root: &Path, names: &[SourcePath]) -> Vec<(SourcePath, Option<Source>)> {
    let open = |name: &SourcePath| {
        let real = fs::canonicalize(root).ok()?;
        let path = real.join(name.as_str());
        let data = fs::symlink_metadata(&path).ok()?;
        let is_plain = data.is_file() && data.len() <= MOST_BYTES;
        let is_here = fs::canonicalize(&path).ok()? == path;
        let content = (is_plain && is_here).then(|| fs::read(&path))?;
        content.ok().map(Source::new)
    };
    let names = names.iter();
    names.map(|name| (name.clone(), open(name))).collect()
}

struct Loader {
    root: PathBuf,
    sources: Sources,
    problems: Problems,
    before: Seen,
    seen: Seen,
    /// Files that are there, and are opened when all are known.
    to_open: Vec<ToOpen>,
}

struct ToOpen {
    name: SourcePath,
    path: PathBuf,
    stamp: Option<Stamp>,
}

impl Loader {
    fn walk(&mut self, start: &Path) {
        let mut entries = WalkDir::new(start)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.file(&entry),
                Ok(entry) if entry.file_type().is_dir() => {
                    if !self.may_enter(&entry) {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.not_a_file(&entry),
                Err(error) => self.unreadable(&error),
            }
        }
    }

    fn file(&mut self, entry: &DirEntry) {
        let path = entry.path();
        let Some(name) = self.name_of(path) else {
            return;
        };
        // The folder that it is in was looked at already.
        if entry.path_is_symlink() && !self.is_inside(path) {
            self.outside(&name);
            return;
        }
        let data = entry.metadata().ok();
        let size = data.as_ref().map_or(0, Metadata::len);
        let most = most_bytes(&name);
        if size > most {
            let [size, most] = [size, most].map(|bytes| bytes / 1_000_000);
            self.not_loaded(
                Kind::FileTooBig,
                &name,
                &format!("This file is {size} MB. The most is {most} MB."),
                "Make it smaller, or move it out of this folder.",
            );
            return;
        }
        let stamp = data.and_then(|data| Stamp::of(&data));
        match self.before.source(&name, stamp.as_ref()) {
            Some(source) => self.keep(name, stamp, source),
            None => self.to_open.push(ToOpen {
                name,
                path: path.to_owned(),
                stamp,
            }),
        }
    }

    /// Opens files on every core.
    fn open_all(&mut self) {
        let all = std::mem::take(&mut self.to_open);
        let read: Vec<io::Result<Source>> = all
            .par_iter()
            .map(|file| fs::read(&file.path).map(Source::new))
            .collect();
        for (file, read) in all.into_iter().zip(read) {
            match read {
                Ok(source) => self.keep(file.name, file.stamp, source),
                // It was there for a moment only, as files are that editors make while they save.
                Err(_) if fs::symlink_metadata(&file.path).is_err() => {}
                Err(error) => self.cannot_read(&file.name, &error),
            }
        }
    }

    fn keep(&mut self, name: SourcePath, stamp: Option<Stamp>, source: Source) {
        if let Some(stamp) = stamp {
            self.seen.insert(&name, stamp, &source);
        }
        self.sources.insert(name, source);
    }

    /// The path inside the project. A name that is not text is a problem.
    fn name_of(&mut self, path: &Path) -> Option<SourcePath> {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        if let Some(parts) = parts {
            return Some(SourcePath::new(parts.join("/")));
        }
        let shown = SourcePath::new(inside.to_string_lossy());
        self.problems.push(Problem::new(
            Kind::BadFileName,
            Place::file(&shown),
            "The name of this file has letters that Handrail cannot read.",
            "Use lower-case letters, digits and hyphens.",
        ));
        None
    }

    fn is_inside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.root))
    }

    /// Whether a folder is to be read: it lies in the project, and not inside itself.
    fn may_enter(&mut self, entry: &DirEntry) -> bool {
        let path = entry.path();
        let Some(name) = self.name_of(path) else {
            return false;
        };
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_default();
        let holds_itself = || {
            let mut above = path.parent().map(real).into_iter();
            entry.path_is_symlink() && above.any(|above| above.starts_with(real(path)))
        };
        if !self.is_inside(path) {
            self.outside(&name);
        } else if holds_itself() {
            self.circle(&name);
        } else if entry.depth() > 0 && matches!(name.extension(), "yml" | "md") {
            self.not_a_file(entry);
        } else {
            return true;
        }
        false
    }

    /// What is there but was not loaded is a problem, and is not missing as well.
    fn not_loaded(&mut self, kind: Kind, name: &SourcePath, message: &str, help: &str) {
        self.sources.note_unloaded(name.clone());
        let place = Place::file(name);
        self.problems.push(Problem::new(kind, place, message, help));
    }

    fn outside(&mut self, name: &SourcePath) {
        self.not_loaded(
            Kind::LinkOutside,
            name,
            "This is a link to a file or folder outside the project.",
            "Copy the file itself to this place. The site must not depend on other folders.",
        );
    }

    fn circle(&mut self, name: &SourcePath) {
        self.not_loaded(
            Kind::LinkOutside,
            name,
            "This is a link that leads back to a folder above it.",
            "Delete the link.",
        );
    }

    fn not_a_file(&mut self, entry: &DirEntry) {
        if let Some(name) = self.name_of(entry.path()) {
            self.not_loaded(
                Kind::UnreadableFile,
                &name,
                "This is not a file that can be read.",
                "Delete it, or put a file in its place.",
            );
        }
    }

    fn unreadable(&mut self, error: &walkdir::Error) {
        let path = error
            .path()
            .map_or_else(|| self.root.clone(), Path::to_path_buf);
        let Some(name) = self.name_of(&path) else {
            return;
        };
        if error.loop_ancestor().is_some() {
            self.circle(&name);
        } else {
            let reason = error
                .io_error()
                .map_or(io::ErrorKind::Other, io::Error::kind);
            self.cannot_read(&name, &io::Error::from(reason));
        }
    }

    fn cannot_read(&mut self, name: &SourcePath, error: &io::Error) {
        let (message, help) = match error.kind() {
            io::ErrorKind::PermissionDenied => (
                "Handrail is not allowed to read this.",
                "Change its permissions so that you can read it.",
            ),
            io::ErrorKind::NotFound => (
                "This is a link to something that is not there.",
                "Delete the link, or put the file back.",
            ),
            _ => (
                "This cannot be read from the disk.",
                "Try to open it in an editor. Then save it again.",
            ),
        };
        self.not_loaded(Kind::UnreadableFile, name, message, help);
    }
}

fn most_bytes(name: &SourcePath) -> u64 {
    match (name.folder(), name.extension()) {
        ("content/directories", "ndjson") => MOST_BYTES_OF_PAGES,
        _ => MOST_BYTES,
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    passes_over(&entry.file_name().to_string_lossy())
}
