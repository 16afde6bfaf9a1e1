//! Sheets to print, booklets of areas, and what a printed page says about itself.

use crate::example::BUILT;
use crate::site::{KITE_CARE, Site, main_of, page};

const SHEET: &str = "\
=== content/sheets/about-me.yml
title: About me
parts:
  - heading: Who I am
    questions:
      - ask: My name
        lines: 1
";

/// The small site with one sheet.
fn with_sheet() -> Site {
    Site::small().with(KITE_CARE).with(SHEET)
}

/// The problems of the sheet with other facts.
fn problems(facts: &str) -> Vec<String> {
    let text = format!("=== content/sheets/about-me.yml\n{facts}");
    Site::small().with(KITE_CARE).with(&text).problems()
}

fn assert_one(facts: &str, expected: &str) {
    let found = problems(facts);
    assert!(
        found.len() == 1 && found[0].contains(expected),
        "{facts}\n{found:#?}"
    );
}

#[test]
fn a_sheet_has_a_page_and_stands_on_the_list_and_in_the_footer() {
    let built = with_sheet().good();
    let list = page(&built, "sheets/index.html");
    assert!(main_of(list).contains("href=\"../sheets/about-me/\""));
    let sheet = page(&built, "sheets/about-me/index.html");
    assert!(main_of(sheet).contains("<h1>About me</h1>"));
    assert!(page(&built, "index.html").contains("href=\"sheets/\""));
}

#[test]
fn a_site_without_sheets_has_no_list_of_them() {
    let built = Site::small().with(KITE_CARE).good();
    assert!(built.output.get("sheets/index.html").is_none());
    assert!(!page(&built, "index.html").contains("sheets/"));
}

#[test]
fn questions_have_as_many_lines_as_they_ask_for() {
    let lines = |facts: &str| {
        let text = format!("=== content/sheets/about-me.yml\n{facts}");
        let built = Site::small().with(KITE_CARE).with(&text).good();
        let html = main_of(page(&built, "sheets/about-me/index.html")).to_owned();
        html.matches("sheet__line\"").count()
    };
    let part = "title: A\nparts:\n  - heading: B\n    questions:\n      - ask: C\n";
    assert_eq!(lines(part), 2);
    assert_eq!(lines(&format!("{part}        lines: 7\n")), 7);
    assert_eq!(lines(&format!("form: card\n{part}")), 1);
}

#[test]
fn what_is_wrong_in_a_sheet_is_said_in_plain_words() {
    assert_one("title: A\n", "missing-field: The field `parts` is missing.");
    assert_one(
        "parts:\n  - heading: B\n",
        "missing-field: The field `title` is missing.",
    );
    assert_one(
        "title: A\nparts:\n  - words: B\n",
        "missing-field: The field `heading` is missing.",
    );
    assert_one(
        "title: A\nform: poster\nparts:\n  - heading: B\n",
        "`poster` is not one of the choices for `form`.",
    );
    assert_one(
        "title: A\nparts:\n  - heading: B\n    questions:\n      - lines: 2\n",
        "missing-field: The field `ask` is missing.",
    );
    for lines in ["0", "21", "many"] {
        assert_one(
            &format!(
                "title: A\nparts:\n  - heading: B\n    questions:\n      - ask: C\n        lines: {lines}\n"
            ),
            &format!("`{lines}` is not a number of lines to write on."),
        );
    }
    assert_one(
        "title: A\nparts:\n  - heading: B\n    picture: zzzz\n",
        "There is no picture called `zzzz`.",
    );
    assert_one(
        "title: A\nlast_check: 2026-10-12\nnext_check: 2026-10-01\nparts:\n  - heading: B\n",
        "dates-out-of-order",
    );
    assert_one(
        "title: A\nnext_check: 2026-10-01\nparts:\n  - heading: B\n",
        "The check of this sheet was due on 1 October 2026.",
    );
}

#[test]
fn a_table_has_2_to_5_columns_and_a_name() {
    let table = |table: &str| format!("title: A\nparts:\n  - heading: B\n    table: {{{table}}}\n");
    assert_one(
        &table("name: C, columns: [D], rows: [E]"),
        "This table has 1 column.",
    );
    assert_one(
        &table("name: C, columns: [D, E, F, G, H, I], rows: [J]"),
        "This table has 6 columns.",
    );
    assert_one(
        &table("columns: [D, E], rows: [F]"),
        "The field `table.name` is missing.",
    );
    assert_one(
        &table("name: C, columns: [D, E]"),
        "The field `table.rows` is missing.",
    );
}

#[test]
fn pages_link_to_sheets_by_their_file() {
    let guide = |link: &str| {
        format!(
            "=== content/guides/a.md\n---\ntitle: A\n---\nPrint [the sheet about me]({link}).\n"
        )
    };
    let good = with_sheet().with(&guide("../sheets/about-me.yml")).good();
    assert!(page(&good, "guides/a/index.html").contains("href=\"../../sheets/about-me/\""));
    let good = with_sheet().with(&guide("/sheets/about-me/")).good();
    assert!(page(&good, "guides/a/index.html").contains("href=\"../../sheets/about-me/\""));
    let problems = with_sheet().with(&guide("../sheets/about-mee.yml")).build();
    let problem = problems.problems.iter().next().expect("a dead link");
    assert!(
        problem.help.contains("content/sheets/about-me.yml"),
        "{}",
        problem.help
    );
}

