//! One search over several sites: the joining site finds what one site with everything would find.

mod pages;
mod program;

use std::collections::BTreeMap;

use handrail::output::Output;
use handrail::pipeline::{Found, Options, Wanted, build, document_lines, find, find_all, look};
use handrail::routes::{Destination, LISTED};
use handrail::source::{SourcePath, Sources};
use serde_json::Value;

use crate::example::SOURCES;
use crate::html::Html;
use crate::site::{SETTINGS, Site, TODAY, lines, page};

const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
    drafts: false,
};

const NORTH: &str = "https://north.example.org/";

/// A provider of a small site.
fn provider(id: &str, name: &str, area: &str, words: &str) -> String {
    format!(
        "=== providers/{id}.yml\nname: {name}\nkinds: [home-care-agency]\nsummary: {words}\n\
         services: [meals]\nareas: [{area}]\ncontact:\n  phone: 020 7946 0012\n  postcode: N7 6PA\n  \
         public_location: full\n"
    )
}

/// The providers of two areas.
fn parts() -> [String; 2] {
    let camden = [
        provider(
            "heron-help",
            "Heron Help",
            "camden",
            "Quiet help with meals.",
        ),
        provider(
            "otter-help",
            "Otter Help",
            "camden",
            "Help with meals at night.",
        ),
        provider(
            "ash-care",
            "Ash Care",
            "islington, camden",
            "Meals and company.",
        ),
    ];
    let islington = [
        provider(
            "wren-house",
            "Wren House",
            "islington",
            "Meals in a quiet house.",
        ),
        provider(
            "birch-care",
            "Birch Care",
            "islington",
            "Help at home and at night.",
        ),
    ];
    [camden.concat(), islington.concat()]
}

fn printed(sources: &Sources) -> String {
    let lines = document_lines(sources, &OPTIONS);
    let lines = lines.unwrap_or_else(|error| panic!("{error:?}"));
    lines.join("\n") + "\n"
}

/// Settings that name these directories: the id, which is its name too, and the address.
fn settings(directories: &[(&str, &str)]) -> String {
    let directories = directories.iter().map(|(id, address)| {
        format!("  - id: {id}\n    name: The {id} directory\n    address: {address}\n")
    });
    let directories: String = directories.collect();
    format!("{SETTINGS}directories:\n{directories}")
}

/// A site that joins these directories, with the lines of each.
fn joining(directories: &[(&str, &str, String)]) -> Site {
    let named: Vec<_> = directories
        .iter()
        .map(|(id, address, _)| (*id, *address))
        .collect();
    let site = Site::small().with(&settings(&named));
    let add = |site: Site, (id, _, text): &(&str, &str, String)| {
        site.file(&format!("content/directories/{id}.ndjson"), text)
    };
    directories.iter().fold(site, add)
}

/// The two parts, and the site that joins them.
fn north_and_south() -> (Site, Site) {
    let [north, south] = parts();
    let whole = Site::small().with(&north).with(&south);
    let part = |text: &str| printed(&Site::small().with(text).sources);
    let joined = joining(&[
        ("north", NORTH, part(&north)),
        ("south", "../south/", part(&south)),
    ]);
    (whole, joined)
}

/// The pieces of the search by their names, as what they hand over.
fn pieces(output: &Output) -> BTreeMap<String, String> {
    let files = output.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix("search/")?.strip_suffix(".js")?;
        let (_, name) = name.split_once('/')?;
        let text = std::str::from_utf8(bytes).ok()?.trim_end();
        assert!(
            !text.contains(['<', '\u{2028}', '\u{2029}']),
            "{path}: {text}"
        );
        let inside = text.strip_prefix("handrail.piece(")?.strip_suffix(");")?;
        let values: Vec<String> = serde_json::from_str(&format!("[{inside}]")).ok()?;
        assert_eq!(values.len(), 2, "{path}");
        Some((name.to_owned(), values[1].clone()))
    });
    files.collect()
}

