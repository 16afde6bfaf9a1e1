//! Every page of the example site: its links lead somewhere, it has what every page must have, and
//! it loads nothing from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use handrail::output::Output;
use handrail::routes::Destination;

use crate::everything;
use crate::example::{BUILT, build_for};
use crate::house::none;
use crate::html::{Html, Tag};
use crate::site::{SETTINGS, Site, page};

/// The pages of an output, by path.
fn pages(output: &Output) -> BTreeMap<String, Html> {
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).expect("a page is text");
            let html = Html::read(text).unwrap_or_else(|reason| panic!("{path}: {reason}"));
            (path.to_owned(), html)
        })
        .collect()
}

static PAGES: LazyLock<BTreeMap<String, Html>> = LazyLock::new(|| pages(&BUILT.output));

/// Attributes that hold an address.
const ADDRESSES: [&str; 2] = ["href", "src"];

/// Attributes that would load or send something, and that no page needs.
const NEVER: [&str; 12] = [
    "style",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "srcdoc",
    "integrity",
    "manifest",
    "http-equiv",
];

/// Where a link leads: a file of the site and a place on it, or elsewhere.
enum Target {
    Inside { file: String, place: String },
    Outside(String),
}

fn target(page: &str, link: &str) -> Target {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.chars().all(|c| c.is_ascii_alphanumeric())) {
        return Target::Outside(link.to_owned());
    }
    let (path, place) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => page.split('/').collect(),
    };
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.trim_start_matches('/').split('/') {
        match part {
            ".." => assert!(
                parts.pop().is_some(),
                "{page}: `{link}` leads above the site"
            ),
            "." => {}
            "" if path.is_empty() => {}
            part => parts.push(part),
        }
    }
    let file = match parts.join("/") {
        folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
        file => file,
    };
    Target::Inside {
        file,
        place: place.to_owned(),
    }
}

/// Every address of a page: the tag and the link.
fn links(html: &Html) -> impl Iterator<Item = (&Tag, &str)> {
    html.tags.iter().flat_map(|tag| {
        let links = ADDRESSES.iter().filter_map(|name| tag.get(name));
        links.map(move |link| (tag, link))
    })
}

fn dead_links(output: &Output, pages: &BTreeMap<String, Html>) -> Vec<String> {
    let places: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, html)| {
            (
                path.as_str(),
                html.tags.iter().filter_map(|tag| tag.get("id")).collect(),
            )
        })
        .collect();
    let mut dead = Vec::new();
    for (path, html) in pages {
        for (_, link) in links(html) {
            let Target::Inside { file, place } = target(path, link) else {
                continue;
            };
            let is_there = output.get(&file).is_some();
            let has_place = place.is_empty()
                || places
                    .get(file.as_str())
                    .is_some_and(|places| places.contains(place.as_str()));
            if !is_there || !has_place {
                dead.push(format!("{path}: {link}"));
            }
        }
    }
    dead
}

#[test]
fn every_link_on_the_web_leads_somewhere() {
    none(&dead_links(&BUILT.output, &PAGES));
}

