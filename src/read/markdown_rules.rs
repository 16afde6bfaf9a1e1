//! What a piece of writing must not hold: HTML, unsafe links, unclear links, stray pictures.

use std::ops::Range;

use super::kinds_of_field::shorten;
use super::links::{self, Refused};
use super::markdown::{Builder, Open};
use crate::model::document::{Inline, Target, Use, Used, plain_text};
use crate::model::values::Id;
use crate::problem::Kind;

impl Builder<'_, '_> {
    pub(super) fn html(&mut self, html: &str, range: &Range<usize>) {
        self.report(
            Kind::HtmlInMarkdown,
            range,
            format!("This text has HTML in it: `{}`.", shorten(html)),
            "Take it out. Use Markdown: a blank line between paragraphs, `**bold**`, \
             `[words](address)` for a link.",
        );
    }

    pub(super) fn link(&mut self, address: &str, range: &Range<usize>) -> Option<Target> {
        match links::read_target(address, self.file.path.folder()) {
            Ok(target) => {
                self.uses.push(Use {
                    what: Used::Link(target.clone()),
                    line: self.line(range),
                });
                Some(target)
            }
            Err(Refused {
                kind,
                message,
                help,
            }) => {
                self.report(kind, range, message, &help);
                None
            }
        }
    }

    pub(super) fn end_link(&mut self, done: Open, range: &Range<usize>) {
        let words = plain_text(&done.inlines);
        if links::is_unclear(&words) {
            self.report(
                Kind::UnclearLink,
                range,
                format!("The words of this link are `{}`.", shorten(&words)),
                "Say where the link goes, like `[How we check providers](/how-we-check/)`. \
                 People who listen to the page hear links without the words around them.",
            );
        }
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        match done.target {
            Some(to) => outer.inlines.push(Inline::Link {
                to,
                content: done.inlines,
            }),
            None => outer.inlines.extend(done.inlines),
        }
    }

    pub(super) fn picture(&mut self, address: &str, range: &Range<usize>) -> Option<Id> {
        let Some(id) = Id::parse(address) else {
            self.report(
                Kind::UnknownPicture,
                range,
                format!("`{}` is not the name of a picture.", shorten(address)),
                "Write the name of a picture from the picture list, like `![](money)`.",
            );
            return None;
        };
        self.uses.push(Use {
            what: Used::Picture(id.clone()),
            line: self.line(range),
        });
        Some(id)
    }

    pub(super) fn end_picture(&mut self, done: Open, range: &Range<usize>) {
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        let first = outer.inlines.is_empty() && outer.picture.is_none();
        if first {
            outer.picture = done.picture;
        } else {
            self.lost_picture(range);
        }
    }

    /// A picture that does not start a paragraph of its own cannot be shown.
    pub(super) fn lost_picture(&self, range: &Range<usize>) {
        self.report(
            Kind::EasyReadBlock,
            range,
            "This picture does not start a paragraph of its own.".to_owned(),
            "Start a new paragraph with the picture, and put its sentence on the next line.",
        );
    }

    /// Text that was meant as a link. Markdown takes no address with a space in it, and shows such
    /// a link as plain text without a word.
    pub(super) fn check_half_links(&self, inlines: &[Inline], range: &Range<usize>) {
        let half = inlines.iter().find_map(|inline| match inline {
            Inline::Text(text) => text.split_once("]("),
            _ => None,
        });
        let Some((_, address)) = half else {
            return;
        };
        let address = address.split(')').next().unwrap_or_default();
        self.report(
            Kind::DeadLink,
            range,
            format!("The link `{}` cannot be read.", shorten(address)),
            "An address has no spaces. Write the file's name as it is on the disk, like \
             `meet-safely.md`.",
        );
    }
}
