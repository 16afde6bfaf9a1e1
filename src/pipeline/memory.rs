//! What one build leaves for the next: what hangs on nothing that changed is not worked out again.
//!
//! The law: a build with a memory gives the same site and the same problems as one without. Everything is
//! kept with all that it was worked out from, and counts only while that is the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::glance::Glanced;
use crate::model::checks::{CheckRecord, Visit};
use crate::model::criterion::Criterion;
use crate::model::joined::JoinedPage;
use crate::model::lists::Lists;
use crate::model::page::Text;
use crate::model::provider::Provider;
use crate::model::sheet::Sheet;
use crate::model::sign_off::SignOffs;
use crate::model::values::{Date, Id};
use crate::problem::Problems;
use crate::read::Hidden;
use crate::render;
use crate::source::{Source, SourcePath};

/// What earlier builds of a project worked out. One memory serves one place that the
/// files of the site go to: it takes for granted that they are still there.
pub struct Memory {
    /// What private numbers are in each file.
    pub(super) guarded: Kept<Option<Hidden>>,
    /// What was read.
    pub(super) read: Readings,
    /// What was made for pages, if there will be another build.
    pub(super) made: Option<render::Memory>,
    /// What was read for glances at a few providers.
    pub(super) glanced: Glanced,
}

impl Memory {
    /// An empty one, for many builds.
    pub fn new() -> Self {
        Memory {
            made: Some(render::Memory::default()),
            ..Memory::that_keeps(true)
        }
    }

    /// One for a single build: it keeps nothing.
    pub(super) fn of_nothing() -> Self {
        Memory::that_keeps(false)
    }

    fn that_keeps(keeps: bool) -> Self {
        Memory {
            guarded: Kept::new(keeps),
            read: Readings::new(keeps),
            made: None,
            glanced: Glanced::new(keeps),
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Memory::new()
    }
}

/// What was read from a file, and what is wrong with it.
pub(super) type Reading<T> = (Option<T>, Problems);

/// What was read from the files of each sort.
pub(super) struct Readings {
    keeps: bool,
    /// What every reader was told besides its file.
    told: Option<(Date, Lists)>,
    /// What the readers of checks were told besides.
    told_criteria: BTreeMap<Id, Criterion>,
    pub(super) providers: Kept<Reading<Arc<Provider>>>,
    pub(super) criteria: Kept<Reading<Criterion>>,
    pub(super) checks: Kept<Reading<Arc<CheckRecord>>>,
    pub(super) visits: Kept<Reading<Vec<Visit>>>,
    pub(super) sheets: Kept<Reading<Sheet>>,
    pub(super) texts: Kept<Reading<Text>>,
    pub(super) documents: Kept<Reading<Arc<Vec<JoinedPage>>>>,
    pub(super) sign_offs: Kept<Reading<SignOffs>>,
}

impl Readings {
    /// An empty one, that keeps what is read or does not.
    pub(super) fn new(keeps: bool) -> Self {
        Readings {
            keeps,
            told: None,
            told_criteria: BTreeMap::new(),
            providers: Kept::new(keeps),
            criteria: Kept::new(keeps),
            checks: Kept::new(keeps),
            visits: Kept::new(keeps),
            sheets: Kept::new(keeps),
            texts: Kept::new(keeps),
            documents: Kept::new(keeps),
            sign_offs: Kept::new(keeps),
        }
    }

    /// Forgets everything if it was read on another day or with other lists.
    pub(super) fn begin(&mut self, today: Date, lists: &Lists) {
        let told = Some((today, lists.clone()));
        if self.told != told {
            *self = Readings {
                told,
                ..Readings::new(self.keeps)
            };
        }
    }

    /// Forgets what was read with other criteria.
    pub(super) fn with_criteria(&mut self, criteria: &BTreeMap<Id, Criterion>) {
        if self.told_criteria != *criteria {
            self.told_criteria.clone_from(criteria);
            self.checks = Kept::new(self.keeps);
        }
    }
}

/// What was worked out of each file, with the bytes that it was worked out from. One that keeps nothing is for a single
/// build, which then needs no memory for it.
pub(super) struct Kept<T> {
    keeps: bool,
    known: BTreeMap<SourcePath, (Source, T)>,
}

impl<T> Kept<T> {
    /// An empty one, that keeps what is worked out or does not.
    pub(super) fn new(keeps: bool) -> Self {
        Kept {
            keeps,
            known: BTreeMap::new(),
        }
    }
}

impl<T: Clone + Send + Sync> Kept<T> {
    /// Works on these files, each with a value of its own, on every core. What is known of a file with the
    /// same bytes is not worked out again; other files are forgotten. The results come in the order of the
    /// files.
    pub(super) fn work<V: Sync>(
        &mut self,
        files: &[(&SourcePath, &Source, V)],
        work: impl Fn(&SourcePath, &Source, &V) -> T + Sync,
    ) -> Vec<T> {
        let before = std::mem::take(&mut self.known);
        let all: Vec<T> = files
            .par_iter()
            .map(|(path, source, value)| match before.get(*path) {
                Some((known, result)) if known == *source => result.clone(),
                _ => work(path, source, value),
            })
            .collect();
        if self.keeps {
            let kept = files.iter().zip(&all);
            self.known = kept
                .map(|((path, source, _), result)| {
                    ((*path).clone(), ((*source).clone(), result.clone()))
                })
                .collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_what_changed_is_worked_out_again() {
        let mut kept = Kept::new(true);
        let worked = AtomicUsize::new(0);
        let mut look = |files: &[(&str, &str)]| {
            let files: Vec<_> = files
                .iter()
                .map(|(path, text)| (SourcePath::new(path), Source::new(text.as_bytes())))
                .collect();
            let all: Vec<_> = files
                .iter()
                .map(|(path, source)| (path, source, ()))
                .collect();
            worked.store(0, Ordering::Relaxed);
            let lengths = kept.work(&all, |_, source, ()| {
                worked.fetch_add(1, Ordering::Relaxed);
                source.bytes().len()
            });
            (lengths, worked.load(Ordering::Relaxed))
        };
        assert_eq!(look(&[("a", "one"), ("b", "three")]), (vec![3, 5], 2));
        assert_eq!(look(&[("a", "one"), ("b", "four")]), (vec![3, 4], 1));
        assert_eq!(look(&[("b", "four")]), (vec![4], 0));
        assert_eq!(look(&[("a", "one"), ("b", "four")]), (vec![3, 4], 1));
    }
}
