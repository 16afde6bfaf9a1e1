//! Changes to YAML files that keep every other byte: comments, order, spaces, line ends.
//!
//! The text is changed line by line, which is simple and can be wrong in rare files. So the result
//! is read again each time: if anything but what was wanted differs, nothing is changed at all.

mod fields;
mod items;
mod lines;
mod text;
mod write;

pub(crate) use fields::{Edit, Order, edit};
pub(crate) use items::{add_field, add_item};
pub(crate) use text::{list, scalar};
pub(crate) use write::written;
