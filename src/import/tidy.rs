//! Small repairs to the cells of CQC's files: text, phone numbers, websites, addresses, names.
//!
//! Each gives a good value or nothing. Nothing is made up.

use crate::model::values::{Phone, Postcode, WebAddress};

/// Text on one line, without characters that a YAML file cannot hold.
pub(crate) fn one_line(text: &str) -> String {
    let is_good = |c: &char| !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.split_whitespace()
        .map(|word| word.chars().filter(is_good).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A phone number. Spreadsheets take the first 0 away, so it is put back.
pub(crate) fn phone(text: &str) -> Option<Phone> {
    Phone::parse(text).or_else(|| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        match digits.len() {
            9 | 10 if !digits.starts_with('0') => Phone::parse(&format!("0{digits}")),
            11 | 12 if digits.starts_with("44") => Phone::parse(&format!("+{digits}")),
            _ => None,
        }
    })
}

/// A website. Without `http://` or `https://` it gets `https://`.
pub(crate) fn website(text: &str) -> Option<WebAddress> {
    let first = text.split([' ', ',', ';']).next()?;
    let (scheme, rest) = first.split_once("://").unwrap_or(("https", first));
    let scheme = scheme.to_ascii_lowercase();
    let host_ends = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_ends);
    WebAddress::parse(&format!("{scheme}://{}{path}", host.to_lowercase()))
}

/// The lines of an address. CQC joins them with a comma and no space; a comma with a space is part
/// of a line. A house number by itself goes onto the line of its street.
pub(crate) fn address(text: &str, postcode: Option<&Postcode>) -> Vec<String> {
    let parts: Vec<String> = if has_bare_comma(text) {
        split_at_bare_commas(text)
    } else {
        text.split(", ").map(str::to_owned).collect()
    };
    let mut lines: Vec<String> = Vec::new();
    let mut number: Option<String> = None;
    for part in parts {
        let part = one_line(part.trim_matches([' ', ',']));
        let is_postcode = postcode.is_some() && Postcode::parse(&part).as_ref() == postcode;
        if part.is_empty() || is_postcode {
            continue;
        }
        let line = match number.take() {
            Some(number) => format!("{number} {part}"),
            None => part,
        };
        if is_house_number(&line) {
            number = Some(line);
        } else {
            lines.push(line);
        }
    }
    lines.extend(number);
    lines
}

fn has_bare_comma(text: &str) -> bool {
    let mut after_comma = false;
    for character in text.chars() {
        if after_comma && !matches!(character, ' ' | ',') {
            return true;
        }
        after_comma = character == ',';
    }
    false
}

fn split_at_bare_commas(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ',' && characters.peek() != Some(&' ') {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts
}

/// `31-32` or `12a`: a number that belongs to the street after it.
fn is_house_number(text: &str) -> bool {
    text.len() <= 7
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().filter(char::is_ascii_alphabetic).count() <= 1
}

/// True when a full postcode stands somewhere in the text.
pub(crate) fn has_postcode(text: &str) -> bool {
    Postcode::is_in(text)
}

/// Words that end the name of a street.
const STREETS: [&str; 20] = [
    "avenue", "close", "court", "crescent", "drive", "gardens", "grove", "hill", "lane", "mews",
    "parade", "place", "rise", "road", "row", "square", "street", "terrace", "walk", "way",
];

/// True for text such as `39, Invented Road`: a house number, and then a street.
pub(crate) fn is_street_address(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let has_number = words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    has_number && words.any(|word| STREETS.contains(&word))
}

/// Text of at most `longest` characters, cut between words.
pub(crate) fn shorten(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let start: String = text.chars().take(longest.saturating_sub(1)).collect();
    let cut = start.rfind(' ').unwrap_or(start.len());
    let whole_words = start.get(..cut).unwrap_or(&start);
    format!("{}…", whole_words.trim_end_matches([' ', ',', '-', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_gets_its_first_0_back() {
        let shown = |text| phone(text).map(|phone| phone.to_string());
        assert_eq!(shown("2079460011"), Some("020 7946 0011".into()));
        assert_eq!(shown("163296000"), Some("01632 960 00".into()));
        assert_eq!(shown("02079460011"), Some("020 7946 0011".into()));
        assert_eq!(shown("442079460011"), Some("020 7946 0011".into()));
        for bad in ["", "1.45E+09", "123", "none"] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_website_gets_its_scheme() {
        let shown = |text| website(text).map(|site| site.as_str().to_owned());
        assert_eq!(
            shown("www.Kite.example.org/Home"),
            Some("https://www.kite.example.org/Home".into())
        );
        assert_eq!(
            shown("HTTP://kite.example.org"),
            Some("http://kite.example.org".into())
        );
        assert_eq!(
            shown("kite.example.org; other.example.org"),
            Some("https://kite.example.org".into())
        );
        for bad in [
            "",
            "none",
            "n/a",
            "info@example.org",
            "javascript:alert(1)",
            "ftp://a.example.org",
        ] {
            assert_eq!(shown(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_is_split_where_cqc_joined_it() {
        assert_eq!(
            address("Unit 2, Kite Centre,Invented Lane, East,Anytown", None),
            ["Unit 2, Kite Centre", "Invented Lane, East", "Anytown"]
        );
        assert_eq!(
            address("31-32,Invented Row,,Anytown,", None),
            ["31-32 Invented Row", "Anytown"]
        );
        assert_eq!(
            address("1 Invented Row, Anytown", None),
            ["1 Invented Row", "Anytown"]
        );
        let postcode = Postcode::parse("N7 0ZZ");
        assert_eq!(
            address("1 Invented Row,n70zz", postcode.as_ref()),
            ["1 Invented Row"]
        );
        assert_eq!(address("", None), Vec::<String>::new());
        assert_eq!(address("12", None), ["12"]);
    }

    #[test]
    fn an_address_inside_a_name_is_seen() {
        assert!(has_postcode("1 Invented Road, Anytown, N7 0ZZ"));
        assert!(has_postcode("Kite N70ZZ"));
        assert!(!has_postcode("Kite Care 24 7 Ltd"));
        assert!(
            is_street_address("31-32, Invented Road") && is_street_address("12a Kite Way, Anytown")
        );
        assert!(!is_street_address("1 Kite Care Ltd") && !is_street_address("Kite Road Care"));
    }

    #[test]
    fn long_text_is_cut_between_words() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two three", 10), "one two…");
        assert_eq!(shorten("abcdefghij", 5), "abcd…");
    }
}
