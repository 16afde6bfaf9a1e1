//! Where a listing stands, in words that change by themselves when their day comes.

use super::claim::{Claim, Later};
use crate::model::checks::{CheckRecord, DepartureKind};
use crate::model::criterion::Weight;
use crate::model::provider::{Provider, word_of};
use crate::render::Desk;
use crate::vetting::finding::Outcome;
use crate::vetting::standing::Standing;
use crate::vetting::status::Status;

/// The words of the longer pages, or those of Easy Read.
#[derive(Clone, Copy)]
pub(crate) enum Voice {
    Plain,
    Easy,
}

impl Voice {
    /// The name of the string about a status.
    fn string(self, word: &str) -> String {
        match self {
            Voice::Plain => format!("status.{word}"),
            Voice::Easy => format!("easy_provider.status.{word}"),
        }
    }
}

/// Where the listing stands, today and later. Nothing on a site without criteria.
pub(crate) fn status_claim(desk: &Desk<'_, '_>, provider: &Provider) -> Option<Claim> {
    let make = || claim_in(desk, provider, Voice::Plain);
    match desk.renderer.claim_slot(&provider.id, &desk.language) {
        Some(slot) => slot.get_or_init(make).clone(),
        None => make(),
    }
}

/// The same in this voice.
pub(crate) fn claim_in(desk: &Desk<'_, '_>, provider: &Provider, voice: Voice) -> Option<Claim> {
    claim(desk, provider, |standing| {
        Some(words_of(desk, provider, standing, voice))
    })
}

/// The same for paper, where there is little room: nothing as long as the checks are in date.
pub(crate) fn late_claim(desk: &Desk<'_, '_>, provider: &Provider) -> Option<Claim> {
    claim(desk, provider, |standing| {
        let is_late = !standing.status.is_checked();
        is_late.then(|| words_of(desk, provider, standing, Voice::Plain))
    })
}

/// Where the listing stands, today and later, as far as `say` has words for it.
fn claim(
    desk: &Desk<'_, '_>,
    provider: &Provider,
    say: impl Fn(Standing) -> Option<String>,
) -> Option<Claim> {
    let today = desk.renderer.options.today;
    let prospect = desk.prospect(provider);
    let (now, stages) = (prospect.now, &prospect.stages);
    if now.status == Status::Unvetted && stages.is_empty() {
        return None;
    }
    let claim = Claim::new(say(now).unwrap_or_default()).about(now.status.word());
    Some(
        stages
            .iter()
            .fold(claim, |claim, (from, standing)| match say(*standing) {
                Some(words) => claim.then(
                    today,
                    Later {
                        from: *from,
                        state: standing.status.word(),
                        words,
                    },
                ),
                None => claim,
            }),
    )
}

/// A standing in words. Words that stay true without a script name their day.
fn words_of(desk: &Desk<'_, '_>, provider: &Provider, standing: Standing, voice: Voice) -> String {
    let wording = desk.wording;
    let word = standing.status.word();
    if standing.status == Status::CheckOver && !was_checked(desk, provider) {
        let string = voice.string("never_checked");
        return wording.text(&string).to_owned();
    }
    let Some(day) = standing.day else {
        let string = match standing.status {
            Status::Unvetted => return String::new(),
            Status::Gap => return with_gaps(desk, provider, &voice.string("gap_always"), ""),
            _ => voice.string(&format!("{word}_always")),
        };
        return wording.text(&string).to_owned();
    };
    let date = wording.date(day);
    let record = desk.site().record(&provider.id);
    match standing.status {
        Status::Gap => with_gaps(desk, provider, &voice.string("gap"), &date),
        Status::Left => {
            let left = record.and_then(|record| record.left.as_ref());
            let why = left.map_or(DepartureKind::Left, |left| left.why);
            let word = word_of(&DepartureKind::WORDS, &why);
            wording.dated(&voice.string(word), day)
        }
        _ => wording.dated(&voice.string(word), day),
    }
}

/// True when somebody has looked at this provider once, whatever they found.
pub(crate) fn was_checked(desk: &Desk<'_, '_>, provider: &Provider) -> bool {
    let record = desk.site().record(&provider.id);
    record.is_some_and(CheckRecord::has_look)
}

/// The words about what should be met and is not.
fn with_gaps(desk: &Desk<'_, '_>, provider: &Provider, string: &str, date: &str) -> String {
    let question = desk.question(provider);
    let findings = question.findings(desk.renderer.options.today);
    let gaps = findings.iter().filter(|finding| {
        finding.weight == Weight::Should && matches!(finding.outcome, Outcome::Short { .. })
    });
    let names: Vec<&str> = gaps
        .map(|finding| finding.criterion.name.as_str())
        .collect();
    let names = desk.wording.row(&names);
    desk.wording
        .fill(string, &[("date", date), ("names", &names)])
}
