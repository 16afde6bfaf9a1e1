//! Tests with whole files and with any text: what is shown of a file, and that nothing stops the walk.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::near::Form;
use super::shapes::{What, scan};
use super::tests::{NHS, found_in};
use super::{Hidden, hide_private_numbers, without};
use crate::problem::Place;
use crate::source::{Source, SourcePath};

fn hidden(path: &str, bytes: &[u8]) -> Option<Hidden> {
    hide_private_numbers(&SourcePath::new(path), &Source::new(bytes))
}

#[test]
fn the_line_and_the_column_are_told_and_the_number_is_not() {
    let text = format!("name: Café\r\n# é AB 12 34 56 C and {NHS}\n");
    let hidden = hidden("providers/a.yml", text.as_bytes()).unwrap();
    let places: Vec<Place> = hidden
        .problems
        .iter()
        .map(|problem| problem.place.clone())
        .collect();
    let path = SourcePath::new("providers/a.yml");
    let expected = [Place::text(&path, 2, 5, 13), Place::text(&path, 2, 23, 12)];
    assert_eq!(places, expected);
    let shown = hidden.source.text().unwrap();
    assert_eq!(shown, "name: Café\r\n# é •• •• •• •• • and ••• ••• ••••\n");
    for problem in hidden.problems.iter() {
        let said = format!("{}{}", problem.message, problem.help);
        assert!(
            !said.contains(|c: char| c.is_ascii_digit() && c != '0'),
            "{said}"
        );
    }
}

#[test]
fn other_alphabets_are_read_and_pictures_are_not() {
    let text = format!("caf\u{e9}: {NHS}");
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    let shown = "café: ••• ••• ••••";
    let read = |bytes: &[u8]| hidden("content/a.csv", bytes).map(|hidden| hidden.source);
    assert_eq!(read(&latin), Some(Source::new(shown.as_bytes())));
    let little: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let big: Vec<u8> = [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    assert_eq!(read(&little), Some(Source::new(shown.as_bytes())));
    assert_eq!(read(&big), Some(Source::new(shown.as_bytes())));
    let picture = [b"\x89PNG\0\xFF ", NHS.as_bytes()].concat();
    assert_eq!(read(&picture), None);
}

/// One of each shape, with the words that it needs.
const PLANTED: [(What, &str, &str); 12] = [
    (What::Dbs, "DBS ", "001234567890"),
    (What::Dbs, "criminal record ", "0012 3456 7890"),
    (What::NationalInsurance, "", "AB 12 34 56 C"),
    (What::NationalInsurance, "", "AB123456C"),
    (What::Nhs, "", "999 012 6704"),
    (What::Nhs, "", "9990126704"),
    (What::SortCode, "sort code ", "12-34-56"),
    (What::Account, "account number ", "12345678"),
    (What::Iban, "", "GB29NWBK60161331926819"),
    (What::Iban, "", "GB29 NWBK 6016 1331 9268 19"),
    (What::Birth, "date of birth ", "12 May 1980"),
    (What::Birth, "DOB ", "1980-05-12"),
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_text_stops_the_walk(text in "(\\PC|[0-9]{1,12}|[ .\\n|,-]|DBS |born |sort code |GB29|NHS number ){0,40}") {
        for form in [Form::Plain, Form::Table, Form::Drawing] {
            let found = scan(&text, form);
            let mut at = 0;
            for one in &found {
                prop_assert!(one.start >= at && one.end > one.start && text.get(one.start..one.end).is_some());
                at = one.end;
            }
            prop_assert_eq!(without(&text, &found).chars().count(), text.chars().count());
        }
    }

    #[test]
    fn no_bytes_stop_the_walk(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = hidden("content/a.csv", &bytes);
    }

    #[test]
    fn a_planted_number_is_found_in_any_text(
        before in "([A-Za-zé,.:]{1,12}[ \\n]){0,30}",
        after in "([ \\n][A-Za-zé,.:]{1,12}){0,30}",
        planted in proptest::sample::select(PLANTED.as_slice()),
    ) {
        let (what, words, number) = planted;
        let text = format!("{before}{words}{number}{after}");
        let found = found_in(&text, Form::Plain);
        prop_assert!(found.contains(&(what, number)), "{:?} in {}", found, text);
    }

    /// The sums of sign-offs: 64 digits and small letters in one piece.
    #[test]
    fn sums_of_files_are_left_alone(sums in proptest::collection::vec("[0-9a-f]{64}", 1..30)) {
        let text = format!("# National Insurance, DBS certificate, NHS number\n- of: {}\n", sums.join("\n  sum: "));
        prop_assert_eq!(found_in(&text, Form::Plain), []);
    }
}
