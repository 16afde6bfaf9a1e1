//! UK phone numbers, grouped as the NHS content guide groups them.

use std::fmt;

/// A UK phone number, or a short number such as 999 or 111.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Phone {
    digits: String,
}

impl Phone {
    /// Reads a UK number in any grouping, with 0, +44 or 0044 in front. Nothing if it is not one.
    pub fn parse(text: &str) -> Option<Phone> {
        let allowed = |c: char| c.is_ascii_digit() || " +()-.\u{a0}".contains(c);
        if !text.chars().all(allowed) {
            return None;
        }
        let text = text.trim().replace("(0)", "");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let national = if text.starts_with('+') {
            format!("0{}", digits.strip_prefix("44")?)
        } else if let Some(rest) = digits.strip_prefix("0044") {
            format!("0{rest}")
        } else {
            digits
        };
        let short = matches!(national.as_str(), "999" | "111" | "112" | "101" | "105");
        let full = national.starts_with('0')
            && !national.starts_with("00")
            && match national.get(1..2) {
                // Only some numbers that start with 01, 05 or 08 have 10 digits; those of large
                // cities (011 and 01x1) do not.
                Some("1") if national.get(2..3) == Some("1") || national.get(3..4) == Some("1") => {
                    national.len() == 11
                }
                Some("1" | "5" | "8") => matches!(national.len(), 10 | 11),
                _ => national.len() == 11,
            };
        (short || full).then_some(Phone { digits: national })
    }

    /// A text relay number: `18001` and then a phone number.
    pub fn parse_relay(text: &str) -> Option<(String, Phone)> {
        let rest = text.trim().strip_prefix("18001")?;
        let phone = Phone::parse(rest)?;
        Some((format!("18001 {phone}"), phone))
    }

    /// The number for a link that starts a text message.
    pub fn text_link(&self) -> String {
        self.link().replace("tel:", "sms:")
    }

    /// The number for a `tel:` link: +44 and no spaces (short numbers stay as they are).
    pub fn link(&self) -> String {
        match self.digits.strip_prefix('0') {
            Some(rest) => format!("tel:+44{rest}"),
            None => format!("tel:{}", self.digits),
        }
    }
}

/// Grouped as the NHS content guide does: 020 7450 4000, 01273 800 900, 0800 890 567,
/// 07700 900 866.
impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.as_str();
        let groups: &[usize] = match (digits.get(..2), digits.get(..3), digits.len()) {
            (_, _, 0..=3) => &[3],
            (Some("02"), _, _) => &[3, 4, 4],
            (Some("03" | "08" | "05" | "09"), _, _) | (_, Some("011"), _) => &[4, 3, 4],
            (Some("01"), _, _) if digits.get(3..4) == Some("1") => &[4, 3, 4],
            _ => &[5, 3, 3],
        };
        let mut rest = digits;
        for (index, size) in groups.iter().enumerate() {
            let size = if index + 1 == groups.len() {
                rest.len()
            } else {
                (*size).min(rest.len())
            };
            let (group, after) = rest.split_at(size);
            if index > 0 && !group.is_empty() {
                formatter.write_str(" ")?;
            }
            formatter.write_str(group)?;
            rest = after;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_grouped_as_the_nhs_does() {
        let shown = |text| Phone::parse(text).map(|phone| phone.to_string());
        assert_eq!(shown("02079460011"), Some("020 7946 0011".into()));
        assert_eq!(shown("+44 (0)20 7946 0011"), Some("020 7946 0011".into()));
        assert_eq!(shown("01632960001"), Some("01632 960 001".into()));
        assert_eq!(shown("0161 496 0000"), Some("0161 496 0000".into()));
        assert_eq!(shown("0808-157-0123"), Some("0808 157 0123".into()));
        assert_eq!(shown("0800 890567"), Some("0800 890 567".into()));
        assert_eq!(shown("07700900866"), Some("07700 900 866".into()));
        assert_eq!(shown("999"), Some("999".into()));
        for bad in [
            "",
            "2079460011",
            "call me",
            "020 7946 001x",
            "+33 1 23 45 67 89",
            "0",
            "0012345",
            "020 7946 001",
            "07700 900 86",
            "0161 929 567",
        ] {
            assert_eq!(shown(bad), None, "{bad}");
        }
        assert_eq!(
            Phone::parse("020 7946 0011").unwrap().link(),
            "tel:+442079460011"
        );
        assert_eq!(
            Phone::parse_relay("18001 02079460011").unwrap().0,
            "18001 020 7946 0011"
        );
    }
}
