//! Whether the links in written text lead to a page of the site.

use std::collections::BTreeSet;

use super::Checked;
use crate::model::document::{Block, Document, Target, Use, Used};
use crate::model::lists::ListName;
use crate::model::page::Shelf;
use crate::model::values::Id;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems, near};
use crate::routes::{LISTED, Routes, Scope};
use crate::source::SourcePath;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let pages = addresses(checked);
    for text in checked.site.texts.values() {
        for usage in &text.body.uses {
            let place = Place::line(&text.path, usage.line.unwrap_or(1));
            check_use(checked, &pages, usage, &text.body, place, problems);
        }
    }
    if let Some(statement) = &checked.site.statement {
        for usage in &statement.enforcement.uses {
            let place = Place::value(&statement.path, KeyPath::new("enforcement"));
            check_use(
                checked,
                &pages,
                usage,
                &statement.enforcement,
                place,
                problems,
            );
        }
    }
    for criterion in &checked.site.criteria {
        for (field, writing) in [("why", &criterion.why), ("how", &criterion.how)] {
            for usage in &writing.uses {
                let place = Place::value(&criterion.path, KeyPath::new(field));
                check_use(checked, &pages, usage, writing, place, problems);
            }
        }
    }
    for provider in checked.site.providers.values() {
        for usage in &provider.about.uses {
            let place = Place::value(&provider.path, KeyPath::new("about"));
            check_use(checked, &pages, usage, &provider.about, place, problems);
        }
    }
}

/// The address of every page that a link can name.
fn addresses(checked: &Checked<'_>) -> BTreeSet<String> {
    let site = checked.site;
    let routes = Routes::new(&site.settings);
    let main = &site.settings.language;
    let mut pages = BTreeSet::from([
        routes.home(main).to_string(),
        routes.guides(main).to_string(),
        routes.contact().to_string(),
        routes.looks(main).to_string(),
        routes.credits().to_string(),
        routes.shortlist().to_string(),
        routes.search().to_string(),
        routes.listing(&Scope::All, 1).to_string(),
    ]);
    if site.settings.offline {
        pages.insert(routes.offline().to_string());
    }
    if site.statement.is_some() {
        pages.insert(routes.statement().to_string());
    }
    if !site.sheets.is_empty() {
        pages.insert(routes.sheets().to_string());
    }
    pages.extend(site.sheets.keys().map(|id| routes.sheet(id).to_string()));
    for list in LISTED {
        pages.insert(routes.list(list).to_string());
        for item in site.shown_items(list) {
            pages.insert(
                routes
                    .listing(&Scope::Of(list, item.id.clone()), 1)
                    .to_string(),
            );
        }
    }
    for provider in site.providers.values() {
        pages.insert(routes.provider(&provider.id).to_string());
        pages.insert(routes.easy_provider(&provider.id, 1).to_string());
        for area in provider.areas.iter().filter(|area| site.covers(area)) {
            pages.insert(routes.booklet(area, 1).to_string());
            for service in &provider.services {
                let scope = Scope::AreaService(area.clone(), service.clone());
                pages.insert(routes.listing(&scope, 1).to_string());
            }
        }
    }
    if !site.criteria.is_empty() {
        pages.insert(routes.criteria().to_string());
    }
    for criterion in &site.criteria {
        for easy in [false, true] {
            pages.insert(routes.criterion(&criterion.id, easy).to_string());
        }
    }
    pages.extend(site.texts.keys().map(|key| routes.text(key).to_string()));
    pages
}

fn check_use(
    checked: &Checked<'_>,
    pages: &BTreeSet<String>,
    usage: &Use,
    document: &Document,
    place: Place,
    problems: &mut Problems,
) {
    let Used::Link(target) = &usage.what else {
        return;
    };
    if let Some(problem) = unlisted(checked, target, &place) {
        problems.push(problem);
        return;
    }
    let wrong = match target {
        Target::Outside(_) => None,
        Target::Anchor(anchor) => (!anchors(document).contains(anchor.as_str()))
            .then(|| (format!("#{anchor}"), places("This page", document))),
        Target::Site { address, .. } if is_broken(checked, address) => None,
        Target::Site { address, .. } => (!pages.contains(address)).then(|| {
            let with_slash = format!("{address}/");
            let offline = Routes::new(&checked.site.settings).offline().to_string();
            let near = near::nearest(address, pages.iter().map(String::as_str));
            let help = match near {
                _ if pages.contains(&with_slash) => {
                    format!("Write `/{with_slash}` with a `/` at the end.")
                }
                _ if *address == offline => "The site does not offer that now: `content/site.yml` \
                     says `offline: no`. Take the link out, or write `offline: yes`."
                    .to_owned(),
                Some(near) => format!("Did you mean `/{near}`?"),
                None => {
                    "Check the address against the address of the page in the browser.".to_owned()
                }
            };
            (format!("/{address}"), help)
        }),
        Target::File { path, anchor } => {
            file_problem(checked, path).or_else(|| place_problem(checked, path, anchor))
        }
    };
    if let Some((shown, help)) = wrong {
        problems.push(Problem::new(
            Kind::DeadLink,
            place,
            format!("The link `{shown}` leads to a page that is not there."),
            help,
        ));
    }
}

