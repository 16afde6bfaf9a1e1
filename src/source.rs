//! Everything that comes in: the files of a project, in memory.
//!
//! A [`SourcePath`] is relative to the project's folder and always uses `/`.
//! No path of the machine gets past `disk/`; from here on there are only these.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

/// The place of a file inside the project, such as `providers/kite-care.yml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path from text that already uses `/` and is relative.
    pub fn new(path: impl AsRef<str>) -> Self {
        SourcePath(Arc::from(path.as_ref()))
    }

    /// The whole path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `kite-care.yml`.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its last ending: `kite-care`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The part after the last dot, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, end)| end)
    }

    /// The folder that holds the file: `providers`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One file, as bytes.
#[derive(Clone, Debug, Eq)]
pub struct Source {
    bytes: Arc<[u8]>,
}

impl PartialEq for Source {
    // Two that are one in memory are the same without a look at their bytes.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes) || self.bytes == other.bytes
    }
}

/// Where a file stops being UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotText {
    /// The line of the first wrong byte, from 1.
    pub line: u32,
}

impl Source {
    /// Takes the bytes of a file.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        Source {
            bytes: bytes.into(),
        }
    }

    /// The bytes as they are.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text, without a byte-order mark. An error says on which line the file is not UTF-8.
    pub fn text(&self) -> Result<&str, NotText> {
        let bytes = self
            .bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(&self.bytes);
        std::str::from_utf8(bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let lines = good.iter().filter(|byte| **byte == b'\n').count();
            NotText {
                line: u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1),
            }
        })
    }
}

/// All files of a project: content, providers and theme alike. The whole input of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<SourcePath, Source>,
    /// Files and folders that are there, but could not be loaded.
    unloaded: BTreeSet<SourcePath>,
}

impl Sources {
    /// Puts a file in, in place of any file of the same path.
    pub fn insert(&mut self, path: SourcePath, source: Source) {
        self.files.insert(path, source);
    }

    /// Puts a text file in: a short form for tests and starters.
    pub fn insert_text(&mut self, path: &str, text: &str) {
        self.insert(SourcePath::new(path), Source::new(text.as_bytes()));
    }

    /// Remembers a file or folder that is there but could not be loaded: that is a problem of its
    /// own, and what links to it is not wrong as well.
    pub fn note_unloaded(&mut self, path: SourcePath) {
        self.unloaded.insert(path);
    }

    /// Whether a file, or a folder that it is in, could not be loaded.
    pub fn is_unloaded(&self, path: &str) -> bool {
        let mut folders = path
            .match_indices('/')
            .filter_map(|(end, _)| path.get(..end));
        self.unloaded.contains(path) || folders.any(|folder| self.unloaded.contains(folder))
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &SourcePath) -> Option<Source> {
        self.files.remove(path)
    }

    /// Lets all other files go.
    pub fn keep(&mut self, wanted: impl Fn(&SourcePath) -> bool) {
        self.files.retain(|path, _| wanted(path));
    }

    /// Adds the files of `other` that are not here yet: what is on disk wins over what is built in.
    pub fn fill_from(&mut self, other: &Sources) {
        for (path, source) in &other.files {
            self.files
                .entry(path.clone())
                .or_insert_with(|| source.clone());
        }
    }

    /// One file by its path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Source)> {
        self.files.iter()
    }

    /// The files of one folder and of the folders in it, sorted by path.
    pub fn under<'s>(
        &'s self,
        folder: &str,
    ) -> impl Iterator<Item = (&'s SourcePath, &'s Source)> + use<'s> {
        let start = format!("{folder}/");
        self.files
            .range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded))
            .take_while(move |(path, _)| path.as_str().starts_with(&start))
    }

    /// The files that lie right in one folder, sorted by path.
    pub fn directly_in<'s>(
        &'s self,
        folder: &str,
    ) -> impl Iterator<Item = (&'s SourcePath, &'s Source)> + use<'s> {
        let owned = folder.to_owned();
        self.under(folder)
            .filter(move |(path, _)| path.folder() == owned)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True when there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_knows_its_parts() {
        let path = SourcePath::new("content/guides/meet-safely.easy.md");
        assert_eq!(path.name(), "meet-safely.easy.md");
        assert_eq!(path.stem(), "meet-safely.easy");
        assert_eq!(path.extension(), "md");
        assert_eq!(path.folder(), "content/guides");
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_text() {
        let source = Source::new(&b"\xEF\xBB\xBFname: Kite"[..]);
        assert_eq!(source.text(), Ok("name: Kite"));
    }

    #[test]
    fn bytes_that_are_not_text_are_found_by_line() {
        let source = Source::new(&b"name: a\nsummary: caf\xE9\n"[..]);
        assert_eq!(source.text(), Err(NotText { line: 2 }));
    }

    #[test]
    fn what_lies_in_a_folder_that_was_not_loaded_is_not_loaded() {
        let mut sources = Sources::default();
        sources.note_unloaded(SourcePath::new("content/guides"));
        assert!(sources.is_unloaded("content/guides"));
        assert!(sources.is_unloaded("content/guides/a.md"));
        assert!(!sources.is_unloaded("content/guides-too/a.md"));
        assert!(!sources.is_unloaded("content"));
    }

    #[test]
    fn what_is_on_disk_wins() {
        let mut disk = Sources::default();
        disk.insert_text("a/x.txt", "disk");
        let mut built_in = Sources::default();
        built_in.insert_text("a/x.txt", "built in");
        built_in.insert_text("a/y.txt", "built in");
        disk.fill_from(&built_in);
        assert_eq!(disk.get("a/x.txt").unwrap().text(), Ok("disk"));
        assert_eq!(disk.under("a").count(), 2);
        assert_eq!(disk.directly_in("a").count(), 2);
    }
}
