//! Words that a site changes for itself, in `content/words/<language>.yml`.

use crate::site::{self, KITE_CARE, Site, page};

const OWN: &str = "content/words/en.yml";

fn with(words: &str) -> Site {
    Site::small().with(KITE_CARE).file(OWN, words)
}

/// The places, kinds, messages and help of everything that is wrong with these words.
fn told(words: &str) -> Vec<String> {
    let built = with(words).build();
    let told = built.problems.iter().map(|problem| {
        let place = site::place(&problem.place);
        let place = place.trim_start_matches("content/words/").to_owned();
        let kind = problem.kind.name();
        format!("{place} {kind}: {} {}", problem.message, problem.help)
    });
    told.collect()
}

#[test]
fn one_word_is_changed_and_all_others_stay() {
    let plain = Site::small().with(KITE_CARE).good();
    let changed =
        with("menu:\n  guides: Good to know\nfacts:\n  not_told: We do not know yet\n").good();
    let path = "providers/kite-care/index.html";
    let (before, after) = (page(&plain, path), page(&changed, path));
    assert!(before.contains(">Guides</a>") && before.contains("Not told to us yet"));
    let expected = before
        .replace(">Guides</a>", ">Good to know</a>")
        .replace("Not told to us yet", "We do not know yet");
    assert_eq!(after, expected);
}

#[test]
fn words_are_changed_for_one_language_only() {
    let urdu = "=== content/site.yml\nname: Test Directory\nrun_by:\n  name: Test Body\n\
                languages: [en, ur]\ncontact:\n  phone: 020 7946 0000\n\
                === content/guides/start.md\n---\ntitle: Start\n---\nWords.\n\
                === content/guides/start.ur.md\n---\ntitle: شروع\n---\nیہ\n\
                === themes/easy-read/strings/ur.yml\nmenu:\n  guides: رہنما\n\
                === content/words/ur.yml\nmenu:\n  areas: جگہیں\n";
    let built = Site::small().with(KITE_CARE).with(urdu).good();
    let html = page(&built, "ur/guides/start/index.html");
    assert!(html.contains("رہنما") && html.contains("جگہیں"), "{html}");
    assert!(page(&built, "guides/start/index.html").contains(">Places</a>"));
}

#[test]
fn markup_in_words_stays_words() {
    let built = with("menu:\n  guides: <b>Guides</b> & more\n").good();
    let html = page(&built, "index.html");
    assert!(
        html.contains("&lt;b&gt;Guides&lt;/b&gt; &amp; more"),
        "{html}"
    );
}

#[test]
fn names_that_the_theme_does_not_have_are_reported() {
    let cases = [
        (
            "menu:\n  gudes: x\n",
            "en.yml:2:3 unknown-words: The theme has no words called `menu.gudes`. \
             Did you mean `menu.guides`?",
        ),
        (
            "menus:\n  guides: x\n",
            "en.yml:1:1 unknown-words: The theme has no words called `menus`. \
             Did you mean `menu`?",
        ),
        (
            "elsewhere:\n  else: x\n",
            "en.yml:1:1 unknown-words: The theme has no words called `elsewhere`. \
             Take it out. All names are in `strings/en.yml` of the theme.",
        ),
    ];
    for (words, expected) in cases {
        assert_eq!(told(words), [expected], "{words}");
    }
}

#[test]
fn words_in_braces_must_be_those_of_the_theme() {
    assert_eq!(
        told("frame:\n  title: \"{pge} on this site\"\n"),
        [
            "en.yml:2:10 words-in-braces: Nothing can be filled in for `{pge}` here. \
             Did you mean `{page}`?",
            "en.yml:2:10 words-in-braces: These words lack `{page}`, which the site fills in. \
             Put `{page}` where it belongs, as the theme does: `{page} – {site}`.",
            "en.yml:2:10 words-in-braces: These words lack `{site}`, which the site fills in. \
             Put `{site}` where it belongs, as the theme does: `{page} – {site}`.",
        ]
    );
    assert_eq!(
        told("menu:\n  guides: \"Guides {number}\"\n"),
        [
            "en.yml:2:11 words-in-braces: Nothing can be filled in for `{number}` here. \
          Take it out, with its braces."
        ]
    );
    with("frame:\n  title: \"{site}: {page}\"\n").good();
}

