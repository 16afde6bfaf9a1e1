//! The whole program as one pure function: files in memory to a site in memory.
//!
//! 1. [`guarding`]: what must never be in the files is found, and hidden from all that follows.
//! 2. `reading`: the lists, the settings, the theme; then every provider and text, each by itself.
//! 3. [`approving`]: which of these words both groups agreed to, and what may be published.
//! 4. Check what needs the whole site.
//! 5. Make every page and file.
//!
//! Files and pages are worked on by every core there is. Results are gathered in order, so the
//! number of threads cannot change a byte.

pub mod approving;
mod finding;
mod glance;
pub mod guarding;
mod making;
mod memory;
mod progress;
mod reading;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::check::{Checked, check};
use crate::model::picture::Image;
use crate::model::sign_off::SignOffs;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::values::{Date, Id};
use crate::output::{Output, Sink, Size, Weighing};
use crate::problem::Problems;
use crate::read::locate;
pub use crate::render::{FirstWords, Found, FoundPage, Wanted};
use crate::render::{RenderOptions, Renderer};
use crate::routes::Destination;
pub use crate::search::ask::How;
use crate::source::{SourcePath, Sources};
use crate::vetting::due::{Due, all_due};
pub use finding::{FindError, document_lines, find, find_all, searches};
pub use glance::{glance, only_about};
pub use memory::Memory;
pub use progress::{Progress, Quiet, Stage};

use approving::approve;
use guarding::{guard, guard_again};
use making::{Material, make};
use memory::Readings;
use reading::{read_all, read_images};

/// All that may change a byte of the site, apart from the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Today. Facts age against it.
    pub today: Date,
    /// Where the files will be opened from.
    pub destination: Destination,
    /// True to add a gallery of the theme's components.
    pub gallery: bool,
    /// True to show words as they stand, as if no group had to agree to them. Never for a site that is published.
    pub drafts: bool,
}

/// The page for staff of what is due, from the files of a project. Nothing comes back when the
/// content has errors.
pub fn due_page(
    sources: &Sources,
    options: &Options,
    wanted: impl Fn(&Due<'_>) -> bool,
) -> Result<String, Problems> {
    let guarded = guard(sources);
    let mut problems = guarded.problems;
    let sources = guarded.sources.as_ref();
    let Some(read) = read_all(sources, options, &mut Readings::new(false), &mut problems) else {
        return Err(problems);
    };
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    let (renderer, found) = Renderer::new(&read.site, &read.theme, &[], render_options);
    problems.extend(found);
    if problems.has_errors() {
        return Err(problems.map_places(|place| locate(place, sources)));
    }
    let mut rows = all_due(&read.site, options.today);
    rows.retain(wanted);
    renderer.due_page(&rows).map_err(|problem| {
        let mut problems = Problems::default();
        problems.push(*problem);
        problems
    })
}

/// The most problems of one file that are shown. Each one costs a second look at the file.
pub const MOST_SHOWN: usize = 100;

/// What a build gives.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The site, as far as it could be made, if it was built in memory. Publish it only when no problem
    /// is an error.
    pub output: Output,
    /// Everything that is wrong.
    pub problems: Problems,
    /// The files as they may be shown, if that is not as they came: with private numbers hidden.
    pub shown: Option<Sources>,
    /// How many providers were read.
    pub providers: usize,
    /// How many pages were made.
    pub pages: usize,
    /// How large the site is.
    pub size: Size,
}

/// What stands in the files, without a page made of it.
pub struct Looked {
    /// The site as people wrote it.
    pub site: Site,
    /// The same with nothing in it but what may be published.
    pub published: Site,
    /// The sign-offs, by the file that holds them.
    pub sign_offs: BTreeMap<SourcePath, SignOffs>,
    /// The theme, with the words of the site in it.
    pub theme: Theme,
    /// Everything that is wrong with what was read.
    pub problems: Problems,
}

/// Reads the files and what was agreed to. Nothing comes back as a site without settings.
pub fn look(sources: &Sources, options: &Options) -> Result<Looked, Problems> {
    let guarded = guard(sources);
    let mut problems = guarded.problems;
    let sources = guarded.sources.as_ref();
    let Some(read) = read_all(sources, options, &mut Readings::new(false), &mut problems) else {
        return Err(problems.map_places(|place| locate(place, sources)));
    };
    let published = approve(sources, &read, options.today, &mut problems);
    Ok(Looked {
        published,
        site: read.site,
        sign_offs: read.sign_offs,
        theme: read.theme,
        problems: problems.map_places(|place| locate(place, sources)),
    })
}

impl Looked {
    /// Everything that is wrong, also by the rules that need the whole site.
    pub fn all_problems(&self, sources: &Sources, today: Date) -> Problems {
        let mut problems = self.problems.clone();
        let whole = Whole {
            site: &self.site,
            published: &self.published,
            theme: &self.theme,
        };
        whole.check(sources, today, &mut problems);
        problems.map_places(|place| locate(place, sources))
    }

