//! What the people of a site know about words, and what their search must find.

/// Words that mean the same, and words that are called otherwise here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Groups of words that mean the same. Whoever types one finds the others.
    pub same: Vec<Vec<String>>,
    /// Words that people type, with what they are called here.
    pub means: Vec<(String, String)>,
    /// Words that people type, with the page that then comes first.
    pub best: Vec<BestPage>,
}

/// A page that comes first for some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestPage {
    /// What somebody types.
    pub typed: String,
    /// The address of the page, from the top of the site.
    pub shows: String,
    /// Its place in the file, from 0.
    pub place: usize,
}

/// A promise of the search: whoever types this finds that page near the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchCheck {
    /// What somebody types.
    pub typed: String,
    /// The address of the page, from the top of the site.
    pub finds: String,
    /// Among how many pages it must be.
    pub within: usize,
    /// Its place in the file, from 0.
    pub place: usize,
}

impl SearchCheck {
    /// Among how many pages a page must be, if nobody said.
    pub const WITHIN: usize = 5;
}
