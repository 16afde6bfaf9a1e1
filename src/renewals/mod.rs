//! Renewals that run themselves: what is due as a table for spreadsheets and as a calendar, and the
//! table back as new checks.

pub mod calendar;
pub mod columns;
pub mod table;
