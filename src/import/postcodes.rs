//! A table of postcode districts with their places -> `content/lists/postcodes.yml`.
//!
//! Any table will do that has a column for the postcode, one for the latitude and one for the longitude.
//! Of rows with whole postcodes the middle is taken for each district.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::centre::{Centre, Centres};
use crate::model::lists::ListName;
use crate::model::site::Site;
use crate::model::values::Postcode;
use crate::read::thousandths;

/// What a table of postcodes gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedPostcodes {
    /// The text of `content/lists/postcodes.yml`. Nothing when the table has no column that is needed.
    pub text: Option<String>,
    /// How many districts the text has.
    pub known: usize,
    /// Districts of the site's areas that neither the table nor the list has.
    pub missing: Vec<String>,
}

const HEAD: &str = "\
# Where the middle of each postcode district lies, for \"the nearest come first\".
# `handrail import postcodes FILE` fills this list. Degrees, to the nearest thousandth.
";

/// The names of a column, in small letters and without anything but letters.
const COLUMNS: [&[&str]; 3] = [
    &["postcode", "outcode", "pcd", "pcds", "postcodedistrict"],
    &["latitude", "lat"],
    &["longitude", "long", "lng", "lon"],
];

/// Takes from a table the districts of the areas and providers of a site. What the list has already and
/// the table has not is kept.
pub fn import_postcodes(site: &Site, bytes: &[u8]) -> ImportedPostcodes {
    let wanted = districts(site);
    let Some(sums) = read(bytes, &wanted) else {
        return ImportedPostcodes::default();
    };
    let mut centres: Centres = site.centres.clone();
    for (district, sum) in sums {
        centres.insert(district, sum.middle());
    }
    let mut text = HEAD.to_owned();
    for (district, centre) in &centres {
        let _ = write!(
            text,
            "\n- postcode: {district}\n  latitude: {}\n  longitude: {}\n",
            degrees(centre.latitude),
            degrees(centre.longitude)
        );
    }
    ImportedPostcodes {
        text: Some(text),
        known: centres.len(),
        missing: wanted
            .into_iter()
            .filter(|district| !centres.contains_key(district))
            .collect(),
    }
}

/// The districts that people of this site may type, and those of its providers.
fn districts(site: &Site) -> BTreeSet<String> {
    let areas = site.shown_items(ListName::Areas);
    let of_areas = areas.flat_map(|area| area.outward_postcodes.iter().cloned());
    let providers = site.providers.values();
    let of_providers = providers.filter_map(|provider| provider.contact.postcode.as_ref());
    of_areas
        .chain(of_providers.map(|postcode| postcode.outward().to_owned()))
        .collect()
}

/// Places that are added up to find their middle.
#[derive(Default)]
struct Sum {
    latitude: i64,
    longitude: i64,
    rows: i64,
}

impl Sum {
    fn middle(&self) -> Centre {
        let middle = |sum: i64| i32::try_from(sum / self.rows.max(1)).unwrap_or_default();
        Centre {
            latitude: middle(self.latitude),
            longitude: middle(self.longitude),
        }
    }
}

fn read(bytes: &[u8], wanted: &BTreeSet<String>) -> Option<BTreeMap<String, Sum>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let heads = reader.byte_headers().ok()?.clone();
    let place = |names: &[&str]| {
        heads.iter().position(|head| {
            let letters = String::from_utf8_lossy(head).to_ascii_lowercase();
            let letters: String = letters.chars().filter(char::is_ascii_alphabetic).collect();
            names.contains(&letters.as_str())
        })
    };
    let [postcode, latitude, longitude] = COLUMNS.map(place);
    let (postcode, latitude, longitude) = (postcode?, latitude?, longitude?);
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for row in reader.byte_records().filter_map(Result::ok) {
        let text = |column: usize| String::from_utf8_lossy(row.get(column).unwrap_or_default());
        let Some(district) = Postcode::outward_of(&text(postcode)) else {
            continue;
        };
        let degrees = |column: usize, most| thousandths(text(column).trim(), most).map(i64::from);
        let (Some(north), Some(east)) = (degrees(latitude, 90), degrees(longitude, 180)) else {
            continue;
        };
        // Some tables write 0 where a place is not known. Nobody lives there: it is the sea off Africa.
        if wanted.contains(&district) && (north, east) != (0, 0) {
            let sum = sums.entry(district).or_default();
            sum.latitude += north;
            sum.longitude += east;
            sum.rows += 1;
        }
    }
    Some(sums)
}

fn degrees(thousandths: i32) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    format!("{sign}{}.{:03}", size / 1000, size % 1000)
}
