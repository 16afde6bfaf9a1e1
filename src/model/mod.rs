//! What is true: plain values without YAML, HTML or places on a page.

pub mod colour;
pub mod component;
pub mod document;
pub mod language;
pub mod lists;
pub mod page;
pub mod phone;
pub mod picture;
pub mod provider;
pub mod settings;
pub mod sheet;
pub mod site;
pub mod statement;
pub mod theme;
pub mod values;
