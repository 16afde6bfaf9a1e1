//! `handrail search`: pages by words, as the search of the site finds them.

use clap::Args;

use super::report::{self, number};
use super::{Format, Outcome, ProjectArguments, cannot_work, read_number, today};
use crate::disk;
use crate::pipeline::{FindError, Found, How, Options, Wanted, document_lines, find, searches};
use crate::routes::Destination;
use crate::source::Sources;
use crate::starter;

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What a reader would type.
    words: Vec<String>,
    /// Print every page of this project that the search knows, each as one line of JSON. It is for the search of
    /// another directory, or for a search engine of your own.
    #[arg(long, conflicts_with_all = ["words", "gaps"])]
    documents: bool,
    /// List what your search checks type that finds little: a start for what the directory lacks.
    #[arg(long, conflicts_with = "words")]
    gaps: bool,
    /// Say why each page fits: the points of each word.
    #[arg(long)]
    explain: bool,
    /// Show the nearest pages first, from this postcode or the first part of it.
    #[arg(long, value_name = "POSTCODE")]
    near: Option<String>,
    /// How many pages to show.
    #[arg(long, value_name = "NUMBER", value_parser = read_limit, default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    project: ProjectArguments,
}

fn read_limit(text: &str) -> Result<usize, String> {
    read_number(text, "a number of pages, like 10")
}

pub(super) fn search(arguments: &SearchArguments) -> Outcome {
    if arguments.words.is_empty() && !arguments.gaps && !arguments.documents {
        return cannot_work(
            "there are no words to look for.",
            "Write what a reader would type, like `handrail search help at home`.",
        );
    }
    let (mut sources, _) = match disk::load(&arguments.project.project) {
        Ok(loaded) => loaded,
        Err(error) => {
            return cannot_work(
                &format!("the project cannot be read. {error}."),
                "Go to the folder of the project, or name it with `--project`.",
            );
        }
    };
    sources.fill_from(&starter::built_in());
    let options = Options {
        today: today(&arguments.project),
        destination: Destination::Web,
        gallery: false,
        drafts: false,
    };
    if arguments.gaps {
        return gaps(&sources, &options);
    }
    if arguments.documents {
        return match document_lines(&sources, &options) {
            Ok(lines) => {
                lines.iter().for_each(|line| anstream::println!("{line}"));
                Outcome::Fine
            }
            Err(error) => failed(&error, &sources),
        };
    }
    let question = arguments.words.join(" ");
    let wanted = Wanted {
        question: &question,
        near: arguments.near.as_deref(),
        limit: arguments.limit,
    };
    match find(&sources, &options, &wanted) {
        Ok(found) => {
            show(arguments, &found);
            Outcome::Fine
        }
        Err(error) => failed(&error, &sources),
    }
}

/// Says why nothing can be found.
fn failed(error: &FindError, sources: &Sources) -> Outcome {
    match error {
        FindError::Problems(problems) => {
            report::problems(problems, sources, Format::Human);
            report::total(problems, Format::Human, "Mend the errors first.");
            Outcome::ContentErrors
        }
        FindError::Reason(reason) => cannot_work(
            &format!("the index cannot be asked. {reason}."),
            "Tell the people who look after Handrail.",
        ),
    }
}

/// Fewer pages than this are few.
const FEW: usize = 3;

/// What people type, by the search checks, and find little for.
fn gaps(sources: &Sources, options: &Options) -> Outcome {
    let asked = match searches(sources, options) {
        Ok(asked) => asked,
        Err(error) => return failed(&error, sources),
    };
    let all = asked.len();
    let few: Vec<_> = asked
        .into_iter()
        .filter(|(_, found)| found.answer.total < FEW || found.answer.needed < found.answer.found)
        .collect();
    for (typed, found) in &few {
        let answer = &found.answer;
        let part = match answer.needed < answer.found {
            true => format!(", with {} of {} words", answer.needed, answer.found),
            false => String::new(),
        };
        anstream::println!("{typed}: {}{part}", number(answer.total, "page", "pages"));
    }
    anstream::println!("{} of {all} searches find little.", few.len());
    Outcome::Fine
}

fn show(arguments: &SearchArguments, found: &Found) {
    for asked in &found.answer.words {
        let word = asked.word.replace('_', " ");
        match &asked.how {
            How::Found => {}
            How::Beginning => anstream::println!("`{word}` is the beginning of other words."),
            How::Ending(form) | How::Spelling(form) => {
                anstream::println!("`{word}` is on no page. Looked for `{form}`.");
            }
            How::Unknown => anstream::println!("`{word}` is on no page."),
        }
    }
    if found.is_lost {
        anstream::println!(
            "Handrail does not know where this postcode is. Add it to `content/lists/postcodes.yml`."
        );
    }
    let answer = &found.answer;
    if answer.total > 0 && answer.needed < answer.found {
        anstream::println!(
            "No page has all the words. These have {} of {}.",
            answer.needed,
            answer.found
        );
    }
    anstream::println!("{}", number(answer.total, "page fits.", "pages fit."));
    for (place, page) in found.pages.iter().enumerate() {
        anstream::println!("{:>3}. {} ({})", place + 1, page.name, page.kind);
        let far = match page.miles {
            Some(miles) if miles < 1.5 => ", about 1 mile or less".to_owned(),
            Some(miles) => format!(", about {miles:.0} miles"),
            None => String::new(),
        };
        let top = if page.is_own { "/" } else { "" };
        anstream::println!("     {top}{}{far}", page.address);
        if arguments.explain {
            let points: Vec<String> = page
                .points
                .iter()
                .map(|(word, points)| format!("{word} {points:.2}"))
                .collect();
            anstream::println!("     {:.2} points: {}", page.score, points.join(", "));
        }
    }
}
