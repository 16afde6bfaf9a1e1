//! Fuzzing: real files with wrong bytes in them. Whatever comes in, there is an answer in good time,
//! it is the same one when it is asked for again, and each problem has a place that is there.
//!
//! The files of the example are what everything starts from; nothing is kept twice. A usual run looks at a
//! few cases, the same ones each time. `HANDRAIL_FUZZ_MINUTES=10` goes on for that long with new ones, and
//! `HANDRAIL_FUZZ_ROUND=17` starts with the cases of that round: a failure says which round it was. What
//! was found is in `found`, as plain tests.

mod again;
mod changes;
mod deeds;
mod documents;
mod facts;
mod files;
mod found;
mod glances;
mod markdown;
mod preview;
mod questions;
mod reader;
mod tables;

use std::fmt::Debug;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use handrail::output::Output;
use handrail::pipeline::Built;
use proptest::prelude::{ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq};
use proptest::test_runner::{RngSeed, TestRunner};

use crate::everything;
use crate::house;
use crate::html::Html;
use crate::injection::dangers;
use crate::no_panic::places_are_there;
use crate::site::Site;

/// How long one case may take. Most need a fiftieth of a second; machines are shared.
const MOST_TIME: Duration = Duration::from_secs(20);

/// The first round. The day on which this was written.
const SEED: u64 = 20_261_127;

/// Looks at so many cases, or goes on for as long as it was asked to.
fn run<S: Strategy>(
    name: &str,
    cases: u32,
    strategy: &S,
    property: impl Fn(&S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: Debug,
{
    let number = |name: &str| std::env::var(name).ok()?.parse::<f64>().ok();
    let minutes = number("HANDRAIL_FUZZ_MINUTES");
    let first = number("HANDRAIL_FUZZ_ROUND").unwrap_or_default();
    let lasting = Duration::from_secs_f64(minutes.unwrap_or_default() * 60.0);
    let note = minutes.map(|_| last_case(name));
    let started = Instant::now();
    let mut round = 0;
    loop {
        let config = ProptestConfig {
            cases,
            failure_persistence: None,
            max_shrink_time: 60_000,
            rng_seed: RngSeed::Fixed(SEED + first as u64 + round),
            ..ProptestConfig::default()
        };
        let result = TestRunner::new(config).run(strategy, |input| {
            if let Some(note) = &note {
                fs::write(note, format!("{input:?}")).expect("the case can be noted");
            }
            let started = Instant::now();
            property(&input)?;
            let took = started.elapsed();
            prop_assert!(took < MOST_TIME, "this took {:?}", took);
            Ok(())
        });
        let number = first as u64 + round;
        result.unwrap_or_else(|wrong| panic!("{name}, HANDRAIL_FUZZ_ROUND={number}: {wrong}"));
        round += 1;
        if started.elapsed() >= lasting {
            break;
        }
    }
    let looked_at = round * u64::from(cases);
    println!("{name}: {looked_at} cases in {:?}", started.elapsed());
}

/// Where the case is noted that is looked at, for those that end the whole program.
fn last_case(name: &str) -> PathBuf {
    let folder = house::root().join("target/fuzz");
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder.join(format!("{name}.txt"))
}

/// The site that the files are put into, and its pages as they are without them.
static EVERYTHING: LazyLock<(Site, Output)> = LazyLock::new(|| {
    let site = everything::site();
    let output = site.good().output;
    (site, output)
});

/// Builds a site twice. What comes back is all right, and the same both times.
fn build(site: &Site) -> Result<Built, TestCaseError> {
    let built = site.build();
    let again = site.build();
    places_are_there(site, &built.problems)?;
    prop_assert_eq!(&built.problems, &again.problems);
    prop_assert!(built.output == again.output, "two builds differ");
    if !built.problems.has_errors() {
        let before = &EVERYTHING.1;
        pages_are_sound(&built.output, |path| {
            before.get(path) != built.output.get(path)
        })?;
    }
    Ok(built)
}

/// Each of these pages is whole, and has nothing in it that runs.
fn pages_are_sound(output: &Output, is_meant: impl Fn(&str) -> bool) -> Result<(), TestCaseError> {
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages.filter(|(path, _)| is_meant(path)) {
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|wrong| TestCaseError::fail(format!("{path}: {wrong}")))?;
        let html = Html::read(text);
        let html = html.map_err(|wrong| TestCaseError::fail(format!("{path}: {wrong}")))?;
        prop_assert_eq!(dangers(&html), Vec::<String>::new(), "{}", path);
    }
    Ok(())
}
