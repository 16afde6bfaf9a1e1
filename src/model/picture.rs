//! Pictures: the pack of small drawings that stand beside words, and photos of providers.

use std::collections::BTreeMap;

use super::values::Id;
use crate::source::SourcePath;

/// One picture of a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its name.
    pub id: Id,
    /// The words that it stands for.
    pub words: Vec<String>,
    /// The drawing: SVG elements without the `svg` around them, and its `viewBox`.
    pub drawing: String,
    /// The `viewBox` of the drawing.
    pub view_box: String,
    /// Who drew it, where it is from and how it may be used.
    pub credit: Credit,
}

/// Who made a picture and how it may be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credit {
    /// Who made it.
    pub author: String,
    /// Where it is from.
    pub source: String,
    /// The licence, as an SPDX name where there is one.
    pub licence: String,
    /// True when it was changed.
    pub changed: bool,
}

/// All pictures that pages may use, by name.
pub type Pictures = BTreeMap<Id, Picture>;

/// A photo or drawing that a page shows as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file that it came from.
    pub path: SourcePath,
    /// Its bytes, without notes that cameras add, such as the place of a photo.
    pub bytes: Vec<u8>,
    /// How wide it is shown, in CSS pixels.
    pub width: u32,
    /// How high it is shown, in CSS pixels.
    pub height: u32,
}
