//! The rules of the status once more, on plain numbers, held against thousands of generated cases.

use handrail::model::checks::{Check, CheckResult, Method};
use handrail::model::criterion::{Lasts, Weight};
use handrail::model::days::days_later;
use handrail::model::sign_off::Approval;

use super::{Case, check, criterion, day, id, record};

/// The state of one criterion in a generated case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NoCheck,
    /// Met, and the check lasts for 100 days from day 0.
    Met,
    /// The evidence ends on day 40.
    ShortEvidence,
    NotMet,
    InPart,
    NotApplicable,
    BeingChecked,
    /// Met on day 0, and being checked on day 90.
    Renewing,
    Told,
    /// Met on day 0, not met on day 50.
    Lost,
    /// Not met on day 0, met on day 50.
    Mended,
}

const STATES: [State; 11] = [
    State::NoCheck,
    State::Met,
    State::ShortEvidence,
    State::NotMet,
    State::InPart,
    State::NotApplicable,
    State::BeingChecked,
    State::Renewing,
    State::Told,
    State::Lost,
    State::Mended,
];

const START: &str = "2026-03-04";

fn checks_of(name: &str, state: State) -> Vec<Check> {
    let on = |days: u16| days_later(day(START), days);
    let one = |days, result| check(name, on(days), result);
    match state {
        State::NoCheck => Vec::new(),
        State::Met => vec![one(0, CheckResult::Met)],
        State::ShortEvidence => vec![Check {
            evidence_ends_on: Some(on(40)),
            ..one(0, CheckResult::Met)
        }],
        State::NotMet => vec![one(0, CheckResult::NotMet)],
        State::InPart => vec![one(0, CheckResult::MetInPart)],
        State::NotApplicable => vec![one(0, CheckResult::NotApplicable)],
        State::BeingChecked => vec![one(0, CheckResult::BeingChecked)],
        State::Renewing => vec![one(0, CheckResult::Met), one(90, CheckResult::BeingChecked)],
        State::Told => vec![Check {
            method: Method::Told,
            ..one(0, CheckResult::Met)
        }],
        State::Lost => vec![one(0, CheckResult::Met), one(50, CheckResult::NotMet)],
        State::Mended => vec![one(0, CheckResult::NotMet), one(50, CheckResult::Met)],
    }
}

/// The same in other words: until which day, counted from the first, is it good? `Err` says that it
/// is not good at all: `true` when somebody found that.
fn good_until(state: State, today: i32) -> Result<i32, bool> {
    match state {
        State::Met | State::NotApplicable | State::Renewing => Ok(100),
        State::ShortEvidence => Ok(40),
        State::Lost if today < 50 => Ok(100),
        State::Mended if today >= 50 => Ok(150),
        State::NotMet | State::InPart | State::Lost | State::Mended => Err(true),
        State::NoCheck | State::BeingChecked | State::Told => Err(false),
    }
}

/// The rules of the table once more, on plain numbers: the day, two musts of which the second counts
/// only for one service, a should, and whether the provider was ever listed.
fn table(musts: &[State], should: State, was_listed: bool, today: i32) -> &'static str {
    // Where nothing must be checked, one thing that was found good is the least.
    if musts.is_empty() && good_until(should, today).is_err() {
        return if was_listed { "check-over" } else { "applied" };
    }
    let ends: Vec<Result<i32, bool>> = musts.iter().map(|must| good_until(*must, today)).collect();
    if ends.iter().any(Result::is_err) {
        return if was_listed { "check-over" } else { "applied" };
    }
    let ends: Vec<i32> = ends.into_iter().flatten().collect();
    if ends.iter().any(|end| today > end + 30) {
        return "check-over";
    }
    if ends.iter().any(|end| today > *end) {
        return "late";
    }
    if good_until(should, today) == Err(true) {
        return "gap";
    }
    if ends.iter().any(|end| today >= end - 60) {
        return "due-soon";
    }
    "listed"
}

#[test]
fn a_matrix_of_cases_agrees_with_the_rules_said_in_other_words() {
    let mut identity = criterion("identity", Weight::Must, Lasts::Days(100), "2026-01-01");
    identity.applies[0].except_kinds = vec![id("shop")];
    let mut tasks = criterion("tasks", Weight::Must, Lasts::Days(100), "2026-01-01");
    tasks.applies[0].services = vec![id("tube-feeding")];
    let training = criterion("training", Weight::Should, Lasts::Days(100), "2026-01-01");
    let criteria = vec![identity, tasks, training];
    let days = [
        0, 39, 40, 41, 49, 50, 71, 90, 91, 100, 101, 130, 131, 150, 151, 180, 181, 900,
    ];
    let mut cases = 0;
    for (first, second, should) in states() {
        for (kinds, is_listed, has_task) in providers() {
            let mut checks = checks_of("identity", first);
            checks.extend(checks_of("tasks", second));
            checks.extend(checks_of("training", should));
            let task = has_task.then(|| id("tube-feeding"));
            let case = Case {
                criteria: criteria.clone(),
                kinds: kinds.iter().map(|kind| id(kind)).collect(),
                services: task.into_iter().collect(),
                listed_from: is_listed.then(|| day(START)),
                record: record(checks),
                approval: Approval::Current,
            };
            // A shop needs no first check, unless it is an agency too.
            let first = kinds.contains(&"agency").then_some(first);
            let second = has_task.then_some(second);
            let musts: Vec<State> = first.into_iter().chain(second).collect();
            for today in days {
                let date = days_later(day(START), u16::try_from(today).unwrap());
                let found = case.question().standing(date).status.word();
                let wanted = table(&musts, should, is_listed, today);
                assert_eq!(found, wanted, "{case:?} {musts:?} on day {today}");
                cases += 1;
            }
        }
    }
    assert!(cases > 500, "only {cases} cases");
}

/// Every two states of the musts, with some of the should.
fn states() -> impl Iterator<Item = (State, State, State)> {
    let shoulds = [State::NoCheck, State::Met, State::NotMet, State::Mended];
    STATES.into_iter().flat_map(move |first| {
        STATES.into_iter().flat_map(move |second| {
            shoulds
                .into_iter()
                .map(move |should| (first, second, should))
        })
    })
}

/// Kinds, whether it was ever listed, and whether it does the task.
fn providers() -> impl Iterator<Item = (&'static [&'static str], bool, bool)> {
    let kinds: [&[&str]; 3] = [&["agency"], &["shop"], &["agency", "shop"]];
    kinds.into_iter().flat_map(|kinds| {
        [false, true].into_iter().flat_map(move |is_listed| {
            [false, true]
                .into_iter()
                .map(move |has_task| (kinds, is_listed, has_task))
        })
    })
}
