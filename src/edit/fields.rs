//! Changes single fields of a YAML file: at the top level, and in groups there.

use super::lines::change_lines;
use crate::read::{YamlValue, parse_yaml};

/// One change of a field that has a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// The group that the field is in, such as `contact`. Nothing for the top level.
    pub(crate) group: Option<&'static str>,
    /// The field.
    pub(crate) field: &'static str,
    /// Its new text. Nothing takes the field away.
    pub(crate) value: Option<String>,
}

/// The order of fields, for those that are new: each goes below the nearest one before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    /// The fields of the top level.
    pub(crate) top: &'static [&'static str],
    /// The fields of each group that can be changed.
    pub(crate) groups: &'static [(&'static str, &'static [&'static str])],
}

/// The text with every edit, or nothing when that cannot be done without touching something else.
pub(crate) fn edit(text: &str, edits: &[Edit], order: &Order) -> Option<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.strip_suffix(body).unwrap_or_default();
    let before = parse_yaml(body)
        .ok()
        .filter(|read| read.repeated.is_empty())?;
    let mut wanted = before.value;
    let mut lines: Vec<String> = body.split_inclusive('\n').map(str::to_owned).collect();
    for edit in edits {
        change_value(&mut wanted, edit)?;
        change_lines(&mut lines, edit, order)?;
    }
    let result = lines.concat();
    let after = parse_yaml(&result)
        .ok()
        .filter(|read| read.repeated.is_empty())?;
    is_same(&wanted, &after.value).then(|| format!("{mark}{result}"))
}

/// Makes the change where it is certain: in the values.
fn change_value(value: &mut YamlValue, edit: &Edit) -> Option<()> {
    let YamlValue::Fields(fields) = value else {
        return None;
    };
    let Some(group) = edit.group else {
        change_field(fields, edit);
        return Some(());
    };
    let index = fields.iter().position(|(name, _)| name == group);
    let index = index.unwrap_or_else(|| {
        if edit.value.is_some() {
            fields.push((group.to_owned(), YamlValue::Nothing));
        }
        fields.len().saturating_sub(1)
    });
    let (name, inner) = fields.get_mut(index)?;
    if name != group {
        return Some(());
    }
    if *inner == YamlValue::Nothing {
        *inner = YamlValue::Fields(Vec::new());
    }
    let YamlValue::Fields(inner) = inner else {
        return None;
    };
    change_field(inner, edit);
    Some(())
}

fn change_field(fields: &mut Vec<(String, YamlValue)>, edit: &Edit) {
    let index = fields.iter().position(|(name, _)| name == edit.field);
    let value = edit
        .value
        .as_ref()
        .map(|text| YamlValue::Text(text.clone()));
    match (index, value) {
        (Some(index), None) => {
            fields.remove(index);
        }
        (Some(index), Some(value)) => {
            if let Some((_, old)) = fields.get_mut(index) {
                *old = value;
            }
        }
        (None, Some(value)) => fields.push((edit.field.to_owned(), value)),
        (None, None) => {}
    }
}

