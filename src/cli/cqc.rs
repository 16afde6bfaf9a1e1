//! What the commands share that read CQC's file: its arguments, and the project that it belongs to.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Outcome, ProjectArguments, cannot_work, read_day};
use crate::disk;
use crate::model::values::Date;
use crate::problem::Problems;
use crate::source::{SourcePath, Sources};
use crate::starter;

/// CQC's file and what counts of it.
#[derive(Debug, Args)]
pub(super) struct CqcFileArguments {
    /// The CSV file from CQC's website, as it came.
    file: PathBuf,
    /// Only places of this local authority, like `Camden`. Write it again for each one more.
    #[arg(long, value_name = "NAME")]
    pub(super) authority: Vec<String>,
    /// The day of the file, if the file does not say it. Without it: today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) dated: Option<Date>,
}

/// CQC's file and the project, as they were found.
pub(super) struct Opened {
    /// The files of the project, with the built-in ones.
    pub(super) sources: Sources,
    /// What could not be loaded.
    pub(super) found: Problems,
    /// The name of CQC's file.
    pub(super) name: SourcePath,
    /// CQC's file.
    pub(super) bytes: Vec<u8>,
}

impl CqcFileArguments {
    /// Reads CQC's file and loads the project.
    pub(super) fn open(&self, project: &ProjectArguments) -> Result<Opened, Outcome> {
        let bytes = disk::read_file(&self.file).map_err(|error| cannot_read(&self.file, &error))?;
        let (mut sources, found) =
            disk::load(&project.project).map_err(|error| no_project(&project.project, &error))?;
        let settings = "content/site.yml";
        if sources.get(settings).is_none() && !sources.is_unloaded(settings) {
            return Err(cannot_work(
                "there is no `content/site.yml` here, so this is not the folder of a project.",
                "Go to the folder of the project, or name it with `--project`. `handrail new site` starts one.",
            ));
        }
        sources.fill_from(&starter::built_in());
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        Ok(Opened {
            sources,
            found,
            name: SourcePath::new(name),
            bytes,
        })
    }
}

pub(super) fn cannot_read(file: &Path, error: &io::Error) -> Outcome {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    cannot_work(
        &format!("the file `{}` cannot be read: {reason}.", file.display()),
        "Check its name and its folder.",
    )
}

fn no_project(project: &Path, error: &io::Error) -> Outcome {
    cannot_work(
        &format!(
            "the folder `{}` cannot be read ({error}).",
            project.display()
        ),
        "Go to the folder of the project, or name it with `--project`.",
    )
}

/// Says that no row has a local authority that was asked for.
pub(super) fn unknown_authority(name: &str, near: Option<String>) -> Outcome {
    let help = near.map_or_else(
        || {
            "Write the name of a council as it stands in the file's column of local authorities."
                .to_owned()
        },
        |near| format!("Did you mean `{near}`?"),
    );
    cannot_work(
        &format!("no row of the file has the local authority `{name}`."),
        &help,
    )
}
