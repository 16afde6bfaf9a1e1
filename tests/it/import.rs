//! CQC's file and provider files that are there already: CQC's group changes, and what people wrote
//! stays. New files are in `import_rows`, the program and CQC's own files in
//! `import_program`.

use handrail::import::{ImportOptions, Imported, NewAreas, Stopped, import_cqc};
use handrail::problem::Kind;
use handrail::source::{Source, SourcePath, Sources};

use crate::site::{Site, TODAY, lines};

/// The columns of the care directory, below what CQC writes above them.
pub(crate) const DIRECTORY: &str = "CQC Locations data,,,\r\n,,,\r\n\
    This data was produced on 20 May 2026,,,\r\n,,,\r\n\
    Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,\
    Date of latest check,Specialisms/services,Provider name,Local Authority,Region,Location URL,\
    CQC Location (for office use only,CQC Provider ID (for office use only)\r\n";

/// The columns of the list with ratings.
pub(crate) const RATINGS: &str = "Location Name,Location ID,Location Local Authority,\
    Primary inspection category,Service Types,Location HSCA start date,Dormant,\
    Location Latest Overall Rating,Publication Date,Service users supported,Provider Name,\
    Provider ID\n";

/// A home care agency in the care directory.
pub(crate) const KITE: &str = "Kite Care,Kite Homecare,\"Kite House,1 Invented Road,Anytown\",n70zz,\
    2079460011,www.kite.example.org,Homecare agencies,03/May/2023 - 00:00,\
    Caring for adults over 65 yrs|Dementia,Kite Ltd,Camden,London,\
    https://www.cqc.org.uk/location/1-000000001,1-000000001,1-000000009\r\n";

/// The file that the row of Kite Care becomes.
pub(crate) const KITE_FILE: &str = "\
# From CQC's public register. Change any line, but not the group `cqc`: a later import replaces that
# group, and keeps your words everywhere else.
name: Kite Care
also_known_as: [Kite Homecare]
kinds: [home-care-agency]
summary: A home care agency in Camden. From CQC's public register.
services: [washing-and-dressing]
needs: [dementia]
ages: [older-people]
areas: [camden]
contact:
  public_location: outward
  phone: 020 7946 0011
  website: https://www.kite.example.org
  postcode: N7 0ZZ
cqc:
  provider: 1-000000009
  location: 1-000000001
  as_of: 2026-05-20
  name: Kite Care
  phone: 020 7946 0011
  website: https://www.kite.example.org
  postcode: N7 0ZZ
owner: CQC import
";

/// Where the row of Kite Care goes.
pub(crate) const KITE_PATH: &str = "providers/cqc-1-000000001.yml";

/// What the tests ask for, if they ask for nothing else.
pub(crate) fn options() -> ImportOptions {
    ImportOptions {
        today: TODAY,
        dated: None,
        authorities: Vec::new(),
        new_areas: NewAreas::LeaveOut,
    }
}

/// The care directory with these rows.
pub(crate) fn directory(rows: &str) -> String {
    format!("{DIRECTORY}{rows}")
}

/// The list with ratings, with these rows.
pub(crate) fn ratings(rows: &str) -> String {
    format!("{RATINGS}{rows}")
}

/// A site with the built-in lists and no provider.
pub(crate) fn sources() -> Sources {
    Site::base().sources
}

/// What an import would do.
pub(crate) fn import_with(
    sources: &Sources,
    csv: &str,
    options: &ImportOptions,
) -> Result<Imported, Stopped> {
    import_cqc(
        sources,
        &SourcePath::new("cqc.csv"),
        csv.as_bytes(),
        options,
    )
}

/// What an import of a good file would do.
pub(crate) fn import(sources: &Sources, csv: &str) -> Imported {
    import_with(sources, csv, &options()).expect("the file can be imported")
}

/// The problems of a file that cannot be imported at all.
pub(crate) fn stopped(sources: &Sources, csv: &str) -> Vec<String> {
    match import_with(sources, csv, &options()) {
        Err(Stopped::Problems(problems)) => lines(&problems),
        other => panic!("this file was not stopped: {other:?}"),
    }
}

/// Puts everything into the sources that an import would write.
pub(crate) fn write(sources: &mut Sources, imported: &Imported) {
    let files = imported
        .areas
        .iter()
        .chain(&imported.new)
        .chain(&imported.changed);
    for change in files.chain(&imported.dated) {
        sources.insert(change.path.clone(), Source::new(change.text.as_bytes()));
    }
}

/// The sources after an import.
pub(crate) fn after(mut sources: Sources, csv: &str) -> Sources {
    let imported = import(&sources, csv);
    write(&mut sources, &imported);
    sources
}

/// The text of a file.
pub(crate) fn text<'s>(sources: &'s Sources, path: &str) -> &'s str {
    let source = sources
        .get(path)
        .unwrap_or_else(|| panic!("there is no file `{path}`"));
    source.text().expect("a file of text")
}

