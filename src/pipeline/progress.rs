//! What a build tells while it is at work.

/// A part of the work of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files become providers, texts, lists and a theme.
    Reading,
    /// What needs the whole site is checked.
    Checking,
    /// Providers are sorted, and the pages are planned.
    Planning,
    /// Pages are made. The search is made at the same time.
    Pages,
    /// The files that are not pages are made.
    Files,
}

/// Is told how far a build is.
pub trait Progress: Sync {
    /// A stage begins, and the one before it has ended.
    fn begins(&self, stage: Stage);

    /// So many of all pages are made. It may be told from many threads.
    fn pages(&self, made: usize, of: usize);
}

/// Wants to know nothing.
pub struct Quiet;

impl Progress for Quiet {
    fn begins(&self, _: Stage) {}

    fn pages(&self, _: usize, _: usize) {}
}
