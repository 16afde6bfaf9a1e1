//! Written pages: guides, their list, other pages, and Easy Read.

use serde::Serialize;

use super::claim::{Claim, Later};
use super::{LinkView, Parts, agreed, due, link_to, link_to_list};
use crate::model::days::days_later;
use crate::model::document::{Block, Document, Inline, plain_text};
use crate::model::lists::ListName;
use crate::model::page::{Shelf, Text, TextKey};
use crate::model::values::Date;
use crate::render::Desk;
use crate::routes::Scope;

/// What a written page may see.
#[derive(Debug, Serialize)]
struct TextView {
    /// The first words.
    lead: Option<String>,
    /// Whether it is open, for a survey, an event or a call.
    open: Option<Claim>,
    /// Its picture. May be empty.
    picture_html: String,
    /// The words of the page.
    body_html: String,
    /// The headings of a long page, with links to them.
    contents: Vec<LinkView>,
    /// Lists of providers that the page is about.
    related: Vec<LinkView>,
    /// When the page was checked, and by whom.
    check: CheckView,
}

/// Who looks after a page, and when it was and will be checked.
#[derive(Debug, Serialize)]
pub(crate) struct CheckView {
    /// Who looks after it.
    owner: Option<String>,
    /// When it was checked, in a sentence.
    last: Option<String>,
    /// When it will be checked again, in a sentence.
    next: Option<Claim>,
    /// Who agreed to the words, a sentence for each group.
    agreed: Vec<String>,
}

/// A page has a list of its headings from this many on.
const CONTENTS_FROM: usize = 4;

pub(crate) fn text(desk: &Desk<'_, '_>, key: &TextKey, text: &Text) -> Parts {
    let view = TextView {
        lead: text.summary.clone(),
        open: open(desk, text),
        picture_html: desk.picture(text.picture.as_ref()),
        body_html: desk.writing(&text.body, 2),
        contents: contents(&text.body),
        related: related(desk, text),
        check: check(desk, text),
    };
    let mut parts = Parts::new(&view, &text.title);
    parts.description = text.summary.clone();
    parts.above = above(desk, key);
    parts.switch = switch(desk, key, true);
    parts.check_after = text.next_check;
    parts
}

/// Whether something with an end, such as a survey or an event, is open. It opens and closes by
/// itself.
fn open(desk: &Desk<'_, '_>, text: &Text) -> Option<Claim> {
    let today = desk.renderer.options.today;
    let words = |string: &str, date| desk.wording.dated(&format!("text.{string}"), date);
    let mut claim = Claim::default();
    if let Some(opens) = text.opens {
        claim = Claim::new(words("opens", opens)).about("paused");
    }
    if let Some(closes) = text.closes {
        let open = Later {
            from: text.opens.unwrap_or(today).min(closes),
            state: "open",
            words: words("open_until", closes),
        };
        let closed = Later {
            from: days_later(closes, 1),
            state: "left",
            words: words("closed", closes),
        };
        claim = claim.then(today, open).then(today, closed);
    }
    (!claim.words.is_empty()).then_some(claim)
}

/// What an Easy Read page may see.
#[derive(Debug, Serialize)]
struct EasyView {
    /// Whether it is open, for a survey, an event or a call.
    open: Option<Claim>,
    /// The words of the page.
    body_html: String,
    /// When the page was checked, and by whom.
    check: CheckView,
}

pub(crate) fn easy(desk: &Desk<'_, '_>, key: &TextKey, text: &Text) -> Parts {
    let view = EasyView {
        open: open(desk, text),
        body_html: desk.writing(&text.body, 2),
        check: check(desk, text),
    };
    let title = desk.wording.fill("easy.title", &[("title", &text.title)]);
    let mut parts = Parts::new(&view, title);
    parts.description = text.summary.clone();
    parts.above = above(desk, key);
    parts.switch = switch(desk, key, false);
    parts.check_after = text.next_check;
    parts
}

/// What the list of guides may see.
#[derive(Debug, Serialize)]
struct GuidesView {
    /// The first words.
    lead: String,
    /// The topics.
    topics: Vec<TopicView>,
}

/// Guides under one heading.
#[derive(Debug, Serialize)]
struct TopicView {
    /// Its name.
    name: Option<String>,
    /// Its guides.
    guides: Vec<GuideView>,
}

/// A guide on a list.
#[derive(Debug, Serialize)]
pub(crate) struct GuideView {
    /// Its name.
    name: String,
    /// Where it leads.
    href: String,
    /// What it says, in a sentence.
    summary: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
    /// The Easy Read twin.
    easy: Option<LinkView>,
}

