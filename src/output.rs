//! Everything that goes out: the files of the built site, in memory and sorted.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Takes the files of a site as they are made: from many threads, and in any order. So a large site
/// never has to be in memory as a whole.
pub trait Sink: Sync {
    /// Gets ready, before the first file. Not for threads that make pages: it may take long, and they would
    /// wait for each other. False when it cannot.
    fn begin(&self) -> bool {
        true
    }

    /// Takes one file. False when there is no use in making more.
    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool;

    /// Keeps a file as it was in the site before, and tells how many bytes it has. Nothing when it is not
    /// known here: then it must be made.
    fn keep(&self, _path: &str) -> Option<u64> {
        None
    }

    /// Gets a file that the first files need. It will come again among all others.
    fn lend(&self, _path: &str, _bytes: &[u8]) {}

    /// Is told that the files that people wait for are here, before all others are made.
    fn first_are_here(&self) {}
}

/// Keeps the files in memory.
struct Gathering<'g> {
    made: Mutex<Output>,
    /// What the first files need.
    lent: Mutex<Output>,
    /// The site before.
    before: &'g Output,
    /// What to do with the site before once the files that people wait for are in it.
    show_first: &'g (dyn Fn(Output) + Sync),
}

impl Gathering<'_> {
    fn made(&self) -> MutexGuard<'_, Output> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Gathering<'_> {
    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        let bytes = Arc::from(bytes);
        self.made().files.entry(Arc::from(path)).or_insert(bytes);
        true
    }

    fn keep(&self, path: &str) -> Option<u64> {
        let (path, bytes) = self.before.files.get_key_value(path)?;
        let mut made = self.made();
        made.files
            .entry(Arc::clone(path))
            .or_insert_with(|| Arc::clone(bytes));
        u64::try_from(bytes.len()).ok()
    }

    fn lend(&self, path: &str, bytes: &[u8]) {
        let mut lent = self.lent.lock().unwrap_or_else(PoisonError::into_inner);
        lent.insert(path, bytes);
    }

    fn first_are_here(&self) {
        let mut files = self.before.files.clone();
        let lent = self.lent.lock().unwrap_or_else(PoisonError::into_inner);
        files.extend(lent.files.clone());
        files.extend(self.made().files.clone());
        (self.show_first)(Output { files });
    }
}

/// Lets everything go: for those who only want to know what is wrong.
impl Sink for () {
    fn take(&self, _: &str, _: Box<[u8]>) -> bool {
        true
    }
}

/// How large a site is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// The number of files.
    pub files: u64,
    /// All bytes.
    pub bytes: u64,
    /// The bytes of the largest file.
    pub largest: u64,
}

/// Hands files on, and adds up how large the site is.
pub struct Weighing<'s> {
    sink: &'s dyn Sink,
    size: Mutex<Size>,
}

impl<'s> Weighing<'s> {
    /// Starts with nothing.
    pub fn new(sink: &'s dyn Sink) -> Self {
        Weighing {
            sink,
            size: Mutex::default(),
        }
    }

    fn weigh(&self, weight: u64) {
        let mut size = self.size.lock().unwrap_or_else(PoisonError::into_inner);
        size.files += 1;
        size.bytes = size.bytes.saturating_add(weight);
        size.largest = size.largest.max(weight);
    }

    /// How large it is now.
    pub fn size(&self) -> Size {
        let size = self.size.lock().unwrap_or_else(PoisonError::into_inner);
        size.clone()
    }
}

impl Sink for Weighing<'_> {
    fn begin(&self) -> bool {
        self.sink.begin()
    }

    fn take(&self, path: &str, bytes: Box<[u8]>) -> bool {
        self.weigh(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        self.sink.take(path, bytes)
    }

    fn keep(&self, path: &str) -> Option<u64> {
        let weight = self.sink.keep(path)?;
        self.weigh(weight);
        Some(weight)
    }

    fn lend(&self, path: &str, bytes: &[u8]) {
        self.sink.lend(path, bytes);
    }

    fn first_are_here(&self) {
        self.sink.first_are_here();
    }
}

/// The built site: file path inside the site (such as `providers/kite-care/index.html`) to bytes.
#[derive(Clone, Debug, Default, Eq)]
pub struct Output {
    /// Names and bytes are shared by all sites that have them, so that one of many files is copied quickly.
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
}

impl PartialEq for Output {
    fn eq(&self, other: &Self) -> bool {
        let mut both = self.files.iter().zip(&other.files);
        self.files.len() == other.files.len()
            && both.all(|((path, bytes), (other, others))| path == other && are_same(bytes, others))
    }
}

/// Two files that are one in memory are the same without a look at their bytes.
fn are_same(one: &Arc<[u8]>, other: &Arc<[u8]>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

impl Output {
    /// The files that `make` hands over, and what it gives besides.
    pub fn gather<T>(make: impl FnOnce(&dyn Sink) -> T) -> (Output, T) {
        Output::default().gather_again(&|_| {}, make)
    }

    /// The same for a site of which this one was before: `make` may keep its files. `show_first` gets this
    /// one with the files in it that people wait for, before all others are made.
    pub fn gather_again<T>(
        &self,
        show_first: &(dyn Fn(Output) + Sync),
        make: impl FnOnce(&dyn Sink) -> T,
    ) -> (Output, T) {
        let gathering = Gathering {
            made: Mutex::default(),
            lent: Mutex::default(),
            before: self,
            show_first,
        };
        let told = make(&gathering);
        let made = gathering.made.into_inner();
        (made.unwrap_or_else(PoisonError::into_inner), told)
    }

    /// Puts a file in. Returns false, and keeps the first one, when the path is already taken.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> bool {
        match self.files.entry(path.into()) {
            std::collections::btree_map::Entry::Occupied(_) => false,
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(Arc::from(bytes.into()));
                true
            }
        }
    }

    /// The bytes of one file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// Whether a file is as it was in the site before. Nothing when it was not there.
    pub fn is_as_before(&self, path: &str, before: &Output) -> Option<bool> {
        let old = before.files.get(path)?;
        let new = self.files.get(path);
        Some(new.is_some_and(|new| are_same(new, old)))
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.as_ref(), bytes.as_ref()))
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
    fn what_is_shown_first_has_all_that_it_needs() {
        let mut before = Output::default();
        before.insert("a.html", "old");
        before.insert("b.html", "same");
        let shown = Mutex::new(Output::default());
        let show_first = |first| *shown.lock().unwrap() = first;
        let (after, kept) = before.gather_again(&show_first, |sink| {
            sink.take("a.html", Box::from(*b"new"));
            sink.lend("a.png", b"picture");
            sink.first_are_here();
            (sink.keep("b.html"), sink.keep("c.html"))
        });
        assert_eq!(kept, (Some(4), None));
        let first = shown.into_inner().unwrap();
        let file = |output: &Output, path: &str| output.get(path).map(<[u8]>::to_vec);
        assert_eq!(file(&first, "a.html"), Some(b"new".to_vec()));
        assert_eq!(file(&first, "b.html"), Some(b"same".to_vec()));
        assert_eq!(file(&first, "a.png"), Some(b"picture".to_vec()));
        // What was lent comes again among all others, or it was not needed.
        assert_eq!((after.len(), file(&after, "a.png")), (2, None));
    }
}
