//! Checks of providers: what is missing, what has ended, what disagrees.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::Checked;
use crate::model::checks::{Check, CheckRecord, CheckResult, Method};
use crate::model::criterion::Weight;
use crate::model::lists::ListName;
use crate::model::page::Shelf;
use crate::model::provider::Provider;
use crate::model::sign_off::Approval;
use crate::model::values::{Date, Id, day_words};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;
use crate::vetting::finding::{Finding, Outcome};
use crate::vetting::standing::{Question, question};
use crate::vetting::status::Status;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    for (id, record) in &checked.site.records {
        known_provider(checked, id, &record.path, problems);
        disagreements(record, problems);
    }
    for id in checked.site.visits.keys() {
        let path = SourcePath::new(format!("providers/visits/{id}.yml"));
        known_provider(checked, id, &path, problems);
    }
    if checked.site.criteria.is_empty() {
        return;
    }
    how_we_check(checked, problems);
    let is_whole = |path: &SourcePath| !checked.broken.contains(path);
    let site = checked.site;
    let providers: Vec<&Provider> = site.providers.values().map(AsRef::as_ref).collect();
    let found: Vec<Problems> = providers
        .into_par_iter()
        .map(|provider| {
            let mut problems = Problems::default();
            let record = site.record(&provider.id);
            let is_read =
                is_whole(&provider.path) && record.is_none_or(|record| is_whole(&record.path));
            if is_read {
                standing(checked, provider, record, &mut problems);
                cqc_number(checked, provider, &mut problems);
            }
            problems
        })
        .collect();
    found.into_iter().for_each(|found| problems.extend(found));
}

/// A record of a provider that is not there is of no use.
fn known_provider(checked: &Checked<'_>, id: &Id, path: &SourcePath, problems: &mut Problems) {
    let file = format!("providers/{id}.yml");
    if (checked.files)(&file) {
        return;
    }
    problems.push(Problem::new(
        Kind::UnknownProvider,
        Place::file(path),
        format!("This file is about the provider `{id}`, and there is no `{file}`."),
        "Give it the name of the provider's file. Keep it, if the provider was deleted by mistake.",
    ));
}

/// Two checks of one thing on one day must not say different things. The worse one counts.
fn disagreements(record: &CheckRecord, problems: &mut Problems) {
    let is_said =
        |check: &Check| check.result != CheckResult::BeingChecked && check.method != Method::Told;
    let all = || record.checks.iter().enumerate();
    for (index, check) in all().filter(|(_, check)| is_said(check)) {
        let mut earlier = all().take(index).filter(|(_, other)| is_said(other));
        let other = earlier.find(|(_, other)| {
            other.criterion == check.criterion
                && other.checked_on == check.checked_on
                && other.result != check.result
        });
        let Some((first, _)) = other else {
            continue;
        };
        let place = |index| {
            let keys = KeyPath::new("checks").item(index).field("result");
            Place::value(&record.path, keys)
        };
        problems.push(
            Problem::new(
                Kind::ChecksDisagree,
                place(index),
                format!(
                    "Two checks of `{}` on {} say different things.",
                    check.criterion,
                    day_words(check.checked_on)
                ),
                "Keep the one that is right. If both are right, the later one has a later day.",
            )
            .also(place(first), "the other check"),
        );
    }
}

/// What people are told must stand on a page: who decides, and how to appeal.
fn how_we_check(checked: &Checked<'_>, problems: &mut Problems) {
    let path = format!("{}/how-we-check.md", Shelf::Pages.folder());
    if (checked.files)(&path) {
        return;
    }
    problems.push(Problem::new(
        Kind::HowWeCheckMissing,
        Place::file(&SourcePath::new(path)),
        "The site has criteria, and no page says how providers are checked.",
        "Write `content/pages/how-we-check.md`: who decides, how a provider can ask to be listed, \
         and how it can appeal.",
    ));
}

