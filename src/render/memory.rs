//! What was made of each provider, kept with everything that it hangs on. Pages and pieces of pages of a
//! provider are made once, for all pages of this build and for later builds.
//!
//! What hangs on other providers as well does not belong here: lists, the search, and the page of a
//! listing that shows only its name, which leads to others.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::assets::Assets;
use super::directory::{Prospect, prospect};
use super::plan::{Page, Planned};
use super::scripts::Together;
use super::views::claim::Claim;
use super::{RenderOptions, Renderer};
use crate::model::checks::{Agreement, CheckRecord, Visit};
use crate::model::document::{Target, Used};
use crate::model::page::{Shelf, Text, TextKey};
use crate::model::provider::Provider;
use crate::model::sign_off::Approval;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::values::Id;
use crate::routes::Address;
use crate::source::SourcePath;
use crate::vetting::status::Shown;

/// What a renderer leaves for the next one. A new one is empty.
#[derive(Clone, Default)]
pub struct Memory {
    common: Option<Arc<Common>>,
    known: BTreeMap<Id, Arc<Known>>,
    /// The words that the pages were made of.
    texts: BTreeMap<TextKey, Text>,
}

/// What the pages of every provider hang on.
#[derive(PartialEq)]
pub(super) struct Common {
    /// The site without what belongs to one provider. Of guides, only their addresses are in it.
    site: Site,
    guides: BTreeMap<TextKey, SourcePath>,
    theme: Theme,
    options: RenderOptions,
}

/// What the pages of one provider hang on besides.
#[derive(PartialEq)]
struct Own {
    provider: Arc<Provider>,
    record: Option<Arc<CheckRecord>>,
    visits: Vec<Visit>,
    approval: Option<Approval>,
    agreed: Vec<Agreement>,
    pictures: Vec<Option<Address>>,
}

/// What is known of one provider, and what was made of it so far.
pub(crate) struct Known {
    own: Own,
    /// How it stands.
    pub(crate) prospect: Prospect,
    /// How many Easy Read pages it has.
    pub(super) easy_pages: OnceLock<usize>,
    /// Its card. [`super::WAY_UP`] stands where the way from the page to the top of the site belongs.
    pub(super) card: OnceLock<String>,
    /// Its entry in booklets, made in the same way.
    pub(super) entry: OnceLock<String>,
    /// What is said about its checks, in the main language.
    pub(super) claim: OnceLock<Option<Claim>>,
    /// The scripts that each of its pages asks for, when all its pages were made and hang on nothing else.
    pages: OnceLock<Vec<Arc<Together>>>,
}

impl Common {
    fn of(site: &Site, theme: &Theme, options: RenderOptions) -> Self {
        let is_page = |key: &TextKey| key.shelf == Shelf::Pages;
        let texts = site.texts.iter();
        let pages = texts.clone().filter(|(key, _)| is_page(key));
        let guides = texts.filter(|(key, _)| !is_page(key));
        let agreed = site.agreed.iter();
        let agreed = agreed.filter(|(path, _)| path.folder() != "providers");
        Common {
            site: Site {
                settings: site.settings.clone(),
                lists: site.lists.clone(),
                centres: site.centres.clone(),
                synonyms: site.synonyms.clone(),
                search_checks: Vec::new(),
                providers: BTreeMap::new(),
                criteria: site.criteria.clone(),
                records: BTreeMap::new(),
                visits: BTreeMap::new(),
                approvals: BTreeMap::new(),
                agreed: agreed
                    .map(|(path, all)| (path.clone(), all.clone()))
                    .collect(),
                applications: 0,
                held: site.held.clone(),
                texts: pages
                    .map(|(key, text)| (key.clone(), text.clone()))
                    .collect(),
                sheets: site.sheets.clone(),
                statement: site.statement.clone(),
            },
            guides: guides
                .map(|(key, text)| (key.clone(), text.path.clone()))
                .collect(),
            theme: theme.clone(),
            options,
        }
    }
}

impl Own {
    fn of(site: &Site, assets: &Assets, provider: &Arc<Provider>) -> Self {
        let id = &provider.id;
        let picture = |file: &str| Some(assets.images.get(file)?.address.clone());
        Own {
            provider: Arc::clone(provider),
            record: site.records.get(id).cloned(),
            visits: site.visits.get(id).cloned().unwrap_or_default(),
            approval: site.approvals.get(id).copied(),
            agreed: site.agreed.get(&provider.path).cloned().unwrap_or_default(),
            pictures: provider
                .pictures
                .iter()
                .map(|one| picture(&one.file))
                .collect(),
        }
    }

