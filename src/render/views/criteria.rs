//! The criteria: the list of them, and a page for each with why it matters, how it is checked and
//! who meets it.

use serde::Serialize;

use super::visits::FindingView;
use super::{LinkView, Parts, link_to};
use crate::model::criterion::{Criterion, Lasts, Rule, Weight};
use crate::model::lists::{Item, ListName};
use crate::model::provider::{Provider, word_of};
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::directory::Rank;
use crate::vetting::finding::Outcome;
use crate::vetting::status::Status;

/// The most providers that are named on the page of a criterion. Each provider's own page shows its
/// checks.
const MOST_NAMED: usize = 60;
/// Smaller numbers are not told: they could point at a person.
const FEWEST_COUNTED: usize = 5;

/// What the list of criteria may see.
#[derive(Debug, Serialize)]
struct CriteriaView {
    /// How many providers stand where.
    counts: Vec<String>,
    /// The criteria, in groups.
    groups: Vec<CriteriaGroupView>,
    /// How it all works.
    how_we_check: Option<LinkView>,
}

/// Criteria under one heading.
#[derive(Debug, Serialize)]
struct CriteriaGroupView {
    /// The heading, or nothing when there are no groups.
    name: Option<String>,
    /// The criteria.
    items: Vec<CriterionLinkView>,
}

/// A criterion in the list.
#[derive(Debug, Serialize)]
struct CriterionLinkView {
    /// Its name.
    name: String,
    /// Its page.
    href: String,
    /// What it means, in a sentence.
    summary: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
    /// The strongest way in which it counts for someone.
    weight: String,
}

pub(crate) fn criteria(desk: &Desk<'_, '_>) -> Parts {
    let mut groups: Vec<CriteriaGroupView> = Vec::new();
    for criterion in &desk.site().criteria {
        let item = CriterionLinkView {
            name: criterion.name.clone(),
            href: desk.link(&desk.routes().criterion(&criterion.id, false)),
            summary: criterion.summary.clone(),
            picture_html: desk.picture(criterion.picture.as_ref()),
            weight: strongest(desk, criterion),
        };
        match groups
            .iter_mut()
            .find(|group| group.name == criterion.group)
        {
            Some(group) => group.items.push(item),
            None => groups.push(CriteriaGroupView {
                name: criterion.group.clone(),
                items: vec![item],
            }),
        }
    }
    let view = CriteriaView {
        counts: counts(desk),
        groups,
        how_we_check: super::provider::how_we_check(desk),
    };
    let mut parts = Parts::new(&view, desk.wording.text("criteria.title"));
    parts.description = Some(desk.wording.text("criteria.lead").to_owned());
    parts
}

fn strongest(desk: &Desk<'_, '_>, criterion: &Criterion) -> String {
    let weight = criterion.applies.iter().map(|rule| rule.weight).max();
    let word = word_of(&Weight::WORDS, &weight.unwrap_or(Weight::Information));
    desk.wording
        .text(&format!("criteria.weight.{word}"))
        .to_owned()
}

/// How many providers are checked, late and so on. Small numbers are not told.
fn counts(desk: &Desk<'_, '_>) -> Vec<String> {
    let count = |wanted: fn(Status) -> bool| {
        let providers = desk.site().providers.values();
        providers
            .filter(|provider| wanted(desk.prospect(provider).now.status))
            .count()
    };
    let waiting = desk.site().applications;
    [
        (
            ["criteria.count.checked", "criteria.count.checked_few"],
            count(Status::is_checked),
        ),
        (
            ["criteria.count.late", "criteria.count.late_few"],
            count(|status| status == Status::Late),
        ),
        (
            ["criteria.count.over", "criteria.count.over_few"],
            count(|status| status == Status::CheckOver),
        ),
        (
            ["criteria.count.applied", "criteria.count.applied_few"],
            waiting,
        ),
    ]
    .into_iter()
    .filter(|(_, number)| *number > 0)
    .map(|([string, few], number)| {
        if number < FEWEST_COUNTED {
            return desk.wording.text(few).to_owned();
        }
        let number = number.to_string();
        desk.wording.fill(string, &[("n", &number)])
    })
    .collect()
}

