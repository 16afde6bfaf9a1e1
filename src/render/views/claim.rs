//! Words with a day on which they stop being true, and the words that take their place. One
//! mechanism for everything that ages: checks, prices, space, pages, and the site as a whole.
//!
//! The build shows the words of today. The later ones travel with the page, and a small script puts
//! them in when the reader's own day has come. A page without scripts shows words with real dates.

use serde::Serialize;

use crate::model::values::Date;

/// Words that may change by themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Claim {
    /// The words of today. Empty when nothing is to be said yet.
    pub(crate) words: String,
    /// What they are about, as one word for styles. May be empty.
    pub(crate) state: &'static str,
    /// The words of later days, for the script: `2027-03-05 late Our check is late.`, with `|`
    /// between. Empty when there are none.
    pub(crate) ages: String,
}

/// Words that hold from a day on.
#[derive(Clone, Debug)]
pub(crate) struct Later {
    /// The first day.
    pub(crate) from: Date,
    /// What they are about, as one word for styles.
    pub(crate) state: &'static str,
    /// The words. Empty takes the earlier words away.
    pub(crate) words: String,
}

impl Claim {
    /// Words that never change.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Claim {
            words: words.into(),
            ..Claim::default()
        }
    }

    /// The same about something.
    pub(crate) fn about(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    /// The same with later words, in the order of their days.
    pub(crate) fn then(mut self, today: Date, later: Later) -> Self {
        if later.from <= today {
            self.words = later.words;
            self.state = later.state;
            return self;
        }
        let state = match later.state {
            "" => "-",
            state => state,
        };
        if !self.ages.is_empty() {
            self.ages.push('|');
        }
        let words = later.words.replace('|', "/");
        self.ages
            .push_str(&format!("{} {state} {words}", later.from));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn claim(today: &str) -> Claim {
        let later = |from, state, words: &str| Later {
            from: day(from),
            state,
            words: words.to_owned(),
        };
        Claim::new("Checked.")
            .about("listed")
            .then(day(today), later("2027-03-05", "late", "Late."))
            .then(day(today), later("2027-04-05", "", "a|b"))
    }

    #[test]
    fn the_build_shows_the_words_of_its_day() {
        let shown = |today| {
            let claim = claim(today);
            (claim.words, claim.state, claim.ages)
        };
        let all = "2027-03-05 late Late.|2027-04-05 - a/b".to_owned();
        assert_eq!(shown("2027-03-04"), ("Checked.".to_owned(), "listed", all));
        let one = "2027-04-05 - a/b".to_owned();
        assert_eq!(shown("2027-03-05"), ("Late.".to_owned(), "late", one));
        let none = String::new();
        assert_eq!(shown("2028-01-01"), ("a|b".to_owned(), "", none));
    }
}
