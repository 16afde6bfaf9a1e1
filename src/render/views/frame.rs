//! The frame around every page: its head, header, way back, routes to the team, and footer.

use serde::Serialize;

use super::claim::{Claim, Later};
use super::tell_us::{TellUsView, tell_us};
use super::{LinkView, Parts, link_to};
use crate::model::days::days_later;
use crate::model::lists::ListName;
use crate::model::page::{Shelf, TextKey};
use crate::render::Desk;
use crate::render::files::POLICY;
use crate::render::plan::{Page, Planned};
use crate::render::scripts::SCRIPTS;
use crate::routes::{Address, Scope};

/// What the layout may see of one page.
#[derive(Debug, Serialize)]
pub(crate) struct FrameView {
    /// The `lang` of the page.
    language: String,
    /// The `dir` of the page.
    direction: &'static str,
    /// The h1.
    title: String,
    /// The title for the browser's tab, unique on the site.
    full_title: String,
    /// What the page is, for search engines.
    description: Option<String>,
    /// The full address of the page, when the site knows its own.
    canonical: Option<String>,
    /// True when search engines should leave the page out.
    is_hidden: bool,
    /// What the page may load.
    policy: &'static str,
    /// The style sheet.
    stylesheet: String,
    /// Loads the scripts that the page asks for with `data-module`.
    scripts_html: &'static str,
    /// The small picture for the browser's tab.
    icon: Option<String>,
    /// The link to the first page.
    home: String,
    /// True on the first page.
    is_home: bool,
    /// Where the reader changes how the site looks.
    looks: String,
    /// The reader's shortlist.
    shortlist: String,
    /// The main ways in.
    menu: Vec<MenuView>,
    /// The pages above this one.
    above: Vec<LinkView>,
    /// A switch between this page and its Easy Read twin.
    switch: Option<LinkView>,
    /// The same page in other languages.
    translations: Vec<TranslationView>,
    /// Help with this page, from the team.
    tell_us: TellUsView,
    /// The links in the footer.
    footer: Vec<LinkView>,
    /// "Check that it is still right after 1 April 2027": for a printed copy.
    check_after: Option<String>,
    /// "Use these facts until 31 May 2027." Nothing when the site does not say it.
    best_before: Option<String>,
    /// Words for when that day has passed. Empty before it.
    stale: Claim,
    /// A class of the whole page that makes its print larger.
    print_size: &'static str,
}

/// A link of the menu.
#[derive(Debug, Serialize)]
struct MenuView {
    /// Its name.
    name: String,
    /// Where it leads.
    href: String,
    /// True when this page is the link's page or below it.
    is_here: bool,
}

/// The same page in another language.
#[derive(Debug, Serialize)]
struct TranslationView {
    /// The language's own name.
    name: String,
    /// Where it leads.
    href: String,
    /// Its `lang`.
    language: String,
    /// Its `dir`.
    direction: &'static str,
}

pub(crate) fn frame_view(desk: &Desk<'_, '_>, planned: &Planned<'_>, parts: &Parts) -> FrameView {
    let settings = &desk.site().settings;
    let is_home = matches!(planned.page, Page::Home);
    let full_title = match planned.page {
        Page::Home if parts.title == settings.name => parts.title.clone(),
        _ => desk.wording.fill(
            "frame.title",
            &[("page", &parts.title), ("site", &settings.name)],
        ),
    };
    let base = settings.base_address.as_ref();
    let canonical = base
        .filter(|_| !planned.is_hidden())
        .map(|base| format!("{}{}", base.as_str(), planned.address));
    let assets = &desk.renderer.assets;
    FrameView {
        language: desk.language.tag().to_owned(),
        direction: desk.language.direction(),
        full_title,
        description: parts.description.clone(),
        tell_us: tell_us(desk, planned, &parts.title, canonical.as_deref()),
        canonical,
        is_hidden: planned.is_hidden(),
        policy: POLICY,
        stylesheet: desk.link(&assets.stylesheet),
        scripts_html: SCRIPTS,
        icon: assets.icon.as_ref().map(|icon| desk.link(icon)),
        home: desk.link(&home(desk)),
        is_home,
        looks: desk.link(&desk.renderer.looks(&desk.language)),
        shortlist: desk.link(&desk.routes().shortlist()),
        menu: menu(desk, planned),
        above: parts.above.clone(),
        switch: parts.switch.clone(),
        translations: translations(desk, planned),
        footer: footer(desk),
        check_after: parts
            .check_after
            .map(|date| desk.wording.dated("paper.check_after", date)),
        best_before: settings
            .best_before
            .map(|date| desk.wording.dated("best_before.words", date)),
        stale: stale(desk),
        print_size: parts.print_size,
        title: parts.title.clone(),
    }
}

