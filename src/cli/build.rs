//! `handrail build` and `handrail check`: load, build, report, and write if nothing is wrong.

use std::io;
use std::path::{Path, PathBuf};

use super::clock::Clock;
use super::last::{Last, Summing};
use super::{
    BuildArguments, CheckArguments, Format, Outcome, Place, ProjectArguments, cannot_work, hosts,
    report, today,
};
use crate::disk::{self, Written};
use crate::output::Sink;
use crate::pipeline::{self, Built, Options, Progress};
use crate::problem::Problems;
use crate::routes::Destination;
use crate::source::Sources;
use crate::starter;

/// Builds the site.
pub(super) fn build(arguments: &BuildArguments) -> Outcome {
    if let Err(outcome) = check_out(&arguments.project.project, &arguments.out) {
        return outcome;
    }
    let destination = match arguments.place {
        Place::Web => Destination::Web,
        Place::Disk => Destination::Disk,
    };
    let format = arguments.report.format;
    // A site that was left half written is made whole, even if this build finds errors.
    let out = out_folder(&arguments.project.project, &arguments.out);
    if let Err(error) = disk::finish(&out) {
        return not_written(&error);
    }
    let clock = Clock::start(arguments.timings);
    let Some((mut sources, problems)) = load(&arguments.project) else {
        return Outcome::CouldNotWork;
    };
    sources.fill_from(&starter::built_in());
    let options = Options {
        today: today(&arguments.project),
        destination,
        gallery: arguments.gallery,
        drafts: false,
    };
    clock.next("Looking whether anything changed");
    let last = Last::new(&arguments.project.project, &out, &sources, &options);
    let last = last.filter(|_| problems.is_empty());
    let (made, written) = match last.as_ref().and_then(Last::build) {
        Some(built) => {
            let written = Written {
                kept: usize::try_from(built.size.files).unwrap_or(usize::MAX),
                ..Written::default()
            };
            ((built, sources), Ok(Some(written)))
        }
        None => {
            let make = |sink: &dyn Sink| {
                let summing = Summing::new(sink);
                let (built, sources) = build_from(sources, problems, &options, &summing, &clock);
                let is_good = !built.problems.has_errors();
                if is_good {
                    clock.next("Putting the pages in their place");
                }
                ((built, sources, summing.sum()), is_good)
            };
            let ((built, sources, sum), written) = disk::write_made(make, &out);
            if let (Some(last), Ok(Some(_))) = (&last, &written) {
                last.keep(&built, &sum);
            }
            ((built, sources), written)
        }
    };
    clock.end();
    let outcome = tell(&made, written, &out, format);
    clock.say_timings();
    outcome
}

/// Says what was made, or why nothing was.
fn tell(
    (built, sources): &(Built, Sources),
    written: io::Result<Option<Written>>,
    out: &Path,
    format: Format,
) -> Outcome {
    report::problems(&built.problems, sources, format);
    match written {
        _ if built.problems.has_errors() => {
            report::total(&built.problems, format, "Nothing was written.");
            Outcome::ContentErrors
        }
        Err(error) => not_written(&error),
        Ok(written) => {
            report::total(&built.problems, format, "");
            if format == Format::Human {
                report::written(built, written.unwrap_or_default(), out);
                say_limits(built);
            }
            Outcome::Fine
        }
    }
}

fn not_written(error: &io::Error) -> Outcome {
    match error.kind() {
        io::ErrorKind::WouldBlock => cannot_work(
            &error.to_string(),
            "Wait until it has ended. Then build again.",
        ),
        _ => cannot_work(
            &format!("a file of the site could not be written. {error}"),
            "Mend this and build again.",
        ),
    }
}

/// Looks for problems.
pub(super) fn check(arguments: &CheckArguments) -> Outcome {
    let clock = Clock::start(arguments.timings);
    let Some((mut sources, problems)) = load(&arguments.project) else {
        return Outcome::CouldNotWork;
    };
    sources.fill_from(&starter::built_in());
    let options = Options {
        today: today(&arguments.project),
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    };
    let (built, sources) = build_from(sources, problems, &options, &(), &clock);
    clock.end();
    let format = arguments.report.format;
    report::problems(&built.problems, &sources, format);
    if built.problems.is_empty() && format == Format::Human {
        anstream::println!(
            "No problems in {} and {}.",
            report::number(built.providers, "provider", "providers"),
            report::number(built.pages, "page", "pages")
        );
    } else {
        report::total(&built.problems, format, "");
    }
    let has_errors = built.problems.has_errors();
    if format == Format::Human && !has_errors {
        say_limits(&built);
    }
    clock.say_timings();
    match has_errors {
        true => Outcome::ContentErrors,
        false => Outcome::Fine,
    }
}

/// Says which hosts would not take the site.
fn say_limits(built: &Built) {
    if let Some(advice) = hosts::advice(&built.size) {
        anstream::println!("{advice}");
    }
}

/// Loads the files. Nothing comes back, and the reason is said, when the folder cannot be read.
fn load(arguments: &ProjectArguments) -> Option<(Sources, Problems)> {
    match disk::load(&arguments.project) {
        Ok(loaded) => Some(loaded),
        Err(error) => {
            cannot_work(
                &format!("the project cannot be read. {error}."),
                "Go to the folder of the project, or name it with `--project`.",
            );
            None
        }
    }
}

/// Builds from files that were loaded, and adds what was wrong with loading them. The files come back
/// as they may be shown.
fn build_from(
    sources: Sources,
    problems: Problems,
    options: &Options,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> (Built, Sources) {
    let (mut built, sources) = pipeline::build_once(sources, options, sink, progress);
    built.problems.extend(problems);
    (built, sources)
}

/// The folder of the site: beside `content`, unless the path starts at the top of the disk.
fn out_folder(project: &Path, out: &Path) -> PathBuf {
    project.join(out)
}

/// The site must not be written over the project itself.
fn check_out(project: &Path, out: &Path) -> Result<(), Outcome> {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let plain = |path: PathBuf| -> PathBuf {
        let mut parts = PathBuf::new();
        for part in path.components() {
            match part {
                std::path::Component::ParentDir => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts
    };
    let project = plain(absolute(project));
    let out = plain(absolute(&out_folder(&project, out)));
    // A link may lead into the project, so only real places are compared.
    let real = |path: &Path| {
        let mut above = path.ancestors();
        let found = above.find_map(|above| Some((above, above.canonicalize().ok()?)));
        let rest = |above| path.strip_prefix(above).unwrap_or(path);
        found.map_or_else(
            || path.to_path_buf(),
            |(above, real)| real.join(rest(above)),
        )
    };
    let own =
        ["content", "providers", "themes", ".handrail"].map(|folder| real(&project.join(folder)));
    let (inner, outer) = (real(&out), real(&project));
    let clashes = outer.starts_with(&inner) || own.iter().any(|folder| inner.starts_with(folder));
    if clashes {
        return Err(cannot_work(
            &format!("`{}` holds the project's own files.", out.display()),
            "Choose a folder of its own for the site, like `--out public`.",
        ));
    }
    Ok(())
}
