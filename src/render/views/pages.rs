//! Links between the pages that one long list, or one long page, is cut into.

use serde::Serialize;

use super::LinkView;
use crate::render::Desk;
use crate::routes::Address;

/// Where this page stands among the others, and the ways to the next and the one before.
#[derive(Debug, Serialize)]
pub(crate) struct PagesView {
    /// What these pages are, for people who listen.
    label: String,
    /// "Page 2 of 4".
    position: String,
    /// The page before.
    previous: Option<LinkView>,
    /// The page after.
    next: Option<LinkView>,
}

/// The links of page `number`, from 1, of `of` pages. Nothing when there is one page only.
pub(crate) fn pages(
    desk: &Desk<'_, '_>,
    label: &str,
    (number, of): (usize, usize),
    address: impl Fn(usize) -> Address,
) -> Option<PagesView> {
    let link = |string: &str, number: usize| LinkView {
        name: position(desk, string, number, of),
        href: desk.link(&address(number)),
    };
    (of > 1).then(|| PagesView {
        label: desk.wording.text(label).to_owned(),
        position: position(desk, "pages.position", number, of),
        previous: (number > 1).then(|| link("pages.previous", number - 1)),
        next: (number < of).then(|| link("pages.next", number + 1)),
    })
}

/// A string about page `number` of `of`.
fn position(desk: &Desk<'_, '_>, string: &str, number: usize, of: usize) -> String {
    let (number, of) = (number.to_string(), of.to_string());
    desk.wording.fill(string, &[("n", &number), ("of", &of)])
}
