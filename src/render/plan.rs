//! Every page of the site, with its address.

use rayon::iter::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::Renderer;
use super::views::booklet::number_of_parts;
use super::views::easy_provider;
use crate::model::component::Component;
use crate::model::criterion::Criterion;
use crate::model::language::Language;
use crate::model::lists::ListName;
use crate::model::page::{Shelf, Text, TextKey};
use crate::model::provider::Provider;
use crate::model::sheet::Sheet;
use crate::model::site::HeldPage;
use crate::model::values::Id;
use crate::routes::{Address, LISTED, Links, Question, Scope};
use crate::vetting::status::Shown;

/// A page that will be made.
pub struct Planned<'s> {
    /// Its address.
    pub address: Address,
    /// Its language.
    pub language: Language,
    /// What it shows.
    pub page: Page<'s>,
}

impl Planned<'_> {
    /// True when both are pages of one provider: they are made together.
    pub fn belongs_to(&self, other: &Planned<'_>) -> bool {
        let provider = |planned: &Planned<'_>| match planned.page {
            Page::Provider(provider)
            | Page::EasyProvider { provider, .. }
            | Page::FormerEasyProvider { provider, .. } => Some(provider.id.clone()),
            _ => None,
        };
        provider(self).is_some_and(|own| provider(other) == Some(own))
    }

    /// True for pages that search engines leave out: they are not for families.
    pub fn is_hidden(&self) -> bool {
        match self.page {
            Page::Provider(provider) | Page::EasyProvider { provider, .. } => {
                provider.is_nameless()
            }
            // These have a meaning only with the answers before them.
            Page::Question(Question::Who | Question::Pay | Question::Matters) => true,
            Page::NotFound
            | Page::Gallery
            | Page::Component(_)
            | Page::Held
            | Page::FormerEasyProvider { .. } => true,
            _ => false,
        }
    }
}

