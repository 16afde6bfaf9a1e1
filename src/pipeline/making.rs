//! The last stage: every page and file, handed on as soon as it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::{Options, Progress, Stage};
use crate::model::picture::Image;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::output::Sink;
use crate::problem::{Problem, Problems};
use crate::render::{Memory, Planned, RenderOptions, Renderer};

/// What pages are made of.
pub(super) struct Material<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) images: &'a [Image],
    /// What the last build left, if the next one will want something too.
    pub(super) memory: Option<&'a Memory>,
}

/// What was made, apart from the files.
pub(super) struct Told {
    /// What is wrong.
    pub(super) problems: Problems,
    /// The number of pages.
    pub(super) pages: usize,
    /// What the next build may take from this one, if nothing is wrong.
    pub(super) memory: Option<Memory>,
}

/// Makes everything, but for pages that were made before and are still the same.
pub(super) fn make(
    material: &Material<'_>,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Told {
    progress.begins(Stage::Planning);
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    let (renderer, mut problems) = Renderer::with_memory(
        material.site,
        material.theme,
        material.images,
        render_options,
        material.memory,
    );
    problems.extend(renderer.missing_words());
    problems.extend(renderer.wrong_components());
    if problems.has_errors() {
        return Told::only(problems);
    }
    let mut plan = renderer.plan();
    // Of two pages with one address, the first one stays.
    let mut addresses = BTreeSet::new();
    plan.retain(|planned| addresses.insert(planned.address.file()));
    if !sink.begin() {
        return Told::only(problems);
    }
    progress.begins(Stage::Pages);
    let maker = Maker {
        renderer: &renderer,
        number: plan.len(),
        made: AtomicUsize::new(0),
        is_stopped: AtomicBool::new(false),
        sink,
        progress,
    };
    let search = || {
        progress.search(false);
        renderer.prepare_search();
        let failed = renderer.failed_searches();
        renderer.let_index_go();
        progress.search(true);
        failed
    };
    let groups = plan.chunk_by(|one, next| one.belongs_to(next)).enumerate();
    let (first, others): (Vec<_>, Vec<_>) =
        groups.partition(|(_, together)| renderer.is_wanted_first(together));
    let pages = |groups: &[(usize, &[Planned<'_>])]| -> Vec<(usize, Batch)> {
        let groups = groups.par_iter();
        groups
            .map(|(place, together)| (*place, maker.batch(together)))
            .collect()
    };
    let mut batches = pages(&first);
    if !first.is_empty() {
        show_first(&renderer, sink);
    }
    // The search takes longest, so it begins first.
    let (failed_searches, more) = rayon::join(search, || pages(&others));
    batches.extend(more);
    batches.sort_by_key(|(place, _)| *place);
    let mut kept = BTreeMap::new();
    for (_, batch) in batches {
        batch
            .problems
            .into_iter()
            .for_each(|problem| problems.push(problem));
        kept.extend(batch.kept);
    }
    progress.begins(Stage::Files);
    problems.extend(renderer.words_not_found());
    problems.extend(failed_searches);
    let files = renderer.files(&plan, sink);
    match renderer.worker(&plan, &kept, &files) {
        Ok(Some((path, bytes))) => _ = sink.take(path, bytes.into_boxed_slice()),
        Ok(None) => {}
        Err(problem) => problems.push(*problem),
    }
    for (path, bytes) in files {
        if !addresses.contains(&path) && !sink.take(&path, bytes.into_boxed_slice()) {
            break;
        }
    }
    let is_good = !problems.has_errors();
    Told {
        memory: is_good.then(|| renderer.memory()).flatten(),
        pages: maker.made.into_inner(),
        problems,
    }
}

/// Hands on what the first pages load, and then tells that they are here.
pub(super) fn show_first(renderer: &Renderer<'_>, sink: &dyn Sink) {
    for (path, bytes) in renderer.assets() {
        sink.lend(&path, &bytes);
    }
    sink.first_are_here();
}

impl Told {
    fn only(problems: Problems) -> Self {
        Told {
            problems,
            pages: 0,
            memory: None,
        }
    }
}

/// Makes pages on one of many threads.
struct Maker<'m, 's> {
    renderer: &'m Renderer<'s>,
    number: usize,
    made: AtomicUsize,
    /// True when nobody takes pages any more.
    is_stopped: AtomicBool,
    sink: &'m dyn Sink,
    progress: &'m dyn Progress,
}

/// What is left of pages when they are handed on.
struct Batch {
    problems: Vec<Problem>,
    /// The sums of those that readers keep for use without internet.
    kept: Vec<(String, String)>,
}

impl<'s> Maker<'_, 's> {
    fn batch(&self, together: &[Planned<'s>]) -> Batch {
        let mut batch = Batch {
            problems: Vec::new(),
            kept: Vec::new(),
        };
        if self.is_stopped.load(Ordering::Relaxed) {
            return batch;
        }
        let keep = |path: &str| self.sink.keep(path).is_some();
        if let Some(sums) = self.renderer.keep_pages(together, keep) {
            self.count(together.len());
            batch.kept = sums;
            return batch;
        }
        let pages = self.renderer.pages(together);
        for (planned, page) in together.iter().zip(pages) {
            match page {
                Ok((path, html)) => {
                    let bytes = html.into_boxed_bytes();
                    if let Some(sum) = planned.sum_if_kept(&bytes) {
                        batch.kept.push((path.clone(), sum));
                    }
                    if !self.sink.take(&path, bytes) {
                        self.is_stopped.store(true, Ordering::Relaxed);
                    }
                    self.count(1);
                }
                Err(problem) => batch.problems.push(*problem),
            }
        }
        batch
    }

    fn count(&self, pages: usize) {
        let made = self.made.fetch_add(pages, Ordering::Relaxed) + pages;
        self.progress.pages(made, self.number);
    }
}
