//! What fuzzing found, once and for all.

use std::time::Instant;

use handrail::import::import_postcodes;
use handrail::serve::{Asked, Door, answer};

use super::MOST_TIME;
use super::preview::SHOWN;
use super::reader::LOOKED;
use crate::everything;
use crate::site::{KITE_CARE, Site};

/// YAML ends its lines in more places than an editor does. Problems were told on lines that are not there.
#[test]
fn a_line_is_what_an_editor_shows() {
    for (end, line) in [("\n", 7), ("\r\n", 7), ("\r", 1), ("\r\r\n", 7)] {
        let (_, file) = KITE_CARE.split_once('\n').expect("a file");
        let text = format!("{file}x: y\n").replace('\n', end);
        let problems = Site::small()
            .file("providers/kite-care.yml", text)
            .problems();
        let place = format!("error providers/kite-care.yml:{line}:");
        assert_eq!(problems.len(), 1, "{end:?}: {problems:?}");
        assert!(problems[0].starts_with(&place), "{end:?}: {problems:?}");
    }
}

/// YAML takes the end of a file for the value of the last name.
#[test]
fn a_place_is_never_behind_the_end() {
    let problems = Site::small().file("providers/a.yml", " ? \n").problems();
    let is_inside = |line: &String| line.starts_with("error providers/a.yml:1:");
    assert!(
        !problems.is_empty() && problems.iter().all(is_inside),
        "{problems:?}"
    );
}

/// Letters of more than one byte stand before the place.
#[test]
fn a_column_is_counted_in_letters() {
    let text = "name: কদমতলা রান্নাঘর\nkinds: [micro-enterprise]\nsummary: {বাড়ি: 1, \"ছবি\": [";
    let problems = Site::small().file("providers/a.yml", text).problems();
    assert!(
        problems[0].starts_with("error providers/a.yml:3:"),
        "{problems:?}"
    );
    let text =
        "name: A\nkinds: [home-care-agency]\nareas: [camden]\nsummary: S\nservices: [\"ছবি\", x]\n";
    let problems = Site::small().file("providers/a.yml", text).problems();
    let place = "error providers/a.yml:5:19 unknown-choice";
    assert!(
        problems.iter().any(|line| line.starts_with(place)),
        "{problems:?}"
    );
}

/// Each number was looked up in the whole file, so that a list of all districts took minutes.
#[test]
fn a_long_list_of_postcodes_is_read_in_a_moment() {
    let letters = |number: usize| char::from(b'A' + u8::try_from(number % 26).expect("a letter"));
    let list: String = (0..4_000)
        .map(|number| {
            let (one, two) = (letters(number), letters(number / 26));
            let district = number / 676 + 1;
            format!("- postcode: {one}{two}{district}\n  latitude: 51.5\n  longitude: -0.1\n")
        })
        .collect();
    let started = Instant::now();
    let site = everything::site().file("content/lists/postcodes.yml", list);
    assert_eq!(site.problems(), [""; 0]);
    assert!(started.elapsed() < MOST_TIME, "{:?}", started.elapsed());
}

/// A place that no map has was brought in, and then the list had an error.
#[test]
fn a_place_off_the_map_is_not_brought_in() {
    let table =
        "postcode,latitude,longitude\nN7 0ZZ,-151.5,-0.1\nN7 0ZZ,51.5,-180.1\nNW1,51.5,-0.1\n";
    let imported = import_postcodes(&LOOKED.site, table.as_bytes());
    let before = import_postcodes(
        &LOOKED.site,
        b"postcode,latitude,longitude\nNW1,51.5,-0.1\n",
    );
    assert_eq!(imported, before);
}

/// A sign that may not stand in a header came from the address into one.
#[test]
fn a_way_on_holds_plain_signs_only() {
    for (query, wanted) in [
        ("a=b", "/guides/?a=b"),
        ("a\u{0}b", "/guides/"),
        ("a b", "/guides/"),
    ] {
        let asked = Asked {
            method: "GET",
            target: &format!("/guides?{query}"),
            hosts: vec!["localhost:8000"],
            sent_to: "127.0.0.1".to_owned(),
        };
        let door = Door {
            port: 8000,
            lan: false,
        };
        let given = answer(&SHOWN, &asked, door);
        assert_eq!(given.header("Location"), Some(wanted), "{query:?}");
    }
}
