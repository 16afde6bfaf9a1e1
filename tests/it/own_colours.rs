//! Colours that a site changes for itself, in `content/colours.yml`.

use handrail::model::colour::Colour;
use handrail::pipeline::Built;

use crate::site::{self, KITE_CARE, Site};

const OWN: &str = "content/colours.yml";

fn with(colours: &str) -> Site {
    Site::small().with(KITE_CARE).file(OWN, colours)
}

/// Place, kind and message of everything that is wrong with these colours.
fn told(colours: &str) -> Vec<String> {
    with(colours).problems()
}

/// The style sheet of a site.
fn style(built: &Built) -> String {
    let mut files = built.output.iter();
    let (_, bytes) = files
        .find(|(path, _)| path.starts_with("assets/site.") && path.ends_with(".css"))
        .expect("a style sheet");
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// A style without its blocks for paper and other things, from the start of its first `:root`.
fn lines(style: &str) -> Vec<&str> {
    style.lines().collect()
}

#[test]
fn one_colour_is_changed_in_one_mode_and_nothing_else() {
    let plain = style(&Site::small().with(KITE_CARE).good());
    let changed = style(&with("light:\n  brand: \"#1d2a5c\"\n").good());
    let (before, after) = (lines(&plain), lines(&changed));
    assert_eq!(before.len(), after.len());
    let different: Vec<(&str, &str)> = before
        .into_iter()
        .zip(after)
        .filter(|(one, other)| one != other)
        .collect();
    assert_eq!(different, [("--brand: #0b4a4f;", "--brand: #1d2a5c;")]);
}

#[test]
fn a_colour_that_a_mode_does_not_have_yet_is_added_to_it() {
    let built = with("more-light:\n  surface: \"#fffff0\"\n").good();
    let style = style(&built);
    let (_, more) = style
        .split_once("@media (prefers-contrast: more) {")
        .expect("the mode");
    let (block, _) = more.split_once('}').expect("the block ends");
    assert!(block.contains("--surface: #fffff0"), "{block}");
    assert_eq!(style.matches("#fffff0").count(), 1);
}

#[test]
fn a_whole_brand_in_light_and_dark_is_fine() {
    let colours = "light:\n  brand: \"#4a1d5c\"\n  button: \"#4a1d5c\"\n  link: \"#4a1d5c\"\n\
                   dark:\n  brand: \"#3a1748\"\n  link: \"#e0b8f2\"\n";
    assert_eq!(told(colours), [""; 0]);
}

#[test]
fn the_files_to_fill_in_are_good() {
    assert_eq!(told(handrail::starter::COLOURS), [""; 0]);
    let words = Site::small()
        .with(KITE_CARE)
        .file("content/words/en.yml", handrail::starter::WORDS);
    assert_eq!(words.problems(), [""; 0]);
}

#[test]
fn what_is_not_a_colour_is_reported() {
    for (value, message) in [
        ("red", "`red` is not a colour that Handrail knows."),
        ("\"#12\"", "`#12` is not a colour that Handrail knows."),
        (
            "url(https://example.org/x.png)",
            "`url(https://example.org/x.png)` is not a colour that Handrail knows.",
        ),
        (
            "\"#fff; } a { color: red\"",
            "`#fff; } a { color: red` is not a colour that Handrail knows.",
        ),
        (
            "\"var(--ink)\"",
            "`var(--ink)` is not a colour that Handrail knows.",
        ),
        ("[1, 2]", "`brand` is a list. It should be a colour."),
        ("123456", "`brand` is a number. It should be a colour."),
    ] {
        assert_eq!(
            told(&format!("light:\n  brand: {value}\n")),
            [format!("error {OWN}:2:10 bad-colour: {message}")],
            "{value}"
        );
    }
    let bare = told("light:\n  brand: #0b4a4f\n  link: \"#0b4a4f\"\n");
    assert_eq!(bare.len(), 1, "{bare:?}");
    assert!(
        bare[0].contains(":2:") && bare[0].ends_with("bad-colour: `brand` has no colour."),
        "{bare:?}"
    );
}

#[test]
fn names_that_there_are_not_are_reported() {
    assert_eq!(
        told("light:\n  brnad: \"#0b4a4f\"\n"),
        [format!(
            "error {OWN}:2:3 unknown-field: The theme has no colour called `brnad`."
        )]
    );
    assert_eq!(
        told("light:\n  radius: \"#0b4a4f\"\n"),
        [format!(
            "error {OWN}:2:3 unknown-field: The theme has no colour called `radius`."
        )]
    );
    assert_eq!(
        told("dim:\n  brand: \"#0b4a4f\"\n"),
        [format!(
            "error {OWN}:1:1 unknown-field: Handrail does not know the field `dim`."
        )]
    );
    assert_eq!(
        told("light: \"#0b4a4f\"\n"),
        [format!(
            "error {OWN}:1:8 wrong-shape: `light` is text. It should be a group of colours."
        )]
    );
}

#[test]
fn an_empty_list_of_colours_is_reported() {
    assert_eq!(
        told("light: []\n"),
        [format!(
            "error {OWN}:1:8 wrong-shape: `light` is a list. It should be a group of colours."
        )]
    );
}

#[test]
fn text_below_the_law_stops_the_build_and_text_below_the_aim_is_a_warning() {
    let error = told("light:\n  on-brand: \"#5a8a8f\"\n");
    assert_eq!(error.len(), 1, "{error:?}");
    let start =
        format!("error {OWN}:2:13 low-contrast: In light colours, `on-brand` on `brand` has ");
    assert!(error[0].starts_with(&start), "{error:?}");
    assert!(error[0].ends_with("It must have 4.5 to 1."));
    let warning = told("light:\n  on-brand: \"#b9d0d2\"\n");
    assert_eq!(warning.len(), 1, "{warning:?}");
    assert!(warning[0].starts_with(&format!("warning {OWN}:2:13 weak-contrast: ")));
    assert!(warning[0].ends_with("It should have 7 to 1."));
    let line = told("light:\n  rail: \"#0b6a4f\"\n");
    assert_eq!(line.len(), 1, "{line:?}");
    assert!(line[0].contains("low-contrast") && line[0].ends_with("It must have 3 to 1."));
}

/// Whoever takes each colour that a message offers ends with a site that has no such problem.
#[test]
fn the_colour_that_is_offered_is_enough() {
    for (name, start) in [
        ("on-brand", "#5a8a8f"),
        ("link", "#ff0000"),
        ("quiet", "#999999"),
        ("notice", "#8a6d1c"),
        ("yes", "#7ac29a"),
        ("rail", "#0b6a4f"),
    ] {
        let built = with(&format!("light:\n  {name}: \"{start}\"\n")).build();
        let problems: Vec<_> = built.problems.iter().collect();
        assert!(!problems.is_empty(), "{name}");
        for problem in problems {
            let help = &problem.help;
            let offered = help
                .split('"')
                .nth(1)
                .unwrap_or_else(|| panic!("{name}: {help}"));
            assert!(Colour::parse(offered).is_some(), "{help}");
            let lines = format!("light:\n  {name}: \"{offered}\"\n");
            assert_eq!(told(&lines), [""; 0], "{name}: {help}");
        }
    }
}

#[test]
fn grounds_that_readers_choose_count_too() {
    let black = "  page: \"#000000\"\n  surface: \"#000000\"\n  soft: \"#000000\"\n  \
                 tint: \"#000000\"\n  notice: \"#000000\"\n  ink: \"#ffffff\"\n  quiet: \
                 \"#ffffff\"\n";
    let found = told(&format!("light:\n{black}more-light:\n{black}"));
    let cream = "low-contrast: When readers choose the ground `cream`";
    assert!(
        found
            .iter()
            .any(|line| line.contains(cream) && line.contains("`ink` on `page`")),
        "{found:?}"
    );
    let link = told("light:\n  link: \"#1b4e85\"\n");
    let start = "weak-contrast: When readers choose the ground `blue`, `link` on ";
    assert!(
        link.len() == 2 && link.iter().all(|line| line.contains(start)),
        "{link:?}"
    );
}

#[test]
fn a_ground_that_no_colour_fits_says_what_to_look_at() {
    // Dark text and light text cannot both be read on one grey.
    let built = with("light:\n  page: \"#777777\"\n").build();
    assert!(built.problems.has_errors());
    for problem in built.problems.iter() {
        assert!(problem.message.contains("on `page`"), "{problem:?}");
        assert!(problem.help.starts_with("Write `page: \"#"), "{problem:?}");
    }
    let built = with("light:\n  ink: \"#777777\"\n  page: \"#888888\"\n").build();
    let helps: Vec<&str> = built
        .problems
        .iter()
        .map(|problem| problem.help.as_str())
        .collect();
    assert!(helps.iter().all(|help| !help.is_empty()), "{helps:?}");
}

#[test]
fn a_dark_colour_is_reported_once_even_if_it_counts_twice() {
    // `button` has no colours of its own for more contrast, so those for light count there too.
    let found = told("light:\n  on-button: \"#5a8a8f\"\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let dark = told("dark:\n  on-button: \"#8ed8d1\"\n");
    assert_eq!(dark.len(), 1, "{dark:?}");
    assert!(
        dark[0].contains("In dark colours, `on-button` on `button`"),
        "{dark:?}"
    );
}

#[test]
fn a_theme_with_weak_colours_of_its_own_is_reported_at_its_pair() {
    let tokens = include_str!("../../themes/easy-read/tokens.css");
    let weak = tokens.replacen("--quiet: #434a4c", "--quiet: #8a8f91", 1);
    assert_ne!(weak, tokens);
    let site = Site::small()
        .with(KITE_CARE)
        .file("themes/easy-read/tokens.css", weak);
    let found = site.problems();
    assert!(found.len() > 3, "{found:?}");
    for line in &found {
        assert!(
            line.starts_with("error themes/easy-read/colours.yml:") && line.contains("`quiet`"),
            "{line}"
        );
    }
}

#[test]
fn pairs_that_are_not_complete_are_reported() {
    let pairs = |text: &str| {
        let site = Site::small().with(KITE_CARE);
        site.file("themes/easy-read/colours.yml", text).problems()
    };
    assert_eq!(
        pairs("- {set: teal, mode: dim, text: ink, ground: page, minimum: 7}\n"),
        [
            "error themes/easy-read/colours.yml:1:3 broken-theme: This pair of colours is not complete."
        ]
    );
    assert_eq!(
        pairs("- {set: teal, mode: light, text: inc, ground: page, minimum: 7}\n"),
        [
            "error themes/easy-read/colours.yml:1:3 broken-theme: The styles have no colour `--inc` \
          for `light`."
        ]
    );
    assert_eq!(
        pairs("set: teal\n"),
        [
            "error themes/easy-read/colours.yml:1:1 wrong-shape: This is a group of fields. It should \
          be a list."
        ]
    );
}

#[test]
fn another_set_of_colours_can_be_changed_too() {
    let settings = site::SETTINGS.to_owned() + "colours: plum\n";
    let site = with("dark:\n  link: \"#333333\"\n").with(&settings);
    let found = site.problems();
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .all(|line| line.contains("In dark colours, `link` on")),
        "{found:?}"
    );
}