    /// True when nothing on its pages hangs on other pages of the site.
    fn stands_alone(&self) -> bool {
        self.provider.about.uses.iter().all(|one| match &one.what {
            Used::Link(Target::Site { .. } | Target::File { .. }) => false,
            Used::Link(Target::Outside(_) | Target::Anchor(_)) | Used::Picture(_) => true,
        })
    }
}

/// Finds what is known of providers.
pub(super) struct Finder<'m> {
    pub(super) common: Arc<Common>,
    /// What was kept, as long as nothing changed that all pages share.
    memory: Option<&'m Memory>,
}

impl<'m> Finder<'m> {
    pub(super) fn new(
        memory: &'m Memory,
        site: &Site,
        theme: &Theme,
        options: RenderOptions,
    ) -> Self {
        let now = Common::of(site, theme, options);
        match &memory.common {
            Some(before) if **before == now => Finder {
                common: Arc::clone(before),
                memory: Some(memory),
            },
            _ => Finder {
                common: Arc::new(now),
                memory: None,
            },
        }
    }

    /// The texts that pages were made of before.
    pub(super) fn texts(&self) -> Option<BTreeMap<TextKey, Text>> {
        self.memory.map(|memory| memory.texts.clone())
    }

    /// What is known of a provider, made anew if anything that it hangs on is different.
    pub(super) fn known(
        &self,
        site: &Site,
        assets: &Assets,
        provider: &Arc<Provider>,
    ) -> Arc<Known> {
        let own = Own::of(site, assets, provider);
        match self
            .memory
            .and_then(|memory| memory.known.get(&provider.id))
        {
            Some(known) if known.own == own => Arc::clone(known),
            _ => Arc::new(Known {
                prospect: prospect(site, provider, self.common.options.today),
                own,
                easy_pages: OnceLock::new(),
                card: OnceLock::new(),
                entry: OnceLock::new(),
                claim: OnceLock::new(),
                pages: OnceLock::new(),
            }),
        }
    }
}

impl Renderer<'_> {
    /// What the next renderer may take from this one. Ask when every page is made, and only when the pages
    /// are kept.
    pub fn memory(&self) -> Memory {
        let known = self.directory.known.iter();
        Memory {
            common: Some(Arc::clone(&self.common)),
            known: known
                .map(|known| (known.own.provider.id.clone(), Arc::clone(known)))
                .collect(),
            texts: self.site.texts.clone(),
        }
    }

    /// True when these pages of one provider were made before, and would be the same now.
    pub fn were_made(&self, together: &[Planned<'_>]) -> bool {
        self.made_before(together).is_some()
    }

    /// Tells that pages of before are used again: their scripts are needed as well.
    pub fn use_again(&self, together: &[Planned<'_>]) {
        for scripts in self.made_before(together).into_iter().flatten() {
            self.assets.scripts.use_again(scripts);
        }
    }

    /// True for pages about the words that people changed since the memory: they are wanted first.
    pub fn is_wanted_first(&self, together: &[Planned<'_>]) -> bool {
        let Some(texts) = &self.texts_before else {
            return false;
        };
        match together.first().map(|planned| &planned.page) {
            Some(Page::Provider(_) | Page::EasyProvider { .. }) => !self.were_made(together),
            Some(Page::Text(key, text)) => texts.get(*key) != Some(*text),
            _ => false,
        }
    }

    /// Keeps that these pages were made, and which scripts they ask for.
    pub(super) fn keep_made(&self, together: &[Planned<'_>], scripts: Vec<Arc<Together>>) {
        if let Some(known) = self.known_of(together) {
            let _ = known.pages.set(scripts);
        }
    }

    fn made_before(&self, together: &[Planned<'_>]) -> Option<&[Arc<Together>]> {
        let made = self.known_of(together)?.pages.get()?;
        (made.len() == together.len()).then_some(made.as_slice())
    }

    /// Where the pages of a provider are kept, if they are its own and hang on nothing else.
    fn known_of(&self, together: &[Planned<'_>]) -> Option<&Known> {
        let (Page::Provider(provider) | Page::EasyProvider { provider, .. }) =
            together.first()?.page
        else {
            return None;
        };
        let known = self.directory.known(&provider.id)?;
        let is_whole = known.prospect.shown == Shown::Whole;
        (is_whole && known.own.stands_alone()).then_some(known)
    }
}
