//! Markdown -> [`Document`]. The only file that names `pulldown_cmark`.
//!
//! 1. `pulldown_cmark` cuts the text into events with their byte ranges.
//! 2. A stack of open blocks and inlines gathers them into a tree.
//! 3. What a page must not hold (HTML, unsafe links, headings out of order) becomes a problem.
//!
//! Whether a link leads somewhere is a question for the whole site: `check/links.rs` asks it.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::fields::{Fields, FileReader};
use super::letters::readable;
use super::markdown_rules::{Marks, has_words};
use crate::model::document::{Block, Document, Inline, Target, Use};
use crate::model::values::Id;
use crate::problem::{KeyPath, Kind};

/// Reads the body of a Markdown file whose first line is line `first_line` of the file.
pub(crate) fn read_body(text: &str, first_line: u32, file: &FileReader<'_>) -> Document {
    read(text, Spot::Lines(first_line), file)
}

/// Reads Markdown that is the value of a YAML field.
pub(crate) fn read_in_field(text: &str, fields: &Fields<'_>, name: &str) -> Document {
    read(text, Spot::Field(fields.keys(name)), &fields.file)
}

/// How to say where something is.
pub(super) enum Spot {
    /// The text starts on this line of its file.
    Lines(u32),
    /// The text is the value of this field.
    Field(KeyPath),
}

/// The deepest nesting of lists and quotations that is read.
const DEEPEST: usize = 8;

fn read(text: &str, spot: Spot, file: &FileReader<'_>) -> Document {
    let last_level = match spot {
        Spot::Lines(_) => Some(1),
        Spot::Field(_) => None,
    };
    let mut builder = Builder {
        text,
        marks: Marks::new(text),
        spot,
        file,
        open: vec![Open::default()],
        uses: Vec::new(),
        anchors: BTreeMap::new(),
        last_level,
        ignored: 0,
    };
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, &range);
    }
    let blocks = builder.open.into_iter().next().map(|open| open.blocks);
    Document {
        blocks: blocks.unwrap_or_default(),
        uses: builder.uses,
    }
}

/// What is gathered for one open tag.
#[derive(Default)]
pub(super) struct Open {
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) picture: Option<Id>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    head: Vec<Vec<Inline>>,
    pub(super) target: Option<Target>,
    text: String,
}

pub(super) struct Builder<'t, 'f> {
    pub(super) text: &'t str,
    /// Where its lines start.
    pub(super) marks: Marks,
    pub(super) spot: Spot,
    pub(super) file: &'f FileReader<'f>,
    pub(super) open: Vec<Open>,
    pub(super) uses: Vec<Use>,
    /// Every anchor of the page, with the number that its next namesake tries first.
    pub(super) anchors: BTreeMap<String, u32>,
    /// The level of the heading above, if a jump from it would be one too many.
    pub(super) last_level: Option<u8>,
    /// Open tags that are too deep to be kept.
    ignored: usize,
}

