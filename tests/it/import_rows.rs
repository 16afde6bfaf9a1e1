//! CQC's file: from a row to a new provider file, and rows that cannot become one.

use handrail::import::{ImportOptions, LeftOut, NewAreas, Stopped};
use handrail::model::values::Date;

use crate::import::{
    KITE, KITE_FILE, KITE_PATH, directory, import, import_with, options, ratings, sources, stopped,
    text, write,
};
use crate::site::{Site, lines};

#[test]
fn a_row_of_the_care_directory_becomes_a_provider_file() {
    let mut sources = sources();
    let imported = import(&sources, &directory(KITE));
    assert_eq!(lines(&imported.problems), [""; 0]);
    write(&mut sources, &imported);
    assert_eq!(text(&sources, KITE_PATH), KITE_FILE);
    let again = import(&sources, &directory(KITE));
    assert_eq!(
        (
            again.new.len(),
            again.changed.len(),
            again.dated.len(),
            again.same
        ),
        (0, 0, 0, 1)
    );
}

#[test]
fn a_row_of_the_list_with_ratings_becomes_a_provider_file() {
    let mut sources = sources();
    let row = "Oak House,1-000000002,\"Islington\",Residential social care,\
        \"Care home service without nursing, Domiciliary care service\",2011-01-17,N,Requires Improvement,\
        1/26/2025 12:00:00 AM,\"Caring for adults under 65 yrs, \
        Learning Disabilities or autistic spectrum disorder\",Oak Ltd,1-000000009\n";
    let imported = import(&sources, &ratings(row));
    assert_eq!(lines(&imported.problems), [""; 0]);
    write(&mut sources, &imported);
    let file = text(&sources, "providers/cqc-1-000000002.yml");
    for line in [
        "kinds: [care-home, home-care-agency]",
        "summary: A care home and home care agency in Islington. From CQC's public register.",
        "services: [washing-and-dressing, care-home-stays]",
        "needs: [learning-disability, autism]",
        "ages: [adults]",
        "  public_location: area",
        "  website: https://www.cqc.org.uk/location/1-000000002",
        "  rating: requires-improvement",
        "  rating_on: 2025-01-26",
        "  as_of: 2026-11-22",
    ] {
        assert!(file.lines().any(|known| known == line), "{line}\n{file}");
    }
    let mut site = Site::base();
    site.sources = sources;
    site.good();
}

#[test]
fn a_home_shows_no_place_at_all() {
    let mut sources = sources();
    let row = KITE.replace("Homecare agencies", "Homecare agencies|Supported living");
    let imported = import(&sources, &directory(&row));
    write(&mut sources, &imported);
    let file = text(&sources, KITE_PATH);
    assert!(file.contains("public_location: area"), "{file}");
    assert!(
        !file.contains("N7") && !file.contains("Invented Road"),
        "{file}"
    );
}

#[test]
fn a_place_that_the_public_may_visit_has_its_address() {
    let mut sources = sources();
    let row = KITE.replace("Homecare agencies", "Dentist");
    let imported = import(&sources, &directory(&row));
    write(&mut sources, &imported);
    let file = text(&sources, KITE_PATH);
    assert!(file.contains("  public_location: full\n"), "{file}");
    assert!(
        file.contains("  address: [Kite House, 1 Invented Road, Anytown]\n"),
        "{file}"
    );
}

#[test]
fn a_name_that_is_an_address_gives_way_to_the_name_of_the_provider() {
    let row = KITE.replace(
        "Kite Care,Kite Homecare",
        "\"1 Invented Road, Anytown, N7 0ZZ\",",
    );
    let imported = import(&sources(), &directory(&row));
    assert_eq!(imported.new[0].what, "Kite Ltd");
    assert_eq!(
        lines(&imported.problems),
        [
            "warning cqc.csv:6:1 import-row: The name in this row is an address, which can be a home. The provider's \
             name was used."
        ]
    );
    assert!(!imported.new[0].text.contains("1 Invented Road"));
    let mut sources = sources();
    write(&mut sources, &imported);
    let again = import(&sources, &directory(&row));
    assert_eq!((again.same, again.problems.len()), (1, 0));
}

