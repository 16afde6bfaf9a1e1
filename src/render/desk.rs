//! The desk at which one page is written: what every view asks for.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::OnceLock;

use serde::Serialize;

use super::directory::{Prospect, prospect};
use super::html::{self, Writing};
use super::memory::Known;
use super::views::{
    self,
    easy_provider::{Section, sections as easy_sections},
};
use super::wording::Wording;
use super::{Renderer, WAY_UP};
use crate::model::document::Document;
use crate::model::language::Language;
use crate::model::lists::{Item, ListName};
use crate::model::page::{Shelf, Text, TextKey};
use crate::model::provider::Provider;
use crate::model::site::Site;
use crate::model::values::Id;
use crate::problem::Problem;
use crate::routes::{Address, Links, Routes, Scope};
use crate::vetting::standing::{Question, question};
use crate::vetting::status::Shown;

/// The desk at which one page is written: its links, its language and everything pages share.
pub(crate) struct Desk<'r, 's> {
    pub(crate) renderer: &'r Renderer<'s>,
    pub(crate) links: Links,
    pub(crate) wording: Wording<'r>,
    pub(crate) language: Language,
    /// What was made for other pages of the same provider.
    pub(super) memo: Option<&'r Memo>,
    /// True when names stand in place of what is made of providers.
    pub(super) is_sketch: bool,
}

/// What the pages of one provider share.
#[derive(Default)]
pub(super) struct Memo {
    /// Its Easy Read, with [`WAY_UP`] in links.
    sections: OnceCell<Vec<Section>>,
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

    /// Where a listing stands today, and how it will stand.
    pub(crate) fn prospect(&self, provider: &Provider) -> Cow<'_, Prospect> {
        let renderer = self.renderer;
        match renderer.directory.prospect(&provider.id) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(prospect(renderer.site, provider, renderer.options.today)),
        }
    }

    /// How much of a listing is shown today.
    pub(crate) fn shown(&self, provider: &Provider) -> Shown {
        self.prospect(provider).shown
    }

    /// The Easy Read of a provider, made once for all its pages. Links in it start with [`WAY_UP`].
    pub(crate) fn easy_sections(&self, provider: &Provider) -> Cow<'_, [Section]> {
        let make = || {
            let links = Links::from_top(WAY_UP, self.renderer.options.destination);
            easy_sections(&self.renderer.desk(links, &self.language), provider)
        };
        match self.memo {
            Some(memo) => Cow::Borrowed(memo.sections.get_or_init(make)),
            None => Cow::Owned(make()),
        }
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
        self.made_once(
            index,
            |known| &known.card,
            |desk, provider| {
                let view = views::card::card_view(desk, provider);
                desk.component("card", &view)
            },
        )
    }

    /// The entry of a provider in a booklet.
    pub(crate) fn booklet_entry(&self, index: usize) -> Result<String, Box<Problem>> {
        self.made_once(
            index,
            |known| &known.entry,
            |desk, provider| {
                let view = views::booklet::entry_view(desk, provider);
                desk.component("booklet_entry", &view)
            },
        )
    }

    /// A piece of HTML about a provider, made once for all pages that show it. [`WAY_UP`] stands in it until the whole
    /// page is there.
    fn made_once(
        &self,
        index: usize,
        slot: impl FnOnce(&Known) -> &OnceLock<Box<str>>,
        make: impl FnOnce(&Desk<'_, 's>, &Provider) -> Result<String, Box<Problem>>,
    ) -> Result<String, Box<Problem>> {
        let renderer = self.renderer;
        let directory = &renderer.directory;
        let Some((known, provider)) = directory
            .known
            .get(index)
            .zip(directory.providers.get(index))
        else {
            return Ok(String::new());
        };
        if self.is_sketch {
            return Ok(known.name());
        }
        let slot = slot(known);
        let html = match slot.get() {
            Some(html) => html,
            None => {
                let links = Links::from_top(WAY_UP, renderer.options.destination);
                let desk = renderer.desk(links, &self.language);
                let html = make(&desk, provider)?;
                slot.get_or_init(|| html.into_boxed_str())
            }
        };
        Ok(html.to_string())
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
