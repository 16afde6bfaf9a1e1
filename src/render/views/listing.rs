//! Lists of providers, and the lists of services, needs, areas and kinds that lead to them.

use serde::Serialize;

use super::card::anchor;
use super::pages::{PagesView, pages};
use super::{LinkView, Parts, booklet, link_to, link_to_list};
use crate::model::lists::{Item, ListName};
use crate::problem::Problem;
use crate::render::Desk;
use crate::render::directory::Rank;
use crate::routes::Scope;

/// Which page of which list.
pub(crate) struct PageOfList<'a> {
    /// What the list is about.
    pub(crate) scope: &'a Scope,
    /// The page, from 1.
    pub(crate) number: usize,
    /// How many pages there are.
    pub(crate) pages: usize,
}

/// What a page of a list may see.
#[derive(Debug, Serialize)]
struct ListingView {
    /// The picture of what it is about.
    picture_html: String,
    /// What it means.
    explanation: Option<String>,
    /// "12 providers".
    count: String,
    /// In which order they stand.
    order: String,
    /// True when there is no provider.
    is_empty: bool,
    /// The cards of those whose checks are in date, from A to Z.
    cards_html: Vec<String>,
    /// The cards of the others, whose heading says why they come last.
    later_html: Vec<String>,
    /// Ways to a shorter list.
    narrow: Option<NarrowView>,
    /// Letters that lead to a page of a long list.
    letters: Vec<LinkView>,
    /// The pages of the list. None if there is one page only.
    pages: Option<PagesView>,
    /// The list of all providers.
    all: LinkView,
    /// The booklet of the area.
    booklet: Option<LinkView>,
}

/// Ways to a shorter list.
#[derive(Debug, Serialize)]
struct NarrowView {
    /// "Choose an area".
    heading: String,
    /// The choices.
    links: Vec<CountedLink>,
}

/// A link to a list with the number of its providers.
#[derive(Debug, Serialize)]
struct CountedLink {
    /// Its name.
    name: String,
    /// Where it leads.
    href: String,
    /// How many providers it has.
    count: usize,
}

pub(crate) fn listing(desk: &Desk<'_, '_>, place: &PageOfList<'_>) -> Result<Parts, Box<Problem>> {
    let members = desk.renderer.directory.members(place.scope);
    let per_page = desk.site().settings.per_page;
    let first = (place.number - 1) * per_page;
    let mut cards = Vec::new();
    let mut later = Vec::new();
    for index in members.iter().skip(first).take(per_page) {
        match desk.renderer.directory.rank(*index) {
            Rank::InDate => cards.push(desk.card(*index)?),
            _ => later.push(desk.card(*index)?),
        }
    }
    let about = about(desk, place.scope);
    let view = ListingView {
        picture_html: about
            .item
            .map(|item| desk.picture(item.picture.as_ref()))
            .unwrap_or_default(),
        explanation: about.item.and_then(|item| item.explanation.clone()),
        count: desk
            .wording
            .count("listing.count", desk.number_on(place.scope)),
        order: desk
            .wording
            .count("listing.order", desk.number_on(place.scope)),
        is_empty: members.is_empty(),
        cards_html: cards,
        later_html: later,
        narrow: narrow(desk, place.scope).filter(|_| place.number == 1),
        letters: letters(desk, place),
        pages: pages_of_list(desk, place),
        all: link_to(
            desk,
            "listing.see_all",
            &desk.routes().listing(&Scope::All, 1),
        ),
        booklet: booklet::link(desk, place.scope).filter(|_| place.number == 1),
    };
    let title = if place.number == 1 {
        about.title.clone()
    } else {
        let number = place.number.to_string();
        let pages = place.pages.to_string();
        let values = [
            ("title", about.title.as_str()),
            ("n", &number),
            ("of", &pages),
        ];
        desk.wording.fill("listing.page_title", &values)
    };
    let mut parts = Parts::new(&view, title);
    parts.description = Some(desk.wording.fill(
        "listing.description",
        &[("title", &about.title), ("count", &view.count)],
    ));
    parts.above = about.above;
    let providers = &desk.renderer.directory.providers;
    parts.check_after = members
        .iter()
        .skip(first)
        .take(per_page)
        .filter_map(|index| providers.get(*index)?.next_review)
        .min();
    Ok(parts)
}

struct About<'s> {
    title: String,
    item: Option<&'s Item>,
    above: Vec<LinkView>,
}

fn about<'s>(desk: &Desk<'_, 's>, scope: &Scope) -> About<'s> {
    let lists = &desk.site().lists;
    match scope {
        Scope::All => About {
            title: desk.wording.text("listing.all").to_owned(),
            item: None,
            above: Vec::new(),
        },
        Scope::Of(list, id) => {
            let item = lists.item(*list, id);
            let name = item.map_or_else(|| id.to_string(), |item| item.name.clone());
            let string = format!("listing.title.{}", list.file_name());
            About {
                title: desk.wording.fill(&string, &[("name", &name)]),
                item,
                above: vec![link_to(
                    desk,
                    &format!("menu.{}", list.file_name()),
                    &desk.routes().list(*list),
                )],
            }
        }
        Scope::AreaService(area, service) => {
            let area_item = lists.item(ListName::Areas, area);
            let service_item = lists.item(ListName::Services, service);
            let name = |item: Option<&Item>| item.map_or(String::new(), |item| item.name.clone());
            let (area_name, service_name) = (name(area_item), name(service_item));
            let values = [("service", service_name.as_str()), ("area", &area_name)];
            About {
                title: desk.wording.fill("listing.title.area_service", &values),
                item: service_item,
                above: vec![
                    link_to(desk, "menu.areas", &desk.routes().list(ListName::Areas)),
                    link_to_list(desk, &area_name, &Scope::Of(ListName::Areas, area.clone())),
                ],
            }
        }
    }
}

