//! The booklet of an area: every provider who works there, in large print, from A to Z.

use serde::Serialize;

use super::card::anchor;
use super::claim::Claim;
use super::facts::{FactView, availability_fact, names_fact, price_fact, row_fact};
use super::service_pages::{SafetyView, safety_views, ways};
use super::standing::late_claim;
use super::{LinkView, Parts, link_to, link_to_list, reach};
use crate::model::lists::ListName;
use crate::model::provider::Provider;
use crate::model::values::Id;
use crate::problem::Problem;
use crate::render::Desk;
use crate::routes::Scope;

/// Providers in one part of a booklet. A longer one is too thick to print and hold.
pub(crate) const PROVIDERS: usize = 50;

/// The facts of a contact that an entry shows. The page of the provider has the rest.
const CONTACT: [&str; 6] = ["phone", "text", "text_relay", "email", "website", "address"];

/// Which part of which booklet.
pub(crate) struct PartOfBooklet<'a> {
    /// The area.
    pub(crate) area: &'a Id,
    /// The part, from 1.
    pub(crate) number: usize,
    /// How many parts there are.
    pub(crate) parts: usize,
}

/// What a part of a booklet may see.
#[derive(Debug, Serialize)]
struct BookletView {
    /// "Providers in Camden".
    name: String,
    /// "Part 1 of 2: from Amber Care to Kite Care". Nothing when there is one part.
    part: Option<String>,
    /// "44 providers".
    count: String,
    /// In which order they stand.
    order: String,
    /// How to reach the team.
    team: Vec<FactView>,
    /// Who to call about someone's safety.
    worried: Vec<SafetyView>,
    /// The kinds of help, with the providers who give them.
    contents: Vec<KindView>,
    /// The providers, from A to Z.
    entries_html: Vec<String>,
    /// The other parts.
    others: Vec<LinkView>,
}

/// A kind of help in the contents.
#[derive(Debug, Serialize)]
struct KindView {
    /// Its name.
    name: String,
    /// Its providers.
    providers: Vec<LinkView>,
}

/// What the entry of one provider may see.
#[derive(Debug, Serialize)]
pub(crate) struct EntryView {
    /// Its place in the booklet.
    anchor: String,
    /// Its name.
    name: String,
    /// Its kinds in a row.
    kinds: String,
    /// What it says, in a sentence.
    summary: String,
    /// That its check is late, now or later. Nothing on a site without criteria.
    status: Option<Claim>,
    /// What it does, who for, price, ways to pay, space, and how to reach it.
    facts: Vec<FactView>,
}

/// A part of the booklet of an area.
pub(crate) fn booklet(
    desk: &Desk<'_, '_>,
    place: &PartOfBooklet<'_>,
) -> Result<Parts, Box<Problem>> {
    let scope = Scope::Of(ListName::Areas, place.area.clone());
    let directory = &desk.renderer.directory;
    let members = directory.members(&scope);
    let shown: Vec<usize> = members
        .iter()
        .copied()
        .skip((place.number - 1) * PROVIDERS)
        .take(PROVIDERS)
        .collect();
    let providers: Vec<&Provider> = shown
        .iter()
        .filter_map(|index| directory.providers.get(*index).copied())
        .collect();
    let area = desk.site().lists.item(ListName::Areas, place.area);
    let area = area.map_or_else(|| place.area.to_string(), |item| item.name.clone());
    let name = desk.wording.fill("listing.title.areas", &[("name", &area)]);
    let part = part_name(desk, place, &providers);
    let view = BookletView {
        part: part.clone(),
        count: desk.wording.count("listing.count", members.len()),
        order: desk.wording.count("listing.order", members.len()),
        team: ways(desk),
        worried: safety_views(desk, Some(place.area)),
        contents: contents(desk, &providers),
        entries_html: shown
            .iter()
            .map(|index| desk.booklet_entry(*index))
            .collect::<Result<Vec<_>, _>>()?,
        others: others(desk, place),
        name: name.clone(),
    };
    let mut title = desk.wording.fill("booklet.title", &[("area", &area)]);
    if place.number > 1 {
        let number = place.number.to_string();
        let parts = place.parts.to_string();
        let values = [("title", title.as_str()), ("n", &number), ("of", &parts)];
        title = desk.wording.fill("booklet.part_title", &values);
    }
    let mut parts = Parts::new(&view, title);
    parts.description = Some(desk.wording.fill("booklet.description", &[("area", &area)]));
    parts.above = vec![
        link_to(desk, "menu.areas", &desk.routes().list(ListName::Areas)),
        link_to_list(desk, &area, &scope),
    ];
    parts.check_after = providers.iter().filter_map(|one| one.next_review).min();
    parts.print_size = "paper--larger";
    Ok(parts)
}

