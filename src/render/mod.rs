//! What is true -> pages: first a plan of every page, then each page by itself.
//!
//! 1. [`Renderer::new`] sorts the providers, names the assets and reads the templates, once.
//! 2. [`Renderer::plan`] lists every page with its address.
//! 3. [`Renderer::page`] makes one page. It needs nothing but the renderer, so pages can be made in
//!    any order and on any thread.
//! 4. [`Renderer::files`] gives the files that are not pages.
//!
//! A page's *view* is exactly what its template may see. It is made of plain words, ready to show.

mod apart;
mod assets;
mod compare;
mod component_rules;
mod directory;
mod files;
mod find;
mod grounds;
mod html;
mod offline;
mod plan;
mod scripts;
mod targets;
mod template_faults;
mod templates;
mod views;
mod wording;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock};

use serde::Serialize;

use crate::model::document::Document;
use crate::model::language::Language;
use crate::model::lists::{Item, ListName};
use crate::model::page::{Shelf, Text, TextKey};
use crate::model::picture::Image;
use crate::model::provider::Provider;
use crate::model::site::Site;
use crate::model::theme::{Theme, Words};
use crate::model::values::{Date, Id};
use crate::problem::{Problem, Problems};
use crate::routes::{Address, Destination, Links, Routes, Scope};
use crate::source::SourcePath;
use crate::vetting::due::Due;
use crate::vetting::standing::{Question, question};
use crate::vetting::status::Shown;

use assets::Assets;
use directory::Directory;
use html::Writing;
use templates::{Shared, Templates, shared, shared_words};
use wording::Wording;

pub use find::{Found, FoundPage, Wanted};
pub use plan::{Page, Planned};
pub use views::first_words::FirstWords;

