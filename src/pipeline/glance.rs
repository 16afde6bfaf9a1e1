//! The pages of a few providers alone, long before all others: for the preview, where somebody waits for them.
//!
//! What is shown in this way is what the whole build will make. For that it looks at a site that is like the last one
//! that was built in everything that all pages share, and has these providers only. Pages of a provider that hang on
//! other providers are left to the whole build, and so is everything that is wrong.

use std::collections::BTreeSet;

use super::guarding::guard_again;
use super::making::show_first;
use super::memory::{Kept, Memory, Readings};
use super::reading::read_all;
use super::{Options, Whole, approve};
use crate::model::sign_off::{Signed, approved_folder, record_folder};
use crate::output::Sink;
use crate::problem::Problems;
use crate::read::Hidden;
use crate::render::{RenderOptions, Renderer};
use crate::source::{Source, SourcePath, Sources};

/// The folders of the files of providers: what is true of them, and what was checked and seen.
const FOLDERS: [&str; 3] = ["providers", "providers/checks", "providers/visits"];

/// What was read for earlier glances.
pub(super) struct Glanced {
    guarded: Kept<Option<Hidden>>,
    read: Readings,
}

impl Glanced {
    /// An empty one, that keeps what is read or does not.
    pub(super) fn new(keeps: bool) -> Self {
        Glanced {
            guarded: Kept::new(keeps),
            read: Readings::new(keeps),
        }
    }
}

/// The files of a project with those of a few providers only: the ones that `changed` is about. Nothing comes back
/// when it is about anything else too, or when a file is no longer there.
pub fn only_about(
    sources: &Sources,
    changed: Vec<(SourcePath, Option<Source>)>,
) -> Option<Sources> {
    // Editors write into files beside the real one, and those are gone again.
    let is_passing = |(path, source): &(SourcePath, Option<Source>)| {
        source.is_none() && path.extension() != "yml"
    };
    let changed: Vec<_> = changed.into_iter().filter(|one| !is_passing(one)).collect();
    let stems: BTreeSet<String> = changed
        .iter()
        .map(|(path, source)| {
            let is_there = source.is_some() && path.extension() == "yml";
            (is_there && FOLDERS.contains(&path.folder())).then(|| path.stem().to_owned())
        })
        .collect::<Option<_>>()?;
    let is_of_a_provider = is_of_a_provider();
    let mut few = Sources::default();
    for (path, source) in sources.iter() {
        if !is_of_a_provider(path) || stems.contains(path.stem()) {
            few.insert(path.clone(), source.clone());
        }
    }
    for (path, source) in changed {
        few.insert(path, source?);
    }
    (!stems.is_empty()).then_some(few)
}

/// Tells whether a file is about one provider, from its path.
fn is_of_a_provider() -> impl Fn(&SourcePath) -> bool {
    let signed = [Signed::Providers, Signed::Visits].map(Signed::word);
    let signed = signed.map(|word| [record_folder(word), approved_folder(word)]);
    move |path| {
        let folder = path.folder();
        FOLDERS.contains(&folder) || signed.iter().flatten().any(|signed| signed == folder)
    }
}

/// Whether anything is wrong with these providers. In the last build nothing was wrong with anything else, and what
/// seems so now is only that other providers are not here.
fn are_wrong(problems: &Problems) -> bool {
    let files = problems.files_with_errors();
    let is_of_a_provider = is_of_a_provider();
    files.iter().any(is_of_a_provider)
}

/// Makes the pages that are different now, and hands them to `sink` with what they load. False when the whole
/// build must say what they are.
///
/// `few` is what [`only_about`] gave. `memory` is that of the last whole build, and it does not change what that one
/// knows.
pub fn glance(few: &Sources, options: &Options, sink: &dyn Sink, memory: &mut Memory) -> bool {
    let Memory { glanced, made, .. } = memory;
    let guarded = guard_again(few, &mut glanced.guarded);
    let mut problems = guarded.problems;
    let sources = guarded.sources.as_ref();
    let Some(read) = read_all(sources, options, &mut glanced.read, &mut problems) else {
        return false;
    };
    let published = approve(sources, &read, options.today, &mut problems);
    let whole = Whole {
        site: &read.site,
        published: &published,
        theme: &read.theme,
    };
    let images = whole.check(sources, options.today, &mut problems);
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    // Without what the last build knows, or with anything else than it knew, no page is wanted first.
    let (renderer, found) = Renderer::with_memory(
        &published,
        &read.theme,
        &images,
        render_options,
        made.as_ref(),
    );
    problems.extend(found);
    !are_wrong(&problems) && hand_on(&renderer, sink)
}

fn hand_on(renderer: &Renderer<'_>, sink: &dyn Sink) -> bool {
    let plan = renderer.plan();
    let groups = plan.chunk_by(|one, next| one.belongs_to(next));
    let wanted = groups.filter(|together| renderer.is_wanted_first(together));
    let pages = wanted.flat_map(|together| renderer.pages(together));
    let Ok(pages) = pages.collect::<Result<Vec<_>, _>>() else {
        return false;
    };
    if pages.is_empty() || renderer.words_not_found().has_errors() {
        return false;
    }
    for (path, html) in pages {
        sink.take(&path, html.into_boxed_bytes());
    }
    show_first(renderer, sink);
    true
}
