//! What people type into the search: cut into words here and in the browser, and answered here.

use std::fs;
use std::sync::LazyLock;

use handrail::pipeline::{Wanted, find};
use handrail::search::index::Library;
use handrail::search::pieces::Pieces;
use handrail::search::words::words;
use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Strategy, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use serde_json::json;

use super::reader::OPTIONS;
use super::{EVERYTHING, run};
use crate::search::{Chance, documents, run_script, vocabulary};

/// The most letters of a word, as `docs/search.md` says.
const LONGEST: usize = 40;

static LIBRARY: LazyLock<(Library, Pieces)> = LazyLock::new(|| {
    let library = Library::new(&documents(1_000), &vocabulary()).expect("an index");
    let pieces = library.pieces();
    (library, pieces)
});

const ODD: [&str; 48] = [
    " ",
    "  ",
    "care",
    "Home help",
    "home care",
    "SALT near me",
    "an autistic carer",
    "OT",
    "the",
    "of",
    "zzqx",
    "nursng",
    "epilepsy",
    "n1",
    "NW1 9AA",
    "020 7946 0011",
    "-",
    "_",
    "a_b",
    "'",
    "’",
    "\"",
    "*",
    "?",
    "~1",
    "^9",
    "+a -b",
    "AND",
    "field:x",
    "[a TO b]",
    "\\",
    "/",
    "%00",
    "\u{0}",
    "\t",
    "\n",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "ا",
    "ک",
    "\u{1f600}",
    "\u{10ffff}",
];

fn question() -> impl Strategy<Value = String> {
    let word = || -> BoxedStrategy<String> {
        let odd = select(&ODD[..]).prop_map(str::to_owned);
        let known = (0..600_usize).prop_map(|number| {
            let mut chance = Chance::new(number as u64);
            let document = &documents(20)[chance.below(20)];
            document.names[0].clone()
        });
        let letters = vec(any::<char>(), 0..5).prop_map(String::from_iter);
        let long = (select(&ODD[..]), 0..500_usize).prop_map(|(odd, count)| odd.repeat(count));
        prop_oneof![8 => odd, 1 => known, 3 => letters, 1 => long].boxed()
    };
    vec(word(), 0..10).prop_map(|words| words.concat())
}

#[test]
fn any_question_is_cut_into_words() {
    run("words", 500, &(question(), question()), |(one, other)| {
        let cut = words(one);
        for word in &cut {
            prop_assert!(
                !word.is_empty() && word.chars().count() <= LONGEST,
                "{}",
                word
            );
            prop_assert!(word.chars().all(char::is_alphanumeric), "{}", word);
        }
        let both = words(&format!("{one} {other}"));
        prop_assert_eq!(both, [cut, words(other)].concat());
        Ok(())
    });
}

#[test]
fn any_question_has_a_calm_answer() {
    let (library, pieces) = &*LIBRARY;
    let all = (question(), any::<bool>(), 0..20_usize);
    run("questions", 200, &all, |(question, is_typing, limit)| {
        let ask = || library.ask(&pieces.plan, question, *limit, *is_typing);
        let answer = ask().map_err(proptest::prelude::TestCaseError::fail)?;
        prop_assert!(answer.hits.len() <= (*limit).max(1));
        prop_assert!(answer.hits.len() <= answer.total && answer.total <= 1_000);
        prop_assert!(answer.needed <= answer.found && answer.found <= 20);
        for hit in &answer.hits {
            prop_assert!(hit.document < 1_000 && hit.score.is_finite());
        }
        let points = answer.hits.iter().map(|hit| hit.score).collect::<Vec<_>>();
        // The first one may be what people chose for these words.
        let rest = points.get(1..).unwrap_or_default();
        prop_assert!(rest.is_sorted_by(|one, next| one >= next), "{:?}", points);
        prop_assert_eq!(Ok(answer), ask());
        Ok(())
    });
}

#[test]
fn any_postcode_is_known_or_lost() {
    run(
        "postcodes",
        10,
        &(question(), question()),
        |(question, near)| {
            let wanted = Wanted {
                question,
                near: Some(near),
                limit: 5,
            };
            let found = find(&EVERYTHING.0.sources, &OPTIONS, &wanted);
            let found =
                found.map_err(|why| proptest::prelude::TestCaseError::fail(format!("{why:?}")))?;
            prop_assert!(found.pages.len() <= 5);
            Ok(())
        },
    );
}

#[test]
fn the_browser_cuts_any_question_into_the_same_words() {
    let texts = vec(question(), 400);
    run("words in the browser", 2, &texts, |texts| {
        let folder = tempfile::tempdir().expect("a folder");
        let pairs: Vec<_> = texts
            .iter()
            .map(|text| json!([text, words(text)]))
            .collect();
        fs::write(folder.path().join("texts.json"), json!(pairs).to_string()).expect("a file");
        let ran = run_script("words", folder.path());
        prop_assert_eq!(&ran["wrong"], &json!([]));
        prop_assert_eq!(&ran["same"], &json!(texts.len()));
        Ok(())
    });
}
