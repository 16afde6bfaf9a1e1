//! Odd records: each gives the careful status.

use handrail::model::checks::{Check, CheckResult, Method};
use handrail::model::criterion::{Lasts, Version, Weight};
use handrail::model::sign_off::Approval;
use handrail::vetting::status::Shown;

use super::{Case, check, criterion, day, id, left, paused, record};

#[test]
fn a_leap_day_ends_on_the_last_day_of_february() {
    let mut case = Case::checked();
    case.criteria = vec![criterion(
        "identity",
        Weight::Must,
        Lasts::Months(12),
        "2020-01-01",
    )];
    case.listed_from = Some(day("2024-03-01"));
    case.record = record(vec![check("identity", day("2024-02-29"), CheckResult::Met)]);
    assert_eq!(case.status("2025-02-28"), "due-soon");
    assert_eq!(case.status("2025-03-01"), "late");
}

#[test]
fn what_is_not_a_good_check_never_counts_as_one() {
    let on = day("2026-03-04");
    let changed = |change: &dyn Fn(&mut Check)| {
        let mut one = check("identity", on, CheckResult::Met);
        change(&mut one);
        Case {
            listed_from: None,
            record: record(vec![one]),
            ..Case::checked()
        }
    };
    let cases: [(&str, Case); 6] = [
        (
            "of a day to come",
            changed(&|one| one.checked_on = day("2026-11-23")),
        ),
        (
            "of a version that is not there",
            changed(&|one| one.version = 2),
        ),
        (
            "of another criterion",
            changed(&|one| one.criterion = id("insurance")),
        ),
        (
            "that the provider told",
            changed(&|one| one.method = Method::Told),
        ),
        (
            "that goes on",
            changed(&|one| one.result = CheckResult::BeingChecked),
        ),
        (
            "that found a part",
            changed(&|one| one.result = CheckResult::MetInPart),
        ),
    ];
    for (what, case) in cases {
        assert_eq!(case.status("2026-11-22"), "applied", "a check {what}");
    }
}

#[test]
fn of_checks_that_disagree_the_worse_one_counts() {
    let on = day("2026-03-04");
    let good = check("identity", on, CheckResult::Met);
    let bad = check("identity", on, CheckResult::NotMet);
    for checks in [vec![good.clone(), bad.clone()], vec![bad, good]] {
        let case = Case {
            record: record(checks),
            ..Case::checked()
        };
        assert_eq!(case.status("2026-11-22"), "check-over");
    }
}

#[test]
fn a_renewal_that_goes_on_takes_nothing_away() {
    let mut case = Case::checked();
    let going_on = check("identity", day("2026-11-20"), CheckResult::BeingChecked);
    case.record.checks.push(going_on);
    assert_eq!(case.status("2026-11-22"), "listed");
    let question = case.question();
    assert!(question.findings(day("2026-11-22"))[0].is_being_checked);
}

#[test]
fn a_criterion_that_changes_under_a_listing_makes_it_late_and_not_gone() {
    let mut case = Case::checked();
    case.criteria[0].versions.push(Version {
        number: 2,
        from: day("2026-11-01"),
        change: None,
    });
    let days = ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"];
    let words = days.map(|today| case.status(today));
    assert_eq!(words, ["due-soon", "late", "late", "check-over"]);

    let mut case = Case::checked();
    case.criteria.push(criterion(
        "insurance",
        Weight::Must,
        Lasts::Months(12),
        "2026-11-01",
    ));
    let words = days.map(|today| case.status(today));
    assert_eq!(words, ["listed", "late", "late", "check-over"]);
}

#[test]
fn nothing_is_said_where_there_are_no_criteria() {
    let mut case = Case::checked();
    case.criteria.clear();
    assert_eq!(case.status("2026-11-22"), "unvetted");
    assert_eq!(paused(None).status("2026-11-22"), "paused");
}

#[test]
fn a_page_of_someone_who_left_stays_for_a_year() {
    let shown = |today| left("2026-11-22").question().shown(day(today));
    assert_eq!(shown("2027-11-22"), Shown::Reduced);
    assert_eq!(shown("2027-11-23"), Shown::Nothing);
    let mut case = left("2026-11-22");
    case.approval = Approval::Held;
    assert_eq!(case.question().shown(day("2026-12-01")), Shown::Nameless);
}
