//! The finder: one easy question on a page, for people who would rather choose than type.
//!
//! Without scripts the first two answers lead to the list of who gives this help in this place. With
//! scripts three more questions follow, and all answers narrow down the search. An answer is a link that
//! knows what it adds to the address of the search; nothing is kept anywhere.

use serde::Serialize;

use super::{LinkView, Parts, link_to};
use crate::model::lists::{Item, ListName};
use crate::model::values::Id;
use crate::problem::Problem;
use crate::render::Desk;
use crate::routes::{Address, Question, Scope};

/// How many questions there are.
const QUESTIONS: usize = 5;

/// What the page of a question may see.
#[derive(Debug, Serialize)]
struct QuestionPageView {
    /// Why this is asked, or how to answer.
    lead: String,
    /// "Question 2 of 5".
    position: String,
    /// The question with its answers.
    finder: FinderView,
    /// True when answers are lost without scripts.
    needs_script: bool,
    /// The first question. Nothing on the first.
    again: Option<LinkView>,
    /// Ways without questions.
    ways: Vec<LinkView>,
}

/// The answers to a question.
#[derive(Debug, Serialize)]
struct FinderView {
    /// Answers to choose one from, under headings.
    groups: Vec<AnswersView>,
    /// Answers of which several may be ticked, under headings.
    ticks: Vec<AnswersView>,
    /// For people who cannot or do not want to answer, and the end after ticking.
    skip: AnswerView,
}

/// Answers under one heading.
#[derive(Debug, Serialize)]
struct AnswersView {
    /// The heading. Nothing when there is only one group.
    name: Option<String>,
    /// The picture of the group.
    picture_html: String,
    /// The answers.
    answers: Vec<AnswerView>,
}

/// One answer.
#[derive(Debug, Default, Serialize)]
struct AnswerView {
    /// Its words.
    name: String,
    /// Where it leads without scripts.
    href: String,
    /// Where it leads with scripts.
    next: String,
    /// What it adds to the address of the search, such as `areas=camden`. May be empty.
    adds: String,
    /// What it means.
    words: Option<String>,
    /// Its picture. May be empty.
    picture_html: String,
}

pub(crate) fn question(desk: &Desk<'_, '_>, question: &Question) -> Result<Parts, Box<Problem>> {
    let text = |string: &str| {
        let name = format!("find.{}.{string}", question.name());
        desk.wording.text(&name).to_owned()
    };
    let finder = match question {
        Question::Help => help(desk),
        Question::Where(service) => place(desk, service.as_ref()),
        Question::Who => one_of(desk, ("ages", ListName::Ages), &Question::Pay)?,
        Question::Pay => one_of(desk, ("pay_ways", ListName::PayWays), &Question::Matters)?,
        Question::Matters => matters(desk)?,
    };
    let number = match question {
        Question::Help => 1,
        Question::Where(_) => 2,
        Question::Who => 3,
        Question::Pay => 4,
        Question::Matters => 5,
    };
    let (number, of) = (number.to_string(), QUESTIONS.to_string());
    let values = [("n", number.as_str()), ("of", of.as_str())];
    let routes = desk.routes();
    let view = QuestionPageView {
        lead: text("lead"),
        position: desk.wording.fill("find.position", &values),
        finder,
        needs_script: matches!(question, Question::Who | Question::Pay | Question::Matters),
        again: (*question != Question::Help)
            .then(|| link_to(desk, "find.again", &routes.question(&Question::Help))),
        ways: vec![
            link_to(desk, "search.title", &routes.search()),
            link_to(desk, "menu.services", &routes.list(ListName::Services)),
            link_to(desk, "menu.areas", &routes.list(ListName::Areas)),
            link_to(desk, "menu.providers", &routes.listing(&Scope::All, 1)),
        ],
    };
    let title = match service_of(desk, question) {
        Some(service) => {
            let name = "find.where.title_of";
            desk.wording.fill(name, &[("service", &service.name)])
        }
        None => text("title"),
    };
    let mut parts = Parts::new(&view, title);
    parts.description = Some(view.lead.clone());
    if *question != Question::Help {
        let first = routes.question(&Question::Help);
        parts.above = vec![link_to(desk, "find.help.title", &first)];
    }
    Ok(parts)
}

fn service_of<'s>(desk: &Desk<'_, 's>, question: &Question) -> Option<&'s Item> {
    let Question::Where(Some(id)) = question else {
        return None;
    };
    desk.site().lists.item(ListName::Services, id)
}

