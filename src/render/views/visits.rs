//! What people with lived experience found when they met a provider, and what it answered.

use serde::Serialize;

use crate::model::checks::{CheckRole, Visit, VisitKind};
use crate::model::provider::{Provider, word_of};
use crate::render::Desk;

/// One visit or call.
#[derive(Debug, Serialize)]
pub(crate) struct VisitView {
    /// "Visited on 12 June 2026 by people with lived experience."
    pub(crate) title: String,
    /// What they found.
    pub(crate) findings: Vec<FindingView>,
    /// "The provider answered on 1 July 2026." Or that it did not.
    pub(crate) answered: String,
    /// The words of the answer. May be empty.
    pub(crate) reply: String,
}

/// One thing that was found.
#[derive(Debug, Serialize)]
pub(crate) struct FindingView {
    /// Its picture. May be empty.
    pub(crate) picture_html: String,
    /// The words.
    pub(crate) words: String,
}

/// The visits that may be shown, the newest first.
pub(crate) fn visits(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<VisitView> {
    let mut live = live_visits(desk, provider);
    live.sort_by_key(|visit| std::cmp::Reverse(visit.on));
    live.into_iter()
        .map(|visit| VisitView {
            title: title(desk, visit),
            findings: visit
                .findings
                .iter()
                .map(|finding| FindingView {
                    picture_html: desk.picture(finding.picture.as_ref()),
                    words: finding.words.clone(),
                })
                .collect(),
            answered: match &visit.reply {
                Some(reply) => desk.wording.dated("visits.answered", reply.on),
                None => desk.wording.text("visits.no_answer").to_owned(),
            },
            reply: visit
                .reply
                .as_ref()
                .map(|reply| reply.words.clone())
                .unwrap_or_default(),
        })
        .collect()
}

/// The visits that may be shown.
pub(crate) fn live_visits<'s>(desk: &Desk<'_, 's>, provider: &Provider) -> Vec<&'s Visit> {
    let today = desk.renderer.options.today;
    let all = desk.site().visits.get(&provider.id);
    let all = all.map_or(&[][..], Vec::as_slice);
    all.iter().filter(|visit| visit.is_live(today)).collect()
}

/// How and when they met, and who went.
fn title(desk: &Desk<'_, '_>, visit: &Visit) -> String {
    let who: Vec<&str> = visit
        .by
        .iter()
        .map(|role| {
            let word = word_of(&CheckRole::WORDS, role);
            desk.wording.text(&format!("checks.roles.{word}"))
        })
        .collect();
    let kind = word_of(&VisitKind::WORDS, &visit.kind);
    desk.wording.fill(
        &format!("visits.{kind}"),
        &[
            ("date", &desk.wording.date(visit.on)),
            ("who", &desk.wording.list(&who)),
        ],
    )
}
