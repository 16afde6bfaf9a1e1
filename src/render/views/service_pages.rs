//! Pages that the site makes itself: contact, the accessibility statement, and "not found".

use serde::Serialize;

use super::claim::Claim;
use super::facts::{FactLine, FactView};
use super::tell_us::relay_link;
use super::text::{CheckView, check, switch};
use super::{LinkView, Parts, due, link_to};
use crate::model::lists::ListName;
use crate::model::provider::word_of;
use crate::model::statement::{Compliance, Issue, Statement, Test};
use crate::model::values::Id;
use crate::render::Desk;
use crate::render::wording::mail_link;
use crate::routes::Scope;

/// What the contact page may see.
#[derive(Debug, Serialize)]
struct ContactView {
    /// The first words.
    lead: Option<String>,
    /// The words of the page.
    body_html: String,
    /// The name of the team.
    team: Option<String>,
    /// The ways to reach the team.
    ways: Vec<FactView>,
    /// The postal address, a line each.
    post: Vec<String>,
    /// When the team answers.
    hours: Option<String>,
    /// Who to call about someone's safety.
    worried: Vec<SafetyView>,
    /// Who looks after the words of this page.
    check: Option<CheckView>,
}

/// Who to call about someone's safety.
#[derive(Debug, Serialize)]
pub(crate) struct SafetyView {
    /// Its name.
    name: String,
    /// The area that it is for.
    area: Option<String>,
    /// The number to call.
    phone: LinkView,
    /// When it is answered.
    hours: Option<String>,
}

pub(crate) fn contact(desk: &Desk<'_, '_>) -> Parts {
    let settings = &desk.site().settings;
    let (key, text) = desk.page_text("contact").unzip();
    let heading = text.map_or_else(
        || desk.wording.text("contact.title").to_owned(),
        |text| text.title.clone(),
    );
    let view = ContactView {
        lead: text.and_then(|text| text.summary.clone()),
        body_html: text
            .map(|text| desk.writing(&text.body, 2))
            .unwrap_or_default(),
        team: settings.contact.team.clone(),
        ways: ways(desk),
        post: settings.contact.post.clone(),
        hours: settings.contact.hours.clone(),
        worried: safety_views(desk, None),
        check: text.map(|text| check(desk, text)),
    };
    let mut parts = Parts::new(&view, heading);
    parts.description = view.lead.clone();
    parts.check_after = text.and_then(|text| text.next_check);
    parts.switch = key.and_then(|key| switch(desk, key, true));
    parts
}

/// Ways to reach the team, each a fact with a link.
pub(crate) fn ways(desk: &Desk<'_, '_>) -> Vec<FactView> {
    let contact = &desk.site().settings.contact;
    let mut ways = Vec::new();
    let mut add = |string: &str, text: String, href: String| {
        let mut fact = FactView::new(desk, string, Vec::new());
        fact.set_lines(vec![FactLine::link(text, href)]);
        ways.push(fact);
    };
    if let Some(phone) = &contact.phone {
        add("facts.phone", phone.to_string(), phone.link());
    }
    if let Some((shown, _)) = &contact.text_relay {
        add("facts.text_relay", shown.clone(), relay_link(shown));
    }
    if let Some(phone) = &contact.text {
        add("facts.text", phone.to_string(), phone.text_link());
    }
    if let Some(email) = &contact.email {
        let subject = desk
            .wording
            .fill("contact.subject", &[("site", &desk.site().settings.name)]);
        add(
            "facts.email",
            email.as_str().to_owned(),
            mail_link(email.as_str(), &subject, None),
        );
    }
    ways
}

/// Who to call about someone's safety: all of them, or those for one area.
pub(crate) fn safety_views(desk: &Desk<'_, '_>, only: Option<&Id>) -> Vec<SafetyView> {
    let site = desk.site();
    site.settings
        .worried
        .iter()
        .filter(|contact| only.is_none() || contact.area.is_none() || contact.area.as_ref() == only)
        .map(|contact| {
            let area = contact.area.as_ref();
            let area = area.and_then(|id| site.lists.item(ListName::Areas, id));
            SafetyView {
                name: contact.name.clone(),
                area: area.map(|area| area.name.clone()),
                phone: LinkView {
                    name: contact.phone.to_string(),
                    href: contact.phone.link(),
                },
                hours: contact.hours.clone(),
            }
        })
        .collect()
}

/// What the accessibility statement may see.
#[derive(Debug, Serialize)]
struct StatementView {
    /// The first sentence, whose words the law fixes.
    applies_to: String,
    /// What the site aims for.
    aim: Option<String>,
    /// How far it has come.
    compliance: String,
    /// What does not work yet.
    issues: Vec<IssueView>,
    /// What the law leaves out.
    out_of_scope: Vec<String>,
    /// What would cost too much.
    burden: Vec<String>,
    /// How it was tested.
    tested: Vec<TestView>,
    /// How soon the team answers.
    answer_within: Option<String>,
    /// Who to go to when the answer does not help.
    enforcement_html: String,
    /// When the statement was written and looked at.
    dates: Vec<Claim>,
    /// How to reach the team.
    contact: LinkView,
}

