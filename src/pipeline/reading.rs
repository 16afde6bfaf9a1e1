//! Files in memory -> all that people wrote, with all problems. Files are read on every core.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Options;
use super::memory::{Kept, Reading, Readings};
use crate::model::criterion::Criterion;
use crate::model::language::Language;
use crate::model::picture::Image;
use crate::model::settings::Settings;
use crate::model::sign_off::SignOffs;
use crate::model::site::Site;
use crate::model::theme::Theme;
use crate::model::values::Id;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::read::{Input, read_components, read_packs, read_picture_file, read_theme, sort_files};
use crate::source::{Source, SourcePath, Sources};

/// All that people wrote, as it stands in the files. What may be published is decided later.
pub(super) struct Read {
    /// The site.
    pub(super) site: Site,
    /// The sign-offs, by the file that holds them.
    pub(super) sign_offs: BTreeMap<SourcePath, SignOffs>,
    /// The theme.
    pub(super) theme: Theme,
}

/// Reads everything, but for what `memory` knows already. Nothing comes back without settings.
pub(super) fn read_all(
    sources: &Sources,
    options: &Options,
    memory: &mut Readings,
    problems: &mut Problems,
) -> Option<Read> {
    let input = Input {
        today: options.today,
    };
    let (lists, found) = input.read_lists(sources);
    problems.extend(found);
    memory.begin(options.today, &lists);
    let (synonyms, found) = input.read_synonyms(sources);
    problems.extend(found);
    let (centres, found) = input.read_postcodes(sources);
    problems.extend(found);
    let (search_checks, found) = input.read_search_checks(sources);
    problems.extend(found);
    let (mut settings, found) = input.read_settings(sources, &lists);
    problems.extend(found);
    if let (Some(settings), true) = (&mut settings, options.drafts) {
        settings.sign_offs.clear();
    }
    let main = settings
        .as_ref()
        .map_or_else(Language::default, |settings| settings.language.clone());
    let (family, found) = sort_files(sources, &main);
    problems.extend(found);
    let (statement, found) = input.read_statement(sources);
    problems.extend(found);
    let mut files = Files { sources, problems };
    let known = &mut memory.providers;
    let providers = files.read(known, &family.providers, |path, source, id| {
        let (provider, found) = input.read_provider(path, source, id, &lists);
        (provider.map(Arc::new), found)
    });
    let known = &mut memory.criteria;
    let criteria = files.read(known, &family.criteria, |path, source, id| {
        input.read_criterion(path, source, id, &lists)
    });
    memory.with_criteria(&criteria);
    let records = files.read(&mut memory.checks, &family.checks, |path, source, _| {
        let (record, found) = input.read_checks(path, source, &criteria, &lists);
        (record.map(Arc::new), found)
    });
    let visits = files.read(&mut memory.visits, &family.visits, |path, source, _| {
        let (visits, found) = input.read_visits(path, source);
        (Some(visits), found)
    });
    let sheets = files.read(&mut memory.sheets, &family.sheets, |path, source, id| {
        input.read_sheet(path, source, id)
    });
    let texts = files.read(&mut memory.texts, &family.texts, |path, source, key| {
        input.read_text(path, source, key, &lists)
    });
    let sign_offs = family
        .sign_offs
        .iter()
        .map(|path| (path.clone(), path.clone()));
    let sign_offs: Vec<_> = sign_offs.collect();
    let sign_offs = files.read(&mut memory.sign_offs, &sign_offs, |path, source, _| {
        let (sign_offs, found) = input.read_sign_offs(path, source);
        (Some(sign_offs), found)
    });
    let known = &mut memory.documents;
    let joined = files.read(known, &family.documents, |path, source, _| {
        let (pages, found) = input.read_documents(path, source, &lists);
        (Some(Arc::new(pages)), found)
    });
    let theme = read_whole_theme(
        sources,
        &input,
        settings.as_ref(),
        options.gallery,
        problems,
    );
    Some(Read {
        site: Site {
            settings: settings?,
            lists,
            centres,
            synonyms,
            search_checks,
            joined,
            providers,
            criteria: in_order(criteria),
            records,
            visits,
            texts,
            sheets,
            statement,
            approvals: BTreeMap::new(),
            agreed: BTreeMap::new(),
            applications: 0,
            held: BTreeSet::new(),
        },
        sign_offs,
        theme,
    })
}

/// Reads files of one sort after another.
struct Files<'f> {
    sources: &'f Sources,
    problems: &'f mut Problems,
}

impl Files<'_> {
    /// Files of one sort -> their values by key. Problems are gathered in order.
    fn read<K: Ord + Clone + Sync, T: Clone + Send + Sync>(
        &mut self,
        memory: &mut Kept<Reading<T>>,
        files: &[(SourcePath, K)],
        read: impl Fn(&SourcePath, &Source, &K) -> Reading<T> + Sync,
    ) -> BTreeMap<K, T> {
        let files = files.iter();
        let there: Vec<_> = files
            .filter_map(|(path, key)| Some((path, self.sources.get(path.as_str())?, key)))
            .collect();
        let all = memory.work(&there, |path, source, key| read(path, source, key));
        let mut values = BTreeMap::new();
        for ((.., key), (value, found)) in there.iter().zip(all) {
            self.problems.extend(found);
            if let Some(value) = value {
                values.insert((*key).clone(), value);
            }
        }
        values
    }
}

/// Criteria as members ordered them.
fn in_order(criteria: BTreeMap<Id, Criterion>) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = criteria.into_values().collect();
    criteria.sort_by_key(|criterion| criterion.order);
    criteria
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

/// The photos and drawings of providers, in their newest words and in their approved ones. Files
/// that no provider names are a warning.
pub(super) fn read_images(
    sources: &Sources,
    sites: [&Site; 2],
    problems: &mut Problems,
) -> Vec<Image> {
    let used: BTreeSet<&str> = sites
        .into_iter()
        .flat_map(|site| site.providers.values())
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
