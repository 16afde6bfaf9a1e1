//! A provider's facts and its own Easy Read blocks -> sections of ideas. What was not told is left
//! out, and said in one sentence.

use super::idea::{Idea, Lead, MOST_NAMES, Section, are_short, item, items, named, sentences};
use super::{checks, talk};
use crate::model::lists::ListName;
use crate::model::provider::{AvailabilityState, EasyReadBlock, Provider, word_of};
use crate::model::values::Date;
use crate::render::Desk;
use crate::render::views::facts::until_old;
use crate::render::views::{LinkView, link_to};

/// Most ideas for the kinds of help, when the provider's own blocks do not say what it does.
const MOST_HELP: usize = 6;

/// The sections of a provider, in their fixed order. Those without an idea are left out.
pub(crate) fn sections(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Section> {
    let section = |name, ideas| Section { name, ideas };
    let mut sections = vec![
        section("who", who(desk, provider)),
        section("help", help(desk, provider)),
        section("people", people(desk, provider)),
        section("place", place(desk, provider)),
        section("costs", costs(desk, provider)),
        section("room", vec![room(desk, provider)]),
        section("checks", checks::checks(desk, provider)),
        section("talk", talk::talk(desk, provider)),
        section("words", words(desk, provider)),
        section("wrong", wrong(desk)),
        section("more", vec![more(desk, provider)]),
    ];
    sections.retain(|section| !section.ideas.is_empty());
    sections
}

/// Its kinds with what they mean, and whether it is one person.
fn who(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let text = |string: &str| desk.wording.text(string).to_owned();
    let kinds = desk.items(ListName::Kinds, &provider.kinds);
    let mut ideas: Vec<Idea> = kinds
        .iter()
        .map(|kind| item(desk, kind, "people"))
        .collect();
    let is_person = desk.is_person(provider);
    match ideas.first_mut().filter(|first| first.words.is_empty()) {
        Some(first) if is_person => first.words = text("easy_provider.who.person"),
        Some(first) => first.words = text("easy_provider.who.organisation"),
        None if is_person => ideas.push(Idea::string(desk, "person", "easy_provider.who.person")),
        None => {}
    }
    ideas.extend(checks::status_idea(desk, provider));
    ideas
}

/// Where a provider's own block belongs: with the price, with the way that it names, or with what
/// the provider does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Help,
    Costs,
    Talk,
}

fn subject(provider: &Provider, block: &EasyReadBlock) -> Subject {
    if talk::first_way(provider, &block.words).is_some() {
        Subject::Talk
    } else if block.words.contains('£') {
        Subject::Costs
    } else {
        Subject::Help
    }
}

/// The provider's own blocks on a subject.
fn own(desk: &Desk<'_, '_>, provider: &Provider, wanted: Subject, fallback: &str) -> Vec<Idea> {
    let blocks = provider.easy_read.iter();
    blocks
        .filter(|block| subject(provider, block) == wanted)
        .map(|block| {
            Idea::new(fallback, block.words.as_str()).with_picture(desk, block.picture.as_ref())
        })
        .collect()
}

/// Its own blocks, or its summary if that is easy enough; then the kinds of help.
fn help(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let mut ideas = own(desk, provider, Subject::Help, "information");
    let has_own = !ideas.is_empty();
    if !has_own && are_short(&provider.summary) {
        let sentences = sentences(&provider.summary);
        let pairs = sentences.chunks(2);
        ideas.extend(pairs.map(|pair| Idea::new("information", pair.join(" "))));
    }
    let services = desk.items(ListName::Services, &provider.services);
    if !has_own && services.len() <= MOST_HELP {
        ideas.extend(
            services
                .iter()
                .map(|service| item(desk, service, "information")),
        );
        return ideas;
    }
    let lead = Lead {
        first: "easy_provider.help.services",
        more: "easy_provider.help.more_services",
        picture: "information",
    };
    ideas.extend(items(desk, &lead, ListName::Services, &provider.services));
    ideas
}

fn people(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let ages = desk.items(ListName::Ages, &provider.ages);
    let all_ages = desk.site().lists.get(ListName::Ages).items();
    let mut ideas = if ages.len() > 1 && ages.len() == all_ages.len() {
        vec![Idea::string(
            desk,
            "family",
            "easy_provider.people.all_ages",
        )]
    } else {
        let lead = Lead {
            first: "easy_provider.people.ages",
            more: "easy_provider.people.more_ages",
            picture: "people",
        };
        items(desk, &lead, ListName::Ages, &provider.ages)
    };
    let lead = Lead {
        first: "easy_provider.people.needs",
        more: "easy_provider.people.more_needs",
        picture: "people",
    };
    ideas.extend(items(desk, &lead, ListName::Needs, &provider.needs));
    ideas
}

fn place(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let covered: Vec<_> = desk.site().shown_items(ListName::Areas).collect();
    let is_everywhere =
        covered.len() > MOST_NAMES && covered.iter().all(|area| provider.areas.contains(&area.id));
    let mut ideas = if is_everywhere {
        let all = desk.routes().list(ListName::Areas);
        let idea = Idea::string(desk, "map", "easy_provider.place.everywhere");
        vec![idea.with_link(link_to(desk, "home.all_areas", &all))]
    } else {
        let lead = Lead {
            first: "easy_provider.place.areas",
            more: "easy_provider.place.more_areas",
            picture: "map",
        };
        items(desk, &lead, ListName::Areas, &provider.areas)
    };
    let lead = Lead {
        first: "easy_provider.place.access",
        more: "easy_provider.place.more_access",
        picture: "place",
    };
    ideas.extend(items(desk, &lead, ListName::Access, &provider.access));
    ideas
}

