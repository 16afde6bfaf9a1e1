//! What was made of each provider, kept with everything that it hangs on. Pages and pieces of pages of a
//! provider are made once, for all pages of this build and for later builds.
//!
//! What hangs on other providers as well, such as lists, is known by its *sketch*: the sum of all that its
//! template would see, with the name of each provider in place of what was made of it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError};

use super::assets::Assets;
use super::compare;
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
use crate::model::sum::Sum;
use crate::model::theme::Theme;
use crate::model::values::{Date, Id};
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
    sketches: Sketches,
    /// What the files of facts for the shortlist were made of, by their paths.
    facts: BTreeMap<String, String>,
}

/// The pages that are known by a sketch, by the paths of their files.
pub(super) type Sketches = BTreeMap<String, Sketch>;

/// What is known of a page that hangs on more than one provider.
#[derive(Clone)]
pub(super) struct Sketch {
    /// The sum of all that its template may see.
    seen: Sum,
    /// The scripts that it asks for.
    scripts: Arc<Together>,
    /// The sum of the page, if readers keep it for use without internet.
    kept: Option<String>,
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
    /// Who agreed to its words, and to what was found on visits.
    agreed: [Vec<Agreement>; 2],
    pictures: Vec<Option<Address>>,
}

/// The folders of the words of providers, and of visits to them.
const OF_PROVIDERS: [&str; 2] = ["providers", "providers/visits"];

/// What is known of one provider, and what was made of it so far.
pub(crate) struct Known {
    own: Own,
    /// How it stands.
    pub(crate) prospect: Prospect,
    /// How many Easy Read pages it has.
    pub(super) easy_pages: OnceLock<usize>,
    /// Its card. [`super::WAY_UP`] stands where the way from the page to the top of the site belongs.
    pub(super) card: OnceLock<Box<str>>,
    /// Its entry in booklets, made in the same way.
    pub(super) entry: OnceLock<Box<str>>,
    /// What is said about its checks, in the main language.
    pub(super) claim: OnceLock<Option<Claim>>,
    /// The scripts that each of its pages asks for, when all its pages were made and hang on nothing else.
    pages: OnceLock<Vec<Arc<Together>>>,
}

