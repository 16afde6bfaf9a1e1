//! `handrail due`: what must be checked again, for people, spreadsheets, calendars and staff.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::report::{self, number};
use super::{Format, Outcome, ProjectArguments, cannot_work, read_number, today};
use crate::disk;
use crate::model::checks::CheckRole;
use crate::model::criterion::Weight;
use crate::model::days::Date;
use crate::model::provider::word_of;
use crate::model::values::day_words;
use crate::pipeline::{self, Options};
use crate::problem::Problems;
use crate::renewals::calendar::calendar;
use crate::renewals::table::table;
use crate::routes::Destination;
use crate::starter;
use crate::vetting::due::{Due, Urgency, all_due};

#[derive(Debug, Args)]
pub(super) struct DueArguments {
    /// Show checks that end within so many days.
    #[arg(long, value_name = "DAYS", value_parser = read_days, default_value_t = 90)]
    within: u16,
    /// Show every check of every provider, also those without an end.
    #[arg(long)]
    all: bool,
    /// Only what these people look at. Write it again for each one more.
    #[arg(long, value_name = "ROLE", value_parser = read_role)]
    role: Vec<CheckRole>,
    /// How to show it.
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Write it to this file and not to the screen.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    project: ProjectArguments,
}

/// How what is due is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// A table for a spreadsheet. `handrail import checks` brings it back.
    Csv,
    /// A calendar file with reminders.
    Ics,
    /// A page for staff. It is not published.
    Page,
}

fn read_days(text: &str) -> Result<u16, String> {
    read_number(text, "a number of days, like 30")
}

fn read_role(text: &str) -> Result<CheckRole, String> {
    let found = CheckRole::WORDS.iter().find(|(word, _)| *word == text);
    let known = CheckRole::WORDS.map(|(word, _)| word).join(", ");
    found
        .map(|(_, role)| *role)
        .ok_or_else(|| format!("choose one of {known}"))
}

/// Says what is due.
pub(super) fn due(arguments: &DueArguments) -> Outcome {
    match made(arguments) {
        Ok(text) => give(arguments, &text),
        Err(outcome) => outcome,
    }
}

fn made(arguments: &DueArguments) -> Result<String, Outcome> {
    let (sources, found) = disk::load(&arguments.project.project).map_err(|error| {
        cannot_work(
            &format!("the project cannot be read. {error}."),
            "Go to the folder of the project, or name it with `--project`.",
        )
    })?;
    let mut sources = sources;
    sources.fill_from(&starter::built_in());
    let today = today(&arguments.project);
    let options = Options {
        today,
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    };
    let stop = |problems: &Problems| {
        report::problems(problems, &sources, Format::Human);
        report::total(problems, Format::Human, "Mend this first.");
        Outcome::ContentErrors
    };
    if found.has_errors() {
        return Err(stop(&found));
    }
    if arguments.format == Form::Page {
        return pipeline::due_page(&sources, &options, |row| is_wanted(arguments, row, today))
            .map_err(|problems| stop(&problems));
    }
    let looked = pipeline::look(&sources, &options).map_err(|problems| stop(&problems))?;
    if looked.problems.has_errors() {
        return Err(stop(&looked.problems));
    }
    if looked.site.criteria.is_empty() {
        return Err(cannot_work(
            "this site has no criteria, so nothing can be due.",
            "`handrail new criteria` starts them.",
        ));
    }
    let mut rows = all_due(&looked.site, today);
    rows.retain(|row| is_wanted(arguments, row, today));
    Ok(match arguments.format {
        Form::Csv => table(&rows, today),
        Form::Ics => calendar(&rows, today),
        Form::Text | Form::Page => in_words(&rows, today),
    })
}

/// Information is never asked for again, unless all is wanted.
fn is_wanted(arguments: &DueArguments, row: &Due<'_>, today: Date) -> bool {
    let has_role = arguments.role.is_empty() || arguments.role.contains(&row.role());
    let is_near = match row.urgency {
        Urgency::Over | Urgency::Late | Urgency::Missing | Urgency::NotMet => true,
        _ => row
            .days_left(today)
            .is_some_and(|days| days <= i32::from(arguments.within)),
    };
    has_role && (arguments.all || (is_near && row.weight > Weight::Information))
}

