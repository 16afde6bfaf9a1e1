//! What the public reads first on the page of a provider, as words without a page: so that people
//! who decide something at once see what comes of it.

use super::provider::leaves;
use super::reduced;
use super::standing::status_claim;
use crate::model::provider::Provider;
use crate::render::Desk;
use crate::vetting::status::Shown;

/// The first words of the page of a provider.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstWords {
    /// How much of the listing is shown.
    pub shown: Shown,
    /// The heading of the page.
    pub heading: String,
    /// The sentences below it: where the listing stands, and what that means.
    pub sentences: Vec<String>,
}

/// The first words of the page of a provider.
pub(crate) fn first_words(desk: &Desk<'_, '_>, provider: &Provider) -> FirstWords {
    let shown = desk.shown(provider);
    let heading = match shown {
        Shown::Nameless => desk.wording.text("reduced.nameless"),
        _ => provider.name.as_str(),
    };
    let status = status_claim(desk, provider).map(|claim| claim.words);
    let more = match shown {
        Shown::Whole => leaves(desk, provider).map(|claim| claim.words),
        Shown::Reduced | Shown::Nameless => Some(reduced::words(desk, provider)),
        Shown::Nothing => None,
    };
    let sentences = status.into_iter().chain(more);
    FirstWords {
        shown,
        heading: heading.to_owned(),
        sentences: sentences.filter(|words| !words.is_empty()).collect(),
    }
}
