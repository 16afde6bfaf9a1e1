//! Who checked a provider: where the listing stands, what was checked when, and what nobody checked.

use super::idea::{Idea, are_short, named_after};
use super::sections::ended;
use crate::model::checks::VisitKind;
use crate::model::provider::{Provider, word_of};
use crate::model::registers::{Cqc, Rating};
use crate::render::Desk;
use crate::render::views::checks::{CheckedView, ChecksView, checks as longer_checks};
use crate::render::views::provider::how_we_check;
use crate::render::views::standing::{Voice, claim_in};
use crate::render::views::visits::live_visits;

/// The ideas about checks. A further kind of check is one more idea here.
pub(super) fn checks(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let mut ideas = match longer_checks(desk, provider) {
        Some(view) => by_criterion(desk, &view),
        None => {
            let mut told = Idea::string(desk, "not-checked", "easy_provider.checks.told_to_us");
            told.link = how_we_check(desk);
            vec![told]
        }
    };
    if let Some(cqc) = &provider.cqc {
        ideas.push(cqc_idea(desk, cqc));
    } else if desk.is_person(provider) {
        ideas.push(Idea {
            term: Some(desk.wording.text("easy_provider.checks.cqc").to_owned()),
            ..Idea::string(desk, "no", "easy_provider.checks.cqc_not_person")
        });
    }
    ideas.extend(met(desk, provider));
    if is_silent(provider) {
        let not_told = "easy_provider.checks.not_told";
        ideas.push(Idea::string(desk, "question", not_told));
    }
    let not_a_promise = "easy_provider.checks.not_a_promise";
    ideas.push(Idea::string(desk, "choose", not_a_promise));
    ideas
}

/// Where the listing stands. Nothing on a site without criteria.
pub(super) fn status_idea(desk: &Desk<'_, '_>, provider: &Provider) -> Option<Idea> {
    let claim = claim_in(desk, provider, Voice::Easy)?;
    let picture = match claim.state {
        "listed" | "due-soon" | "gap" => "checked",
        "late" => "late",
        "check-over" | "held" => "not-checked",
        _ => "stop",
    };
    let mut idea = Idea::claim(picture, claim, "late");
    idea.link = how_we_check(desk);
    Some(idea)
}

/// What was checked, with its days; what is not met; what was told; what nobody checked.
fn by_criterion(desk: &Desk<'_, '_>, view: &ChecksView) -> Vec<Idea> {
    let mut ideas = Vec::new();
    let days = || view.checked.iter().filter_map(|item| item.on);
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        let values = [
            ("first", &*desk.wording.date(first)),
            ("last", &desk.wording.date(last)),
        ];
        let string = if first == last {
            "easy_provider.checks.checked_on"
        } else {
            "easy_provider.checks.checked_between"
        };
        let lead = Idea::new("checked", desk.wording.fill(string, &values));
        let more = Idea::string(desk, "checked", "easy_provider.checks.more_checked");
        ideas.extend(named_after(&lead, &more, &names(&view.checked)));
    }
    let mut list = |picture: &str, [string, more]: [&str; 2], items: &[CheckedView]| {
        let first = Idea::string(desk, picture, string);
        let more = Idea::string(desk, picture, more);
        ideas.extend(named_after(&first, &more, &names(items)));
    };
    list(
        "no",
        [
            "easy_provider.checks.short",
            "easy_provider.checks.short_more",
        ],
        &view.short,
    );
    list(
        "not-checked",
        [
            "easy_provider.checks.told",
            "easy_provider.checks.told_more",
        ],
        &view.told,
    );
    list(
        "not-checked",
        [
            "easy_provider.checks.unchecked",
            "easy_provider.checks.unchecked_more",
        ],
        &view.unchecked,
    );
    ideas.push(Idea::string(
        desk,
        "not-checked",
        "easy_provider.checks.other_facts",
    ));
    ideas
}

fn names(items: &[CheckedView]) -> Vec<String> {
    items.iter().map(|item| item.name.clone()).collect()
}

/// What people with lived experience found, and what the provider answered.
fn met(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let mut ideas = Vec::new();
    for visit in live_visits(desk, provider) {
        let kind = word_of(&VisitKind::WORDS, &visit.kind);
        let string = format!("easy_provider.visits.{kind}");
        ideas.push(Idea::new("meeting", desk.wording.dated(&string, visit.on)));
        for finding in &visit.findings {
            let idea = Idea::new("information", finding.words.as_str());
            ideas.push(idea.with_picture(desk, finding.picture.as_ref()));
        }
        ideas.push(match &visit.reply {
            Some(reply) if are_short(&reply.words) => {
                Idea::string(desk, "talking", "easy_provider.checks.answered").and(&reply.words)
            }
            Some(_) => Idea::string(desk, "talking", "easy_provider.checks.answered_long"),
            None => Idea::string(desk, "talking", "easy_provider.checks.no_answer"),
        });
    }
    ideas
}

/// CQC's rating, always with its day: many are years old.
fn cqc_idea(desk: &Desk<'_, '_>, cqc: &Cqc) -> Idea {
    let wording = desk.wording;
    let rating = cqc.rating.filter(|rating| *rating != Rating::NotRated);
    let words = match (rating, cqc.rating_on) {
        (Some(rating), Some(date)) => {
            let word = wording.text(&format!("rating.{}", word_of(&Rating::WORDS, &rating)));
            let date = wording.date(date);
            wording.fill(
                "easy_provider.checks.cqc_rated",
                &[("rating", word), ("date", &date)],
            )
        }
        _ => wording
            .text("easy_provider.checks.cqc_not_rated")
            .to_owned(),
    };
    let file = cqc.as_of.map(|date| {
        let words = wording.dated("dates.cqc_file", date);
        ended(desk, &words)
    });
    let licence = wording.text("facts.cqc_licence").to_owned();
    Idea {
        term: Some(wording.text("easy_provider.checks.cqc").to_owned()),
        notes: file.into_iter().chain([licence]).collect(),
        ..Idea::new("certificate", words)
    }
}

/// True when a fact that families choose by was not told.
fn is_silent(provider: &Provider) -> bool {
    let lists = [
        &provider.services,
        &provider.needs,
        &provider.ages,
        &provider.pay_ways,
        &provider.access,
        &provider.communication,
        &provider.languages,
    ];
    lists.into_iter().any(Vec::is_empty)
        || provider.prices.is_empty()
        || provider.availability.is_none()
        || provider.opening_times.is_empty()
}