#[test]
fn facts_that_cannot_be_used_are_left_out_and_the_rest_is_kept() {
    let row = KITE
        .replace("2079460011", "1.45E+09")
        .replace("www.kite.example.org", "none yet")
        .replace("n70zz", "somewhere");
    let imported = import(&sources(), &directory(&row));
    assert_eq!(
        lines(&imported.problems),
        [
            "warning cqc.csv:6:1 import-row: `1.45E+09` is not a phone number that Handrail can use. It was left out.",
            "warning cqc.csv:6:1 import-row: `none yet` is not a website that Handrail can use. It was left out.",
            "warning cqc.csv:6:1 import-row: `somewhere` is not a postcode that Handrail can use. It was left out.",
        ]
    );
    assert_eq!(imported.new.len(), 1);
    assert_eq!(
        imported.lines.lines().nth(5).map(str::trim_end),
        Some(row.trim_end())
    );
}

#[test]
fn rows_that_cannot_be_used_are_left_out_with_a_reason() {
    let rows = [
        KITE.to_owned(),
        KITE.to_owned(),
        KITE.replace("1-000000001", ""),
        KITE.replace("1-000000001", "1-000000003")
            .replace("Camden", ""),
        KITE.replace("1-000000001", "1-000000004")
            .replace("Homecare agencies", "Kite flying"),
        KITE.replace("1-000000001", "1-000000005")
            .replace("Kite Care,", ","),
        "too,short\r\n".to_owned(),
    ];
    let imported = import(&sources(), &directory(&rows.concat()));
    let warning = |line: u32, words: &str| format!("warning cqc.csv:{line}:1 import-row: {words}");
    assert_eq!(
        lines(&imported.problems),
        [
            warning(
                7,
                "The location `1-000000001` stands in this file twice. This row was left out."
            ),
            warning(8, "This row has no CQC number, so it was left out."),
            warning(
                9,
                "This row has no local authority, so its area is not known. It was left out."
            ),
            warning(
                10,
                "No kind of provider fits `Kite flying`, so this row was left out."
            ),
            warning(
                10,
                "No kind of provider stands for CQC's service type `Kite flying` (1 row)."
            ),
            warning(11, "This row has no name, so it was left out."),
            warning(
                12,
                "This row has more or fewer values than there are columns, so it was left out."
            ),
        ]
    );
    assert_eq!(imported.new.len(), 1);
    assert_eq!(imported.rows, 7);
    assert_eq!(imported.left_out.values().sum::<usize>(), 6);
}

#[test]
fn a_rating_without_its_own_day_is_left_out() {
    let row = |number: u32, rating: &str, day: &str| {
        format!(
            "Oak {number},1-00000000{number},Camden,,Domiciliary care service,2011-01-17,N,{rating},{day},,,\n"
        )
    };
    let rows = [
        row(1, "Good", "1/17/2011 12:00:00 AM"),
        row(2, "Good", ""),
        row(3, "Very good", "1/17/2021 12:00:00 AM"),
        row(4, "", ""),
        row(5, "Good", "1/17/2027 12:00:00 AM"),
    ];
    let imported = import(&sources(), &ratings(&rows.concat()));
    let warning = |line: u32, words: &str| format!("warning cqc.csv:{line}:1 import-row: {words}");
    assert_eq!(
        lines(&imported.problems),
        [
            warning(
                2,
                "The day of the rating is the day when the service started (1 row). The rating was left out."
            ),
            warning(
                3,
                "The day of the rating is missing or cannot be read (2 rows). The rating was left out."
            ),
            warning(
                4,
                "`Very good` is not one of CQC's ratings (1 row). It was left out."
            ),
        ]
    );
    let rated: Vec<bool> = imported
        .new
        .iter()
        .map(|file| file.text.contains("rating:"))
        .collect();
    assert_eq!(rated, [false, false, false, true, false]);
    assert!(imported.new[3].text.contains("  rating: not-rated\n"));
}

#[test]
fn closed_services_are_left_out_and_dormant_ones_are_counted() {
    let csv = "Name,Location ID,Local authority,Service types,Registration status,Location HSCA End Date,Dormant\n\
        A,1-000000001,Camden,Homecare agencies,Deregistered,,N\n\
        B,1-000000002,Camden,Homecare agencies,Registered,2024-01-01,N\n\
        C,1-000000003,Camden,Homecare agencies,Registered,,Y\n";
    let sources = Site::base()
        .file(
            "providers/mine.yml",
            "name: A\ncqc:\n  location: 1-000000001\n",
        )
        .sources;
    let imported = import(&sources, csv);
    assert_eq!(imported.left_out.get(&LeftOut::Closed), Some(&2));
    assert_eq!((imported.new.len(), imported.dormant), (1, 1));
    assert!(!imported.new[0].text.contains("availability"));
    assert_eq!(
        lines(&imported.problems),
        [
            "warning providers/mine.yml import-row: CQC says that this service has closed. Your file was not touched."
        ]
    );
}

