//! `handrail signoff`: what waits for whom, the words that somebody is asked to agree to, and the
//! record of what they said.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use clap::{Args, ValueEnum};

use super::opened::{Opened, write};
use super::public::{public_reads, until_then};
use super::report::number;
use super::{Outcome, ProjectArguments, cannot_work};
use crate::agree::answering::{Answer, Turn};
use crate::agree::asking::{Question, Words};
use crate::agree::difference::Line;
use crate::agree::waiting::{Lane, Waiting};
use crate::agree::{Refusal, Speaker, group};
use crate::model::checks::SignOffRole;
use crate::model::sign_off::{Approval, Decision, SignOff, SignOffs};
use crate::model::values::day_words;
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub(super) struct SignOffArguments {
    /// The files whose words you looked at. Without a file: what waits for whom.
    files: Vec<String>,
    #[command(flatten)]
    speaker: SpeakerArguments,
    /// Hold the words back, and say why in a sentence. Others can read it.
    #[arg(long, value_name = "WHY", requires = "role")]
    hold: Option<String>,
    /// You have an interest of your own in this, such as a relative who works there. That is written
    /// down, and somebody else of your group must agree too.
    #[arg(long, requires = "role")]
    conflict: bool,
    /// Do not ask. Use it when you have read the words.
    #[arg(long, requires = "role")]
    yes: bool,
    #[command(flatten)]
    project: ProjectArguments,
}

/// Who speaks, and for which group.
#[derive(Debug, Args)]
pub(super) struct SpeakerArguments {
    /// The group that you speak for.
    #[arg(long, value_name = "GROUP", value_enum, requires = "by")]
    pub(super) role: Option<Role>,
    /// The name that you or your group chose. It is written down.
    #[arg(long, value_name = "NAME", requires = "role")]
    pub(super) by: Option<String>,
}

/// A group that agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
    /// People with lived experience
    LivedExperience,
    /// The body that publishes the site
    Host,
}

impl SpeakerArguments {
    /// Who speaks. Nothing, if nobody was named.
    pub(super) fn speaker(&self) -> Result<Option<Speaker>, Outcome> {
        let (Some(role), Some(by)) = (self.role, &self.by) else {
            return Ok(None);
        };
        let role = match role {
            Role::LivedExperience => SignOffRole::LivedExperience,
            Role::Host => SignOffRole::Host,
        };
        Speaker::new(role, by).map(Some).ok_or_else(|| {
            cannot_work(
                "`--by` has no name in it.",
                "Write the name that you or your group chose, like `--by \"Kite group\"`.",
            )
        })
    }
}

pub(super) fn sign_off(arguments: &SignOffArguments) -> Outcome {
    match signed_off(arguments) {
        Ok(()) => Outcome::Fine,
        Err(outcome) => outcome,
    }
}

fn signed_off(arguments: &SignOffArguments) -> Result<(), Outcome> {
    let speaker = arguments.speaker.speaker()?;
    let opened = Opened::open(&arguments.project)?;
    if arguments.files.is_empty() {
        if speaker.is_some() {
            return Err(cannot_work(
                "no file was named.",
                "Name the file whose words you looked at, like \
                 `handrail signoff providers/kite-care.yml`.",
            ));
        }
        say_what_waits(&opened);
        return Ok(());
    }
    // All files are looked at before one record is written.
    let mut questions = Vec::new();
    for typed in &arguments.files {
        let path = path_of(arguments, typed);
        let question = opened.project().question(&path);
        questions.push(question.map_err(|refusal| opened.refuse(&refusal))?);
    }
    for question in &questions {
        if !arguments.yes {
            show(question);
        }
        match &speaker {
            Some(speaker) => answer(arguments, &opened, question, speaker)?,
            None => say_how(&opened, question),
        }
    }
    Ok(())
}