/// The kinds of help that somebody gives. Help to choose stands before all others.
fn help(desk: &Desk<'_, '_>) -> FinderView {
    let text = |name: &str| desk.wording.text(name).to_owned();
    let asks_where = |service: Option<&Item>| {
        let question = Question::Where(service.map(|item| item.id.clone()));
        let href = desk.link(&desk.routes().question(&question));
        AnswerView {
            name: service.map_or_else(|| text("find.help.skip"), |item| item.name.clone()),
            next: href.clone(),
            href,
            ..AnswerView::default()
        }
    };
    let mut groups: Vec<AnswersView> = Vec::new();
    let given = desk
        .site()
        .shown_items(ListName::Services)
        .filter(|item| desk.number_on(&Scope::Of(ListName::Services, item.id.clone())) > 0);
    let (first, others): (Vec<&Item>, Vec<&Item>) = given.partition(|item| item.helps_to_choose);
    for item in first.into_iter().chain(others) {
        let name = match item.helps_to_choose {
            true => Some(text("find.help.choose")),
            false => item.group.clone(),
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.answers.push(asks_where(Some(item))),
            None => groups.push(AnswersView {
                name,
                picture_html: desk.picture(item.picture.as_ref()),
                answers: vec![asks_where(Some(item))],
            }),
        }
    }
    FinderView {
        groups,
        ticks: Vec::new(),
        skip: asks_where(None),
    }
}

/// The places where somebody gives this help. Without scripts they lead to the list.
fn place(desk: &Desk<'_, '_>, service: Option<&Id>) -> FinderView {
    let services = service.map(|id| format!("services={id}"));
    let next = desk.link(&desk.routes().question(&Question::Who));
    let answer = |name: &str, scope: &Scope, area: Option<&Item>| {
        let area = area.map(|area| format!("areas={}", area.id));
        let adds: Vec<String> = services.iter().cloned().chain(area).collect();
        AnswerView {
            name: name.to_owned(),
            href: desk.link(&desk.routes().listing(scope, 1)),
            next: next.clone(),
            adds: adds.join("&"),
            ..AnswerView::default()
        }
    };
    let in_area = |area: &Item| {
        let scope = match service {
            Some(service) => Scope::AreaService(area.id.clone(), service.clone()),
            None => Scope::Of(ListName::Areas, area.id.clone()),
        };
        (desk.number_on(&scope) > 0).then(|| AnswerView {
            words: area.explanation.clone(),
            picture_html: desk.picture(area.picture.as_ref()),
            ..answer(&area.name, &scope, Some(area))
        })
    };
    let areas = desk.site().shown_items(ListName::Areas);
    let anywhere = service.map_or(Scope::All, |service| {
        Scope::Of(ListName::Services, service.clone())
    });
    FinderView {
        groups: vec![one_group(areas.filter_map(in_area).collect())],
        ticks: Vec::new(),
        skip: answer(desk.wording.text("find.where.skip"), &anywhere, None),
    }
}

/// The values of a filter, of which one is chosen.
fn one_of(
    desk: &Desk<'_, '_>,
    (key, list): (&str, ListName),
    next: &Question,
) -> Result<FinderView, Box<Problem>> {
    let next = desk.routes().question(next);
    let facets = desk.renderer.search()?.facets.iter();
    let values = facets
        .filter(|facet| facet.key == key)
        .flat_map(|facet| &facet.values);
    let answers = values.map(|value| {
        let id = Id::parse(&value.id);
        let item = id.and_then(|id| desk.site().lists.item(list, &id));
        AnswerView {
            words: item.and_then(|item| item.explanation.clone()),
            picture_html: item
                .map(|item| desk.picture(item.picture.as_ref()))
                .unwrap_or_default(),
            ..leads_on(desk, &value.name, &format!("{key}={}", value.id), &next)
        }
    });
    Ok(FinderView {
        groups: vec![one_group(answers.collect())],
        ticks: Vec::new(),
        skip: leads_on(desk, desk.wording.text("find.skip"), "", &next),
    })
}

/// What may matter to somebody: any of it, and as much as they like.
fn matters(desk: &Desk<'_, '_>) -> Result<FinderView, Box<Problem>> {
    let search = desk.routes().search();
    let facets = &desk.renderer.search()?.facets;
    let answers = |keys: &[&str]| -> Vec<AnswerView> {
        let facets = facets.iter().filter(|facet| keys.contains(&facet.key));
        let values =
            facets.flat_map(|facet| facet.values.iter().map(move |value| (facet.key, value)));
        values
            .map(|(key, value)| {
                leads_on(desk, &value.name, &format!("{key}={}", value.id), &search)
            })
            .collect()
    };
    let group = |(name, keys): (&str, &[&str])| AnswersView {
        name: Some(desk.wording.text(name).to_owned()),
        picture_html: String::new(),
        answers: answers(keys),
    };
    let asked: [(&str, &[&str]); 4] = [
        ("find.matters.now", &["space", "checks"]),
        ("search.facets.access", &["access"]),
        ("search.facets.communication", &["communication"]),
        ("search.facets.languages", &["languages"]),
    ];
    let groups = asked.into_iter().map(group);
    Ok(FinderView {
        groups: Vec::new(),
        ticks: groups.filter(|group| !group.answers.is_empty()).collect(),
        skip: leads_on(desk, desk.wording.text("find.matters.show"), "", &search),
    })
}

fn leads_on(desk: &Desk<'_, '_>, name: &str, adds: &str, next: &Address) -> AnswerView {
    let href = desk.link(next);
    AnswerView {
        name: name.to_owned(),
        next: href.clone(),
        href,
        adds: adds.to_owned(),
        ..AnswerView::default()
    }
}

fn one_group(answers: Vec<AnswerView>) -> AnswersView {
    AnswersView {
        name: None,
        picture_html: String::new(),
        answers,
    }
}
