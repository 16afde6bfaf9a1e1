//! What the people of a site know about words, for the search.

/// Words that mean the same, and words that are called otherwise here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// Groups of words that mean the same. Whoever types one finds the others.
    pub same: Vec<Vec<String>>,
    /// Words that people type, with what they are called here.
    pub means: Vec<(String, String)>,
}
