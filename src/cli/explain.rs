//! `handrail explain KIND`: the page of one kind of problem.

use clap::Args;

use super::{Outcome, cannot_work};
use crate::problem::Kind;

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The short name of the problem, such as `missing-date`. Without it, all names are listed.
    kind: Option<String>,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Outcome {
    let Some(name) = &arguments.kind else {
        for kind in Kind::ALL {
            anstream::println!("{:<22} {}", kind.name(), title(*kind));
        }
        return Outcome::Fine;
    };
    if let Some(kind) = Kind::from_name(name) {
        anstream::println!("{}", kind.page().trim_end());
        return Outcome::Fine;
    }
    let near = Kind::ALL
        .iter()
        .map(|kind| (strsim::damerau_levenshtein(kind.name(), name), kind.name()))
        .min();
    let help = match near {
        Some((distance, near)) if distance <= 4 => format!("Did you mean `{near}`?"),
        _ => "Run `handrail explain` to see all kinds.".to_owned(),
    };
    cannot_work(
        &format!("there is no kind of problem called `{name}`."),
        &help,
    )
}

/// The first line of the kind's page, without its mark.
fn title(kind: Kind) -> &'static str {
    let first = kind.page().lines().next().unwrap_or_default();
    first.trim_start_matches(['#', ' '])
}
