//! Tables from elsewhere: CQC's two files, the table of checks, and a table of postcodes.

use std::sync::LazyLock;

use handrail::import::{
    CompareOptions, ImportOptions, NewAreas, Stopped, compare_cqc, import_checks, import_cqc,
    import_postcodes,
};
use handrail::pipeline::look;
use handrail::problem::{Problem, Problems};
use handrail::renewals::table::table;
use handrail::source::SourcePath;
use handrail::vetting::due::all_due;
use proptest::bool::weighted;
use proptest::prelude::{Strategy, TestCaseError, any, prop_assert, prop_assert_eq};
use proptest::sample::Index;

use super::changes::{changed, changes};
use super::reader::{LOOKED, OPTIONS, read};
use super::{EVERYTHING, run};
use crate::import::{KITE, counts, directory, options, ratings, write};
use crate::no_panic::places_are_there;
use crate::site::{Site, TODAY};

const FILE: &str = "table.csv";

/// Words that mean something in one of the tables.
const CELLS: [&str; 46] = [
    "\"",
    "\"\"",
    "\",\"",
    ",",
    ",,,,,,,,,,,,,,,,",
    ";",
    "|",
    "\"\n\"",
    "\r\n\r\n",
    "=cmd()",
    "+44 20 7946 0011",
    "02079460011",
    "-1+1",
    "@SUM(1)",
    "1-000000001",
    "1-99999999999",
    "RX601",
    "https://www.cqc.org.uk/location/1-000000003",
    "https://a b.example.org",
    "javascript:alert(1)",
    "name: x",
    "- a\n- b",
    "&a *a",
    "a: b # c",
    "'",
    "~",
    "Camden",
    "Islington",
    "Newtown upon Example",
    "Homecare agencies",
    "Residential homes",
    "Learning disabilities",
    "Requires Improvement",
    "1/26/2025 12:00:00 AM",
    "31/02/2025",
    "20 November 2026",
    "This data was produced on 20 May 2027",
    "N7 0ZZ",
    "n70zz",
    "51.5",
    "-0.1",
    "1e400",
    "NaN",
    "met",
    "photo-id",
    "identity",
];

/// A row of CQC's list with ratings.
const OAK: &str = "Oak House,1-000000002,\"Islington\",Residential social care,\
    \"Care home service without nursing, Domiciliary care service\",2011-01-17,N,Requires Improvement,\
    1/26/2025 12:00:00 AM,\"Caring for adults under 65 yrs, Learning Disabilities\",Oak Ltd,1-000000009\n";

/// Where the places of postcodes are kept.
const POSTCODE_LIST: &str = "content/lists/postcodes.yml";

/// A table of the places of postcodes.
const POSTCODES: &str = "id,postcode,latitude,longitude\n1,N7 0ZZ,51.55,-0.11\n2,NW1,51.53,-0.14\n\
    3,NW1 9AA,51.54,-0.13\n";

/// The tables as they are.
static SEEDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    vec![
        directory(&format!(
            "{KITE}{}",
            KITE.replace("Kite", "Rook")
                .replace("1-000000001", "1-000000004")
        )),
        ratings(&format!("{OAK}{}", OAK.replace("000000002", "000000003"))),
        table(&all_due(&LOOKED.site, TODAY), TODAY),
        POSTCODES.to_owned(),
    ]
});

/// The site that CQC's files are brought into: one of its places is there already.
static BEFORE: LazyLock<Site> = LazyLock::new(|| {
    let mut site = Site::base();
    let file = directory(KITE);
    let imported = import_cqc(
        &site.sources,
        &SourcePath::new(FILE),
        file.as_bytes(),
        &adding(),
    );
    write(&mut site.sources, &imported.expect("a good file"));
    site
});

fn adding() -> ImportOptions {
    ImportOptions {
        new_areas: NewAreas::Add,
        ..options()
    }
}

/// Changed bytes of these tables. A few are built, which takes long.
fn tables(from: usize, to: usize) -> impl Strategy<Value = (Vec<u8>, bool)> {
    let which = any::<Index>;
    let bytes = (which(), which(), changes(&CELLS)).prop_map(move |(seed, other, changes)| {
        let seed = &SEEDS[from + seed.index(to - from)];
        changed(seed.as_bytes(), &changes, other.get(&SEEDS[..]).as_bytes())
    });
    (bytes, weighted(0.03))
}

/// Each problem has a place in the table or in the site.
fn are_there(site: &Site, bytes: &[u8], problems: &Problems) -> Result<(), TestCaseError> {
    places_are_there(&site.clone().file(FILE, bytes), problems)
}

fn stopped(bytes: &[u8], stopped: &Stopped) -> Result<(), TestCaseError> {
    match stopped {
        Stopped::Problems(problems) => are_there(&BEFORE, bytes, problems),
        Stopped::UnknownAuthority { .. } => Err(TestCaseError::fail("nobody asked for a place")),
    }
}

