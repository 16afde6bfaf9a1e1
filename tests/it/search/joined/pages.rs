//! What of other directories gets onto the joining site: which pages, which words, and until when.

use std::collections::BTreeSet;

use handrail::model::values::Date;
use handrail::output::Output;
use handrail::pipeline::{Options, build};
use handrail::source::{Source, SourcePath};
use serde_json::{Value, json};

use super::{NORTH, OPTIONS, card, cards, joining, north_and_south, pieces, printed};
use crate::html::Html;
use crate::site::{Site, page};

fn line(address: &str, name: &str, more: &Value) -> String {
    let mut line = json!({
        "address": address, "kind": "Home care agency", "name": name, "summary": format!("{name} helps."),
        "names": [name], "labels": ["Camden"], "text": [format!("{name} helps.")],
    });
    let fields = line.as_object_mut().expect("fields");
    for (field, value) in more.as_object().into_iter().flatten() {
        fields.insert(field.clone(), value.clone());
    }
    line.to_string()
}

#[test]
fn lists_and_pages_about_a_site_stay_on_their_site() {
    let text = [
        "providers/kite-care/",
        "providers/",
        "providers/page-2/",
        "areas/camden/",
        "contact/",
        "criteria/a/",
        "guides/a/",
        "sheets/a/",
        "search/",
        "guides/a/easy/",
        "find/",
        "ur/guides/a/",
    ]
    .map(|address| {
        line(
            address,
            &format!("Words {}", address.replace('/', " ")),
            &json!({}),
        )
    });
    let built = joining(&[("north", NORTH, text.join("\n"))]).good();
    let cards = cards(&built.output);
    let theirs: Vec<&str> = cards
        .iter()
        .filter_map(|card| card[0].strip_prefix(NORTH))
        .collect();
    assert_eq!(theirs, ["providers/kite-care/", "guides/a/", "sheets/a/"]);
}

#[test]
fn a_guide_in_the_same_words_is_shown_once() {
    let guide = "=== content/guides/meet-safely.md\n---\ntitle: Meet safely\nsummary: How to meet.\n---\nMeet in a café.\n\n\
                 - One\n- Two\n";
    let other = "=== content/guides/meet-safely.md\n---\ntitle: Meet safely\nsummary: How to meet.\n---\nMeet in a park.\n";
    let print = |guide: &str| printed(&Site::small().with(guide).sources);
    let directories = [
        ("north", NORTH, print(guide)),
        ("south", "../south/", print(other)),
        ("west", "../west/", print(other)),
    ];
    let hrefs = |site: &Site| {
        let cards = cards(&site.good().output);
        let hrefs = cards.into_iter().filter(|card| card[1] == "Meet safely");
        hrefs.map(|card| card[0].clone()).collect::<Vec<_>>()
    };
    let south = "../../south/guides/meet-safely/";
    let joined = joining(&directories);
    assert_eq!(
        hrefs(&joined),
        ["https://north.example.org/guides/meet-safely/", south]
    );
    assert_eq!(
        hrefs(&joined.with(guide)),
        ["../guides/meet-safely/", south]
    );
}

/// A card, and whether it is in date, of a listing that says what it will say later.
fn on(day: &str, ages: &str) -> ([String; 7], bool, bool) {
    let more = json!({
        "standing": {"state": "listed", "words": "Checked.", "ages": ages},
        "checks": ["now"], "areas": ["camden"],
    });
    let site = joining(&[(
        "north",
        NORTH,
        line("providers/kite-care/", "Kite Care", &more),
    )]);
    let today: Date = day.parse().expect("a day");
    let output = build(&site.sources, &Options { today, ..OPTIONS }).output;
    let pieces = pieces(&output);
    let is_in = |name: &str| pieces.contains_key(name);
    (
        card(&cards(&output), "Kite Care").clone(),
        is_in("f10-0"),
        is_in("f2-0"),
    )
}

#[test]
fn what_ended_since_the_file_was_printed_does_not_come_back() {
    let ages = "2026-12-01 late It is late.|2027-01-01 check-over It is over.|2027-02-01 held We look at it.";
    let (card, in_date, in_place) = on("2026-11-30", ages);
    assert_eq!(card[3..6], ["Kite Care helps.", "listed", "Checked."]);
    assert_eq!((card[6].as_str(), in_date, in_place), (ages, true, true));
    let (card, in_date, in_place) = on("2026-12-01", ages);
    assert_eq!(card[3..6], ["Kite Care helps.", "late", "It is late."]);
    assert_eq!((in_date, in_place), (false, true));
    let (card, in_date, in_place) = on("2027-01-31", ages);
    assert_eq!(card[3..6], ["", "check-over", "It is over."]);
    assert_eq!((in_date, in_place), (false, false));
    // A status that this Handrail does not know has no style.
    let (card, ..) = on("2026-11-30", "2026-01-01 sparkling New words.");
    assert_eq!(card[4..], ["", "New words.", ""]);
}

