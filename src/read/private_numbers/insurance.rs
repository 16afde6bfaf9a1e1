//! National Insurance numbers: two letters, 6 digits and a letter from A to D.

use super::near::{Labels, Spot};
use super::runs::is_space;
use super::shapes::{Found, Walk, What};

const INSURANCE: Labels = &[
    " national insurance",
    " nationalinsurance",
    " ni number",
    " ninumber",
    " ni no ",
    " nino ",
];

impl Walk<'_> {
    /// Two letters, 6 digits and a letter from A to D. Some letters are never used.
    pub(super) fn national_insurance(&self) -> Option<(Found, usize)> {
        let groups = match () {
            () if self.has(&[6]) => 1,
            () if self.has(&[2, 2, 2]) => 3,
            () => return None,
        };
        let (digits_start, digits_end) = self.run.bytes(self.group, groups)?;
        let before = self.text.get(..digits_start)?;
        let letters = before.trim_end_matches(|c| is_space(c) || c == '-');
        let start = letters.len().checked_sub(2)?;
        let prefix = letters.get(start..)?;
        let after = self.text.get(digits_end..)?;
        let gap = after.len() - after.trim_start_matches(|c| is_space(c) || c == '-').len();
        let has_gap = gap > 0 || letters.len() < before.len();
        let suffix = after.get(gap..)?.chars().next().filter(|letter| {
            // After a gap, a small `a` is a word.
            let is_suffix = matches!(letter.to_ascii_uppercase(), 'A'..='D');
            is_suffix && gap <= 2 && (gap == 0 || letter.is_ascii_uppercase())
        });
        let is_close = before.len() - letters.len() <= 2;
        if !is_close || !is_insurance_prefix(prefix) {
            return None;
        }
        let spot = |end| Spot {
            text: self.text,
            form: self.form,
            start,
            end,
        };
        let whole = suffix
            .map(|_| spot(digits_end + gap + 1))
            .filter(Spot::stands_alone);
        // Small letters and digits in one piece can be a part of a name or an address.
        let is_piece = |spot: &Spot<'_>| {
            let touches = |letter: Option<char>| letter.is_some_and(|c| "/_-.=#@%&+".contains(c));
            !has_gap
                && !prefix.starts_with(|c: char| c.is_ascii_uppercase())
                && (touches(spot.letter_before()) || spot.is_in_address())
        };
        let whole = whole.filter(|spot| !is_piece(spot));
        let without_end = || {
            let spot = spot(digits_end);
            (spot.stands_alone() && spot.is_near(INSURANCE, (60, 30))).then_some(spot)
        };
        let spot = whole.or_else(without_end)?;
        Some((spot.as_found(What::NationalInsurance), groups))
    }
}

fn is_insurance_prefix(prefix: &str) -> bool {
    let prefix = prefix.to_ascii_uppercase();
    let is_used =
        |letter: char, unused: &str| letter.is_ascii_alphabetic() && !unused.contains(letter);
    let mut letters = prefix.chars();
    let is_first = letters.next().is_some_and(|first| is_used(first, "DFIQUV"));
    let is_second = letters
        .next()
        .is_some_and(|second| is_used(second, "DFIOQUV"));
    let unused = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];
    is_first && is_second && !unused.contains(&prefix.as_str())
}
