//! What pages look like: the `<main>` of one page of each sort, kept in `snapshots/`.
//!
//! After a change that is meant, `INSTA_UPDATE=always cargo test --test it sites` renews the files,
//! and the difference is read like code.

use std::collections::BTreeSet;
use std::fs;

use handrail::pipeline::Built;

use crate::everything;
use crate::house::root;
use crate::html::Html;
use crate::site::{self, KITE_CARE, Site, main_of, page};

/// Every page that is kept. A file that is left over is a mistake.
const KEPT: [&str; 23] = [
    "awkward",
    "bare",
    "booklet",
    "contact",
    "easy-bare",
    "easy-guide",
    "easy-provider",
    "easy-provider-2",
    "everything",
    "frame",
    "guide",
    "guides",
    "home",
    "list",
    "listing-1",
    "listing-2",
    "listing-3",
    "listing-empty",
    "not-found",
    "sheet",
    "sheets",
    "statement",
    "urdu",
];

fn keep(name: &str, html: &str) {
    assert!(KEPT.contains(&name), "`{name}` is not in the list");
    insta::with_settings!({
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, html);
    });
}

fn keep_main(name: &str, built: &Built, path: &str) {
    keep(name, main_of(page(built, path)));
}

#[test]
fn nothing_is_kept_of_pages_that_are_gone() {
    let folder = root().join("tests/it/snapshots");
    let files = fs::read_dir(folder).expect("the folder is there");
    let files = files.map(|file| {
        file.expect("a file")
            .file_name()
            .into_string()
            .expect("text")
    });
    let found: BTreeSet<String> = files.filter(|name| !name.ends_with(".new")).collect();
    let known = KEPT.iter().map(|name| format!("{name}.snap")).collect();
    assert_eq!(found, known);
}

#[test]
fn a_provider_with_everything() {
    let built = everything::site().good();
    keep_main("everything", &built, "providers/everything/index.html");
    keep_main(
        "easy-provider",
        &built,
        "providers/everything/easy/index.html",
    );
    keep_main(
        "easy-provider-2",
        &built,
        "providers/everything/easy/page-2/index.html",
    );
    keep_main("booklet", &built, "areas/camden/booklet/index.html");
}

#[test]
fn a_sheet_with_everything_and_the_list_of_sheets() {
    let built = everything::site().good();
    keep_main("sheet", &built, "sheets/everything/index.html");
    keep_main("sheets", &built, "sheets/index.html");
}

#[test]
fn a_provider_with_only_what_it_must_have() {
    let built = Site::small().with(KITE_CARE).good();
    keep_main("bare", &built, "providers/kite-care/index.html");
    keep_main("easy-bare", &built, "providers/kite-care/easy/index.html");
}