#[test]
fn a_page_that_may_not_be_named_any_more_is_left_out() {
    let more = json!({"standing": {"state": "listed", "words": "Checked.", "ages": "2026-11-01 held We look at it."}});
    let built = joining(&[(
        "north",
        NORTH,
        line("providers/kite-care/", "Kite Care", &more),
    )])
    .good();
    assert!(
        cards(&built.output)
            .iter()
            .all(|card| card[1] != "Kite Care")
    );
}

const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "');alert(1);//",
    "\\\");alert(1);(\\\"",
    "</script><script>alert(1)</script>",
    "a\u{1}\u{2}b\u{0}c",
    "~1~ {name} {kind} {directory} {{ page }} {% raw %}",
    "\u{2028}alert(1)\u{2029}",
    "Care home, in Our directory\u{202e}\u{2067}",
];

#[test]
fn hostile_words_stay_words() {
    let clean = joining(&[("north", NORTH, line("providers/a/", "Harmless", &json!({})))]).good();
    let shape = |output: &Output| {
        let text = output
            .get("search/index.html")
            .expect("the page of the search");
        let text = std::str::from_utf8(text).expect("text").to_owned();
        Html::read(&text).expect("a page").names()
    };
    for words in HOSTILE {
        let more = json!({
            "kind": words, "summary": words, "names": [words], "labels": [words], "text": [words],
            "url": words, "more": words, words: words,
            "standing": {"state": "listed", "words": words, "ages": format!("2027-03-05 late {}", words.replace('|', "/"))},
        });
        let text = line("providers/a/", words, &more);
        let built = joining(&[("north", NORTH, text)]).good();
        // `pieces` looks whether each piece is one call and has no sign that means something in HTML.
        let cards = cards(&built.output);
        let plain: String = words
            .chars()
            .filter(|letter| !letter.is_control() && !"\u{202e}\u{2067}".contains(*letter))
            .collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let card = card(&cards, &plain);
        assert_eq!(card[0], "https://north.example.org/providers/a/", "{words}");
        assert_eq!(card[2], format!("{plain}, in The north directory"));
        assert_eq!(
            (card[3].as_str(), card[5].as_str()),
            (&*plain, &*plain.replace('~', "-"))
        );
        assert_eq!(shape(&built.output), shape(&clean.output), "{words}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let (_, joined) = north_and_south();
    let [one, other] = [(), ()].map(|()| joined.good().output);
    let paths: BTreeSet<&str> = one.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, other.iter().map(|(path, _)| path).collect());
    for (path, bytes) in one.iter() {
        assert_eq!(other.get(path), Some(bytes), "{path}");
    }
    // The order of directories is that of the settings, and files without one say nothing.
    let stray = joined.file(
        "content/directories/west.ndjson",
        line("providers/z/", "Zed", &json!({})),
    );
    let stray = stray.good();
    assert_eq!(stray.problems.len(), 1);
    assert_eq!(pieces(&stray.output), pieces(&one));
}

#[test]
fn a_site_that_only_joins_has_lists_for_each_place_when_it_is_large() {
    let mut text = String::new();
    for number in 0..20_100 {
        let area = ["camden", "islington"][number % 2];
        let more = json!({"areas": [area], "text": ["Help with quiet meals at home."]});
        text.push_str(&line(
            &format!("providers/p-{number}/"),
            &format!("Provider {number}"),
            &more,
        ));
        text.push('\n');
    }
    let source = Source::new(text.as_bytes());
    let mut site = joining(&[("north", NORTH, String::new())]);
    site.sources
        .insert(SourcePath::new("content/directories/north.ndjson"), source);
    let built = site.good();
    let pieces = pieces(&built.output);
    assert!(
        pieces.contains_key("n2-0") && pieces.contains_key("n2-1"),
        "{:?}",
        pieces.len()
    );
    assert!(page(&built, "search/index.html").contains("data-split=\"2\""));
}
