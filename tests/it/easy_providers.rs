//! Providers in Easy Read: every one has its pages, and a person can do on them all that they can do
//! on the full page.

use std::collections::BTreeSet;

use handrail::model::values::{Id, Postcode};
use handrail::pipeline::Built;
use serde_yaml::Value;

use crate::example::{BUILT, listed, providers, words};
use crate::house::{none, texts};
use crate::html::Html;
use crate::site::{KITE_CARE, Site, main_of, page};

/// The most words of a sentence.
const MOST_WORDS: usize = 15;

/// The paths of the Easy Read pages of a provider, in order.
fn paths(built: &Built, id: &str) -> Vec<String> {
    let first = format!("providers/{id}/easy/index.html");
    let later = (2..).map(|number| format!("providers/{id}/easy/page-{number}/index.html"));
    std::iter::once(first)
        .chain(later)
        .take_while(|path| built.output.get(path).is_some())
        .collect()
}

/// The ideas of a page, each as HTML.
fn ideas(main: &str) -> Vec<String> {
    let start = "<div class=\"idea\"";
    main.split(start)
        .skip(1)
        .map(|rest| {
            let (idea, _) = rest.split_once("</div></div>").expect("the end of an idea");
            format!("{start}{idea}</div></div>")
        })
        .collect()
}

/// What the ideas of all pages of a provider say.
fn said(built: &Built, id: &str) -> String {
    let mut said = String::new();
    for path in paths(built, id) {
        for idea in ideas(main_of(page(built, &path))) {
            let html = Html::read(&idea).expect("an idea");
            said.push_str(html.words("div").first().expect("an idea"));
            said.push('\n');
        }
    }
    said
}

/// The links of a page's main part to a phone, a text message or an email.
fn ways(main: &str) -> BTreeSet<String> {
    let (main, _) = main
        .split_once("class=\"tell-us\"")
        .expect("ways to the team");
    let links = main.split("href=\"").skip(1);
    let links = links.filter_map(|rest| rest.split('"').next());
    let starts = ["tel:", "sms:", "mailto:", "http"];
    links
        .filter(|link| starts.iter().any(|start| link.starts_with(start)))
        .map(str::to_owned)
        .collect()
}

fn id_of(path: &str) -> String {
    let (_, file) = path.rsplit_once('/').expect("a folder");
    let id = file.trim_end_matches(".yml");
    assert!(Id::parse(id).is_some());
    id.to_owned()
}

/// All text in a YAML file.
fn all_text(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| all_text(item, found)),
        Value::Mapping(fields) => fields.values().for_each(|field| all_text(field, found)),
        _ => {}
    }
}

