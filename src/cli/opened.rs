//! A project that was read, with everything that is wrong in it.

use std::path::Path;

use super::report;
use super::{Format, Outcome, ProjectArguments, cannot_work, today};
use crate::agree::asking::Project;
use crate::agree::{NewFile, Refusal};
use crate::disk;
use crate::pipeline::{Looked, Options, look};
use crate::problem::Problems;
use crate::routes::Destination;
use crate::source::{Source, Sources};
use crate::starter;

/// A project that was read.
pub(super) struct Opened {
    pub(super) sources: Sources,
    pub(super) looked: Looked,
    pub(super) problems: Problems,
    pub(super) options: Options,
}

impl Opened {
    /// Reads the project. Errors in single files do not stop it.
    pub(super) fn open(arguments: &ProjectArguments) -> Result<Opened, Outcome> {
        let (mut sources, found) = disk::load(&arguments.project).map_err(|error| {
            cannot_work(
                &format!("the project cannot be read. {error}."),
                "Go to the folder of the project, or name it with `--project`.",
            )
        })?;
        sources.fill_from(&starter::built_in());
        let options = Options {
            today: today(arguments),
            destination: Destination::Web,
            gallery: false,
            drafts: false,
        };
        Opened::of(sources, found, options).map_err(|(problems, sources)| {
            report::problems(&problems, &sources, Format::Human);
            report::total(&problems, Format::Human, "Mend this first.");
            Outcome::ContentErrors
        })
    }

    fn of(
        sources: Sources,
        mut problems: Problems,
        options: Options,
    ) -> Result<Opened, (Problems, Sources)> {
        let looked = match look(&sources, &options) {
            Ok(looked) => looked,
            Err(found) => return Err((found, sources)),
        };
        problems.extend(looked.all_problems(&sources, options.today));
        Ok(Opened {
            sources,
            looked,
            problems,
            options,
        })
    }

    /// The same project as it would be with these files.
    pub(super) fn with(&self, files: &[NewFile]) -> Option<Opened> {
        let mut sources = self.sources.clone();
        for file in files {
            sources.insert(file.path.clone(), Source::new(file.bytes.clone()));
        }
        Opened::of(sources, Problems::default(), self.options).ok()
    }

    pub(super) fn project(&self) -> Project<'_> {
        Project {
            sources: &self.sources,
            looked: &self.looked,
            problems: &self.problems,
        }
    }

    /// Says why something cannot be done, with the problems that stand in the way.
    pub(super) fn refuse(&self, refusal: &Refusal) -> Outcome {
        report::problems(&refusal.problems, &self.sources, Format::Human);
        cannot_work(&refusal.reason, &refusal.help)
    }
}

/// Writes files of the project, each as a whole, in their order.
pub(super) fn write(project: &Path, files: &[NewFile]) -> Result<(), Outcome> {
    for file in files {
        let place = project.join(file.path.as_str());
        let written = match place.exists() {
            true => disk::replace_file(&place, &file.bytes),
            false => disk::add_new_file(&place, &file.bytes),
        };
        written.map_err(|error| {
            cannot_work(
                &format!("`{}` could not be written. {error}", file.path),
                "Mend this and run the same command again. Nothing is lost.",
            )
        })?;
    }
    Ok(())
}
