//! Criteria, checks, visits and sign-offs: what people write about trust -> what is true.

mod checks;
mod criteria;
mod decisions;
mod lines;
mod sign_offs;
mod visits;
mod words;

pub(crate) use checks::read_checks;
pub(crate) use criteria::read_criterion;
pub(crate) use lines::public_lines;
pub(crate) use sign_offs::{read_rules, read_sign_offs};
pub(crate) use visits::read_visits;
pub(crate) use words::{public_words, sum_of_file};
