//! `handrail import checks`: the table of checks comes back from a spreadsheet.

use std::path::PathBuf;

use clap::Args;

use super::cqc::cannot_read;
use super::opened::{Opened, write};
use super::report::{self, number};
use super::{Outcome, ProjectArguments, ReportArguments, cannot_work};
use crate::agree::NewFile;
use crate::disk;
use crate::import::{ImportedChecks, import_checks};
use crate::pipeline::MOST_SHOWN;
use crate::pipeline::guarding::guard;
use crate::problem::{Problems, Severity};
use crate::source::{Source, SourcePath};

#[derive(Debug, Args)]
pub(super) struct ChecksArguments {
    /// The CSV file, as the spreadsheet saved it.
    file: PathBuf,
    /// Say what would change and write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

pub(super) fn import_table(arguments: &ChecksArguments) -> Result<Outcome, Outcome> {
    let bytes =
        disk::read_file(&arguments.file).map_err(|error| cannot_read(&arguments.file, &error))?;
    let opened = Opened::open(&arguments.project)?;
    let name = arguments.file.file_name().unwrap_or_default();
    let name = SourcePath::new(name.to_string_lossy());
    let site = &opened.looked.site;
    let today = opened.options.today;
    let imported = import_checks(&opened.sources, site, &name, &bytes, today);
    if !imported.problems.is_empty() {
        let mut sources = opened.sources.clone();
        sources.insert(name, Source::new(bytes));
        return Ok(stop(arguments, &imported.problems, &sources));
    }
    let files: Vec<NewFile> = imported.changed.iter().map(new_file).collect();
    let Some(after) = opened.with(&files) else {
        return Err(cannot_work(
            "the project could not be read with these checks.",
            "Run `handrail check` first.",
        ));
    };
    let mut problems = Problems::default();
    for problem in after.problems.iter() {
        let is_new = files.iter().any(|file| file.path == problem.place.path);
        if is_new && problem.severity() == Severity::Error {
            problems.push(problem.clone());
        }
    }
    if !problems.is_empty() {
        return Ok(stop(arguments, &problems, &guard(&after.sources).sources));
    }
    if !arguments.dry_run {
        write(&arguments.project.project, &files)?;
    }
    say(arguments, &imported);
    Ok(Outcome::Fine)
}

fn stop(
    arguments: &ChecksArguments,
    problems: &Problems,
    sources: &crate::source::Sources,
) -> Outcome {
    let format = arguments.report.format;
    let (shown, left_out) = problems.clone().first_of_each_file(MOST_SHOWN);
    let shown = shown.with_left_out(left_out);
    report::problems(&shown, sources, format);
    report::total(&shown, format, "Nothing was written.");
    Outcome::ContentErrors
}

fn new_file(change: &crate::import::FileChange) -> NewFile {
    NewFile {
        path: change.path.clone(),
        bytes: change.text.clone().into_bytes(),
    }
}

fn say(arguments: &ChecksArguments, imported: &ImportedChecks) {
    for words in &imported.new {
        anstream::println!("  {words}");
    }
    let rows = number(imported.rows, "row", "rows");
    let files = number(imported.changed.len(), "record", "records");
    let new = imported.new.len();
    let did = match arguments.dry_run {
        true => "would be added to",
        false => "were added to",
    };
    anstream::println!(
        "{rows}: {} nothing new. {new} {did} {files}.",
        match imported.same {
            1 => "1 says".to_owned(),
            count => format!("{count} say"),
        }
    );
    if arguments.dry_run {
        anstream::println!("Nothing was written. Leave out `--dry-run` to write it.");
    }
}
