//! What is due: on which day it is how urgent, who was asked, and the table and the calendar of it.

use handrail::model::days::{Date, days_before, days_later};
use handrail::model::site::Site as Whole;
use handrail::pipeline::{Options, due_page, look};
use handrail::renewals::calendar::calendar;
use handrail::renewals::table::table;
use handrail::routes::Destination;
use handrail::vetting::due::{Due, Urgency, all_due};

use crate::site::{KITE_CARE, Site, TODAY};

const CRITERIA: &str = "\
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
  - weight: should
lasts: 90 days
versions:
  - number: 1
    from: 2024-01-12
";

/// The last day of the check of `identity`.
const END: Date = Date::constant(2027, 3, 4);

const CHECKS: &str = "\
=== providers/checks/kite-care.yml
checks:
  - criterion: identity
    version: 1
    result: met
    evidence: photo-id
    method: seen
    checked_on: 2026-03-04
    checked_by: clinical-lead
    note: \"=1+1; a, b\"
";

fn options(today: Date) -> Options {
    Options {
        today,
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    }
}

fn listed() -> Site {
    let kite = format!("{KITE_CARE}listed_from: 2026-03-10\n");
    Site::small().with(CRITERIA).with(&kite)
}

fn looked(site: &Site, today: Date) -> Whole {
    let looked = look(&site.sources, &options(today)).unwrap_or_else(|found| panic!("{found:?}"));
    assert!(!looked.problems.has_errors(), "{:?}", looked.problems);
    looked.site
}

