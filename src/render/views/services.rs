//! Kinds of help under the headings that the list gives them.

use serde::Serialize;

use super::LinkView;
use crate::model::lists::{Item, ListName};
use crate::render::Desk;
use crate::routes::Scope;

/// Kinds of help under one heading.
#[derive(Debug, Serialize)]
pub(crate) struct ServiceGroupView {
    /// The heading. Nothing when the list gives none.
    name: Option<String>,
    /// The picture of the first of them.
    picture_html: String,
    /// Each kind of help, with the list of who gives it.
    links: Vec<LinkView>,
}

/// Sorts kinds of help into their groups, `most` of each. Groups come in the order of their first
/// item.
pub(crate) fn grouped<'s>(
    desk: &Desk<'_, 's>,
    items: impl Iterator<Item = &'s Item>,
    most: usize,
) -> Vec<ServiceGroupView> {
    let mut groups: Vec<ServiceGroupView> = Vec::new();
    for item in items {
        let scope = Scope::Of(ListName::Services, item.id.clone());
        let link = LinkView {
            name: item.name.clone(),
            href: desk.link(&desk.routes().listing(&scope, 1)),
        };
        match groups.iter_mut().find(|group| group.name == item.group) {
            Some(group) if group.links.len() < most => group.links.push(link),
            Some(_) => {}
            None => groups.push(ServiceGroupView {
                name: item.group.clone(),
                picture_html: desk.picture(item.picture.as_ref()),
                links: vec![link],
            }),
        }
    }
    groups
}