/// What the page of a criterion may see.
#[derive(Debug, Serialize)]
struct CriterionView {
    /// What it means, in a sentence.
    summary: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
    /// Why it matters.
    why_html: String,
    /// How it is checked.
    how_html: String,
    /// For whom it counts, and how much.
    applies: Vec<AppliesView>,
    /// What may be looked at.
    evidence: Vec<EvidenceView>,
    /// Where the truth is.
    source: Option<String>,
    /// The public page of that source.
    source_website: Option<LinkView>,
    /// How long a check lasts, and what happens then.
    lasts: Vec<String>,
    /// Who meets it.
    met_by: Vec<LinkView>,
    /// That more providers meet it than are named, or that nobody does.
    met_by_more: Option<String>,
    /// Its versions, the newest first.
    versions: Vec<String>,
    /// Who agreed to these words.
    agreed: Vec<String>,
}

/// For whom a criterion counts.
#[derive(Debug, Serialize)]
struct AppliesView {
    /// How much.
    weight: String,
    /// For whom.
    who: Vec<String>,
}

/// Something that may be looked at.
#[derive(Debug, Serialize)]
struct EvidenceView {
    /// Its name.
    name: String,
    /// What it means.
    explanation: Option<String>,
}

pub(crate) fn criterion(desk: &Desk<'_, '_>, criterion: &Criterion) -> Parts {
    let (met_by, met_by_more) = met_by(desk, criterion);
    let evidence = desk.items(ListName::Evidence, &criterion.evidence);
    let view = CriterionView {
        summary: criterion.summary.clone(),
        picture_html: desk.picture(criterion.picture.as_ref()),
        why_html: desk.writing(&criterion.why, 3),
        how_html: desk.writing(&criterion.how, 3),
        applies: criterion
            .applies
            .iter()
            .map(|rule| applies(desk, rule))
            .collect(),
        evidence: evidence
            .into_iter()
            .map(|item| EvidenceView {
                name: item.name.clone(),
                explanation: item.explanation.clone(),
            })
            .collect(),
        source: criterion.source.clone(),
        source_website: criterion.source_website.as_ref().map(|website| LinkView {
            name: website.spoken().to_owned(),
            href: website.as_str().to_owned(),
        }),
        lasts: lasts(desk, criterion),
        met_by,
        met_by_more,
        versions: versions(desk, criterion),
        agreed: super::agreed(desk, &criterion.path),
    };
    let mut parts = Parts::new(&view, &criterion.name);
    parts.description = criterion.summary.clone();
    parts.above = vec![link_to(desk, "criteria.title", &desk.routes().criteria())];
    if !criterion.easy_read.is_empty() {
        let easy = desk.routes().criterion(&criterion.id, true);
        parts.switch = Some(link_to(desk, "easy.to_easy", &easy));
    }
    parts
}

fn applies(desk: &Desk<'_, '_>, rule: &Rule) -> AppliesView {
    let wording = desk.wording;
    let word = word_of(&Weight::WORDS, &rule.weight);
    let mut who = Vec::new();
    let mut add = |string: &str, list: ListName, ids: &[Id]| {
        let names: Vec<&str> = desk
            .items(list, ids)
            .into_iter()
            .map(|item: &Item| item.name.as_str())
            .collect();
        if !names.is_empty() {
            who.push(wording.fill(string, &[("names", &wording.row(&names))]));
        }
    };
    add("criteria.for.kinds", ListName::Kinds, &rule.kinds);
    add(
        "criteria.for.except_kinds",
        ListName::Kinds,
        &rule.except_kinds,
    );
    add(
        "criteria.for.legal_forms",
        ListName::LegalForms,
        &rule.legal_forms,
    );
    add(
        "criteria.for.except_legal_forms",
        ListName::LegalForms,
        &rule.except_legal_forms,
    );
    add("criteria.for.services", ListName::Services, &rule.services);
    if rule.kinds.is_empty() {
        let string = if who.is_empty() {
            "criteria.for.all"
        } else {
            "criteria.for.all_but"
        };
        who.insert(0, wording.text(string).to_owned());
    }
    AppliesView {
        weight: wording.text(&format!("criteria.weight.{word}")).to_owned(),
        who,
    }
}

