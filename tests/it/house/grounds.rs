//! What the reader may choose: each ground keeps the contrast of every pair of colours, and the
//! theme has no motion to turn off.

use std::fs;

use super::{none, root, texts};
use crate::site::{self, KITE_CARE, Site};

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

/// The problems of a site in this set of colours, with this text in place of `choices.css`.
fn problems(set: &str, choices: &str) -> Vec<String> {
    let settings = format!("{}colours: {set}\n", site::SETTINGS);
    let site = Site::small().with(KITE_CARE).with(&settings);
    site.file("themes/easy-read/choices.css", choices)
        .problems()
}

/// The build looks at each ground itself, so a good site in each set is enough.
#[test]
fn each_ground_keeps_every_contrast_of_light() {
    let choices = read("choices.css");
    let sets = super::colours::sets();
    assert!(sets.len() >= 3, "{sets:?}");
    for set in sets {
        assert_eq!(problems(&set, &choices), [""; 0], "{set}");
    }
}

#[test]
fn a_weak_colour_on_any_ground_is_found() {
    let choices = read("choices.css");
    for ground in ["cream", "blue", "yellow"] {
        let start = format!(":root[data-ground=\"{ground}\"] {{\n    --page: ");
        assert_eq!(choices.matches(&start).count(), 1, "{ground}");
        let weak = choices.replace(&start, &format!("{start}#777777; --was: "));
        let found = problems("teal", &weak);
        let words = format!("When readers choose the ground `{ground}`");
        assert!(
            !found.is_empty() && found.iter().all(|line| line.contains(&words)),
            "{ground}: {found:?}"
        );
    }
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