fn give(arguments: &DueArguments, text: &str) -> Outcome {
    let Some(out) = &arguments.out else {
        anstream::print!("{text}");
        return Outcome::Fine;
    };
    if is_public(&arguments.project.project, out) {
        return cannot_work(
            "this is for the team, and the folder `public` is what the public sees.",
            "Choose another place for it, like `--out due.html`.",
        );
    }
    match disk::replace_file(out, text.as_bytes()) {
        Ok(()) => {
            anstream::println!(
                "Wrote `{}`. It is for the team: do not publish it.",
                out.display()
            );
            Outcome::Fine
        }
        Err(error) => cannot_work(
            &format!("the file could not be written. {error}"),
            "Check the name of its folder.",
        ),
    }
}

fn is_public(project: &Path, out: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    absolute(out).starts_with(absolute(&project.join("public")))
}

/// What is due in plain words, the most urgent first.
fn in_words(rows: &[Due<'_>], today: Date) -> String {
    let mut text = String::new();
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    if rows.is_empty() {
        add("Nothing is due.");
        return text;
    }
    for (_, urgency) in Urgency::WORDS {
        let own: Vec<&Due<'_>> = rows.iter().filter(|row| row.urgency == urgency).collect();
        if own.is_empty() {
            continue;
        }
        add(heading(urgency));
        let mut last = None;
        for row in own {
            if last != Some(&row.provider.id) {
                add(&format!("  {} ({})", row.provider.name, row.provider.id));
                last = Some(&row.provider.id);
            }
            add(&format!("    {}", line(row, today)));
        }
        add("");
    }
    add(&counts(rows));
    text
}

fn heading(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Over => "Over: only the name of the provider is shown",
        Urgency::Late => "Late: the page says so",
        Urgency::Missing => "Never checked, and a must",
        Urgency::NotMet => "Not met when somebody looked",
        Urgency::Within30 => "Ends within 30 days",
        Urgency::Within60 => "Ends within 60 days",
        Urgency::Within90 => "Ends within 90 days",
        Urgency::Later => "Ends later, or has no end",
    }
}

fn line(row: &Due<'_>, today: Date) -> String {
    let criterion = &row.criterion.id;
    let when = match (row.end, row.days_left(today)) {
        (Some(end), Some(days)) if days < 0 => {
            let ago = usize::try_from(-days).unwrap_or_default();
            format!(
                "ended on {}, {} ago",
                day_words(end),
                number(ago, "day", "days")
            )
        }
        (Some(end), Some(0)) => format!("ends today, on {}", day_words(end)),
        (Some(end), Some(days)) => {
            let left = usize::try_from(days).unwrap_or_default();
            format!(
                "ends on {}, in {}",
                day_words(end),
                number(left, "day", "days")
            )
        }
        _ => "has no end".to_owned(),
    };
    let when = match row.urgency {
        Urgency::Missing => "nobody has looked yet".to_owned(),
        Urgency::NotMet => "not met".to_owned(),
        _ => when,
    };
    let contacted = match row.contacted_on {
        _ if row.is_being_checked => "being checked now".to_owned(),
        Some(on) => format!("asked on {}", day_words(on)),
        None => "not asked yet".to_owned(),
    };
    let role = word_of(&CheckRole::WORDS, &row.role());
    format!("{criterion}: {when}; {contacted}; {role}")
}

/// How many there are of each, and how many providers were not asked.
fn counts(rows: &[Due<'_>]) -> String {
    let never = rows
        .iter()
        .filter(|row| row.contacted_on.is_none() && !row.is_being_checked)
        .count();
    let roles: Vec<String> = CheckRole::WORDS
        .iter()
        .filter_map(|(word, role)| {
            let count = rows.iter().filter(|row| row.role() == *role).count();
            (count > 0).then(|| format!("{count} for {word}"))
        })
        .collect();
    format!(
        "{}: {}. {never} not asked yet.",
        number(rows.len(), "check", "checks"),
        roles.join(", ")
    )
}
