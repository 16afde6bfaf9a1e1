//! The whole program as one pure function: files in memory to a site in memory.
//!
//! 1. Look for what must never be here, and hide it from all that follows.
//! 2. Read the lists, the settings, the theme; then every provider and text, each by itself.
//! 3. Check what needs the whole site.
//! 4. Make every page and file.
//!
//! Files and pages are worked on by every core there is. Results are gathered in order, so the
//! number of threads cannot change a byte.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::check::{Checked, check};
use crate::model::language::Language;
use crate::model::lists::Lists;
use crate::model::page::{Text, TextKey};
use crate::model::picture::Image;
use crate::model::provider::Provider;
use crate::model::settings::Settings;
use crate::model::sheet::Sheet;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::values::{Date, Id};
use crate::output::Output;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::read::{
    Input, evidence_file, hide_private_numbers, locate, read_components, read_packs,
    read_picture_file, read_theme, sort_files,
};
use crate::render::{RenderOptions, Renderer};
use crate::routes::Destination;
use crate::source::{SourcePath, Sources};

/// All that may change a byte of the site, apart from the files.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Today. Facts age against it.
    pub today: Date,
    /// Where the files will be opened from.
    pub destination: Destination,
    /// True to add a gallery of the theme's components.
    pub gallery: bool,
}

/// The most problems of one file that are shown. Each one costs a second look at the file.
const MOST_SHOWN: usize = 100;

/// What a build gives.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The site, as far as it could be made. Publish it only when no problem is an error.
    pub output: Output,
    /// Everything that is wrong.
    pub problems: Problems,
    /// The files as they may be shown, if that is not as they came: with private numbers hidden.
    pub shown: Option<Sources>,
    /// How many providers were read.
    pub providers: usize,
    /// How many pages were made.
    pub pages: usize,
}

/// Builds the site.
pub fn build(sources: &Sources, options: &Options) -> Built {
    let guarded = guard(sources);
    let mut problems = guarded.problems;
    let sources = guarded.sources.as_ref();
    let mut built = Built::default();
    if let Some(read) = read_all(sources, options, &mut problems) {
        let broken = problems.files_with_errors();
        let checked = Checked {
            site: &read.site,
            pictures: &read.theme.pictures,
            palette: &read.theme.palette,
            files: &|path| sources.get(path).is_some() || sources.is_unloaded(path),
            broken: &broken,
            today: options.today,
        };
        problems.extend(check(&checked));
        built.providers = read.site.providers.len();
        if !problems.has_errors() {
            render_all(&read, options, &mut built, &mut problems);
        }
    }
    let (shown, left_out) = problems.first_of_each_file(MOST_SHOWN);
    let located = shown.map_places(|place| locate(place, sources));
    built.problems = located.with_left_out(left_out);
    if let Cow::Owned(shown) = guarded.sources {
        built.shown = Some(shown);
    }
    built
}

/// The folders that people fill.
const FOLDERS: [&str; 2] = ["content", "providers"];

/// The files of a project without what must never be there.
#[derive(Clone, Debug)]
pub struct Guarded<'s> {
    /// The files as they may be read and shown: without evidence, and with private numbers hidden.
    pub sources: Cow<'s, Sources>,
    /// A problem for each number and for each file of evidence.
    pub problems: Problems,
}

/// Looks for private numbers and evidence before anything else reads the files.
pub fn guard(sources: &Sources) -> Guarded<'_> {
    let files = FOLDERS.iter().flat_map(|folder| sources.under(folder));
    let files: Vec<_> = files.collect();
    let found: Vec<_> = files
        .par_iter()
        .filter_map(|(path, source)| Some((*path, hide_private_numbers(path, source)?)))
        .collect();
    let mut guarded = Guarded {
        sources: Cow::Borrowed(sources),
        problems: Problems::default(),
    };
    for (path, file) in found {
        guarded.sources.to_mut().insert(path.clone(), file.source);
        guarded.problems.extend(file.problems);
    }
    for (path, _) in files {
        if let Some(problem) = evidence_file(path) {
            let shown = guarded.sources.to_mut();
            shown.remove(path);
            shown.note_unloaded(path.clone());
            guarded.problems.push(problem);
        }
    }
    guarded
}

struct Read {
    site: Site,
    theme: Theme,
    images: Vec<Image>,
}

