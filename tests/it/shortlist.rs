//! The shortlist: buttons, the page, and the files of facts that it compares.

use std::collections::BTreeMap;

use handrail::pipeline::Built;
use handrail::routes::Destination;
use serde_json::Value;

use crate::everything;
use crate::example::{BUILT, build_for};
use crate::html::Html;
use crate::site::{KITE_CARE, Site, page};

/// What the files of facts hold: each provider's id with the file that it stands in, and its facts.
fn compared(built: &Built) -> Vec<(String, String, Value)> {
    let files = built
        .output
        .iter()
        .filter(|(path, _)| path.starts_with("compare/"));
    let mut all = Vec::new();
    for (path, bytes) in files {
        let text = std::str::from_utf8(bytes).expect("a script is text");
        let json = text
            .strip_prefix("handrail.providers(")
            .and_then(|rest| rest.strip_suffix(");\n"))
            .unwrap_or_else(|| panic!("{path} does not hand over facts: {text}"));
        let group: BTreeMap<String, Value> = serde_json::from_str(json).expect("JSON");
        all.extend(
            group
                .into_iter()
                .map(|(id, facts)| (id, path.to_owned(), facts)),
        );
    }
    all
}

/// Every text inside a value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_provider_stands_in_one_file() {
    let mut found: Vec<String> = compared(&BUILT).into_iter().map(|(id, ..)| id).collect();
    found.sort();
    let mut pages: Vec<String> = BUILT
        .output
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("providers/")?.strip_suffix("/index.html"))
        .filter(|id| !id.contains('/') && !id.starts_with("page-"))
        // Words that a group holds back are not compared.
        .filter(|id| *id != "slate-roof")
        .map(str::to_owned)
        .collect();
    pages.sort();
    assert!(pages.len() >= 40);
    assert_eq!(found, pages);
}

#[test]
fn the_page_knows_how_many_files_there_are() {
    let files = BUILT
        .output
        .iter()
        .filter(|(path, _)| path.starts_with("compare/"))
        .count();
    let html = Html::read(page(&BUILT, "shortlist/index.html")).expect("a page");
    let list = html
        .tags
        .iter()
        .find(|tag| tag.get("data-files").is_some())
        .expect("the list");
    assert_eq!(list.get("data-files"), Some(files.to_string().as_str()));
    assert_eq!(
        list.get("data-file"),
        Some(format!("../compare/{{n}}-of-{files}.js").as_str())
    );
    for number in 1..=files {
        let path = format!("compare/{number}-of-{files}.js");
        assert!(BUILT.output.get(&path).is_some(), "{path}");
    }
}

/// A reader must find on the shortlist what the page of the provider says, word by word.
#[test]
fn facts_are_in_the_words_of_the_provider_page() {
    let spaces = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut looked_at = 0;
    for (id, _, facts) in compared(&BUILT) {
        let html = Html::read(page(&BUILT, &format!("providers/{id}/index.html"))).expect("a page");
        let shown: Vec<String> = ["dd", "td", "th", "a", "h1", "p", "span"]
            .iter()
            .flat_map(|name| html.words(name))
            .map(|words| spaces(&words))
            .collect();
        let all = shown.join("\n");
        let facts = facts["facts"].as_object().expect("facts");
        for (key, fact) in facts {
            for line in fact["lines"].as_array().expect("lines") {
                let text = line["text"].as_str().expect("words");
                // Prices are made into sentences, and rows of names are lines on the page.
                let parts: Vec<&str> = match key.as_str() {
                    "price" | "checked" => continue,
                    "kind" | "services" | "pay_ways" | "access" | "communication" | "languages" => {
                        text.split(", ").collect()
                    }
                    _ => vec![text],
                };
                for part in parts {
                    looked_at += 1;
                    assert!(all.contains(&spaces(part)), "{id}: {key}: {part}\n{all}");
                }
            }
        }
    }
    assert!(looked_at > 1000, "only {looked_at} facts");
}

