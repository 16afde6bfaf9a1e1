//! The table of checks comes back from a spreadsheet: changed rows become new checks, all or none.

use crate::project::{Project, Ran};

const SITE: &str = "\
=== content/criteria/identity.yml
name: We know who they are
applies:
  - weight: must
lasts: 12 months
grace_days: 30
evidence: [photo-id]
versions:
  - number: 1
    from: 2024-01-12
=== content/criteria/training.yml
name: They learn, and go on
applies:
  - weight: must
lasts: 12 months
evidence: [photo-id]
versions:
  - number: 1
    from: 2024-01-12
  - number: 2
    from: 2026-01-12
=== providers/checks/kite-care.yml
# Keep this note.
checks:
  - criterion: identity
    version: 1
    result: met
    evidence: photo-id
    method: seen
    checked_on: 2026-01-05
    checked_by: icb-vetting # Sam looked
";

const RECORD: &str = "providers/checks/kite-care.yml";

fn project() -> Project {
    let project = Project::small().with(SITE);
    let ran = project.command("due --all --format csv --out checks.csv --today 2026-11-22");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    project
}

/// The table with some cells changed: the criterion of the row, the column and the new cell.
fn change(table: &str, changes: &[(&str, &str, &str)]) -> String {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let column = |name: &str| {
        headings
            .iter()
            .position(|one| one == name)
            .expect("a column")
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).expect("written");
    for row in reader.records() {
        let mut cells: Vec<String> = row.expect("a row").iter().map(str::to_owned).collect();
        for (criterion, name, new) in changes {
            if cells[column("criterion")] == *criterion {
                cells[column(name)] = (*new).to_owned();
            }
        }
        writer.write_record(&cells).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("bytes")).expect("text")
}

fn import(project: &Project) -> Ran {
    project.command("import checks checks.csv --today 2026-11-22")
}

/// A new look at `identity`, and the first look at `training`.
const NEW: [(&str, &str, &str); 8] = [
    ("identity", "checked_on", "05/10/2026"),
    ("identity", "note", "Now with a new name: Kite & Co"),
    ("training", "result", "Met in part"),
    ("training", "evidence", "photo-id"),
    ("training", "method", "seen"),
    ("training", "checked_on", "20 November 2026"),
    ("training", "checked_by", "icb-vetting"),
    ("training", "contacted_on", "2026-11-02"),
];

const ADDED: &str = "  - criterion: training
    version: 2
    result: met-in-part
    evidence: photo-id
    method: seen
    checked_on: 2026-11-20
    checked_by: icb-vetting
  - criterion: identity
    version: 1
    result: met
    evidence: photo-id
    method: seen
    checked_on: 2026-10-05
    checked_by: icb-vetting
    note: \"Now with a new name: Kite & Co\"
contacted:
  - on: 2026-11-02
    about:
      - training
";

#[test]
fn a_table_that_nobody_changed_says_nothing_new() {
    let project = project();
    let before = project.text(RECORD);
    let ran = import(&project);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.stdout.contains("2 say nothing new. 0 were added"),
        "{ran:?}"
    );
    assert_eq!(project.text(RECORD), before);
}

