//! Markup in every field: it is shown as words, and never becomes a part of the page.
//!
//! Handrail itself says which fields take any text: those that take "Harmless words". A field that
//! is new is therefore tested as soon as `everything.txt` has it, which another test sees to.

mod addresses;
mod browser;
mod corpus;
mod files;
mod terminal;
mod wording;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use handrail::model::sum::Sum;
use handrail::pipeline::{Built, Options, look};
use handrail::problem::{Kind, Severity};
use handrail::routes::Destination;
use serde_yaml::Value;

use corpus::attacks;

use crate::everything::{self, Facts, Step};
use crate::html::{Html, Tag};
use crate::site::{self, Site, TODAY, page};

const HARMLESS: &str = "Harmless words";

const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
    drafts: false,
};

/// One field that takes any text: its file and the way to it.
struct Field {
    file: Facts,
    way: Vec<Step>,
    is_markdown: bool,
}

/// Every field that takes any text.
static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let mut fields = Vec::new();
    for file in everything::facts() {
        for way in file.ways() {
            let is_leaf = !file.at(&way).is_mapping() && !file.at(&way).is_sequence();
            if is_leaf && kinds_with(&file, &way, HARMLESS).is_empty() {
                let is_markdown = kinds_with(&file, &way, "<b>").contains(&Kind::HtmlInMarkdown);
                fields.push(Field {
                    file: file.clone(),
                    way,
                    is_markdown,
                });
            }
        }
    }
    fields
});

/// The kinds of error that these words in a field give.
fn kinds_with(file: &Facts, way: &[Step], words: &str) -> Vec<Kind> {
    let text = file.with(way, Value::from(words)).text();
    errors_of(&everything::site().file(&file.path, text))
}

/// The kinds of error in a site, without a page made of it.
fn errors_of(site: &Site) -> Vec<Kind> {
    let problems = match look(&site.sources, &OPTIONS) {
        Ok(looked) => looked.all_problems(&site.sources, TODAY),
        Err(problems) => problems,
    };
    let errors = problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error);
    errors.map(|problem| problem.kind).collect()
}

/// What is built with each attack in every field.
static PLANTED: LazyLock<Vec<(String, Built)>> = LazyLock::new(|| {
    let attacks = attacks("words").into_iter();
    attacks
        .map(|attack| {
            let built = planted(&attack).build();
            let problems = site::lines(&built.problems);
            assert!(!built.problems.has_errors(), "{attack}: {problems:?}");
            (attack, built)
        })
        .collect()
});

/// The same with harmless words.
static CLEAN: LazyLock<Built> = LazyLock::new(|| planted(HARMLESS).good());

/// The site with these words in every field that takes any text and is not Markdown.
fn planted(words: &str) -> Site {
    planted_each(|number, field| match must_differ(field) {
        true => format!("{words} {number}"),
        false => words.to_owned(),
    })
}

/// The site with words of its own in each of these fields.
fn planted_each(words: impl Fn(usize, &Field) -> String) -> Site {
    let mut files: BTreeMap<String, Facts> = BTreeMap::new();
    for (number, field) in FIELDS.iter().enumerate() {
        if field.is_markdown {
            continue;
        }
        let path = field.file.path.clone();
        let file = files.entry(path).or_insert_with(|| field.file.clone());
        *file = file.with(&field.way, Value::from(words(number, field)));
    }
    let add = |site: Site, file: &Facts| site.file(&file.path, file.text());
    sign(files.values().fold(everything::site(), add))
}

/// Who agrees must be two, and no two providers have one name.
fn must_differ(field: &Field) -> bool {
    let is_called = |name: &str| field.way.last() == Some(&Step::Field(name.to_owned()));
    is_called("by") || (is_called("name") && field.file.path == "providers/refused.yml")
}

/// The same site with its visits approved as they are.
fn sign(site: Site) -> Site {
    let text = |path: &str| {
        let source = site.sources.get(path).expect("a file");
        source.text().expect("text").to_owned()
    };
    let visits = Sum::of(
        text("providers/visits/everything.yml")
            .trim_end()
            .as_bytes(),
    );
    let record = "content/signoffs/visits/everything.yml";
    let mut signed: Value = serde_yaml::from_str(&text(record)).expect("sign-offs");
    for index in [0, 1] {
        signed[index]["sum"] = Value::from(visits.as_str());
    }
    site.file(record, serde_yaml::to_string(&signed).expect("sign-offs"))
}

/// Every page of a site, read strictly.
fn pages(built: &Built) -> BTreeMap<String, Html> {
    let pages = built
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| (path.to_owned(), read(path, bytes)))
        .collect()
}

fn read(path: &str, bytes: &[u8]) -> Html {
    let text = std::str::from_utf8(bytes).expect("a page is text");
    let odd = text.find(|c: char| c.is_control() && !"\n\t".contains(c));
    assert_eq!(odd, None, "{path}: a control letter");
    Html::read(text).unwrap_or_else(|reason| panic!("{path}: {reason}"))
}

/// True for the theme's own scripts, which are files named by their content.
fn is_own_script(tag: &Tag) -> bool {
    let src = tag.get("src").unwrap_or_default();
    let name = src.trim_start_matches("../").trim_start_matches('/');
    let sum = ["assets/start.", "assets/page."]
        .iter()
        .find_map(|start| name.strip_prefix(start)?.strip_suffix(".js"));
    sum.is_some_and(|sum| sum.len() == 10 && sum.chars().all(|c| c.is_ascii_hexdigit()))
}