    /// What the public reads first on the page of a provider, if it has one.
    pub fn first_words(&self, options: &Options, id: &Id) -> Option<FirstWords> {
        let options = RenderOptions {
            today: options.today,
            destination: options.destination,
        };
        let (renderer, _) = Renderer::new(&self.published, &self.theme, &[], options);
        renderer.first_words(id)
    }
}

/// The site, what may be published of it, and its theme.
struct Whole<'a> {
    site: &'a Site,
    published: &'a Site,
    theme: &'a Theme,
}

impl Whole<'_> {
    /// Checks what needs the whole site. The pictures that it names come back.
    fn check(&self, sources: &Sources, today: Date, problems: &mut Problems) -> Vec<Image> {
        let images = read_images(sources, [self.site, self.published], problems);
        let broken = problems.files_with_errors();
        let checked = Checked {
            site: self.site,
            pictures: &self.theme.pictures,
            palette: &self.theme.palette,
            files: &|path| sources.get(path).is_some() || sources.is_unloaded(path),
            broken: &broken,
            published: self.published,
            today,
        };
        problems.extend(check(&checked));
        images
    }
}

/// Builds the site in memory.
pub fn build(sources: &Sources, options: &Options) -> Built {
    let (output, built) = Output::gather(|sink| build_into(sources, options, sink, &Quiet));
    Built { output, ..built }
}

/// Builds the site, and hands each file on as soon as it is made. Throw them away when a problem turns
/// out to be an error: some are found while pages are made.
pub fn build_into(
    sources: &Sources,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Built {
    let memory = &mut Memory::of_nothing();
    let (built, sources) = work(Cow::Borrowed(sources), options, sink, progress, memory);
    with_shown(built, sources)
}

/// The same for files that nobody else needs. Those of providers are let go when they were read and nothing is wrong
/// with them, so that a large site needs less memory. What comes back are the files that may be shown: those that have
/// problems are among them.
pub fn build_once(
    sources: Sources,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> (Built, Sources) {
    let memory = &mut Memory::of_nothing();
    let (built, sources) = work(Cow::Owned(sources), options, sink, progress, memory);
    (built, sources.into_owned())
}

/// The same as [`build_into`], but for what `memory` has of the last build that went well: what `sink` can keep of its
/// files is not made again. The site and the problems are those of a build without a memory.
pub fn build_again(
    sources: &Sources,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
    memory: &mut Memory,
) -> Built {
    let (built, sources) = work(Cow::Borrowed(sources), options, sink, progress, memory);
    with_shown(built, sources)
}

fn with_shown(built: Built, sources: Cow<'_, Sources>) -> Built {
    match sources {
        Cow::Owned(shown) => Built {
            shown: Some(shown),
            ..built
        },
        Cow::Borrowed(_) => built,
    }
}

/// Files that a large site has many of, or large ones of: of providers, and of pages of other directories.
fn is_large(path: &SourcePath) -> bool {
    path.as_str().starts_with("providers/") || path.extension() == "ndjson"
}

/// All stages. What comes back with the site are the files as they may be shown: other ones than came in, if something
/// had to be hidden.
fn work<'s>(
    sources: Cow<'s, Sources>,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
    memory: &mut Memory,
) -> (Built, Cow<'s, Sources>) {
    progress.begins(Stage::Reading);
    let guarded = guard_again(&sources, &mut memory.guarded);
    let mut problems = guarded.problems;
    let hidden = match guarded.sources {
        Cow::Owned(hidden) => Some(hidden),
        Cow::Borrowed(_) => None,
    };
    let mut sources = hidden.map_or(sources, Cow::Owned);
    let mut built = Built::default();
    if let Some(read) = read_all(&sources, options, &mut memory.read, &mut problems) {
        progress.begins(Stage::Checking);
        let published = approve(&sources, &read, options.today, &mut problems);
        let whole = Whole {
            site: &read.site,
            published: &published,
            theme: &read.theme,
        };
        let images = whole.check(&sources, options.today, &mut problems);
        built.providers = read.site.providers.len();
        if !problems.has_errors() {
            if let Cow::Owned(sources) = &mut sources {
                let told = problems.files();
                sources.keep(|path| !is_large(path) || told.contains(path));
            }
            let material = Material {
                site: &published,
                theme: &read.theme,
                images: &images,
                memory: memory.made.as_ref(),
            };
            let weighing = Weighing::new(sink);
            let told = make(&material, options, &weighing, progress);
            problems.extend(told.problems);
            built.pages = told.pages;
            built.size = weighing.size();
            if told.memory.is_some() {
                memory.made = told.memory;
            }
        }
    }
    let (shown, left_out) = problems.first_of_each_file(MOST_SHOWN);
    let located = shown.map_places(|place| locate(place, &sources));
    built.problems = located.with_left_out(left_out);
    (built, sources)
}