/// How many files an import would write: new, changed, changed in the day alone.
pub(crate) fn counts(imported: &Imported) -> (usize, usize, usize) {
    (
        imported.new.len(),
        imported.changed.len(),
        imported.dated.len(),
    )
}

/// The sources after the import of Kite Care, with a change by hand.
fn edited(from: &str, to: &str) -> Sources {
    let mut sources = after(sources(), &directory(KITE));
    let file = text(&sources, KITE_PATH).replacen(from, to, 1);
    assert_ne!(file, KITE_FILE);
    sources.insert_text(KITE_PATH, &file);
    sources
}

/// The row of Kite Care with another phone number and name.
fn moved() -> String {
    let row = KITE
        .replace("2079460011", "2079460022")
        .replace("Kite Care,", "Kite Care Anytown,");
    directory(&row).replace("20 May", "20 June")
}

#[test]
fn what_nobody_has_changed_follows_cqc() {
    let before = after(sources(), &directory(KITE));
    let imported = import(&before, &moved());
    assert_eq!(lines(&imported.problems), [""; 0]);
    assert_eq!(imported.changed[0].what, "name, phone number");
    let wanted = KITE_FILE
        .replace("name: Kite Care\n", "name: Kite Care Anytown\n")
        .replace("7946 0011", "7946 0022")
        .replace("as_of: 2026-05-20", "as_of: 2026-06-20");
    assert_eq!(imported.changed[0].text, wanted);
}

#[test]
fn what_a_person_has_changed_stays_and_they_hear_of_it() {
    let before = edited("name: Kite Care\n", "name: 'Kite'   # as they say it\n");
    let before_text = text(&before, KITE_PATH).to_owned();
    let imported = import(&before, &directory(KITE));
    assert_eq!((counts(&imported), imported.same), ((0, 0, 0), 1));
    assert_eq!(lines(&imported.problems), [""; 0]);
    let imported = import(&before, &moved());
    assert_eq!(
        lines(&imported.problems),
        [
            "advice providers/cqc-1-000000001.yml:3:7 import-kept-yours: CQC now gives another name: Kite Care Anytown. \
          Yours was kept."
        ]
    );
    let wanted = before_text
        .replace("  name: Kite Care\n", "  name: Kite Care Anytown\n")
        .replace("7946 0011", "7946 0022")
        .replace("as_of: 2026-05-20", "as_of: 2026-06-20");
    assert_eq!(imported.changed[0].text, wanted);
}

#[test]
fn a_line_that_a_person_took_out_stays_out() {
    let before = edited("  phone: 020 7946 0011\n", "");
    assert_eq!(counts(&import(&before, &directory(KITE))), (0, 0, 0));
    let imported = import(&before, &moved());
    assert!(
        !imported.changed[0].text.contains("outward\n  phone"),
        "{}",
        imported.changed[0].text
    );
    assert_eq!(imported.problems.len(), 1);
}

#[test]
fn a_place_that_is_no_longer_public_leaves_the_group_too() {
    let before = edited("public_location: outward", "public_location: area");
    let mine = text(&before, KITE_PATH).replacen("  postcode: N7 0ZZ\n", "", 1);
    assert!(mine.contains("  postcode: N7 0ZZ\n"));
    let before = Site::base().file(KITE_PATH, &mine).sources;
    for csv in [directory(KITE), directory(&KITE.replace("n70zz", ""))] {
        let imported = import(&before, &csv);
        assert_eq!(counts(&imported), (0, 1, 0));
        let wanted = mine.replace("  postcode: N7 0ZZ\n", "");
        assert_eq!(imported.changed[0].text, wanted);
        assert_eq!(
            counts(&import(&after(before.clone(), &csv), &csv)),
            (0, 0, 0)
        );
    }
    let home = KITE.replace("Homecare agencies", "Residential homes");
    let new = import(&sources(), &directory(&home));
    assert!(
        new.new[0].text.contains("public_location: area"),
        "{}",
        new.new[0].text
    );
    assert!(!new.new[0].text.contains("postcode"), "{}", new.new[0].text);
}

#[test]
fn a_phone_number_with_other_spaces_is_the_same_number() {
    let before = edited("phone: 020 7946 0011", "phone: \"02079460011\"");
    assert_eq!(counts(&import(&before, &directory(KITE))), (0, 0, 0));
    let imported = import(&before, &moved());
    assert_eq!(lines(&imported.problems), [""; 0]);
    assert_eq!(imported.changed[0].what, "name, phone number");
}

