//! Markup in every field: it is shown as words, and never becomes a part of the page.
//!
//! Handrail itself says which fields take any text: those that take "Harmless words". A field that
//! is new is therefore tested as soon as `everything.txt` has it, which another test sees to.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use handrail::model::sum::Sum;
use handrail::pipeline::Built;
use handrail::problem::{Kind, Severity};
use serde_yaml::Value;

use crate::everything::{self, Facts, Step};
use crate::html::{Html, Tag};
use crate::site::{self, Site, page};

const HARMLESS: &str = "Harmless words";

/// Markup, and words that templates, strings or links could take for something else.
const ATTACKS: [&str; 27] = [
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' autofocus='",
    "x onclick=alert(1) y",
    "</title><script>alert(1)</script>",
    "</h1></main></textarea></style></script><b>",
    "<!--><svg onload=alert(1)>",
    "--><b>bold</b><!--",
    "]]><b>bold</b>",
    "<a href=\"javascript:alert(1)\">the plan</a>",
    "javascript:alert(1)",
    "<iframe srcdoc=\"<script>1</script>\">",
    "<math><mtext><style><img src=x onerror=1>",
    "<style>*{display:none}</style>",
    "<base href=https://evil.example.org/>",
    "<b\u{a0}>\u{2028}<i\u{b}>",
    "&lt;script&gt; &#60;b&#62; &amp;lt;",
    "\\\"><b>\\u003cb\\u003e",
    "`><b>`${alert(1)}`",
    "{{ site.name }}{% raw %}{% if %}",
    "{{ \"<b>\" | safe }}{# note #}",
    "{name} {date} {n} {page} {",
    "a?cc=evil@example.org&body=b#c",
    "%22%3E%3Cb%3E",
    "\u{202e}\u{feff}\u{200d}<b>",
];

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
    let built = everything::site().file(&file.path, text).build();
    let errors = built
        .problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error);
    errors.map(|problem| problem.kind).collect()
}

