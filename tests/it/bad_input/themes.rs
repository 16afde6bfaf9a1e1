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

/// A page of the theme with these words in its main part, on the third line.
fn with_main(words: &str) -> String {
    format!("{{% extends \"layout.html\" %}}\n{{% block main %}}\n{words}\n{{% endblock main %}}\n")
}

/// Place, message and help of everything that is wrong when a file of the theme holds this.
fn told(path: &str, text: &str) -> Vec<String> {
    let built = file(&format!("themes/easy-read/{path}"), text)
        .site()
        .build();
    let told = built.problems.iter().map(|problem| {
        assert_eq!(problem.kind, Kind::BrokenTheme, "{problem:?}");
        let place = site::place(&problem.place);
        let place = place.trim_start_matches("themes/easy-read/").to_owned();
        format!("{place} {} {}", problem.message, problem.help)
    });
    told.collect()
}

#[test]
fn a_slip_in_a_template_is_told_in_plain_words_with_its_place() {
    let page = "pages/provider.html";
    for (words, expected) in [
        (
            "<p>{{ view.sumary }}</p>",
            "3:12 There is no field called `sumary` here. Did you mean `summary`?",
        ),
        (
            "{{ view.no_such }}",
            "3:9 There is no field called `no_such` here. The fields are in `FIELDS.md`, beside \
             the theme's `README.md`.",
        ),
        (
            "{{ vieww.summary }}",
            "3:4 There is nothing called `vieww` here. Did you mean `view`?",
        ),
        (
            "{{ item.name }}",
            "3:4 There is nothing called `item` here. Here a template sees `page`, `site`, `text` \
             and `view`.",
        ),
        (
            "{{ text.facts.pric }}",
            "3:15 There is no field called `pric` here. Did you mean `price`?",
        ),
        (
            "{{ <notise title={\"a\"} words={\"b\"} /> }}",
            "3:4 There is no component called `notise`. Did you mean `notice`?",
        ),
        (
            "{{ <notice titel={\"a\"} words={\"b\"} /> }}",
            "3:4 This component has no option called `titel`. Did you mean `title`?",
        ),
        (
            "{{ <notice title={\"a\"} /> }}",
            "3:4 This component needs the option `words`. Add `words={…}` before the `/>`.",
        ),
        (
            "{{ <notice title={1} words={\"b\"} /> }}",
            "3:4 The option `title` should be a `string`, and here it is a `i64`. Give it a value \
             of that sort, or change what stands behind its name in the component.",
        ),
        (
            "{{ page.title | upperr }}",
            "3:17 Templates do not know `upperr`. Take it out. Views give words that are ready to \
             show.",
        ),
        (
            "{% include \"nope.html\" %}",
            "3:12 There is no template called `nope.html`. Write its path inside the theme, like \
             `layout.html`, or add the file.",
        ),
        (
            "{% if view.prices %}",
            "4:4 This template cannot be used: Unknown tag Change the template back to what worked \
             before, or mend this line.",
        ),
    ] {
        assert_eq!(
            told(page, &with_main(words)),
            [format!("{page}:{expected}")],
            "{words}"
        );
    }
}

#[test]
fn templates_that_do_not_fit_together_are_reported() {
    assert_eq!(
        told("pages/provider.html", "{% extends \"layot.html\" %}\n"),
        [
            "pages/provider.html:1:1 There is no template called `layot.html`. Write its path inside \
          the theme, like `layout.html`, or add the file."
        ]
    );
    let slip = "{% extends \"layout.html\" %}\n{% block mian %}x{% endblock mian %}\n";
    assert_eq!(
        told("pages/provider.html", slip),
        [
            "pages/provider.html:2:10 The layout has no block called `mian`. Write `{% block main %}`, \
          or add `{% block mian %}{% endblock mian %}` to the layout."
        ]
    );
    let other = "{% component facts(facts: array) -%}\n{%- endcomponent facts %}\n";
    assert_eq!(
        told("components/other/other.html", other),
        [
            "components/other/other.html:1:1 The component `facts` is in \
          `components/facts/facts.html` and in `components/other/other.html`. Take one of them \
          out, or give it another name."
        ]
    );
    let renamed = "{% component fcts(facts: array) -%}\n{%- endcomponent fcts %}\n";
    let found = told("components/facts/facts.html", renamed);
    assert_eq!(found.len(), 1, "{found:#?}");
    let help = "There is no component called `facts`. Use the name of a folder in `components/`, \
                with `_` in place of `-`.";
    assert!(found[0].ends_with(help), "{found:#?}");
}

