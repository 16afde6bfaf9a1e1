//! The worker that lets a reader use the site without internet, after they asked for it. With
//! `offline: no` in `content/site.yml` a worker takes its place that removes what was kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Renderer;
use super::assets::sum;
use super::compare::number_of_groups;
use super::html::escape;
use super::plan::{Page, Planned};
use super::scripts::{bare_script, data};
use crate::model::language::Language;
use crate::problem::Problem;
use crate::routes::{Address, Destination};

/// The worker's file. It stands at the top of the site, because it may answer for no page above it.
pub(crate) const WORKER: &str = "sw.js";

/// The folder of the facts that the shortlist compares.
const FACTS: &str = "compare/";

/// Facts for the shortlist are kept from the start up to so many files. In a larger directory those
/// are kept that the shortlist has asked for.
const MOST_FACTS: usize = 40;

/// What the worker is told.
#[derive(Serialize)]
struct Kept<'a> {
    /// The address of each page and file that is kept from the start, and the sum of its content.
    pages: Vec<(String, String)>,
    /// The first part of every address of the site. The host may have other things beside it.
    folders: BTreeSet<String>,
    /// The page that is shown when nothing was kept.
    offline: String,
    /// The page of the shortlist.
    shortlist: String,
    /// The folder of the facts that the shortlist compares.
    facts: &'static str,
    /// The pattern of a provider's address, with `{id}`.
    provider: String,
    /// The main language.
    language: &'a str,
    /// The words on a kept copy, by language.
    notices: BTreeMap<&'a str, Notice>,
}

/// The words on a kept copy in one language.
#[derive(Serialize)]
struct Notice {
    /// HTML with `{date}`.
    notice: String,
    months: Vec<String>,
    full: String,
}

/// What the component that is shown on a kept copy gets.
#[derive(Serialize)]
struct Words<'a> {
    title: &'a str,
    words: &'a str,
}

impl Page<'_> {
    /// True for pages that are kept from the start: ways in, guides and tools, but no provider.
    fn is_kept_offline(&self) -> bool {
        match self {
            Page::Home
            | Page::Guides
            | Page::Text(..)
            | Page::Contact
            | Page::Looks
            | Page::Search
            | Page::Shortlist
            | Page::Sheets
            | Page::Sheet(_)
            | Page::Criteria
            | Page::Offline => true,
            Page::Provider(_)
            | Page::EasyProvider { .. }
            | Page::FormerEasyProvider { .. }
            | Page::Question(_)
            | Page::Listing { .. }
            | Page::Booklet { .. }
            | Page::List(_)
            | Page::Criterion { .. }
            | Page::Held
            | Page::Statement
            | Page::Credits
            | Page::Gallery
            | Page::Component(_)
            | Page::NotFound => false,
        }
    }
}

impl Planned<'_> {
    /// The sum of a page that is kept from the start.
    pub(crate) fn sum_if_kept(&self, bytes: &[u8]) -> Option<String> {
        self.page.is_kept_offline().then(|| sum(bytes))
    }
}

impl<'s> Renderer<'s> {
    /// The worker, made when every other file is there: it knows them by their content. `sums` has those
    /// of the pages that readers keep, and `files` are the files that are no pages: all of them, or at least those that
    /// readers keep from the start. Nothing when the theme has no worker.
    pub fn worker(
        &self,
        plan: &[Planned<'s>],
        sums: &BTreeMap<String, String>,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Option<(&'static str, Vec<u8>)>, Box<Problem>> {
        let scripts = &self.theme.offline_scripts;
        if !self.site.settings.offline {
            let end = scripts.end.as_ref();
            return Ok(end.map(|script| (WORKER, bare_script(&script.text))));
        }
        let Some(script) = &scripts.worker else {
            return Ok(None);
        };
        let kept = self.kept(plan, sums, files)?;
        let kept = data(&kept);
        let mut text = format!("'use strict';\nconst kept = {kept};\n").into_bytes();
        text.extend(bare_script(&script.text));
        Ok(Some((WORKER, text)))
    }

    fn kept(
        &self,
        plan: &[Planned<'s>],
        sums: &BTreeMap<String, String>,
        files: &BTreeMap<String, Vec<u8>>,
    ) -> Result<Kept<'_>, Box<Problem>> {
        let mut pages: Vec<(String, String)> = Vec::new();
        let planned = plan.iter().filter(|planned| planned.page.is_kept_offline());
        for planned in planned {
            let sum = sums.get(&planned.address.file()).cloned();
            pages.push((self.asked_as(&planned.address), sum.unwrap_or_default()));
        }
        let keeps_facts = self.keeps_facts();
        for (path, bytes) in files {
            let is_asset = path.starts_with("assets/")
                && [".css", ".js"].iter().any(|ending| path.ends_with(ending));
            if is_asset || (keeps_facts && path.starts_with(FACTS)) {
                pages.push((path.clone(), sum(bytes)));
            }
        }
        let mut notices = BTreeMap::new();
        for language in self.words.keys() {
            notices.insert(language.tag(), self.notice(language)?);
        }
        let first = |path: &str| {
            path.split_inclusive('/')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let of_pages = plan.iter().map(|planned| first(&planned.address.file()));
        let of_files = files.keys().map(|path| first(path));
        Ok(Kept {
            pages,
            folders: of_pages.chain(of_files).chain([FACTS.to_owned()]).collect(),
            offline: self.asked_as(&self.routes.offline()),
            shortlist: self.asked_as(&self.routes.shortlist()),
            facts: FACTS,
            provider: self.asked_as(&self.routes.any_provider()),
            language: self.site.settings.language.tag(),
            notices,
        })
    }

    /// True if facts for the shortlist are kept from the start.
    pub(super) fn keeps_facts(&self) -> bool {
        let groups = number_of_groups(self.site.providers.len());
        self.site.settings.offline && groups <= MOST_FACTS
    }

    /// A page's address as a browser asks for it.
    fn asked_as(&self, address: &Address) -> String {
        match self.options.destination {
            Destination::Web => address.as_str().to_owned(),
            Destination::Disk => address.file(),
        }
    }

    fn notice(&self, language: &Language) -> Result<Notice, Box<Problem>> {
        let wording = self.wording(language);
        let text = self.text_of(language);
        let words = Words {
            title: wording.text("offline.notice_title"),
            words: wording.text("offline.notice"),
        };
        Ok(Notice {
            notice: self.templates.component_of("notice", &words, text)?,
            months: (0..12)
                .map(|month| escape(wording.text(&format!("dates.months.{month}"))))
                .collect(),
            full: escape(wording.text("dates.full")),
        })
    }
}