#[test]
fn prices_are_there_in_words_and_in_pence() {
    let built = everything::site().good();
    let all = compared(&built);
    let (_, _, facts) = all.first().expect("a provider");
    let lines: Vec<&str> = texts(&facts["facts"]["price"]["lines"]);
    assert_eq!(
        lines,
        [
            "Help at home, Monday to Friday, 7am to 10pm: £24.50 to £28 an hour. \
             Told to us on 6 August 2026.",
            "First meeting: Free. Told to us on 6 August 2026.",
            "A stay: £1,250 a week. Told to us on 1 July 2026.",
        ]
    );
    let price = &facts["prices"][0];
    assert_eq!(
        (&price["from"], &price["to"], &price["unit"]),
        (&Value::from(2450), &Value::from(2800), &Value::from("hour"))
    );
}

#[test]
fn no_place_is_in_the_files() {
    let hidden = "=== providers/kite-care.yml\nname: Kite Care\nkinds: [home-care-agency]\n\
         summary: Help.\nareas: [camden]\ncontact:\n  public_location: outward\n  \
         phone: 020 7946 0011\n  address: [Secret House, 9 Hidden Lane]\n  postcode: N7 0ZZ\n";
    let built = Site::small().with(hidden).good();
    let all = compared(&built);
    let (_, _, facts) = all.first().expect("a provider");
    let words = texts(facts).join("\n");
    assert!(words.contains("020 7946 0011"), "{words}");
    for secret in ["Secret", "Hidden", "0ZZ", "N7"] {
        assert!(!words.contains(secret), "{secret}: {words}");
    }
}

#[test]
fn markup_in_a_fact_stays_inside_its_text() {
    let attack = "</script><script>alert(1)</script>\\u2028 \\\" ${1} {name}";
    let odd = format!("{KITE_CARE}matching:\n  pets: \"{attack}\"\n");
    let built = Site::small().with(&odd).good();
    let (_, bytes) = built
        .output
        .iter()
        .find(|(path, _)| path.starts_with("compare/"))
        .expect("a file");
    let text = std::str::from_utf8(bytes).expect("text");
    assert!(!text.contains('<') && !text.contains('\u{2028}'), "{text}");
    assert_eq!(text.lines().count(), 1);
    let all = compared(&built);
    let (_, _, facts) = all.first().expect("a provider");
    let pets = &facts["facts"]["pets"]["lines"][0]["text"];
    let pets = pets.as_str().expect("words");
    assert!(pets.starts_with("</script><script>alert(1)"), "{pets}");
}

#[test]
fn links_for_a_memory_stick_name_the_file() {
    let built = build_for(Destination::Disk);
    let html = Html::read(page(&built, "shortlist/index.html")).expect("a page");
    let list = html
        .tags
        .iter()
        .find_map(|tag| tag.get("data-provider"))
        .expect("the list");
    assert_eq!(list, "../providers/{id}/index.html");
}

#[test]
fn every_card_and_every_provider_has_its_own_button() {
    let buttons = |path: &str| {
        let html = Html::read(page(&BUILT, path)).expect("a page");
        let all = html.all("button").filter_map(|tag| tag.get("value"));
        all.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(buttons("providers/kite-lane/index.html"), ["kite-lane"]);
    let cards = Html::read(page(&BUILT, "providers/index.html")).expect("a page");
    let ids: Vec<String> = cards
        .all("li")
        .filter_map(|tag| tag.get("id")?.strip_prefix("p-"))
        .map(str::to_owned)
        .collect();
    assert!(!ids.is_empty());
    assert_eq!(buttons("providers/index.html"), ids);
}

#[test]
fn a_written_page_cannot_take_the_place_of_the_shortlist() {
    let text = "=== content/pages/shortlist.md\n---\ntitle: Mine\n---\nWords.\n";
    let found = Site::small().with(KITE_CARE).with(text).problems();
    assert!(
        found.iter().any(|problem| problem.contains("same-address")),
        "{found:?}"
    );
}
