//! The page where the reader changes how the site looks. Its choices are the theme's; this gives
//! the sample that shows what they do.

use serde::Serialize;

use super::{LinkView, Parts, link_to_list};
use crate::model::lists::{Item, ListName};
use crate::render::Desk;
use crate::routes::Scope;

/// What the page may see.
#[derive(Debug, Serialize)]
struct LooksView {
    /// A piece of this site, to see what a choice does.
    sample: SampleView,
}

/// A kind of help, as other pages show it.
#[derive(Debug, Serialize)]
struct SampleView {
    /// Its picture. May be empty.
    picture_html: String,
    /// The kind of help with its address. Nothing on a site without any.
    link: Option<LinkView>,
    /// Its words.
    words: Option<String>,
}

pub(crate) fn looks(desk: &Desk<'_, '_>) -> Parts {
    let services = desk.site().lists.get(ListName::Services).items();
    let with_picture = services.iter().find(|item| !picture(desk, item).is_empty());
    let shown = with_picture.or(services.first());
    let view = LooksView {
        sample: SampleView {
            picture_html: shown.map(|item| picture(desk, item)).unwrap_or_default(),
            link: shown.map(|item| {
                let scope = Scope::Of(ListName::Services, item.id.clone());
                link_to_list(desk, &item.name, &scope)
            }),
            words: shown.and_then(|item| item.explanation.clone()),
        },
    };
    let mut parts = Parts::new(&view, desk.wording.text("look.title"));
    parts.description = Some(desk.wording.text("look.lead").to_owned());
    parts
}

fn picture(desk: &Desk<'_, '_>, item: &Item) -> String {
    desk.picture(item.picture.as_ref())
}
