//! Small values that can only be made from good text.

use std::fmt;
use std::sync::Arc;

pub use super::days::{Date, day_words};
pub use super::phone::Phone;

/// A short, fixed name: of a provider, a guide or an item of a list. Lower-case letters, digits
/// and hyphens; never made from a title, so that addresses stay when titles change.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The most characters in an id.
    pub const LONGEST: usize = 80;

    /// Takes text that is an id already.
    pub fn parse(text: &str) -> Option<Id> {
        let edges = text.starts_with('-') || text.ends_with('-');
        let good = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        (good && !edges && !text.is_empty() && text.len() <= Id::LONGEST)
            .then(|| Id(Arc::from(text)))
    }

    /// The nearest id to any text: `Kite Care!` becomes `kite-care`. Nothing if no letter is left.
    pub fn suggest(text: &str) -> Option<Id> {
        let mut id = String::new();
        for character in text.chars().flat_map(char::to_lowercase) {
            if character.is_ascii_alphanumeric() {
                id.push(character);
            } else if !id.ends_with('-') && !id.is_empty() && character != '\'' {
                id.push('-');
            }
        }
        id.truncate(Id::LONGEST);
        Id::parse(id.trim_matches('-'))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`", self.0)
    }
}

/// An amount of money in whole pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Pence, so that no sum is ever rounded.
    pub pence: u32,
}

impl Money {
    /// Reads pounds: `24`, `24.5`, `24.50`, with or without `£` and commas.
    pub fn parse(text: &str) -> Option<Money> {
        let text = text.trim().trim_start_matches('£').trim();
        // A comma stands before three digits, else `24,50` would be 2,450 pounds.
        let whole = text.split('.').next().unwrap_or_default();
        let mut groups = whole.split(',').skip(1);
        if groups.any(|group| group.len() != 3) {
            return None;
        }
        let text = text.replace(',', "");
        let (pounds, pence) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if pounds.is_empty() || !digits(pounds) || !digits(pence) || pence.len() > 2 {
            return None;
        }
        let pounds: u32 = pounds.parse().ok()?;
        let pence: u32 = format!("{pence:0<2}").parse().ok()?;
        Some(Money {
            pence: pounds.checked_mul(100)?.checked_add(pence)?,
        })
    }
}

/// As the NHS content guide writes money: £75 or £75.50, never £75.00, and 45 pence.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (1..100).contains(&self.pence) {
            return write!(formatter, "{} pence", self.pence);
        }
        let pounds = thousands(self.pence / 100);
        match self.pence % 100 {
            0 => write!(formatter, "£{pounds}"),
            pence => write!(formatter, "£{pounds}.{pence:02}"),
        }
    }
}

/// A whole number with a comma between thousands, as the NHS content guide writes it.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// An email address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Email(String);

impl Email {
    /// Takes an address with one `@`, a dot after it, and no character that a link would trip over.
    pub fn parse(text: &str) -> Option<Email> {
        let (name, host) = text.split_once('@')?;
        let name_good = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._%+-'".contains(c));
        (name_good && text.len() <= 254 && is_host(host)).then(|| Email(text.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A web address that starts with `http://` or `https://`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WebAddress(String);

impl WebAddress {
    /// Takes an address with a host that has a dot in it, and no space or quotation mark.
    pub fn parse(text: &str) -> Option<WebAddress> {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))?;
        let host = rest.split(['/', '?', '#']).next()?;
        let host = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        let clean = text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"\"'<>`\\{}|^".contains(c));
        (clean && is_host(host) && text.len() <= 500).then(|| WebAddress(text.to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people say it: without `https://`, `www.` and a last `/`.
    pub fn spoken(&self) -> &str {
        let rest = self.0.split_once("://").map_or(&*self.0, |(_, rest)| rest);
        rest.strip_prefix("www.")
            .unwrap_or(rest)
            .trim_end_matches('/')
    }
}

fn is_host(host: &str) -> bool {
    host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// A full UK postcode, such as `N7 6PA`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Postcode {
    outward: String,
    inward: String,
}

impl Postcode {
    /// Reads a postcode in any case, with or without its space.
    pub fn parse(text: &str) -> Option<Postcode> {
        let compact: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_ascii_uppercase();
        if !compact.is_ascii() || compact.len() < 5 {
            return None;
        }
        let (outward, inward) = compact.split_at(compact.len() - 3);
        let inward_good = inward.bytes().enumerate().all(|(index, byte)| match index {
            0 => byte.is_ascii_digit(),
            _ => byte.is_ascii_uppercase() && !b"CIKMOV".contains(&byte),
        });
        (inward_good && is_outward(outward)).then(|| Postcode {
            outward: outward.to_owned(),
            inward: inward.to_owned(),
        })
    }

    /// The first part of what somebody typed: a whole postcode, or its first part only.
    pub fn outward_of(text: &str) -> Option<String> {
        let typed = text.trim().to_ascii_uppercase();
        if is_outward(&typed) {
            return Some(typed);
        }
        Postcode::parse(&typed).map(|postcode| postcode.outward)
    }

    /// True when a full postcode stands somewhere in a text.
    pub fn is_in(text: &str) -> bool {
        let words: Vec<&str> = text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let alone = words.iter().any(|word| Postcode::parse(word).is_some());
        let in_two = words
            .iter()
            .zip(words.iter().skip(1))
            .any(|(first, second)| {
                second.len() == 3 && Postcode::parse(&format!("{first}{second}")).is_some()
            });
        alone || in_two
    }

    /// The first part, which names a district and not a street.
    pub fn outward(&self) -> &str {
        &self.outward
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.outward, self.inward)
    }
}

