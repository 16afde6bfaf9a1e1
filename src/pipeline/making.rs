//! The last stage: every page and file, handed on as soon as it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::iter::ParallelIterator as _;
use rayon::slice::ParallelSlice as _;

use super::{Options, Progress, Stage};
use crate::model::picture::Image;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::output::Sink;
use crate::problem::{Problem, Problems};
use crate::render::{Planned, RenderOptions, Renderer};

/// What pages are made of.
pub(super) struct Material<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) images: &'a [Image],
}

/// Makes everything. What is wrong comes back, and the number of pages.
pub(super) fn make(
    material: &Material<'_>,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> (Problems, usize) {
    progress.begins(Stage::Planning);
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    let (site, theme) = (material.site, material.theme);
    let (renderer, mut problems) = Renderer::new(site, theme, material.images, render_options);
    problems.extend(renderer.missing_words());
    problems.extend(renderer.wrong_components());
    if problems.has_errors() {
        return (problems, 0);
    }
    let mut plan = renderer.plan();
    // Of two pages with one address, the first one stays.
    let mut addresses = BTreeSet::new();
    plan.retain(|planned| addresses.insert(planned.address.file()));
    if !sink.begin() {
        return (problems, 0);
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
        progress.search(true);
    };
    let pages = || -> Vec<Batch> {
        plan.par_chunk_by(|one, next| one.belongs_to(next))
            .map(|together| maker.batch(together))
            .collect()
    };
    // The search takes longest, so it begins first.
    let ((), batches) = rayon::join(search, pages);
    let mut kept = BTreeMap::new();
    for batch in batches {
        batch
            .problems
            .into_iter()
            .for_each(|problem| problems.push(problem));
        kept.extend(batch.kept);
    }
    progress.begins(Stage::Files);
    problems.extend(renderer.words_not_found());
    problems.extend(renderer.failed_searches());
    let files = renderer.files(&plan);
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
    (problems, maker.made.into_inner())
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
                    let made = self.made.fetch_add(1, Ordering::Relaxed) + 1;
                    self.progress.pages(made, self.number);
                }
                Err(problem) => batch.problems.push(*problem),
            }
        }
        batch
    }
}