/// The cards of the search, with the words that many of them share.
fn cards(output: &Output) -> Vec<[String; 7]> {
    let text = output
        .get("search/index.html")
        .expect("the page of the search");
    let html = Html::read(std::str::from_utf8(text).expect("text")).expect("a page");
    let phrases = html.tags.iter().find_map(|tag| tag.get("data-phrases"));
    let phrases: Vec<&str> = phrases.expect("phrases").split('~').collect();
    let whole = |text: &str| {
        let parts = text.split('~').enumerate();
        let parts = parts.map(|(at, part)| match at % 2 {
            0 => part,
            _ => phrases[part.parse::<usize>().expect("a number")],
        });
        parts.collect::<String>()
    };
    let pieces = pieces(output);
    let numbers = (0..).map_while(|number| pieces.get(&format!("c{number}")));
    let mut cards: Vec<[String; 7]> = numbers
        .flat_map(|text| serde_json::from_str::<Vec<[String; 7]>>(text).expect("cards"))
        .collect();
    for card in &mut cards {
        card[5] = whole(&card[5]);
        card[6] = whole(&card[6]);
    }
    cards
}

fn card<'c>(cards: &'c [[String; 7]], name: &str) -> &'c [String; 7] {
    let mut found = cards.iter().filter(|card| card[1] == name);
    let card = found
        .next()
        .unwrap_or_else(|| panic!("no card of {name}: {cards:?}"));
    assert!(found.next().is_none(), "two cards of {name}");
    card
}

#[test]
fn the_index_is_that_of_one_site_with_everything() {
    let (whole, joined) = north_and_south();
    let (whole, joined) = (whole.good(), joined.good());
    assert_eq!(lines(&joined.problems), [""; 0]);
    let (one, other) = (pieces(&whole.output), pieces(&joined.output));
    let is_card = |name: &str| name.starts_with('c');
    for (name, text) in &one {
        assert!(is_card(name) || other.get(name) == Some(text), "{name}");
    }
    // The joining site can narrow down by directory.
    let more: Vec<&str> = other
        .keys()
        .filter(|name| !one.contains_key(*name))
        .map(String::as_str)
        .collect();
    assert_eq!(more, ["f11", "f11-0", "f11-1"]);
    let (one, other) = (cards(&whole.output), cards(&joined.output));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one[1], other[1]);
        assert_eq!(one[3..], other[3..], "{}", one[1]);
    }
    let heron = card(&other, "Heron Help");
    assert_eq!(heron[0], "https://north.example.org/providers/heron-help/");
    assert_eq!(heron[2], "Home care agency, in The north directory");
    assert_eq!(
        card(&other, "Wren House")[0],
        "../../south/providers/wren-house/"
    );
    assert_eq!(card(&other, "Camden")[0], "../areas/camden/");
}

#[test]
fn without_scripts_the_page_leads_to_each_directory() {
    let (whole, joined) = north_and_south();
    let text = page(&joined.good(), "search/index.html").to_owned();
    for link in [
        "<a class=\"links__link\" href=\"https://north.example.org/\">The north directory</a>",
        "<a class=\"links__link\" href=\"../../south/\">The south directory</a>",
    ] {
        assert!(text.contains(link), "{text}");
    }
    assert!(text.contains("<h2>Other directories in this search</h2>"));
    assert!(text.contains("data-name=\"directories\" value=\"north\""));
    let without = page(&whole.good(), "search/index.html").to_owned();
    assert!(!without.contains("directories"), "{without}");
}

#[test]
fn a_memory_stick_leads_to_the_folders_beside_it() {
    let (_, joined) = north_and_south();
    let options = Options {
        destination: Destination::Disk,
        ..OPTIONS
    };
    let built = build(&joined.sources, &options);
    let cards = cards(&built.output);
    assert_eq!(
        card(&cards, "Wren House")[0],
        "../../south/providers/wren-house/index.html"
    );
    assert_eq!(
        card(&cards, "Heron Help")[0],
        "https://north.example.org/providers/heron-help/"
    );
    let text = page(&built, "search/index.html");
    assert!(text.contains("href=\"../../south/index.html\""), "{text}");
}

/// What was found, with the same points in a fixed order: the points, and the address without its directory.
fn found(found: &Found) -> Vec<(String, u32)> {
    let address = |address: &str| {
        let address = address.strip_prefix(NORTH).unwrap_or(address);
        address
            .strip_prefix("../south/")
            .unwrap_or(address)
            .to_owned()
    };
    let pages = found.pages.iter();
    let mut pages: Vec<(String, u32)> = pages
        .map(|page| (address(&page.address), page.score.to_bits()))
        .collect();
    pages.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    pages
}

