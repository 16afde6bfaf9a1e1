//! What must never be in the files: it is found before anything else reads them, and hidden from all
//! that follows.

use std::borrow::Cow;

use super::memory::Kept;
use crate::problem::Problems;
use crate::read::{Hidden, evidence_file, hide_private_numbers};
use crate::source::Sources;

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
    guard_again(sources, &mut Kept::new(false))
}

/// The same, but for files of which it is known what they hold.
pub(super) fn guard_again<'s>(
    sources: &'s Sources,
    memory: &mut Kept<Option<Hidden>>,
) -> Guarded<'s> {
    let files = FOLDERS.iter().flat_map(|folder| sources.under(folder));
    let files: Vec<_> = files.map(|(path, source)| (path, source, ())).collect();
    let hidden = memory.work(&files, |path, source, ()| {
        hide_private_numbers(path, source)
    });
    let found = files.iter().zip(hidden);
    let found = found.filter_map(|((path, ..), hidden)| Some((*path, hidden?)));
    let mut guarded = Guarded {
        sources: Cow::Borrowed(sources),
        problems: Problems::default(),
    };
    for (path, file) in found {
        guarded.sources.to_mut().insert(path.clone(), file.source);
        guarded.problems.extend(file.problems);
    }
    for (path, ..) in files {
        if let Some(problem) = evidence_file(path) {
            let shown = guarded.sources.to_mut();
            shown.remove(path);
            shown.note_unloaded(path.clone());
            guarded.problems.push(problem);
        }
    }
    guarded
}
