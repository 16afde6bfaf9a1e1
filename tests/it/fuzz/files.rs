//! YAML, and the facts above a page.

use std::sync::LazyLock;

use proptest::bool::weighted;
use proptest::prelude::{Strategy, TestCaseError, any};
use proptest::sample::Index;

use super::changes::{changed, changes};
use super::reader::read;
use super::{EVERYTHING, build, run};
use crate::everything;
use crate::house;

/// Words of YAML, and words that mean something in the files of a project.
const YAML: [&str; 48] = [
    "&a ",
    "*a",
    "&a [*a]",
    "<<: *a",
    "!!str ",
    "!!map",
    "!!float ",
    "!x ",
    "? ",
    "? [a]\n: b",
    "|",
    "|2-\n",
    ">+\n",
    "---",
    "...",
    "%YAML 1.1",
    "%TAG ! x",
    "~",
    "null",
    "yes",
    "on",
    "{}",
    "[]",
    "[[], {}]",
    "{a: 1, a: 2}",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\x\"",
    "''",
    "' '",
    "12:30:45",
    "0o17",
    "1_000",
    "-0",
    "+.inf",
    "2026-02-29",
    "2026-11-22T10:00:00Z",
    "0000-00-00",
    "9999-12-31",
    "1000000000000000000000",
    "0.1e-400",
    "name: ",
    "id: ",
    "javascript:alert(1)",
    "https://[::1]:99999/",
    "//example.org",
    "../../x",
    "home-care-agency",
];

/// A file as it is, and where it goes.
struct Seed {
    path: String,
    text: String,
}

/// The files of the example and of the site with every field that end in this.
fn seeds(ending: &str) -> Vec<Seed> {
    let folders = ["content", "providers", "themes/easy-read/strings"].into_iter();
    let real = folders.flat_map(|folder| house::texts(folder, &[ending]));
    let all = real.chain(everything::texts().filter(|(path, _)| path.ends_with(ending)));
    all.map(|(path, text)| Seed { path, text }).collect()
}

static YAMLS: LazyLock<Vec<Seed>> = LazyLock::new(|| seeds("yml"));
static PAGES: LazyLock<Vec<Seed>> = LazyLock::new(|| seeds("md"));

/// A changed file.
#[derive(Debug)]
struct Case {
    path: String,
    bytes: Vec<u8>,
    /// True to build a site with it too. That takes a hundred times as long.
    is_built: bool,
}

fn yaml_files() -> impl Strategy<Value = Case> {
    let seed = any::<Index>;
    (seed(), seed(), changes(&YAML), weighted(0.01)).prop_map(|(seed, other, changes, is_built)| {
        let Seed { path, text } = seed.get(&YAMLS[..]);
        let other = other.get(&YAMLS[..]).text.as_bytes();
        Case {
            path: path.clone(),
            bytes: changed(text.as_bytes(), &changes, other),
            is_built,
        }
    })
}

/// Pages with changes above the text: in the lines of facts, and in the lines of `---`.
fn pages() -> impl Strategy<Value = Case> {
    let seed = any::<Index>;
    (seed(), seed(), changes(&YAML), weighted(0.01)).prop_map(|(seed, other, changes, is_built)| {
        let Seed { path, text } = seed.get(&PAGES[..]);
        let end = text.match_indices("\n---\n").next();
        let (facts, body) = text.split_at(end.map_or(0, |(at, _)| at + 5));
        let other = other.get(&YAMLS[..]).text.as_bytes();
        let facts = changed(facts.as_bytes(), &changes, other);
        Case {
            path: path.clone(),
            bytes: [&facts, body.as_bytes()].concat(),
            is_built,
        }
    })
}

fn is_read(case: &Case) -> Result<(), TestCaseError> {
    read(&case.path, &case.bytes)?;
    if case.is_built {
        let site = EVERYTHING.0.clone().file(&case.path, &case.bytes);
        build(&site)?;
    }
    Ok(())
}

#[test]
fn any_yaml_file_is_read_or_refused() {
    run("yaml", 500, &yaml_files(), is_read);
}

#[test]
fn any_facts_above_a_page_are_read_or_refused() {
    run("facts", 500, &pages(), is_read);
}

#[test]
fn there_are_files_of_every_kind_to_start_from() {
    assert!(YAMLS.len() > 100 && PAGES.len() > 30);
    for folder in ["criteria", "lists", "sheets", "signoffs"] {
        let start = format!("content/{folder}/");
        let is_there = YAMLS.iter().any(|seed| seed.path.starts_with(&start));
        assert!(is_there, "{start}");
    }
    for seed in PAGES.iter() {
        assert!(seed.text.starts_with("---\n"), "{}", seed.path);
    }
}