fn read_all(sources: &Sources, options: &Options, problems: &mut Problems) -> Option<Read> {
    let input = Input {
        today: options.today,
    };
    let (lists, found) = input.read_lists(sources);
    problems.extend(found);
    let (settings, found) = input.read_settings(sources, &lists);
    problems.extend(found);
    let main = settings
        .as_ref()
        .map_or_else(Language::default, |settings| settings.language.clone());
    let (family, found) = sort_files(sources, &main);
    problems.extend(found);
    let (statement, found) = input.read_statement(sources);
    problems.extend(found);

    let read: Vec<_> = family
        .providers
        .par_iter()
        .filter_map(|(path, id)| {
            let source = sources.get(path.as_str())?;
            Some((id.clone(), input.read_provider(path, source, id, &lists)))
        })
        .collect();
    let mut providers = BTreeMap::new();
    for (id, (provider, found)) in read {
        problems.extend(found);
        if let Some(provider) = provider {
            providers.insert(id, provider);
        }
    }
    let texts = read_texts(sources, &input, family.texts, &lists, problems);
    let sheets = read_sheets(sources, &input, &family.sheets, problems);
    let theme = read_whole_theme(
        sources,
        &input,
        settings.as_ref(),
        options.gallery,
        problems,
    );
    let images = read_images(sources, &providers, problems);
    Some(Read {
        site: Site {
            settings: settings?,
            lists,
            providers,
            texts,
            sheets,
            statement,
        },
        theme,
        images,
    })
}

fn read_sheets(
    sources: &Sources,
    input: &Input,
    files: &[(SourcePath, Id)],
    problems: &mut Problems,
) -> BTreeMap<Id, Sheet> {
    let mut sheets = BTreeMap::new();
    for (path, id) in files {
        let Some(source) = sources.get(path.as_str()) else {
            continue;
        };
        let (sheet, found) = input.read_sheet(path, source, id);
        problems.extend(found);
        if let Some(sheet) = sheet {
            sheets.insert(id.clone(), sheet);
        }
    }
    sheets
}

fn read_texts(
    sources: &Sources,
    input: &Input,
    files: Vec<(SourcePath, TextKey)>,
    lists: &Lists,
    problems: &mut Problems,
) -> BTreeMap<TextKey, Text> {
    let mut texts = BTreeMap::new();
    for (path, key) in files {
        let Some(source) = sources.get(path.as_str()) else {
            continue;
        };
        let (text, found) = input.read_text(&path, source, &key, lists);
        problems.extend(found);
        if let Some(text) = text {
            texts.insert(key, text);
        }
    }
    texts
}

fn read_whole_theme(
    sources: &Sources,
    input: &Input,
    settings: Option<&Settings>,
    gallery: bool,
    problems: &mut Problems,
) -> Theme {
    let name = settings.map_or("easy-read", |settings| settings.theme.as_str());
    let colours = settings.and_then(|settings| settings.colours.as_deref());
    let languages = settings.map_or_else(Vec::new, |settings| settings.languages.clone());
    let (mut theme, found) = read_theme(sources, input, name, colours, &languages);
    problems.extend(found);
    let (pictures, found) = read_packs(sources, input, name);
    problems.extend(found);
    theme.pictures = pictures;
    if gallery {
        let (components, found) = read_components(sources, input, name);
        problems.extend(found);
        theme.components = components;
    }
    theme
}

/// The photos and drawings of providers. Files that no provider names are a warning.
fn read_images(
    sources: &Sources,
    providers: &BTreeMap<Id, Provider>,
    problems: &mut Problems,
) -> Vec<Image> {
    let used: BTreeSet<&str> = providers
        .values()
        .flat_map(|provider| &provider.pictures)
        .map(|picture| picture.file.as_str())
        .collect();
    let mut images = Vec::new();
    for (path, source) in sources.directly_in("providers/pictures") {
        if path.name().starts_with('.') {
            continue;
        }
        if !used.contains(path.name()) {
            // A provider that could not be read may be the one that uses it.
            if problems.has_errors_in("providers") {
                continue;
            }
            problems.push(Problem::new(
                Kind::UnusedFile,
                Place::file(path),
                format!("No provider uses the picture `{}`.", path.name()),
                "Name it under `pictures` in a provider's file, or delete it.",
            ));
            continue;
        }
        match read_picture_file(path, source) {
            Ok(image) => images.push(image),
            Err(problem) => problems.push(*problem),
        }
    }
    images
}

fn render_all(read: &Read, options: &Options, built: &mut Built, problems: &mut Problems) {
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    let (renderer, found) = Renderer::new(&read.site, &read.theme, &read.images, render_options);
    problems.extend(found);
    problems.extend(renderer.missing_words());
    problems.extend(renderer.wrong_components());
    if problems.has_errors() {
        return;
    }
    let plan = renderer.plan();
    let pages: Vec<_> = plan
        .par_iter()
        .map(|planned| renderer.page(planned))
        .collect();
    for page in pages {
        match page {
            Ok((path, html)) => {
                built.pages += 1;
                built.output.insert(path, html);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    problems.extend(renderer.words_not_found());
    for (path, bytes) in renderer.files(&plan) {
        built.output.insert(path, bytes);
    }
    match renderer.worker(&plan, &built.output) {
        Ok(Some((path, bytes))) => _ = built.output.insert(path, bytes),
        Ok(None) => {}
        Err(problem) => problems.push(*problem),
    }
}
