//! Provider files that are there already: CQC's group changes, and what people wrote stays.

use handrail::source::Sources;

use super::{KITE, KITE_FILE, KITE_PATH, after, counts, directory, import, ratings, sources, text};
use crate::project::Project;
use crate::site::{SETTINGS, Site, lines};

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
    let row = KITE.replace("2079460011", "2079460022").replace("Kite Care,", "Kite Care Anytown,");
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
        ["advice providers/cqc-1-000000001.yml:3:7 import-kept-yours: CQC now gives another name: Kite Care Anytown. \
          Yours was kept."]
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
    assert!(!imported.changed[0].text.contains("outward\n  phone"), "{}", imported.changed[0].text);
    assert_eq!(imported.problems.len(), 1);
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
        ["advice providers/kite.yml:2:7 import-kept-yours: CQC now gives another name: Kite Care. Yours was kept."]
    );
}

#[test]
fn a_new_postcode_says_that_the_address_may_be_old() {
    let clinic = KITE.replace("Homecare agencies", "Dentist");
    let before = after(sources(), &directory(&clinic));
    let imported = import(&before, &directory(&clinic.replace("n70zz", "N1 0ZZ")));
    assert_eq!(imported.changed[0].what, "postcode");
    assert_eq!(imported.changed[0].text.matches("postcode: N1 0ZZ").count(), 2);
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
        let rating = format!("Kite Care,1-000000001,Camden,,Domiciliary care service,2011-01-17,N,{rating},,\n");
        ratings(&rating)
    };
    let rated = after(after(sources(), &directory(KITE)), &row("Good,5/3/2024 12:00:00 AM"));
    let group = "  rating: good\n  rating_on: 2024-05-03\n  as_of: 2026-11-22\n  name: Kite Care\n";
    assert!(text(&rated, KITE_PATH).contains(group), "{}", text(&rated, KITE_PATH));
    for csv in [directory(KITE), row("Good,"), row("Good,1/17/2011 12:00:00 AM")] {
        assert_eq!(counts(&import(&rated, &csv)), (0, 0, 0));
    }
    let older = row("Outstanding,5/3/2022 12:00:00 AM").replacen("Location Name", "\"This data was produced on 1 May 2022\"\nLocation Name", 1);
    assert_eq!(counts(&import(&rated, &older)), (0, 0, 0));
    let not_rated = after(rated, &row("No published rating,"));
    assert!(text(&not_rated, KITE_PATH).contains("  rating: not-rated\n  as_of: 2026-11-22\n"));
}

#[test]
fn a_file_that_only_gets_a_later_day_is_counted_by_itself() {
    let before = after(sources(), &directory(KITE));
    let later = directory(KITE).replace("20 May", "21 May");
    assert_eq!(counts(&import(&before, &later)), (0, 0, 1));
    assert_eq!(counts(&import(&after(before, &later), &directory(KITE))), (0, 0, 0));
}

#[test]
fn a_file_that_cannot_be_changed_safely_is_not_touched() {
    let mine = "name: Kite Care\nkinds: [home-care-agency]\nsummary: Help.\nareas: [camden]\ncqc: {location: 1-000000001}\n";
    let before = Site::base().file("providers/kite.yml", mine).sources;
    let imported = import(&before, &directory(KITE));
    assert_eq!(counts(&imported), (0, 0, 0));
    assert_eq!(
        lines(&imported.problems),
        ["warning providers/kite.yml import-row: CQC's new facts could not be put into this file without touching \
          other lines."]
    );
    let in_the_way = Site::base().file(KITE_PATH, "name: Kite Care\n").sources;
    let imported = import(&in_the_way, &directory(KITE));
    assert_eq!((counts(&imported), imported.problems.len()), ((0, 0, 0), 1));
}

#[test]
fn the_program_writes_files_and_says_so() {
    let project = Project::empty().with(SETTINGS).file("cqc.csv", directory(KITE));
    let import = |arguments: &[&str]| project.run(&[&["import", "cqc", "cqc.csv", "--today", "2026-11-22"], arguments].concat());
    let ran = import(&["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.ends_with("Nothing was written (`--dry-run`).\n"), "{}", ran.stdout);
    assert!(project.snapshot(".").keys().all(|path| !path.starts_with("providers")));
    let ran = import(&[]);
    assert_eq!(
        ran.stdout,
        "CQC's file of 2026-05-20: 1 row.\n1 new:\n  providers/cqc-1-000000001.yml  Kite Care\n0 changed.\n0 the \
         same.\n0 left out.\n"
    );
    assert_eq!(project.snapshot("providers")["cqc-1-000000001.yml"], KITE_FILE.as_bytes());
    let before = project.snapshot(".");
    assert_eq!(import(&["--format", "json"]).stdout, "[]\n");
    assert_eq!(project.snapshot("."), before);
    project.publish();
}

#[test]
fn the_program_says_why_it_imports_nothing() {
    let project = Project::empty()
        .with(SETTINGS)
        .file("cqc.csv", directory(KITE))
        .file("other.csv", "one,two\n");
    let ran = project.run(&["import", "cqc", "other.csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("handrail explain import-header"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Nothing was imported."), "{}", ran.stderr);
    let ran = project.run(&["import", "cqc", "cqc.csv", "--authority", "Camdn"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("Did you mean `Camden`?"), "{}", ran.stderr);
    assert_eq!(project.run(&["import", "cqc", "none.csv"]).code, Some(2));
    let nowhere = Project::empty().file("cqc.csv", directory(KITE));
    assert_eq!(nowhere.run(&["import", "cqc", "cqc.csv"]).code, Some(2));
}