#[test]
fn words_of_another_shape_are_reported() {
    let cases = [
        (
            "menu: Guides\n",
            "en.yml:1:7 wrong-shape: `menu` should be a group. Write one of these names below it, \
             and then the words: `areas`, `guides`, `kinds`, `needs`, `providers`, `search` and `services`.",
        ),
        (
            "menu:\n  guides: [a, b]\n",
            "en.yml:2:11 wrong-shape: `menu.guides` should be one text. Write words here, as the \
             theme does: `Guides`.",
        ),
        (
            "dates:\n  months: [January]\n",
            "en.yml:2:11 wrong-shape: `dates.months` should be a list of 12 texts. Write each text \
             on a line of its own, after a hyphen and a space.",
        ),
        (
            "menu:\n  guides: \"\"\n",
            "en.yml:2:11 wrong-shape: There are no words here. Write the words, or take the line \
             out.",
        ),
        (
            "menu:\n  guides: no\n  areas: true\n",
            "en.yml:3:10 wrong-shape: This is yes or no. It should be text. Put the words in \
             quotation marks.",
        ),
    ];
    for (words, expected) in cases {
        assert_eq!(told(words), [expected], "{words}");
    }
}

#[test]
fn a_file_for_a_language_that_the_site_lacks_is_reported() {
    for name in ["cy.yml", "english.yml"] {
        let site = Site::small()
            .with(KITE_CARE)
            .file(&format!("content/words/{name}"), "menu:\n  guides: x\n");
        let built = site.build();
        let language = name.trim_end_matches(".yml");
        assert_eq!(
            site::lines(&built.problems),
            [format!(
                "warning content/words/{name} unused-file: The site has no language `{language}`."
            )]
        );
        let help = built
            .problems
            .iter()
            .next()
            .map(|problem| problem.help.clone());
        assert_eq!(
            help.as_deref(),
            Some(
                "Name the file `en.yml`. Or add the language to `languages` in `content/site.yml`."
            )
        );
    }
}

#[test]
fn a_file_of_words_that_is_not_read_is_reported() {
    for (path, help) in [
        ("content/words/en.yaml", "Did you mean `en.yml`?"),
        ("content/words/en.yml.txt", "Did you mean `en.yml`?"),
        (
            "content/words/x/en.yml",
            "Move it to `content/words/`, or delete it.",
        ),
    ] {
        let site = Site::small().with(KITE_CARE);
        let built = site.file(path, "menu:\n  guides: Good to know\n").build();
        let found: Vec<(&str, &str)> = built
            .problems
            .iter()
            .map(|problem| (problem.kind.name(), problem.help.as_str()))
            .collect();
        assert_eq!(found, [("unused-file", help)], "{path}");
    }
}

#[test]
fn broken_settings_say_nothing_about_the_language_of_words() {
    let site = with("menu:\n  guides: Good to know\n");
    let found = site.file("content/site.yml", "name: [\n").problems();
    assert!(
        !found.is_empty() && found.iter().all(|line| !line.contains(OWN)),
        "{found:?}"
    );
}

#[test]
fn a_list_at_the_top_and_an_empty_file_are_told_in_words_that_fit() {
    let list = told("- Good to know\n");
    assert_eq!(list.len(), 1, "{list:?}");
    assert!(
        list[0].contains("wrong-shape: This file should be a group."),
        "{list:?}"
    );
    let empty = told("# Nothing yet\n");
    assert_eq!(empty.len(), 1, "{empty:?}");
    assert!(empty[0].ends_with("Fill it in, or delete it."), "{empty:?}");
}
