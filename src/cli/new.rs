//! `handrail new`: a file to fill in. At a terminal it asks a few plain questions first.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Outcome, cannot_work};
use crate::disk;
use crate::model::theme::fill;
use crate::model::values::{Id, Phone};
use crate::problem::near::nearest;
use crate::starter;

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// What to start.
    #[arg(value_enum)]
    what: What,
    /// The file's name: lower-case letters, digits and hyphens, like `kite-care`. It becomes the
    /// address of the page and never changes. Only a provider, its checks, a guide and a
    /// sheet need one.
    id: Option<String>,
    /// Its name or title.
    #[arg(long)]
    name: Option<String>,
    /// The folder of the project.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    project: PathBuf,
}

/// What to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// A provider: `providers/ID.yml`
    Provider,
    /// A guide: `content/guides/ID.md`
    Guide,
    /// A sheet to print and to write on: `content/sheets/ID.yml`
    Sheet,
    /// The checks of a provider that is there: `providers/checks/ID.yml`
    Checks,
    /// What is checked about providers: 26 files in `content/criteria` to start from
    Criteria,
    /// The settings of a new site: `content/site.yml`
    Site,
    /// Colours of the site's own: `content/colours.yml`
    Colours,
    /// Words of the site's own: `content/words/en.yml`
    Words,
}

pub(super) fn new(arguments: &NewArguments) -> Outcome {
    if arguments.what == What::Criteria {
        return criteria(arguments);
    }
    let id = match file_id(arguments) {
        Ok(id) => id,
        Err(outcome) => return outcome,
    };
    if arguments.what == What::Checks
        && let Err(outcome) = provider_is_there(arguments, &id)
    {
        return outcome;
    }
    let (path, text) = match arguments.what {
        What::Provider => (format!("providers/{id}.yml"), provider(arguments, &id)),
        What::Guide => (format!("content/guides/{id}.md"), guide(arguments, &id)),
        What::Sheet => (format!("content/sheets/{id}.yml"), sheet(arguments, &id)),
        What::Checks => (format!("providers/checks/{id}.yml"), checks(arguments, &id)),
        What::Criteria => return Outcome::Fine,
        What::Site => ("content/site.yml".to_owned(), site(arguments)),
        What::Colours => (
            "content/colours.yml".to_owned(),
            starter::COLOURS.to_owned(),
        ),
        What::Words => ("content/words/en.yml".to_owned(), starter::WORDS.to_owned()),
    };
    let file = arguments.project.join(&path);
    match disk::add_new_file(&file, text.as_bytes()) {
        Ok(()) => {
            anstream::println!("Started `{path}`. Open it in an editor and fill it in.");
            anstream::println!("Then run `handrail check`. It says what is still missing.");
            Outcome::Fine
        }
        Err(error) => cannot_work(
            &format!("the file could not be started. {error}"),
            match arguments.what {
                What::Site | What::Colours | What::Words => {
                    "Open that file and change it. A file that is there is never written over."
                }
                _ => "Choose another name. A file that is there is never written over.",
            },
        ),
    }
}

/// Checks are about a provider, so its file must be there.
fn provider_is_there(arguments: &NewArguments, id: &str) -> Result<(), Outcome> {
    let path = format!("providers/{id}.yml");
    if arguments.project.join(&path).exists() {
        return Ok(());
    }
    let sources = disk::load(&arguments.project).map(|(sources, _)| sources);
    let sources = sources.unwrap_or_default();
    let files = sources.directly_in("providers");
    let names = files.filter(|(path, _)| path.extension() == "yml");
    let help = match nearest(id, names.map(|(path, _)| path.stem())) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Start the provider first: `handrail new provider {id}`."),
    };
    Err(cannot_work(&format!("there is no `{path}`."), &help))
}

/// Starts every criterion that is not there yet.
fn criteria(arguments: &NewArguments) -> Outcome {
    let today = jiff::Zoned::now().date().to_string();
    let (mut started, mut there) = (0, 0);
    for (name, text) in starter::criteria(&today) {
        let file = arguments.project.join("content/criteria").join(&name);
        if file.exists() {
            there += 1;
            continue;
        }
        if let Err(error) = disk::add_new_file(&file, text.as_bytes()) {
            return cannot_work(
                &format!("the file `content/criteria/{name}` could not be started. {error}"),
                "Mend this and run it again. It goes on where it stopped.",
            );
        }
        started += 1;
    }
    anstream::println!(
        "Started {started} files in `content/criteria`. {there} were there already."
    );
    anstream::println!(
        "Read them with your groups: take out what you do not check, and use your own words."
    );
    anstream::println!(
        "From now on nobody is shown before the must-have checks are made. \
         `handrail new checks ID` starts the checks of a provider."
    );
    Outcome::Fine
}