#[test]
fn every_link_on_a_memory_stick_leads_to_a_file() {
    let built = build_for(Destination::Disk);
    let pages = pages(&built.output);
    none(&dead_links(&built.output, &pages));
    let mut wrong = Vec::new();
    for (path, html) in &pages {
        for (tag, link) in links(html).filter(|(_, link)| !link.starts_with('#')) {
            let is_outside = matches!(target(path, link), Target::Outside(_));
            let names_a_file = link
                .split('#')
                .next()
                .unwrap_or_default()
                .rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'));
            if !is_outside && (!names_a_file || link.starts_with('/')) {
                wrong.push(format!("{path}: {} {link}", tag.name));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_file_of_the_site_can_be_reached_from_its_first_page() {
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        let Some(html) = PAGES.get(&path) else {
            continue;
        };
        for (_, link) in links(html) {
            if let Target::Inside { file, .. } = target(&path, link)
                && reached.insert(file.clone())
            {
                next.push(file);
            }
        }
    }
    let alone = ["404.html", "_headers", "robots.txt", "sitemap.xml", "sw.js"];
    let lost = BUILT.output.iter().map(|(path, _)| path.to_owned());
    let lost: Vec<String> = lost
        .filter(|path| !reached.contains(path) && !alone.contains(&path.as_str()))
        // Scripts of the shortlist and the search ask for these, and their own tests for all of them.
        .filter(|path| !path.ends_with(".js") || path.starts_with("assets/"))
        // Old links lead to what search engines leave out.
        .filter(|path| !PAGES.get(path).is_some_and(Html::is_left_out))
        .collect();
    none(&lost);
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    let mut wrong = Vec::new();
    for (path, html) in PAGES.iter() {
        for (tag, link) in links(html) {
            let Target::Outside(address) = target(path, link) else {
                continue;
            };
            let is_canonical = tag.name == "link" && tag.get("rel") == Some("canonical");
            let is_plain = tag.name == "a"
                && ["https://", "http://", "mailto:", "tel:", "sms:"]
                    .iter()
                    .any(|start| address.starts_with(start));
            if !is_canonical && !is_plain {
                wrong.push(format!("{path}: {} {address}", tag.name));
            }
        }
        for tag in &html.tags {
            let odd = NEVER.iter().filter(|name| {
                tag.get(name).is_some() && !(tag.name == "meta" && **name == "http-equiv")
            });
            wrong.extend(odd.map(|name| format!("{path}: {} {name}=", tag.name)));
            let is_active = tag.attributes.keys().any(|name| name.starts_with("on"));
            let is_inline =
                tag.name == "script" && !tag.is_end && tag.get("src").is_none_or(str::is_empty);
            let is_barred = [
                "style",
                "iframe",
                "object",
                "embed",
                "base",
                "form",
                "use",
                "foreignobject",
            ]
            .contains(&tag.name.as_str());
            if is_active || is_inline || is_barred {
                wrong.push(format!("{path}: <{}>", tag.name));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_page_has_what_every_page_must_have() {
    let mut wrong = Vec::new();
    for (path, html) in PAGES.iter() {
        let mut must = |is_so: bool, what: &str| {
            if !is_so {
                wrong.push(format!("{path}: {what}"));
            }
        };
        let count = |name: &str| html.all(name).count();
        must(count("h1") == 1, "one h1");
        must(
            html.words("h1").iter().all(|words| !words.is_empty()),
            "words in its h1",
        );
        must(count("main") == 1, "one main");
        must(
            count("title") == 1 && count("header") >= 1 && count("footer") == 1,
            "a frame",
        );
        let lang = html.all("html").next().and_then(|tag| tag.get("lang"));
        must(lang.is_some_and(|lang| !lang.is_empty()), "a language");
        let skip = html
            .all("a")
            .next()
            .and_then(|tag| tag.get("href"))
            .unwrap_or_default();
        let main = html
            .all("main")
            .next()
            .and_then(|tag| tag.get("id"))
            .unwrap_or_default();
        must(
            skip.strip_prefix('#') == Some(main),
            "a first link that skips to main",
        );
        let policy = html
            .all("meta")
            .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
        must(
            policy
                .and_then(|tag| tag.get("content"))
                .is_some_and(|policy| policy.starts_with("default-src 'none';")),
            "a policy that forbids what is not allowed",
        );
        must(
            html.words("body")
                .iter()
                .any(|words| words.contains("This is an example site.")),
            "the note of an example site",
        );
        must(
            html.all("img").all(|tag| {
                tag.get("alt").is_some_and(|alt| !alt.is_empty()) && tag.get("width").is_some()
            }),
            "words and a size for each picture",
        );
    }
    none(&wrong);
}

#[test]
fn every_title_and_every_place_is_unique() {
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    let mut twice = Vec::new();
    for (path, html) in PAGES.iter() {
        let title = html.words("title").concat();
        if let Some(first) = titles.insert(title.clone(), path) {
            twice.push(format!("{path} and {first}: {title}"));
        }
        let mut ids = BTreeSet::new();
        let again = html
            .tags
            .iter()
            .filter_map(|tag| tag.get("id"))
            .filter(|id| !ids.insert(*id));
        twice.extend(again.map(|id| format!("{path}: id {id}")));
    }
    none(&twice);
}

#[test]
fn the_map_of_the_site_has_every_page() {
    let built = everything::site().good();
    let map = built.output.get("sitemap.xml").expect("a map");
    let map = roxmltree::Document::parse(std::str::from_utf8(map).expect("text")).expect("XML");
    let places = map
        .descendants()
        .filter(|node| node.tag_name().name() == "loc");
    let listed: BTreeSet<String> = places
        .filter_map(|node| node.text()?.strip_prefix("https://support.example.org/"))
        .map(|path| format!("{path}index.html"))
        .collect();
    let mut pages: BTreeSet<String> = pages(&built.output).into_keys().collect();
    assert!(pages.remove("404.html"));
    // The later questions of the finder need the answers before them.
    pages.retain(|page| !page.starts_with("find/") || listed.contains(page));
    assert_eq!(listed, pages);
}

/// The page for addresses that do not exist is shown at any address.
#[test]
fn the_page_for_lost_people_knows_where_the_site_is() {
    let settings = SETTINGS.to_owned() + "base_address: https://host.example.org/our/directory\n";
    let built = Site::small().with(&settings).good();
    let html = Html::read(page(&built, "404.html")).expect("a page");
    for (tag, link) in links(&html) {
        let is_good = link.starts_with("/our/directory/")
            || link.starts_with("#page_main")
            || link.starts_with("tel:");
        assert!(is_good, "{} {link}", tag.name);
    }
}

#[test]
fn a_site_without_providers_is_a_site() {
    let built = Site::small().good();
    let pages = pages(&built.output);
    none(&dead_links(&built.output, &pages));
    let html = &pages["providers/index.html"];
    let mut cards = html
        .tags
        .iter()
        .filter(|tag| tag.get("class") == Some("card"));
    assert!(cards.next().is_none() && html.words("main")[0].len() > 100);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let mut wrong = Vec::new();
    for (path, html) in PAGES.iter() {
        let mut last = 1;
        let levels = html
            .tags
            .iter()
            .filter(|tag| !tag.is_end)
            .filter_map(|tag| tag.name.strip_prefix('h')?.parse::<u8>().ok());
        for level in levels {
            if level > last + 1 {
                wrong.push(format!("{path}: h{level} after h{last}"));
            }
            last = level;
        }
    }
    none(&wrong);
}

#[test]
fn what_labels_and_describes_is_there() {
    let mut wrong = Vec::new();
    for (path, html) in PAGES.iter() {
        let ids: BTreeSet<&str> = html.tags.iter().filter_map(|tag| tag.get("id")).collect();
        for tag in &html.tags {
            for name in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
            ] {
                let named = tag.get(name).unwrap_or_default().split_whitespace();
                wrong.extend(
                    named
                        .filter(|id| !ids.contains(id))
                        .map(|id| format!("{path}: {name}={id}")),
                );
            }
        }
    }
    none(&wrong);
}
