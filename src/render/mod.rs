//! What is true -> pages: first a plan of every page, then each page by itself.
//!
//! 1. [`Renderer::new`] sorts the providers, names the assets and reads the templates, once.
//! 2. [`Renderer::plan`] lists every page with its address.
//! 3. [`Renderer::pages`] makes a few pages. It needs nothing but the renderer, so pages can be made in
//!    any order and on any thread.
//! 4. [`Renderer::files`] gives the files that are not pages.
//!
//! A page's *view* is exactly what its template may see. It is made of plain words, ready to show.

mod apart;
mod assets;
mod compare;
mod component_rules;
mod desk;
mod directory;
mod files;
mod find;
mod grounds;
mod html;
mod memory;
mod offline;
mod plan;
mod scripts;
mod targets;
mod template_faults;
mod templates;
mod views;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::language::Language;
use crate::model::picture::Image;
use crate::model::site::Site;
use crate::model::sum::Sum;
use crate::model::theme::{Theme, Words};
use crate::model::values::{Date, Id};
use crate::output::Sink;
use crate::problem::{Problem, Problems};
use crate::routes::{Destination, Links, Routes};
use crate::source::SourcePath;
use crate::vetting::due::Due;

pub(crate) use desk::Desk;
use desk::Memo;

use assets::Assets;
use directory::Directory;
use memory::{Common, Known, Sketches};
use scripts::{Together, data};
use templates::{Shared, Templates, shared, shared_words};
use views::claim::Claim;
use wording::Wording;

pub use find::{Found, FoundPage, Wanted};
pub use memory::Memory;
pub use plan::{Page, Planned};
pub use views::first_words::FirstWords;

/// What may change a page, apart from the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// Today.
    pub today: Date,
    /// Where the files will be opened from.
    pub destination: Destination,
}

/// Everything that pages share.
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    options: RenderOptions,
    routes: Routes,
    templates: Templates,
    directory: Directory<'s>,
    assets: Assets,
    words: BTreeMap<Language, (Words, Shared)>,
    site_view: Shared,
    /// Names for which the theme has no words, as pages ask for them.
    not_found: Mutex<BTreeSet<String>>,
    /// What the pages of every provider hang on, if there will be a next renderer.
    common: Option<Arc<Common>>,
    /// What the renderer before this one left, if it still holds.
    before: Option<&'s Memory>,
    /// The pages that are known by their sketches.
    sketches: Mutex<Sketches>,
    /// The search, made when it is first asked for.
    search: OnceLock<Result<find::Search, String>>,
}

/// Stands for `../../` in cards. Content never holds it: readers take control characters out.
const WAY_UP: &str = "\u{1}";

impl<'s> Renderer<'s> {
    /// Gets ready. The problems are those of the theme's templates.
    pub fn new(
        site: &'s Site,
        theme: &'s Theme,
        images: &[Image],
        options: RenderOptions,
    ) -> (Self, Problems) {
        Renderer::with_memory(site, theme, images, options, None)
    }

    /// The same, with what another renderer left, for one that will leave something too.
    pub fn with_memory(
        site: &'s Site,
        theme: &'s Theme,
        images: &[Image],
        options: RenderOptions,
        memory: Option<&'s Memory>,
    ) -> (Self, Problems) {
        let folder = format!("themes/{}", site.settings.theme);
        let (templates, problems) = Templates::new(theme, &folder);
        let assets = Assets::new(theme, images);
        // Sketches and copies cost time, so they are made only if there will be a next renderer.
        let common = memory.map(|_| Arc::new(Common::of(site, theme, options)));
        let before = memory.zip(common.as_ref());
        let before = before.and_then(|(memory, common)| memory.holds(common).then_some(memory));
        let know = |provider: &_| Known::of(before, (site, &assets), provider, options.today);
        let directory = Directory::new(site, know);
        let strings =
            |language: &Language| theme.strings.get(language).cloned().unwrap_or_default();
        let fallback = strings(&site.settings.language).or(&strings(&Language::default()));
        let words = site
            .settings
            .languages
            .iter()
            .map(|language| {
                let words = strings(language).or(&fallback);
                let for_templates = shared_words(&words);
                (language.clone(), (words, for_templates))
            })
            .collect();
        let renderer = Renderer {
            site,
            theme,
            options,
            routes: Routes::new(&site.settings),
            templates,
            directory,
            assets,
            words,
            site_view: shared(&views::site::site_view(site)),
            not_found: Mutex::default(),
            before,
            sketches: Mutex::default(),
            common,
            search: OnceLock::new(),
        };
        (renderer, problems)
    }

