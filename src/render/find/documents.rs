//! Every page that a search can find -> what it says, and its card.

use super::filters::{FACETS, split_by};
use super::near::public_outward;
use super::writing::shortened;
use super::writing::words_of;
use super::{Entry, Page, joined};
use crate::model::lists::{Item, ListName};
use crate::model::page::Shelf;
use crate::model::provider::{AvailabilityState, Provider};
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::directory::{Rank, sort_key};
use crate::render::views::standing::status_claim;
use crate::routes::{Address, LISTED, Question, Scope};
use crate::search::{Document, FacetValue};

/// A provider with what decides its place among all: by area, then those with checks in date, then from A to Z. What its
/// page says is made when it is its turn, so that the words of all pages are never in memory together.
pub(super) struct Placed<'d> {
    pub(super) places: Vec<usize>,
    pub(super) rank: Rank,
    pub(super) name: &'d str,
    pub(super) page: Box<dyn FnOnce() -> Page + 'd>,
}

/// Every page of this site with what it says.
pub(super) fn own<'d>(desk: &'d Desk<'_, '_>) -> impl Iterator<Item = Page> + use<'d> {
    let providers = providers(desk, split_by(desk).is_some()).into_iter();
    providers.map(|placed| (placed.page)()).chain(others(desk))
}

/// Every page that the search finds, with what it says. Providers come first, by area and then from A to Z. On large
/// sites those that work in the same areas stand together, so that the list of an area is short.
pub(super) fn all<'d>(desk: &'d Desk<'_, '_>) -> impl Iterator<Item = Page> + use<'d> {
    let is_large = split_by(desk).is_some();
    let mut providers = providers(desk, is_large);
    if !desk.site().joined.is_empty() {
        providers.extend(joined::providers(desk, is_large));
        providers.sort_by_cached_key(|placed| {
            (placed.places.clone(), placed.rank, sort_key(placed.name))
        });
    }
    let others = others(desk);
    let texts = joined::texts(desk, &others);
    let providers = providers.into_iter().map(|placed| (placed.page)());
    providers.chain(others).chain(texts)
}

/// The pages of this site but for those of providers.
fn others(desk: &Desk<'_, '_>) -> Vec<Page> {
    let mut all = lists(desk);
    all.extend(texts(desk));
    all.extend(criteria(desk));
    all.extend(sheets(desk));
    all.extend(tools(desk));
    all
}

fn entry(desk: &Desk<'_, '_>, address: &Address, name: &str, kind: &str, summary: &str) -> Entry {
    Entry {
        address: address.to_string(),
        href: desk.link(address),
        is_own: true,
        name: name.to_owned(),
        kind: kind.to_owned(),
        summary: shortened(summary),
        standing: None,
        outward: None,
    }
}

fn kind<'d>(desk: &'d Desk<'_, '_>, word: &str) -> &'d str {
    desk.wording.text(&format!("search.kinds.{word}"))
}

fn providers<'d>(desk: &'d Desk<'_, '_>, is_large: bool) -> Vec<Placed<'d>> {
    let directory = &desk.renderer.directory;
    let areas = desk.site().lists.get(ListName::Areas).items();
    let place = |id: &Id| {
        let place = areas.iter().position(|area| area.id == *id);
        place.unwrap_or(areas.len())
    };
    let places = |provider: &Provider| {
        let most = if is_large { provider.areas.len() } else { 1 };
        let ids = provider.areas.iter().take(most);
        let mut places: Vec<usize> = ids.map(place).collect();
        places.sort_unstable();
        places
    };
    let ranked = directory.providers.iter().enumerate();
    let ranked = ranked.map(|(index, provider)| (provider, directory.rank(index)));
    let ranked = ranked.filter(|(_, rank)| *rank < Rank::Nowhere);
    let mut placed: Vec<Placed<'d>> = ranked
        .map(|(provider, rank)| Placed {
            places: places(provider),
            rank,
            name: &provider.name,
            page: Box::new(move || one_provider(desk, provider, rank)),
        })
        .collect();
    // They stand from A to Z already, and the sort keeps that.
    placed.sort_by(|one, other| one.places.cmp(&other.places));
    placed
}

