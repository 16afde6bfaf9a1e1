//! The shapes of private numbers, in one walk over a text.
//!
//! The walk stops only where a digit is. What is told by its shape alone is looked at first. For the
//! rest, words must be near (`near`), so that phone numbers and register numbers are left alone.

use super::bank::iban;
use super::births::{date_at, is_birth, names_births};
use super::near::{Form, Labels, Spot, window_before};
use super::runs::{Mark, Run};
use crate::model::phone::Phone;

/// What a number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Dbs,
    NationalInsurance,
    Nhs,
    SortCode,
    Account,
    Iban,
    Birth,
}

/// A private number in a text: what it looks like, and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) what: What,
    pub(super) start: usize,
    pub(super) end: usize,
}

const DBS: Labels = &[
    " dbs",
    " disclosure",
    " certificate",
    " criminal record",
    " crb ",
];
const NHS: Labels = &[
    " nhs number",
    " nhsnumber",
    " nhs no ",
    " nhs num ",
    " nhsno ",
];

/// Everything private in a text, in order.
pub(super) fn scan(text: &str, form: Form) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut run = Run::default();
    let names_births = names_births(text);
    let mut at = 0;
    while let Some(digit) = next_digit(text, at) {
        if let Some(found) = iban(text, digit) {
            at = found.end;
            all.push(found);
            continue;
        }
        run.read(text, digit);
        let mut group = 0;
        while group < run.len() {
            let walk = Walk {
                text,
                form,
                run: &run,
                group,
                names_births,
            };
            group += match walk.found() {
                Some((found, groups)) => {
                    all.push(found);
                    groups
                }
                None => 1,
            };
        }
        at = all
            .last()
            .map_or(run.end(), |found| found.end.max(run.end()));
    }
    all
}

fn next_digit(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let offset = rest.iter().position(u8::is_ascii_digit)?;
    Some(at + offset)
}

/// One group of a run, with all that may start there.
pub(super) struct Walk<'t> {
    pub(super) text: &'t str,
    pub(super) form: Form,
    pub(super) run: &'t Run,
    pub(super) group: usize,
    /// Whether the text names a date of birth anywhere.
    names_births: bool,
}

