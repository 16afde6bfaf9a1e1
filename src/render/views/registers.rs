//! What public registers say about a provider, and the charter.

use super::facts::{FactLine, FactView};
use crate::model::provider::{Provider, word_of};
use crate::model::registers::{Cqc, Rating};
use crate::render::Desk;

/// The numbers in registers, CQC's rating with its date, and the charter.
pub(crate) fn registers(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<FactView> {
    let numbers = &provider.numbers;
    let mut facts = Vec::new();
    if let Some(cqc) = &provider.cqc {
        facts.extend(cqc_facts(desk, cqc));
    }
    let mut add = |string, lines: Vec<String>| {
        if !lines.is_empty() {
            facts.push(FactView::new(desk, string, lines));
        }
    };
    add("facts.nmc", numbers.nmc.clone());
    add("facts.hcpc", numbers.hcpc.clone());
    add(
        "facts.company",
        numbers.company.clone().into_iter().collect(),
    );
    add(
        "facts.charity",
        numbers.charity.clone().into_iter().collect(),
    );
    add("facts.ico", numbers.ico.clone().into_iter().collect());
    let charter = provider.charter.as_ref().map(|charter| {
        let date = desk.wording.date(charter.signed_on);
        match &charter.version {
            Some(version) => desk.wording.fill(
                "facts.charter_signed_version",
                &[("date", &date), ("version", version)],
            ),
            None => desk
                .wording
                .fill("facts.charter_signed", &[("date", &date)]),
        }
    });
    facts.push(FactView::one(desk, "facts.charter", charter.as_ref()));
    facts
}

/// CQC's numbers and rating. The rating always stands with its date: many are years old.
fn cqc_facts(desk: &Desk<'_, '_>, cqc: &Cqc) -> Vec<FactView> {
    let numbers = [("provider", &cqc.provider), ("location", &cqc.location)]
        .into_iter()
        .filter_map(|(kind, number)| {
            let number = number.as_ref()?;
            let href = format!("https://www.cqc.org.uk/{kind}/{number}");
            let text = desk
                .wording
                .fill(&format!("facts.cqc_{kind}"), &[("number", number)]);
            Some(if desk.site().settings.example {
                FactLine::text(text)
            } else {
                FactLine::link(text, href)
            })
        })
        .collect();
    let mut register = FactView::new(desk, "facts.cqc", Vec::new());
    register.set_lines(numbers);
    register.set_note(Some(desk.wording.text("facts.cqc_licence").to_owned()));
    vec![register, rating(desk, cqc)]
}

/// CQC's rating with its date, and the day of the file that it was read from.
pub(crate) fn rating(desk: &Desk<'_, '_>, cqc: &Cqc) -> FactView {
    let rating = cqc.rating.map(|rating| {
        let word = desk
            .wording
            .text(&format!("rating.{}", word_of(&Rating::WORDS, &rating)));
        match cqc.rating_on {
            Some(date) if rating != Rating::NotRated => desk.wording.fill(
                "facts.cqc_rated",
                &[("rating", word), ("date", &desk.wording.date(date))],
            ),
            _ => word.to_owned(),
        }
    });
    let mut rating = FactView::one(desk, "facts.cqc_rating", rating.as_ref());
    rating.set_note(
        cqc.as_of
            .map(|date| desk.wording.dated("dates.cqc_file", date)),
    );
    rating
}
