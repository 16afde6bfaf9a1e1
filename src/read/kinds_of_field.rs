//! The kinds of field that people write: text, dates, money, phone numbers, choices and so on.
//!
//! Each reader here gives the value, or adds a problem that says what to write instead.

use super::dates::{guess_date, read_date};
use super::fields::Fields;
use super::yaml::{self, Value};
use crate::model::days::no_such_day;
use crate::model::values::{Date, Email, Id, Money, Phone, Postcode, WebAddress, day_words};
use crate::problem::{Kind, Place};

/// The most characters in a name or title.
pub(crate) const NAME: usize = 200;
/// The most characters in a line of facts.
pub(crate) const LINE: usize = 300;
/// The most characters in a summary.
pub(crate) const SUMMARY: usize = 400;
/// The most characters in a long text.
pub(crate) const LONG: usize = 20_000;

const DATE_HELP: &str = "Write the year, the month and the day, like `2026-08-06`.";

/// A number or a word as text, or nothing for lists and groups.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Whole(number) => Some(number.to_string()),
        Value::Decimal(number) => Some(number.to_string()),
        Value::Boolean(true) => Some("true".to_owned()),
        Value::Boolean(false) => Some("false".to_owned()),
        _ => None,
    }
}

/// Text without control characters, and with one space between words.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Fields<'_> {
    /// Text on one line, of at most `longest` characters.
    pub(crate) fn text(&self, name: &'static str, longest: usize) -> Option<String> {
        let value = self.value(name)?;
        let typed = match value {
            Value::Decimal(_) => {
                yaml::as_typed(self.file.text, &self.keys(name)).map(str::to_owned)
            }
            _ => None,
        };
        let Some(text) = typed.or_else(|| scalar(value)) else {
            self.report(
                Kind::WrongShape,
                name,
                format!("`{name}` is {}. It should be text.", value.describe()),
                "Write the words on the same line, after the colon and a space.",
            );
            return None;
        };
        self.within(name, one_line(&text), longest)
    }

    /// Text on one line that must be there.
    pub(crate) fn required_text(
        &self,
        name: &'static str,
        longest: usize,
        example: &str,
    ) -> Option<String> {
        if self.value(name).is_none() {
            self.report_missing(name, example);
            return None;
        }
        self.text(name, longest)
    }

    /// Text of several lines.
    pub(crate) fn long_text(&self, name: &'static str) -> Option<String> {
        let value = self.value(name)?;
        let Some(text) = scalar(value) else {
            return self.text(name, LONG);
        };
        self.within(name, text, LONG)
    }

    fn within(&self, name: &'static str, text: String, longest: usize) -> Option<String> {
        let length = text.chars().count();
        if length <= longest {
            return (!text.is_empty()).then_some(text);
        }
        self.report(
            Kind::TooLong,
            name,
            format!("`{name}` has {length} characters. The most is {longest}."),
            "Make it shorter. You can say more in `about` or on a page of its own.",
        );
        None
    }

    /// A list of lines of text. A single line counts as a list of one.
    pub(crate) fn texts(&self, name: &'static str, longest: usize) -> Vec<String> {
        let Some(value) = self.value(name) else {
            return Vec::new();
        };
        let Value::List(items) = value else {
            return self.text(name, longest).into_iter().collect();
        };
        let mut texts = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let keys = self.keys(name).item(index);
            let typed = match item {
                Value::Decimal(_) => yaml::as_typed(self.file.text, &keys).map(str::to_owned),
                _ => None,
            };
            match typed.or_else(|| scalar(item)).map(|text| one_line(&text)) {
                Some(text) if text.is_empty() => {}
                Some(text) => texts.extend(self.within(name, text, longest)),
                None if *item == Value::Nothing => {}
                None => self.file.report(
                    Kind::WrongShape,
                    keys,
                    format!(
                        "This item of `{name}` is {}. It should be text.",
                        item.describe()
                    ),
                    "Write one line of text after the hyphen. If the text has a colon and a \
                     space in it, put it in quotation marks."
                        .to_owned(),
                ),
            }
        }
        texts
    }

    /// Yes or no.
    pub(crate) fn yes_no(&self, name: &'static str) -> Option<bool> {
        let value = self.value(name)?;
        let word = scalar(value).map(|word| word.trim().to_lowercase());
        match word.as_deref() {
            Some("yes" | "y" | "true" | "on") => Some(true),
            Some("no" | "n" | "false" | "off") => Some(false),
            _ => {
                let typed = word.unwrap_or_else(|| value.describe().to_owned());
                self.report(
                    Kind::BadYesNo,
                    name,
                    format!("`{name}` is `{typed}`. It should be yes or no."),
                    &format!("Write `{name}: yes` or `{name}: no`. If you do not know, take the line out."),
                );
                None
            }
        }
    }

    /// A date in any year.
    pub(crate) fn date(&self, name: &'static str) -> Option<Date> {
        let value = self.value(name)?;
        let typed = scalar(value).unwrap_or_else(|| value.describe().to_owned());
        let date = read_date(&typed);
        if date.is_none() {
            let help = match (no_such_day(&typed), guess_date(&typed)) {
                (Some(why), _) => format!("{why} {DATE_HELP}"),
                (None, Some(guess)) => format!("{DATE_HELP} Did you mean `{guess}`?"),
                (None, None) => DATE_HELP.to_owned(),
            };
            self.report(
                Kind::BadDate,
                name,
                format!(
                    "`{}` is not a date that Handrail can read.",
                    shorten(&typed)
                ),
                &help,
            );
        }
        date
    }

    /// A date of something that has happened: today or before.
    pub(crate) fn past_date(&self, name: &'static str) -> Option<Date> {
        let date = self.date(name)?;
        if date <= self.file.today {
            return Some(date);
        }
        self.report(
            Kind::FutureDate,
            name,
            format!(
                "`{name}` is {}. That day has not come yet.",
                day_words(date)
            ),
            &format!(
                "Today is {} here. Write the day on which it happened. If today is wrong, look at \
                 the clock of this computer, or at `--today`.",
                day_words(self.file.today)
            ),
        );
        None
    }

    /// The date of a claim. Without it the claim cannot be shown, so it must be there.
    pub(crate) fn claim_date(&self, name: &'static str, claim: &str) -> Option<Date> {
        if self.value(name).is_none() {
            let (place, how) = match self.written(name) {
                Some(_) => (
                    Place::name(self.file.path, self.keys(name)),
                    "Write the day when this was true on this line, like this:",
                ),
                None => (
                    Place::value(self.file.path, self.own_keys()),
                    "Add the day when this was true, like this:",
                ),
            };
            self.file.push(
                Kind::MissingDate,
                place,
                format!("{claim} has no date."),
                format!("{how}\n{name}: 2026-08-06"),
            );
            return None;
        }
        self.past_date(name)
    }

    /// An amount of money in pounds.
    pub(crate) fn money(&self, name: &'static str) -> Option<Money> {
        self.parsed(
            name,
            Money::parse,
            Kind::BadMoney,
            "an amount in pounds",
            "Write pounds and pence in figures, like `24.50`. Use `to:` for the top of a range.",
        )
    }

    /// A UK phone number.
    pub(crate) fn phone(&self, name: &'static str) -> Option<Phone> {
        self.parsed(
            name,
            Phone::parse,
            Kind::BadPhone,
            "a UK phone number",
            "Write it with its first 0 and with spaces, like `020 7946 0011`.",
        )
    }

    /// A text relay number.
    pub(crate) fn text_relay(&self, name: &'static str) -> Option<(String, Phone)> {
        self.parsed(
            name,
            Phone::parse_relay,
            Kind::BadPhone,
            "a text relay number",
            "Write 18001 and then the phone number, like `18001 020 7946 0011`.",
        )
    }

    /// An email address.
    pub(crate) fn email(&self, name: &'static str) -> Option<Email> {
        self.parsed(
            name,
            Email::parse,
            Kind::BadEmail,
            "an email address",
            "Write it like `hello@kite-care.example.org`.",
        )
    }

    /// A web address.
    pub(crate) fn web_address(&self, name: &'static str) -> Option<WebAddress> {
        self.parsed(
            name,
            WebAddress::parse,
            Kind::BadWebAddress,
            "a full web address",
            "Start it with `https://`, like `https://kite-care.example.org/`.",
        )
    }

    /// A postcode.
    pub(crate) fn postcode(&self, name: &'static str) -> Option<Postcode> {
        self.parsed(
            name,
            Postcode::parse,
            Kind::BadPostcode,
            "a full UK postcode",
            "Write both parts, like `N7 6PA`.",
        )
    }

    /// A picture of the pack, an id of any kind.
    pub(crate) fn id(&self, name: &'static str) -> Option<Id> {
        self.parsed(
            name,
            Id::parse,
            Kind::WrongShape,
            "a short name",
            "Use lower-case letters, digits and hyphens, like `quiet-room`.",
        )
    }

    /// A value that `parse` can read from text.
    pub(crate) fn parsed<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        kind: Kind,
        should_be: &str,
        help: &str,
    ) -> Option<T> {
        let value = self.value(name)?;
        let mut typed = scalar(value).map(|text| one_line(&text));
        let mut result = typed.as_deref().and_then(&parse);
        if result.is_none() && matches!(value, Value::Whole(_) | Value::Decimal(_)) {
            // YAML takes the `+` of `+442079460011` away.
            typed = yaml::as_typed(self.file.text, &self.keys(name)).map(str::to_owned);
            result = typed.as_deref().and_then(&parse);
        }
        if result.is_none() {
            let typed = typed.unwrap_or_else(|| value.describe().to_owned());
            self.report(
                kind,
                name,
                format!("`{}` is not {should_be}.", shorten(&typed)),
                help,
            );
        }
        result
    }
}

/// Long text cut short, so that a message stays readable.
pub(crate) fn shorten(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= 60 {
        return line;
    }
    let start: String = line.chars().take(57).collect();
    format!("{start}…")
}