fn one_provider(desk: &Desk<'_, '_>, provider: &Provider, rank: Rank) -> Page {
    let address = desk.routes().provider(&provider.id);
    let kinds = desk.kinds_in_a_row(provider);
    let is_whole = rank < Rank::Reduced;
    let summary = if is_whole {
        provider.summary.as_str()
    } else {
        ""
    };
    let mut entry = entry(desk, &address, &provider.name, &kinds, summary);
    entry.standing = status_claim(desk, provider);
    if is_whole {
        entry.outward = public_outward(provider).map(str::to_owned);
    }
    let mut document = Document {
        names: vec![provider.name.clone()],
        ..Document::default()
    };
    if is_whole {
        document
            .names
            .extend(provider.also_known_as.iter().cloned());
        labels(desk, provider, &mut document);
        document.text.push(provider.summary.clone());
        words_of(&provider.about, &mut document.text);
        document
            .text
            .extend(provider.prices.iter().map(|price| price.what.clone()));
        document.text.extend(provider.social_value.clone());
        document.facets = values(desk, provider, rank);
    }
    (entry, document)
}

/// What a provider is about, in the words of the lists: their names count more than other words for them.
fn labels(desk: &Desk<'_, '_>, provider: &Provider, document: &mut Document) {
    let lists = [
        (ListName::Kinds, &provider.kinds),
        (ListName::Services, &provider.services),
        (ListName::Needs, &provider.needs),
        (ListName::Ages, &provider.ages),
        (ListName::Areas, &provider.areas),
        (ListName::PayWays, &provider.pay_ways),
        (ListName::Access, &provider.access),
        (ListName::Communication, &provider.communication),
        (ListName::Languages, &provider.languages),
    ];
    for (list, ids) in lists {
        for item in desk.items(list, ids) {
            document.labels.push(item.name.clone());
            document.text.extend(item.synonyms.iter().cloned());
        }
    }
    document
        .labels
        .extend(public_outward(provider).map(str::to_owned));
}

/// The values that filters know a provider by.
fn values(desk: &Desk<'_, '_>, provider: &Provider, rank: Rank) -> Vec<FacetValue> {
    let ids = |key: &str| -> &[Id] {
        match key {
            "services" => &provider.services,
            "needs" => &provider.needs,
            "areas" => &provider.areas,
            "kinds" => &provider.kinds,
            "ages" => &provider.ages,
            "pay_ways" => &provider.pay_ways,
            "access" => &provider.access,
            "communication" => &provider.communication,
            "languages" => &provider.languages,
            _ => &[],
        }
    };
    let room = provider.availability.as_ref().map(|one| one.state);
    let has_space = matches!(room, Some(AvailabilityState::Open));
    let mut values = Vec::new();
    for (facet, (key, list)) in FACETS.iter().enumerate() {
        if let Some(list) = list {
            // In the order of the provider: its first place comes first.
            let known = desk.site().lists.get(*list);
            let places = ids(key).iter().filter_map(|id| known.position(id));
            values.extend(places.map(|value| FacetValue { facet, value }));
        }
        let is_so = (*key == "space" && has_space) || (*key == "checks" && rank == Rank::InDate);
        values.extend(is_so.then_some(FacetValue { facet, value: 0 }));
    }
    values
}

/// The pages of the items of lists: all providers for a kind of help, a need, a place.
fn lists(desk: &Desk<'_, '_>) -> Vec<Page> {
    let item = |list: ListName, item: &Item| {
        let scope = Scope::Of(list, item.id.clone());
        let address = desk.routes().listing(&scope, 1);
        let explanation = item.explanation.as_deref().unwrap_or_default();
        let document = Document {
            names: vec![item.name.clone()],
            labels: item.synonyms.clone(),
            text: vec![explanation.to_owned()],
            ..Document::default()
        };
        (
            entry(desk, &address, &item.name, kind(desk, "list"), explanation),
            document,
        )
    };
    let items = |list| desk.site().shown_items(list).map(move |one| (list, one));
    LISTED
        .into_iter()
        .flat_map(items)
        .map(|(list, one)| item(list, one))
        .collect()
}

