//! Dark colours that follow the device, and also what the reader chooses on this site.
//!
//! A style says its dark values once, under `@media (prefers-color-scheme: dark)`. The reader may
//! choose another ground than the device has: `data-ground` on the page then says which. So such a
//! block counts only while there is no choice, and a second one counts when dark is chosen.

/// The condition under which a device wants dark colours.
const DARK: &str = "(prefers-color-scheme: dark)";

/// The page of a reader who did not choose a ground.
const NO_CHOICE: &str = ":not([data-ground])";

/// The page of a reader who chose dark.
const CHOSEN: &str = "[data-ground=\"dark\"]";

/// A style sheet whose dark blocks follow the reader's choice too. Blocks with conditions that
/// are more than plain ones stay as they are, and follow the device only.
pub(crate) fn follow_choice(style: &str) -> String {
    let mut followed = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("@media") {
        followed.push_str(before);
        let Some((condition, block, later)) = media_block(after) else {
            followed.push_str("@media");
            rest = after;
            continue;
        };
        match both(condition, block) {
            Some(blocks) => followed.push_str(&blocks),
            None => followed.push_str(&format!("@media{condition}{{{block}}}")),
        }
        rest = later;
    }
    followed.push_str(rest);
    followed
}

/// The condition, the inside and the rest of a style that goes on after `@media`.
fn media_block(after: &str) -> Option<(&str, &str, &str)> {
    let (condition, inside) = after.split_once('{')?;
    let mut open = 1_usize;
    for (at, character) in inside.char_indices() {
        match character {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            let (block, rest) = inside.split_at(at);
            return Some((condition, block, rest.strip_prefix('}')?));
        }
    }
    None
}

/// The block for the device's choice, then the block for the reader's choice.
fn both(condition: &str, block: &str) -> Option<String> {
    let parts: Vec<&str> = condition.trim().split(" and ").map(str::trim).collect();
    let is_plain = !condition.contains(',') && !block.contains('@');
    if !is_plain || !parts.contains(&DARK) {
        return None;
    }
    let others: Vec<&str> = parts.into_iter().filter(|part| *part != DARK).collect();
    let others = match others.join(" and ") {
        none if none.is_empty() => "screen".to_owned(),
        others => others,
    };
    let device = guarded(block, NO_CHOICE);
    let chosen = guarded(block, CHOSEN);
    Some(format!(
        "@media{condition}{{\n{device}}}\n@media {others} {{\n{chosen}}}"
    ))
}

/// The rules of a block, for pages that are as `guard` says.
fn guarded(block: &str, guard: &str) -> String {
    let mut rules = String::new();
    for rule in block.split_inclusive('}') {
        let Some((selectors, values)) = rule.split_once('{') else {
            continue;
        };
        let selectors: Vec<String> = selectors_of(selectors)
            .into_iter()
            .map(|selector| guarded_selector(selector.trim(), guard))
            .collect();
        rules.push_str(&format!("{} {{{values}\n", selectors.join(",\n")));
    }
    rules
}

/// The selectors of a rule. A comma in brackets is part of a selector, as in `:is(a, b)`.
fn selectors_of(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    list.split(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    })
    .collect()
}

fn guarded_selector(selector: &str, guard: &str) -> String {
    match selector.strip_prefix(":root") {
        Some(rest) => format!(":root{guard}{rest}"),
        None => format!(":root{guard} {selector}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_block_follows_the_device_until_the_reader_chooses() {
        let style = ":root { --a: 1; }\n@media screen and (prefers-color-scheme: dark) { :root { --a: 2; } }\np { c: d; }";
        assert_eq!(
            follow_choice(style),
            ":root { --a: 1; }\n\
             @media screen and (prefers-color-scheme: dark) {\n\
             :root:not([data-ground]) { --a: 2; }\n}\n\
             @media screen {\n\
             :root[data-ground=\"dark\"] { --a: 2; }\n}\np { c: d; }"
        );
    }

    #[test]
    fn other_conditions_still_count() {
        let style = "@media screen and (prefers-contrast: more) and (prefers-color-scheme: dark) {\n.a,\n:root .b { c: d; }\n}";
        let followed = follow_choice(style);
        assert!(followed.contains(
            "@media screen and (prefers-contrast: more) {\n\
             :root[data-ground=\"dark\"] .a,\n:root[data-ground=\"dark\"] .b { c: d; }\n}"
        ));
        assert!(followed.starts_with(
            "@media screen and (prefers-contrast: more) and (prefers-color-scheme: dark) {\n\
             :root:not([data-ground]) .a,"
        ));
    }

    #[test]
    fn selectors_with_brackets_follow_the_choice_too() {
        let style = "@media (prefers-color-scheme: dark) { :is(a, b), p:not(.c) { c: d; } }";
        let followed = follow_choice(style);
        assert!(followed.contains(
            ":root:not([data-ground]) :is(a, b),\n:root:not([data-ground]) p:not(.c) { c: d; }"
        ));
        assert!(followed.contains(
            ":root[data-ground=\"dark\"] :is(a, b),\n:root[data-ground=\"dark\"] p:not(.c) { c: d; }"
        ));
    }

    #[test]
    fn a_chosen_dark_never_reaches_paper() {
        let followed = follow_choice("@media (prefers-color-scheme: dark) { a { b: c; } }");
        assert!(followed.contains("@media screen {\n:root[data-ground=\"dark\"] a { b: c; }"));
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for style in [
            "@media print { a { b: c; } }",
            "@media (prefers-color-scheme: light) { a { b: c; } }",
            "@media print, (prefers-color-scheme: dark) { a { b: c; } }",
            "@media (prefers-color-scheme: dark) { @supports (a: b) { c { d: e; } } }",
            "@media (prefers-color-scheme: dark) { a { b: c; }",
            "@media",
            "",
        ] {
            assert_eq!(follow_choice(style), style);
        }
    }
}