/// What no page may have.
pub(crate) fn dangers(html: &Html) -> Vec<String> {
    let mut dangers = Vec::new();
    for tag in html.tags.iter().filter(|tag| !tag.is_end) {
        let barred = ["style", "iframe", "object", "embed", "base", "math", "form"];
        let is_odd_script = tag.name == "script" && !is_own_script(tag);
        if barred.contains(&tag.name.as_str()) || is_odd_script {
            dangers.push(format!("<{}>", tag.name));
        }
        for (name, value) in &tag.attributes {
            let is_address = matches!(name.as_str(), "href" | "src" | "action" | "data");
            let is_odd = name.starts_with("on") || matches!(name.as_str(), "style" | "srcdoc");
            if is_odd || (is_address && !addresses::is_safe(value)) {
                dangers.push(format!("<{} {name}=\"{value}\">", tag.name));
            }
        }
    }
    if html.all("script").count() > 2 {
        dangers.push("more than 2 scripts".to_owned());
    }
    dangers
}

/// The names of all tags with those of their attributes: nothing else may differ between two pages.
fn structure(html: &Html) -> Vec<String> {
    let tag = |tag: &Tag| {
        let names: Vec<&str> = tag.attributes.keys().map(String::as_str).collect();
        let end = if tag.is_end { "/" } else { "" };
        format!("{end}{} {}", tag.name, names.join(" "))
    };
    html.tags.iter().map(tag).collect()
}

#[test]
fn fields_of_every_kind_of_file_take_words() {
    let count = |path: &str| {
        FIELDS
            .iter()
            .filter(|field| field.file.path == path)
            .count()
    };
    for (path, least) in [
        ("content/site.yml", 10),
        ("content/accessibility.yml", 12),
        ("content/lists/services.yml", 8),
        ("content/lists/areas.yml", 3),
        ("content/lists/synonyms.yml", 4),
        ("content/search-checks.yml", 3),
        ("content/sheets/everything.yml", 15),
        ("content/signoffs/visits/everything.yml", 3),
        ("content/lists/kinds.yml", 3),
        ("content/guides/everything.md", 4),
        ("content/guides/everything.easy.md", 2),
        ("content/pages/contact.md", 2),
        ("content/pictures/mine/pictures.yml", 6),
        ("providers/everything.yml", 35),
        ("content/criteria/identity.yml", 4),
        ("providers/checks/everything.yml", 5),
        ("providers/visits/everything.yml", 2),
    ] {
        let found = count(path);
        assert!(found >= least, "{path}: {found} fields, not {least}");
    }
}

/// The same pages with the same structure, and nothing in them that no page may have.
fn assert_built_alike(
    attack: &str,
    found: &BTreeMap<String, Html>,
    clean: &BTreeMap<String, Html>,
) {
    assert!(found.keys().eq(clean.keys()), "{attack}: other pages");
    for (path, html) in found {
        assert_eq!(dangers(html), [""; 0], "{attack} on {path}");
        let (one, other) = (structure(html), structure(&clean[path]));
        assert_eq!(one, other, "{attack} on {path}");
    }
}

#[test]
fn markup_in_every_field_is_shown_as_words() {
    let clean = pages(&CLEAN);
    assert!(clean.len() > 15, "only {} pages", clean.len());
    for (attack, built) in PLANTED.iter() {
        assert_built_alike(attack, &pages(built), &clean);
    }
}

#[test]
fn markup_is_shown_letter_by_letter() {
    let shown = |attack: &str| attack.split_whitespace().collect::<Vec<_>>().join(" ");
    for (attack, built) in PLANTED.iter() {
        if attack.chars().any(char::is_control) {
            continue;
        }
        for path in [
            "providers/everything/index.html",
            "guides/everything/index.html",
        ] {
            let html = Html::read(page(built, path)).expect("a page");
            assert_eq!(html.words("h1"), [shown(attack)]);
        }
    }
}

#[test]
fn words_cannot_add_anything_to_an_email() {
    for (attack, built) in PLANTED.iter() {
        for (path, html) in pages(built) {
            for link in html.tags.iter().filter_map(|tag| tag.get("href")) {
                let Some(rest) = link.strip_prefix("mailto:") else {
                    continue;
                };
                let (address, subject) = rest.split_once("?subject=").unwrap_or((rest, ""));
                let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
                assert!(
                    address.ends_with("example.org"),
                    "{attack} on {path}: {link}"
                );
                let (subject, body) = subject.split_once("&body=").unwrap_or((subject, ""));
                for value in [subject, body] {
                    assert!(value.chars().all(is_plain), "{attack} on {path}: {link}");
                }
            }
        }
    }
}

#[test]
fn markup_in_a_page_is_refused_or_shown_as_words() {
    let mut shown = 0;
    let fields: Vec<&Field> = FIELDS.iter().filter(|field| field.is_markdown).collect();
    assert!(
        fields.len() >= 2,
        "only {} fields are Markdown",
        fields.len()
    );
    for attack in attacks("markdown") {
        let texts = [
            format!("=== content/guides/a.md\n---\ntitle: A\n---\n\n{attack}\n"),
            format!("=== content/pages/home.md\n---\ntitle: A\n---\n\n{attack}\n"),
            format!(
                "=== content/guides/a.md\n---\ntitle: A\n---\n=== content/guides/a.easy.md\n---\ntitle: A\n---\n![](home)\n{attack}\n"
            ),
        ];
        let in_pages = texts.iter().map(|text| Site::small().with(text));
        let in_fields = fields.iter().map(|field| {
            let file = field.file.with(&field.way, Value::from(attack.as_str()));
            everything::site().file(&file.path, file.text())
        });
        for site in in_pages.chain(in_fields) {
            if !errors_of(&site).is_empty() {
                continue;
            }
            shown += 1;
            for (path, html) in pages(&site.good()) {
                assert_eq!(dangers(&html), [""; 0], "{attack} on {path}");
            }
        }
    }
    assert!(shown > 10, "only {shown} were shown");
}
