//! Rules that need the whole site. Each family of rules is a file; each rule only makes problems.

mod agreements;
mod contacts;
mod contrast;
mod dates;
mod directories;
mod links;
mod names;
mod pictures;
mod vetting;

use std::collections::BTreeSet;

pub use directories::missing_pages;

use crate::model::colour::Palette;
use crate::model::picture::Pictures;
use crate::model::site::Site;
use crate::model::values::Date;
use crate::problem::Problems;
use crate::source::SourcePath;

/// What the rules look at.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    /// The site.
    pub site: &'a Site,
    /// The picture pack.
    pub pictures: &'a Pictures,
    /// The colours of the theme and of the site.
    pub palette: &'a Palette,
    /// Every file of the project, by path: also those that were too broken to read, so that one
    /// broken file does not make links to it wrong too.
    pub files: &'a (dyn Fn(&str) -> bool + Sync),
    /// Files with errors. Values that could not be read are missing from the site, so some rules
    /// leave these files alone.
    pub broken: &'a BTreeSet<SourcePath>,
    /// The site as it will be published: approved words only.
    pub published: &'a Site,
    /// Today, from the options.
    pub today: Date,
}

/// Runs every rule.
pub fn check(checked: &Checked<'_>) -> Problems {
    let mut problems = Problems::default();
    names::check(checked, &mut problems);
    contacts::check(checked, &mut problems);
    contrast::check(checked, &mut problems);
    dates::check(checked, &mut problems);
    directories::check(checked, &mut problems);
    links::check(checked, &mut problems);
    pictures::check(checked, &mut problems);
    vetting::check(checked, &mut problems);
    agreements::check(checked, &mut problems);
    problems
}

fn settings_path() -> SourcePath {
    SourcePath::new("content/site.yml")
}