fn sentences(text: &str) -> Vec<String> {
    let ends = [". ", "? ", "! "];
    let mut text = text.to_owned();
    for end in ends {
        text = text.replace(end, &format!("{}\n", end.trim()));
    }
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_provider_has_short_easy_read_pages_with_a_picture_beside_each_idea() {
    let mut wrong = Vec::new();
    let mut titles = BTreeSet::new();
    for (file, _) in listed() {
        let id = id_of(&file);
        let pages = paths(&BUILT, &id);
        if pages.is_empty() {
            wrong.push(format!("{id}: no Easy Read page"));
        }
        let full = main_of(page(&BUILT, &format!("providers/{id}/index.html")));
        if !full.contains(&format!(
            "class=\"switch__link\" href=\"../../providers/{id}/easy/\""
        )) {
            wrong.push(format!("{id}: no switch to Easy Read"));
        }
        for path in &pages {
            let html = page(&BUILT, path);
            let ideas = ideas(main_of(html));
            if !(3..=12).contains(&ideas.len()) {
                wrong.push(format!("{path}: {} ideas", ideas.len()));
            }
            let bare = ideas
                .iter()
                .filter(|idea| !idea.contains("<svg class=\"picture\""));
            wrong.extend(bare.map(|idea| format!("{path}: no picture: {idea}")));
            for button in ["shortlist-button", "paper"] {
                if !main_of(html).contains(&format!("data-module=\"{button}\"")) {
                    wrong.push(format!("{path}: no button of `{button}`"));
                }
            }
            let html = Html::read(html).expect("a page");
            if !titles.insert(html.words("title")) {
                wrong.push(format!("{path}: its title is that of another page"));
            }
            let next = html
                .all("a")
                .filter(|tag| tag.get("rel") == Some("next"))
                .count();
            if (next == 1) != (Some(path) != pages.last()) {
                wrong.push(format!("{path}: the way to the next page"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn sentences_of_the_theme_are_short() {
    let mut own: Vec<String> = Vec::new();
    for (_, text) in texts("content", &["yml"]) {
        all_text(&serde_yaml::from_str(&text).expect("YAML"), &mut own);
    }
    for (_, facts) in providers() {
        all_text(&facts, &mut own);
    }
    let own = own.join("\n");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, _) in listed() {
        for path in paths(&BUILT, &id_of(&file)) {
            for idea in ideas(main_of(page(&BUILT, &path))) {
                let html = Html::read(&idea).expect("an idea");
                let said = html.words("p").into_iter().chain(html.words("li"));
                for sentence in said.flat_map(|words| sentences(&words)) {
                    seen += 1;
                    let count = sentence.split_whitespace().count();
                    if count > MOST_WORDS && !own.contains(sentence.trim_end_matches('.')) {
                        wrong.push(format!("{path}: {count} words: {sentence}"));
                    }
                }
            }
        }
    }
    assert!(seen > 1000, "only {seen} sentences");
    none(&wrong);
}

#[test]
fn all_that_a_person_can_do_on_the_full_page_they_can_do_in_easy_read() {
    let mut wrong = Vec::new();
    for (file, facts) in listed() {
        let id = id_of(&file);
        let full = ways(main_of(page(&BUILT, &format!("providers/{id}/index.html"))));
        let easy: BTreeSet<String> = paths(&BUILT, &id)
            .iter()
            .flat_map(|path| ways(main_of(page(&BUILT, path))))
            .collect();
        let contact = &facts["contact"];
        let fields = ["phone", "text", "text_relay", "email", "website"];
        let told = fields
            .iter()
            .filter(|field| !contact[**field].is_null())
            .count();
        assert!(full.len() >= told, "{id}: {full:?}");
        wrong.extend(full.difference(&easy).map(|way| format!("{id}: {way}")));
        let said = said(&BUILT, &id);
        for price in facts["prices"].as_sequence().into_iter().flatten() {
            let what = price["what"].as_str().unwrap_or_default();
            if !said.contains(what) {
                wrong.push(format!("{id}: the price of {what}"));
            }
        }
        for needed in [
            "Ask for the price in writing",
            "We have not checked them",
            "Contact us",
        ] {
            if !said.contains(needed) {
                wrong.push(format!("{id}: {needed}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_hidden_place_is_told_in_easy_read() {
    let mut wrong = Vec::new();
    let mut hidden = 0;
    for (file, facts) in providers() {
        let contact = &facts["contact"];
        let said = said(&BUILT, &id_of(&file));
        let postcodes = words(&contact["postcode"]);
        let is_public = contact["public_location"].as_str() == Some("full");
        for postcode in &postcodes {
            assert!(Postcode::parse(postcode).is_some());
            hidden += usize::from(!is_public);
            if said.contains(postcode) != is_public {
                wrong.push(format!("{file}: {postcode}"));
            }
        }
    }
    assert!(hidden > 3, "only {hidden} hidden places");
    none(&wrong);
}

/// Every sentence in the theme's own words about providers, with long values filled in.
#[test]
fn the_theme_has_no_long_sentence_for_easy_read() {
    let all = texts("themes/easy-read/strings", &["yml"]);
    let (_, text) = all.first().expect("the words of the theme");
    let strings: Value = serde_yaml::from_str(text).expect("YAML");
    let mut own = Vec::new();
    all_text(&strings["easy_provider"], &mut own);
    assert!(own.len() > 50, "only {} words", own.len());
    let filled = own.iter().map(|words| {
        words
            .replace("{date}", "30 September 2026")
            .replace("{rating}", "Requires improvement")
    });
    let long: Vec<String> = filled
        .flat_map(|words| sentences(&words))
        .filter(|sentence| sentence.split_whitespace().count() > MOST_WORDS)
        .collect();
    none(&long);
}

fn kite_care(facts: &str) -> Built {
    Site::small().with(&format!("{KITE_CARE}{facts}")).good()
}

#[test]
fn what_was_not_told_is_said_once() {
    let built = kite_care("");
    assert_eq!(paths(&built, "kite-care").len(), 2);
    let said = said(&built, "kite-care");
    for once in [
        "They have not told us everything yet",
        "They have not told us a price",
    ] {
        assert_eq!(said.matches(once).count(), 1, "{said}");
    }
    for silent in [
        "They know about",
        "They help:",
        "You can pay",
        "They speak",
        "They had",
    ] {
        assert!(!said.contains(silent), "{silent}: {said}");
    }
    assert!(said.contains("Help at home for adults with a learning disability."));
}

#[test]
fn own_blocks_stand_with_what_they_are_about() {
    let built = kite_care(
        "prices: [{ what: Help, amount: 20, unit: hour, told_on: 2026-11-01 }]\n\
         easy_read:\n- words: We help you.\n- words: We cost £20.\n- words: Call us on 020 7946 0011. It is free.\n",
    );
    let said = said(&built, "kite-care");
    let lines: Vec<&str> = said.lines().collect();
    let at = |words: &str| {
        let found: Vec<usize> = (0..lines.len())
            .filter(|line| lines[*line].contains(words))
            .collect();
        assert_eq!(found.len(), 1, "{words}: {said}");
        found[0]
    };
    assert!(
        !said.contains("Help at home for adults"),
        "the summary comes again: {said}"
    );
    assert!(!said.contains("You can call them on"), "{said}");
    assert!(at("We help you.") < at("We cost £20."));
    assert_eq!(at("We cost £20.") + 1, at("Help: £20 an hour"));
    assert!(
        at("They told us this on 1 November 2026.") < at("Call us on 020 7946 0011. It is free.")
    );
}

#[test]
fn old_news_about_space_becomes_ask() {
    let news = |day: &str| {
        let facts = format!("availability: {{ state: open, note: Mornings, as_of: {day} }}\n");
        said(&kite_care(&facts), "kite-care")
    };
    let fresh = news("2026-11-01");
    assert!(
        fresh.contains("They had space on 1 November 2026. Mornings."),
        "{fresh}"
    );
    let built = Site::small()
        .with(&format!(
            "{KITE_CARE}availability: {{ state: open, note: Mornings, as_of: 2026-02-01 }}\n"
        ))
        .build();
    let old = said(&built, "kite-care");
    assert!(
        !old.contains("They had space") && !old.contains("Mornings"),
        "{old}"
    );
    assert!(
        old.contains("They last told us about space on 1 February 2026."),
        "{old}"
    );
}

#[test]
fn a_rating_never_stands_without_its_day() {
    let rated =
        "cqc: { location: 1-000000002, rating: requires-improvement, rating_on: 2019-03-02 }\n";
    let said_rated = said(&kite_care(rated), "kite-care");
    assert!(
        said_rated.contains("It said \"Requires improvement\" on 2 March 2019."),
        "{said_rated}"
    );
    let said_none = said(&kite_care("cqc: { location: 1-000000002 }\n"), "kite-care");
    assert!(
        said_none.contains("It has not said how good this care is."),
        "{said_none}"
    );
    assert!(!said(&kite_care(""), "kite-care").contains("CQC"));
}

#[test]
fn words_about_a_number_for_calls_and_texts_come_once() {
    let provider = KITE_CARE.replace("020 7946 0011", "07700 900123\n  text: 07700 900123");
    assert_ne!(provider, KITE_CARE);
    let own = "easy_read:\n- words: Call Ann on 07700 900123. It is free.\n";
    let built = Site::small().with(&(provider + own)).good();
    assert_eq!(said(&built, "kite-care").matches("Call Ann").count(), 1);
}
