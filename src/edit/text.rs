//! Text -> a value as it stands in a YAML file: bare where that is safe, else in quotation marks.
//!
//! Whether it is safe is not guessed: the reader itself is asked.

use crate::read::{YamlValue, parse_yaml};

/// One value after `name: `.
pub(crate) fn scalar(text: &str) -> String {
    let read = parse_yaml(&format!("a: {text}\n"));
    let wanted = YamlValue::Text(text.to_owned());
    let is_safe = read.is_ok_and(|read| {
        read.value == YamlValue::Fields(vec![("a".to_owned(), wanted)]) && read.repeated.is_empty()
    });
    if is_safe && !text.contains('\n') {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A list on one line: `[a, b]`.
pub(crate) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| list_item(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

pub(super) fn list_item(text: &str) -> String {
    let read = parse_yaml(&format!("[{text}]\n"));
    let wanted = YamlValue::List(vec![YamlValue::Text(text.to_owned())]);
    if read.is_ok_and(|read| read.value == wanted) && !text.contains('\n') {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_added_only_where_they_are_needed() {
        assert_eq!(
            scalar("Kite Care (Camden, Barnet)"),
            "Kite Care (Camden, Barnet)"
        );
        assert_eq!(scalar("020 7946 0011"), "020 7946 0011");
        assert_eq!(scalar("1-000000001"), "1-000000001");
        assert_eq!(scalar("#KITE"), "\"#KITE\"");
        assert_eq!(scalar("'Kites' Ltd"), "\"'Kites' Ltd\"");
        assert_eq!(scalar("Kite: care"), "\"Kite: care\"");
        assert_eq!(scalar("Kite # 2"), "\"Kite # 2\"");
        assert_eq!(scalar("007"), "007");
        assert_eq!(scalar("2026"), "\"2026\"");
        assert_eq!(scalar("true"), "\"true\"");
        assert_eq!(scalar("\"Kite\" \\ Co"), "\"\\\"Kite\\\" \\\\ Co\"");
        assert_eq!(
            list(&["1 Row", "Kite, House", "[x"]),
            "[1 Row, \"Kite, House\", \"[x\"]"
        );
    }
}
