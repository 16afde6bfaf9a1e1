//! A language that a page is written in.

use std::fmt;
use std::sync::Arc;

/// Languages that are written from right to left, by the first part of their tag.
const RIGHT_TO_LEFT: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

/// A language by its BCP 47 tag, such as `en`, `ur` or `cy`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Arc<str>);

impl Language {
    /// Takes a tag: 2 or 3 lower-case letters, then parts with a hyphen between, such as `pt-BR`.
    pub fn parse(tag: &str) -> Option<Language> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let first_good =
            (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
        let rest_good = parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        (first_good && rest_good).then(|| Language(Arc::from(tag)))
    }

    /// The tag for `lang="…"`.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The direction for `dir="…"`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        let first = self.0.split('-').next().unwrap_or_default();
        if RIGHT_TO_LEFT.contains(&first) {
            "rtl"
        } else {
            "ltr"
        }
    }
}

impl Default for Language {
    fn default() -> Self {
        Language(Arc::from("en"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_knows_its_direction() {
        assert_eq!(Language::parse("ur").unwrap().direction(), "rtl");
        assert_eq!(Language::parse("en-GB").unwrap().direction(), "ltr");
        for bad in ["", "English", "e", "en_GB", "en/../x"] {
            assert!(Language::parse(bad).is_none(), "{bad}");
        }
    }
}
