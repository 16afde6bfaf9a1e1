//! Facts -> words that people read, in the theme's strings: dates, prices, lists and links to
//! write an email.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::model::provider::{Price, Unit, word_of};
use crate::model::theme::{Words, fill};
use crate::model::values::{Date, Money, thousands};

/// The theme's strings in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'t> {
    /// The strings.
    pub(crate) words: &'t Words,
    /// Where names are noted for which there are no words.
    pub(crate) not_found: &'t Mutex<BTreeSet<String>>,
}

impl<'t> Wording<'t> {
    /// A string by its dotted name. One that is not there is noted, so that the build can say so.
    pub(crate) fn text(&self, name: &str) -> &'t str {
        if let Some(Words::Text(text)) = self.words.find(name) {
            return text;
        }
        if let Ok(mut names) = self.not_found.lock() {
            names.insert(name.to_owned());
        }
        ""
    }

    /// A string with its `{…}` filled.
    pub(crate) fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(name), values)
    }

    /// A number of things in words: "1 provider", "12 providers".
    pub(crate) fn count(&self, name: &str, number: usize) -> String {
        // Both forms are asked for, so that a missing one is noted.
        let one = self.text(&format!("{name}.one"));
        let other = self.text(&format!("{name}.other"));
        let shown = thousands(u32::try_from(number).unwrap_or(u32::MAX));
        fill(if number == 1 { one } else { other }, &[("n", &shown)])
    }

    /// A date as the NHS content guide writes it: 6 August 2026.
    pub(crate) fn date(&self, date: Date) -> String {
        let month = format!("dates.months.{}", i32::from(date.month()) - 1);
        self.fill(
            "dates.full",
            &[
                ("day", &date.day().to_string()),
                ("month", self.text(&month)),
                ("year", &date.year().to_string()),
            ],
        )
    }

    /// A date inside a sentence, such as "Told to us on {date}".
    pub(crate) fn dated(&self, name: &str, date: Date) -> String {
        self.fill(name, &[("date", &self.date(date))])
    }

    /// One price: "£24.50 an hour", "£24 to £28 an hour", "Free".
    pub(crate) fn price(&self, price: &Price) -> String {
        self.range(price.amount, price.to.unwrap_or(price.amount), price.unit)
    }

    fn range(&self, from: Money, to: Money, unit: Unit) -> String {
        if to.pence == 0 {
            return self.text("price.free").to_owned();
        }
        let unit = self.text(&format!("price.units.{}", word_of(&Unit::WORDS, &unit)));
        if from == to {
            return self.fill(
                "price.one",
                &[("amount", &from.to_string()), ("unit", unit)],
            );
        }
        self.fill(
            "price.range",
            &[
                ("from", &from.to_string()),
                ("to", &to.to_string()),
                ("unit", unit),
            ],
        )
    }

    /// The prices of a provider in a few words: for each unit, the lowest to the highest, the
    /// provider's first unit first.
    pub(crate) fn price_summary(&self, prices: &[Price]) -> Vec<String> {
        let mut order: Vec<Unit> = Vec::new();
        let mut ranges: BTreeMap<Unit, (Money, Money)> = BTreeMap::new();
        // A free first meeting says nothing about the price. Only what is free in all is free.
        let is_paid = |price: &&Price| price.to.unwrap_or(price.amount).pence > 0;
        let all_free = !prices.iter().any(|price| is_paid(&price));
        for price in prices.iter().filter(|price| all_free || is_paid(price)) {
            let top = price.to.unwrap_or(price.amount);
            let range = ranges.entry(price.unit).or_insert((price.amount, top));
            *range = (range.0.min(price.amount), range.1.max(top));
            if !order.contains(&price.unit) {
                order.push(price.unit);
            }
        }
        order
            .into_iter()
            .filter_map(|unit| {
                ranges
                    .get(&unit)
                    .map(|(from, to)| self.range(*from, *to, unit))
            })
            .collect()
    }

    /// Names in a row: "Dementia, Autism".
    pub(crate) fn row<T: AsRef<str>>(&self, items: &[T]) -> String {
        let mut items = items.iter().map(AsRef::as_ref);
        let first = items.next().unwrap_or_default().to_owned();
        items.fold(first, |before, after| {
            self.fill("list.between", &[("before", &before), ("after", after)])
        })
    }

    /// Words in a sentence: "Barnet, Camden and Enfield".
    pub(crate) fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let Some((last, rest)) = items.split_last() else {
            return String::new();
        };
        rest.iter()
            .rev()
            .fold(last.as_ref().to_owned(), |after, item| {
                let is_last_pair = after == last.as_ref();
                let name = if is_last_pair {
                    "list.last"
                } else {
                    "list.between"
                };
                self.fill(name, &[("before", item.as_ref()), ("after", &after)])
            })
    }
}

/// A link that starts an email with a subject, and with a first line of the text if there is one.
pub(crate) fn mail_link(email: &str, subject: &str, body: Option<&str>) -> String {
    let mut link = format!("mailto:{email}?subject={}", in_link(subject));
    if let Some(body) = body {
        link.push_str("&body=");
        link.push_str(&in_link(body));
    }
    link
}

/// A link that starts a text message (RFC 5724).
pub(crate) fn text_message_link(link: &str, body: &str) -> String {
    format!("{link}?body={}", in_link(body))
}

/// Words as they are written in the values of a link.
fn in_link(words: &str) -> String {
    let mut text = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_cannot_add_anything_to_the_link() {
        assert_eq!(
            mail_link("a@example.org", "Kite & Co?\r\ncc=x", Some("&a=1")),
            "mailto:a@example.org?subject=Kite%20%26%20Co%3F%0D%0Acc%3Dx&body=%26a%3D1"
        );
    }
}
