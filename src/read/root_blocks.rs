//! The custom properties of a style: the `:root` blocks, when they count, and where each value
//! stands in the text. `:root[data-ground="cream"]` counts when the reader chose that ground.

use std::ops::Range;

use crate::model::colour::Mode;

/// A `:root` block of a style.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RootBlock {
    /// When it counts.
    pub(crate) mode: Mode,
    /// The grounds for which it counts.
    pub(crate) ground: OnGround,
    /// Where it ends: before its closing brace.
    pub(crate) end: usize,
    /// Its custom properties: the name without `--`, and where the value stands.
    pub(crate) properties: Vec<(String, Range<usize>)>,
}

/// The grounds for which a block counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OnGround {
    /// All, and a page without a choice.
    All,
    /// Every ground that readers choose.
    Chosen,
    /// The ground of this name.
    Named(String),
}

impl OnGround {
    /// Reads one selector. Nothing when it is not one of the page as a whole.
    fn of(selector: &str) -> Option<OnGround> {
        let rest = selector.trim().strip_prefix(":root")?;
        if rest.is_empty() {
            return Some(OnGround::All);
        }
        let rest = rest.strip_prefix("[data-ground")?.strip_suffix(']')?;
        if rest.is_empty() {
            return Some(OnGround::Chosen);
        }
        let name = rest.strip_prefix('=')?.trim_matches(['"', '\'']);
        let is_plain = name.chars().all(|c| c.is_alphanumeric() || c == '-');
        is_plain.then(|| OnGround::Named(name.to_owned()))
    }
}

/// Every `:root` block that counts on a screen in one of the modes, in order. A block with several
/// selectors is there once for each.
pub(crate) fn root_blocks(style: &str) -> Vec<RootBlock> {
    let text = without_comments(style);
    let mut blocks = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let after = at + 1;
        match letter {
            '{' => {
                let before = text.get(start..at).unwrap_or_default();
                open.push((before.trim(), after));
                start = after;
            }
            '}' => {
                if let Some((selectors, inside)) = open.pop() {
                    let conditions: Vec<&str> = open.iter().map(|(words, _)| *words).collect();
                    let grounds = selectors.split(',').filter_map(OnGround::of);
                    if let Some(mode) = mode_of(&conditions) {
                        blocks.extend(grounds.map(|ground| RootBlock {
                            mode,
                            ground,
                            end: at,
                            properties: properties(&text, inside..at),
                        }));
                    }
                }
                start = after;
            }
            ';' => start = after,
            _ => {}
        }
    }
    blocks
}

/// The text with spaces in place of comments, so that every place stays the same.
fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, later) = match after.split_once("*/") {
            Some((comment, later)) => (comment.len() + 4, later),
            None => (after.len() + 2, ""),
        };
        bare.push_str(before);
        bare.push_str(&" ".repeat(comment));
        rest = later;
    }
    bare.push_str(rest);
    bare
}

/// The mode of a block below these conditions; nothing for paper, forced colours and anything else.
fn mode_of(conditions: &[&str]) -> Option<Mode> {
    let (mut is_dark, mut is_more) = (false, false);
    for condition in conditions {
        for part in condition.strip_prefix("@media")?.split(" and ") {
            let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
            match part.as_str() {
                "screen" | "all" => {}
                "(prefers-color-scheme:dark)" => is_dark = true,
                "(prefers-contrast:more)" => is_more = true,
                _ => return None,
            }
        }
    }
    Some(match (is_more, is_dark) {
        (false, false) => Mode::Light,
        (false, true) => Mode::Dark,
        (true, false) => Mode::MoreLight,
        (true, true) => Mode::MoreDark,
    })
}

fn properties(text: &str, inside: Range<usize>) -> Vec<(String, Range<usize>)> {
    let mut properties = Vec::new();
    let mut at = inside.start;
    for line in text.get(inside).unwrap_or_default().split(';') {
        if let Some((name, value)) = line.split_once(':') {
            let start = at + name.len() + 1 + (value.len() - value.trim_start().len());
            if let Some(name) = name.trim().strip_prefix("--") {
                properties.push((name.to_owned(), start..start + value.trim().len()));
            }
        }
        at += line.len() + 1;
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_with_their_mode_and_place() {
        let style = "/* --é: x; */ :root { --a: #fff; /* { */ --b : 1rem }\n\
                     a { color: red; } @media screen and (prefers-color-scheme: dark) {\n\
                     :root{--a:#000;} :root[data-x] { --a: #123; } }\n\
                     @media print { :root { --a: #111; } }\n\
                     @media (prefers-contrast: more) { :root { --a: #222 } }";
        let found: Vec<(Mode, Vec<(String, &str)>)> = root_blocks(style)
            .into_iter()
            .map(|block| {
                let values = block.properties.into_iter();
                let values = values.map(|(name, place)| (name, &style[place]));
                (block.mode, values.collect())
            })
            .collect();
        let a = |value| vec![("a".to_owned(), value)];
        assert_eq!(
            found,
            [
                (
                    Mode::Light,
                    vec![("a".to_owned(), "#fff"), ("b".to_owned(), "1rem")]
                ),
                (Mode::Dark, a("#000")),
                (Mode::MoreLight, a("#222")),
            ]
        );
    }

    #[test]
    fn a_ground_that_readers_choose_has_blocks_of_its_own() {
        let style = "@media screen { :root[data-ground], a { --a: #fff; }\n\
                     :root[data-ground=\"cream\"],\n:root[data-ground='blue'] { --a: #eee; }\n\
                     :root[data-ground=\"x\"] p { --a: #ddd; } }";
        let found: Vec<(Mode, OnGround)> = root_blocks(style)
            .into_iter()
            .map(|block| (block.mode, block.ground))
            .collect();
        assert_eq!(
            found,
            [
                (Mode::Light, OnGround::Chosen),
                (Mode::Light, OnGround::Named("cream".to_owned())),
                (Mode::Light, OnGround::Named("blue".to_owned())),
            ]
        );
    }

    #[test]
    fn broken_styles_have_no_blocks() {
        for style in [
            "",
            ":root {",
            "}}}",
            ":root } {",
            "/*",
            "@media { :root { --a: #fff",
        ] {
            assert_eq!(root_blocks(style), [], "{style}");
        }
    }
}