/// Musts that are missing, and checks that have ended.
fn standing(
    checked: &Checked<'_>,
    provider: &Provider,
    record: Option<&CheckRecord>,
    problems: &mut Problems,
) {
    let today = checked.today;
    let question = Question {
        approval: Approval::Current,
        ..question(checked.site, provider)
    };
    // What was never agreed to is not shown at all, whatever the checks say.
    let approval = checked.published.approvals.get(&provider.id);
    let is_agreed = approval != Some(&Approval::Never);
    let place = || Place::file(record.map_or(&provider.path, |record| &record.path));
    let findings = question.findings(today);
    let musts: Vec<&Finding<'_>> = findings
        .iter()
        .filter(|finding| finding.weight == Weight::Must)
        .collect();
    let problem = match question.standing(today).status {
        Status::Applied => missing(Kind::NotListedYet, place(), provider, &musts, is_agreed),
        Status::CheckOver | Status::Late => {
            problems.extend(ended(place(), &musts, today, is_agreed));
            missing(Kind::CheckMissing, place(), provider, &musts, is_agreed)
        }
        _ => None,
    };
    if let Some(problem) = problem {
        problems.push(problem);
    }
}

/// Musts that nobody has checked, or that are not met.
fn missing(
    kind: Kind,
    place: Place,
    provider: &Provider,
    musts: &[&Finding<'_>],
    is_agreed: bool,
) -> Option<Problem> {
    let open = musts.iter().filter(|finding| finding.met_until().is_none());
    let names: Vec<String> = open
        .map(|finding| {
            let id = &finding.criterion.id;
            match finding.outcome {
                Outcome::Short { .. } => format!("`{id}` (not met)"),
                Outcome::Told { .. } => format!("`{id}` (only told to us)"),
                _ => format!("`{id}`"),
            }
        })
        .collect();
    let what = match names.as_slice() {
        [] if kind == Kind::NotListedYet => "nothing about it was checked yet".to_owned(),
        [] => return None,
        [one] => format!("this must-have check is missing: {one}"),
        many => format!("these must-have checks are missing: {}", many.join(", ")),
    };
    let shown = match (kind, is_agreed) {
        (Kind::NotListedYet, _) => "Until then it is not shown.",
        (_, true) => "Until then only its name is shown.",
        (_, false) => {
            "Nothing is shown before the groups have agreed to its words. From then on only its name is \
             shown, as long as a check is missing."
        }
    };
    Some(Problem::new(
        kind,
        place,
        format!("`{}` cannot be listed: {what}.", provider.name),
        format!(
            "Make the check and write it into `providers/checks/{}.yml`. {shown}",
            provider.id
        ),
    ))
}

/// Checks of musts that have ended.
fn ended(place: Place, musts: &[&Finding<'_>], today: Date, is_agreed: bool) -> Problems {
    let mut problems = Problems::default();
    for finding in musts {
        let Some(end) = finding.met_until().flatten().filter(|end| *end < today) else {
            continue;
        };
        let grace = finding.grace_until(end);
        let now = if !is_agreed {
            "Nothing of it is shown before the groups have agreed to its words.".to_owned()
        } else if grace < today {
            "Only the name of the provider is shown now.".to_owned()
        } else {
            format!(
                "The page says that it is late. From the day after {} only the name is shown.",
                day_words(grace)
            )
        };
        let id = &finding.criterion.id;
        let message = match finding.outcome {
            Outcome::Unchecked { .. } => format!(
                "The criterion `{id}` counts since {}, and nobody has checked it here.",
                day_words(finding.criterion.began().unwrap_or(end))
            ),
            _ => format!("The check of `{id}` ended on {}.", day_words(end)),
        };
        problems.push(Problem::new(
            Kind::CheckEnded,
            place.clone(),
            message,
            format!("Look again, and add what you find as a new check. {now}"),
        ));
    }
    problems
}

/// Who gives care that needs registration has a number at CQC, unless the kind is exempt.
fn cqc_number(checked: &Checked<'_>, provider: &Provider, problems: &mut Problems) {
    let lists = &checked.site.lists;
    let is_exempt = |id: &Id| {
        let kind = lists.item(ListName::Kinds, id);
        kind.is_some_and(|kind| kind.is_cqc_exempt || kind.is_person)
    };
    let regulated = provider
        .services
        .iter()
        .filter_map(|id| lists.item(ListName::Services, id))
        .find(|service| service.is_regulated);
    let Some(service) = regulated else {
        return;
    };
    if provider.cqc.is_some() || provider.kinds.iter().all(is_exempt) {
        return;
    }
    problems.push(Problem::new(
        Kind::CqcNumberMissing,
        Place::value(&provider.path, KeyPath::new("services")),
        format!(
            "`{}` is care that needs registration with CQC, and this listing has no CQC number.",
            service.id
        ),
        "Add the group `cqc` with the number of the provider or the location. Or take the service \
         out, or mend `kinds`.",
    ));
}
