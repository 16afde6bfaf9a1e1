//! What the reader may choose: each ground keeps the contrast of every pair of colours, and the
//! theme has no motion to turn off.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::Value;

use super::{none, root, texts};

const THEME: &str = "themes/easy-read";

fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(THEME).join(path)).expect("a file of the theme");
    let mut bare = String::new();
    let mut rest = text.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare + rest
}

/// The custom properties in the blocks of a style whose selector is exactly this.
fn properties(style: &str, selector: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for rule in style.split('}') {
        let mut parts = rule.rsplitn(2, '{');
        let (block, selectors) = (parts.next(), parts.next());
        let is_it = selectors.is_some_and(|selectors| {
            let last = selectors.rsplit(['{', ';']).next().unwrap_or_default();
            last.split(',').any(|one| one.trim() == selector)
        });
        for line in block.filter(|_| is_it).unwrap_or_default().split(';') {
            if let Some((name, value)) = line.trim().split_once(':') {
                values.insert(name.trim_start_matches("--").into(), value.trim().into());
            }
        }
    }
    values
}

/// The part of a style that comes before its first condition: what holds in light.
fn light(path: &str) -> BTreeMap<String, String> {
    let style = read(path);
    let unconditional = style.split("@media").next().unwrap_or_default();
    properties(unconditional, ":root")
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, two: &str) -> f64 {
    let luminance = |colour: &str| -> f64 {
        let digits = colour.strip_prefix('#').expect("a colour starts with #");
        assert_eq!(digits.len(), 6, "{colour}");
        let shares = [0.2126, 0.7152, 0.0722];
        let parts = shares.iter().enumerate().map(|(index, share)| {
            let byte = u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).expect("digits");
            let value = f64::from(byte) / 255.0;
            let linear = if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            };
            share * linear
        });
        parts.sum()
    };
    let (one, two) = (luminance(one), luminance(two));
    (one.max(two) + 0.05) / (one.min(two) + 0.05)
}

/// The grounds of `choices.css` that have colours of their own.
fn grounds(style: &str) -> Vec<String> {
    let mut names: Vec<String> = style
        .split(":root[data-ground=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name != "dark")
        .collect();
    names.dedup();
    names
}

#[test]
fn each_ground_keeps_every_contrast_of_light() {
    let pairs: Vec<Value> = serde_yaml::from_str(&read("colours.yml")).expect("the pairs");
    let choices = read("choices.css");
    let names = grounds(&choices);
    assert!(names.len() >= 3, "{names:?}");
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for set in super::colours::sets() {
        let mut device = light("tokens.css");
        device.extend(light(&format!("colours/{set}.css")));
        for pair in &pairs {
            let word = |name: &str| pair[name].as_str().unwrap_or_default();
            let is_other = |name: &str, own: &str| !word(name).is_empty() && word(name) != own;
            if is_other("mode", "light") || is_other("set", &set) {
                continue;
            }
            let (text, ground) = (word("text"), word("ground"));
            for name in &names {
                let own = properties(&choices, &format!(":root[data-ground=\"{name}\"]"));
                let colour = |token: &str| own.get(token).or(device.get(token)).expect("a colour");
                let found = contrast(colour(text), colour(ground));
                checked += 1;
                if found < pair["minimum"].as_f64().expect("a least contrast") {
                    wrong.push(format!("{set} {name}: {text} on {ground}: {found:.2}"));
                }
            }
        }
    }
    assert!(checked > 300, "only {checked} pairs");
    none(&wrong);
}

#[test]
fn the_page_of_choices_is_right_that_nothing_moves() {
    let mut wrong = Vec::new();
    for (path, text) in texts(THEME, &["css"]) {
        for word in ["transition", "animation", "@keyframes", "scroll-behavior"] {
            if text.contains(word) {
                wrong.push(format!("{path}: `{word}`"));
            }
        }
    }
    for (path, text) in texts(THEME, &["js"]) {
        for word in [".animate(", "'smooth'"] {
            if text.contains(word) {
                wrong.push(format!("{path}: `{word}`"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn contrast_and_blocks_are_read_as_they_stand() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    let style = "@media screen { .a, .b { --x: 1; } .b { --y: 2; } }";
    assert_eq!(properties(style, ".b").len(), 2);
    assert_eq!(properties(style, ".a").len(), 1);
}
