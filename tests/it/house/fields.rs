//! `themes/easy-read/FIELDS.md`: what templates may see, for designers. It is made from the comments
//! of `src/render/views/`, and this test fails when it is old.
//!
//! `INSTA_UPDATE=always cargo test --test it fields` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use super::{none, root, texts};

const TABLE: &str = "themes/easy-read/FIELDS.md";

/// A view: what it is, and its fields with their type and what they mean.
struct View {
    file: String,
    words: String,
    fields: Vec<(String, String, String)>,
}

/// Every view by its name.
fn views() -> BTreeMap<String, View> {
    let mut views = BTreeMap::new();
    for (path, text) in texts("src/render/views", &["rs"]) {
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let mut words = String::new();
        let mut is_view = false;
        let mut is_left_out = false;
        let mut open: Option<(String, View)> = None;
        for line in code.lines().map(str::trim) {
            if let Some(comment) = line.strip_prefix("/// ") {
                let space = if words.is_empty() { "" } else { " " };
                words = format!("{words}{space}{comment}");
                continue;
            }
            if line.starts_with("#[") {
                is_view |= line.contains("Serialize");
                is_left_out |= line == "#[serde(skip)]";
                continue;
            }
            if std::mem::take(&mut is_left_out) {
                words.clear();
                continue;
            }
            let bare = line.trim_start_matches("pub(crate) ");
            match (
                &mut open,
                bare.strip_prefix("struct "),
                bare.split_once(": "),
            ) {
                (None, Some(name), _) if is_view => {
                    let end = name
                        .find(|c: char| !c.is_alphanumeric())
                        .unwrap_or(name.len());
                    let file = path.trim_start_matches("src/render/views/").to_owned();
                    let view = View {
                        file,
                        words: words.clone(),
                        fields: Vec::new(),
                    };
                    let view = (name[..end].to_owned(), view);
                    if name.ends_with('{') {
                        open = Some(view);
                    } else {
                        views.extend([view]);
                    }
                }
                (Some((_, view)), _, Some((name, kind))) => {
                    let kind = kind.trim_end_matches(',').to_owned();
                    view.fields.push((name.to_owned(), kind, words.clone()));
                }
                (Some(_), ..) if bare == "}" => views.extend(open.take()),
                _ => {}
            }
            words.clear();
            is_view = false;
        }
    }
    assert!(views.len() > 20, "only {} views were found", views.len());
    views
}

/// A type of Rust in the words of a designer.
fn kind(text: &str) -> String {
    let inside = |start: &str| text.strip_prefix(start)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{}, or nothing", kind(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list: {}", kind(inner));
    }
    match text {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" => "number".to_owned(),
        view => {
            let name = view.trim_end_matches("View");
            let is_view = name.chars().all(char::is_alphanumeric);
            assert!(is_view, "`{view}` has no words for designers");
            format!("[{name}](#{})", name.to_lowercase())
        }
    }
}

fn table() -> String {
    let mut table = String::from(
        "# What templates may see\n\nEvery template sees `page`, which is a Frame; `site`, which is \
         a Site; `text`, the words of `strings/`; and `view`, which depends on the page. The view \
         of `pages/provider.html` is a Provider, and so on. Print a field as `{{ view.summary }}`. \
         Only fields that end in `_html` are printed with `| safe`.\n\nThis file is made from the \
         comments of `src/render/views/`. A test fails when it is old.\n",
    );
    for (name, view) in views() {
        let name = name.trim_end_matches("View");
        let _ = writeln!(table, "\n## {name}\n\n{} (`{}`)", view.words, view.file);
        if view.fields.is_empty() {
            table.push_str("\nIt has no fields.\n");
            continue;
        }
        table.push_str("\n| field | what it is | what it means |\n| --- | --- | --- |\n");
        for (field, kind_of, words) in view.fields {
            let _ = writeln!(table, "| `{field}` | {} | {words} |", kind(&kind_of));
        }
    }
    table
}

#[test]
fn every_field_that_templates_see_is_described() {
    let mut silent = Vec::new();
    for (name, view) in views() {
        if view.words.is_empty() {
            silent.push(format!("{}: {name}", view.file));
        }
        let fields = view.fields.iter().filter(|(.., words)| words.is_empty());
        silent.extend(fields.map(|(field, ..)| format!("{}: {name}.{field}", view.file)));
    }
    none(&silent);
}

#[test]
fn the_table_for_designers_is_new() {
    let path = root().join(TABLE);
    let table = table();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, &table).expect("the table is written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == table,
        "{TABLE} is old. Run: INSTA_UPDATE=always cargo test --test it fields"
    );
}
