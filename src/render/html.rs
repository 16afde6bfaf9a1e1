//! [`Document`] -> HTML. Every word is escaped; only these elements are ever made.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::document::{Block, Document, Inline, Target, plain_text};
use crate::model::picture::{Picture, Pictures};
use crate::model::values::Id;
use crate::render::WAY_UP;

/// What the HTML of a piece of writing needs from the page around it.
pub(crate) struct Writing<'a> {
    /// The pack that pictures come from.
    pub(crate) pictures: &'a Pictures,
    /// The link for a target, or nothing if it leads nowhere.
    pub(crate) link: &'a dyn Fn(&Target) -> Option<String>,
    /// The heading level, 2 to 6, that the highest heading of the writing gets.
    pub(crate) top_level: u8,
    /// What a table is called, for people who listen, where no heading stands above it.
    pub(crate) table_label: &'a str,
    /// The names that tables have so far.
    pub(crate) tables: RefCell<TableNames>,
}

/// Names for tables: the heading above, and a number when it has more than one.
#[derive(Default)]
pub(crate) struct TableNames {
    heading: String,
    used: BTreeMap<String, usize>,
}

impl TableNames {
    fn next(&mut self, fallback: &str) -> String {
        let name = if self.heading.is_empty() {
            fallback
        } else {
            &self.heading
        };
        let number = self.used.entry(name.to_owned()).or_default();
        *number += 1;
        match *number {
            1 => name.to_owned(),
            more => format!("{name} ({more})"),
        }
    }
}

impl Writing<'_> {
    /// The HTML of a piece of writing.
    pub(crate) fn html(&self, document: &Document) -> String {
        let mut html = String::new();
        let highest = document
            .blocks
            .iter()
            .filter_map(level_of)
            .min()
            .unwrap_or(2);
        self.blocks(&document.blocks, highest, &mut html);
        html
    }

    fn blocks(&self, blocks: &[Block], highest: u8, html: &mut String) {
        for block in blocks {
            self.block(block, highest, html);
        }
    }

    fn block(&self, block: &Block, highest: u8, html: &mut String) {
        match block {
            Block::Heading {
                level,
                anchor,
                content,
            } => {
                self.tables.borrow_mut().heading = plain_text(content);
                let level = (level.saturating_sub(highest) + self.top_level).min(6);
                let _ = write!(html, "<h{level} id=\"{}\">", escape(anchor));
                self.inlines(content, html);
                let _ = writeln!(html, "</h{level}>");
            }
            Block::Paragraph(content) => {
                html.push_str("<p>");
                self.inlines(content, html);
                html.push_str("</p>\n");
            }
            Block::List { start, items } => self.list(*start, items, highest, html),
            Block::Quote(blocks) => {
                html.push_str("<blockquote>\n");
                self.blocks(blocks, highest, html);
                html.push_str("</blockquote>\n");
            }
            Block::Table { head, rows } => self.table(head, rows, html),
            Block::Preformatted(text) => {
                let _ = writeln!(html, "<pre>{}</pre>", escape(text));
            }
            Block::Idea { picture, content } => {
                html.push_str("<div class=\"idea\">");
                html.push_str(&picture_html(self.pictures, Some(picture)));
                html.push_str("<p>");
                self.inlines(content, html);
                html.push_str("</p></div>\n");
            }
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], highest: u8, html: &mut String) {
        let name = if start.is_some() { "ol" } else { "ul" };
        let _ = match start.filter(|start| *start != 1) {
            Some(start) => writeln!(html, "<ol start=\"{start}\">"),
            None => writeln!(html, "<{name}>"),
        };
        for item in items {
            html.push_str("<li>");
            match item.split_first() {
                Some((Block::Paragraph(content), rest)) => {
                    self.inlines(content, html);
                    self.blocks(rest, highest, html);
                }
                _ => self.blocks(item, highest, html),
            }
            html.push_str("</li>\n");
        }
        let _ = writeln!(html, "</{name}>");
    }

    fn table(&self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], html: &mut String) {
        let label = escape(&self.tables.borrow_mut().next(self.table_label));
        let _ = write!(
            html,
            "<section class=\"table\" tabindex=\"0\" aria-label=\"{label}\"><table>\n<thead><tr>"
        );
        for cell in head {
            html.push_str("<th scope=\"col\">");
            self.inlines(cell, html);
            html.push_str("</th>");
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            html.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                html.push_str(if index == 0 {
                    "<th scope=\"row\">"
                } else {
                    "<td>"
                });
                self.inlines(cell, html);
                html.push_str(if index == 0 { "</th>" } else { "</td>" });
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</tbody></table></section>\n");
    }

    fn inlines(&self, inlines: &[Inline], html: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => push_escaped(html, words),
                Inline::Strong(inner) => self.wrapped("strong", inner, html),
                Inline::Emphasis(inner) => self.wrapped("em", inner, html),
                Inline::Code(words) => {
                    let _ = write!(html, "<code>{}</code>", escape(words));
                }
                Inline::Break => html.push_str("<br>"),
                Inline::Link { to, content } => match (self.link)(to) {
                    Some(link) => {
                        let _ = write!(html, "<a href=\"{}\">", escape(&link));
                        self.inlines(content, html);
                        html.push_str("</a>");
                    }
                    None => self.inlines(content, html),
                },
            }
        }
    }

    fn wrapped(&self, name: &str, inner: &[Inline], html: &mut String) {
        let _ = write!(html, "<{name}>");
        self.inlines(inner, html);
        let _ = write!(html, "</{name}>");
    }
}

