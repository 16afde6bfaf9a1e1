//! What a piece of writing must not hold: HTML, unsafe links, unclear links, stray pictures,
//! headings out of order. And where in the text that is.

use std::ops::Range;

use super::kinds_of_field::shorten;
use super::links::{self, Refused};
use super::markdown::{Builder, Open, Spot};
use crate::model::document::{Block, Inline, Target, Use, Used, plain_text};
use crate::model::values::Id;
use crate::problem::{Kind, Place};

/// Bytes between two counts of characters.
const STRIDE: usize = 512;

/// Where the lines of a text start, and how many characters come before every 512th byte: counted
/// once, because a text can have very many links and problems.
pub(super) struct Marks {
    lines: Vec<usize>,
    characters: Vec<usize>,
}

impl Marks {
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut before = 0;
        Marks {
            lines: std::iter::once(0)
                .chain(ends.map(|(end, _)| end + 1))
                .collect(),
            characters: text
                .as_bytes()
                .chunks(STRIDE)
                .map(|chunk| {
                    let here = before;
                    before += count(chunk);
                    here
                })
                .collect(),
        }
    }

    /// The line, from 0, and the byte it starts at.
    fn line(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let line = line.saturating_sub(1);
        (line, self.lines.get(line).copied().unwrap_or(0))
    }

    /// How many characters come before a byte.
    fn characters(&self, text: &str, at: usize) -> usize {
        let index = at / STRIDE;
        let rest = text.as_bytes().get(index * STRIDE..at).unwrap_or_default();
        self.characters.get(index).copied().unwrap_or(0) + count(rest)
    }
}

/// How many characters start in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// True when there is something to read or to hear.
pub(super) fn has_words(inlines: &[Inline]) -> bool {
    !plain_text(inlines).trim().is_empty()
}

impl Builder<'_, '_> {
    fn line(&self, range: &Range<usize>) -> Option<u32> {
        let Spot::Lines(first) = self.spot else {
            return None;
        };
        let (line, _) = self.marks.line(range.start);
        Some(first + u32::try_from(line).unwrap_or(0))
    }

    pub(super) fn report(&self, kind: Kind, range: &Range<usize>, message: String, help: &str) {
        let place = match &self.spot {
            Spot::Field(keys) => Place::value(self.file.path, keys.clone()),
            Spot::Lines(first) => {
                let number = |number: usize| u32::try_from(number).unwrap_or(1);
                let (line, start) = self.marks.line(range.start);
                let before = |at| self.marks.characters(self.text, at);
                let column = before(range.start).saturating_sub(before(start)) + 1;
                let meant = self.text.get(range.clone()).unwrap_or_default();
                let width = meant.lines().next().unwrap_or_default().chars().count();
                let line = first + number(line);
                Place::text(self.file.path, line, number(column), number(width))
            }
        };
        self.file.push(kind, place, message, help.to_owned());
    }

    pub(super) fn heading(&mut self, level: u8, content: Vec<Inline>, range: &Range<usize>) {
        let in_page = matches!(self.spot, Spot::Lines(_));
        if in_page && level == 1 {
            self.report(
                Kind::HeadingOrder,
                range,
                "This heading has one `#`. The title of the page is that heading already."
                    .to_owned(),
                "Write `##` for the main headings in a page.",
            );
        } else if let Some(last) = self.last_level.filter(|last| level > last + 1) {
            self.report(
                Kind::HeadingOrder,
                range,
                format!("This heading jumps from level {last} to level {level}."),
                "Go down one level at a time: `##`, then `###`. People who listen to the page \
                 move by headings.",
            );
        }
        self.last_level = Some(level);
        let anchor = self.anchor(&content);
        if let Some(outer) = self.open.last_mut() {
            outer.blocks.push(Block::Heading {
                level,
                anchor,
                content,
            });
        }
    }

    fn anchor(&mut self, content: &[Inline]) -> String {
        let wanted = Id::suggest(&plain_text(content))
            .map_or_else(|| "section".to_owned(), |id| id.as_str().to_owned());
        let Some(next) = self.anchors.get(&wanted) else {
            self.anchors.insert(wanted.clone(), 2);
            return wanted;
        };
        let mut number = *next;
        let mut anchor = format!("{wanted}-{number}");
        while self.anchors.contains_key(&anchor) {
            number += 1;
            anchor = format!("{wanted}-{number}");
        }
        self.anchors.insert(wanted, number + 1);
        self.anchors.insert(anchor.clone(), 2);
        anchor
    }

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

    /// A picture alone is nothing for people who listen to the page.
    pub(super) fn lone_picture(&self, range: &Range<usize>) {
        self.report(
            Kind::EasyReadBlock,
            range,
            "This picture has no words beside it.".to_owned(),
            "Put a sentence on the next line, right below the picture:\n\
             ![](money)\nThis is money from the NHS.",
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
