//! What is true: plain values without YAML, HTML or places on a page.

pub mod centre;
pub mod checks;
pub mod colour;
pub mod component;
pub mod criterion;
pub mod days;
pub mod document;
pub mod joined;
pub mod language;
pub mod lists;
pub mod page;
pub mod phone;
pub mod picture;
pub mod provider;
pub mod registers;
pub mod settings;
pub mod sheet;
pub mod sign_off;
pub mod site;
pub mod statement;
pub mod sum;
pub mod synonyms;
pub mod theme;
pub mod values;
