//! What templates may see. These are the only types that can be turned into template values.
//!
//! Every field is plain text, ready to show; fields that end in `_html` are HTML that was made and
//! escaped in Rust, and are the only ones that a template may print with `safe`.

pub(crate) mod booklet;
pub(crate) mod card;
pub(crate) mod checks;
pub(crate) mod claim;
pub(crate) mod credits;
pub(crate) mod criteria;
pub(crate) mod due;
pub(crate) mod easy_provider;
pub(crate) mod facts;
pub(crate) mod first_words;
pub(crate) mod frame;
pub(crate) mod gallery;
pub(crate) mod home;
pub(crate) mod listing;
pub(crate) mod looks;
pub(crate) mod pages;
pub(crate) mod provider;
pub(crate) mod question;
pub(crate) mod reach;
pub(crate) mod reduced;
pub(crate) mod registers;
pub(crate) mod search;
pub(crate) mod service_pages;
pub(crate) mod services;
pub(crate) mod sheet;
pub(crate) mod shortlist;
pub(crate) mod site;
pub(crate) mod standing;
pub(crate) mod tell_us;
pub(crate) mod text;
pub(crate) mod visits;

use std::collections::BTreeSet;

use serde::Serialize;

use claim::{Claim, Later};

use super::Desk;
use super::plan::{Page, Planned};
use super::templates::{Shared, shared};
use crate::model::days::days_later;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::values::Date;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::routes::{Address, Scope};
use crate::source::SourcePath;
use crate::vetting::status::Shown;

/// A link.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView {
    /// Its words.
    pub(crate) name: String,
    /// Where it leads.
    pub(crate) href: String,
}

/// What a page's view gives to the frame around it.
pub(crate) struct Parts {
    /// The view.
    pub(crate) view: Shared,
    /// The title: the h1, and the first part of the browser's title.
    pub(crate) title: String,
    /// What the page is, for search engines.
    pub(crate) description: Option<String>,
    /// The pages above it, the first page left out.
    pub(crate) above: Vec<LinkView>,
    /// A switch between this page and its Easy Read twin.
    pub(crate) switch: Option<LinkView>,
    /// The day after which a printed copy must be checked.
    pub(crate) check_after: Option<Date>,
    /// A class of the whole page that makes its print larger. Empty for the usual size.
    pub(crate) print_size: &'static str,
}

impl Parts {
    pub(crate) fn new<T: Serialize>(view: &T, title: impl Into<String>) -> Self {
        Parts {
            view: shared(view),
            title: title.into(),
            description: None,
            above: Vec::new(),
            switch: None,
            check_after: None,
            print_size: "",
        }
    }
}

/// The template of a page and what it may see.
pub(crate) fn view_of(
    desk: &Desk<'_, '_>,
    planned: &Planned<'_>,
) -> Result<(&'static str, Parts), Box<Problem>> {
    Ok(match &planned.page {
        Page::Home => ("pages/home.html", home::home(desk)),
        Page::Provider(provider) if desk.shown(provider) != Shown::Whole => (
            "pages/reduced.html",
            reduced::reduced(desk, provider, false),
        ),
        Page::Provider(provider) => ("pages/provider.html", provider::provider(desk, provider)),
        Page::EasyProvider {
            provider,
            number,
            pages,
        }
        | Page::FormerEasyProvider {
            provider,
            number,
            pages,
        } if desk.shown(provider) != Shown::Whole => (
            "pages/easy-reduced.html",
            easy_provider::easy_reduced(desk, provider, (*number, *pages)),
        ),
        Page::EasyProvider {
            provider,
            number,
            pages,
        }
        | Page::FormerEasyProvider {
            provider,
            number,
            pages,
        } => (
            "pages/easy-provider.html",
            easy_provider::easy_provider(desk, provider, (*number, *pages)),
        ),
        Page::Listing {
            scope,
            number,
            pages,
        } => {
            let place = listing::PageOfList {
                scope,
                number: *number,
                pages: *pages,
            };
            ("pages/listing.html", listing::listing(desk, &place)?)
        }
        Page::List(list) => ("pages/list.html", listing::list(desk, *list)),
        Page::Guides => ("pages/guides.html", text::guides(desk)),
        Page::Text(key, text) if key.easy => ("pages/easy.html", text::easy(desk, key, text)),
        Page::Text(key, text) => ("pages/text.html", text::text(desk, key, text)),
        Page::Sheets => ("pages/sheets.html", sheet::sheets(desk)),
        Page::Sheet(one) => ("pages/sheet.html", sheet::sheet(desk, one)),
        Page::Booklet {
            area,
            number,
            parts,
        } => {
            let place = booklet::PartOfBooklet {
                area,
                number: *number,
                parts: *parts,
            };
            ("pages/booklet.html", booklet::booklet(desk, &place)?)
        }
        Page::Criteria => ("pages/criteria.html", criteria::criteria(desk)),
        Page::Criterion {
            criterion,
            easy: true,
        } => (
            "pages/easy-criterion.html",
            criteria::easy_criterion(desk, criterion),
        ),
        Page::Criterion { criterion, .. } => {
            ("pages/criterion.html", criteria::criterion(desk, criterion))
        }
        Page::Held => ("pages/held.html", reduced::held(desk)),
        Page::Contact => ("pages/contact.html", service_pages::contact(desk)),
        Page::Statement => ("pages/statement.html", service_pages::statement(desk)),
        Page::Offline => ("pages/offline.html", service_pages::offline(desk)),
        Page::Looks => ("pages/looks.html", looks::looks(desk)),
        Page::Search => ("pages/search.html", search::search(desk)?),
        Page::Question(one) => ("pages/question.html", question::question(desk, one)?),
        Page::Shortlist => ("pages/shortlist.html", shortlist::shortlist(desk)),
        Page::Credits => ("pages/credits.html", credits::credits(desk)),
        Page::Gallery => ("pages/gallery.html", gallery::gallery(desk)),
        Page::Component(component) => {
            let parts = gallery::component(desk, component)?;
            ("pages/component.html", parts)
        }
        Page::NotFound => ("pages/not-found.html", service_pages::not_found(desk)),
    })
}