impl Walk<'_> {
    /// What starts at this group, and how many groups belong to it.
    fn found(&self) -> Option<(Found, usize)> {
        self.national_insurance()
            .or_else(|| self.dbs())
            .or_else(|| self.nhs())
            .or_else(|| self.birth())
            .or_else(|| self.sort_code())
            .or_else(|| self.account())
    }

    pub(super) fn spot(&self, groups: usize) -> Option<Spot<'_>> {
        let (start, end) = self.run.bytes(self.group, groups)?;
        Some(Spot {
            text: self.text,
            form: self.form,
            start,
            end,
        })
    }

    pub(super) fn has(&self, lengths: &[usize]) -> bool {
        self.run.has(self.group, lengths)
    }

    fn digits(&self, groups: usize) -> String {
        self.run.digits(self.text, self.group, groups)
    }

    /// 12 digits, in any groups. Phone numbers with 44 in front have 12 digits as well.
    fn dbs(&self) -> Option<(Found, usize)> {
        let groups = match self.run.mark_after(self.group) {
            _ if self.has(&[12]) => 1,
            Some(Mark::Space | Mark::Hyphen) => self.run.stretch(self.group),
            _ => return None,
        };
        let equal: [&[usize]; 3] = [&[4, 4, 4], &[3, 3, 3, 3], &[6, 6]];
        let is_shape = groups == 1
            || equal.iter().any(|lengths| self.has(lengths))
            || (self.run.count(self.group, groups) == 12 && self.run.is_whole(self.group, groups));
        // CQC's numbers start with `1-`.
        let is_register = groups == 1 && self.run.mark_before(self.group) == Some(Mark::Hyphen);
        if !is_shape || is_register || self.is_years(groups) {
            return None;
        }
        let spot = self.spot(groups)?;
        let digits = self.digits(groups);
        let is_grouped_phone = groups > 1 && digits.starts_with('0') && !digits.starts_with("00");
        let is_phone = spot.letter_before() == Some('+')
            || is_grouped_phone
            || (digits.starts_with("44") && Phone::parse(&format!("+{digits}")).is_some());
        let is_dbs = spot.stands_alone()
            && !is_phone
            && !spot.is_in_address()
            && spot.is_around(DBS, (120, 80));
        is_dbs.then_some((spot.as_found(What::Dbs), groups))
    }

    /// Whether all groups are years, as in `2024 2025 2026`.
    pub(super) fn is_years(&self, groups: usize) -> bool {
        (self.group..self.group + groups).all(|index| {
            let digits = self.run.group(self.text, index);
            digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
        })
    }

    /// 10 digits: in groups of 3, 3 and 4; or with a right check digit; or with the words near.
    fn nhs(&self) -> Option<(Found, usize)> {
        let groups = match self.run.mark_after(self.group) {
            _ if self.has(&[10]) => 1,
            Some(Mark::Space | Mark::Hyphen) => self.run.stretch(self.group),
            _ => return None,
        };
        let is_grouped = self.has(&[3, 3, 4]) && groups == 3;
        let is_bare = groups == 1;
        let has_zero = self.run.group(self.text, self.group).starts_with('0');
        if self.run.count(self.group, groups) != 10 || has_zero {
            return None;
        }
        let digits = self.digits(groups);
        let is_whole = self.run.is_whole(self.group, groups);
        let before = self.run.mark_before(self.group);
        let spot = self.spot(groups)?;
        if !spot.stands_alone() || is_phone_rest(&spot) || !(is_whole || is_bare) {
            return None;
        }
        let is_named = before != Some(Mark::Hyphen) && spot.is_near(NHS, (60, 40));
        let is_drawn = self.form == Form::Drawing && !is_right_check_digit(&digits);
        let is_nhs = is_named
            || (is_grouped && !is_drawn)
            || (is_bare && is_whole && is_issued(&digits) && !is_part(&spot));
        is_nhs.then_some((spot.as_found(What::Nhs), groups))
    }

    fn birth(&self) -> Option<(Found, usize)> {
        if !self.names_births {
            return None;
        }
        let date = date_at(self.text, self.run, self.group)?;
        let spot = Spot {
            text: self.text,
            form: self.form,
            start: date.start,
            end: date.end,
        };
        let is_birth_date = spot.stands_alone() && is_birth(&spot);
        is_birth_date.then_some((spot.as_found(What::Birth), date.groups))
    }
}

impl Spot<'_> {
    pub(super) fn as_found(&self, what: What) -> Found {
        Found {
            what,
            start: self.start,
            end: self.end,
        }
    }
}

/// Whether digits are the rest of a phone number that starts with `+44 (0)` or `(+44)`.
fn is_phone_rest(spot: &Spot<'_>) -> bool {
    let before = window_before(spot.text, spot.start, 8);
    let before = before.trim_end();
    before.ends_with('+')
        || (before.ends_with(')') && (before.contains('+') || before.ends_with("(0)")))
}

/// Whether the letters around make a piece of a longer name of it.
fn is_part(spot: &Spot<'_>) -> bool {
    let touches = |letter: Option<char>| letter.is_some_and(|c| "/_-=#@%&+$£".contains(c));
    let mut rest = spot.text.get(spot.end..).unwrap_or_default().chars();
    let has_ending = rest.next() == Some('.') && rest.next().is_some_and(char::is_alphanumeric);
    has_ending
        || touches(spot.letter_before())
        || touches(spot.letter_after())
        || spot.is_in_address()
}

/// Whether the NHS gives out such numbers: the check digit is right and the first digits are used.
/// Phone numbers without their 0 start with other digits.
fn is_issued(digits: &str) -> bool {
    let is_used = digits.starts_with(['4', '6', '9']) || digits.starts_with("70");
    is_used && is_right_check_digit(digits)
}

/// The check of NHS numbers: the digits times 10, 9 and so on down to 1 can be divided by 11.
fn is_right_check_digit(digits: &str) -> bool {
    let values = digits.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = values
        .zip((1..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum.is_multiple_of(11)
}
