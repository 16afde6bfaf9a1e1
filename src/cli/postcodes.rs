//! `handrail import postcodes`: where postcode districts lie, for "the nearest come first".

use std::path::PathBuf;

use clap::Args;

use super::cqc::cannot_read;
use super::opened::{Opened, write};
use super::report::number;
use super::{Outcome, ProjectArguments, cannot_work};
use crate::agree::NewFile;
use crate::disk;
use crate::import::import_postcodes;
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub(super) struct PostcodesArguments {
    /// A CSV file with columns for the postcode, the latitude and the longitude.
    file: PathBuf,
    #[command(flatten)]
    project: ProjectArguments,
}

/// Districts that are named when nobody knows where they lie.
const NAMED: usize = 20;

pub(super) fn import(arguments: &PostcodesArguments) -> Result<Outcome, Outcome> {
    let bytes =
        disk::read_file(&arguments.file).map_err(|error| cannot_read(&arguments.file, &error))?;
    let opened = Opened::open(&arguments.project)?;
    let imported = import_postcodes(&opened.looked.site, &bytes);
    let Some(text) = imported.text else {
        return Err(cannot_work(
            "this file has no columns called `postcode`, `latitude` and `longitude`.",
            "Give the columns these names in a spreadsheet, and save it as CSV.",
        ));
    };
    let file = NewFile {
        path: SourcePath::new("content/lists/postcodes.yml"),
        bytes: text.into_bytes(),
    };
    write(&arguments.project.project, &[file])?;
    anstream::println!(
        "`content/lists/postcodes.yml` has {} now.",
        number(imported.known, "postcode district", "postcode districts")
    );
    if !imported.missing.is_empty() {
        let named: Vec<&str> = imported
            .missing
            .iter()
            .take(NAMED)
            .map(String::as_str)
            .collect();
        let rest = imported.missing.len() - named.len();
        let more = match rest {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        anstream::println!("Not in the file: {}{more}.", named.join(", "));
    }
    Ok(Outcome::Fine)
}
