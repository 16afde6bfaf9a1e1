//! The theme's scripts: small, safe, and an extra.

use super::{none, texts};

const THEME: &str = "themes/easy-read";

/// Ways to make markup out of text, to run text, to remember people or to reach other servers.
const NEVER: [&str; 15] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "createContextualFragment",
    "DOMParser",
    "eval(",
    "new Function",
    "new RegExp",
    "document.cookie",
    "sendBeacon",
    "http:",
    "https:",
    "console.",
    "import(",
];

#[test]
fn scripts_do_nothing_that_is_not_safe() {
    let mut wrong = Vec::new();
    let scripts = texts(THEME, &["js"]);
    assert!(!scripts.is_empty());
    for (path, text) in &scripts {
        for word in NEVER {
            if text.contains(word) {
                wrong.push(format!("{path}: `{word}`"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn scripts_can_be_made_smaller_line_by_line() {
    let mut wrong = Vec::new();
    for (path, text) in texts(THEME, &["js"]) {
        for line in text.lines() {
            let line = line.trim();
            if line.matches('`').count() % 2 == 1 && !line.starts_with("//") {
                wrong.push(format!(
                    "{path}: a text in backticks over two lines: {line}"
                ));
            }
            if line.starts_with("/*") || line.starts_with('*') {
                wrong.push(format!("{path}: write comments with `//`: {line}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn a_component_starts_under_its_own_name() {
    let mut wrong = Vec::new();
    for (path, text) in texts(&format!("{THEME}/components"), &["js"]) {
        let name = path
            .rsplit('/')
            .next()
            .and_then(|file| file.strip_suffix(".js"))
            .unwrap_or_default();
        if !text.contains(&format!("handrail.module('{name}', ")) {
            wrong.push(format!(
                "{path}: it does not start with `handrail.module('{name}', …`"
            ));
        }
    }
    none(&wrong);
}
