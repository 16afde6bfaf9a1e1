//! Lines that other directories print. Whatever stands in them, a link leads where the settings say.

use std::sync::LazyLock;

use handrail::model::lists::Lists;
use handrail::pipeline::document_lines;
use handrail::read::Input;
use handrail::source::{Source, SourcePath};
use proptest::bool::weighted;
use proptest::prelude::{Strategy, TestCaseError, any, prop_assert};
use proptest::sample::Index;

use super::changes::{changed, changes};
use super::reader::{OPTIONS, read};
use super::{EVERYTHING, build, run};
use crate::example::SOURCES;
use crate::site::TODAY;

const PATH: &str = "content/directories/haringey.ndjson";

/// Signs of JSON, and words that mean something in a line.
const JSON: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "\\",
    "\\u0000",
    "\\u0022",
    "\\u003c",
    "\\u0039",
    "\\ud800",
    "\\n",
    "null",
    "true",
    "-1e999",
    "0.1",
    "\"address\":",
    "\"url\":",
    "\"name\":",
    "\"standing\":",
    "\"ages\":",
    "\"state\":",
    "\"district\":",
    "\"areas\":",
    "\"names\":[]",
    "\"text\":[[]]",
    "{}",
    "../",
    "//example.org/",
    "https:",
    "javascript:alert(1)/",
    "providers/",
    "guides/",
    "index.html",
    "<script>",
    "\u{202e}",
    "2027-01-01 late ",
    "|",
];

/// Groups of three lines of the example.
static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = document_lines(&SOURCES, &OPTIONS).expect("the example can be read");
    let lines: Vec<&String> = lines.iter().step_by(5).collect();
    let join = |some: &[&String]| {
        some.iter()
            .fold(String::new(), |all, line| all + line + "\n")
    };
    lines.chunks(3).map(join).collect()
});

#[derive(Debug)]
struct Case {
    bytes: Vec<u8>,
    /// True to build a site with it too.
    is_built: bool,
}

fn files() -> impl Strategy<Value = Case> {
    let seed = any::<Index>;
    (seed(), seed(), changes(&JSON), weighted(0.02)).prop_map(|(seed, other, changes, is_built)| {
        let other = other.get(&SEEDS[..]).as_bytes();
        Case {
            bytes: changed(seed.get(&SEEDS[..]).as_bytes(), &changes, other),
            is_built,
        }
    })
}

fn is_plain(address: &str) -> bool {
    let good = |letter: char| letter.is_ascii_alphanumeric() || "-/.".contains(letter);
    address.chars().all(good)
        && !address.contains("..")
        && !address.contains("//")
        && !address.starts_with('/')
}

fn is_read(case: &Case) -> Result<(), TestCaseError> {
    read(PATH, &case.bytes)?;
    let input = Input { today: TODAY };
    let source = Source::new(&case.bytes[..]);
    let (pages, _) = input.read_documents(&SourcePath::new(PATH), &source, &Lists::default());
    for page in &pages {
        prop_assert!(is_plain(page.address.as_str()), "{:?}", page.address);
        let texts = [&page.names, &page.labels, &page.text];
        let cards = [&page.name, &page.kind, &page.summary];
        for text in texts.into_iter().flatten().chain(cards) {
            let odd =
                |letter: char| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter);
            prop_assert!(!text.contains(odd), "{text:?}");
        }
    }
    if case.is_built {
        build(&EVERYTHING.0.clone().file(PATH, &case.bytes))?;
    }
    Ok(())
}

#[test]
fn any_lines_of_others_are_read_or_refused() {
    run("documents", 500, &files(), is_read);
}
