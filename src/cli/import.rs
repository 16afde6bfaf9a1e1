//! `handrail import`: facts from elsewhere.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Outcome, cannot_work};

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Read CQC's care directory (a CSV file) and write a provider file for each location.
    Cqc(CqcArguments),
}

#[derive(Debug, Args)]
pub(super) struct CqcArguments {
    /// The CSV file.
    file: PathBuf,
}

pub(super) fn import(import: &Import) -> Outcome {
    let Import::Cqc(arguments) = import;
    cannot_work(&format!("{}", arguments.file.display()), "")
}