impl Builder<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => self.inline(Inline::Code(readable(&words).into_owned())),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if self.ignored > 0 || self.open.len() > DEEPEST * 3 {
            if self.ignored == 0 {
                self.report(
                    Kind::TooDeep,
                    range,
                    "There are too many lists or quotations inside each other.".to_owned(),
                    "Use fewer levels. Make the inner parts a page or section of their own.",
                );
            }
            self.ignored += 1;
            return;
        }
        let mut open = Open::default();
        if let Tag::Link { dest_url, .. } = tag {
            open.target = self.link(dest_url, range);
        }
        if let Tag::Image { dest_url, .. } = tag {
            open.picture = self.picture(dest_url, range);
        }
        self.open.push(open);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        let Some(done) = self.open.pop() else {
            return;
        };
        self.check_half_links(&done.inlines, range);
        if done.picture.is_some() && !matches!(tag, TagEnd::Paragraph | TagEnd::Image) {
            self.lost_picture(range);
        }
        let is_idea = done.picture.is_some() && matches!(tag, TagEnd::Paragraph);
        if is_idea && !has_words(&done.inlines) {
            self.lone_picture(range);
        }
        let Some(outer) = self.open.last_mut() else {
            return;
        };
        match tag {
            TagEnd::Paragraph => outer.blocks.push(match done.picture {
                Some(picture) => Block::Idea {
                    picture,
                    content: trim_start(done.inlines),
                },
                None => Block::Paragraph(done.inlines),
            }),
            TagEnd::Heading(level) => self.heading(level as u8, done.inlines, range),
            TagEnd::BlockQuote(_) => outer.blocks.push(Block::Quote(done.blocks)),
            TagEnd::CodeBlock => outer.blocks.push(Block::Preformatted(done.text)),
            TagEnd::List(_) => {
                let start = list_start(self.text, range);
                outer.blocks.push(Block::List {
                    start,
                    items: done.items,
                });
            }
            TagEnd::Item => {
                let mut blocks = done.blocks;
                if !done.inlines.is_empty() {
                    blocks.insert(0, Block::Paragraph(done.inlines));
                }
                outer.items.push(blocks);
            }
            TagEnd::Table => outer.blocks.push(Block::Table {
                head: done.head,
                rows: done.rows,
            }),
            TagEnd::TableHead => outer.head = done.cells,
            TagEnd::TableRow => outer.rows.push(done.cells),
            TagEnd::TableCell => outer.cells.push(done.inlines),
            TagEnd::Emphasis => outer.inlines.push(Inline::Emphasis(done.inlines)),
            TagEnd::Strong => outer.inlines.push(Inline::Strong(done.inlines)),
            TagEnd::Link => self.end_link(done, range),
            TagEnd::Image => self.end_picture(done, range),
            _ => {}
        }
    }

    /// Each line of an Easy Read block is a sentence of its own, so it stays on its own line.
    fn soft_break(&mut self) {
        let in_block = self.open.last().is_some_and(|open| open.picture.is_some());
        let is_first = self.open.last().is_some_and(|open| open.inlines.is_empty());
        match (in_block, is_first) {
            (true, true) => {}
            (true, false) => self.inline(Inline::Break),
            (false, _) => self.inline(Inline::Text(" ".to_owned())),
        }
    }

    fn words(&mut self, words: &str) {
        let words = readable(words);
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(&words);
        }
        self.inline(Inline::Text(words.into_owned()));
    }

    fn inline(&mut self, inline: Inline) {
        if self.ignored > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match (open.inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(more)) => before.push_str(&more),
            (_, inline) => open.inlines.push(inline),
        }
    }
}

