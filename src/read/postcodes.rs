//! `content/lists/postcodes.yml` -> where the middle of each postcode district lies.

use std::cell::RefCell;

use super::Input;
use super::fields::Fields;
use crate::model::centre::{Centre, Centres};
use crate::model::values::is_outward;
use crate::problem::{Kind, Problems};
use crate::source::{SourcePath, Sources};

/// The file, beside the lists.
pub(crate) const PATH: &str = "content/lists/postcodes.yml";

/// Reads the file. Without it, nobody can sort by distance.
pub(crate) fn read_postcodes(sources: &Sources, input: &Input) -> (Centres, Problems) {
    let problems = RefCell::new(Problems::default());
    let mut centres = Centres::default();
    let path = SourcePath::new(PATH);
    input.read_yaml(sources, &path, &problems, |file, value| {
        let help = "Start each postcode with `- postcode: ` and put its other fields below.";
        file.items(value, help, |_, fields| {
            if let Some((postcode, centre)) = read_centre(fields) {
                if centres.contains_key(&postcode) {
                    fields.report(
                        Kind::SameId,
                        "postcode",
                        format!("`{postcode}` stands in this list twice."),
                        "Take one of them out.",
                    );
                }
                centres.insert(postcode, centre);
            }
        });
    });
    (centres, problems.into_inner())
}

fn read_centre(fields: &Fields<'_>) -> Option<(String, Centre)> {
    if fields.value("postcode").is_none() {
        fields.report_missing("postcode", "postcode: N17");
    }
    let postcode = fields.parsed(
        "postcode",
        |text| is_outward(text).then(|| text.to_owned()),
        Kind::BadPostcode,
        "the first part of a postcode",
        "Write the part before the space in capitals, like `N7` or `NW10`.",
    );
    let latitude = degrees(fields, "latitude", "latitude: 51.598", 90);
    let longitude = degrees(fields, "longitude", "longitude: -0.071", 180);
    Some((
        postcode?,
        Centre {
            latitude: latitude?,
            longitude: longitude?,
        },
    ))
}

fn degrees(fields: &Fields<'_>, name: &'static str, example: &str, most: i32) -> Option<i32> {
    if fields.value(name).is_none() {
        fields.report_missing(name, example);
    }
    // Not as a text: a number exactly as it was typed is looked up in the whole file, and this file may
    // have thousands.
    fields.parsed(
        name,
        |text| thousandths(text, most),
        Kind::WrongShape,
        "a place on the map in degrees",
        "Write degrees with a full stop, like `51.598` or `-0.071`.",
    )
}

/// `-0.0709` -> -71: degrees to the nearest thousandth. Nothing for text that is no such number, and for more
/// than `most` degrees: 90 to the north or south, 180 to the east or west.
pub(crate) fn thousandths(text: &str, most: i32) -> Option<i32> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !are_digits(whole) || !are_digits(part) {
        return None;
    }
    let four: String = part.chars().chain("0000".chars()).take(4).collect();
    let value = whole.parse::<i32>().ok()? * 1000 + (four.parse::<i32>().ok()? + 5) / 10;
    (value <= most * 1000).then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_to_the_nearest_thousandth() {
        let known = [
            ("51.59791", Some(51_598)),
            ("-0.07088", Some(-71)),
            ("0", Some(0)),
            ("51.5", Some(51_500)),
            ("", None),
            ("51,5", None),
            ("5151", None),
            ("-90", Some(-90_000)),
            ("90.1", None),
            ("-", None),
            ("1e5", None),
        ];
        for (text, value) in known {
            assert_eq!(thousandths(text, 90), value, "{text}");
        }
    }
}
