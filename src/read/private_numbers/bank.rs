//! Bank details: sort codes and account numbers where the words stand near, and British IBANs.

use super::near::{Form, Labels, Spot};
use super::runs::is_space;
use super::shapes::{Found, Walk, What};

const SORT_CODE: Labels = &[" sort code", " sortcode"];
const ACCOUNT: Labels = &[
    " account number",
    " accountnumber",
    " account no ",
    " acc no ",
    " acct",
    " a c no ",
    " a c number",
    " bank account",
    " bank details",
    " sort code",
    " sortcode",
];
/// Words for numbers of 8 digits that everybody may see.
const REGISTERS: Labels = &[
    " company",
    " charity",
    " companies",
    " registered",
    " register",
];

impl Walk<'_> {
    /// 6 digits, in pairs or not, with the words near.
    pub(super) fn sort_code(&self) -> Option<(Found, usize)> {
        let groups = match () {
            () if self.has(&[2, 2, 2]) => 3,
            () if self.has(&[6]) => 1,
            () => return None,
        };
        let spot = self.spot(groups)?;
        let after = self.group + groups;
        let account_follows = self.run.has(after, &[8]) || self.run.has(after, &[4, 4]);
        let is_alone = self.run.mark_before(self.group).is_none()
            && (after == self.run.len() || account_follows);
        let is_code = is_alone && spot.stands_alone() && spot.is_near(SORT_CODE, (60, 30));
        is_code.then_some((spot.as_found(What::SortCode), groups))
    }

    /// 8 digits, with the words near.
    pub(super) fn account(&self) -> Option<(Found, usize)> {
        let groups = match () {
            () if self.has(&[8]) => 1,
            () if self.has(&[4, 4]) => 2,
            () => return None,
        };
        let spot = self.spot(groups)?;
        let ends = self.group + groups == self.run.len();
        let is_after_code = self.group >= 3 && self.run.has(self.group - 3, &[2, 2, 2])
            || self.group >= 1 && self.run.has(self.group - 1, &[6]);
        let is_whole = ends && (self.group == 0 || is_after_code);
        let is_account = is_whole
            && spot.stands_alone()
            && !self.is_years(groups)
            && !spot.is_in_address()
            && spot.is_near(ACCOUNT, (60, 30))
            && !spot.is_rather(REGISTERS, ACCOUNT, 60);
        is_account.then_some((spot.as_found(What::Account), groups))
    }
}

/// `GB`, 2 digits, 4 letters and 14 digits, with or without spaces.
pub(super) fn iban(text: &str, digit: usize) -> Option<Found> {
    let start = digit.checked_sub(2)?;
    let country = text.get(start..digit)?;
    if !country.eq_ignore_ascii_case("gb") {
        return None;
    }
    let mut end = start;
    let mut letters = String::with_capacity(22);
    for (offset, letter) in text.get(start..)?.char_indices() {
        if letter.is_ascii_alphanumeric() {
            letters.push(letter);
            end = start + offset + 1;
        } else if !is_space(letter) && letter != '-' {
            break;
        }
        if letters.len() == 22 {
            break;
        }
    }
    let spot = Spot {
        text,
        form: Form::Plain,
        start,
        end,
    };
    let is_shape = letters
        .bytes()
        .enumerate()
        .all(|(index, byte)| match index {
            0 | 1 | 4..=7 => byte.is_ascii_alphabetic(),
            _ => byte.is_ascii_digit(),
        });
    (letters.len() == 22 && is_shape && spot.stands_alone()).then(|| spot.as_found(What::Iban))
}
