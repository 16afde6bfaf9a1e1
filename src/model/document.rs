//! Words of a page: blocks and the text in them. Made from Markdown, shown as HTML.

use super::values::Id;

/// A piece of writing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// The links and pictures in it, for rules that need the whole site.
    pub uses: Vec<Use>,
}

/// A link or picture in a piece of writing.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// What is used.
    pub what: Used,
    /// The line in the file, from 1; or nothing when the writing is a field of a YAML file.
    pub line: Option<u32>,
}

/// What a piece of writing uses.
#[derive(Clone, Debug, PartialEq)]
pub enum Used {
    /// A link.
    Link(Target),
    /// A picture of the pack.
    Picture(Id),
}

impl Document {
    /// True when nothing is written.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }
}

/// A block of writing.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading. The page's title is level 1, so levels here start at 2.
    Heading {
        /// 2 to 6, as written.
        level: u8,
        /// The anchor, unique on the page.
        anchor: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list. Each item is made of blocks.
    List {
        /// The first number, for a list with numbers.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A table with one row of headings.
    Table {
        /// The headings of the columns.
        head: Vec<Vec<Inline>>,
        /// The rows below.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Text that keeps its line ends.
    Preformatted(String),
    /// A picture with words beside it: the block of Easy Read.
    Idea {
        /// The picture of the pack.
        picture: Id,
        /// The words beside it.
        content: Vec<Inline>,
    },
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words that matter most.
    Strong(Vec<Inline>),
    /// Words with a stress.
    Emphasis(Vec<Inline>),
    /// Something to type.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        to: Target,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A new line.
    Break,
}

/// Where a link in a page leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// Another file of the content, such as `content/guides/meet-safely.md`, and an anchor in it.
    File {
        /// The file's path in the project.
        path: String,
        /// The anchor, or empty.
        anchor: String,
    },
    /// A page of the site by its address from the top, such as `areas/camden/`, and an anchor.
    Site {
        /// The address, without the first `/`.
        address: String,
        /// The anchor, or empty.
        anchor: String,
    },
    /// A place on the same page.
    Anchor(String),
    /// Somewhere else: `https:`, `http:`, `mailto:` or `tel:`.
    Outside(String),
}

/// The words of inlines, without marks.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_plain(inner, text),
            Inline::Link { content, .. } => push_plain(content, text),
            Inline::Break => text.push(' '),
        }
    }
}