#[test]
fn a_provider_with_awkward_words() {
    let built = Site::small()
        .with(
            "=== providers/awkward.yml
name: Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Cymorth Gŵyl Ŷd & <Feibion>
also_known_as: [بيت الرعاية, \"O'Neill's \\\"Best\\\"\", আশার আলো]
kinds: [personal-assistant, home-care-agency]
summary: خدمات الرعاية المنزلية & <b>help</b> \"at home\" 'today'.
about: \"Rwy'n siarad **Cymraeg** & Saesneg. 5 < 6.\\n\\n- حكاية\\n- দয়া\"
services: [meals]
areas: [islington, camden]
prices:
  - { what: \"A & B <c>\", amount: 1234.5, unit: mile, when: 7am–10pm, told_on: 2026-01-31 }
availability: { state: open, note: Now!, as_of: 2026-01-31 }
opening_times:
  - { days: Dydd Llun, times: 9yb–5yp }
contact:
  phone: 0808 157 0123
  email: o'neill@awkward.example.org
matching: { interests: [one, \"two, and a half\", three] }
owner: Tîm <darparwyr>
",
        )
        .good();
    keep_main("awkward", &built, "providers/awkward/index.html");
}

/// 12 providers on pages of 5.
fn many() -> Built {
    let settings = site::SETTINGS.to_owned() + "per_page: 5\n";
    let names = [
        "Apple",
        "Bee",
        "Cat",
        "Dog",
        "Élan",
        "Fox",
        "Gate",
        "\"Hat\"",
        "Ink",
        "4 Corners",
        "حكاية",
        "Ŵyl",
    ];
    let providers = names.iter().enumerate().map(|(number, name)| {
        format!(
            "=== providers/p-{number}.yml\nname: '{name}'\nkinds: [home-care-agency]\n\
             summary: Help.\nareas: [camden]\nservices: [meals]\n\
             contact: {{ email: p{number}@example.org }}\n"
        )
    });
    Site::small()
        .with(&settings)
        .with(&providers.collect::<String>())
        .good()
}

#[test]
fn a_list_of_three_pages() {
    let built = many();
    keep_main("listing-1", &built, "providers/index.html");
    keep_main("listing-2", &built, "areas/camden/meals/page-2/index.html");
    keep_main("listing-3", &built, "services/meals/page-3/index.html");
    keep_main("listing-empty", &built, "areas/islington/index.html");
    assert!(built.output.get("providers/page-4/index.html").is_none());
    assert!(built.output.get("providers/page-1/index.html").is_none());
}

#[test]
fn every_provider_stands_on_one_page_of_a_list() {
    let built = many();
    let pages = [
        "providers/index.html",
        "providers/page-2/index.html",
        "providers/page-3/index.html",
    ];
    let mut seen = Vec::new();
    for path in pages {
        let html = Html::read(page(&built, path)).expect("a page");
        let links = html.all("a").filter_map(|tag| tag.get("href"));
        let cards =
            links.filter_map(|link| link.split_once("/p-").map(|(_, number)| number.to_owned()));
        seen.push(cards.collect::<Vec<_>>());
    }
    let counts: Vec<usize> = seen.iter().map(Vec::len).collect();
    assert_eq!(counts, [5, 5, 2], "{seen:?}");
    let all: BTreeSet<&String> = seen.iter().flatten().collect();
    assert_eq!(all.len(), 12);
}

#[test]
fn written_pages() {
    let built = everything::site().good();
    keep_main("home", &built, "index.html");
    keep_main("guides", &built, "guides/index.html");
    keep_main("guide", &built, "guides/everything/index.html");
    keep_main("easy-guide", &built, "guides/everything/easy/index.html");
}

#[test]
fn pages_that_the_site_makes_itself() {
    let built = everything::site().good();
    keep_main("contact", &built, "contact/index.html");
    keep_main("statement", &built, "accessibility/index.html");
    keep_main("list", &built, "services/index.html");
    keep_main("not-found", &built, "404.html");
}

/// The page around `<main>`, without the names of assets, which change with each style.
#[test]
fn the_frame_around_every_page() {
    let built = everything::site().good();
    let html = page(&built, "providers/everything/index.html");
    let frame = html.replace(main_of(html), "…");
    let mut plain = String::new();
    for line in frame.lines() {
        match line.find("/assets/") {
            Some(start) => plain.push_str(&line[..start + "/assets/".len()]),
            None => plain.push_str(line),
        }
        plain.push('\n');
    }
    keep("frame", &plain);
}

const URDU: &str = "\
=== content/site.yml
name: Test Directory
run_by:
  name: Test Body
languages: [en, ur]
contact:
  phone: 020 7946 0000
=== themes/easy-read/strings/ur.yml
frame:
  skip: مرکزی حصے پر جائیں
  home: ہوم
=== content/guides/start.md
---
title: Start here
---
Words.
=== content/guides/start.ur.md
---
title: یہاں سے شروع کریں
summary: پہلا قدم۔
---
یہ پہلا صفحہ ہے۔ [Start](start.md)
=== content/guides/alone.md
---
title: Only in English
---
Words.
";

#[test]
fn a_page_in_urdu_is_written_from_right_to_left() {
    let site = Site::small().with(KITE_CARE).with(URDU);
    let built = site.good();
    keep_main("urdu", &built, "ur/guides/start/index.html");
    let urdu = Html::read(page(&built, "ur/guides/start/index.html")).expect("a page");
    let root = urdu.all("html").next().expect("a root");
    assert_eq!(
        (root.get("lang"), root.get("dir")),
        (Some("ur"), Some("rtl"))
    );
    let english = Html::read(page(&built, "guides/start/index.html")).expect("a page");
    let root = english.all("html").next().expect("a root");
    assert_eq!(
        (root.get("lang"), root.get("dir")),
        (Some("en"), Some("ltr"))
    );
}

#[test]
fn a_page_leads_to_its_translation_and_back() {
    let built = Site::small().with(KITE_CARE).with(URDU).good();
    let switches = |path: &str| {
        let html = Html::read(page(&built, path)).expect("a page");
        let links = html.all("a").filter(|tag| tag.get("hreflang").is_some());
        let text =
            |name: &str, tag: &crate::html::Tag| tag.get(name).unwrap_or_default().to_owned();
        let links = links.map(|tag| (text("hreflang", tag), text("lang", tag), text("href", tag)));
        links.collect::<Vec<_>>()
    };
    let link = |tag: &str, href: &str| (tag.to_owned(), tag.to_owned(), href.to_owned());
    assert_eq!(
        switches("guides/start/index.html"),
        [link("ur", "../../ur/guides/start/")]
    );
    assert_eq!(
        switches("ur/guides/start/index.html"),
        [link("en", "../../../guides/start/")]
    );
    assert_eq!(switches("guides/alone/index.html"), []);
}

#[test]
fn words_that_a_language_lacks_are_reported_and_shown_in_english() {
    let site = Site::small().with(KITE_CARE).with(URDU);
    let built = site.good();
    let found = site::lines(&built.problems);
    assert_eq!(found.len(), 1, "{found:?}");
    let start = "warning themes/easy-read/strings/ur.yml missing-words: ";
    assert!(
        found[0].starts_with(start) && found[0].contains("`ur`"),
        "{found:?}"
    );
    let html = Html::read(page(&built, "ur/guides/start/index.html")).expect("a page");
    let skip = html.words("a");
    assert_eq!(skip.first().map(String::as_str), Some("مرکزی حصے پر جائیں"));
}