/// What an import writes is good, and there is nothing left to do after it.
fn imports(bytes: &[u8], is_built: bool) -> Result<(), TestCaseError> {
    let file = SourcePath::new(FILE);
    let import = |site: &Site| import_cqc(&site.sources, &file, bytes, &adding());
    let imported = match import(&BEFORE) {
        Ok(imported) => imported,
        Err(why) => return stopped(bytes, &why),
    };
    are_there(&BEFORE, bytes, &imported.problems)?;
    let again = import(&BEFORE).map(|again| format!("{again:?}"));
    let is_same = again.is_ok_and(|again| again == format!("{imported:?}"));
    prop_assert!(is_same, "two imports differ");
    let mut after = BEFORE.clone();
    write(&mut after.sources, &imported);
    let again = import(&after);
    let left = again.map_or((1, 1, 1), |again| counts(&again));
    prop_assert_eq!(left, (0, 0, 0), "{:?}", imported);
    for change in imported.new.iter().chain(&imported.changed) {
        let problems = read(change.path.as_str(), change.text.as_bytes())?;
        let is_broken = |problem: &Problem| problem.kind.name() == "broken-yaml";
        prop_assert!(!problems.iter().any(is_broken), "{:?}", problems);
    }
    if is_built {
        let built = after.build();
        prop_assert!(!built.problems.has_errors(), "{:?}", built.problems);
    }
    compares(bytes, &after)
}

/// CQC's file beside the listings: what differs has a place that is there.
fn compares(bytes: &[u8], site: &Site) -> Result<(), TestCaseError> {
    let options = CompareOptions {
        today: TODAY,
        dated: None,
        authorities: Vec::new(),
    };
    let compare = || compare_cqc(&site.sources, &SourcePath::new(FILE), bytes, &options);
    match compare() {
        Ok(compared) => are_there(site, bytes, &compared.all_problems()),
        Err(why) => stopped(bytes, &why),
    }
}

#[test]
fn any_file_of_cqc_is_brought_in_or_refused() {
    run("cqc", 100, &tables(0, 2), |(bytes, is_built)| {
        imports(bytes, *is_built)
    });
}

#[test]
fn any_table_of_checks_is_brought_in_or_refused() {
    let site = &EVERYTHING.0;
    run("checks", 200, &tables(2, 3), |(bytes, is_built)| {
        let file = SourcePath::new(FILE);
        let import = || import_checks(&site.sources, &LOOKED.site, &file, bytes, TODAY);
        let imported = import();
        are_there(site, bytes, &imported.problems)?;
        prop_assert_eq!(format!("{imported:?}"), format!("{:?}", import()));
        // All or nothing: with a problem, nothing is written.
        if !imported.problems.is_empty() {
            return Ok(());
        }
        let mut after = site.clone();
        for change in &imported.changed {
            read(change.path.as_str(), change.text.as_bytes())?;
            after = after.file(change.path.as_str(), &change.text);
        }
        if *is_built && let Ok(looked) = look(&after.sources, &OPTIONS) {
            places_are_there(&after, &looked.problems)?;
            let again = import_checks(&after.sources, &looked.site, &file, bytes, TODAY);
            prop_assert!(again.changed.is_empty(), "{:?}", again.changed);
        }
        Ok(())
    });
}

#[test]
fn any_table_of_postcodes_is_read_or_refused() {
    run(
        "postcode tables",
        200,
        &tables(3, 4),
        |(bytes, is_built)| {
            let imported = import_postcodes(&LOOKED.site, bytes);
            prop_assert_eq!(&imported, &import_postcodes(&LOOKED.site, bytes));
            let Some(text) = imported.text else {
                return Ok(());
            };
            let mut problems = read(POSTCODE_LIST, text.as_bytes())?;
            if *is_built {
                let site = EVERYTHING.0.clone().file(POSTCODE_LIST, text);
                problems = site.build().problems;
            }
            prop_assert!(!problems.has_errors(), "{:?}", problems);
            Ok(())
        },
    );
}

#[test]
fn the_tables_are_good_before_they_are_changed() {
    let bytes = |index: usize| SEEDS[index].as_bytes().to_vec();
    for index in [0, 1] {
        imports(&bytes(index), true).expect("a good file");
        let file = SourcePath::new(FILE);
        let imported = import_cqc(&BEFORE.sources, &file, &bytes(index), &adding());
        let imported = imported.expect("a good file");
        assert!(!imported.new.is_empty(), "{imported:?}");
    }
    let site = &EVERYTHING.0;
    let file = SourcePath::new(FILE);
    let checks = import_checks(&site.sources, &LOOKED.site, &file, &bytes(2), TODAY);
    assert!(checks.rows > 3 && checks.rows == checks.same, "{checks:?}");
    assert!(import_postcodes(&LOOKED.site, &bytes(3)).text.is_some());
}
