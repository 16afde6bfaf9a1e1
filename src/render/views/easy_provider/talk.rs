//! How to talk to a provider: each way to reach it, when, and only as much of its place as may be
//! public.

use super::idea::{Idea, Lead, named};
use super::sections::ended;
use crate::model::provider::{Provider, PublicLocation};
use crate::render::Desk;
use crate::render::views::LinkView;
use crate::render::views::reach::{Ways, address, opening_times, ways};

/// The first way to reach the provider that these words name: its phone number, its number for text
/// messages, or its email address.
pub(super) fn first_way(provider: &Provider, words: &str) -> Option<String> {
    let contact = &provider.contact;
    let phone = contact.phone.as_ref().map(ToString::to_string);
    let text = contact.text.as_ref().map(ToString::to_string);
    let email = contact.email.as_ref();
    let email = email.map(|email| email.as_str().to_owned());
    let mut ways = phone.into_iter().chain(text).chain(email);
    ways.find(|way| words.contains(way))
}

/// Every way to reach a provider. Its own blocks about a way take the place of the theme's words.
pub(super) fn talk(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let Ways {
        phone,
        text,
        text_relay,
        email,
        website,
    } = ways(desk, provider);
    let mut ideas = Vec::new();
    if let Some(best) = &provider.contact.best_way {
        let idea = Idea::string(desk, "talking", "easy_provider.talk.best_way");
        ideas.push(idea.and(&ended(desk, best)));
    }
    // One number may be for calls and for text messages. Own blocks about it come once, with the call.
    let mut named_before: Vec<String> = Vec::new();
    let mut add = |picture: &str, string: &str, link: Option<LinkView>| {
        if let Some(link) = link {
            let mut found = Vec::new();
            if !named_before.contains(&link.name) {
                found = own(desk, provider, picture, &link.name);
                named_before.push(link.name.clone());
            }
            if found.is_empty() {
                found.push(Idea::string(desk, picture, string));
            }
            let linked = found.into_iter().map(|idea| idea.with_link(link.clone()));
            ideas.extend(linked);
        }
    };
    add("phone", "easy_provider.talk.phone", phone);
    add("text-message", "easy_provider.talk.text", text);
    add("email", "easy_provider.talk.email", email);
    add("website", "easy_provider.talk.website", website);
    if let Some(link) = text_relay {
        let idea = Idea {
            term: Some(
                desk.wording
                    .text("easy_provider.talk.text_relay")
                    .to_owned(),
            ),
            ..Idea::string(desk, "computer", "easy_provider.talk.text_relay_meaning")
        };
        ideas.push(idea.with_link(link));
    }
    let lead = Lead {
        first: "easy_provider.talk.times",
        more: "easy_provider.talk.more_times",
        picture: "clock",
    };
    ideas.extend(named(desk, &lead, opening_times(desk, provider)));
    ideas.extend(place(desk, provider));
    ideas
}

/// The provider's own blocks about one way to reach it.
fn own(desk: &Desk<'_, '_>, provider: &Provider, picture: &str, shown: &str) -> Vec<Idea> {
    let blocks = provider.easy_read.iter();
    blocks
        .filter(|block| first_way(provider, &block.words).as_deref() == Some(shown))
        .map(|block| {
            Idea::new(picture, block.words.as_str()).with_picture(desk, block.picture.as_ref())
        })
        .collect()
}

/// Its address as far as it is public.
fn place(desk: &Desk<'_, '_>, provider: &Provider) -> Option<Idea> {
    let contact = &provider.contact;
    let lines = address(desk, contact);
    if lines.is_empty() {
        return None;
    }
    Some(match contact.public_location {
        PublicLocation::Full => Idea {
            lines,
            ..Idea::string(desk, "place", "easy_provider.talk.address")
        },
        PublicLocation::Outward => Idea::new("place", lines.join(" ")),
        PublicLocation::Area => Idea::new("privacy", lines.join(" ")),
    })
}
