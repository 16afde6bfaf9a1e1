//! Who checked a provider: one idea for each check, with its day. What nobody checked is said first.

use super::idea::Idea;
use super::sections::ended;
use crate::model::provider::{Cqc, Provider, Rating, word_of};
use crate::render::Desk;
use crate::render::views::provider::how_we_check;

/// The ideas about checks. A further kind of check is one more idea here.
pub(super) fn checks(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let mut told = Idea::string(desk, "not-checked", "easy_provider.checks.told_to_us");
    told.link = how_we_check(desk);
    let mut ideas = vec![told];
    if let Some(cqc) = &provider.cqc {
        ideas.push(cqc_idea(desk, cqc));
    } else if desk.is_person(provider) {
        ideas.push(Idea {
            term: Some(desk.wording.text("easy_provider.checks.cqc").to_owned()),
            ..Idea::string(desk, "no", "easy_provider.checks.cqc_not_person")
        });
    }
    if is_silent(provider) {
        let not_told = "easy_provider.checks.not_told";
        ideas.push(Idea::string(desk, "question", not_told));
    }
    let not_a_promise = "easy_provider.checks.not_a_promise";
    ideas.push(Idea::string(desk, "choose", not_a_promise));
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