/// The name of a file in the project, as it was typed from the folder above or with `\`.
fn path_of(arguments: &SignOffArguments, typed: &str) -> SourcePath {
    let typed = typed.replace('\\', "/");
    let project = arguments
        .project
        .project
        .to_string_lossy()
        .replace('\\', "/");
    let inside = typed.strip_prefix(&format!("{}/", project.trim_end_matches('/')));
    let inside = inside.unwrap_or(&typed);
    SourcePath::new(inside.trim_start_matches("./").trim_end_matches('/'))
}

fn answer(
    arguments: &SignOffArguments,
    opened: &Opened,
    question: &Question,
    speaker: &Speaker,
) -> Result<(), Outcome> {
    let path = &question.path;
    let answer = match &arguments.hold {
        Some(why) => Answer::Hold(why.clone()),
        None => Answer::Agree,
    };
    let refused = |refusal: &Refusal| opened.refuse(refusal);
    let root = &arguments.project.project;
    let turn = question.turn(speaker, &answer);
    if let Turn::Said(said) = turn.map_err(|refusal| refused(&refusal))? {
        anstream::println!(
            "{path}: {} said so already. {}",
            group(said.role),
            on_by(&said)
        );
        if let Some(copy) = question.copy(&opened.sources) {
            write(root, &[copy])?;
            anstream::println!("  A copy of the approved words is kept again.");
        }
        return Ok(());
    }
    if !is_certain(arguments, &answer)? {
        anstream::println!("Nothing was written about `{path}`.");
        return Ok(());
    }
    let today = opened.options.today;
    let answered = question
        .answer(&opened.sources, speaker, &answer, arguments.conflict, today)
        .map_err(|refusal| refused(&refusal))?;
    write(root, &answered.files)?;
    let did = match answer {
        Answer::Agree => "agrees to these words",
        Answer::Hold(_) => "holds these words back",
    };
    anstream::println!("{path}: {} {did}.", speaker.by);
    let next = what_now(opened, &answered.sign_offs, question, answered.approval);
    anstream::println!("  {next}");
    Ok(())
}

/// Asks at a terminal. Elsewhere `--yes` must be there, so that nobody agrees by accident.
fn is_certain(arguments: &SignOffArguments, answer: &Answer) -> Result<bool, Outcome> {
    if arguments.yes || matches!(answer, Answer::Hold(_)) {
        return Ok(true);
    }
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Err(cannot_work(
            "nobody can be asked here, because this is not a terminal.",
            "Read the words above. If you agree, add `--yes`. If not, add `--hold` and say why.",
        ));
    }
    anstream::print!("Do you agree to these words? Type yes or no: ");
    let _ = std::io::stdout().flush();
    let mut line = String::new();
    let _ = input.lock().read_line(&mut line);
    Ok(matches!(line.trim().to_lowercase().as_str(), "yes" | "y"))
}

/// What the public reads now, and who is missing.
fn what_now(
    opened: &Opened,
    sign_offs: &SignOffs,
    question: &Question,
    approval: Approval,
) -> String {
    let public = public_reads(opened, question, approval);
    let sum = &question.signing.current;
    if let Some(hold) = sign_offs.hold(sum) {
        let reason = hold.reason.as_deref().unwrap_or("no reason was given");
        let reason = reason.trim_end_matches('.');
        let end = if reason.ends_with(['?', '!']) {
            ""
        } else {
            "."
        };
        return format!("{} holds them back: {reason}{end} {public}", hold.by);
    }
    let missing = sign_offs.missing(&question.signing.roles, sum);
    if missing.is_empty() {
        return public;
    }
    let groups: Vec<&str> = missing.into_iter().map(group).collect();
    format!("It waits for {}. {public}", groups.join(" and "))
}

/// Shows the words, and what was said about them so far.
fn show(question: &Question) {
    anstream::println!("{}", question.path);
    match &question.words {
        Words::New(lines) => all(lines, "These words are new:"),
        Words::Same(lines) => all(lines, "These words were approved last:"),
        Words::Uncompared(lines) => all(lines, "All words, because the change cannot be shown:"),
        Words::Changed(lines) => {
            anstream::println!("What changed since the words were approved:");
            for line in lines {
                anstream::println!("  {}", changed(line));
            }
        }
    }
    let sum = &question.signing.current;
    for one in question
        .signing
        .sign_offs
        .all
        .iter()
        .filter(|one| one.sum == *sum)
    {
        anstream::println!("{}", said(one));
    }
    anstream::println!();
}

