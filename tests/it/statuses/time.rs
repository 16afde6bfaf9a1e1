//! What time does to a status, for any record: it never makes it better, and a page can know it before.

use handrail::model::checks::{Check, CheckResult, Departure, DepartureKind, Method};
use handrail::model::criterion::{Lasts, Version, Weight};
use handrail::model::days::days_later;
use handrail::model::sign_off::Approval;
use handrail::vetting::standing::Standing;
use handrail::vetting::status::Status;
use proptest::prelude::*;

use super::{Case, check, criterion, day, id, record};

/// Smaller is better. What nobody sees stays as it is.
fn badness(standing: Standing) -> u8 {
    match standing.status {
        Status::Unvetted | Status::Listed => 0,
        Status::DueSoon => 1,
        Status::Gap => 2,
        Status::Late => 3,
        Status::CheckOver => 4,
        Status::Held | Status::Paused => 5,
        Status::Left => 6,
        Status::Removed => 7,
        Status::Applied | Status::Draft | Status::NotAccepted => 8,
    }
}

fn some_check() -> impl Strategy<Value = Check> {
    let result = prop::sample::select(CheckResult::WORDS.map(|(_, result)| result).to_vec());
    let method = prop::sample::select(Method::WORDS.map(|(_, method)| method).to_vec());
    let name = prop::sample::select(vec!["identity", "tasks", "training"]);
    let end = prop::option::of(0_u16..600);
    (name, 0_u16..400, result, method, end, 1_u32..4).prop_map(
        |(name, on, result, method, end, version)| Check {
            method,
            version,
            evidence_ends_on: end.map(|end| days_later(day("2026-01-01"), on + end)),
            ..check(name, days_later(day("2026-01-01"), on), result)
        },
    )
}

fn some_case() -> impl Strategy<Value = Case> {
    let lasts = prop::sample::select(vec![
        Lasts::Months(12),
        Lasts::Days(90),
        Lasts::UntilEvidenceEnds,
        Lasts::UntilNewVersion,
    ]);
    let weight = prop::sample::select(Weight::WORDS.map(|(_, weight)| weight).to_vec());
    let criteria = prop::collection::vec((weight, lasts, 0_u16..90, 0_u16..500), 3);
    let approval = prop::sample::select(vec![Approval::Current, Approval::Kept, Approval::Held]);
    let checks = prop::collection::vec(some_check(), 0..8);
    let listed = prop::option::of(0_u16..400);
    let leaves = prop::option::of(300_u16..700);
    (criteria, checks, listed, approval, leaves).prop_map(
        |(criteria, checks, listed, approval, leaves)| {
            let names = ["identity", "tasks", "training"];
            let start = |days| days_later(day("2026-01-01"), days);
            let criteria =
                names
                    .into_iter()
                    .zip(criteria)
                    .map(|(name, (weight, lasts, grace, second))| {
                        let mut one = criterion(name, weight, lasts, "2025-12-01");
                        one.grace_days = grace;
                        one.versions.push(Version {
                            number: 2,
                            from: start(second),
                            change: None,
                        });
                        one
                    });
            let mut record = record(checks);
            record.left = leaves.map(|on| Departure {
                on: start(on),
                why: DepartureKind::Closed,
                words: None,
                agreed: Vec::new(),
            });
            Case {
                criteria: criteria.collect(),
                kinds: vec![id("agency")],
                services: Vec::new(),
                listed_from: listed.map(start),
                record,
                approval,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// From the day on which everything that is written down has happened, the status only stays or
    /// gets worse.
    #[test]
    fn time_alone_never_makes_a_status_better(case in some_case(), days in prop::collection::vec(0_u16..1200, 2..6)) {
        let mut days = days;
        days.sort_unstable();
        let today = day("2027-02-05");
        let standings = days.iter().map(|days| case.question().standing(days_later(today, *days)));
        let badness: Vec<u8> = standings.map(badness).collect();
        prop_assert!(badness.is_sorted(), "{badness:?}");
    }

    /// What a page says by itself on later days is what a build of that day would say.
    #[test]
    fn the_stages_of_a_page_are_what_later_builds_find(case in some_case(), later in 0_u16..1200) {
        let today = day("2027-02-05");
        let then = days_later(today, later);
        let question = case.question();
        let mut shown = question.standing(today);
        for (from, standing) in question.stages(today) {
            if from <= then {
                shown = standing;
            }
        }
        prop_assert_eq!(shown, question.standing(then));
    }
}
