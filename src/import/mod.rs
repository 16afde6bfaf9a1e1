//! Facts from elsewhere: CQC's public register -> provider files, new or changed. No file is touched
//! here: what comes out is the text of every file that would be written.
//!
//! 1. [`import_cqc`] reads CQC's file (`cqc_file`), and turns each row into facts (`facts`).
//! 2. A location without a file gets one (`provider_file`).
//! 3. A location with a file: only what is CQC's is changed (`update`).
//!
//! [`import_checks`] brings the table of checks of `handrail due` back (`checks`).
//! [`import_postcodes`] takes the places of postcode districts from a table (`postcodes`).
//! [`compare_cqc`] only says what CQC's file would change (`compare`, `differences`, `absent`).

mod absent;
mod areas;
mod checks;
mod columns;
mod compare;
mod cqc_file;
mod day;
mod differences;
mod facts;
mod letters;
mod lines;
mod listing;
mod notes;
mod opening;
mod postcodes;
mod provider_file;
mod rows;
mod status;
mod summary;
mod tidy;
mod update;
mod words;

use std::collections::BTreeMap;

use crate::model::lists::{ListName, Lists};
use crate::model::values::Date;
use crate::problem::{Point, Problems};
use crate::read::{Input, locate};
use crate::source::{SourcePath, Sources};

pub use checks::{ImportedChecks, import_checks};
pub use compare::{CompareOptions, Compared, compare_cqc};
pub use differences::{About, Difference};
pub use opening::Stopped;
pub use postcodes::{ImportedPostcodes, import_postcodes};

use opening::{Asked, Opened, open};
use rows::Importer;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Today.
    pub today: Date,
    /// The day of the file, for a file that does not say it.
    pub dated: Option<Date>,
    /// Only these local authorities. All, if there is none.
    pub authorities: Vec<String>,
    /// Whether local authorities that the list of areas does not have are added to it.
    pub new_areas: NewAreas,
}

/// What happens to rows in places that the list of areas does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewAreas {
    /// The places are added to the list.
    Add,
    /// The rows are left out.
    LeaveOut,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// How many rows were looked at.
    pub rows: usize,
    /// The day of CQC's file.
    pub as_of: Option<Date>,
    /// Provider files that are new.
    pub new: Vec<FileChange>,
    /// Provider files that change.
    pub changed: Vec<FileChange>,
    /// Provider files in which only the day of CQC's file changes.
    pub dated: Vec<FileChange>,
    /// How many provider files stay as they are.
    pub same: usize,
    /// How many rows were left out, by reason.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// How many of the rows CQC calls dormant.
    pub dormant: usize,
    /// The list of areas with new items.
    pub areas: Option<FileChange>,
    /// The names of the new areas.
    pub new_areas: Vec<String>,
    /// Whether `content/site.yml` names its areas, so that new ones must be added there too.
    pub site_names_areas: bool,
    /// Everything that is odd, with its place.
    pub problems: Problems,
    /// The lines of CQC's file that a problem points at, so that they can be shown.
    pub lines: String,
}

/// A file that would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: SourcePath,
    /// Its new text.
    pub text: String,
    /// What it is about, or what changes in it, in words.
    pub what: String,
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It has more or fewer values than there are columns.
    Uneven,
    /// It has no number, or none that CQC would use.
    NoNumber,
    /// The same location stands further up.
    Twice,
    /// CQC says that it has closed.
    Closed,
    /// It names no local authority.
    NoAuthority,
    /// The list of areas does not have its local authority.
    NewArea,
    /// No kind of provider fits.
    NoKind,
    /// Its facts do not make a good provider file.
    NoGoodFile,
    /// The file that it belongs to cannot be changed safely.
    CannotChange,
}

impl LeftOut {
    /// The reason in words, after a number.
    pub fn words(self) -> &'static str {
        match self {
            LeftOut::Uneven => "with more or fewer values than there are columns",
            LeftOut::NoNumber => "without a CQC number",
            LeftOut::Twice => "that stood in the file twice",
            LeftOut::Closed => "closed",
            LeftOut::NoAuthority => "without a local authority",
            LeftOut::NewArea => "in places that the list of areas does not have",
            LeftOut::NoKind => "without a fitting kind of provider",
            LeftOut::NoGoodFile => "whose facts do not make a good file",
            LeftOut::CannotChange => "whose file cannot be changed safely",
        }
    }
}

/// Works out what an import of CQC's file would do.
///
/// # Errors
///
/// When nothing can be imported at all.
pub fn import_cqc(
    sources: &Sources,
    file: &SourcePath,
    bytes: &[u8],
    options: &ImportOptions,
) -> Result<Imported, Stopped> {
    let input = Input {
        today: options.today,
    };
    let asked = Asked {
        today: options.today,
        dated: options.dated,
        authorities: &options.authorities,
    };
    let opened = open(sources, file, bytes, &asked)?;
    let Opened { lists, cqc, as_of } = &opened;
    let mut importer = Importer::new(sources, lists, file, cqc, options, *as_of);
    importer.import_rows();
    let mut imported = importer
        .finish()
        .map_err(|problem| Stopped::one(*problem))?;
    imported.site_names_areas = names_areas(&input, sources, lists);
    imported.problems = imported.problems.map_places(|place| locate(place, sources));
    imported.lines = lines_with_problems(&imported.problems, file, bytes);
    Ok(imported)
}

fn names_areas(input: &Input, sources: &Sources, lists: &Lists) -> bool {
    let (settings, _) = input.read_settings(sources, lists);
    settings.is_some_and(|settings| !settings.areas.is_empty())
}

/// CQC's file with every line empty that no problem points at: it can have 19 MB.
fn lines_with_problems(problems: &Problems, file: &SourcePath, bytes: &[u8]) -> String {
    let mut wanted: Vec<usize> = problems
        .iter()
        .filter(|problem| problem.place.path == *file)
        .filter_map(|problem| match problem.place.point {
            Point::Text { line, .. } => usize::try_from(line).ok(),
            _ => None,
        })
        .collect();
    wanted.sort_unstable();
    let text = letters::decode(bytes);
    let mut shown = String::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .take(wanted.last().copied().unwrap_or(0))
    {
        if wanted.binary_search(&(index + 1)).is_ok() {
            shown.push_str(line);
        }
        shown.push('\n');
    }
    shown
}

/// The path of the list of areas.
fn areas_path() -> SourcePath {
    SourcePath::new(ListName::Areas.path())
}