fn lasts(desk: &Desk<'_, '_>, criterion: &Criterion) -> Vec<String> {
    let wording = desk.wording;
    let counted = |string: &str, number: u16| wording.count(string, usize::from(number));
    let mut lines = vec![match criterion.lasts {
        Lasts::Months(months) => counted("criteria.lasts.months", months),
        Lasts::Days(days) => counted("criteria.lasts.days", days),
        Lasts::UntilEvidenceEnds => wording.text("criteria.lasts.evidence").to_owned(),
        Lasts::UntilNewVersion => wording.text("criteria.lasts.version").to_owned(),
    }];
    if criterion.grace_days > 0 {
        lines.push(counted("criteria.lasts.grace", criterion.grace_days));
    }
    lines
}

/// Providers that meet it today, from A to Z.
fn met_by(desk: &Desk<'_, '_>, criterion: &Criterion) -> (Vec<LinkView>, Option<String>) {
    let today = desk.renderer.options.today;
    let directory = &desk.renderer.directory;
    let meets = |provider: &Provider| {
        let finding = desk.question(provider).finding(criterion, today);
        finding.is_some_and(|finding| match finding.outcome {
            Outcome::Met { end, .. } => end.is_none_or(|end| end >= today),
            _ => false,
        })
    };
    let providers = directory.providers.iter().enumerate();
    let all: Vec<&Provider> = providers
        .filter(|(index, provider)| directory.rank(*index) < Rank::Reduced && meets(provider))
        .map(|(_, provider)| *provider)
        .collect();
    let named = all.iter().take(MOST_NAMED).map(|provider| LinkView {
        name: provider.name.clone(),
        href: desk.link(&desk.routes().provider(&provider.id)),
    });
    let more = match all.len() {
        0 => Some(desk.wording.text("criteria.met_by_none").to_owned()),
        number if number > MOST_NAMED => {
            let number = (number - MOST_NAMED).to_string();
            Some(desk.wording.fill("criteria.met_by_more", &[("n", &number)]))
        }
        _ => None,
    };
    (named.collect(), more)
}

fn versions(desk: &Desk<'_, '_>, criterion: &Criterion) -> Vec<String> {
    let versions = criterion.versions.iter().rev();
    versions
        .map(|version| {
            let number = version.number.to_string();
            let date = desk.wording.date(version.from);
            let change = version.change.as_deref().unwrap_or_default();
            let values = [("n", number.as_str()), ("date", &date), ("change", change)];
            desk.wording.fill("criteria.version", &values)
        })
        .collect()
}

/// What the Easy Read page of a criterion may see.
#[derive(Debug, Serialize)]
struct EasyCriterionView {
    /// Pictures with their words.
    ideas: Vec<FindingView>,
}

pub(crate) fn easy_criterion(desk: &Desk<'_, '_>, criterion: &Criterion) -> Parts {
    let view = EasyCriterionView {
        ideas: criterion
            .easy_read
            .iter()
            .map(|block| FindingView {
                picture_html: desk.picture(block.picture.as_ref()),
                words: block.words.clone(),
            })
            .collect(),
    };
    let title = desk
        .wording
        .fill("easy.title", &[("title", &criterion.name)]);
    let mut parts = Parts::new(&view, title);
    parts.description = criterion.summary.clone();
    parts.above = vec![link_to(desk, "criteria.title", &desk.routes().criteria())];
    let full = desk.routes().criterion(&criterion.id, false);
    parts.switch = Some(link_to(desk, "easy.to_full", &full));
    parts
}
