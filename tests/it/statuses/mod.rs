//! The status of a provider: every row of the table, and every day on which it changes. `matrix` holds
//! a second statement of the same rules; `time` says that time alone makes nothing better.

mod careful;
mod matrix;
mod time;

use handrail::model::checks::{
    Check, CheckRecord, CheckResult, CheckRole, Departure, DepartureKind, Method, Pause, Refusal,
    Removal,
};
use handrail::model::criterion::{Criterion, Lasts, Rule, Version, Weight};
use handrail::model::days::Date;
use handrail::model::document::Document;
use handrail::model::sign_off::Approval;
use handrail::model::values::Id;
use handrail::source::SourcePath;
use handrail::vetting::standing::Question;

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn criterion(name: &str, weight: Weight, lasts: Lasts, from: &str) -> Criterion {
    let rule = Rule {
        weight,
        kinds: Vec::new(),
        except_kinds: Vec::new(),
        legal_forms: Vec::new(),
        except_legal_forms: Vec::new(),
        services: Vec::new(),
    };
    Criterion {
        id: id(name),
        path: SourcePath::new(format!("content/criteria/{name}.yml")),
        name: name.to_owned(),
        summary: None,
        picture: None,
        group: None,
        order: 0,
        applies: vec![rule],
        evidence: Vec::new(),
        source: None,
        source_website: None,
        lasts,
        grace_days: 30,
        why: Document::default(),
        how: Document::default(),
        easy_read: Vec::new(),
        versions: vec![Version {
            number: 1,
            from: day(from),
            change: None,
        }],
    }
}

fn check(name: &str, on: Date, result: CheckResult) -> Check {
    Check {
        criterion: id(name),
        version: 1,
        result,
        evidence: None,
        method: Method::Seen,
        evidence_date: None,
        evidence_ends_on: None,
        checked_on: on,
        checked_by: CheckRole::IcbVetting,
        second_check_by: None,
        words: None,
    }
}

fn record(checks: Vec<Check>) -> CheckRecord {
    CheckRecord {
        checks,
        ..CheckRecord::empty(SourcePath::new("providers/checks/a.yml"))
    }
}

/// What a test asks about, with room to change one thing.
#[derive(Clone, Debug)]
struct Case {
    criteria: Vec<Criterion>,
    kinds: Vec<Id>,
    services: Vec<Id>,
    listed_from: Option<Date>,
    record: CheckRecord,
    approval: Approval,
}

impl Case {
    /// One must that lasts 12 months, checked on 4 March 2026; listed since 1 April 2026.
    fn checked() -> Case {
        Case {
            criteria: vec![criterion(
                "identity",
                Weight::Must,
                Lasts::Months(12),
                "2026-01-12",
            )],
            kinds: vec![id("agency")],
            services: Vec::new(),
            listed_from: Some(day("2026-04-01")),
            record: record(vec![check("identity", day("2026-03-04"), CheckResult::Met)]),
            approval: Approval::Current,
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            criteria: &self.criteria,
            kinds: &self.kinds,
            legal_form: None,
            services: &self.services,
            listed_from: self.listed_from,
            record: Some(&self.record),
            approval: self.approval,
        }
    }

    fn status(&self, today: &str) -> &'static str {
        self.question().standing(day(today)).status.word()
    }

    fn with_should(mut self, result: CheckResult) -> Case {
        let training = criterion("training", Weight::Should, Lasts::Months(12), "2026-01-12");
        self.criteria.push(training);
        let seen = check("training", day("2026-03-04"), result);
        self.record.checks.push(seen);
        self
    }
}

#[test]
fn every_row_of_the_table_holds_on_its_days() {
    let rows: [(&str, Case, &str, &str); 23] = [
        ("listed", Case::checked(), "2026-03-04", "listed"),
        (
            "61 days before the end",
            Case::checked(),
            "2027-01-02",
            "listed",
        ),
        (
            "60 days before the end",
            Case::checked(),
            "2027-01-03",
            "due-soon",
        ),
        ("the last day", Case::checked(), "2027-03-04", "due-soon"),
        ("the day after", Case::checked(), "2027-03-05", "late"),
        (
            "the last day of grace",
            Case::checked(),
            "2027-04-03",
            "late",
        ),
        (
            "the day after grace",
            Case::checked(),
            "2027-04-04",
            "check-over",
        ),
        (
            "a should is not met",
            Case::checked().with_should(CheckResult::NotMet),
            "2026-11-22",
            "gap",
        ),
        (
            "a should is met in part",
            Case::checked().with_should(CheckResult::MetInPart),
            "2026-11-22",
            "gap",
        ),
        (
            "a should is met",
            Case::checked().with_should(CheckResult::Met),
            "2026-11-22",
            "listed",
        ),
        (
            "a should that is not met, and a must that ends soon",
            Case::checked().with_should(CheckResult::NotMet),
            "2027-02-01",
            "gap",
        ),
        (
            "no sign-off",
            Case {
                approval: Approval::Never,
                ..Case::checked()
            },
            "2026-11-22",
            "draft",
        ),
        (
            "words held back",
            Case {
                approval: Approval::Held,
                ..Case::checked()
            },
            "2026-11-22",
            "held",
        ),
        (
            "the last approved words",
            Case {
                approval: Approval::Kept,
                ..Case::checked()
            },
            "2026-11-22",
            "listed",
        ),
        (
            "not listed before, no check",
            Case {
                listed_from: None,
                record: record(Vec::new()),
                ..Case::checked()
            },
            "2026-11-22",
            "applied",
        ),
        (
            "listed, and no check",
            Case {
                record: record(Vec::new()),
                ..Case::checked()
            },
            "2026-11-22",
            "check-over",
        ),
        ("paused", paused(None), "2026-11-22", "paused"),
        (
            "a pause that has ended",
            paused(Some("2026-11-22")),
            "2026-11-22",
            "listed",
        ),
        ("left", left("2026-11-22"), "2026-11-22", "left"),
        (
            "leaves tomorrow",
            left("2026-11-23"),
            "2026-11-22",
            "listed",
        ),
        (
            "asked to be listed, and left before that",
            Case {
                listed_from: None,
                record: CheckRecord {
                    checks: Vec::new(),
                    ..left("2026-11-22").record
                },
                ..Case::checked()
            },
            "2026-11-22",
            "applied",
        ),
        ("removed", removed(), "2026-11-22", "removed"),
        ("not accepted", refused(), "2026-11-22", "not-accepted"),
    ];
    for (what, case, today, status) in rows {
        assert_eq!(case.status(today), status, "{what} on {today}");
    }
}

fn paused(ended_on: Option<&str>) -> Case {
    let mut case = Case::checked();
    case.record.paused = vec![Pause {
        from: day("2026-11-20"),
        words: None,
        agreed: Vec::new(),
        ended_on: ended_on.map(day),
    }];
    case
}

fn left(on: &str) -> Case {
    let mut case = Case::checked();
    case.record.left = Some(Departure {
        on: day(on),
        why: DepartureKind::Left,
        words: None,
        agreed: Vec::new(),
    });
    case
}

fn removed() -> Case {
    let mut case = left("2026-10-01");
    case.record.removed = Some(Removal {
        on: day("2026-11-01"),
        words: None,
        agreed: Vec::new(),
    });
    case
}

fn refused() -> Case {
    let mut case = removed();
    case.record.not_accepted = Some(Refusal {
        on: day("2026-11-02"),
        case: None,
    });
    case
}