/// The same values, in whatever order the fields stand.
pub(super) fn is_same(first: &YamlValue, second: &YamlValue) -> bool {
    match (first, second) {
        (YamlValue::Fields(first), YamlValue::Fields(second)) => {
            first.len() == second.len()
                && first.iter().all(|(name, value)| {
                    let other = second.iter().find(|(other, _)| other == name);
                    other.is_some_and(|(_, other)| is_same(value, other))
                })
        }
        (YamlValue::List(first), YamlValue::List(second)) => {
            first.len() == second.len()
                && first
                    .iter()
                    .zip(second)
                    .all(|(first, second)| is_same(first, second))
        }
        (first, second) => first == second,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ORDER: Order = Order {
        top: &["name", "kinds", "contact", "cqc", "owner"],
        groups: &[
            ("contact", &["public_location", "phone", "website"]),
            ("cqc", &["location", "rating", "rating_on", "as_of"]),
        ],
    };

    const FILE: &str = "\u{feff}# A note\r\nname:   'Kite''s'   # the name\r\n\r\nabout: |\r\n  name: not this\r\n  # nor this\r\nkinds:\r\n- care-home\r\ncontact: # how\r\n    phone: 020 7946 0011\r\n    # a number\r\n\r\ncqc:\r\n  location: 1-000000001\r\n  rating: good # old\r\n# end\r\nowner: Team";

    fn set(path: &'static str, value: &str) -> Edit {
        Edit {
            value: Some(value.to_owned()),
            ..take(path)
        }
    }

    fn take(path: &'static str) -> Edit {
        let (group, field) = path
            .split_once('.')
            .map_or((None, path), |(group, field)| (Some(group), field));
        Edit {
            group,
            field,
            value: None,
        }
    }

    #[test]
    fn only_the_wanted_bytes_change() {
        let edits = [
            set("name", "Oak"),
            set("contact.phone", "020 7946 0022"),
            set("contact.website", "https://oak.example.org"),
            take("cqc.rating"),
            set("cqc.as_of", "2026-05-20"),
        ];
        let wanted = FILE
            .replace("'Kite''s'", "Oak")
            .replace(
                "7946 0011\r\n",
                "7946 0022\r\n    website: https://oak.example.org\r\n",
            )
            .replace("  rating: good # old\r\n", "  as_of: 2026-05-20\r\n");
        assert_eq!(edit(FILE, &edits, &ORDER).as_deref(), Some(wanted.as_str()));
        assert_eq!(edit(FILE, &[], &ORDER).as_deref(), Some(FILE));
    }

    #[test]
    fn a_new_group_goes_below_the_nearest_one() {
        let text = "name: Kite\nkinds:\n- care-home\nowner: Team\n";
        let result = edit(
            text,
            &[set("cqc.location", "RX601"), set("cqc.as_of", "2026-05-20")],
            &ORDER,
        );
        assert_eq!(
            result.as_deref(),
            Some(
                "name: Kite\nkinds:\n- care-home\ncqc:\n  location: RX601\n  as_of: 2026-05-20\nowner: Team\n"
            )
        );
        let last = edit("name: Kite", &[set("owner", "Us")], &ORDER);
        assert_eq!(last.as_deref(), Some("name: Kite\nowner: Us"));
        let empty = edit(
            "name: Kite\ncontact:\n",
            &[set("contact.phone", "020")],
            &ORDER,
        );
        assert_eq!(
            empty.as_deref(),
            Some("name: Kite\ncontact:\n  phone: 020\n")
        );
    }

    #[test]
    fn what_cannot_be_changed_safely_is_not_changed() {
        let refused =
            |text: &str, edit_of: Edit| assert_eq!(edit(text, &[edit_of], &ORDER), None, "{text}");
        refused(
            "name: Kite\ncontact: {phone: 020}\n",
            set("contact.phone", "1"),
        );
        refused("name: |\n  Kite\n", set("name", "Oak"));
        refused("name: &a Kite\n", set("name", "Oak"));
        refused("name: Kite\nname: Oak\n", set("name", "Elm"));
        refused("about: \"x\nname: y\"\n", set("name", "Elm"));
        refused("{name: Kite}", set("name", "Oak"));
        refused("- name\n", set("name", "Oak"));
        refused("name: [\n", set("name", "Oak"));
        refused("\"name\": Kite\n", set("name", "Oak"));
    }

    #[test]
    fn a_value_gets_the_marks_that_it_needs() {
        let result = edit("name: Kite # x\n", &[set("name", "Oak: #1 \"A\"")], &ORDER);
        assert_eq!(result.as_deref(), Some("name: \"Oak: #1 \\\"A\\\"\" # x\n"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn no_text_stops_the_editor(
            start in "(\\PC|[\\n\\r\\t]){0,80}",
            lines in proptest::collection::vec("( {0,4})(name|contact|cqc|phone|rating)?(: ?)?[-#'\"|>&a-z ]{0,8}(\r)?", 0..12),
            value in "\\PC{0,20}",
        ) {
            let edits = [
                set("name", &value),
                set("contact.phone", &value),
                take("cqc.rating"),
                set("cqc.location", &value),
            ];
            for text in [start.clone(), lines.join("\n"), format!("{start}\n{}", lines.join("\n"))] {
                if let Some(result) = edit(&text, &edits, &ORDER) {
                    let again = edit(&result, &edits, &ORDER);
                    prop_assert_eq!(again.as_deref(), Some(result.as_str()));
                }
            }
        }
    }
}
