//! `handrail pause`, `leave` and `close`: decisions that cannot wait, with the word of one group.

use clap::Args;

use super::opened::{Opened, write};
use super::signoff::SpeakerArguments;
use super::{Outcome, ProjectArguments, cannot_work};
use crate::agree::deciding::{Act, no_new_errors};
use crate::agree::waiting::{Lane, second};
use crate::agree::{Speaker, group};
use crate::model::checks::Agreement;
use crate::model::days::Date;
use crate::model::values::{Id, day_words};
use crate::vetting::status::Shown;

#[derive(Debug, Args)]
pub(super) struct PauseArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// The listing is back from today.
    #[arg(long, conflicts_with_all = ["words", "agree", "role"])]
    end: bool,
}

#[derive(Debug, Args)]
pub(super) struct LeaveArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// The day on which it happens, if it is not today. It may be a day to come.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::read_day, conflicts_with = "agree")]
    on: Option<Date>,
}

#[derive(Debug, Args)]
struct CommonArguments {
    /// The provider: the name of its file in `providers`, without `.yml`.
    id: String,
    /// What people can do now, in plain and neutral words. Never say why.
    #[arg(long, value_name = "WORDS", conflicts_with = "agree")]
    words: Option<String>,
    /// You are the other group, and agree to what was done.
    #[arg(long, requires = "role")]
    agree: bool,
    #[command(flatten)]
    speaker: SpeakerArguments,
    /// Show what would come of it. Nothing is written.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    project: ProjectArguments,
}

pub(super) fn pause(arguments: &PauseArguments) -> Outcome {
    decide(&arguments.common, Lane::Pause, None, arguments.end)
}

pub(super) fn leave(arguments: &LeaveArguments) -> Outcome {
    decide(&arguments.common, Lane::Leave, arguments.on, false)
}

pub(super) fn close(arguments: &LeaveArguments) -> Outcome {
    decide(&arguments.common, Lane::Close, arguments.on, false)
}

fn decide(arguments: &CommonArguments, lane: Lane, on: Option<Date>, is_end: bool) -> Outcome {
    match decided(arguments, lane, on, is_end) {
        Ok(()) => Outcome::Fine,
        Err(outcome) => outcome,
    }
}

fn decided(
    arguments: &CommonArguments,
    lane: Lane,
    on: Option<Date>,
    is_end: bool,
) -> Result<(), Outcome> {
    let speaker = arguments.speaker.speaker()?;
    let opened = Opened::open(&arguments.project)?;
    let today = opened.options.today;
    let act = act(arguments, speaker, on.unwrap_or(today), is_end)?;
    let project = opened.project();
    let decided = project
        .decide(&arguments.id, lane, &act, today)
        .map_err(|refusal| opened.refuse(&refusal))?;
    let Some(after) = opened.with(std::slice::from_ref(&decided.file)) else {
        return Err(cannot_work(
            "the project could not be read with this change.",
            "Run `handrail check` first.",
        ));
    };
    no_new_errors(&after.project(), &decided).map_err(|refusal| opened.refuse(&refusal))?;
    if !arguments.dry_run {
        write(
            &arguments.project.project,
            std::slice::from_ref(&decided.file),
        )?;
    }
    say(arguments, &after, &decided.name, &act, lane);
    Ok(())
}

fn act(
    arguments: &CommonArguments,
    speaker: Option<Speaker>,
    on: Date,
    is_end: bool,
) -> Result<Act, Outcome> {
    if is_end {
        return Ok(Act::End);
    }
    let Some(speaker) = speaker else {
        return Err(cannot_work(
            "this needs to know who agrees to it.",
            "Add your group and the name that you chose, like `--role host --by \"Checks team\"`.",
        ));
    };
    Ok(match arguments.agree {
        true => Act::Agree(speaker),
        false => Act::Start {
            speaker,
            words: arguments.words.clone(),
            on,
        },
    })
}

/// Says what was done, what the public reads now, and who must agree by when.
fn say(arguments: &CommonArguments, after: &Opened, name: &str, act: &Act, lane: Lane) {
    let file = format!("providers/checks/{}.yml", arguments.id);
    match arguments.dry_run {
        true => anstream::println!("This would be written into `{file}`. Nothing was written."),
        false => anstream::println!("Written into `{file}`."),
    }
    let id = Id::parse(&arguments.id);
    let words = id
        .as_ref()
        .and_then(|id| after.looked.first_words(&after.options, id));
    match words {
        Some(words) if words.shown != Shown::Nothing => {
            anstream::println!("From the next build, the page of {name} starts like this:");
            anstream::println!("  | {}", words.heading);
            for sentence in &words.sentences {
                anstream::println!("  | {sentence}");
            }
        }
        _ => anstream::println!("{name} has no page now."),
    }
    if *act == Act::End {
        anstream::println!("Its listing rests no longer.");
        return;
    }
    let record = id.and_then(|id| after.looked.site.record(&id));
    let agreed: &[Agreement] = match (record, lane) {
        (None, _) => &[],
        (Some(record), Lane::Pause) => record
            .paused
            .last()
            .map_or(&[], |pause| pause.agreed.as_slice()),
        (Some(record), _) => record
            .left
            .as_ref()
            .map_or(&[], |left| left.agreed.as_slice()),
    };
    match second(agreed) {
        Some((missing, due)) => anstream::println!(
            "Ask {} to agree by {}. `handrail check` reminds you.",
            group(missing),
            day_words(due)
        ),
        None => anstream::println!("Both groups agree."),
    }
}