#[test]
fn changed_rows_become_new_checks_and_a_second_time_nothing() {
    let project = project();
    let (before, table) = (project.text(RECORD), project.text("checks.csv"));
    let project = project.file("checks.csv", change(&table, &NEW));
    let ran = project.command("import checks checks.csv --dry-run --today 2026-11-22");
    assert_eq!(
        (ran.code, project.text(RECORD)),
        (Some(0), before.clone()),
        "{ran:?}"
    );
    assert!(
        ran.stdout
            .contains("Kite Care, identity: met on 5 October 2026"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("asked on 2 November 2026"), "{ran:?}");
    let ran = import(&project);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(project.text(RECORD), format!("{before}{ADDED}"));
    let ran = import(&project);
    assert!(
        ran.stdout.contains("2 say nothing new. 0 were added"),
        "{ran:?}"
    );
    assert_eq!(project.text(RECORD), format!("{before}{ADDED}"));
    assert_eq!(project.command("check").code, Some(0));
}

#[test]
fn a_table_may_come_back_as_spreadsheets_of_other_countries_write_it() {
    let table = change(&project().text("checks.csv"), &NEW);
    let before = project().text(RECORD);
    let semicolons = table.replace(',', ";").replace('\n', "\r\n");
    let tabs = format!("\u{feff}{}\n\t\t\n", table.replace(',', "\t"));
    for (name, table) in [("semicolons", semicolons), ("tabs", tabs)] {
        let project = project().file("checks.csv", table);
        let ran = import(&project);
        assert_eq!(ran.code, Some(0), "{name}: {ran:?}");
        assert_eq!(project.text(RECORD), format!("{before}{ADDED}"), "{name}");
    }
}

#[test]
fn one_row_that_is_wrong_stops_all_of_them() {
    let table = project().text("checks.csv");
    let wrong: [(&str, &str, &str); 9] = [
        ("result", "ok", "`result` is `ok`, which is not known."),
        ("result", "", "no `result`"),
        ("evidence", "photo-ids", "Did you mean `photo-id`?"),
        ("checked_on", "31/02/2026", "That is no day."),
        ("checked_on", "2027-01-05", "has not come yet"),
        ("provider", "kite-car", "Did you mean `kite-care`?"),
        ("criterion", "nothing", "There is no criterion `nothing`."),
        ("case", "DBS certificate 001234567890", "DBS certificate"),
        ("contacted_on", "2027-01-05", "has not come yet"),
    ];
    for (column, cell, words) in wrong {
        let mut changes = NEW.to_vec();
        changes.push(("training", column, cell));
        let project = project().file("checks.csv", change(&table, &changes));
        let before = project.text(RECORD);
        let ran = import(&project);
        assert_eq!(ran.code, Some(1), "{column} {cell}: {ran:?}");
        assert!(
            ran.stderr.contains(words),
            "{column} {cell}: {}",
            ran.stderr
        );
        assert!(ran.stderr.contains("Nothing was written."), "{ran:?}");
        assert_eq!(project.text(RECORD), before);
    }
}

#[test]
fn an_old_check_is_never_changed() {
    let table = project().text("checks.csv");
    let project = project().file(
        "checks.csv",
        change(&table, &[("identity", "note", "Other words")]),
    );
    let ran = import(&project);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.stderr.contains("there is a check of that day"),
        "{ran:?}"
    );
}

#[test]
fn what_is_no_table_says_so() {
    for (bytes, words) in [
        (b"" as &[u8], "This file is empty."),
        (b"PK\x03\x04\0\0", "not a CSV file"),
        (b"a,b\n1,2\n", "lacks `provider`, `criterion`"),
        (
            b"provider,criterion,result,method,checked_on
,x,met,seen,",
            "This row has no `provider`.",
        ),
    ] {
        let project = project().file("checks.csv", bytes);
        let ran = import(&project);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.stderr.contains(words), "{words}: {ran:?}");
    }
}

#[test]
fn the_same_criterion_twice_in_one_table_is_said() {
    let table = change(&project().text("checks.csv"), &NEW);
    let again = table
        .lines()
        .last()
        .expect("a row")
        .replace("20 November", "21 November");
    let project = project().file("checks.csv", format!("{table}{again}\n"));
    let ran = import(&project);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("A row further up"), "{ran:?}");
}

#[test]
fn of_very_many_wrong_rows_the_first_are_told() {
    let project = project();
    let table = project.text("checks.csv");
    let heading = table.lines().next().expect("a heading");
    let rows = "nobody,No One,identity\r\n".repeat(2_000);
    let project = project.file("checks.csv", format!("{heading}\r\n{rows}"));
    let ran = import(&project);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let told = ran.stderr.matches("error: ").count();
    assert_eq!(told, 100);
    assert!(
        ran.stderr.contains("more problems in this file."),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("Nothing was written."));
}