/// What is due about a criterion on a day.
fn on<T>(site: &Site, criterion: &str, today: Date, ask: impl Fn(&Due<'_>) -> T) -> T {
    let whole = looked(site, today);
    let rows = all_due(&whole, today);
    let mut own = rows
        .iter()
        .filter(|row| row.criterion.id.as_str() == criterion);
    let row = own.next().expect("a row");
    assert!(own.next().is_none(), "one row for each criterion");
    ask(row)
}

#[test]
fn each_day_has_its_urgency() {
    let site = listed().with(CHECKS);
    for (today, urgency) in [
        (days_before(END, 91), Urgency::Later),
        (days_before(END, 90), Urgency::Within90),
        (days_before(END, 61), Urgency::Within90),
        (days_before(END, 60), Urgency::Within60),
        (days_before(END, 31), Urgency::Within60),
        (days_before(END, 30), Urgency::Within30),
        (END, Urgency::Within30),
        (days_later(END, 1), Urgency::Late),
        (days_later(END, 30), Urgency::Late),
        (days_later(END, 31), Urgency::Over),
    ] {
        let found = on(&site, "identity", today, |row| (row.urgency, row.end));
        assert_eq!(found, (urgency, Some(END)), "{today}");
    }
}

#[test]
fn what_was_never_checked_is_missing_if_it_is_a_must() {
    let urgency = |row: &Due<'_>| row.urgency;
    assert_eq!(on(&listed(), "identity", TODAY, urgency), Urgency::Missing);
    assert_eq!(on(&listed(), "training", TODAY, urgency), Urgency::Later);
    let told = listed().with(&CHECKS.replace("method: seen", "method: told"));
    assert_eq!(on(&told, "identity", TODAY, urgency), Urgency::Missing);
    let bad = listed().with(&CHECKS.replace("result: met", "result: not-met"));
    assert_eq!(on(&bad, "identity", TODAY, urgency), Urgency::NotMet);
}

#[test]
fn a_provider_is_asked_once_for_each_time() {
    let asked = |day: &str, about: &str| {
        let asked = format!("{CHECKS}contacted:\n  - on: {day}\n    about: [{about}]\n");
        let site = listed().with(&asked);
        on(&site, "identity", END, |row| row.contacted_on)
    };
    let day = |text: &str| text.parse().ok();
    assert_eq!(asked("2026-12-04", "identity"), day("2026-12-04"));
    assert_eq!(
        asked("2026-12-03", "identity"),
        None,
        "91 days before is too early"
    );
    assert_eq!(
        asked("2027-01-10", "training"),
        None,
        "about something else"
    );
    let all = format!("{CHECKS}contacted:\n  - on: 2027-01-10\n");
    let all = on(&listed().with(&all), "identity", END, |row| {
        row.contacted_on
    });
    assert_eq!(all, day("2027-01-10"));
}

#[test]
fn nothing_is_due_from_those_who_are_gone() {
    for gone in [
        "left:\n  on: 2026-10-01\n  why: closed\n  agreed: [{role: host, on: 2026-10-01, by: A}, {role: lived-experience, on: 2026-10-01, by: B}]\n",
        "not_accepted:\n  on: 2026-10-01\n",
    ] {
        let whole = looked(&listed().with(&format!("{CHECKS}{gone}")), TODAY);
        assert_eq!(all_due(&whole, TODAY), [], "{gone}");
    }
}

#[test]
fn the_table_opens_in_a_spreadsheet_and_runs_nothing() {
    let whole = looked(&listed().with(CHECKS), TODAY);
    let text = table(&all_due(&whole, TODAY), TODAY);
    assert_eq!(text.lines().count(), 3);
    assert!(text.contains("\r\n"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |row: usize, heading: &str| {
        let column = headings
            .iter()
            .position(|one| one == heading)
            .expect("a column");
        rows[row][column].to_owned()
    };
    assert_eq!(cell(0, "provider"), "kite-care");
    assert_eq!(cell(0, "ends_on"), "2027-03-04");
    assert_eq!(cell(0, "days_left"), "102");
    assert_eq!(cell(0, "note"), "'=1+1; a, b");
    assert_eq!(cell(1, "criterion_name"), "They learn, and go on");
    assert_eq!(cell(1, "checked_on"), "");
}

/// Lines of a calendar, with those that were folded put together again (RFC 5545, 3.1).
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let text = text.replace("\r\n ", "");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_keeps_the_rules_of_calendars() {
    let site = listed().with(CHECKS);
    let whole = looked(&site, TODAY);
    let rows = all_due(&whole, TODAY);
    let text = calendar(&rows, TODAY);
    let lines = unfolded(&text);
    let mut open = Vec::new();
    let mut counts = [0, 0];
    for line in &lines {
        let (name, value) = line.split_once(':').expect("a name and a value");
        match name {
            "BEGIN" => {
                counts[usize::from(value == "VALARM")] += usize::from(value != "VCALENDAR");
                open.push(value.to_owned());
            }
            "END" => assert_eq!(open.pop().as_deref(), Some(value)),
            "DTSTAMP" => assert_eq!(value, "20261122T000000Z"),
            "DTSTART;VALUE=DATE" => assert_eq!(value, "20270304"),
            "DTEND;VALUE=DATE" => assert_eq!(value, "20270305"),
            "UID" => assert_eq!(value, "kite-care-2027-03-04@handrail"),
            "SUMMARY" => assert!(value.starts_with("Kite Care: 1 check ends"), "{value}"),
            _ => assert!(!value.is_empty()),
        }
    }
    assert_eq!(open, [""; 0]);
    assert_eq!(counts, [1, 1], "one day and one reminder");
    assert_eq!(text, calendar(&rows, TODAY));
}

#[test]
fn the_page_for_staff_is_no_page_of_the_site() {
    let site = listed().with(CHECKS);
    let page = due_page(&site.sources, &options(TODAY), |_| true).expect("a page");
    for words in [
        "Do not publish it",
        "<html lang=\"en\"",
        "4 March 2027",
        "Not asked yet",
        "noindex",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let html = crate::html::Html::read(&page).expect("good HTML");
    assert_eq!(html.words("h1"), ["Checks that are due"]);
    let built = site.build();
    let paths: Vec<&str> = built.output.iter().map(|(path, _)| path).collect();
    assert!(paths.iter().all(|path| !path.contains("due")), "{paths:?}");
}