/// The day by which something must be looked at again. After it, the words say that it was not.
pub(crate) fn due(desk: &Desk<'_, '_>, [string, late]: [&str; 2], date: Date) -> Claim {
    let later = Later {
        from: days_later(date, 1),
        state: "late",
        words: desk.wording.dated(late, date),
    };
    Claim::new(desk.wording.dated(string, date)).then(desk.renderer.options.today, later)
}

/// Who agreed to the words of a file, a sentence for each group.
pub(crate) fn agreed(desk: &Desk<'_, '_>, path: &SourcePath) -> Vec<String> {
    let agreed = desk.site().agreed.get(path);
    let agreed = agreed.map_or(&[][..], Vec::as_slice).iter();
    agreed
        .map(|one| {
            let date = desk.wording.date(one.on);
            let values = [("by", one.by.as_str()), ("date", &date)];
            desk.wording.fill("agreed.by", &values)
        })
        .collect()
}

/// The link to a page with the title of a string.
pub(crate) fn link_to(desk: &Desk<'_, '_>, string: &str, address: &Address) -> LinkView {
    LinkView {
        name: desk.wording.text(string).to_owned(),
        href: desk.link(address),
    }
}

/// The link to a list of providers with its name.
pub(crate) fn link_to_list(desk: &Desk<'_, '_>, name: &str, scope: &Scope) -> LinkView {
    LinkView {
        name: name.to_owned(),
        href: desk.link(&desk.routes().listing(scope, 1)),
    }
}

/// Names that pages asked for and that no language has.
pub(crate) fn words_not_found(site: &Site, names: &BTreeSet<String>) -> Problems {
    let mut problems = Problems::default();
    let path = SourcePath::new(format!("themes/{}/strings/en.yml", site.settings.theme));
    for name in names {
        problems.push(Problem::new(
            Kind::BrokenTheme,
            Place::file(&path),
            format!("The theme has no words called `{name}`, and the pages need them."),
            "Add them, as the theme that comes with Handrail has them.",
        ));
    }
    problems
}

/// Names that the theme's main strings have and another language lacks.
pub(crate) fn missing_words(site: &Site, theme: &Theme) -> Problems {
    let mut problems = Problems::default();
    let folder = format!("themes/{}/strings", site.settings.theme);
    let Some(main) = theme
        .strings
        .get(&crate::model::language::Language::default())
    else {
        problems.push(Problem::new(
            Kind::BrokenTheme,
            Place::file(&SourcePath::new(format!("{folder}/en.yml"))),
            "The theme has no words in English.",
            "Add `strings/en.yml`. Other languages start from it.",
        ));
        return problems;
    };
    for language in &site.settings.languages {
        let path = SourcePath::new(format!("{folder}/{language}.yml"));
        let message = match theme.strings.get(language) {
            None => Some(format!("The theme has no words in `{language}` yet.")),
            Some(words) => {
                let names = main.names();
                let mut missing = names.iter().filter(|name| words.find(name).is_none());
                missing.next().map(|first| {
                    let others = match missing.count() {
                        0 => String::new(),
                        more => format!(" and {more} more"),
                    };
                    format!("The theme has no words in `{language}` for `{first}`{others}.")
                })
            }
        };
        if let Some(message) = message {
            problems.push(Problem::new(
                Kind::MissingWords,
                Place::file(&path),
                message,
                "Add them. Until then the pages show the English words.",
            ));
        }
    }
    problems
}