/// A link to a provider of which nothing is shown now. Its words stay, without a link, so that a
/// page does not break only because a provider left.
fn unlisted(checked: &Checked<'_>, target: &Target, place: &Place) -> Option<Problem> {
    let id = match target {
        Target::File { path, .. } => {
            let path = SourcePath::new(path);
            (path.folder() == "providers").then(|| Id::parse(path.stem()))??
        }
        Target::Site { address, .. } => {
            let rest = address.strip_prefix("providers/")?;
            Id::parse(rest.split('/').next()?)?
        }
        Target::Outside(_) | Target::Anchor(_) => return None,
    };
    let is_known = checked.site.providers.contains_key(&id);
    let is_shown = checked.published.providers.contains_key(&id);
    (is_known && !is_shown).then(|| {
        Problem::new(
            Kind::LinkToUnlisted,
            place.clone(),
            format!("This links to the provider `{id}`, and nothing of it is shown now."),
            "The page shows the words without a link. Take the link out, or link to another provider.",
        )
    })
}

/// True when a page may be missing only because its file, or a list, could not be read.
fn is_broken(checked: &Checked<'_>, address: &str) -> bool {
    let Some(address) = address.strip_suffix('/') else {
        return false;
    };
    let parts: Vec<&str> = address.split('/').collect();
    let file = match parts.as_slice() {
        ["providers", id] => format!("providers/{id}.yml"),
        ["home"] => String::new(),
        ["criteria", id] => format!("content/criteria/{id}.yml"),
        ["sheets", id] => format!("content/sheets/{id}.yml"),
        ["guides", id] => format!("{}/{id}.md", Shelf::Guides.folder()),
        [id] => format!("{}/{id}.md", Shelf::Pages.folder()),
        _ => String::new(),
    };
    let is_listed = |list: &&ListName| parts.first() == Some(&list.file_name());
    let list = LISTED.iter().find(is_listed);
    list.is_some_and(|list| checked.site.lists.is_broken(*list))
        || checked.broken.contains(file.as_str())
}

fn file_problem(checked: &Checked<'_>, path: &str) -> Option<(String, String)> {
    if (checked.files)(path) {
        let help = "Link to a guide, a page, a sheet or a provider's file.".to_owned();
        return (!becomes_a_page(path)).then(|| (path.to_owned(), help));
    }
    let folder = SourcePath::new(path);
    let known: Vec<&str> = checked
        .site
        .texts
        .values()
        .map(|text| &text.path)
        .chain(checked.site.sheets.values().map(|sheet| &sheet.path))
        .map(SourcePath::as_str)
        .filter(|known| known.starts_with(folder.folder()))
        .collect();
    let near = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known, path), *known))
        .min()
        .filter(|(distance, _)| *distance <= 3);
    let help = match near {
        Some((_, near)) => format!("Did you mean `{near}`?"),
        None => "Check the name of the file.".to_owned(),
    };
    Some((path.to_owned(), help))
}

/// A place on another page that is not there.
fn place_problem(checked: &Checked<'_>, path: &str, anchor: &str) -> Option<(String, String)> {
    let mut texts = checked.site.texts.values();
    let text = texts.find(|text| text.path.as_str() == path)?;
    let is_missing = !anchor.is_empty() && !anchors(&text.body).contains(anchor);
    is_missing.then(|| (format!("{path}#{anchor}"), places("That page", &text.body)))
}

fn places(page: &str, document: &Document) -> String {
    let known: Vec<&str> = anchors(document).into_iter().collect();
    if known.is_empty() {
        format!("{page} has no headings. Take the part from `#` on out.")
    } else {
        format!("{page} has these places: {}.", known.join(", "))
    }
}

/// True when a file becomes a page, also when it is too broken to be read now.
fn becomes_a_page(path: &str) -> bool {
    let path = SourcePath::new(path);
    match path.folder() {
        "providers" => path.extension() == "yml" && Id::parse(path.stem()).is_some(),
        "content/sheets" | "content/criteria" => {
            path.extension() == "yml" && Id::parse(path.stem()).is_some()
        }
        folder => {
            let shelves = [Shelf::Guides, Shelf::Pages];
            path.extension() == "md" && shelves.iter().any(|shelf| shelf.folder() == folder)
        }
    }
}

fn anchors(document: &Document) -> BTreeSet<&str> {
    document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { anchor, .. } => Some(anchor.as_str()),
            _ => None,
        })
        .collect()
}
