//! A listing of which only the name and the status are shown, in Easy Read: what that means, what to
//! do now, and who to ask.

use super::checks::status_idea;
use super::idea::Idea;
use crate::model::provider::Provider;
use crate::render::Desk;
use crate::render::views::link_to;
use crate::render::views::reduced::{similar, what_now, words};

/// The ideas of the page.
pub(super) fn ideas(desk: &Desk<'_, '_>, provider: &Provider) -> Vec<Idea> {
    let mut ideas = Vec::new();
    ideas.extend(status_idea(desk, provider));
    ideas.push(Idea::new("information", words(desk, provider)));
    if let Some(guide) = what_now(desk, provider) {
        ideas.push(Idea::string(desk, "plan", "easy_provider.reduced.what_now").with_link(guide));
    }
    let contact = link_to(desk, "contact.title", &desk.routes().contact());
    ideas.push(Idea::string(desk, "phone", "easy_provider.reduced.ask").with_link(contact));
    for other in similar(desk, provider) {
        let idea = Idea::string(desk, "people", "easy_provider.reduced.similar");
        ideas.push(idea.with_link(other));
    }
    ideas
}