/// Its own blocks about money, its prices with their day, and ways to pay.
fn costs(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let wording = desk.wording;
    let mut ideas = own(desk, provider, Subject::Costs, "price");
    let prices = provider.prices.iter().map(|price| {
        let shown = wording.price(price);
        let what = price.what.as_str();
        match &price.when {
            Some(when) => wording.fill(
                "easy_provider.costs.price_when",
                &[
                    ("what", what),
                    ("price", &shown),
                    ("when", &ended(desk, when)),
                ],
            ),
            None => wording.fill(
                "easy_provider.costs.price",
                &[("what", what), ("price", &shown)],
            ),
        }
    });
    let lead = Lead {
        first: match provider.prices.len() {
            1 => "easy_provider.costs.one_price",
            _ => "easy_provider.costs.prices",
        },
        more: "easy_provider.costs.more_prices",
        picture: "price",
    };
    ideas.extend(named(desk, &lead, prices.collect()));
    let in_writing = wording.text("easy_provider.costs.in_writing");
    ideas.push(match told_on(provider) {
        Some((string, date)) => Idea::new("letter", wording.dated(string, date)).and(in_writing),
        None => Idea::string(desk, "letter", "easy_provider.costs.no_price").and(in_writing),
    });
    let lead = Lead {
        first: "easy_provider.costs.pay_ways",
        more: "easy_provider.costs.more_pay_ways",
        picture: "pay",
    };
    ideas.extend(items(desk, &lead, ListName::PayWays, &provider.pay_ways));
    ideas
}

/// The day on which the prices were told, or the oldest of these days.
fn told_on(provider: &Provider) -> Option<(&'static str, Date)> {
    let days = || provider.prices.iter().map(|price| price.told_on);
    let (oldest, newest) = (days().min()?, days().max()?);
    let string = if oldest == newest {
        "easy_provider.costs.told_on"
    } else {
        "easy_provider.costs.oldest"
    };
    Some((string, oldest))
}

/// Whether there is room, with its day. Old news becomes "ask", as on the card.
fn room(desk: &Desk<'_, '_>, provider: &Provider) -> Idea {
    let wording = desk.wording;
    let ask = wording.text("easy_provider.room.ask");
    let Some(availability) = &provider.availability else {
        return Idea::new("question", ask);
    };
    let word = word_of(&AvailabilityState::WORDS, &availability.state);
    let told = wording.dated("easy_provider.room.told_on", availability.as_of);
    let asked = [ask, &told].join(" ");
    let mut words = match availability.state {
        AvailabilityState::Ask => asked.clone(),
        _ => wording.dated(&format!("easy_provider.room.{word}"), availability.as_of),
    };
    if let Some(note) = &availability.note {
        words = [words, ended(desk, note)].join(" ");
    }
    let claim = until_old(desk, availability, (word, &words), ("ask", &asked));
    let picture = match claim.state {
        "open" => "open",
        "full" => "full",
        "waiting-list" => "waiting",
        _ => "question",
    };
    Idea::claim(picture, claim, "question")
}

/// Words of a provider with a stop at their end.
pub(super) fn ended(desk: &Desk<'_, '_>, words: &str) -> String {
    let words = words.trim();
    if words.ends_with(|last: char| last.is_alphanumeric() || last == ')') {
        desk.wording
            .fill("easy_provider.sentence", &[("words", words)])
    } else {
        words.to_owned()
    }
}

fn words(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let lead = Lead {
        first: "easy_provider.words.communication",
        more: "easy_provider.words.more_communication",
        picture: "talking",
    };
    let list = ListName::Communication;
    let mut ideas = items(desk, &lead, list, &provider.communication);
    let lead = Lead {
        first: "easy_provider.words.languages",
        more: "easy_provider.words.more_languages",
        picture: "languages",
    };
    let list = ListName::Languages;
    ideas.extend(items(desk, &lead, list, &provider.languages));
    ideas
}

/// Who to call when someone is in danger, and what to do when something else is wrong.
fn wrong(desk: &Desk<'_, '_>) -> Vec<Idea> {
    let everywhere = desk.site().settings.worried.iter();
    let mut ideas: Vec<Idea> = everywhere
        .filter(|contact| contact.area.is_none())
        .map(|contact| {
            let mut words = ended(desk, &contact.name);
            if let Some(hours) = &contact.hours {
                words = format!("{words} {}", ended(desk, hours));
            }
            let call = desk.wording.text("easy_provider.wrong.call");
            Idea::new("emergency", words).and(call).with_link(LinkView {
                name: contact.phone.to_string(),
                href: contact.phone.link(),
            })
        })
        .collect();
    let unsafe_words = Idea::string(desk, "worried", "easy_provider.wrong.worried");
    ideas.push(unsafe_words.with_link(worried(desk)));
    let complain = Idea::string(desk, "complain", "easy_provider.wrong.complain");
    let contact = link_to(desk, "contact.title", &desk.routes().contact());
    ideas.push(complain.with_link(contact));
    ideas
}

/// What to do when someone may not be safe.
fn worried(desk: &Desk<'_, '_>) -> LinkView {
    let anchor = if desk.site().settings.worried.is_empty() {
        ""
    } else {
        "page_worried"
    };
    LinkView {
        name: desk.wording.text("provider.worried").to_owned(),
        href: desk.links.to_anchor(&desk.routes().contact(), anchor),
    }
}

fn more(desk: &Desk<'_, '_>, provider: &Provider) -> Idea {
    let page = desk.routes().provider(&provider.id);
    Idea::string(desk, "book", "easy_provider.more.longer").with_link(link_to(
        desk,
        "easy.to_full",
        &page,
    ))
}