/// What a page shows.
pub enum Page<'s> {
    /// The first page.
    Home,
    /// One provider.
    Provider(&'s Provider),
    /// One page of a provider in Easy Read.
    EasyProvider {
        /// The provider.
        provider: &'s Provider,
        /// The page, from 1.
        number: usize,
        /// How many pages there are.
        pages: usize,
    },
    /// An Easy Read page that a listing had before only its name was shown. Old links lead here.
    FormerEasyProvider {
        /// The provider.
        provider: &'s Provider,
        /// The page, from 2.
        number: usize,
        /// How many pages there were.
        pages: usize,
    },
    /// One page of a list of providers.
    Listing {
        /// What the list is about.
        scope: Scope,
        /// The page, from 1.
        number: usize,
        /// How many pages the list has.
        pages: usize,
    },
    /// All items of a list.
    List(ListName),
    /// The list of guides.
    Guides,
    /// A guide or other written page, or its Easy Read twin.
    Text(&'s TextKey, &'s Text),
    /// The list of sheets to print.
    Sheets,
    /// A sheet to print.
    Sheet(&'s Sheet),
    /// A part of the booklet of an area.
    Booklet {
        /// The area.
        area: Id,
        /// The part, from 1.
        number: usize,
        /// How many parts there are.
        parts: usize,
    },
    /// The list of criteria.
    Criteria,
    /// A criterion, or its Easy Read page.
    Criterion {
        /// The criterion.
        criterion: &'s Criterion,
        /// True for Easy Read.
        easy: bool,
    },
    /// A page of which no words may be shown for now.
    Held,
    /// How to reach the team.
    Contact,
    /// The accessibility statement.
    Statement,
    /// How to use the site without internet.
    Offline,
    /// The gallery of the theme's components.
    Gallery,
    /// One component in the gallery.
    Component(&'s Component),
    /// Where the reader changes how the site looks.
    Looks,
    /// The search.
    Search,
    /// A question of the finder.
    Question(Question),
    /// The reader's shortlist.
    Shortlist,
    /// Who made the pictures.
    Credits,
    /// For addresses that do not exist.
    NotFound,
}

/// The pages so far.
#[derive(Default)]
struct Plan<'s> {
    pages: Vec<Planned<'s>>,
}

impl<'s> Plan<'s> {
    fn add(&mut self, address: Address, language: &Language, page: Page<'s>) {
        self.pages.push(Planned {
            address,
            language: language.clone(),
            page,
        });
    }
}

impl<'s> Renderer<'s> {
    /// Every page of the site.
    pub fn plan(&self) -> Vec<Planned<'s>> {
        let main = &self.site.settings.language;
        let mut plan = Plan::default();
        plan.add(self.routes.home(main), main, Page::Home);
        plan.add(self.routes.search(), main, Page::Search);
        self.plan_providers(&mut plan);
        self.plan_lists(&mut plan);
        self.plan_questions(&mut plan);
        self.plan_criteria(&mut plan);
        self.plan_texts(&mut plan);
        self.plan_tools(&mut plan);
        plan.add(self.routes.not_found(), main, Page::NotFound);
        plan.pages
    }

    /// Each provider, with its Easy Read pages.
    fn plan_providers(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        let providers = &self.directory.providers;
        let numbers: Vec<usize> = providers
            .par_iter()
            .zip(&self.directory.known)
            .map(|(provider, known)| *known.easy_pages.get_or_init(|| self.easy_pages(provider)))
            .collect();
        for (provider, pages) in providers.iter().zip(numbers) {
            let address = self.routes.provider(&provider.id);
            let is_whole = self
                .directory
                .prospect(&provider.id)
                .is_some_and(|known| known.shown == Shown::Whole);
            for number in 1..=pages {
                let page = if is_whole || number == 1 {
                    Page::EasyProvider {
                        provider,
                        number,
                        pages,
                    }
                } else {
                    Page::FormerEasyProvider {
                        provider,
                        number,
                        pages,
                    }
                };
                let easy = self.routes.easy_provider(&provider.id, number);
                plan.add(easy, main, page);
            }
            plan.add(address, main, Page::Provider(provider));
        }
    }

    /// Lists of providers, the booklets of areas, and the lists of lists.
    fn plan_lists(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        for (scope, members) in self.directory.lists() {
            let pages = members.len().div_ceil(self.site.settings.per_page).max(1);
            for number in 1..=pages {
                let page = Page::Listing {
                    scope: scope.clone(),
                    number,
                    pages,
                };
                plan.add(self.routes.listing(scope, number), main, page);
            }
        }
        for area in self.site.shown_items(ListName::Areas) {
            let scope = Scope::Of(ListName::Areas, area.id.clone());
            let parts = number_of_parts(self.directory.members(&scope).len());
            for number in 1..=parts {
                let page = Page::Booklet {
                    area: area.id.clone(),
                    number,
                    parts,
                };
                plan.add(self.routes.booklet(&area.id, number), main, page);
            }
        }
        for list in LISTED {
            plan.add(self.routes.list(list), main, Page::List(list));
        }
    }

    /// The questions of the finder. Where help is wanted is asked on a page for each kind of help that
    /// somebody gives, so that the questions lead to a list also without scripts.
    fn plan_questions(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        let given = self.site.shown_items(ListName::Services).filter(|item| {
            let scope = Scope::Of(ListName::Services, item.id.clone());
            !self.directory.members(&scope).is_empty()
        });
        let places = given.map(|item| Question::Where(Some(item.id.clone())));
        let first = [Question::Help, Question::Where(None)];
        let last = [Question::Who, Question::Pay, Question::Matters];
        for question in first.into_iter().chain(places).chain(last) {
            plan.add(
                self.routes.question(&question),
                main,
                Page::Question(question),
            );
        }
    }

    /// The criteria, if there are any.
    fn plan_criteria(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        let criteria = &self.site.criteria;
        if !criteria.is_empty() {
            plan.add(self.routes.criteria(), main, Page::Criteria);
        }
        for criterion in criteria {
            let mut add = |easy| {
                let address = self.routes.criterion(&criterion.id, easy);
                plan.add(address, main, Page::Criterion { criterion, easy });
            };
            add(false);
            if !criterion.easy_read.is_empty() {
                add(true);
            }
        }
    }

    /// What people wrote: guides, pages and sheets.
    fn plan_texts(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        for language in &self.site.settings.languages {
            if self.has_guides(language) {
                plan.add(self.routes.guides(language), language, Page::Guides);
            }
        }
        for (key, text) in &self.site.texts {
            if !is_made_elsewhere(key, main) {
                plan.add(self.routes.text(key), &key.language, Page::Text(key, text));
            }
        }
        if !self.site.sheets.is_empty() {
            plan.add(self.routes.sheets(), main, Page::Sheets);
        }
        for sheet in self.site.sheets.values() {
            plan.add(self.routes.sheet(&sheet.id), main, Page::Sheet(sheet));
        }
        for page in &self.site.held {
            match page {
                HeldPage::Text(key) if is_made_elsewhere(key, main) => {}
                HeldPage::Text(key) => {
                    plan.add(self.routes.text(key), &key.language, Page::Held);
                }
                HeldPage::Sheet(id) => plan.add(self.routes.sheet(id), main, Page::Held),
            }
        }
    }

    /// Pages that the site makes itself.
    fn plan_tools(&self, plan: &mut Plan<'s>) {
        let main = &self.site.settings.language;
        plan.add(self.routes.contact(), main, Page::Contact);
        if self.site.statement.is_some() {
            plan.add(self.routes.statement(), main, Page::Statement);
        }
        if self.site.settings.offline {
            plan.add(self.routes.offline(), main, Page::Offline);
        }
        for language in &self.site.settings.languages {
            if self.looks(language) == self.routes.looks(language) {
                plan.add(self.routes.looks(language), language, Page::Looks);
            }
        }
        plan.add(self.routes.shortlist(), main, Page::Shortlist);
        if !self.theme.pictures.is_empty() {
            plan.add(self.routes.credits(), main, Page::Credits);
        }
        if !self.theme.components.is_empty() {
            plan.add(self.routes.gallery(), main, Page::Gallery);
        }
        for component in &self.theme.components {
            let address = self.routes.component(&component.name);
            plan.add(address, main, Page::Component(component));
        }
    }

    /// How many Easy Read pages the facts of a provider fill.
    fn easy_pages(&self, provider: &Provider) -> usize {
        let address = self.routes.easy_provider(&provider.id, 1);
        let links = Links::from(&address, self.options.destination);
        let desk = self.desk(links, &self.site.settings.language);
        easy_provider::number_of_pages(&desk, provider)
    }

    /// Where readers of a language change how the site looks. It is all words of the theme, so a
    /// language without them leads to the page of the main language.
    pub(crate) fn looks(&self, language: &Language) -> Address {
        let main = &self.site.settings.language;
        if self.theme.strings.contains_key(language) {
            self.routes.looks(language)
        } else {
            self.routes.looks(main)
        }
    }

    /// The main language always has a list of guides, even an empty one.
    fn has_guides(&self, language: &Language) -> bool {
        *language == self.site.settings.language
            || self
                .site
                .texts
                .keys()
                .any(|key| key.shelf == Shelf::Guides && key.language == *language)
    }
}

/// The first page and the page of ways to reach the team are made also when nobody wrote them.
fn is_made_elsewhere(key: &TextKey, main: &Language) -> bool {
    key.shelf == Shelf::Pages
        && !key.easy
        && (key.id.as_str() == "contact" || key.id.as_str() == "home")
        && key.language == *main
}
