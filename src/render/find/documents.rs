//! Every page that a search can find -> what it says, and its card.

use super::near::public_outward;
use super::{Entry, shortened};
use crate::model::document::{Block, Document as Writing, Inline};
use crate::model::lists::{Item, ListName};
use crate::model::page::Shelf;
use crate::model::provider::{AvailabilityState, Provider};
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::directory::Rank;
use crate::render::views::standing::status_claim;
use crate::routes::{Address, LISTED, Question, Scope};
use crate::search::{Document, FacetValue};

/// With more providers the search has lists for each place.
const LARGE: usize = 20_000;

/// The filter whose values have lists of their own, on a large site: that of places.
pub(super) fn split_by(desk: &Desk<'_, '_>) -> Option<usize> {
    let is_large = desk.renderer.directory.providers.len() > LARGE;
    let mut filters = FACETS.iter();
    let places = filters.position(|(_, list)| *list == Some(ListName::Areas));
    places.filter(|_| is_large)
}

/// The filters with the lists of their values. Those without a list have one value, or few.
pub(super) const FACETS: [(&str, Option<ListName>); 11] = [
    ("services", Some(ListName::Services)),
    ("needs", Some(ListName::Needs)),
    ("areas", Some(ListName::Areas)),
    ("kinds", Some(ListName::Kinds)),
    ("ages", Some(ListName::Ages)),
    ("pay_ways", Some(ListName::PayWays)),
    ("access", Some(ListName::Access)),
    ("communication", Some(ListName::Communication)),
    ("languages", Some(ListName::Languages)),
    ("space", None),
    ("checks", None),
];

/// The values of a filter: the id of each and its name.
pub(super) fn facet_items(desk: &Desk<'_, '_>, facet: usize) -> Vec<(String, String)> {
    match FACETS.get(facet) {
        Some((_, Some(list))) => {
            let items = desk.site().lists.get(*list).items().iter();
            items
                .map(|item| (item.id.to_string(), item.name.clone()))
                .collect()
        }
        Some((key, None)) => {
            let name = desk.wording.text(&format!("search.{key}_now"));
            vec![("now".to_owned(), name.to_owned())]
        }
        None => Vec::new(),
    }
}

/// Every page with what it says. Providers come first, by area and then from A to Z. On large sites those
/// that work in the same areas stand together, so that the list of an area is short.
pub(super) fn all(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
    let mut all = providers(desk);
    all.extend(lists(desk));
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

fn providers(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
    let directory = &desk.renderer.directory;
    let areas = desk.site().lists.get(ListName::Areas).items();
    let place = |id: &Id| {
        let place = areas.iter().position(|area| area.id == *id);
        place.unwrap_or(areas.len())
    };
    let is_large = split_by(desk).is_some();
    let places = |provider: &Provider| {
        let most = if is_large { provider.areas.len() } else { 1 };
        let ids = provider.areas.iter().take(most);
        let mut places: Vec<usize> = ids.map(place).collect();
        places.sort_unstable();
        places
    };
    let mut ranked: Vec<(Vec<usize>, &Provider, Rank)> = directory
        .providers
        .iter()
        .enumerate()
        .map(|(index, provider)| (places(provider), *provider, directory.rank(index)))
        .filter(|(.., rank)| *rank < Rank::Nowhere)
        .collect();
    // They stand from A to Z already, and the sort keeps that.
    ranked.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    ranked
        .into_iter()
        .map(|(_, provider, rank)| one_provider(desk, provider, rank))
        .collect()
}

fn one_provider(desk: &Desk<'_, '_>, provider: &Provider, rank: Rank) -> (Entry, Document) {
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
        let items: &[Item] = list.map_or(&[], |list| desk.site().lists.get(list).items());
        let named = items
            .iter()
            .enumerate()
            .filter(|(_, item)| ids(key).contains(&item.id));
        values.extend(named.map(|(value, _)| FacetValue { facet, value }));
        let is_so = (*key == "space" && has_space) || (*key == "checks" && rank == Rank::InDate);
        values.extend(is_so.then_some(FacetValue { facet, value: 0 }));
    }
    values
}

/// The pages of the items of lists: all providers for a kind of help, a need, a place.
fn lists(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
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
fn texts(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
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

fn criteria(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
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

fn sheets(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
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
fn tools(desk: &Desk<'_, '_>) -> Vec<(Entry, Document)> {
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

/// The words of a piece of writing.
fn words_of(writing: &Writing, words: &mut Vec<String>) {
    for block in &writing.blocks {
        words_of_block(block, words);
    }
}

fn words_of_block(block: &Block, words: &mut Vec<String>) {
    match block {
        Block::Heading { content, .. }
        | Block::Paragraph(content)
        | Block::Idea { content, .. } => {
            words.push(line(content));
        }
        Block::List { items, .. } => {
            items
                .iter()
                .flatten()
                .for_each(|block| words_of_block(block, words));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| words_of_block(block, words)),
        Block::Table { head, rows } => {
            let cells = head.iter().chain(rows.iter().flatten());
            words.extend(cells.map(|cell| line(cell)));
        }
        Block::Preformatted(text) => words.push(text.clone()),
    }
}

fn line(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Strong(inside) | Inline::Emphasis(inside) => text.push_str(&line(inside)),
            Inline::Link { content, .. } => text.push_str(&line(content)),
            Inline::Break => text.push(' '),
        }
    }
    text
}
