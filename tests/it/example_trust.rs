//! The example shows all of the trust model: every status, criterion, kind of evidence, result, way of
//! looking, and visit. And nothing that must stay inside gets into the site.

use std::collections::BTreeSet;

use handrail::model::checks::{CheckResult, CheckRole, Method, VisitKind};
use handrail::model::lists::ListName;
use handrail::model::site::Site as Whole;
use handrail::pipeline::{Looked, Options, build, look};
use handrail::problem::Severity;
use handrail::routes::Destination;
use handrail::source::{Source, SourcePath};
use handrail::vetting::standing::question;
use handrail::vetting::status::Status;

use crate::example::SOURCES;
use crate::house::none;
use crate::site::{TODAY, lines};

const OPTIONS: Options = Options {
    today: TODAY,
    destination: Destination::Web,
    gallery: false,
    drafts: false,
};

fn looked() -> Looked {
    look(&SOURCES, &OPTIONS).unwrap_or_else(|problems| panic!("{:?}", lines(&problems)))
}

/// The status of every provider, also of those that the public does not see.
fn statuses(looked: &Looked) -> BTreeSet<Status> {
    let site = Whole {
        approvals: looked.published.approvals.clone(),
        criteria: looked.published.criteria.clone(),
        ..looked.site.clone()
    };
    let providers = site.providers.values();
    providers
        .map(|provider| question(&site, provider).standing(TODAY).status)
        .collect()
}

#[test]
fn every_status_is_there() {
    let found = statuses(&looked());
    let all = Status::WORDS.iter();
    let missing = all.filter(|(_, status)| *status != Status::Unvetted && !found.contains(status));
    none(
        &missing
            .map(|(word, _)| (*word).to_owned())
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_criterion_and_everything_in_a_check_is_there() {
    let looked = looked();
    let site = &looked.site;
    let checks = || site.records.values().flat_map(|record| &record.checks);
    let mut missing = Vec::new();
    for criterion in &site.criteria {
        if !checks().any(|check| check.criterion == criterion.id) {
            missing.push(format!("criterion {}", criterion.id));
        }
    }
    for item in site.lists.get(ListName::Evidence).items() {
        if !checks().any(|check| check.evidence.as_ref() == Some(&item.id)) {
            missing.push(format!("evidence {}", item.id));
        }
    }
    let results = CheckResult::WORDS.iter();
    let results = results.filter(|(_, one)| !checks().any(|check| check.result == *one));
    missing.extend(results.map(|(word, _)| format!("result {word}")));
    let methods = Method::WORDS.iter();
    let methods = methods.filter(|(_, one)| !checks().any(|check| check.method == *one));
    missing.extend(methods.map(|(word, _)| format!("method {word}")));
    let roles = CheckRole::WORDS.iter();
    let roles = roles.filter(|(_, one)| !checks().any(|check| check.checked_by == *one));
    missing.extend(roles.map(|(word, _)| format!("role {word}")));
    let visits = || site.visits.values().flatten();
    let kinds = VisitKind::WORDS.iter();
    let kinds = kinds.filter(|(_, one)| !visits().any(|visit| visit.kind == *one));
    missing.extend(kinds.map(|(word, _)| format!("visit {word}")));
    let stages = [
        (
            "live with an answer",
            visits().any(|one| one.is_live(TODAY) && one.reply.is_some()),
        ),
        (
            "live without one",
            visits().any(|one| one.is_live(TODAY) && one.reply.is_none()),
        ),
        (
            "sent",
            visits().any(|one| !one.is_live(TODAY) && one.sent_on.is_some()),
        ),
        ("draft", visits().any(|one| one.sent_on.is_none())),
    ];
    missing.extend(
        stages
            .iter()
            .filter(|(_, there)| !there)
            .map(|(stage, _)| format!("visit {stage}")),
    );
    none(&missing);
}

/// What must stay inside, with the file and the words there that it takes the place of or follows.
const INSIDE: [(&str, &str, &str); 8] = [
    (
        "providers/checks/white-crane.yml",
        "applied_on:",
        "# Zebra-Comment\napplied_on:",
    ),
    (
        "providers/checks/white-crane.yml",
        "    checked_by: icb-vetting\n",
        "    checked_by: icb-vetting\n    case: VET-7777\n",
    ),
    (
        "providers/shut-gate.yml",
        "summary: ",
        "summary: Zebra-Refused ",
    ),
    (
        "providers/first-page.yml",
        "summary: ",
        "summary: Zebra-Draft ",
    ),
    (
        "providers/spare-key.yml",
        "summary: ",
        "summary: Zebra-Changed ",
    ),
    (
        "content/guides/start-here.md",
        "\n---\n",
        "\n---\nZebra-Guide\n\n",
    ),
    (
        "content/criteria/insurance.yml",
        "name: ",
        "name: Zebra-Criterion ",
    ),
    (
        "providers/visits/white-crane.yml",
        "words: ",
        "words: Zebra-Visit ",
    ),
];

#[test]
fn what_must_stay_inside_is_in_no_file_of_the_site() {
    let mut sources = SOURCES.clone();
    for (path, old, new) in INSIDE {
        let text = sources.get(path).expect(path).text().expect("text");
        assert!(text.contains(old), "{path} has no `{old}`");
        let text = text
            .replacen(old, new, 1)
            .replace("case: VET-7777\n    case: VET-", "case: VET-7777 # ");
        sources.insert(SourcePath::new(path), Source::new(text.into_bytes()));
    }
    let built = build(&sources, &OPTIONS);
    let errors = built
        .problems
        .iter()
        .filter(|one| one.severity() == Severity::Error);
    none(
        &errors
            .map(|one| format!("{} {}", one.place.path, one.message))
            .collect::<Vec<_>>(),
    );
    let mut secrets = vec!["Zebra-".to_owned(), "VET-".to_owned()];
    // Names of those who applied, are not approved, or were not accepted; and the sums of sign-offs.
    secrets.extend(["Thimble and Thread", "First Page Reading", "Slate Roof"].map(str::to_owned));
    let refused = sources
        .get("providers/shut-gate.yml")
        .expect("a file")
        .text()
        .expect("text");
    let name = refused
        .lines()
        .find_map(|line| line.strip_prefix("name: "))
        .expect("a name");
    secrets.push(name.to_owned());
    let record = sources
        .get("content/signoffs/providers/white-crane.yml")
        .expect("a record");
    let record = record.text().expect("text");
    let sum = record
        .lines()
        .find_map(|line| line.trim().strip_prefix("sum: "))
        .expect("a sum");
    secrets.push(sum.to_owned());
    let mut found = Vec::new();
    for (path, bytes) in built.output.iter() {
        let text = String::from_utf8_lossy(bytes);
        let secrets = secrets
            .iter()
            .filter(|secret| text.contains(secret.as_str()));
        found.extend(secrets.map(|secret| format!("{path}: {secret}")));
    }
    none(&found);
    assert!(
        built.output.len() > 500,
        "the whole site was looked through"
    );
}