/// The number that a list starts with, or nothing for a list of points.
fn list_start(text: &str, range: &Range<usize>) -> Option<u64> {
    let start = text.get(range.clone())?.trim_start();
    let digits: String = start.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn trim_start(mut inlines: Vec<Inline>) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    inlines
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::model::document::plain_text;
    use crate::model::values::Date;
    use crate::problem::Problems;
    use crate::source::SourcePath;

    fn read_text(text: &str) -> (Document, Vec<(Kind, String)>) {
        read_at(text, Spot::Lines(1))
    }

    fn read_at(text: &str, spot: Spot) -> (Document, Vec<(Kind, String)>) {
        let path = SourcePath::new("content/guides/a.md");
        let problems = RefCell::new(Problems::default());
        let file = FileReader {
            path: &path,
            text,
            today: Date::constant(2026, 11, 22),
            problems: &problems,
        };
        let document = read(text, spot, &file);
        let found = problems
            .into_inner()
            .iter()
            .map(|problem| (problem.kind, problem.message.clone()))
            .collect();
        (document, found)
    }

    fn kinds(text: &str) -> Vec<Kind> {
        read_text(text)
            .1
            .into_iter()
            .map(|(kind, _)| kind)
            .collect()
    }

    #[test]
    fn a_picture_and_its_sentence_make_an_easy_read_block() {
        let (document, problems) = read_text("![](money)\nThis is **NHS** money.\n");
        assert!(problems.is_empty(), "{problems:?}");
        let [Block::Idea { picture, content }] = document.blocks.as_slice() else {
            panic!("{document:?}");
        };
        assert_eq!(picture.as_str(), "money");
        assert_eq!(plain_text(content), "This is NHS money.");
    }

    #[test]
    fn lists_tables_and_quotations_keep_their_parts() {
        let (document, problems) =
            read_text("1. one\n2. two\n   - inner\n\n> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert!(problems.is_empty(), "{problems:?}");
        assert!(
            matches!(&document.blocks[0], Block::List { start: Some(1), items } if items.len() == 2)
        );
        assert!(matches!(&document.blocks[1], Block::Quote(blocks) if blocks.len() == 1));
        assert!(
            matches!(&document.blocks[2], Block::Table { head, rows } if head.len() == 2 && rows.len() == 1)
        );
    }

    #[test]
    fn what_a_page_must_not_hold_is_a_problem() {
        assert_eq!(
            kinds("<b>x</b>"),
            [Kind::HtmlInMarkdown, Kind::HtmlInMarkdown]
        );
        assert_eq!(kinds("[the plan](javascript:alert(1))"), [Kind::UnsafeLink]);
        assert_eq!(kinds("# Top"), [Kind::HeadingOrder]);
        assert_eq!(kinds("## A\n\n#### B"), [Kind::HeadingOrder]);
        assert_eq!(kinds("[click here](/about/)"), [Kind::UnclearLink]);
        assert_eq!(kinds("![x](../secret.png)"), [Kind::UnknownPicture]);
        assert_eq!(kinds("words ![x](money)"), [Kind::EasyReadBlock]);
    }

    #[test]
    fn endless_nesting_is_refused_and_does_not_break_the_stack() {
        let text = format!("{}x", "> ".repeat(20_000));
        assert_eq!(kinds(&text), [Kind::TooDeep]);
        let (_, problems) = read_text(&"* ".repeat(20_000));
        assert!(problems.len() <= 1);
    }

    fn anchors(text: &str) -> Vec<String> {
        let blocks = read_text(text).0.blocks;
        let anchor = |block| match block {
            Block::Heading { anchor, .. } => anchor,
            _ => String::new(),
        };
        blocks.into_iter().map(anchor).collect()
    }

    #[test]
    fn anchors_are_unique() {
        assert_eq!(
            anchors("## What\n\n## What\n\n## দয়া\n"),
            ["what", "what-2", "section"]
        );
        assert_eq!(
            anchors("## A\n## A 2\n## A\n## A\n## A 2\n"),
            ["a", "a-2", "a-3", "a-4", "a-2-2"]
        );
    }

    /// Each of these took half a minute when headings, links or problems counted from the top.
    #[test]
    fn a_file_of_thousands_of_parts_is_read_in_a_moment() {
        let all = anchors(&"## a\n".repeat(20_000));
        assert_eq!(all.last().map(String::as_str), Some("a-20000"));
        let (document, problems) = read_text(&"[the plan](/about/)\n".repeat(20_000));
        assert_eq!(problems, []);
        assert_eq!(
            document.uses.last().and_then(|last| last.line),
            Some(20_000)
        );
        assert_eq!(kinds(&"a <b>\n".repeat(20_000)).len(), 20_000);
        assert_eq!(kinds(&"a <b> ".repeat(20_000)).len(), 20_000);
    }

    #[test]
    fn a_picture_needs_words_beside_it() {
        for text in ["![](money)", "![](money)\n\nWords", "> ![money](money)\n"] {
            let found = read_text(text).1;
            let words = "This picture has no words beside it.".to_owned();
            assert_eq!(found, [(Kind::EasyReadBlock, words)], "{text}");
        }
        assert_eq!(kinds("![](money)\n**Words**"), []);
    }

    #[test]
    fn headings_in_a_field_start_at_any_level_and_then_go_down_one_at_a_time() {
        let field = |text: &str| read_at(text, Spot::Field(KeyPath::new("about"))).1;
        assert_eq!(field("# A\n## B\n### C\n# D"), []);
        assert_eq!(field("### A\n#### B\n## C\n### D"), []);
        let words = "This heading jumps from level 2 to level 4.".to_owned();
        assert_eq!(field("## A\n#### B"), [(Kind::HeadingOrder, words)]);
    }
}