pub(crate) fn guides(desk: &Desk<'_, '_>) -> Parts {
    let mut topics: Vec<TopicView> = Vec::new();
    for (key, text) in sorted_guides(desk) {
        let view = guide_view(desk, key, text);
        match topics.iter_mut().find(|topic| topic.name == text.topic) {
            Some(topic) => topic.guides.push(view),
            None => topics.push(TopicView {
                name: text.topic.clone(),
                guides: vec![view],
            }),
        }
    }
    let view = GuidesView {
        lead: desk.wording.text("guides.lead").to_owned(),
        topics,
    };
    let mut parts = Parts::new(&view, desk.wording.text("guides.title"));
    parts.description = Some(view.lead.clone());
    parts
}

/// The guides in this page's language, in their order.
pub(crate) fn sorted_guides<'s>(desk: &Desk<'_, 's>) -> Vec<(&'s TextKey, &'s Text)> {
    let mut guides: Vec<(&TextKey, &Text)> = desk
        .site()
        .texts
        .iter()
        .filter(|(key, _)| key.shelf == Shelf::Guides && !key.easy && key.language == desk.language)
        .collect();
    guides.sort_by_key(|(key, text)| (text.order, &key.id));
    guides
}

pub(crate) fn guide_view(desk: &Desk<'_, '_>, key: &TextKey, text: &Text) -> GuideView {
    GuideView {
        name: text.title.clone(),
        href: desk.link(&desk.routes().text(key)),
        summary: text.summary.clone(),
        picture_html: desk.picture(text.picture.as_ref()),
        easy: twin(desk, key).map(|twin| LinkView {
            name: desk.wording.fill("guides.easy", &[("title", &text.title)]),
            href: desk.link(&desk.routes().text(&twin)),
        }),
    }
}

/// The Easy Read twin of a text, or the text of an Easy Read twin.
fn twin(desk: &Desk<'_, '_>, key: &TextKey) -> Option<TextKey> {
    let twin = TextKey {
        easy: !key.easy,
        ..key.clone()
    };
    desk.site().texts.contains_key(&twin).then_some(twin)
}

/// The switch between a text and its Easy Read twin, if it has one.
pub(crate) fn switch(desk: &Desk<'_, '_>, key: &TextKey, to_easy: bool) -> Option<LinkView> {
    let string = if to_easy {
        "easy.to_easy"
    } else {
        "easy.to_full"
    };
    twin(desk, key).map(|twin| link_to(desk, string, &desk.routes().text(&twin)))
}

fn above(desk: &Desk<'_, '_>, key: &TextKey) -> Vec<LinkView> {
    match key.shelf {
        Shelf::Guides => vec![link_to(
            desk,
            "menu.guides",
            &desk.routes().guides(&key.language),
        )],
        Shelf::Pages => Vec::new(),
    }
}

fn contents(body: &Document) -> Vec<LinkView> {
    let links: Vec<LinkView> = body
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading {
                level: 2,
                anchor,
                content,
            } => Some(heading_link(anchor, content)),
            _ => None,
        })
        .collect();
    if links.len() < CONTENTS_FROM {
        Vec::new()
    } else {
        links
    }
}

fn heading_link(anchor: &str, content: &[Inline]) -> LinkView {
    LinkView {
        name: plain_text(content),
        href: format!("#{anchor}"),
    }
}

fn related(desk: &Desk<'_, '_>, text: &Text) -> Vec<LinkView> {
    let lists = [
        (ListName::Services, &text.services),
        (ListName::Needs, &text.needs),
    ];
    lists
        .into_iter()
        .flat_map(|(list, ids)| {
            desk.items(list, ids)
                .into_iter()
                .map(move |item| link_to_list(desk, &item.name, &Scope::Of(list, item.id.clone())))
        })
        .collect()
}

pub(crate) fn check(desk: &Desk<'_, '_>, text: &Text) -> CheckView {
    CheckView {
        agreed: agreed(desk, &text.path),
        ..check_view(desk, text.owner.as_ref(), text.last_check, text.next_check)
    }
}

/// Who looks after a page, and its dates, in words.
pub(crate) fn check_view(
    desk: &Desk<'_, '_>,
    owner: Option<&String>,
    last: Option<Date>,
    next: Option<Date>,
) -> CheckView {
    let dated = |string, date: Option<Date>| date.map(|date| desk.wording.dated(string, date));
    CheckView {
        owner: owner.cloned(),
        last: dated("dates.last_check", last),
        next: next.map(|date| due(desk, ["dates.next_check", "dates.next_check_late"], date)),
        agreed: Vec::new(),
    }
}
