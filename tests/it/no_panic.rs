//! Whatever comes in, a build gives problems and never breaks down; and each problem has a place
//! that is there.
//!
//! The seed is fixed, so that a run gives the same answer each time. `PROPTEST_CASES=10000` and
//! `PROPTEST_RNG_SEED=7` look further. Real files with slips are in `fuzz`.

use std::collections::BTreeMap;

use handrail::pipeline::{Options, build as build_with};
use handrail::problem::{Point, Problems};
use handrail::routes::Destination;
use handrail::source::Source;
use proptest::collection::vec;
use proptest::prelude::{
    ProptestConfig, Strategy, TestCaseError, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::everything;
use crate::site::{KITE_CARE, Site};

/// A file of each kind that a reader takes.
const PATHS: [&str; 13] = [
    "content/site.yml",
    "content/accessibility.yml",
    "content/lists/services.yml",
    "content/lists/areas.yml",
    "content/directories/haringey.ndjson",
    "content/guides/a.md",
    "content/guides/a.easy.md",
    "content/pages/about.md",
    "content/pictures/mine/pictures.yml",
    "providers/a.yml",
    "providers/pictures/a.svg",
    "themes/easy-read/strings/en.yml",
    "themes/easy-read/theme.yml",
];

fn config() -> ProptestConfig {
    let usual = ProptestConfig::default();
    let is_asked = |name: &str| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if is_asked("PROPTEST_CASES") {
            usual.cases
        } else {
            200
        },
        rng_seed: if is_asked("PROPTEST_RNG_SEED") {
            usual.rng_seed
        } else {
            RngSeed::Fixed(20_261_122)
        },
        failure_persistence: None,
        ..usual
    }
}

/// Builds the site, and looks whether every place of a problem is there.
fn build(site: &Site) -> Result<(), TestCaseError> {
    places_are_there(site, &site.build().problems)
}

/// Each problem says what to do, and each of its places is in a file of the site.
pub(crate) fn places_are_there(site: &Site, problems: &Problems) -> Result<(), TestCaseError> {
    // How many lines each file has. A file may have thousands of problems.
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems.iter() {
        prop_assert!(
            !problem.message.is_empty() && !problem.help.is_empty(),
            "{problem:?}"
        );
        let places = problem.also.iter().map(|(place, _)| place);
        for place in places.chain([&problem.place]) {
            let Point::Text {
                line,
                column,
                width,
            } = place.point
            else {
                prop_assert_eq!(&place.point, &Point::WholeFile);
                continue;
            };
            let bytes = site.sources.get(place.path.as_str()).map(Source::bytes);
            prop_assert!(bytes.is_some(), "no such file: {problem:?}");
            let lines = *counts.entry(place.path.as_str()).or_insert_with(|| {
                let text = String::from_utf8_lossy(bytes.unwrap_or_default());
                text.lines().count().max(1)
            });
            prop_assert!(
                (1..=lines).contains(&(line as usize)),
                "{lines} lines: {problem:?}"
            );
            prop_assert!(column >= 1 && width >= 1, "{problem:?}");
        }
    }
    Ok(())
}

/// Bytes that look a little like what people write.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let word = select(WORDS.as_slice()).prop_map(|word: &str| word.as_bytes().to_vec());
    let part = prop_oneof![3 => word, 1 => vec(any::<u8>(), 0..6)];
    vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// Text that looks a little like Markdown.
fn markdown() -> impl Strategy<Value = String> {
    let word = select(MARKS.as_slice()).prop_map(str::to_owned);
    let letters = vec(any::<char>(), 0..4).prop_map(|letters| letters.into_iter().collect());
    vec(prop_oneof![4 => word, 1 => letters], 0..60).prop_map(|parts: Vec<String>| parts.concat())
}

