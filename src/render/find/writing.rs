//! The words of a piece of writing: all of them for the index, the first for a card.

use crate::model::document::{Block, Document as Writing, Inline};

/// The letters of a summary on a card.
const SUMMARY: usize = 160;

/// The words of a piece of writing.
pub(super) fn words_of(writing: &Writing, words: &mut Vec<String>) {
    for block in &writing.blocks {
        words_of_block(block, words);
    }
}

fn words_of_block(block: &Block, words: &mut Vec<String>) {
    match block {
        Block::Heading { content, .. }
        | Block::Paragraph(content)
        | Block::Idea { content, .. } => {
            words.push(line(content));
        }
        Block::List { items, .. } => {
            items
                .iter()
                .flatten()
                .for_each(|block| words_of_block(block, words));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|block| words_of_block(block, words)),
        Block::Table { head, rows } => {
            let cells = head.iter().chain(rows.iter().flatten());
            words.extend(cells.map(|cell| line(cell)));
        }
        Block::Preformatted(text) => words.push(text.clone()),
    }
}

fn line(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Strong(inside) | Inline::Emphasis(inside) => text.push_str(&line(inside)),
            Inline::Link { content, .. } => text.push_str(&line(content)),
            Inline::Break => text.push(' '),
        }
    }
    text
}

/// The start of a summary, cut between words.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let start: String = text.chars().take(SUMMARY).collect();
    let cut = start.rfind(' ').and_then(|space| start.get(..space));
    format!(
        "{}…",
        cut.unwrap_or(&start).trim_end_matches([',', '.', ';', ':'])
    )
}
