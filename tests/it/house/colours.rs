//! The colours of the theme: raw ones in their own files only, and the contrast of every pair.

use std::collections::BTreeMap;
use std::fs;

use handrail::model::colour::Colour;
use serde_yaml::Value;

use super::{none, root, texts};

const THEME: &str = "themes/easy-read";

/// Words for colours that follow what the reader has chosen.
const SYSTEM: [&str; 3] = ["currentcolor", "transparent", "inherit"];

/// Names of colours that could slip into a style.
const NAMED: [&str; 20] = [
    "white", "black", "red", "green", "blue", "yellow", "orange", "purple", "pink", "brown",
    "grey", "gray", "silver", "navy", "teal", "maroon", "olive", "lime", "aqua", "gold",
];

/// A style without its comments.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare + rest
}

#[test]
fn raw_colours_stand_in_the_files_for_colours_only() {
    let mut wrong = Vec::new();
    for (path, text) in texts(THEME, &["css"]) {
        let is_home = ["/tokens.css", "/choices.css"]
            .iter()
            .any(|file| path.ends_with(file))
            || path.contains("/colours/");
        if is_home {
            continue;
        }
        for line in bare(&text).lines() {
            let Some((_, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.to_lowercase();
            let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && !"#-".contains(c));
            let is_raw = words.any(|word| word.starts_with('#') || NAMED.contains(&word));
            let is_made = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "lab("]
                .iter()
                .any(|f| value.contains(f));
            let is_declaration = line.trim_end().ends_with(';');
            if is_declaration && (is_raw || is_made) && !SYSTEM.contains(&value.trim()) {
                wrong.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    none(&wrong);
}

#[test]
fn styles_load_nothing_from_elsewhere() {
    let mut wrong = Vec::new();
    for (path, text) in texts(THEME, &["css"]) {
        let bare = bare(&text);
        for word in [
            "url(",
            "@import",
            "@font-face",
            "http:",
            "https:",
            "expression(",
        ] {
            if bare.contains(word) {
                wrong.push(format!("{path}: `{word}`"));
            }
        }
    }
    none(&wrong);
}

/// The values of the custom properties of a set, in light or dark, with more contrast or not.
fn properties(set: &str, mode: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for file in ["tokens.css".to_owned(), format!("colours/{set}.css")] {
        let text = fs::read_to_string(root().join(THEME).join(&file)).expect("a style");
        for (condition, block) in blocks(&bare(&text)) {
            if applies(&condition, mode) {
                for line in block.split(';') {
                    if let Some((name, value)) = line.trim().split_once(':') {
                        values.insert(
                            name.trim_start_matches("--").to_owned(),
                            value.trim().to_owned(),
                        );
                    }
                }
            }
        }
    }
    values
}

/// Each `:root` block of a style, with the condition that it stands under.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(":root") {
        let condition = match before.rsplit_once("@media") {
            Some((_, condition))
                if condition.matches('{').count() > condition.matches('}').count() =>
            {
                condition.trim().trim_end_matches('{').trim().to_owned()
            }
            _ => String::new(),
        };
        let (_, inside) = after.split_once('{').expect("a block starts");
        let (block, later) = inside.split_once('}').expect("a block ends");
        blocks.push((condition, block.to_owned()));
        rest = later;
    }
    blocks
}

/// Whether a block counts in a mode: `light`, `dark`, `more-light`, `more-dark`.
fn applies(condition: &str, mode: &str) -> bool {
    if condition.contains("print") || condition.contains("forced-colors") {
        return false;
    }
    let needs = |word: &str, has: bool| !condition.contains(word) || has;
    needs("prefers-color-scheme: dark", mode.ends_with("dark"))
        && needs("prefers-contrast: more", mode.starts_with("more"))
}

/// The contrast of two colours, as the build counts it.
fn contrast(one: &str, two: &str) -> f64 {
    let colour = |text: &str| Colour::parse(text).expect("a colour");
    colour(one).contrast(colour(two))
}

/// The sets of colours that the theme has.
pub(super) fn sets() -> Vec<String> {
    let theme = fs::read_to_string(root().join(THEME).join("theme.yml")).expect("the theme");
    let theme: Value = serde_yaml::from_str(&theme).expect("the theme is YAML");
    let sets = theme["colours"].as_sequence().into_iter().flatten();
    sets.filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn every_pair_of_colours_has_its_contrast() {
    let text = fs::read_to_string(root().join(THEME).join("colours.yml")).expect("the pairs");
    let pairs: Vec<Value> = serde_yaml::from_str(&text).expect("the pairs are a list");
    let mut wrong = Vec::new();
    let mut counted = 0;
    for set in sets() {
        for mode in ["light", "dark", "more-light", "more-dark"] {
            let values = properties(&set, mode);
            for pair in &pairs {
                let word = |name: &str| pair[name].as_str().unwrap_or_default().to_owned();
                let is_other = |name: &str, own: &str| !word(name).is_empty() && word(name) != own;
                if is_other("set", &set) || is_other("mode", mode) {
                    continue;
                }
                counted += 1;
                let shown = format!("{set} {mode}: {} on {}", word("text"), word("ground"));
                let (text, ground) = (values.get(&word("text")), values.get(&word("ground")));
                let (Some(text), Some(ground)) = (text, ground) else {
                    wrong.push(format!("{shown} is not there"));
                    continue;
                };
                let least = pair["minimum"].as_f64().expect("a least contrast");
                assert!(least >= 3.0, "{pair:?}");
                let found = contrast(text, ground);
                if found < least {
                    wrong.push(format!("{shown}: {found:.2}"));
                }
            }
        }
    }
    assert!(counted > 400, "only {counted} pairs");
    none(&wrong);
}

#[test]
fn contrast_is_computed_as_the_guideline_says() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 0.001);
}