fn level_of(block: &Block) -> Option<u8> {
    match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    }
}

/// A picture of the pack as SVG inside the page. It repeats the words beside it, so it is hidden
/// from people who listen. Empty when there is none.
pub(crate) fn picture_html(pictures: &Pictures, id: Option<&Id>) -> String {
    let Some(Picture {
        drawing, view_box, ..
    }) = id.and_then(|id| pictures.get(id))
    else {
        return String::new();
    };
    format!(
        "<svg class=\"picture\" viewBox=\"{}\" aria-hidden=\"true\">{drawing}</svg>",
        escape(view_box)
    )
}

/// Text that can stand anywhere in HTML, also between double quotation marks.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}

fn push_escaped(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            character => html.push(character),
        }
    }
}

/// Puts the way up to the top of the site in place of each [`WAY_UP`].
pub(super) fn with_way_up(html: String, up: &str) -> String {
    let mut places = memchr::memmem::find_iter(html.as_bytes(), WAY_UP).peekable();
    if places.peek().is_none() {
        return html;
    }
    let mut text = String::with_capacity(html.len() + html.len() / 8);
    let mut from = 0;
    for place in places {
        text.push_str(html.get(from..place).unwrap_or_default());
        text.push_str(up);
        from = place + WAY_UP.len();
    }
    text.push_str(html.get(from..).unwrap_or_default());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        assert_eq!(
            escape("<a b=\"c\">&'"),
            "&lt;a b=&quot;c&quot;&gt;&amp;&#39;"
        );
    }

    #[test]
    fn headings_start_at_the_level_of_the_page() {
        let heading = |level| Block::Heading {
            level,
            anchor: "a".into(),
            content: vec![Inline::Text("A".into())],
        };
        let document = Document {
            blocks: vec![heading(2), heading(3)],
            uses: Vec::new(),
        };
        let writing = Writing {
            pictures: &Pictures::new(),
            link: &|_| None,
            top_level: 3,
            table_label: "",
            tables: RefCell::default(),
        };
        assert_eq!(
            writing.html(&document),
            "<h3 id=\"a\">A</h3>\n<h4 id=\"a\">A</h4>\n"
        );
    }
}