const WORDS: [&str; 40] = [
    "name: ",
    "kinds: ",
    "areas: ",
    "services: ",
    "prices:\n",
    "contact:\n",
    "phone: ",
    "id: ",
    "title: ",
    "pictures:\n",
    "  - ",
    "- ",
    "  ",
    "\n",
    "\n\n",
    "---\n",
    ": ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!x ",
    "#",
    ", ",
    "camden",
    "meals",
    "home-care-agency",
    "020 7946 0011",
    "2026-08-06",
    "24.50",
    "yes",
    "<svg viewBox='0 0 9 9'>",
    "</svg>",
    "\u{feff}",
];

const MARKS: [&str; 48] = [
    "# ",
    "## ",
    "### ",
    "#### ",
    "- ",
    "  - ",
    "1. ",
    "9999999999. ",
    "> ",
    "* ",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "~~~\n",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "[",
    "](",
    ")",
    "![](",
    "![x](money)\n",
    "[x](/providers/)",
    "[x](a.md)",
    "[x](javascript:y)",
    "[x]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "|",
    "|---|---|\n",
    "\\",
    "<https://a.example.org>",
    "---\n",
    "===\n",
    "words ",
    "দয়া ",
    "حكاية ",
    "\u{202e}",
    "\r\n",
];

/// A clock that is wrong makes facts look old or new, and nothing worse.
#[test]
fn any_day_can_be_today() {
    for today in [
        "-009999-01-01",
        "0001-01-01",
        "1969-12-31",
        "2024-02-29",
        "9999-12-31",
    ] {
        let options = Options {
            today: today.parse().expect("a day"),
            destination: Destination::Web,
            gallery: false,
            drafts: false,
        };
        build_with(&everything::site().sources, &options);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_in_any_file_are_only_problems(path in select(PATHS.as_slice()), bytes in bytes()) {
        build(&Site::small().with(KITE_CARE).file(path, bytes))?;
    }

    #[test]
    fn any_name_of_a_file_is_only_a_problem(name in "[a-zA-Z0-9 ._/é-]{0,30}", folder in select(["providers", "content/guides", "content/lists", "providers/pictures", "content/pictures"].as_slice())) {
        build(&Site::small().with(KITE_CARE).file(&format!("{folder}/{name}"), "name: A\n"))?;
    }

    #[test]
    fn any_text_as_markdown_is_only_problems(text in markdown(), easy in any::<bool>()) {
        let page = format!("---\ntitle: A\n---\n{text}");
        let site = Site::small().with(KITE_CARE).file("content/guides/a.md", &page);
        build(&if easy { site.file("content/guides/a.easy.md", &page) } else { site })?;
    }

    #[test]
    fn any_text_about_a_provider_is_only_problems(text in markdown()) {
        let about = serde_json::to_string(&text).expect("text");
        let provider = KITE_CARE.split_once('\n').map_or("", |(_, file)| file);
        build(&Site::small().file("providers/kite-care.yml", format!("{provider}about: {about}\n")))?;
    }
}

/// Each of these files took half a minute when every part of it was counted or looked up from the
/// top of its file.
#[test]
fn a_file_of_thousands_of_parts_is_built_in_a_moment() {
    let guide = |body: &str| format!("---\ntitle: A\nlast_check: 2026-08-06\n---\n{body}");
    let links = guide(&"[Kite Care](/providers/kite-care/)\n\n".repeat(4_000));
    for body in [guide(&"## a\n".repeat(8_000)), links] {
        let site = Site::small().with(KITE_CARE);
        site.file("content/guides/a.md", body).good();
    }
    let fields: String = (0..3_000).map(|number| format!("x{number}: x\n")).collect();
    let provider = format!("{KITE_CARE}{fields}");
    let built = Site::small().with(&provider).build();
    assert_eq!(built.problems.len(), 100);
    let last = built.problems.iter().last().map(|last| last.help.as_str());
    let words = "There are 2900 more problems in this file.";
    assert!(last.is_some_and(|help| help.ends_with(words)), "{last:?}");
}