/// The example, cut in two by the ids of its providers, and a site that joins both.
fn cut_in_two() -> Sources {
    let is_provider = |path: &SourcePath| path.folder() == "providers";
    let part = |wanted: &dyn Fn(&SourcePath) -> bool| {
        let mut part = SOURCES.clone();
        for (path, _) in SOURCES
            .iter()
            .filter(|(path, _)| is_provider(path) && !wanted(path))
        {
            part.remove(path);
        }
        part
    };
    let is_early = |path: &SourcePath| path.stem() < "m";
    let mut joined = part(&|_| false);
    let settings = joined
        .get("content/site.yml")
        .and_then(|file| file.text().ok());
    let settings = format!(
        "{}\ndirectories:\n  - id: north\n    name: North\n    address: {NORTH}\n  - id: south\n    name: South\n    \
         address: ../south/\n",
        settings.expect("settings")
    );
    joined.insert_text("content/site.yml", &settings);
    for (id, lines) in [
        ("north", printed(&part(&is_early))),
        ("south", printed(&part(&|path| !is_early(path)))),
    ] {
        joined.insert_text(&format!("content/directories/{id}.ndjson"), &lines);
    }
    joined
}

#[test]
fn every_question_has_the_answer_of_one_site_with_everything() {
    let joined = cut_in_two();
    let looked = look(&SOURCES, &OPTIONS).unwrap_or_else(|_| panic!("the example can be read"));
    let names = looked
        .published
        .providers
        .values()
        .map(|one| one.name.clone());
    let more = [
        "respite camden",
        "someone to sit with my mum",
        "autsim",
        "quiet",
        "checked",
        "help at home",
        "personal assistant haringey",
        "physiotherpy",
        "no such words at all",
    ];
    let items = LISTED
        .into_iter()
        .flat_map(|list| looked.published.lists.get(list).items());
    let items = items.map(|item| item.name.clone());
    let more = more.map(str::to_owned);
    let questions: Vec<String> = names.chain(items).chain(more).collect();
    assert!(questions.len() > 100);
    let ask = |sources: &Sources| find_all(sources, &OPTIONS, &questions, 1_000).expect("answers");
    let mut elsewhere = 0;
    for ((question, one), other) in questions.iter().zip(ask(&SOURCES)).zip(ask(&joined)) {
        assert_eq!(one.answer.total, other.answer.total, "{question}");
        assert_eq!(one.answer.needed, other.answer.needed, "{question}");
        assert_eq!(found(&one), found(&other), "{question}");
        elsewhere += other.pages.iter().filter(|page| !page.is_own).count();
    }
    assert!(elsewhere > 500, "{elsewhere}");
    // The nearest come first, from both.
    let near = |sources: &Sources| {
        let wanted = Wanted {
            question: "help",
            near: Some("N17"),
            limit: 1_000,
        };
        let found = find(sources, &OPTIONS, &wanted).expect("an answer");
        let mut miles: Vec<String> = found
            .pages
            .iter()
            .map(|page| format!("{:?} {}", page.miles, page.name))
            .collect();
        miles.sort();
        miles
    };
    assert_eq!(near(&SOURCES), near(&joined));
}

#[test]
fn a_joining_site_prints_its_own_pages_only() {
    let (_, joined) = north_and_south();
    let text = printed(&joined.sources);
    assert!(!text.contains("Heron Help"), "{text}");
    assert_eq!(text, printed(&Site::small().sources));
    // Also when the files of the others are not there yet.
    let alone = Site::small().with(&settings(&[("north", NORTH)]));
    assert_eq!(text, printed(&alone.sources));
}

#[test]
fn a_line_has_what_a_card_needs() {
    let whole: Vec<Value> = printed(&SOURCES)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let with = |name: &str| whole.iter().filter(|line| !line[name].is_null()).count();
    assert!(
        with("standing") > 40 && with("district") > 10,
        "{} {}",
        with("standing"),
        with("district")
    );
    for line in whole.iter().filter(|line| !line["standing"].is_null()) {
        for part in ["state", "words", "ages"] {
            assert!(line["standing"][part].is_string(), "{line}");
        }
        assert!(
            line["address"]
                .as_str()
                .is_some_and(|address| address.starts_with("providers/"))
        );
    }
}
