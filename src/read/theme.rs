//! `themes/<name>/` -> a [`Theme`]. The folder is read as it is: no file of it is named in Rust,
//! but for `theme.yml`, `icon.svg` and the folders that have a meaning.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::colours::read_palette;
use super::fields::Fields;
use super::kinds_of_field::NAME;
use super::words::read_words;
use super::{Input, text_of};
use crate::model::language::Language;
use crate::model::theme::{OfflineScripts, Theme, ThemeFile};
use crate::problem::near;
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::{SourcePath, Sources};

/// Reads the theme that the settings name, with the colour set that they choose and the words that
/// the site changes for itself. Pictures are read
/// by `read_packs`.
pub fn read_theme(
    sources: &Sources,
    input: &Input,
    name: &str,
    colours: Option<&str>,
    languages: &[Language],
) -> (Theme, Problems) {
    let mut theme = Theme::default();
    let problems = RefCell::new(Problems::default());
    let folder = format!("themes/{name}");
    if sources.under(&folder).next().is_none() {
        problems.borrow_mut().push(no_theme(sources, name));
        return (theme, problems.into_inner());
    }
    let list = SourcePath::new(format!("{folder}/theme.yml"));
    if sources.get(list.as_str()).is_none() {
        problems.borrow_mut().push(Problem::new(
            Kind::BrokenTheme,
            Place::file(&list),
            format!("The theme `{name}` has no `theme.yml`."),
            "Add one that says in which order its styles are joined.",
        ));
    }
    input.read_yaml(sources, &list, &problems, |file, value| {
        file.group(KeyPath::default(), value, |fields| {
            let set;
            (theme.styles, set) = styles(sources, fields, &folder, colours);
            let of = (folder.as_str(), set.as_deref());
            theme.palette = read_palette(sources, input, of, &mut theme.styles, &problems);
        })
    });
    theme.templates = templates(sources, &folder, &problems);
    let script = |name| {
        let path = SourcePath::new(format!("{folder}/scripts/{name}.js"));
        theme_file(sources, &path, &problems)
    };
    theme.start_script = script("start");
    theme.offline_scripts = OfflineScripts {
        worker: script("offline"),
        end: script("offline-end"),
    };
    theme.scripts = scripts(sources, &folder, &problems);
    report_idle_scripts(&theme, &problems);
    theme.strings = read_words(sources, input, &folder, languages, &problems);
    theme.icon = theme_file(
        sources,
        &SourcePath::new(format!("{folder}/icon.svg")),
        &problems,
    );
    (theme, problems.into_inner())
}

fn no_theme(sources: &Sources, name: &str) -> Problem {
    let mut known: Vec<&str> = sources
        .under("themes")
        .filter_map(|(path, _)| path.as_str().split('/').nth(1))
        .collect();
    known.dedup();
    Problem::new(
        Kind::BrokenTheme,
        Place::value(&SourcePath::new("content/site.yml"), KeyPath::new("theme")),
        format!("There is no theme called `{name}`."),
        format!("Use one of these: {}.", near::list_words(&known)),
    )
}

/// The styles in their order: those of `theme.yml`, then those of the components by name, then
/// those that `theme.yml` puts last. `colours` stands for the file of the chosen colour set, whose
/// name comes back too.
fn styles(
    sources: &Sources,
    fields: &Fields<'_>,
    folder: &str,
    colours: Option<&str>,
) -> (Vec<ThemeFile>, Option<String>) {
    let _ = fields.text("name", NAME);
    let first = fields.texts("styles", NAME);
    let last = fields.texts("last_styles", NAME);
    let sets = fields.texts("colours", NAME);
    check_colours(fields, &sets, colours);
    let set = colours
        .filter(|wanted| sets.iter().any(|set| set == wanted))
        .or(sets.first().map(String::as_str));
    let colour_file = set.map(|set| format!("colours/{set}.css"));
    let components = sources
        .under(&format!("{folder}/components"))
        .map(|(path, _)| path.as_str())
        .filter(|path| path.ends_with(".css"))
        .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'))
        .map(str::to_owned);
    let names = first
        .into_iter()
        .chain(colour_file)
        .chain(components)
        .chain(last);
    let styles = names
        .filter_map(|name| {
            let path = SourcePath::new(format!("{folder}/{name}"));
            let file = theme_file(sources, &path, fields.file.problems);
            if file.is_none() {
                fields.report(
                    Kind::BrokenTheme,
                    "styles",
                    format!("The theme names the style `{name}`, and there is no such file."),
                    "Add the file, or take the name out.",
                );
            }
            file
        })
        .collect();
    (styles, set.map(str::to_owned))
}

fn check_colours(fields: &Fields<'_>, sets: &[String], wanted: Option<&str>) {
    let Some(wanted) = wanted.filter(|wanted| !sets.iter().any(|set| set == wanted)) else {
        return;
    };
    fields.file.push(
        Kind::UnknownChoice,
        Place::value(
            &SourcePath::new("content/site.yml"),
            KeyPath::new("colours"),
        ),
        format!("The theme has no colours called `{wanted}`."),
        format!(
            "Choose one of {}. Each set has been checked for contrast.",
            near::list_words(sets)
        ),
    );
}

fn theme_file(
    sources: &Sources,
    path: &SourcePath,
    problems: &RefCell<Problems>,
) -> Option<ThemeFile> {
    let source = sources.get(path.as_str())?;
    let text = text_of(path, source, problems)?;
    Some(ThemeFile {
        path: path.clone(),
        text: text.replace("\r\n", "\n"),
    })
}

fn templates(
    sources: &Sources,
    folder: &str,
    problems: &RefCell<Problems>,
) -> BTreeMap<String, ThemeFile> {
    sources
        .under(folder)
        .filter(|(path, _)| path.extension() == "html")
        .filter_map(|(path, _)| {
            let name = path.as_str().strip_prefix(folder)?.strip_prefix('/')?;
            Some((name.to_owned(), theme_file(sources, path, problems)?))
        })
        .collect()
}

/// Says which scripts no template asks for: most often the name of a file has a slip.
fn report_idle_scripts(theme: &Theme, problems: &RefCell<Problems>) {
    let asks = |text: &str, name: &str| {
        text.split("data-module=\"").skip(1).any(|rest| {
            let names = rest.split('"').next().unwrap_or_default();
            names.split_whitespace().any(|one| one == name)
        })
    };
    for (name, file) in &theme.scripts {
        if theme.templates.values().any(|page| asks(&page.text, name)) {
            continue;
        }
        problems.borrow_mut().push(Problem::new(
            Kind::UnusedFile,
            Place::file(&file.path),
            format!("No template asks for the script `{name}`."),
            format!(
                "Write `data-module=\"{name}\"` where it should start, name the file after its \
                 component, or delete it."
            ),
        ));
    }
}

/// The scripts of components. Each is named after the folder that it stands in.
fn scripts(
    sources: &Sources,
    folder: &str,
    problems: &RefCell<Problems>,
) -> BTreeMap<String, ThemeFile> {
    sources
        .under(&format!("{folder}/components"))
        .filter(|(path, _)| path.extension() == "js")
        .filter_map(|(path, _)| {
            Some((path.stem().to_owned(), theme_file(sources, path, problems)?))
        })
        .collect()
}
