//! The words of the theme: each that is used is there, and each that is there is used. And what
//! templates may print as it is.

use std::collections::BTreeSet;

use serde_yaml::Value;

use super::{none, root, texts};

/// Every dotted name of `strings/en.yml` that has a text.
fn names() -> BTreeSet<String> {
    let path = root().join("themes/easy-read/strings/en.yml");
    let text = std::fs::read_to_string(path).expect("the words of the theme");
    let words = serde_yaml::from_str(&text).expect("the words are YAML");
    let mut names = BTreeSet::new();
    push_names(&words, "", &mut names);
    assert!(names.len() > 100, "only {} words were found", names.len());
    names
}

fn push_names(words: &Value, before: &str, names: &mut BTreeSet<String>) {
    let join = |name: &str| match before {
        "" => name.to_owned(),
        before => format!("{before}.{name}"),
    };
    match words {
        Value::Mapping(group) => {
            for (name, words) in group {
                push_names(words, &join(name.as_str().unwrap_or_default()), names);
            }
        }
        Value::Sequence(list) => {
            for (index, words) in list.iter().enumerate() {
                push_names(words, &join(&index.to_string()), names);
            }
        }
        _ => {
            names.insert(before.to_owned());
        }
    }
}

/// The places that name a word: `file:line` and the name. A `*` stands for what is filled in.
fn uses() -> Vec<(String, String)> {
    let mut uses = Vec::new();
    for (path, text) in texts("src/render", &["rs"]) {
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let counted: Vec<&str> = code
            .match_indices("count(")
            .map(|(at, _)| &code[at..])
            .collect();
        for name in literals(code).filter(|name| is_name(name)) {
            let is_counted = counted.iter().any(|call| {
                let start: String = call
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .take(90)
                    .collect();
                start.starts_with(&format!("count(\"{name}\""))
            });
            let shown = pattern(&name);
            if is_counted {
                uses.push((path.clone(), format!("{shown}.one")));
                uses.push((path.clone(), format!("{shown}.other")));
            } else {
                uses.push((path.clone(), shown));
            }
        }
    }
    for (path, text) in texts("themes/easy-read", &["html"]) {
        for (line, words) in text.lines().enumerate() {
            let place = format!("{path}:{}", line + 1);
            uses.extend(
                in_template(words)
                    .into_iter()
                    .map(|name| (place.clone(), name)),
            );
        }
    }
    uses
}

/// The texts between quotation marks in Rust. Handrail's names of words hold no escapes.
fn literals(code: &str) -> impl Iterator<Item = String> + '_ {
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
}

/// `facts.phone` or `price.units.{}`: lower-case words with dots between.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || "_-{}".contains(c))
    };
    let mut words = text.split('.');
    let first = words.next().unwrap_or_default();
    let ends = ["html", "css", "js", "svg", "yml", "md", "txt", "xml"];
    let is_file = text
        .rsplit('.')
        .next()
        .is_some_and(|end| ends.contains(&end));
    text.contains('.') && is_word(first) && !first.contains('{') && words.all(is_word) && !is_file
}

/// `price.units.*` for `price.units.{}`.
fn pattern(name: &str) -> String {
    let parts = name
        .split('.')
        .map(|part| if part.contains('{') { "*" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

/// The names after `text.` in a template.
fn in_template(line: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    line.match_indices("text.")
        .filter(|(at, _)| !line[..*at].ends_with(is_part))
        .map(|(at, start)| {
            let rest = &line[at + start.len()..];
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            rest[..end].trim_end_matches(['.', '-']).to_owned()
        })
        .collect()
}

/// True when the name is the one that is used, or lies in the group that is used.
fn is_used(name: &str, used: &str) -> bool {
    let mut parts = name.split('.');
    used.split('.').all(|wanted| {
        let part = parts.next();
        part.is_some() && (wanted == "*" || part == Some(wanted))
    })
}

#[test]
fn every_word_that_is_used_is_there() {
    let names = names();
    let groups: BTreeSet<&str> = names
        .iter()
        .filter_map(|name| name.split('.').next())
        .collect();
    let uses = uses();
    assert!(uses.len() > 150, "only {} uses were found", uses.len());
    let missing: Vec<String> = uses
        .iter()
        .filter(|(_, used)| {
            used.split('.')
                .next()
                .is_some_and(|group| groups.contains(group))
        })
        .filter(|(_, used)| !names.iter().any(|name| is_used(name, used)))
        .map(|(place, used)| format!("{place}: there is no word `{used}` in strings/en.yml"))
        .collect();
    none(&missing);
}

#[test]
fn every_group_of_words_that_is_used_is_there() {
    let names = names();
    let wrong: Vec<String> = uses()
        .into_iter()
        .filter(|(_, used)| !names.iter().any(|name| is_used(name, used)))
        .map(|(place, used)| format!("{place}: `{used}`"))
        .collect();
    none(&wrong);
}

#[test]
fn every_word_that_is_there_is_used() {
    let uses = uses();
    let idle: Vec<String> = names()
        .into_iter()
        .filter(|name| !uses.iter().any(|(_, used)| is_used(name, used)))
        .collect();
    none(&idle);
}

/// Only HTML that was made and escaped in Rust is printed as it is, and its name says so.
#[test]
fn templates_print_only_html_as_it_is() {
    let mut wrong = Vec::new();
    for (path, text) in texts("themes/easy-read", &["html"]) {
        for (line, words) in text.lines().enumerate() {
            for (at, _) in words.match_indices("safe") {
                let before = words[..at].trim_end();
                let Some(value) = before.strip_suffix('|') else {
                    continue;
                };
                let value = value.trim_end();
                let start = value.rfind([' ', '{', '(']).map_or(0, |at| at + 1);
                let name = &value[start..];
                let is_good =
                    name.ends_with("_html") || NAMED_HTML.contains(&(path.as_str(), name));
                if !is_good {
                    wrong.push(format!("{path}:{}: `{name}`", line + 1));
                }
            }
        }
        assert!(
            !text.contains("autoescape"),
            "{path} changes how text is escaped"
        );
    }
    none(&wrong);
}

/// Names of one item of a list of HTML.
const NAMED_HTML: [(&str, &str); 0] = [];

#[test]
fn names_of_words_are_found_in_templates_and_patterns() {
    assert_eq!(
        in_template("{{ text.a.b }} {{ line.text.c }} {{text.d}}"),
        ["a.b", "d"]
    );
    assert!(is_name("price.units.{}") && !is_name("pages/home.html") && !is_name("a b.c"));
    assert!(is_used("price.units.hour", "price.units.*") && is_used("a.b.c", "a.b"));
    assert!(!is_used("a.b", "a.b.c") && !is_used("a.b", "a.c"));
}