fn all(lines: &[String], heading: &str) {
    anstream::println!("{heading}");
    for line in lines {
        anstream::println!("  | {line}");
    }
}

fn changed(line: &Line) -> String {
    match line {
        Line::Same(text) => format!("  {text}"),
        Line::TakenOut(text) => format!("- {text}"),
        Line::New(text) => format!("+ {text}"),
        Line::Gap(count) => format!("  ({} the same)", number(*count, "line is", "lines are")),
    }
}

fn said(one: &SignOff) -> String {
    let did = match one.decision {
        Decision::Approve => "agreed for",
        Decision::Hold => "held this back for",
    };
    let reason = one.reason.as_ref();
    let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
    let conflict = match one.conflict_of_interest {
        true => ", with an interest of their own",
        false => "",
    };
    let on = day_words(one.on);
    let end = match reason.ends_with(['?', '!', '.']) {
        true => "",
        false => ".",
    };
    format!(
        "{} {did} {} on {on}{conflict}{reason}{end}",
        one.by,
        group(one.role)
    )
}

fn on_by(one: &SignOff) -> String {
    format!("It was {}, on {}.", one.by, day_words(one.on))
}

fn say_how(opened: &Opened, question: &Question) {
    let signing = &question.signing;
    anstream::println!(
        "{}",
        what_now(opened, &signing.sign_offs, question, signing.approval)
    );
    anstream::println!(
        "To agree: handrail signoff {path} --role host --by \"NAME\"\n\
         To hold it back: add --hold \"WHY\"\n\
         For the group of people with lived experience: --role lived-experience",
        path = question.path
    );
}

/// What waits for whom.
fn say_what_waits(opened: &Opened) {
    let waiting = opened.project().waiting();
    let is_all_well = waiting.words.is_empty()
        && waiting.held.is_empty()
        && waiting.decisions.is_empty()
        && waiting.unkept.is_empty()
        && waiting.broken.is_empty();
    if is_all_well {
        let files = number(waiting.files, "file has", "files have");
        anstream::println!("Nothing waits for anybody. {files} words that groups agree to.");
        return;
    }
    words_that_wait(&waiting);
    for (path, hold) in &waiting.held {
        anstream::println!("{path}: {}", said(hold));
    }
    for path in &waiting.unkept {
        anstream::println!(
            "{path}: both groups agreed, but no copy is kept. Run the same sign-off again."
        );
    }
    for path in &waiting.broken {
        anstream::println!("{path}: it has errors. `handrail check` shows them.");
    }
    decisions_that_wait(&waiting);
}

fn words_that_wait(waiting: &Waiting) {
    for one in &waiting.words {
        let groups: Vec<&str> = one.missing.iter().copied().map(group).collect();
        anstream::println!(
            "{}: waits for {}. {}",
            one.path,
            groups.join(" and "),
            until_then(one.approval)
        );
    }
}

fn decisions_that_wait(waiting: &Waiting) {
    for one in &waiting.decisions {
        let (what, command) = match one.what {
            Lane::Pause => ("the listing rests", "pause"),
            Lane::Leave => ("the provider leaves the list", "leave"),
            Lane::Close => ("the provider closes", "close"),
            Lane::Remove => ("the provider is taken off the list", "remove"),
        };
        let word = crate::agree::role_word(one.missing);
        let due = day_words(one.due);
        let how = match one.what {
            Lane::Remove => format!("Add to `agreed` in `providers/checks/{}.yml`.", one.id),
            _ => format!(
                "To agree: handrail {command} {} --agree --role {word} --by \"NAME\"",
                one.id
            ),
        };
        anstream::println!(
            "{}: {what}. It waits for {} until {due}.\n  {how}",
            one.name,
            group(one.missing)
        );
    }
}
