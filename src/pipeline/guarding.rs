//! What must never be in the files: it is found before anything else reads them, and hidden from all
//! that follows.

use std::borrow::Cow;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use crate::problem::Problems;
use crate::read::{evidence_file, hide_private_numbers};
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
