//! The face: the only part that prints, and that knows the command line.
//!
//! Exit codes: 0 all is well; 1 the content has errors and nothing was written, or a comparison found
//! a difference; 2 Handrail could not do its work.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "this part talks to people, reads the clock and the terminal"
)]

mod build;
mod checks_table;
mod clock;
mod compare;
mod cqc;
mod decide;
mod due;
mod explain;
mod hosts;
mod import;
mod last;
mod new;
mod opened;
mod postcodes;
mod public;
mod report;
mod search;
mod serve;
mod signoff;
mod window;
mod workshop;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::days::no_such_day;
use crate::model::values::Date;

/// Builds an accessible, Easy Read directory of support providers from YAML and Markdown files.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Examples:
  handrail build                     Build the site into the folder `public`
  handrail serve --open              See the site in your browser as you write
  handrail build --for disk          Build it for a memory stick or a zip file
  handrail check                     Look for problems and write nothing
  handrail new provider kite-care    Start a file for a new provider
  handrail explain missing-date      Say more about one kind of problem

Exit codes: 0 all is well, 1 the content has errors, 2 Handrail could not work."
)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Build the site. If the content has an error, nothing is written.
    Build(BuildArguments),
    /// Show the site in your browser, and build it again each time you save a file.
    Serve(serve::ServeArguments),
    /// Look for problems in the content. Nothing is written.
    Check(CheckArguments),
    /// Start a new file, filled in as an example.
    New(new::NewArguments),
    /// Say more about one kind of problem: why it matters and how to mend it.
    Explain(explain::ExplainArguments),
    /// Find pages by words, as the search of the site finds them.
    Search(search::SearchArguments),
    /// Say which checks must be made again, and by when.
    Due(due::DueArguments),
    /// Show words that groups agree to, and write down that they do. Alone: what waits for whom.
    Signoff(signoff::SignOffArguments),
    /// Let a listing rest at once, with the word of one group.
    Pause(decide::PauseArguments),
    /// A provider leaves the list: its page says what to do now.
    Leave(decide::LeaveArguments),
    /// A provider closes: its page says what to do now.
    Close(decide::LeaveArguments),
    /// Bring in facts from elsewhere.
    #[command(subcommand)]
    Import(import::Import),
    /// Tell where facts from elsewhere have changed. Nothing is written.
    #[command(subcommand)]
    Compare(compare::Compare),
}

/// Where the project is and what day it is.
#[derive(Debug, Args)]
struct ProjectArguments {
    /// The folder of the project. It holds `content` and `providers`.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    project: PathBuf,
    /// Take this day for today, and not the day on the clock of this computer. Dates on the pages then
    /// stay the same.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    today: Option<Date>,
}

/// How problems are shown.
#[derive(Debug, Args)]
struct ReportArguments {
    /// How to show problems.
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Args)]
struct BuildArguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// The folder to write the site to. It is counted from the folder of the project, not from the folder
    /// that you are in.
    #[arg(long, value_name = "FOLDER", default_value = "public")]
    out: PathBuf,
    /// Where the site will be opened from.
    #[arg(long = "for", value_name = "PLACE", value_enum, default_value_t = Place::Web)]
    place: Place,
    /// Add a gallery of the theme's components, in the folder `gallery`. It is for designers: leave
    /// it out when you publish.
    #[arg(long)]
    gallery: bool,
    /// Say where the time went.
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    report: ReportArguments,
}

#[derive(Debug, Args)]
struct CheckArguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// Say where the time went.
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    report: ReportArguments,
}

/// Where the site will be opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Place {
    /// A web host, at the top of an address or in a folder of it.
    Web,
    /// A disk, memory stick or zip file. Links name `index.html`.
    Disk,
}

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: with the line and what to write.
    Human,
    /// One line each: `file:line:column: severity: message`.
    Short,
    /// For programs.
    Json,
    /// Notes beside the lines of a pull request on GitHub.
    Github,
}

/// The result of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// The content has errors.
    ContentErrors,
    /// The facts differ from those elsewhere.
    Differs,
    /// Handrail could not do its work.
    CouldNotWork,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => ExitCode::SUCCESS,
            Outcome::ContentErrors | Outcome::Differs => ExitCode::from(1),
            Outcome::CouldNotWork => ExitCode::from(2),
        }
    }
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let command = Command::parse();
    let outcome = match command.action {
        Action::Build(arguments) => build::build(&arguments),
        Action::Serve(arguments) => serve::serve(&arguments),
        Action::Check(arguments) => build::check(&arguments),
        Action::New(arguments) => new::new(&arguments),
        Action::Search(arguments) => search::search(&arguments),
        Action::Due(arguments) => due::due(&arguments),
        Action::Signoff(arguments) => signoff::sign_off(&arguments),
        Action::Pause(arguments) => decide::pause(&arguments),
        Action::Leave(arguments) => decide::leave(&arguments),
        Action::Close(arguments) => decide::close(&arguments),
        Action::Explain(arguments) => explain::explain(&arguments),
        Action::Import(import) => import::import(&import),
        Action::Compare(compare) => compare::compare(&compare),
    };
    outcome.into()
}

fn read_day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| {
        let how = "write the year, the month and the day, like 2026-08-06";
        match no_such_day(text) {
            Some(why) => format!("{why} So {how}"),
            None => how.to_owned(),
        }
    })
}

/// A number of the command line. `what` says what it counts, with an example.
fn read_number<T: FromStr>(text: &str, what: &str) -> Result<T, String> {
    text.trim().parse().map_err(|_| format!("write {what}"))
}

/// The day to build for: the one that was asked for, or the day on the clock.
fn today(arguments: &ProjectArguments) -> Date {
    arguments.today.unwrap_or_else(|| jiff::Zoned::now().date())
}

/// Says why Handrail could not do its work.
fn cannot_work(reason: &str, help: &str) -> Outcome {
    anstream::eprintln!("Handrail could not do this: {reason}");
    anstream::eprintln!("{help}");
    Outcome::CouldNotWork
}
