//! `handrail import`: facts from elsewhere. Everything is worked out before the first file is written.

use clap::{Args, Subcommand};

use super::checks_table::{ChecksArguments, import_table};
use super::cqc::{CqcFileArguments, Opened, unknown_authority};
use super::postcodes::{self, PostcodesArguments};
use super::{Format, Outcome, ProjectArguments, ReportArguments, cannot_work, report, today};
use crate::disk;
use crate::import::{FileChange, ImportOptions, Imported, NewAreas, Stopped, import_cqc};
use crate::pipeline::guarding::guard;
use crate::problem::Problems;
use crate::source::{Source, SourcePath, Sources};

/// Files of one sort that are named. The rest are counted.
const MOST_SHOWN: usize = 20;

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Read CQC's care directory (a CSV file) and write a provider file for each location.
    ///
    /// A location that has a file already keeps it. The group `cqc` in it is brought up to date, and
    /// its name, phone, website and postcode where nobody has changed them by hand.
    Cqc(CqcArguments),
    /// Bring back the table of `handrail due --format csv`: each changed row becomes a new check.
    ///
    /// Old checks stay as they are. If one row is wrong, nothing is written.
    Checks(ChecksArguments),
    /// Take from a table where postcode districts lie, so that people can see who is near.
    ///
    /// Only the districts of your areas and providers are taken. Any open table of the places of
    /// postcodes will do.
    Postcodes(PostcodesArguments),
}

#[derive(Debug, Args)]
pub(super) struct CqcArguments {
    #[command(flatten)]
    cqc: CqcFileArguments,
    /// Add local authorities that are not in `content/lists/areas.yml` to it.
    #[arg(long)]
    add_areas: bool,
    /// Say what would change and write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

/// Runs the import that was asked for.
pub(super) fn import(import: &Import) -> Outcome {
    let outcome = match import {
        Import::Cqc(arguments) => import_file(arguments),
        Import::Checks(arguments) => import_table(arguments),
        Import::Postcodes(arguments) => postcodes::import(arguments),
    };
    match outcome {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn import_file(arguments: &CqcArguments) -> Result<Outcome, Outcome> {
    let format = arguments.report.format;
    let opened = arguments.cqc.open(&arguments.project)?;
    let Opened {
        sources,
        found,
        name,
        bytes,
    } = opened;
    if found.has_errors() {
        // A list that could not be loaded must not give way to the built-in one.
        report::problems(&found, &sources, format);
        report::total(&found, format, "Nothing was imported.");
        return Ok(Outcome::ContentErrors);
    }
    let options = ImportOptions {
        today: today(&arguments.project),
        dated: arguments.cqc.dated,
        authorities: arguments.cqc.authority.clone(),
        new_areas: if arguments.add_areas {
            NewAreas::Add
        } else {
            NewAreas::LeaveOut
        },
    };
    let imported = match import_cqc(&sources, &name, &bytes, &options) {
        Ok(imported) => imported,
        Err(Stopped::Problems(problems)) => {
            report::problems(&problems, &guard(&sources).sources, format);
            report::total(&problems, format, "Nothing was imported.");
            return Ok(Outcome::ContentErrors);
        }
        Err(Stopped::UnknownAuthority { name, near }) => {
            return Err(unknown_authority(&name, near));
        }
    };
    if !arguments.dry_run {
        write(&imported, arguments)?;
    }
    let sources = guard(&sources).sources.into_owned();
    show_problems(&imported, found, sources, &name, format);
    if format == Format::Human {
        show(&imported, arguments.dry_run);
    }
    Ok(Outcome::Fine)
}

/// Writes the list of areas first, so that no provider names an area that is not there yet.
fn write(imported: &Imported, arguments: &CqcArguments) -> Result<(), Outcome> {
    let changes = imported
        .areas
        .iter()
        .chain(&imported.changed)
        .chain(&imported.dated);
    let changes = changes.map(|change| (change, IsNew::Maybe));
    let files = changes.chain(imported.new.iter().map(|change| (change, IsNew::Yes)));
    let total = files.clone().count();
    for (written, (change, is_new)) in files.enumerate() {
        let file = arguments.project.project.join(change.path.as_str());
        let result = if is_new == IsNew::Maybe && file.exists() {
            disk::replace_file(&file, change.text.as_bytes())
        } else {
            disk::add_new_file(&file, change.text.as_bytes())
        };
        result.map_err(|error| {
            cannot_work(
                &format!(
                    "a file could not be written. {error} Before it, {written} of {total} files \
                     were written."
                ),
                "Mend this and import the same file again. It goes on where it stopped.",
            )
        })?;
    }
    Ok(())
}

/// Whether a file must not be there yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IsNew {
    Yes,
    Maybe,
}

fn show_problems(
    imported: &Imported,
    found: Problems,
    mut sources: Sources,
    name: &SourcePath,
    format: Format,
) {
    sources.insert(
        name.clone(),
        Source::new(imported.lines.clone().into_bytes()),
    );
    let mut problems = imported.problems.clone();
    problems.extend(found);
    report::problems(&problems, &sources, format);
    report::total(&problems, format, "");
}

/// Says what was done, in plain words.
fn show(imported: &Imported, is_dry_run: bool) {
    let day = imported
        .as_of
        .map(|day| format!(" of {day}"))
        .unwrap_or_default();
    anstream::println!(
        "CQC's file{day}: {}.",
        report::number(imported.rows, "row", "rows")
    );
    show_changes(&imported.new, "new", |change| {
        format!("{}  {}", change.path, change.what)
    });
    show_changes(&imported.changed, "changed", |change| {
        format!("{}: {}", change.path, change.what)
    });
    if !imported.dated.is_empty() {
        anstream::println!(
            "{} changed only in the day of CQC's file.",
            imported.dated.len()
        );
    }
    anstream::println!("{} the same.", imported.same);
    let left_out: usize = imported.left_out.values().sum();
    anstream::println!(
        "{left_out} left out{}",
        if left_out == 0 { "." } else { ":" }
    );
    for (reason, number) in &imported.left_out {
        anstream::println!("  {number} {}", reason.words());
    }
    if imported.dormant > 0 {
        anstream::println!(
            "{} dormant: registered with CQC, but not at work now. Ask them before you send people there.",
            imported.dormant
        );
    }
    show_areas(imported);
    if is_dry_run {
        anstream::println!("Nothing was written (`--dry-run`).");
    }
}

fn show_changes(changes: &[FileChange], word: &str, line: impl Fn(&FileChange) -> String) {
    anstream::println!(
        "{} {word}{}",
        changes.len(),
        if changes.is_empty() { "." } else { ":" }
    );
    for change in changes.iter().take(MOST_SHOWN) {
        anstream::println!("  {}", line(change));
    }
    if let Some(more) = changes
        .len()
        .checked_sub(MOST_SHOWN)
        .filter(|more| *more > 0)
    {
        anstream::println!("  and {more} more");
    }
}

fn show_areas(imported: &Imported) {
    let Some(areas) = &imported.areas else {
        return;
    };
    anstream::println!(
        "{} in `{}`: {}.",
        report::number(imported.new_areas.len(), "new area", "new areas"),
        areas.path,
        areas.what
    );
    if imported.site_names_areas {
        anstream::println!(
            "`content/site.yml` does not cover the new areas yet. Add them to `areas` there."
        );
    }
}
