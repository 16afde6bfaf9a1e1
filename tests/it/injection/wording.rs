//! The words of the theme, which a site may change for itself: they stay words on every page.

use std::fs;

use handrail::problem::Kind;
use serde_yaml::Value;

use super::corpus::{attacks, harmless};
use super::{assert_built_alike, pages};
use crate::everything;
use crate::house;

/// Every word of the theme, with these words after it.
fn changed(words: &Value, more: &str) -> Value {
    match words {
        Value::String(text) => Value::from(format!("{text} {more}")),
        Value::Sequence(list) => list.iter().map(|words| changed(words, more)).collect(),
        Value::Mapping(group) => {
            let group = group.iter();
            let group = group.map(|(name, words)| (name.clone(), changed(words, more)));
            Value::Mapping(group.collect())
        }
        other => other.clone(),
    }
}

#[test]
fn markup_in_every_word_of_the_theme_is_shown_as_words() {
    let file = house::root().join("themes/easy-read/strings/en.yml");
    let text = fs::read_to_string(file).expect("the words of the theme");
    let words: Value = serde_yaml::from_str(&text).expect("YAML");
    let site = |more: &str| {
        let text = serde_yaml::to_string(&changed(&words, more)).expect("YAML");
        everything::site().file("content/words/en.yml", text)
    };
    for attack in attacks("words") {
        // Words in braces that the theme does not fill in are an error: `own_words` holds that.
        let built = site(&attack).build();
        if built.problems.has_errors() {
            let kinds = built
                .problems
                .iter()
                .all(|problem| problem.kind == Kind::WordsInBraces);
            assert!(kinds && attack.contains('{'), "{attack}");
            continue;
        }
        let (found, clean) = (pages(&built), pages(&site(&harmless(&attack)).good()));
        assert_built_alike(&attack, &found, &clean);
    }
}
