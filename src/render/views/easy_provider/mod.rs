//! A provider in Easy Read: sections of pictures with short sentences, put together from its facts
//! and its own Easy Read blocks, on pages that are short enough.

mod checks;
mod cut;
mod idea;
mod reduced;
mod sections;
mod talk;

use serde::Serialize;

use super::pages::{PagesView, pages};
use super::{LinkView, Parts, link_to};
use crate::model::provider::Provider;
use crate::render::Desk;
use crate::render::templates::shared;
use crate::routes::Scope;

use cut::{Piece, cut};
use idea::Idea;
pub(crate) use idea::Section;
pub(crate) use sections::sections;

/// What one Easy Read page of a provider may see.
#[derive(Debug, Serialize)]
struct EasyProviderView {
    /// The fixed name, for the shortlist.
    id: String,
    /// The name, for the shortlist.
    name: String,
    /// The sections of this page.
    sections: Vec<SectionView>,
    /// The sections of all pages, with links. Empty if there is one page only.
    parts: Vec<LinkView>,
    /// The other pages. None if there is one page only.
    pages: Option<PagesView>,
}

/// Ideas under a heading.
#[derive(Debug, Serialize)]
struct SectionView {
    /// Its `id` on the page.
    anchor: String,
    /// Its heading.
    title: String,
    /// Its pictures with their sentences.
    ideas: Vec<IdeaView>,
}

/// One idea: a picture, and a few words beside it.
#[derive(Debug, Serialize)]
struct IdeaView {
    /// The picture. May be empty.
    picture_html: String,
    /// A hard word, shown in bold before its meaning.
    term: Option<String>,
    /// One or two short sentences.
    words: String,
    /// Names in a short list.
    names: Vec<String>,
    /// Lines such as those of an address.
    lines: Vec<String>,
    /// What a person can do.
    link: Option<LinkView>,
    /// Where a fact comes from.
    notes: Vec<String>,
    /// What the words are about, as one word for styles. May be empty.
    state: &'static str,
    /// The words of later days, for the script. May be empty.
    ages: String,
    /// The picture that belongs to the later words. May be empty.
    later_picture_html: String,
}

/// How many pages a provider's Easy Read fills.
pub(crate) fn number_of_pages(desk: &Desk<'_, '_>, provider: &Provider) -> usize {
    cut(&lengths(&desk.easy_sections(provider))).len()
}

/// Page `number`, from 1, of `of`.
pub(crate) fn easy_provider(
    desk: &Desk<'_, '_>,
    provider: &Provider,
    (number, of): (usize, usize),
) -> Parts {
    let sections = desk.easy_sections(provider);
    let cut = cut(&lengths(&sections));
    let here = cut.get(number - 1).map(Vec::as_slice).unwrap_or_default();
    let routes = desk.routes();
    let view = EasyProviderView {
        id: provider.id.to_string(),
        name: provider.name.clone(),
        sections: here
            .iter()
            .filter_map(|piece| section_view(desk, &sections, piece))
            .collect(),
        parts: parts(desk, provider, &sections, &cut),
        pages: pages(desk, "easy_provider.pages", (number, of), |number| {
            routes.easy_provider(&provider.id, number)
        }),
    };
    let mut parts = Parts::new(&view, title(desk, provider, number, of));
    parts.description = Some(provider.summary.clone());
    parts.above = vec![link_to(
        desk,
        "menu.providers",
        &routes.listing(&Scope::All, 1),
    )];
    parts.check_after = provider.next_review;
    parts.switch = Some(link_to(
        desk,
        "easy.to_full",
        &routes.provider(&provider.id),
    ));
    parts
}

/// What the Easy Read page of a reduced listing may see.
#[derive(Debug, Serialize)]
struct EasyReducedView {
    /// Its pictures with their sentences.
    ideas: Vec<IdeaView>,
}

/// The Easy Read page of a listing of which only the name and the status are shown.
pub(crate) fn easy_reduced(
    desk: &Desk<'_, '_>,
    provider: &Provider,
    (number, of): (usize, usize),
) -> Parts {
    let ideas = reduced::ideas(desk, provider);
    let view = EasyReducedView {
        ideas: ideas.iter().map(|idea| idea_view(desk, idea)).collect(),
    };
    let mut parts = super::reduced::reduced(desk, provider, true);
    parts.view = shared(&view);
    parts.title = numbered(desk, parts.title, number, of);
    parts
}

/// Links to the sections of all pages.
fn parts(
    desk: &Desk<'_, '_>,
    provider: &Provider,
    sections: &[Section],
    pages: &[Vec<Piece>],
) -> Vec<LinkView> {
    if pages.len() < 2 {
        return Vec::new();
    }
    let pieces = pages.iter().enumerate();
    pieces
        .flat_map(|(index, page)| page.iter().map(move |piece| (index + 1, piece)))
        .filter(|(_, piece)| piece.ideas.start == 0)
        .filter_map(|(number, piece)| {
            let section = sections.get(piece.section)?;
            let page = desk.routes().easy_provider(&provider.id, number);
            Some(LinkView {
                name: section.title(desk),
                href: desk.links.to_anchor(&page, &section.anchor()),
            })
        })
        .collect()
}

fn lengths(sections: &[Section]) -> Vec<usize> {
    sections.iter().map(|section| section.ideas.len()).collect()
}

/// The title of each page is its own.
fn title(desk: &Desk<'_, '_>, provider: &Provider, number: usize, of: usize) -> String {
    let wording = desk.wording;
    let title = wording.fill("easy.title", &[("title", &provider.name)]);
    numbered(desk, title, number, of)
}

/// The title with the number of the page, unless it is the first.
fn numbered(desk: &Desk<'_, '_>, title: String, number: usize, of: usize) -> String {
    if number == 1 {
        return title;
    }
    let (number, of) = (number.to_string(), of.to_string());
    let values = [("title", title.as_str()), ("n", &number), ("of", &of)];
    desk.wording.fill("easy_provider.page_title", &values)
}

fn section_view(desk: &Desk<'_, '_>, sections: &[Section], piece: &Piece) -> Option<SectionView> {
    let section = sections.get(piece.section)?;
    let ideas = section.ideas.get(piece.ideas.clone())?;
    Some(SectionView {
        anchor: section.anchor(),
        title: section.title(desk),
        ideas: ideas.iter().map(|idea| idea_view(desk, idea)).collect(),
    })
}

fn idea_view(desk: &Desk<'_, '_>, idea: &Idea) -> IdeaView {
    IdeaView {
        picture_html: desk.picture(idea.picture.as_ref()),
        term: idea.term.clone(),
        words: idea.words.clone(),
        names: idea.names.clone(),
        lines: idea.lines.clone(),
        link: idea.link.clone(),
        notes: idea.notes.clone(),
        state: idea.state,
        ages: idea.ages.clone(),
        later_picture_html: desk.picture(idea.later_picture.as_ref()),
    }
}