/// Nothing, until the day has passed up to which the whole site may be trusted.
fn stale(desk: &Desk<'_, '_>) -> Claim {
    let Some(last) = desk.site().settings.best_before else {
        return Claim::default();
    };
    let later = Later {
        from: days_later(last, 1),
        state: "stale",
        words: desk.wording.dated("best_before.passed", last),
    };
    Claim::default().then(desk.renderer.options.today, later)
}

/// The first page in this page's language, if there is one.
fn home(desk: &Desk<'_, '_>) -> Address {
    let main = &desk.site().settings.language;
    let language = match desk.page_text("home") {
        Some((key, _)) => &key.language,
        None => main,
    };
    desk.routes().home(language)
}

fn menu(desk: &Desk<'_, '_>, planned: &Planned<'_>) -> Vec<MenuView> {
    let routes = desk.routes();
    let main = &desk.site().settings.language;
    let guides = match routes.guides(&desk.language) {
        own if translated_guides(desk) => own,
        _ => routes.guides(main),
    };
    let entries = [
        ("menu.search", routes.search()),
        ("menu.services", routes.list(ListName::Services)),
        ("menu.needs", routes.list(ListName::Needs)),
        ("menu.areas", routes.list(ListName::Areas)),
        ("menu.providers", routes.listing(&Scope::All, 1)),
        ("menu.guides", guides),
    ];
    entries
        .into_iter()
        .map(|(string, address)| MenuView {
            name: desk.wording.text(string).to_owned(),
            href: desk.link(&address),
            is_here: planned.address.as_str().starts_with(address.as_str()),
        })
        .collect()
}

fn translated_guides(desk: &Desk<'_, '_>) -> bool {
    let mut keys = desk.site().texts.keys();
    keys.any(|key| key.shelf == Shelf::Guides && key.language == desk.language)
}

fn translations(desk: &Desk<'_, '_>, planned: &Planned<'_>) -> Vec<TranslationView> {
    let site = desk.site();
    if site.settings.languages.len() < 2 {
        return Vec::new();
    }
    let key = match &planned.page {
        Page::Text(key, _) => Some(*key),
        Page::Home => desk.page_text("home").map(|(key, _)| key),
        Page::Contact => desk.page_text("contact").map(|(key, _)| key),
        _ => None,
    };
    let Some(key) = key else {
        return Vec::new();
    };
    let others = site.settings.languages.iter();
    others
        .filter(|language| **language != desk.language)
        .filter_map(|language| {
            let other = TextKey {
                language: language.clone(),
                ..key.clone()
            };
            site.texts.get(&other)?;
            let name = site
                .lists
                .get(ListName::Languages)
                .items()
                .iter()
                .find(|item| item.tag.as_deref() == Some(language.tag()))
                .map_or_else(
                    || language.tag(),
                    |item| item.own_name.as_deref().unwrap_or(&item.name),
                );
            Some(TranslationView {
                name: name.to_owned(),
                href: desk.link(&desk.routes().text(&other)),
                language: language.tag().to_owned(),
                direction: language.direction(),
            })
        })
        .collect()
}

/// The written pages, then those that the site makes itself.
fn footer(desk: &Desk<'_, '_>) -> Vec<LinkView> {
    let site = desk.site();
    let main = &site.settings.language;
    let mut links: Vec<(i64, LinkView)> = Vec::new();
    for (key, text) in &site.texts {
        let listed = key.shelf == Shelf::Pages
            && !key.easy
            && key.language == *main
            && !matches!(key.id.as_str(), "home" | "contact");
        if listed {
            links.push((
                text.order,
                LinkView {
                    name: text.title.clone(),
                    href: desk.link(&desk.routes().text(key)),
                },
            ));
        }
    }
    links.sort_by_key(|(order, _)| *order);
    let mut links: Vec<LinkView> = links.into_iter().map(|(_, link)| link).collect();
    if site.statement.is_some() {
        links.push(link_to(desk, "statement.title", &desk.routes().statement()));
    }
    if !site.sheets.is_empty() {
        links.push(link_to(desk, "sheets.title", &desk.routes().sheets()));
    }
    links.push(link_to(desk, "contact.title", &desk.routes().contact()));
    if site.settings.offline {
        links.push(link_to(desk, "offline.title", &desk.routes().offline()));
    }
    if !desk.renderer.theme.pictures.is_empty() {
        links.push(link_to(desk, "credits.title", &desk.routes().credits()));
    }
    links.push(link_to(
        desk,
        "menu.kinds",
        &desk.routes().list(ListName::Kinds),
    ));
    links
}
