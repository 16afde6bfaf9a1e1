//! CQC's file into provider files: what is new, what changes, what stays, and what is left out.

mod files;
mod rows;
mod real;

use handrail::import::{ImportOptions, Imported, NewAreas, Stopped, import_cqc};
use handrail::source::{Source, SourcePath, Sources};

use crate::site::{Site, TODAY, lines};

/// The columns of the care directory, below what CQC writes above them.
pub(crate) const DIRECTORY: &str = "CQC Locations data,,,\r\n,,,\r\n\
    This data was produced on 20 May 2026,,,\r\n,,,\r\n\
    Name,Also known as,Address,Postcode,Phone number,Service's website (if available),Service types,\
    Date of latest check,Specialisms/services,Provider name,Local Authority,Region,Location URL,\
    CQC Location (for office use only,CQC Provider ID (for office use only)\r\n";

/// The columns of the list with ratings.
pub(crate) const RATINGS: &str = "Location Name,Location ID,Location Local Authority,\
    Primary inspection category,Service Types,Location HSCA start date,Dormant,\
    Location Latest Overall Rating,Publication Date,Service users supported,Provider Name,\
    Provider ID\n";

/// A home care agency in the care directory.
pub(crate) const KITE: &str = "Kite Care,Kite Homecare,\"Kite House,1 Invented Road,Anytown\",n70zz,\
    2079460011,www.kite.example.org,Homecare agencies,03/May/2023 - 00:00,\
    Caring for adults over 65 yrs|Dementia,Kite Ltd,Camden,London,\
    https://www.cqc.org.uk/location/1-000000001,1-000000001,1-000000009\r\n";

/// The file that the row of Kite Care becomes.
pub(crate) const KITE_FILE: &str = "\
# From CQC's public register. Change any line, but not the group `cqc`: a later import replaces that
# group, and keeps your words everywhere else.
name: Kite Care
also_known_as: [Kite Homecare]
kinds: [home-care-agency]
summary: A home care agency in Camden. From CQC's public register.
services: [washing-and-dressing]
needs: [dementia]
ages: [older-people]
areas: [camden]
contact:
  public_location: outward
  phone: 020 7946 0011
  website: https://www.kite.example.org
  postcode: N7 0ZZ
cqc:
  provider: 1-000000009
  location: 1-000000001
  as_of: 2026-05-20
  name: Kite Care
  phone: 020 7946 0011
  website: https://www.kite.example.org
  postcode: N7 0ZZ
owner: CQC import
";

/// Where the row of Kite Care goes.
pub(crate) const KITE_PATH: &str = "providers/cqc-1-000000001.yml";

/// What the tests ask for, if they ask for nothing else.
pub(crate) fn options() -> ImportOptions {
    ImportOptions {
        today: TODAY,
        dated: None,
        authorities: Vec::new(),
        new_areas: NewAreas::LeaveOut,
    }
}

/// The care directory with these rows.
pub(crate) fn directory(rows: &str) -> String {
    format!("{DIRECTORY}{rows}")
}

/// The list with ratings, with these rows.
pub(crate) fn ratings(rows: &str) -> String {
    format!("{RATINGS}{rows}")
}

/// A site with the built-in lists and no provider.
pub(crate) fn sources() -> Sources {
    Site::base().sources
}

/// What an import would do.
pub(crate) fn import_with(sources: &Sources, csv: &str, options: &ImportOptions) -> Result<Imported, Stopped> {
    import_cqc(sources, &SourcePath::new("cqc.csv"), csv.as_bytes(), options)
}

/// What an import of a good file would do.
pub(crate) fn import(sources: &Sources, csv: &str) -> Imported {
    import_with(sources, csv, &options()).expect("the file can be imported")
}

/// The problems of a file that cannot be imported at all.
pub(crate) fn stopped(sources: &Sources, csv: &str) -> Vec<String> {
    match import_with(sources, csv, &options()) {
        Err(Stopped::Problems(problems)) => lines(&problems),
        other => panic!("this file was not stopped: {other:?}"),
    }
}

/// Puts everything into the sources that an import would write.
pub(crate) fn write(sources: &mut Sources, imported: &Imported) {
    let files = imported.areas.iter().chain(&imported.new).chain(&imported.changed);
    for change in files.chain(&imported.dated) {
        sources.insert(change.path.clone(), Source::new(change.text.as_bytes()));
    }
}

/// The sources after an import.
pub(crate) fn after(mut sources: Sources, csv: &str) -> Sources {
    let imported = import(&sources, csv);
    write(&mut sources, &imported);
    sources
}

/// The text of a file.
pub(crate) fn text<'s>(sources: &'s Sources, path: &str) -> &'s str {
    let source = sources.get(path).unwrap_or_else(|| panic!("there is no file `{path}`"));
    source.text().expect("a file of text")
}

/// How many files an import would write: new, changed, changed in the day alone.
pub(crate) fn counts(imported: &Imported) -> (usize, usize, usize) {
    (imported.new.len(), imported.changed.len(), imported.dated.len())
}