/// The number of a part, and the first and the last name in it.
fn part_name(
    desk: &Desk<'_, '_>,
    place: &PartOfBooklet<'_>,
    providers: &[&Provider],
) -> Option<String> {
    let (first, last) = (providers.first()?, providers.last()?);
    (place.parts > 1).then(|| {
        desk.wording.fill(
            "booklet.part",
            &[
                ("n", &place.number.to_string()),
                ("of", &place.parts.to_string()),
                ("first", &first.name),
                ("last", &last.name),
            ],
        )
    })
}

fn others(desk: &Desk<'_, '_>, place: &PartOfBooklet<'_>) -> Vec<LinkView> {
    (1..=place.parts)
        .filter(|number| *number != place.number)
        .map(|number| {
            let values = [
                ("n", &*number.to_string()),
                ("of", &place.parts.to_string()),
            ];
            LinkView {
                name: desk.wording.fill("booklet.other_part", &values),
                href: desk.link(&desk.routes().booklet(place.area, number)),
            }
        })
        .collect()
}

/// The kinds of help, in the order of the list of services: a group of services, or a service that
/// has no group.
fn contents(desk: &Desk<'_, '_>, providers: &[&Provider]) -> Vec<KindView> {
    let mut kinds: Vec<(&str, Vec<&Id>)> = Vec::new();
    for item in desk.site().shown_items(ListName::Services) {
        let name = item.group.as_deref().unwrap_or(&item.name);
        match kinds.iter_mut().find(|(known, _)| *known == name) {
            Some((_, services)) => services.push(&item.id),
            None => kinds.push((name, vec![&item.id])),
        }
    }
    kinds
        .into_iter()
        .map(|(name, services)| KindView {
            name: name.to_owned(),
            providers: providers
                .iter()
                .filter(|provider| services.iter().any(|id| provider.services.contains(id)))
                .map(|provider| LinkView {
                    name: provider.name.clone(),
                    href: format!("#{}", anchor(provider)),
                })
                .collect(),
        })
        .filter(|kind| !kind.providers.is_empty())
        .collect()
}

/// The entry of one provider. It holds no link to another page, so it is the same in every booklet.
pub(crate) fn entry_view(desk: &Desk<'_, '_>, provider: &Provider) -> EntryView {
    let row = |string, list, ids: &[Id]| row_fact(desk, string, list, ids);
    let mut facts = vec![
        row("booklet.what", ListName::Services, &provider.services),
        row("facts.who_for", ListName::Needs, &provider.needs),
        row("facts.ages", ListName::Ages, &provider.ages),
        price_fact(desk, provider),
        names_fact(
            desk,
            "facts.pay_ways",
            ListName::PayWays,
            &provider.pay_ways,
        ),
        availability_fact(desk, provider),
    ];
    let contact = reach::contact(desk, provider).into_iter();
    facts.extend(contact.filter(|fact| CONTACT.contains(&fact.key())));
    EntryView {
        anchor: anchor(provider),
        name: provider.name.clone(),
        kinds: desk.kinds_in_a_row(provider),
        summary: provider.summary.clone(),
        status: late_claim(desk, provider),
        facts,
    }
}

/// How many parts the booklet of an area has. None when nobody works there.
pub(crate) fn number_of_parts(members: usize) -> usize {
    members.div_ceil(PROVIDERS)
}

/// The link to the booklet of an area, unless nobody works there.
pub(crate) fn link(desk: &Desk<'_, '_>, scope: &Scope) -> Option<LinkView> {
    let Scope::Of(ListName::Areas, area) = scope else {
        return None;
    };
    (desk.number_on(scope) > 0)
        .then(|| link_to(desk, "booklet.print", &desk.routes().booklet(area, 1)))
}

/// The booklets of all areas, by the names of the areas.
pub(crate) fn all(desk: &Desk<'_, '_>) -> Vec<LinkView> {
    desk.site()
        .shown_items(ListName::Areas)
        .filter_map(|area| {
            let scope = Scope::Of(ListName::Areas, area.id.clone());
            let booklet = link(desk, &scope)?;
            let values = [("area", area.name.as_str())];
            Some(LinkView {
                name: desk.wording.fill("booklet.title", &values),
                ..booklet
            })
        })
        .collect()
}