impl Common {
    pub(super) fn of(site: &Site, theme: &Theme, options: RenderOptions) -> Self {
        let is_page = |key: &TextKey| key.shelf == Shelf::Pages;
        let texts = site.texts.iter();
        let pages = texts.clone().filter(|(key, _)| is_page(key));
        let guides = texts.filter(|(key, _)| !is_page(key));
        let agreed = site.agreed.iter();
        let agreed = agreed.filter(|(path, _)| !OF_PROVIDERS.contains(&path.folder()));
        Common {
            site: Site {
                settings: site.settings.clone(),
                lists: site.lists.clone(),
                centres: site.centres.clone(),
                synonyms: site.synonyms.clone(),
                search_checks: Vec::new(),
                joined: BTreeMap::new(),
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
            agreed: OF_PROVIDERS.map(|folder| {
                let path = format!("{folder}/{}", provider.path.name());
                site.agreed.get(path.as_str()).cloned().unwrap_or_default()
            }),
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

impl Memory {
    /// True while nothing changed that all pages share.
    pub(super) fn holds(&self, common: &Arc<Common>) -> bool {
        self.common.as_ref() == Some(common)
    }
}

impl Known {
    /// What is known of a provider, made anew if anything that it hangs on is different.
    pub(super) fn of(
        before: Option<&Memory>,
        (site, assets): (&Site, &Assets),
        provider: &Arc<Provider>,
        today: Date,
    ) -> Arc<Known> {
        let own = Own::of(site, assets, provider);
        match before.and_then(|before| before.known.get(&provider.id)) {
            Some(known) if known.own == own => Arc::clone(known),
            _ => Arc::new(Known {
                prospect: prospect(site, provider, today),
                own,
                easy_pages: OnceLock::new(),
                card: OnceLock::new(),
                entry: OnceLock::new(),
                claim: OnceLock::new(),
                pages: OnceLock::new(),
            }),
        }
    }

    /// A name for this. Nothing else has it for as long as this is kept.
    pub(super) fn name(&self) -> String {
        std::ptr::from_ref(self).addr().to_string()
    }
}

impl<'s> Renderer<'s> {
    /// What the next renderer may take from this one, if it was made with a memory. Ask when every page is
    /// made, and only when the pages are kept.
    pub fn memory(&self) -> Option<Memory> {
        let common = Arc::clone(self.common.as_ref()?);
        let known = self.directory.known.iter();
        let sketches = self.sketches.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Memory {
            common: Some(common),
            known: known
                .map(|known| (known.own.provider.id.clone(), Arc::clone(known)))
                .collect(),
            texts: self.site.texts.clone(),
            sketches: sketches.clone(),
            facts: compare::names(self),
        })
    }

    /// True if a file of facts for the shortlist was made of what has this name, too.
    pub(super) fn had_facts(&self, path: &str, name: &str) -> bool {
        let before = self.before.and_then(|before| before.facts.get(path));
        before.is_some_and(|before| before == name)
    }

    /// Pages that were made before and would be the same now, if `keep` can keep the file of each. What
    /// comes back are the sums of those that readers keep for use without internet.
    pub fn keep_pages(
        &self,
        together: &[Planned<'s>],
        keep: impl Fn(&str) -> bool,
    ) -> Option<Vec<(String, String)>> {
        let file = |planned: &Planned<'_>| planned.address.file();
        if let Some(made) = self.made_before(together) {
            let are_kept = together.iter().all(|planned| keep(&file(planned)));
            let scripts = made.iter().filter(|_| are_kept);
            scripts.for_each(|scripts| self.assets.scripts.use_again(scripts));
            return are_kept.then(Vec::new);
        }
        let sketches = &self.before?.sketches;
        if self.known_of(together).is_some() {
            return None;
        }
        let before = |planned: &Planned<'s>| {
            let path = file(planned);
            let before = sketches.get(&path)?;
            (self.seen(planned)? == before.seen).then(|| (path, before.clone()))
        };
        let all: Option<Vec<(String, Sketch)>> = together.iter().map(before).collect();
        let all = all.filter(|all| all.iter().all(|(path, _)| keep(path)));
        let mut sums = Vec::new();
        for (path, sketch) in all? {
            self.assets.scripts.use_again(&sketch.scripts);
            sums.extend(sketch.kept.clone().map(|sum| (path.clone(), sum)));
            self.add_sketch(path, sketch);
        }
        Some(sums)
    }

    /// True for pages about the words that people changed since the last renderer: they are wanted first.
    pub fn is_wanted_first(&self, together: &[Planned<'_>]) -> bool {
        let Some(before) = self.before else {
            return false;
        };
        match together.first().map(|planned| &planned.page) {
            Some(Page::Provider(_) | Page::EasyProvider { .. }) => {
                self.known_of(together).is_some() && self.made_before(together).is_none()
            }
            Some(Page::Text(key, text)) => before.texts.get(*key) != Some(*text),
            _ => false,
        }
    }

    /// Keeps that these pages were made, and which scripts they ask for.
    pub(super) fn keep_made(
        &self,
        together: &[Planned<'s>],
        made: Vec<(Arc<Together>, Option<String>)>,
    ) {
        if let Some(known) = self.known_of(together) {
            let scripts = made.into_iter().map(|(scripts, _)| scripts);
            let _ = known.pages.set(scripts.collect());
        } else if self.common.is_some() {
            for (planned, (scripts, kept)) in together.iter().zip(made) {
                if let Some(seen) = self.seen(planned) {
                    let sketch = Sketch {
                        seen,
                        scripts,
                        kept,
                    };
                    self.add_sketch(planned.address.file(), sketch);
                }
            }
        }
    }

    fn add_sketch(&self, path: String, sketch: Sketch) {
        let mut sketches = self.sketches.lock().unwrap_or_else(PoisonError::into_inner);
        sketches.insert(path, sketch);
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