fn file_id(arguments: &NewArguments) -> Result<String, Outcome> {
    if matches!(arguments.what, What::Site | What::Colours | What::Words) {
        return Ok(String::new());
    }
    let typed = arguments.id.clone().or_else(|| {
        let question = "What short name should the file have? (like kite-care)";
        Some(ask(question, "")).filter(|answer| !answer.is_empty())
    });
    let Some(typed) = typed else {
        return Err(cannot_work(
            "the file needs a name.",
            "Write it after the command, like `handrail new provider kite-care`.",
        ));
    };
    if Id::parse(&typed).is_some() {
        return Ok(typed);
    }
    let better = Id::suggest(&typed).map_or_else(|| "kite-care".to_owned(), |id| id.to_string());
    Err(cannot_work(
        &format!("`{typed}` cannot be the name of a file."),
        &format!("Use lower-case letters, digits and hyphens, like `{better}`."),
    ))
}

fn provider(arguments: &NewArguments, id: &str) -> String {
    let name = name(arguments, id, "What is the provider called?");
    let summary = ask("What do they do, in one sentence?", "");
    let kind = ask_id("What kind of provider are they? (like home-care-agency)");
    let area = ask_id("Where do they work? (like camden)");
    let phone = ask_phone("What is their phone number?");
    fill(
        starter::PROVIDER,
        &[
            ("name", &quotable(&name)),
            ("summary", &quotable(&summary)),
            ("kind", &kind),
            ("area", &area),
            ("phone", &phone),
            ("today", &jiff::Zoned::now().date().to_string()),
        ],
    )
}

fn guide(arguments: &NewArguments, id: &str) -> String {
    let name = name(arguments, id, "What is the title of the guide?");
    let summary = ask("What does it tell people, in one sentence?", "");
    fill(
        starter::GUIDE,
        &[
            ("name", &quotable(&name)),
            ("summary", &quotable(&summary)),
            ("today", &jiff::Zoned::now().date().to_string()),
        ],
    )
}

fn checks(arguments: &NewArguments, id: &str) -> String {
    let name = name(arguments, id, "What is the provider called?");
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let today = jiff::Zoned::now().date().to_string();
    fill(starter::CHECKS, &[("name", &name), ("today", &today)])
}

fn sheet(arguments: &NewArguments, id: &str) -> String {
    let name = name(arguments, id, "What is the title of the sheet?");
    let summary = ask("What is it for, in one sentence?", "");
    fill(
        starter::SHEET,
        &[
            ("name", &quotable(&name)),
            ("summary", &quotable(&summary)),
            ("today", &jiff::Zoned::now().date().to_string()),
        ],
    )
}

fn site(arguments: &NewArguments) -> String {
    let name = name(arguments, "My directory", "What is the directory called?");
    let run_by = ask("Who runs it?", "");
    let phone = ask_phone("What is the team's phone number?");
    fill(
        starter::SITE,
        &[
            ("name", &quotable(&name)),
            ("run_by", &quotable(&run_by)),
            ("phone", &phone),
        ],
    )
}

fn name(arguments: &NewArguments, id: &str, question: &str) -> String {
    arguments.name.clone().unwrap_or_else(|| {
        let mut usual = id.replace('-', " ");
        if let Some(first) = usual.get(..1).map(str::to_uppercase) {
            usual.replace_range(..1, &first);
        }
        ask(question, &usual)
    })
}

/// Text that can stand between double quotation marks in YAML.
fn quotable(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    plain.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Asks a question at a terminal. Elsewhere, and when nothing is typed, the usual answer counts.
fn ask(question: &str, usual: &str) -> String {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return usual.to_owned();
    }
    let shown = if usual.is_empty() {
        String::new()
    } else {
        format!(" [{usual}]")
    };
    anstream::print!("{question}{shown} ");
    let _ = std::io::stdout().flush();
    let mut line = String::new();
    match input.lock().read_line(&mut line) {
        Ok(_) if !line.trim().is_empty() => line.trim().to_owned(),
        _ => usual.to_owned(),
    }
}

/// An id of a list, or nothing: `handrail check` then asks for it.
fn ask_id(question: &str) -> String {
    let answer = ask(question, "");
    let id = Id::parse(&answer).or_else(|| Id::suggest(&answer));
    id.map_or_else(String::new, |id| id.to_string())
}

/// A phone number, or nothing: `handrail check` then asks for a way to make contact.
fn ask_phone(question: &str) -> String {
    let answer = ask(question, "");
    Phone::parse(&answer).map_or_else(String::new, |phone| phone.to_string())
}