/// From a service to its areas, from an area to its services. Only choices that lead to someone.
fn narrow(desk: &Desk<'_, '_>, scope: &Scope) -> Option<NarrowView> {
    let site = desk.site();
    let (string, choices): (&str, Vec<(&Item, Scope)>) = match scope {
        Scope::Of(ListName::Services, service) => (
            "listing.choose_area",
            site.shown_items(ListName::Areas)
                .map(|area| (area, Scope::AreaService(area.id.clone(), service.clone())))
                .collect(),
        ),
        Scope::Of(ListName::Areas, area) => (
            "listing.choose_service",
            site.shown_items(ListName::Services)
                .map(|service| {
                    (
                        service,
                        Scope::AreaService(area.clone(), service.id.clone()),
                    )
                })
                .collect(),
        ),
        _ => return None,
    };
    let links: Vec<CountedLink> = choices
        .into_iter()
        .filter_map(|(item, scope)| counted(desk, item, &scope))
        .collect();
    (links.len() > 1).then(|| NarrowView {
        heading: desk.wording.text(string).to_owned(),
        links,
    })
}

fn counted(desk: &Desk<'_, '_>, item: &Item, scope: &Scope) -> Option<CountedLink> {
    let count = desk.number_on(scope);
    (count > 0).then(|| CountedLink {
        name: item.name.clone(),
        href: desk.link(&desk.routes().listing(scope, 1)),
        count,
    })
}

/// Each letter leads to the first card of it, on whichever page that is.
fn letters(desk: &Desk<'_, '_>, place: &PageOfList<'_>) -> Vec<LinkView> {
    if place.pages < 2 {
        return Vec::new();
    }
    let per_page = desk.site().settings.per_page;
    let directory = &desk.renderer.directory;
    let members = directory.members(place.scope);
    directory
        .letters(place.scope)
        .into_iter()
        .filter_map(|(letter, first)| {
            let provider = directory.providers.get(*members.get(first)?)?;
            let page = desk.routes().listing(place.scope, first / per_page + 1);
            Some(LinkView {
                name: match letter {
                    Some(letter) => letter.to_string(),
                    None => desk.wording.text("listing.other_letters").to_owned(),
                },
                href: desk.links.to_anchor(&page, &anchor(provider)),
            })
        })
        .collect()
}

fn pages_of_list(desk: &Desk<'_, '_>, place: &PageOfList<'_>) -> Option<PagesView> {
    pages(desk, "pages.label", (place.number, place.pages), |number| {
        desk.routes().listing(place.scope, number)
    })
}

/// What the page of a list may see.
#[derive(Debug, Serialize)]
struct ListView {
    /// The first words.
    lead: String,
    /// Its groups.
    groups: Vec<GroupView>,
}

/// Items under one heading.
#[derive(Debug, Serialize)]
struct GroupView {
    /// The heading, or nothing when the list has no groups.
    name: Option<String>,
    /// The picture of a group. A list without groups has a picture beside each item in its place:
    /// dozens of pictures would be too much to load on a phone.
    picture_html: String,
    /// Its items.
    items: Vec<ItemView>,
}

/// One item of a list.
#[derive(Debug, Serialize)]
pub(crate) struct ItemView {
    /// Its name.
    name: String,
    /// Where it leads.
    href: String,
    /// What it means, in a sentence.
    explanation: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
    /// "3 providers".
    count: String,
}

pub(crate) fn list(desk: &Desk<'_, '_>, list: ListName) -> Parts {
    let name = list.file_name();
    let view = ListView {
        lead: desk.wording.text(&format!("list.lead.{name}")).to_owned(),
        groups: groups(desk, list),
    };
    let title = desk.wording.text(&format!("list.title.{name}"));
    let mut parts = Parts::new(&view, title);
    parts.description = Some(view.lead.clone());
    parts
}

/// Items under their headings, in the order in which the headings first appear.
fn groups(desk: &Desk<'_, '_>, list: ListName) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for item in desk.site().shown_items(list) {
        let mut view = item_view(desk, list, item);
        let mut picture_html = String::new();
        if item.group.is_some() {
            std::mem::swap(&mut picture_html, &mut view.picture_html);
        }
        match groups.iter_mut().find(|group| group.name == item.group) {
            Some(group) => group.items.push(view),
            None => groups.push(GroupView {
                name: item.group.clone(),
                picture_html,
                items: vec![view],
            }),
        }
    }
    groups
}

pub(crate) fn item_view(desk: &Desk<'_, '_>, list: ListName, item: &Item) -> ItemView {
    let scope = Scope::Of(list, item.id.clone());
    ItemView {
        name: item.name.clone(),
        href: desk.link(&desk.routes().listing(&scope, 1)),
        explanation: item.explanation.clone(),
        picture_html: desk.picture(item.picture.as_ref()),
        count: desk.wording.count("listing.count", desk.number_on(&scope)),
    }
}
