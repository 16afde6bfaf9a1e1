//! Themes that are broken: settings, templates, strings, styles and pictures.

use handrail::problem::Kind;

use super::{file, input};
use crate::site::{self, KITE_CARE, SETTINGS, Site};

#[test]
fn a_theme_that_is_not_there_is_reported_in_the_settings() {
    let settings = |line: &str| {
        file(
            "content/site.yml",
            SETTINGS.replace("=== content/site.yml\n", "") + line,
        )
    };
    let bad = settings("theme: no-such\n");
    bad.gives(&["error content/site.yml:7:8 broken-theme"]);
    assert_eq!(bad.help(), "Use one of these: `easy-read`.");
    settings("theme: ../easy-read\n").gives(&["error content/site.yml:7:8 wrong-shape"]);
    settings("colours: beige\n").gives(&["error content/site.yml:7:10 unknown-choice"]);
}

#[test]
fn a_template_that_cannot_be_read_is_reported_with_its_line() {
    for text in [
        "<p>\n{{ view.heading",
        "<p>\n{% if %}",
        "<p>\n{% endfor %}",
        "<p>\n{{ a | no_such_filter }}",
    ] {
        let bad = file("themes/easy-read/pages/text.html", text);
        let found = bad.site().problems();
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        let start = "error themes/easy-read/pages/text.html:2:";
        assert!(found[0].starts_with(start), "{text}: {found:#?}");
        assert!(found[0].contains("broken-theme"), "{text}: {found:#?}");
        super::refused(&bad.project());
    }
}

#[test]
fn a_template_that_cannot_be_filled_is_reported_with_its_line() {
    let bad = file(
        "themes/easy-read/pages/provider.html",
        "<p>\n{{ view.no_such_field }}",
    );
    let found = bad.site().problems();
    assert_eq!(found.len(), 1, "{found:#?}");
    let start = "error themes/easy-read/pages/provider.html:2:";
    assert!(
        found[0].starts_with(start) && found[0].contains("broken-theme"),
        "{found:#?}"
    );
    super::refused(&bad.project());
}

#[test]
fn a_template_that_is_missing_is_reported() {
    let site = Site::small()
        .with(KITE_CARE)
        .without("themes/easy-read/pages/provider.html");
    let built = site.build();
    let found = site::lines(&built.problems);
    assert!(built.problems.has_errors());
    assert!(
        found.iter().all(|line| line.contains("broken-theme")),
        "{found:#?}"
    );
    assert!(
        found[0].contains("themes/easy-read/pages/provider.html"),
        "{found:#?}"
    );
}

#[test]
fn strings_that_cannot_be_read_are_reported() {
    let strings = "themes/easy-read/strings/en.yml";
    let broken = file(strings, "menu:\n  home: \"Home\n")
        .site()
        .build()
        .problems;
    let first: Vec<_> = broken
        .iter()
        .filter(|problem| problem.kind == Kind::BrokenYaml)
        .collect();
    assert_eq!(first.len(), 1);
    assert_eq!(site::place(&first[0].place), format!("{strings}:2:9"));
    let wrong = file(strings, "menu:\n  home: true\n")
        .site()
        .build()
        .problems;
    let first: Vec<_> = wrong
        .iter()
        .filter(|problem| problem.kind == Kind::WrongShape)
        .collect();
    assert_eq!(site::place(&first[0].place), format!("{strings}:2:9"));
    super::refused(&file(strings, "menu: [").project());
    let gone = Site::small().without(strings).problems();
    assert_eq!(gone.len(), 1, "{gone:#?}");
    assert!(
        gone[0].starts_with(&format!("error {strings} broken-theme: ")),
        "{gone:#?}"
    );
}

#[test]
fn a_style_that_is_not_there_is_reported() {
    let list = "themes/easy-read/theme.yml";
    for name in ["no-such.css", "../../content/site.yml/x.css", "/etc/passwd"] {
        file(
            list,
            format!("name: Easy Read\nstyles: [{name}]\ncolours: [teal]\n"),
        )
        .gives(&[&format!("error {list}:2:9 broken-theme")]);
    }
    file(
        list,
        "name: Easy Read\nstiles: [tokens.css]\ncolours: [teal]\n",
    )
    .gives(&[&format!("error {list}:2:1 unknown-field")]);
    let gone = Site::small().without(list).problems();
    assert_eq!(gone.len(), 1, "{gone:#?}");
    assert!(
        gone[0].starts_with(&format!("error {list} broken-theme: ")),
        "{gone:#?}"
    );
}

#[test]
fn a_picture_pack_that_is_broken_is_reported() {
    let list = "content/pictures/mine/pictures.yml";
    let svg = "=== content/pictures/mine/cup.svg\n<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0'/></svg>\n";
    let pack = |text: &str| input(&format!("=== {list}\n{text}\n{svg}"));
    pack("author: A\nlicence: CC0-1.0\npictures:\n  - id: cup").is_fine();
    pack("author: A\npictures:\n  - id: cup")
        .gives(&[&format!("error {list}:3:5 unlicensed-picture")]);
    pack("licence: CC0-1.0\npictures:\n  - id: cup")
        .gives(&[&format!("error {list}:3:5 unlicensed-picture")]);
    pack("author: A\nlicence: CC0-1.0\npictures:\n  - id: saucer")
        .gives(&[&format!("error {list}:4:5 unknown-picture")]);
    pack("author: A\nlicence: CC0-1.0\npictures:\n  - words: [cup]")
        .gives(&[&format!("error {list}:4:5 missing-field")]);
    pack("author: A\nlicence: CC0-1.0\npictures:\n  - id: A Cup")
        .gives(&[&format!("error {list}:4:9 wrong-shape")]);
}