#[test]
fn a_template_that_fails_on_some_pages_only_stops_the_build() {
    let text = with_main("{{ view.prices[0].what }}");
    let with_price = "=== providers/has-price.yml\nname: Has Price\nkinds: [home-care-agency]\n\
                      summary: Help.\nareas: [camden]\ncontact: { phone: 020 7946 0012 }\n\
                      prices:\n  - { what: Help, amount: 20, unit: hour, told_on: 2026-08-06 }\n";
    let path = "themes/easy-read/pages/provider.html";
    let all_good = Site::small().with(with_price).file(path, &text);
    assert_eq!(all_good.problems(), [""; 0]);
    let one_bad = all_good.with(KITE_CARE);
    let found = one_bad.problems();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with(&format!("error {path}:3:")),
        "{found:#?}"
    );
}

#[test]
fn words_that_pages_ask_for_and_the_theme_lacks_are_reported() {
    let strings = "themes/easy-read/strings/en.yml";
    let whole = include_str!("../../../themes/easy-read/strings/en.yml");
    let lacking = whole.replacen("  not_told: Not told to us yet\n", "", 1);
    assert_ne!(lacking, whole);
    let in_template = file(strings, lacking).site().problems();
    assert!(!in_template.is_empty());
    assert!(
        in_template
            .iter()
            .all(|line| line.contains("There is no field called `not_told`")),
        "{in_template:#?}"
    );
    let lacking = whole.replacen("  full: \"{day} {month} {year}\"\n", "", 1);
    assert_ne!(lacking, whole);
    let dated = "=== providers/dated.yml\nname: Dated\nkinds: [home-care-agency]\n\
                 summary: Help.\nareas: [camden]\nlisted_from: 2026-08-06\n\
                 contact: { phone: 020 7946 0012 }\n";
    let in_rust = Site::small().with(dated).file(strings, lacking).problems();
    let expected = format!(
        "error {strings} broken-theme: The theme has no words called `dates.full`, and the pages \
         need them."
    );
    assert!(in_rust.contains(&expected), "{in_rust:#?}");
}

#[test]
fn words_of_another_language_are_held_against_the_english_ones() {
    let site = |words: &str| {
        let settings = site::SETTINGS.to_owned() + "languages: [en, cy]\n";
        let site = Site::small().with(KITE_CARE).with(&settings);
        let found = site
            .file("themes/easy-read/strings/cy.yml", words)
            .problems();
        let missing = |line: &String| !line.contains("missing-words");
        found.into_iter().filter(missing).collect::<Vec<_>>()
    };
    let path = "themes/easy-read/strings/cy.yml";
    assert_eq!(site("frame:\n  home: Hafan\n"), [""; 0]);
    assert_eq!(
        site("frame:\n  hoom: Hafan\n"),
        [format!(
            "error {path}:2:3 unknown-words: The theme has no words called `frame.hoom`."
        )]
    );
    assert_eq!(
        site("dates:\n  told_on: Dywedwyd\n"),
        [format!(
            "error {path}:2:12 words-in-braces: These words lack `{{date}}`, which the site fills in."
        )]
    );
}

#[test]
fn a_script_that_no_template_asks_for_is_reported() {
    let idle = file(
        "themes/easy-read/components/card/listn.js",
        "handrail.module('listn', () => {});",
    );
    idle.gives(&["warning themes/easy-read/components/card/listn.js unused-file"]);
}