/// What may change a page, apart from the files.
#[derive(Clone, Copy, Debug)]
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
    /// The cards of all providers, each made once. [`WAY_UP`] stands where the way from the page to
    /// the top of the site belongs.
    cards: Vec<OnceLock<String>>,
    /// The entries of all providers in booklets, made in the same way.
    entries: Vec<OnceLock<String>>,
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
        let folder = format!("themes/{}", site.settings.theme);
        let (templates, problems) = Templates::new(theme, &folder);
        let directory = Directory::new(site, options.today);
        let number = directory.providers.len();
        let unmade = || (0..number).map(|_| OnceLock::new()).collect();
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
            assets: Assets::new(theme, images),
            words,
            site_view: shared(&views::site::site_view(site)),
            not_found: Mutex::default(),
            cards: unmade(),
            entries: unmade(),
            search: OnceLock::new(),
        };
        (renderer, problems)
    }

    /// Makes one page: the file's path and its text.
    pub fn page(&self, planned: &Planned<'s>) -> Result<(String, String), Box<Problem>> {
        let desk = self.desk(self.links_of(planned), &planned.language);
        let (template, parts) = views::view_of(&desk, planned)?;
        let frame = views::frame::frame_view(&desk, planned, &parts);
        let text = self.text_of(&planned.language);
        let html = self
            .templates
            .page(template, &frame, &parts.view, &self.site_view, text)?;
        let path = SourcePath::new(format!("themes/{}/{template}", self.site.settings.theme));
        let html = self.assets.scripts.load(&html, &desk.links, &path)?;
        Ok((planned.address.file(), html))
    }

    /// What the public reads first on the page of a provider, if it has one.
    pub fn first_words(&self, id: &Id) -> Option<FirstWords> {
        let provider = self.site.providers.get(id)?;
        let links = Links::from_top("", self.options.destination);
        let desk = self.desk(links, &self.site.settings.language);
        Some(views::first_words::first_words(&desk, provider))
    }

    /// The files that are not pages. Ask for them when every page is made: pages decide which
    /// scripts there are.
    pub fn files(&self, plan: &[Planned<'s>]) -> BTreeMap<String, Vec<u8>> {
        let mut all = self.assets.files.clone();
        all.extend(self.assets.scripts.files());
        all.extend(compare::files(self));
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
        }
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

/// The desk at which one page is written: its links, its language and everything pages share.
pub(crate) struct Desk<'r, 's> {
    pub(crate) renderer: &'r Renderer<'s>,
    pub(crate) links: Links,
    pub(crate) wording: Wording<'r>,
    pub(crate) language: Language,
}

impl<'s> Desk<'_, 's> {
    /// The site.
    pub(crate) fn site(&self) -> &'s Site {
        self.renderer.site
    }

    /// The addresses of the site.
    pub(crate) fn routes(&self) -> &Routes {
        &self.renderer.routes
    }

    /// The link from this page to another.
    pub(crate) fn link(&self, address: &Address) -> String {
        self.links.to(address)
    }

    /// The items of a list that these ids name, in the order of the ids.
    pub(crate) fn items(&self, list: ListName, ids: &[Id]) -> Vec<&'s Item> {
        let list = self.site().lists.get(list);
        ids.iter().filter_map(|id| list.get(id)).collect()
    }

    /// True when the listing is one named person.
    pub(crate) fn is_person(&self, provider: &Provider) -> bool {
        let kinds = self.items(ListName::Kinds, &provider.kinds);
        kinds.iter().any(|kind| kind.is_person)
    }

    /// All that the status of a provider hangs on.
    pub(crate) fn question<'d>(&'d self, provider: &'d Provider) -> Question<'d> {
        question(self.site(), provider)
    }

    /// How much of a listing is shown today.
    pub(crate) fn shown(&self, provider: &Provider) -> Shown {
        self.question(provider).shown(self.renderer.options.today)
    }

    /// The kinds of a provider in a row.
    pub(crate) fn kinds_in_a_row(&self, provider: &Provider) -> String {
        let kinds = self.items(ListName::Kinds, &provider.kinds);
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        self.wording.list(&names)
    }

    /// The HTML of a piece of writing whose highest heading gets `top_level`.
    pub(crate) fn writing(&self, document: &Document, top_level: u8) -> String {
        let writing = Writing {
            pictures: &self.renderer.theme.pictures,
            link: &|target| self.target(target),
            top_level,
            table_label: self.wording.text("table.label"),
            tables: RefCell::default(),
        };
        writing.html(document)
    }

    /// A picture of the pack as HTML, or empty.
    pub(crate) fn picture(&self, id: Option<&Id>) -> String {
        html::picture_html(&self.renderer.theme.pictures, id)
    }

    /// The card of a provider, with links from this page.
    pub(crate) fn card(&self, index: usize) -> Result<String, Box<Problem>> {
        let slot = self.renderer.cards.get(index);
        self.made_once(slot, index, |desk, provider| {
            let view = views::card::card_view(desk, provider);
            desk.component("card", &view)
        })
    }

    /// The entry of a provider in a booklet.
    pub(crate) fn booklet_entry(&self, index: usize) -> Result<String, Box<Problem>> {
        let slot = self.renderer.entries.get(index);
        self.made_once(slot, index, |desk, provider| {
            let view = views::booklet::entry_view(desk, provider);
            desk.component("booklet_entry", &view)
        })
    }

    /// A piece of HTML about a provider, made once for all pages that show it.
    fn made_once(
        &self,
        slot: Option<&OnceLock<String>>,
        index: usize,
        make: impl FnOnce(&Desk<'_, 's>, &Provider) -> Result<String, Box<Problem>>,
    ) -> Result<String, Box<Problem>> {
        let renderer = self.renderer;
        let (Some(slot), Some(provider)) = (slot, renderer.directory.providers.get(index)) else {
            return Ok(String::new());
        };
        let html = match slot.get() {
            Some(html) => html,
            None => {
                let links = Links::from_top(WAY_UP, renderer.options.destination);
                let desk = renderer.desk(links, &self.language);
                let html = make(&desk, provider)?;
                slot.get_or_init(|| html)
            }
        };
        Ok(html.replace(WAY_UP, self.links.up()))
    }

    fn component<T: Serialize>(&self, name: &str, view: &T) -> Result<String, Box<Problem>> {
        let text = self.renderer.text_of(&self.language);
        self.renderer.templates.component(name, view, text)
    }

    /// The number of providers on a list that show their whole listing.
    pub(crate) fn number_on(&self, scope: &Scope) -> usize {
        self.renderer.directory.count(scope)
    }

    /// The written page of this id in this page's language, or in the main one.
    pub(crate) fn page_text(&self, id: &str) -> Option<(&'s TextKey, &'s Text)> {
        let site = self.site();
        let find = |language: &Language| {
            let key = TextKey {
                shelf: Shelf::Pages,
                id: Id::parse(id)?,
                language: language.clone(),
                easy: false,
            };
            site.texts.get_key_value(&key)
        };
        find(&self.language).or_else(|| find(&site.settings.language))
    }
}