    /// Makes pages that follow each other in the plan: for each the file's path and its text. Those of one
    /// provider share what was made for the first of them.
    pub fn pages(&self, together: &[Planned<'s>]) -> Vec<PageMade> {
        let memo = Memo::default();
        let made = together.iter().map(|planned| self.page(planned, &memo));
        let (mut pages, mut scripts) = (Vec::new(), Vec::new());
        for page in made {
            pages.push(page.map(|(page, its_scripts)| {
                scripts.push(its_scripts);
                page
            }));
        }
        if scripts.len() == together.len() {
            let both = together.iter().zip(&pages);
            let kept = both.map(|(planned, page)| match page {
                Ok((_, html)) => planned.sum_if_kept(html.as_bytes()),
                Err(_) => None,
            });
            self.keep_made(together, scripts.into_iter().zip(kept).collect());
        }
        pages
    }

    /// The sum of all that the template of a page would see, if it can be filled.
    fn seen(&self, planned: &Planned<'s>) -> Option<Sum> {
        let desk = Desk {
            is_sketch: true,
            ..self.desk(self.links_of(planned), &planned.language)
        };
        let (template, parts) = views::view_of(&desk, planned).ok()?;
        let frame = views::frame::frame_view(&desk, planned, &parts);
        Some(Sum::of(data(&(template, frame, &parts.view)).as_bytes()))
    }

    fn page(
        &self,
        planned: &Planned<'s>,
        memo: &Memo,
    ) -> Result<(FileMade, Arc<Together>), Box<Problem>> {
        let desk = Desk {
            memo: Some(memo),
            ..self.desk(self.links_of(planned), &planned.language)
        };
        let (template, parts) = views::view_of(&desk, planned)?;
        let frame = views::frame::frame_view(&desk, planned, &parts);
        let text = self.text_of(&planned.language);
        let html = self
            .templates
            .page(template, &frame, &parts.view, &self.site_view, text)?;
        let path = SourcePath::new(format!("themes/{}/{template}", self.site.settings.theme));
        let (html, scripts) = self.assets.scripts.load(&html, &desk.links, &path)?;
        let html = html::with_way_up(html, desk.links.up());
        Ok(((planned.address.file(), html.into_boxed_str()), scripts))
    }

    /// What the public reads first on the page of a provider, if it has one.
    pub fn first_words(&self, id: &Id) -> Option<FirstWords> {
        let provider = self.site.providers.get(id)?;
        let links = Links::from_top("", self.options.destination);
        let desk = self.desk(links, &self.site.settings.language);
        Some(views::first_words::first_words(&desk, provider))
    }

    /// What the pages load that were made so far: styles, pictures and scripts.
    pub fn assets(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = self.assets.files.clone();
        all.extend(self.assets.scripts.files());
        all
    }

    /// The files that are not pages, but for those that were made before and that `sink` can keep. Large ones go to `sink`
    /// at once, and the others come back. Ask for them when every page is made: pages decide which scripts there are.
    pub fn files(&self, plan: &[Planned<'s>], sink: &dyn Sink) -> BTreeMap<String, Vec<u8>> {
        let mut all = self.assets();
        let facts = Mutex::new(BTreeMap::new());
        let keeps_facts = self.keeps_facts();
        let keep = |path: &str, name: &str| self.had_facts(path, name) && sink.keep(path).is_some();
        compare::make_files(self, &keep, &|path, bytes| match keeps_facts {
            true => {
                let mut facts = facts.lock().unwrap_or_else(PoisonError::into_inner);
                facts.insert(path.to_owned(), bytes);
            }
            false => _ = sink.take(path, bytes.into_boxed_slice()),
        });
        all.extend(facts.into_inner().unwrap_or_else(PoisonError::into_inner));
        let pieces = self.search_files();
        // Their folder is named by what is in it, so they never change.
        let lasting = pieces.keys().next().and_then(|path| path.rsplit_once('/'));
        let lasting = lasting.map(|(folder, _)| folder.to_owned());
        all.extend(pieces);
        all.extend(files::files(
            self.site,
            &self.routes,
            plan,
            lasting.as_deref(),
        ));
        all
    }

    /// The page for staff of what is due. It is no page of the site.
    pub fn due_page(&self, rows: &[Due<'_>]) -> Result<String, Box<Problem>> {
        let language = &self.site.settings.language;
        let desk = self.desk(Links::from_top("", self.options.destination), language);
        let style = self.assets.files.get(self.assets.stylesheet.as_str());
        let style = style.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let view = views::due::due_view(&desk, rows, style.unwrap_or_default());
        let template = "pages/due.html";
        let text = self.text_of(language);
        self.templates
            .page(template, &(), &shared(&view), &self.site_view, text)
    }

    /// Words that a language of the site lacks in the theme.
    pub fn missing_words(&self) -> Problems {
        views::missing_words(self.site, self.theme)
    }

    /// The desk for a page in this language, with links made by `links`.
    fn desk<'r>(&'r self, links: Links, language: &Language) -> Desk<'r, 's> {
        Desk {
            renderer: self,
            links,
            wording: self.wording(language),
            language: language.clone(),
            memo: None,
            is_sketch: false,
        }
    }

    /// Where what is said about the checks of a provider is kept. Pages in other languages than the main
    /// one have no such place.
    fn claim_slot(&self, id: &Id, language: &Language) -> Option<&OnceLock<Option<Claim>>> {
        let is_main = *language == self.site.settings.language;
        let known = self.directory.known(id).filter(|_| is_main)?;
        Some(&known.claim)
    }

    /// Words that pages asked for and no language has. Ask when the pages are made.
    pub fn words_not_found(&self) -> Problems {
        let names = self.not_found.lock().map(|names| names.clone());
        views::words_not_found(self.site, &names.unwrap_or_default())
    }

    fn links_of(&self, planned: &Planned<'_>) -> Links {
        let destination = self.options.destination;
        if !matches!(planned.page, Page::NotFound) || destination == Destination::Disk {
            return Links::from(&planned.address, destination);
        }
        // This page is shown at any address, so its links start at the top of the host.
        let base = self.site.settings.base_address.as_ref();
        let path = base.and_then(|base| {
            let (_, rest) = base.as_str().split_once("://")?;
            rest.find('/').and_then(|slash| rest.get(slash..))
        });
        Links::from_top(path.unwrap_or_default(), destination)
    }

    fn wording(&self, language: &Language) -> Wording<'_> {
        static NONE: Words = Words::List(Vec::new());
        Wording {
            words: self.words.get(language).map_or(&NONE, |(words, _)| words),
            not_found: &self.not_found,
        }
    }

    fn text_of(&self, language: &Language) -> &Shared {
        self.words
            .get(language)
            .map_or(&self.site_view, |(_, shared)| shared)
    }
}

/// The path of a page and its text.
type FileMade = (String, Box<str>);

/// A page, or why it cannot be made.
pub type PageMade = Result<FileMade, Box<Problem>>;
