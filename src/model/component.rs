//! What a component of the theme says about itself: its options, and examples of it. The gallery
//! shows them; pages do not need them.

use crate::source::SourcePath;

/// A component as its own YAML file describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The name of its folder, such as `picture-link`.
    pub name: String,
    /// The file that describes it.
    pub path: SourcePath,
    /// What it is for, in a sentence.
    pub sentence: String,
    /// True when it stands on the ground of the header.
    pub in_header: bool,
    /// Its options, each with what it means.
    pub options: Vec<(String, String)>,
    /// Examples of it.
    pub examples: Vec<Example>,
}

impl Component {
    /// The name that templates use: `picture_link` for the folder `picture-link`.
    pub fn tag(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// One example of a component.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it shows, in a few words.
    pub name: String,
    /// True when it is there for tests more than for people.
    pub hidden: bool,
    /// The options that it is filled with.
    pub options: Vec<(String, Plain)>,
    /// Its lines in the file, as they were written.
    pub yaml: String,
}

/// A value of an option in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// Nothing.
    Nothing,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a decimal point.
    Decimal(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Values by name.
    Fields(Vec<(String, Plain)>),
}

impl Plain {
    /// The value in the reader's words.
    pub fn describe(&self) -> &'static str {
        match self {
            Plain::Nothing => "empty",
            Plain::Boolean(_) => "true or false",
            Plain::Whole(_) | Plain::Decimal(_) => "a number",
            Plain::Text(_) => "text",
            Plain::List(_) => "a list",
            Plain::Fields(_) => "a group of fields",
        }
    }
}
