//! The worker that lets a reader use the site without internet, after they asked for it. With
//! `offline: no` in `content/site.yml` a worker takes its place that removes what was kept.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::assets::sum;
use super::plan::{Page, Planned};
use super::scripts::{bare_script, data};
use crate::model::language::Language;
use crate::output::Output;
use crate::problem::Problem;
use crate::routes::Destination;

/// The worker's file. It stands at the top of the site, because it may answer for no page above it.
pub(crate) const WORKER: &str = "sw.js";

/// What the worker is told.
#[derive(Serialize)]
struct Kept<'a> {
    /// The address of each page and file that is kept from the start, and the sum of its content.
    pages: Vec<(String, String)>,
    /// The page that is shown when nothing was kept.
    offline: String,
    /// The main language.
    language: &'a str,
    /// The words on a kept copy, by language.
    notices: BTreeMap<&'a str, Notice<'a>>,
}

/// The words on a kept copy in one language.
#[derive(Serialize)]
struct Notice<'a> {
    /// HTML with `{date}`.
    notice: String,
    months: Vec<&'a str>,
    full: &'a str,
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
            | Page::Sheets
            | Page::Sheet(_)
            | Page::Contact
            | Page::Offline => true,
            Page::Provider(_)
            | Page::EasyProvider(_)
            | Page::Listing { .. }
            | Page::List(_)
            | Page::Booklet { .. }
            | Page::Statement
            | Page::Credits
            | Page::NotFound => false,
        }
    }
}

impl<'s> Renderer<'s> {
    /// The worker, made when every other file is there: it knows them by their content. Nothing
    /// when the theme has none.
    pub fn worker(
        &self,
        plan: &[Planned<'s>],
        output: &Output,
    ) -> Result<Option<(&'static str, Vec<u8>)>, Box<Problem>> {
        let scripts = &self.theme.offline_scripts;
        if !self.site.settings.offline {
            let end = scripts.end.as_ref();
            return Ok(end.map(|script| (WORKER, bare_script(&script.text))));
        }
        let Some(script) = &scripts.worker else {
            return Ok(None);
        };
        let kept = self.kept(plan, output)?;
        let kept = data(&kept);
        let mut text = format!("'use strict';\nconst kept = {kept};\n").into_bytes();
        text.extend(bare_script(&script.text));
        Ok(Some((WORKER, text)))
    }

    fn kept(&self, plan: &[Planned<'s>], output: &Output) -> Result<Kept<'_>, Box<Problem>> {
        let mut pages: Vec<(String, String)> = Vec::new();
        let planned = plan.iter().filter(|planned| planned.page.is_kept_offline());
        for planned in planned {
            let sum = output.get(&planned.address.file()).map(sum);
            let path = match self.options.destination {
                Destination::Web => planned.address.as_str().to_owned(),
                Destination::Disk => planned.address.file(),
            };
            pages.push((path, sum.unwrap_or_default()));
        }
        for (path, bytes) in output.iter() {
            let is_asset = path.starts_with("assets/");
            if is_asset && [".css", ".js"].iter().any(|ending| path.ends_with(ending)) {
                pages.push((path.to_owned(), sum(bytes)));
            }
        }
        let mut notices = BTreeMap::new();
        for language in self.words.keys() {
            notices.insert(language.tag(), self.notice(language)?);
        }
        Ok(Kept {
            pages,
            offline: self.routes.offline().as_str().to_owned(),
            language: self.site.settings.language.tag(),
            notices,
        })
    }

    fn notice(&self, language: &Language) -> Result<Notice<'_>, Box<Problem>> {
        let wording = self.wording(language);
        let text = self.text_of(language);
        let words = Words {
            title: wording.text("offline.notice_title"),
            words: wording.text("offline.notice"),
        };
        Ok(Notice {
            notice: self.templates.component_of("notice", &words, text)?,
            months: (0..12)
                .map(|month| wording.text(&format!("dates.months.{month}")))
                .collect(),
            full: wording.text("dates.full"),
        })
    }
}