#[test]
fn places_that_the_list_does_not_have_are_named_once() {
    let rows = [
        KITE.replace("Camden", "Bristol, City of")
            .replace(",Bristol, City of,", ",\"Bristol, City of\","),
        KITE.replace("Camden", "\"Bristol, City of\"")
            .replace("1-000000001", "1-000000002"),
    ];
    let csv = directory(&rows.concat());
    let imported = import(&sources(), &csv);
    assert_eq!(
        lines(&imported.problems),
        [
            "warning cqc.csv:6:1 import-new-area: CQC's file has the local authority `Bristol, City of`. The list of \
             areas does not have it, so 2 rows were left out."
        ]
    );
    assert!(
        imported
            .problems
            .iter()
            .all(|problem| problem.help.contains("`--add-areas`"))
    );
    let options = ImportOptions {
        new_areas: NewAreas::Add,
        ..options()
    };
    let mut sources = sources();
    let imported = import_with(&sources, &csv, &options).expect("it can be imported");
    write(&mut sources, &imported);
    assert_eq!(imported.new_areas, ["Bristol"]);
    assert!(imported.site_names_areas);
    assert!(
        text(&sources, "content/lists/areas.yml")
            .ends_with("\n- id: bristol\n  name: Bristol\n  cqc: [\"Bristol, City of\"]\n")
    );
    assert!(text(&sources, KITE_PATH).contains("areas: [bristol]"));
    let again = import_with(&sources, &csv, &options).expect("it can be imported");
    assert_eq!((again.new.len(), again.areas, again.same), (0, None, 2));
}

#[test]
fn only_the_places_that_were_asked_for_are_imported() {
    let rows = [
        KITE.to_owned(),
        KITE.replace("1-000000001", "1-000000002")
            .replace("Camden", "Islington"),
    ];
    let csv = directory(&rows.concat());
    let asked = |name: &str| {
        let options = ImportOptions {
            authorities: vec![name.to_owned()],
            ..options()
        };
        import_with(&sources(), &csv, &options)
    };
    let imported = asked("ISLINGTON").expect("it can be imported");
    assert_eq!((imported.rows, imported.new.len()), (1, 1));
    match asked("Islingtn") {
        Err(Stopped::UnknownAuthority { name, near }) => {
            assert_eq!(
                (name.as_str(), near.as_deref()),
                ("Islingtn", Some("Islington"))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_that_is_not_cqcs_is_refused() {
    let error = |place: &str, words: &str| vec![format!("error {place} import-header: {words}")];
    assert_eq!(
        stopped(&sources(), "one,two\n1,2\n"),
        error(
            "cqc.csv",
            "This file has no row with the names of CQC's columns, so it cannot be used."
        )
    );
    assert_eq!(
        stopped(&sources(), ""),
        error("cqc.csv", "This file is empty, so it cannot be used.")
    );
    assert_eq!(
        stopped(&sources(), "PK\u{3}\u{4}"),
        error(
            "cqc.csv",
            "This is a spreadsheet or a zip file, not a CSV file, so it cannot be used."
        )
    );
    assert_eq!(
        stopped(&sources(), "x\nName,Location ID,Local authority\n"),
        error(
            "cqc.csv:2:1",
            "This file lacks the column `Service types`, so it cannot be used."
        )
    );
    assert_eq!(
        stopped(
            &sources(),
            &directory(KITE).replace("20 May 2026", "20 May 2027")
        ),
        error(
            "cqc.csv",
            "This file is of 2027-05-20. That day has not come yet, so it cannot be used."
        )
    );
}

#[test]
fn the_day_of_the_file_is_its_own_then_the_one_given_then_today() {
    let day = Some(Date::constant(2026, 10, 1));
    let options = ImportOptions {
        dated: day,
        ..options()
    };
    let as_of = |csv: &str| {
        import_with(&sources(), csv, &options)
            .expect("it can be imported")
            .as_of
    };
    assert_eq!(as_of(&directory(KITE)), Some(Date::constant(2026, 5, 20)));
    assert_eq!(as_of(&ratings("")), day);
    assert_eq!(
        import(&sources(), &ratings("")).as_of,
        Some(crate::site::TODAY)
    );
}
