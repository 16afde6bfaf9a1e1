//! The words of a file that groups agree to: their sum, and their lines. They always belong together:
//! what is not in the lines is not in the sum.

use super::vetting::{public_lines, public_words, sum_of_file};
use super::yaml::{self, Value};
use crate::model::sign_off::Signed;
use crate::model::sum::Sum;
use crate::source::Source;

/// The sum of the words in a file that groups agree to. `picture` gives the bytes of a picture that
/// a provider names. Nothing comes back for a file that is too broken.
pub fn sum_of_words<'b>(
    signed: Signed,
    source: &Source,
    picture: &dyn Fn(&str) -> Option<&'b [u8]>,
) -> Option<Sum> {
    let text = source.text().ok()?;
    if signed != Signed::Providers {
        return Some(sum_of_file(text));
    }
    let parsed = yaml::parse(text).ok()?;
    Some(public_words(&parsed.value, picture))
}

/// The words in a file that groups agree to, as lines to read and to compare with those of `like`.
/// Nothing comes back for a file that is too broken.
pub fn lines_of_words<'b>(
    signed: Signed,
    source: &Source,
    like: &Source,
    picture: &dyn Fn(&str) -> Option<&'b [u8]>,
) -> Option<Vec<String>> {
    let text = source.text().ok()?;
    if signed != Signed::Providers {
        return Some(text.trim_end().lines().map(str::to_owned).collect());
    }
    let value = yaml::parse(text).ok()?.value;
    let like = like.text().ok().and_then(|like| yaml::parse(like).ok());
    let like = like.map_or(Value::Nothing, |like| like.value);
    Some(public_lines(&value, &like, picture))
}
