//! A listing of which only the name, the status and who to ask are shown, so that old links live on;
//! and pages of which no words may be shown for now.

use serde::Serialize;

use super::claim::Claim;
use super::facts::FactView;
use super::provider::how_we_check;
use super::service_pages::ways;
use super::standing::{status_claim, was_checked};
use super::{LinkView, Parts, link_to};
use crate::model::checks::DepartureKind;
use crate::model::lists::ListName;
use crate::model::page::{Shelf, TextKey};
use crate::model::provider::Provider;
use crate::render::Desk;
use crate::routes::Scope;
use crate::vetting::status::{Shown, Status};

/// The most similar providers that are named.
const MOST_SIMILAR: usize = 5;

/// What a reduced page may see.
#[derive(Debug, Serialize)]
struct ReducedView {
    /// Its kinds in a row. May be empty.
    kinds: String,
    /// Where the listing stands.
    status: Claim,
    /// What that means for people.
    words: String,
    /// What to do now, for people who used a provider that has closed.
    what_now: Option<LinkView>,
    /// Providers who do much the same.
    similar: Vec<LinkView>,
    /// How to reach the team.
    team: Vec<FactView>,
    /// How providers are checked, and how they can appeal.
    how_we_check: Option<LinkView>,
}

/// The page of a provider whose listing is reduced, for the longer page and for Easy Read alike.
pub(crate) fn reduced(desk: &Desk<'_, '_>, provider: &Provider, is_easy: bool) -> Parts {
    let is_named = desk.shown(provider) == Shown::Reduced;
    let view = ReducedView {
        kinds: if is_named {
            desk.kinds_in_a_row(provider)
        } else {
            String::new()
        },
        status: status_claim(desk, provider).unwrap_or_default(),
        words: words(desk, provider),
        what_now: what_now(desk, provider),
        similar: similar(desk, provider),
        team: ways(desk),
        how_we_check: how_we_check(desk),
    };
    let name = if is_named {
        provider.name.as_str()
    } else {
        desk.wording.text("reduced.nameless")
    };
    let title = if is_easy {
        desk.wording.fill("easy.title", &[("title", name)])
    } else {
        name.to_owned()
    };
    let mut parts = Parts::new(&view, title);
    parts.description = Some(view.status.words);
    let all = desk.routes().listing(&Scope::All, 1);
    parts.above = vec![link_to(desk, "menu.providers", &all)];
    let (string, other) = if is_easy {
        ("easy.to_full", desk.routes().provider(&provider.id))
    } else {
        ("easy.to_easy", desk.routes().easy_provider(&provider.id, 1))
    };
    parts.switch = Some(link_to(desk, string, &other));
    parts
}

/// The words that the two groups chose, or those of the theme.
pub(crate) fn words(desk: &Desk<'_, '_>, provider: &Provider) -> String {
    let today = desk.renderer.options.today;
    let standing = desk.prospect(provider).now;
    let record = desk.site().record(&provider.id);
    let own = record.and_then(|record| match standing.status {
        Status::Paused => record.pause_on(today)?.words.clone(),
        Status::Left => record.left.as_ref()?.words.clone(),
        Status::Removed => record.removed.as_ref()?.words.clone(),
        _ => None,
    });
    own.unwrap_or_else(|| {
        let word = match standing.status {
            Status::Left if has_closed(desk, provider) => "closed",
            Status::CheckOver if !was_checked(desk, provider) => "never_checked",
            status => status.word(),
        };
        desk.wording.text(&format!("reduced.{word}")).to_owned()
    })
}

fn has_closed(desk: &Desk<'_, '_>, provider: &Provider) -> bool {
    let record = desk.site().record(&provider.id);
    let left = record.and_then(|record| record.left.as_ref());
    left.is_some_and(|left| left.why == DepartureKind::Closed)
}

/// The guide that the list of kinds names for people whose provider has closed.
pub(crate) fn what_now(desk: &Desk<'_, '_>, provider: &Provider) -> Option<LinkView> {
    let has_left = desk.prospect(provider).now.status == Status::Left;
    if !has_left || !has_closed(desk, provider) {
        return None;
    }
    let kinds = desk.items(ListName::Kinds, &provider.kinds);
    let guide = kinds.iter().find_map(|kind| kind.when_closed.clone())?;
    let key = TextKey {
        shelf: Shelf::Guides,
        id: guide,
        language: desk.language.clone(),
        easy: false,
    };
    let text = desk.site().texts.get(&key)?;
    Some(LinkView {
        name: text.title.clone(),
        href: desk.link(&desk.routes().text(&key)),
    })
}

/// Providers who give the most of the same services in one of the same places, and whose checks are
/// in date. From A to Z among those alike.
pub(crate) fn similar(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<LinkView> {
    let directory = &desk.renderer.directory;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for area in &provider.areas {
        let scope = Scope::Of(ListName::Areas, area.clone());
        for index in directory.in_date(&scope) {
            let Some(other) = directory.providers.get(index) else {
                continue;
            };
            let alike = other
                .services
                .iter()
                .filter(|service| provider.services.contains(service))
                .count();
            let is_new = !found.iter().any(|(_, known)| *known == index);
            if alike > 0 && is_new && other.id != provider.id {
                found.push((alike, index));
            }
        }
    }
    found.sort_by_key(|(alike, index)| (std::cmp::Reverse(*alike), *index));
    let similar = found.into_iter().take(MOST_SIMILAR);
    similar
        .filter_map(|(_, index)| directory.providers.get(index))
        .map(|other| LinkView {
            name: other.name.clone(),
            href: desk.link(&desk.routes().provider(&other.id)),
        })
        .collect()
}

/// What a page may see of which no words may be shown.
#[derive(Debug, Serialize)]
struct HeldView {
    /// How to reach the team.
    team: Vec<FactView>,
}

/// A written page or sheet of which no words may be shown for now.
pub(crate) fn held(desk: &Desk<'_, '_>) -> Parts {
    let view = HeldView { team: ways(desk) };
    Parts::new(&view, desk.wording.text("held.title"))
}