#[test]
fn a_page_and_a_service_leave_room_for_sheets_and_booklets() {
    let taken = "=== content/pages/sheets.md\n---\ntitle: A\n---\nWords.\n";
    let found = with_sheet().with(taken).problems();
    assert!(
        found.iter().any(|line| line.contains("same-address")),
        "{found:?}"
    );
    let service = "=== content/lists/services.yml\n- id: booklet\n  name: Booklets\n";
    let found = Site::small().with(KITE_CARE).with(service).problems();
    assert!(
        found.iter().any(|line| line.contains("same-address")),
        "{found:?}"
    );
}

/// A site with this many providers in Camden, and one in Islington.
fn crowd(number: usize) -> Site {
    let mut site = Site::small().with(&KITE_CARE.replace("camden", "islington"));
    for at in 0..number {
        let provider = KITE_CARE
            .replace("kite-care", &format!("care-{at:03}"))
            .replace("Kite Care", &format!("Care {at:03}"));
        site = site.with(&provider);
    }
    site
}

#[test]
fn a_booklet_has_every_provider_of_its_area_once() {
    let built = crowd(51).good();
    let first = main_of(page(&built, "areas/camden/booklet/index.html"));
    let second = main_of(page(&built, "areas/camden/booklet/page-2/index.html"));
    assert!(
        built
            .output
            .get("areas/camden/booklet/page-3/index.html")
            .is_none()
    );
    for at in 0..51 {
        let entry = format!("id=\"p-care-{at:03}\"");
        let (wanted, other) = if at < 50 {
            (first, second)
        } else {
            (second, first)
        };
        assert_eq!(wanted.matches(&entry).count(), 1, "{entry}");
        assert!(!other.contains(&entry), "{entry}");
    }
    assert!(!first.contains("Kite Care") && !second.contains("Kite Care"));
    assert!(first.contains("This is part 1 of 2: from Care 000 to Care 049."));
    let area = page(&built, "areas/camden/index.html");
    assert!(area.contains("href=\"../../areas/camden/booklet/\""));
}

#[test]
fn an_area_without_providers_has_no_booklet() {
    let built = Site::small().with(KITE_CARE).good();
    assert!(
        built
            .output
            .get("areas/islington/booklet/index.html")
            .is_none()
    );
    assert!(!page(&built, "areas/islington/index.html").contains("booklet"));
}

#[test]
fn a_booklet_hides_what_must_be_hidden() {
    for (location, shown) in [
        ("full", "1 Hidden Road, N7 0ZZ"),
        ("outward", "In the postcode area N7"),
        ("area", "The address is not public"),
    ] {
        // A file that holds a place must say that it may be shown, as a whole or in part.
        let place = match location {
            "area" => "",
            _ => "  address: [1 Hidden Road]\n  postcode: N7 0ZZ\n",
        };
        let provider = format!("{KITE_CARE}  public_location: {location}\n{place}");
        let built = Site::small().with(&provider).good();
        let booklet = main_of(page(&built, "areas/camden/booklet/index.html"))
            .replace("<bdi>", "")
            .replace("</bdi>", "");
        assert!(booklet.contains(shown), "{location}: {booklet}");
        let is_full = location == "full";
        assert_eq!(booklet.contains("Hidden Road"), is_full, "{location}");
        assert_eq!(booklet.contains("N7 0ZZ"), is_full, "{location}");
    }
}

#[test]
fn paper_says_where_it_is_from_and_when_to_check_it_again() {
    let dated = format!("{KITE_CARE}next_review: 2027-04-01\n");
    let built = Site::small().with(&dated).with(SHEET).good();
    let paper = |path: &str| {
        let html = page(&built, path);
        let (_, line) = html.split_once("<p class=\"paper\"").expect("the line");
        line.split_once("</p>").expect("its end").0.to_owned()
    };
    let provider = paper("providers/kite-care/index.html");
    assert!(
        provider.contains(">Test Directory Printed on <bdi></bdi>."),
        "{provider}"
    );
    assert!(provider.contains("Check it is still right after 1 April 2027."));
    let booklet = paper("areas/camden/booklet/index.html");
    assert!(booklet.contains("1 April 2027"), "{booklet}");
    assert!(!paper("sheets/about-me/index.html").contains("Check it is"));

    let known = "https://support.example.org/";
    let settings = format!("{}base_address: {known}\n", crate::site::SETTINGS);
    let built = Site::small().with(&settings).with(&dated).good();
    let html = page(&built, "providers/kite-care/index.html");
    assert!(html.contains(&format!(">{known}providers/kite-care/ Printed on")));
}

/// A build on another day must not change a page only because of the line about paper.
#[test]
fn no_page_holds_the_day_of_the_build() {
    let mut paths = BUILT
        .output
        .iter()
        .filter(|(path, _)| path.ends_with(".html"));
    assert!(paths.all(|(path, _)| {
        let line = page(&BUILT, path).split_once("<p class=\"paper\"");
        line.is_some_and(|(_, rest)| {
            rest.split_once("</p>")
                .is_some_and(|(line, _)| !line.contains("22 November 2026"))
        })
    }));
}

#[test]
fn every_sheet_of_the_example_can_be_read() {
    let mut sheets = 0;
    for (path, _) in BUILT.output.iter() {
        if path.starts_with("sheets/") && path != "sheets/index.html" {
            sheets += 1;
            assert!(
                main_of(page(&BUILT, path)).contains("data-module=\"sheet\""),
                "{path}"
            );
        }
    }
    assert!(sheets >= 5, "only {sheets} sheets");
}