/// True for the first part of a UK postcode, such as `N7`, `SW1A` or `EC4M`, in capitals.
pub fn is_outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let Some(rest) = text.get(letters..) else {
        return false;
    };
    let mut after = rest.bytes();
    (1..=2).contains(&letters)
        && after.next().is_some_and(|byte| byte.is_ascii_digit())
        && match after.next() {
            None => true,
            Some(byte) => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        }
        && after.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_lower_case_words_with_hyphens() {
        assert!(Id::parse("kite-care-2").is_some());
        for bad in [
            "",
            "Kite",
            "kite care",
            "-kite",
            "kite-",
            "café",
            "../x",
            "a_b",
        ] {
            assert!(Id::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Id::suggest("  Kite Care!").unwrap().as_str(), "kite-care");
        assert_eq!(Id::suggest("Amina's Help").unwrap().as_str(), "aminas-help");
        assert_eq!(Id::suggest("দয়া"), None);
    }

    #[test]
    fn money_is_read_to_the_penny_and_shown_without_empty_pence() {
        let shown = |text| Money::parse(text).map(|money| money.to_string());
        assert_eq!(shown("24"), Some("£24".into()));
        assert_eq!(shown("24.5"), Some("£24.50".into()));
        assert_eq!(shown("£1,250.00"), Some("£1,250".into()));
        assert_eq!(shown("0.05"), Some("5 pence".into()));
        for bad in [
            "",
            "24,50",
            "1,2345",
            "-3",
            "1.234",
            "12 pounds",
            "99999999999",
            ".5",
        ] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn web_and_email_addresses_hold_nothing_that_breaks_a_link() {
        assert!(WebAddress::parse("https://kite.example.org/a?b=c#d").is_some());
        assert_eq!(
            WebAddress::parse("https://www.kite.example.org/")
                .unwrap()
                .spoken(),
            "kite.example.org"
        );
        for bad in [
            "javascript:alert(1)",
            "https://",
            "https://x",
            "kite.example.org",
            "https://a.b/\"x",
            "https://a b.c",
        ] {
            assert!(WebAddress::parse(bad).is_none(), "{bad}");
        }
        assert!(Email::parse("a.b+c@example.org").is_some());
        for bad in [
            "a@b",
            "a b@c.d",
            "@c.d",
            "a@@c.d",
            "a@c.d?cc=x@y.z",
            "<a@c.d>",
        ] {
            assert!(Email::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_postcode_has_an_outward_and_an_inward_part() {
        assert_eq!(Postcode::parse("n76pa").unwrap().to_string(), "N7 6PA");
        assert_eq!(Postcode::parse("SW1A 1AA").unwrap().outward(), "SW1A");
        assert!(Postcode::is_in("Call at 12 Foo Street N7 6PA.") && Postcode::is_in("n76pa"));
        assert!(!Postcode::is_in(
            "We work in N7 and NW10, 9am to 5pm, 24 hours a day."
        ));
        for bad in ["", "N7", "N7 6CA", "7N 6PA", "N777 6PA", "দ7 6PA"] {
            assert!(Postcode::parse(bad).is_none(), "{bad}");
        }
    }
}
