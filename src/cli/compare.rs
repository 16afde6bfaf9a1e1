//! `handrail compare`: where facts from elsewhere differ from the listings. It writes nothing.

use clap::{Args, Subcommand};

use super::cqc::{CqcFileArguments, Opened, unknown_authority};
use super::report::{self, number};
use super::{Format, Outcome, ProjectArguments, ReportArguments, today};
use crate::import::{About, CompareOptions, Compared, Difference, Stopped, compare_cqc};
use crate::model::values::day_words;
use crate::pipeline::guarding::guard;
use crate::problem::Problems;
use crate::source::{Source, SourcePath, Sources};

/// Listings of which the file does not tell anything that are named. The rest are counted.
const MOST_SHOWN: usize = 20;

#[derive(Debug, Subcommand)]
pub(super) enum Compare {
    /// Tell where CQC's newest file differs from the listings. Nothing is written.
    ///
    /// Each listing with a CQC location is held beside its row: the rating and its day, the name, phone,
    /// website and postcode that CQC gives, and whether CQC says that it is dormant or has closed. A
    /// listing that is no longer in CQC's file is named too, unless the file cannot tell: because it
    /// was limited with `--authority`, is older, or is another kind of file.
    #[command(
        after_help = "Exit codes, so that a nightly job can tell: 0 nothing differs, 1 something differs or a listing
cannot be read, 2 Handrail could not work. Listings of which the file does not tell anything do
not count as different."
    )]
    Cqc(CqcArguments),
}

#[derive(Debug, Args)]
pub(super) struct CqcArguments {
    #[command(flatten)]
    cqc: CqcFileArguments,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

/// Runs the comparison that was asked for.
pub(super) fn compare(compare: &Compare) -> Outcome {
    let Compare::Cqc(arguments) = compare;
    match compare_file(arguments) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn compare_file(arguments: &CqcArguments) -> Result<Outcome, Outcome> {
    let format = arguments.report.format;
    let Opened {
        sources,
        found,
        name,
        bytes,
    } = arguments.cqc.open(&arguments.project)?;
    // Nothing is written, so nothing needs to see a private number.
    let mut sources = guard(&sources).sources.into_owned();
    let stop = |problems: &Problems, sources: &Sources| {
        report::problems(problems, sources, format);
        report::total(problems, format, "Nothing was compared.");
        Outcome::CouldNotWork
    };
    if found.has_errors() {
        return Err(stop(&found, &sources));
    }
    let options = CompareOptions {
        today: today(&arguments.project),
        dated: arguments.cqc.dated,
        authorities: arguments.cqc.authority.clone(),
    };
    let compared = match compare_cqc(&sources, &name, &bytes, &options) {
        Ok(compared) => compared,
        Err(Stopped::Problems(problems)) => return Err(stop(&problems, &sources)),
        Err(Stopped::UnknownAuthority { name, near }) => {
            return Err(unknown_authority(&name, near));
        }
    };
    let lines = Source::new(compared.lines.clone().into_bytes());
    sources.insert(SourcePath::new(name.as_str()), lines);
    if format == Format::Human {
        report::problems(&compared.problems, &sources, format);
        show(&compared);
    } else {
        report::problems(&compared.all_problems(), &sources, format);
    }
    let is_same = compared.differences.is_empty() && !compared.problems.has_errors();
    Ok(if is_same {
        Outcome::Fine
    } else {
        Outcome::Differs
    })
}

/// Says what differs, listing by listing.
fn show(compared: &Compared) {
    let day = compared
        .as_of
        .map(|day| format!(" of {}", day_words(day)))
        .unwrap_or_default();
    anstream::println!(
        "CQC's file{day} beside {}.",
        number(
            compared.listings,
            "listing with a CQC location",
            "listings with a CQC location"
        )
    );
    let mut differences = compared.differences.as_slice();
    while let Some(first) = differences.first() {
        let is_same_listing = |one: &&Difference| one.place.path == first.place.path;
        let count = differences.iter().take_while(is_same_listing).count();
        let (own, rest) = differences.split_at(count);
        show_listing(first, own);
        differences = rest;
    }
    show_untold(&compared.untold);
    show_counts(compared);
}

fn show_listing(first: &Difference, differences: &[Difference]) {
    anstream::println!("\n{} ({})", first.name, first.place.path);
    for one in differences {
        anstream::println!("  {}", one.message);
        anstream::println!("    {}", one.help);
    }
}

/// Listings of which the file does not tell anything. Many can have the same reason.
fn show_untold(untold: &[Difference]) {
    let mut reasons: Vec<&str> = Vec::new();
    for one in untold {
        if !reasons.contains(&one.message.as_str()) {
            reasons.push(&one.message);
        }
    }
    for reason in reasons {
        let own: Vec<&Difference> = untold.iter().filter(|one| one.message == reason).collect();
        let listings = number(own.len(), "listing", "listings");
        anstream::println!("\nNot known, {listings}:");
        anstream::println!("  {reason}");
        for one in own.iter().take(MOST_SHOWN) {
            anstream::println!("  - {} ({}). {}", one.name, one.place.path, one.help);
        }
        if own.len() > MOST_SHOWN {
            anstream::println!("  and {} more", own.len() - MOST_SHOWN);
        }
    }
}

fn show_counts(compared: &Compared) {
    let differing = compared.differing();
    let same = compared.listings - differing - compared.untold.len();
    anstream::println!(
        "\n{}, {same} the same, {} not known.",
        number(differing, "listing differs", "listings differ"),
        compared.untold.len()
    );
    for about in About::ALL {
        let count = compared.differences.iter().filter(|one| one.about == about);
        let count = count.count();
        let (one, many) = about.words();
        if count > 0 {
            anstream::println!("  {}", number(count, one, many));
        }
    }
    if compared.elsewhere > 0 {
        anstream::println!(
            "{} in other places, which were not asked for.",
            number(compared.elsewhere, "listing is", "listings are")
        );
    }
    if differing > 0 {
        anstream::println!(
            "Nothing was written. `handrail import cqc` brings CQC's facts into the listings."
        );
    }
}
