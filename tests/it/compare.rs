//! CQC's newest file beside the listings: what differs is told, nothing is written, and the file is
//! never taken to say more than it does.

use handrail::import::{About, CompareOptions, Compared, compare_cqc};
use handrail::problem::Kind;
use handrail::source::{SourcePath, Sources};

use crate::import::{KITE, KITE_FILE, KITE_PATH, directory, ratings, sources};
use crate::site::TODAY;

/// The rating of Kite Care in the list with ratings.
const KITE_RATED: &str = "Kite Care,1-000000001,Camden,Adult social care,Homecare agencies,\
    2019-01-02,N,Good,2024-05-03,Dementia,Kite Ltd,1-000000009\n";

fn project(listing: &str) -> Sources {
    let mut sources = sources();
    sources.insert_text(KITE_PATH, listing);
    sources
}

fn compare_with(sources: &Sources, csv: &str, authorities: &[&str]) -> Compared {
    let options = CompareOptions {
        today: TODAY,
        dated: Some("2026-11-20".parse().expect("a day")),
        authorities: authorities.iter().map(|name| (*name).to_owned()).collect(),
    };
    let name = SourcePath::new("cqc.csv");
    compare_cqc(sources, &name, csv.as_bytes(), &options)
        .unwrap_or_else(|stopped| panic!("{stopped:?}"))
}

fn about(compared: &Compared) -> Vec<About> {
    compared.differences.iter().map(|one| one.about).collect()
}

#[test]
fn the_file_that_a_listing_came_from_differs_in_nothing() {
    let compared = compare_with(&project(KITE_FILE), &directory(KITE), &[]);
    assert_eq!(about(&compared), []);
    assert_eq!((compared.listings, compared.untold.len()), (1, 0));
}

#[test]
fn each_fact_that_changed_is_told_by_itself() {
    for (old, new, what) in [
        ("Kite Care,Kite", "Kite Home Care,Kite", About::Name),
        ("2079460011", "2079460022", About::Phone),
        (
            "www.kite.example.org",
            "www.kite2.example.org",
            About::Website,
        ),
        ("n70zz", "n71zz", About::Postcode),
        ("1-000000009", "1-000000010", About::Provider),
    ] {
        let changed = KITE.replace(old, new);
        assert_ne!(changed, KITE, "{old} is in the row");
        let compared = compare_with(&project(KITE_FILE), &directory(&changed), &[]);
        assert_eq!(about(&compared), [what], "{new}");
    }
}

#[test]
fn a_rating_is_told_with_its_day() {
    let listing = KITE_FILE.replace(
        "  as_of:",
        "  rating: outstanding\n  rating_on: 2022-01-01\n  as_of:",
    );
    let compared = compare_with(&project(&listing), &ratings(KITE_RATED), &[]);
    assert_eq!(about(&compared), [About::Rating]);
    let message = &compared.differences[0].message;
    assert!(message.contains("3 May 2024"), "{message}");
}

#[test]
fn a_dormant_place_is_told() {
    let dormant = KITE_RATED.replace(",N,Good", ",Y,Good");
    let listing = KITE_FILE.replace(
        "  as_of:",
        "  rating: good\n  rating_on: 2024-05-03\n  as_of:",
    );
    let compared = compare_with(&project(&listing), &ratings(&dormant), &[]);
    assert_eq!(about(&compared), [About::Dormant]);
}

/// Enough rows of one authority, so that the file speaks of it.
fn others(authority: &str) -> String {
    let row = |number: u32| {
        KITE.replace("Kite Care,Kite Homecare", &format!("Other {number},"))
            .replace("1-000000001", &format!("1-0000001{number:02}"))
            .replace("Camden", authority)
    };
    (1..=20).map(row).collect()
}

/// Kite Care and a listing that the file of `others` has.
fn two_listings() -> Sources {
    let mut sources = project(KITE_FILE);
    let other = KITE_FILE
        .replace("name: Kite Care", "name: Other 1")
        .replace("1-000000001", "1-000000101");
    sources.insert_text("providers/cqc-1-000000101.yml", &other);
    sources
}

#[test]
fn a_place_that_the_file_has_no_more_may_have_closed() {
    let compared = compare_with(&two_listings(), &directory(&others("Camden")), &[]);
    let gone = compared
        .differences
        .iter()
        .find(|one| one.about == About::Gone);
    let gone = gone.expect("one is gone");
    assert_eq!(gone.name, "Kite Care");
    assert!(gone.help.starts_with("Ask them"), "{}", gone.help);
    let problems = compared.all_problems();
    assert!(problems.iter().any(|one| one.kind == Kind::CqcDiffers));
}

#[test]
fn a_file_that_cannot_know_does_not_call_a_place_closed() {
    let csv = directory(&others("Barnet"));
    let compared = compare_with(&project(KITE_FILE), &csv, &["Barnet"]);
    assert!(!about(&compared).contains(&About::Gone), "{compared:?}");
    let older = directory(&others("Camden")).replace("20 May 2026", "1 March 2026");
    let listing = project(KITE_FILE);
    let options = CompareOptions {
        today: TODAY,
        dated: None,
        authorities: Vec::new(),
    };
    let name = SourcePath::new("cqc.csv");
    let compared = compare_cqc(&listing, &name, older.as_bytes(), &options).expect("compared");
    assert!(!about(&compared).contains(&About::Gone), "{compared:?}");
    let told = compared.all_problems();
    assert!(
        told.iter().any(|one| one.kind == Kind::CqcUntold),
        "{told:?}"
    );
}