/// Guides and other written pages.
fn texts(desk: &Desk<'_, '_>) -> Vec<Page> {
    let main = &desk.site().settings.language;
    let mut all = Vec::new();
    for (key, text) in &desk.site().texts {
        let is_home = key.shelf == Shelf::Pages && key.id.as_str() == "home";
        if key.easy || key.language != *main || is_home {
            continue;
        }
        let word = if key.shelf == Shelf::Guides {
            "guide"
        } else {
            "page"
        };
        let summary = text.summary.as_deref().unwrap_or_default();
        let address = desk.routes().text(key);
        let mut document = Document {
            names: vec![text.title.clone()],
            labels: text.topic.iter().cloned().collect(),
            text: vec![summary.to_owned()],
            ..Document::default()
        };
        words_of(&text.body, &mut document.text);
        all.push((
            entry(desk, &address, &text.title, kind(desk, word), summary),
            document,
        ));
    }
    all
}

fn criteria(desk: &Desk<'_, '_>) -> Vec<Page> {
    let one = |criterion: &crate::model::criterion::Criterion| {
        let summary = criterion.summary.as_deref().unwrap_or_default();
        let address = desk.routes().criterion(&criterion.id, false);
        let mut document = Document {
            names: vec![criterion.name.clone()],
            text: vec![summary.to_owned()],
            ..Document::default()
        };
        words_of(&criterion.why, &mut document.text);
        words_of(&criterion.how, &mut document.text);
        (
            entry(
                desk,
                &address,
                &criterion.name,
                kind(desk, "criterion"),
                summary,
            ),
            document,
        )
    };
    desk.site().criteria.iter().map(one).collect()
}

fn sheets(desk: &Desk<'_, '_>) -> Vec<Page> {
    let one = |sheet: &crate::model::sheet::Sheet| {
        let summary = sheet.summary.as_deref().unwrap_or_default();
        let address = desk.routes().sheet(&sheet.id);
        let mut text = vec![summary.to_owned()];
        for part in &sheet.parts {
            text.push(part.heading.clone());
            text.extend(part.words.iter().cloned());
            text.extend(part.questions.iter().map(|question| question.ask.clone()));
            text.extend(part.ticks.iter().cloned());
        }
        let document = Document {
            names: vec![sheet.title.clone()],
            text,
            ..Document::default()
        };
        (
            entry(desk, &address, &sheet.title, kind(desk, "sheet"), summary),
            document,
        )
    };
    desk.site().sheets.values().map(one).collect()
}

/// Pages that the site makes itself.
fn tools(desk: &Desk<'_, '_>) -> Vec<Page> {
    let site = desk.site();
    let main = &site.settings.language;
    let mut pages = vec![
        (
            desk.routes().shortlist(),
            "shortlist.title",
            "shortlist.lead",
        ),
        (desk.renderer.looks(main), "look.title", "look.lead"),
        (
            desk.routes().question(&Question::Help),
            "find.help.title",
            "find.start",
        ),
        (desk.routes().credits(), "credits.title", "credits.title"),
    ];
    if site.statement.is_some() {
        pages.push((
            desk.routes().statement(),
            "statement.title",
            "statement.title",
        ));
    }
    if !site.criteria.is_empty() {
        pages.push((desk.routes().criteria(), "criteria.title", "criteria.lead"));
    }
    if desk.page_text("contact").is_none() {
        pages.push((desk.routes().contact(), "contact.title", "contact.title"));
    }
    let page = |(address, title, summary): (Address, &str, &str)| {
        let (title, words) = (desk.wording.text(title), desk.wording.text(summary));
        let summary = if words == title { "" } else { words };
        let document = Document {
            names: vec![title.to_owned()],
            text: vec![summary.to_owned()],
            ..Document::default()
        };
        (
            entry(desk, &address, title, kind(desk, "tool"), summary),
            document,
        )
    };
    pages.into_iter().map(page).collect()
}