#[test]
fn a_file_with_another_name_is_found_by_its_number() {
    let mine = "\u{feff}# Ours\r\nname: Kite  # short\r\nkinds: [home-care-agency]\r\nsummary: Help at home.\r\n\
        areas: [camden]\r\ncontact:\r\n    phone: 020 7946 0011   # mornings\r\n\r\ncqc:\r\n    location: 1-000000001\r\n\
        # the end\r\nowner: Team";
    let before = Site::base().file("providers/kite.yml", mine).sources;
    let imported = import(&before, &directory(KITE));
    assert_eq!(counts(&imported), (0, 1, 0));
    let wanted = mine
        .replace(
            "    location: 1-000000001\r\n",
            "    provider: 1-000000009\r\n    location: 1-000000001\r\n    as_of: 2026-05-20\r\n    name: Kite Care\r\n    \
             phone: 020 7946 0011\r\n    website: https://www.kite.example.org\r\n",
        )
        .replace("# mornings\r\n", "# mornings\r\n    website: https://www.kite.example.org\r\n");
    assert_eq!(imported.changed[0].text, wanted);
    assert_eq!(imported.changed[0].path.as_str(), "providers/kite.yml");
    assert_eq!(
        lines(&imported.problems),
        [
            "advice providers/kite.yml:2:7 import-kept-yours: CQC now gives another name: Kite Care. Yours was kept."
        ]
    );
}

#[test]
fn a_new_postcode_says_that_the_address_may_be_old() {
    let clinic = KITE.replace("Homecare agencies", "Dentist");
    let before = after(sources(), &directory(&clinic));
    let imported = import(&before, &directory(&clinic.replace("n70zz", "N1 0ZZ")));
    assert_eq!(imported.changed[0].what, "postcode");
    assert_eq!(
        imported.changed[0].text.matches("postcode: N1 0ZZ").count(),
        2
    );
    assert_eq!(
        lines(&imported.problems),
        [format!(
            "advice {KITE_PATH}:15:13 import-kept-yours: CQC now gives another postcode: N1 0ZZ. The lines of your \
             address were kept."
        )]
    );
}

#[test]
fn a_rating_stays_until_a_newer_one_comes() {
    let row = |rating: &str| {
        let rating = format!(
            "Kite Care,1-000000001,Camden,,Domiciliary care service,2011-01-17,N,{rating},,,\n"
        );
        ratings(&rating)
    };
    let rated = after(
        after(sources(), &directory(KITE)),
        &row("Good,5/3/2024 12:00:00 AM"),
    );
    let group = "  rating: good\n  rating_on: 2024-05-03\n  as_of: 2026-11-22\n  name: Kite Care\n";
    assert!(
        text(&rated, KITE_PATH).contains(group),
        "{}",
        text(&rated, KITE_PATH)
    );
    for csv in [
        directory(KITE),
        row("Good,"),
        row("Good,1/17/2011 12:00:00 AM"),
    ] {
        assert_eq!(counts(&import(&rated, &csv)), (0, 0, 0));
    }
    let older = row("Outstanding,5/3/2022 12:00:00 AM").replacen(
        "Location Name",
        "\"This data was produced on 1 May 2022\"\nLocation Name",
        1,
    );
    assert_eq!(counts(&import(&rated, &older)), (0, 0, 0));
    let not_rated = after(rated, &row("No published rating,"));
    assert!(text(&not_rated, KITE_PATH).contains("  rating: not-rated\n  as_of: 2026-11-22\n"));
}

#[test]
fn a_file_that_only_gets_a_later_day_is_counted_by_itself() {
    let before = after(sources(), &directory(KITE));
    let later = directory(KITE).replace("20 May", "21 May");
    assert_eq!(counts(&import(&before, &later)), (0, 0, 1));
    assert_eq!(
        counts(&import(&after(before, &later), &directory(KITE))),
        (0, 0, 0)
    );
}

#[test]
fn a_file_that_cannot_be_changed_safely_is_not_touched() {
    let mine = "name: Kite Care\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\ncqc: {location: 1-000000001}\n";
    let before = Site::base().file("providers/kite.yml", mine).sources;
    let imported = import(&before, &directory(KITE));
    assert_eq!(counts(&imported), (0, 0, 0));
    assert_eq!(
        lines(&imported.problems),
        [
            "warning providers/kite.yml import-row: CQC's new facts could not be put into this file without touching \
          other lines."
        ]
    );
    let in_the_way = Site::base().file(KITE_PATH, "name: Kite Care\n").sources;
    let imported = import(&in_the_way, &directory(KITE));
    assert_eq!((counts(&imported), imported.problems.len()), ((0, 0, 0), 1));
}

#[test]
fn each_kind_of_problem_of_an_import_has_its_cause() {
    let kinds = |sources: &Sources, csv: &str| -> Vec<Kind> {
        let problems = import(sources, csv).problems;
        problems.iter().map(|problem| problem.kind).collect()
    };
    let nowhere = directory(&KITE.replace("Camden", ""));
    assert_eq!(kinds(&sources(), &nowhere), [Kind::ImportRow]);
    let elsewhere = directory(&KITE.replace("Camden", "Anytown"));
    assert_eq!(kinds(&sources(), &elsewhere), [Kind::ImportNewArea]);
    let before = edited("name: Kite Care", "name: Kite");
    assert_eq!(kinds(&before, &moved()), [Kind::ImportKeptYours]);
    match import_with(&sources(), "one,two\n", &options()) {
        Err(Stopped::Problems(problems)) => {
            assert!(
                problems
                    .iter()
                    .all(|problem| problem.kind == Kind::ImportHeader)
            );
        }
        other => panic!("{other:?}"),
    }
}
