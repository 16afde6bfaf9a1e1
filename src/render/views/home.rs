//! The first page: who this is for, where to start, and every way in.

use serde::Serialize;

use super::listing::{ItemView, item_view};
use super::services::{ServiceGroupView, grouped};
use super::text::{CheckView, GuideView, check, guide_view, sorted_guides, switch};
use super::{LinkView, Parts, link_to};
use crate::model::lists::ListName;
use crate::render::Desk;
use crate::routes::{Question, Scope};

/// What the first page may see.
#[derive(Debug, Serialize)]
struct HomeView {
    /// The first words.
    lead: Option<String>,
    /// The words of the page.
    body_html: String,
    /// The first guides.
    start: Vec<GuideView>,
    /// Services, as many as have someone, in their groups.
    services: Vec<ServiceGroupView>,
    /// Needs.
    needs: Vec<ItemView>,
    /// Areas.
    areas: Vec<ItemView>,
    /// The link to the easy questions.
    finder: LinkView,
    /// "44 providers".
    count: String,
    /// The link to all of them.
    all: LinkView,
    /// The link to all kinds of help.
    all_services: LinkView,
    /// The link to all needs.
    all_needs: LinkView,
    /// The link to all places.
    all_areas: LinkView,
    /// The link to all guides.
    all_guides: LinkView,
    /// Who looks after the words of this page.
    check: Option<CheckView>,
}

/// Guides on the first page.
const GUIDES: usize = 4;
/// Services of each group on the first page.
const SERVICES: usize = 4;

pub(crate) fn home(desk: &Desk<'_, '_>) -> Parts {
    let settings = &desk.site().settings;
    let (key, text) = desk.page_text("home").unzip();
    let heading = text.map_or_else(|| settings.name.clone(), |text| text.title.clone());
    let lead = text
        .and_then(|text| text.summary.clone())
        .or(settings.summary.clone());
    let items = |list| {
        desk.site()
            .shown_items(list)
            .map(|item| item_view(desk, list, item))
            .collect()
    };
    let guides = sorted_guides(desk);
    let routes = desk.routes();
    let view = HomeView {
        body_html: text
            .map(|text| desk.writing(&text.body, 2))
            .unwrap_or_default(),
        start: guides
            .iter()
            .take(GUIDES)
            .map(|(key, text)| guide_view(desk, key, text))
            .collect(),
        services: services(desk),
        needs: items(ListName::Needs),
        areas: items(ListName::Areas),
        finder: link_to(desk, "find.start", &routes.question(&Question::Help)),
        count: desk
            .wording
            .count("listing.count", desk.number_on(&Scope::All)),
        all: link_to(desk, "home.all_providers", &routes.listing(&Scope::All, 1)),
        all_services: link_to(desk, "home.all_services", &routes.list(ListName::Services)),
        all_needs: link_to(desk, "home.all_needs", &routes.list(ListName::Needs)),
        all_areas: link_to(desk, "home.all_areas", &routes.list(ListName::Areas)),
        all_guides: link_to(desk, "home.all_guides", &routes.guides(&desk.language)),
        check: text.map(|text| check(desk, text)),
        lead: lead.clone(),
    };
    let mut parts = Parts::new(&view, heading);
    parts.description = lead;
    parts.check_after = text.and_then(|text| text.next_check);
    parts.switch = key.and_then(|key| switch(desk, key, true));
    parts
}

/// Kinds of help that someone gives.
fn services(desk: &Desk<'_, '_>) -> Vec<ServiceGroupView> {
    let given = desk
        .site()
        .shown_items(ListName::Services)
        .filter(|item| desk.number_on(&Scope::Of(ListName::Services, item.id.clone())) > 0);
    grouped(desk, given, SERVICES)
}