/// The site with these words in every field that takes any text and is not Markdown.
fn planted(words: &str) -> Site {
    let mut files: BTreeMap<String, Facts> = BTreeMap::new();
    for (number, field) in FIELDS.iter().enumerate() {
        if field.is_markdown {
            continue;
        }
        let path = field.file.path.clone();
        let file = files.entry(path).or_insert_with(|| field.file.clone());
        let words = if must_differ(field) {
            format!("{words} {number}")
        } else {
            words.to_owned()
        };
        *file = file.with(&field.way, Value::from(words));
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
        .map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).expect("a page is text");
            let html = Html::read(text).unwrap_or_else(|reason| panic!("{path}: {reason}"));
            (path.to_owned(), html)
        })
        .collect()
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
fn dangers(html: &Html) -> Vec<String> {
    let mut dangers = Vec::new();
    for tag in &html.tags {
        let barred = ["style", "iframe", "object", "embed", "base", "math"];
        let is_odd_script = tag.name == "script" && !tag.is_end && !is_own_script(tag);
        if barred.contains(&tag.name.as_str()) || is_odd_script {
            dangers.push(format!("<{}>", tag.name));
        }
        for (name, value) in &tag.attributes {
            let address: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            let address = address.to_lowercase();
            let is_address = matches!(name.as_str(), "href" | "src" | "action" | "data");
            let runs = ["javascript:", "vbscript:", "data:"]
                .iter()
                .any(|start| address.starts_with(start));
            if name.starts_with("on") || name == "style" || name == "srcdoc" || (is_address && runs)
            {
                dangers.push(format!("<{} {name}=\"{value}\">", tag.name));
            }
        }
    }
    dangers
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

#[test]
fn markup_in_every_field_is_shown_as_words() {
    let clean = pages(&planted(HARMLESS).good());
    assert!(clean.len() > 15, "only {} pages", clean.len());
    for attack in ATTACKS {
        let site = planted(attack);
        let built = site.build();
        assert!(
            !built.problems.has_errors(),
            "{attack}: {:?}",
            site::lines(&built.problems)
        );
        let found = pages(&built);
        assert!(found.keys().eq(clean.keys()), "{attack}: other pages");
        for (path, html) in &found {
            assert_eq!(dangers(html), [""; 0], "{attack} on {path}");
            assert_eq!(html.names(), clean[path].names(), "{attack} on {path}");
            let names = |html: &Html| {
                html.tags
                    .iter()
                    .map(|tag| tag.attributes.keys().cloned().collect())
                    .collect()
            };
            let (now, before): (Vec<Vec<String>>, Vec<Vec<String>>) =
                (names(html), names(&clean[path]));
            assert_eq!(now, before, "{attack} on {path}: other attributes");
        }
    }
}

#[test]
fn markup_is_shown_letter_by_letter() {
    for attack in ATTACKS.iter().filter(|attack| {
        attack
            .chars()
            .all(|c| !c.is_control() && c != '\u{2028}' && c != '\u{a0}')
    }) {
        let built = planted(attack).good();
        let html = Html::read(page(&built, "providers/everything/index.html")).expect("a page");
        assert_eq!(html.words("h1"), [*attack]);
        let html = Html::read(page(&built, "guides/everything/index.html")).expect("a page");
        assert_eq!(html.words("h1"), [*attack]);
    }
}

#[test]
fn words_cannot_add_anything_to_an_email() {
    for attack in ATTACKS {
        for (path, html) in pages(&planted(attack).good()) {
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

/// Ways to smuggle markup through Markdown.
const MARKDOWN: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "Words <b onclick=alert(1)>bold</b>.",
    "<!-- a note -->",
    "<?php echo 1 ?>",
    "<![CDATA[<b>]]>",
    "[the plan](javascript:alert(1))",
    "[the plan](<javascript:alert(1)>)",
    "[the plan](JAVASCRIPT:alert(1))",
    "[the plan](&#106;&#97;vascript:alert(1))",
    "[the plan](java&Tab;script:alert(1))",
    "[the plan](java\\\nscript:alert(1))",
    "[the plan](data:text/html;base64,PHNjcmlwdD4=)",
    "[the plan]\n\n[the plan]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example.org/a.png)",
    "[the plan](/providers/ \"onmouseover=alert(1)\")",
    "[the plan](https://a.example.org/\"onmouseover=\"alert(1))",
    "[the plan](#\"onclick=\"alert(1))",
    "## A \"heading\" <b> & more\n\nWords.",
    "```\"><script>alert(1)</script>\n</pre><script>1</script>\n```",
    "| a | b |\n|---|---|\n| </td><script>1</script> | `</code><b>` |",
    "`<script>` and \\<script> and &lt;script&gt;",
];

#[test]
fn markup_in_a_page_is_refused_or_shown_as_words() {
    let mut shown = 0;
    let fields: Vec<&Field> = FIELDS.iter().filter(|field| field.is_markdown).collect();
    assert!(
        fields.len() >= 2,
        "only {} fields are Markdown",
        fields.len()
    );
    for attack in MARKDOWN {
        let texts = [
            format!("=== content/guides/a.md\n---\ntitle: A\n---\n\n{attack}\n"),
            format!("=== content/pages/home.md\n---\ntitle: A\n---\n\n{attack}\n"),
            format!(
                "=== content/guides/a.md\n---\ntitle: A\n---\n=== content/guides/a.easy.md\n---\ntitle: A\n---\n![](home)\n{attack}\n"
            ),
        ];
        let in_pages = texts.iter().map(|text| Site::small().with(text));
        let in_fields = fields.iter().map(|field| {
            let file = field.file.with(&field.way, Value::from(attack));
            everything::site().file(&file.path, file.text())
        });
        for site in in_pages.chain(in_fields) {
            let built = site.build();
            if built.problems.has_errors() {
                assert!(built.output.is_empty(), "{attack}");
                continue;
            }
            shown += 1;
            for (path, html) in pages(&built) {
                assert_eq!(dangers(&html), [""; 0], "{attack} on {path}");
            }
        }
    }
    assert!(shown > 10, "only {shown} were shown");
}
