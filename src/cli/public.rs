//! What the public reads of words, once every group has agreed to them.

use super::opened::Opened;
use super::report::number;
use crate::agree::asking::Question;
use crate::model::sign_off::{Approval, Signed};
use crate::vetting::standing::{Question as Vetted, question as vetted};
use crate::vetting::status::{Shown, Status};

/// What the public reads now. Words of a provider also wait for its checks.
pub(super) fn public_reads(opened: &Opened, question: &Question, approval: Approval) -> String {
    match approval {
        Approval::Current => {
            wait_for_checks(opened, question).unwrap_or_else(|| until_then(approval).to_owned())
        }
        _ => until_then(approval).to_owned(),
    }
}

/// What the public reads until every group has agreed, without a look at checks.
pub(super) fn until_then(approval: Approval) -> &'static str {
    match approval {
        Approval::Current => "The next build shows these words to the public.",
        Approval::Kept => "Until then the public reads the words that were approved last.",
        Approval::Held | Approval::Never => "Until then the public does not see it.",
    }
}

/// Why the words of a provider are not shown, or not all of them, though they are agreed to.
fn wait_for_checks(opened: &Opened, question: &Question) -> Option<String> {
    if question.signed != Signed::Providers {
        return None;
    }
    let looked = &opened.looked;
    let mut providers = looked.site.providers.values();
    let provider = providers.find(|provider| provider.path == question.path)?;
    let vetted = Vetted {
        criteria: &looked.published.criteria,
        approval: Approval::Current,
        ..vetted(&looked.site, provider)
    };
    let today = opened.options.today;
    let (standing, shown) = vetted.standing_and_shown(today);
    if shown == Shown::Whole {
        return None;
    }
    let agreed = match question.signing.roles.len() {
        1 => "The group agreed.",
        _ => "Both groups agreed.",
    };
    let checks = match vetted.checks_to_make(today) {
        0 | 1 => "1 check is made".to_owned(),
        many => number(many, "check is made", "checks are made"),
    };
    let now = match standing.status {
        Status::CheckOver => format!("Only the name is shown until {checks}."),
        Status::Paused => "Only the name is shown, because the listing rests.".to_owned(),
        Status::Left => "The provider left the list, so these words are not shown.".to_owned(),
        Status::Removed => "It was taken off the list, so these words are not shown.".to_owned(),
        Status::NotAccepted => "The provider was not accepted, so nothing is shown.".to_owned(),
        _ => format!("Nothing is shown until {checks}."),
    };
    Some(format!("{agreed} {now}"))
}
