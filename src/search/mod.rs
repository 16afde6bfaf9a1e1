//! Search: what a page says becomes an index that any static host can give out in small pieces.
//!
//! 1. [`words`]: text becomes words, in the same way here and in the browser.
//! 2. [`analyser`]: words become terms: without endings, with synonyms and phrases.
//! 3. [`index`]: tantivy makes an index of the terms, in memory, in one piece.
//! 4. [`pieces`]: tantivy's dictionary, postings and norms, written as plain text in small pieces.
//! 5. [`ask`]: a question is answered by tantivy, as the script in the browser answers it.
//!
//! The script is `themes/*/components/search/search.js`. It has no stemmer: each piece holds the words as
//! they stand on the pages, so what a reader types is looked up as it is.

pub mod analyser;
pub mod ask;
pub mod index;
mod packs;
mod parts;
pub mod pieces;
mod postings;
mod spelling;
pub mod words;

/// What one page says to a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its name or title, and its other names. Counts three times.
    pub names: Vec<String>,
    /// What it is about, in the words of the lists, and its places. Counts twice.
    pub labels: Vec<String>,
    /// What else it says. Counts once.
    pub text: Vec<String>,
    /// The values that filters know it by.
    pub facets: Vec<FacetValue>,
}

/// A value of a filter: the number of the filter, and of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FacetValue {
    /// The filter.
    pub facet: usize,
    /// Its value.
    pub value: usize,
}

/// What the people of a site know about words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The language of the words, like `en`.
    pub language: String,
    /// Groups of words that mean the same. Whoever types one finds the others.
    pub same: Vec<Vec<String>>,
    /// Words that people type, and what they are called here.
    pub means: Vec<(String, String)>,
    /// Words that people type, and the number of the document that then comes first.
    pub best: Vec<(String, u32)>,
    /// Words that belong together, such as `care home`, which is not `home care`.
    pub phrases: Vec<String>,
}