/// One thing that is not accessible yet.
#[derive(Debug, Serialize)]
struct IssueView {
    /// What does not work.
    what: String,
    /// What was found, a line each.
    lines: Vec<String>,
}

/// One test that was done.
#[derive(Debug, Serialize)]
struct TestView {
    /// How it was tested.
    how: String,
    /// What was found, a line each.
    lines: Vec<String>,
}

pub(crate) fn statement(desk: &Desk<'_, '_>) -> Parts {
    let wording = desk.wording;
    let heading = wording.text("statement.title").to_owned();
    let Some(statement) = &desk.site().statement else {
        return Parts::new(&heading, heading.clone());
    };
    let compliance = word_of(&Compliance::WORDS, &statement.compliance);
    let view = StatementView {
        applies_to: wording.fill("statement.applies_to", &[("what", &statement.applies_to)]),
        aim: statement.aim.clone(),
        compliance: wording
            .text(&format!("statement.compliance.{compliance}"))
            .to_owned(),
        issues: statement
            .issues
            .iter()
            .map(|issue| issue_view(desk, issue))
            .collect(),
        out_of_scope: statement.out_of_scope.clone(),
        burden: statement.burden.clone(),
        tested: statement
            .tested
            .iter()
            .map(|test| test_view(desk, test))
            .collect(),
        answer_within: statement
            .answer_within
            .as_ref()
            .map(|time| wording.fill("statement.answer_within", &[("time", time)])),
        enforcement_html: desk.writing(&statement.enforcement, 3),
        dates: dates(desk, statement),
        contact: link_to(desk, "contact.title", &desk.routes().contact()),
    };
    let mut parts = Parts::new(&view, heading);
    parts.description = Some(view.applies_to.clone());
    parts.check_after = statement.next_review;
    parts
}

fn issue_view(desk: &Desk<'_, '_>, issue: &Issue) -> IssueView {
    let wording = desk.wording;
    let line = |string: &str, text: Option<&String>| {
        text.map(|text| wording.fill(string, &[("text", text)]))
    };
    let fix_by = issue
        .fix_by
        .map(|date| wording.dated("statement.fix_by", date));
    let lines = [
        line("statement.affects", issue.who_it_affects.as_ref()),
        line("statement.wcag", issue.wcag.as_ref()),
        line("statement.until", issue.until.as_ref()),
        fix_by,
    ];
    IssueView {
        what: issue.what.clone(),
        lines: lines.into_iter().flatten().collect(),
    }
}

fn test_view(desk: &Desk<'_, '_>, test: &Test) -> TestView {
    let wording = desk.wording;
    let lines = [
        test.by
            .as_ref()
            .map(|by| wording.fill("statement.by", &[("text", by)])),
        test.on.map(|date| wording.dated("statement.on", date)),
        test.pages
            .as_ref()
            .map(|pages| wording.fill("statement.pages", &[("text", pages)])),
    ];
    TestView {
        how: test.how.clone(),
        lines: lines.into_iter().flatten().collect(),
    }
}

fn dates(desk: &Desk<'_, '_>, statement: &Statement) -> Vec<Claim> {
    let dated =
        |string, date: Option<_>| date.map(|date| Claim::new(desk.wording.dated(string, date)));
    let next = statement.next_review;
    [
        dated("statement.prepared_on", statement.prepared_on),
        dated("statement.reviewed_on", statement.reviewed_on),
        next.map(|date| {
            due(
                desk,
                ["statement.next_review", "statement.next_review_late"],
                date,
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What the page for addresses that do not exist may see.
#[derive(Debug, Serialize)]
struct NotFoundView {
    /// Links that lead on.
    ways: Vec<LinkView>,
}

pub(crate) fn not_found(desk: &Desk<'_, '_>) -> Parts {
    let routes = desk.routes();
    let view = NotFoundView {
        ways: vec![
            link_to(desk, "home.all_services", &routes.list(ListName::Services)),
            link_to(desk, "home.all_areas", &routes.list(ListName::Areas)),
            link_to(desk, "home.all_providers", &routes.listing(&Scope::All, 1)),
            link_to(desk, "contact.title", &routes.contact()),
        ],
    };
    Parts::new(&view, desk.wording.text("not_found.title"))
}

/// The page about use without internet has only words of the theme.
#[derive(Debug, Serialize)]
struct OfflineView {}

pub(crate) fn offline(desk: &Desk<'_, '_>) -> Parts {
    let mut parts = Parts::new(&OfflineView {}, desk.wording.text("offline.title"));
    parts.description = Some(desk.wording.text("offline.lead").to_owned());
    parts
}
