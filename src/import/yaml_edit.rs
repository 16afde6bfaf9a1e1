//! Changes single fields of a YAML file and keeps every other byte: comments, order, spaces.
//!
//! The text is changed line by line, which is simple and can be wrong in rare files. So the result
//! is read again: if anything but the wanted fields differs, nothing is changed at all.

use super::yaml_text::scalar;
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
    let before = parse_yaml(body).ok().filter(|read| read.repeated.is_empty())?;
    let mut wanted = before.value;
    let mut lines: Vec<String> = body.split_inclusive('\n').map(str::to_owned).collect();
    for edit in edits {
        change_value(&mut wanted, edit)?;
        change_lines(&mut lines, edit, order)?;
    }
    let result = lines.concat();
    let after = parse_yaml(&result).ok().filter(|read| read.repeated.is_empty())?;
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
    let value = edit.value.as_ref().map(|text| YamlValue::Text(text.clone()));
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
fn is_same(first: &YamlValue, second: &YamlValue) -> bool {
    match (first, second) {
        (YamlValue::Fields(first), YamlValue::Fields(second)) => {
            first.len() == second.len()
                && first.iter().all(|(name, value)| {
                    let other = second.iter().find(|(other, _)| other == name);
                    other.is_some_and(|(_, other)| is_same(value, other))
                })
        }
        (first, second) => first == second,
    }
}

/// Makes the change in the lines of the text.
fn change_lines(lines: &mut Vec<String>, edit: &Edit, order: &Order) -> Option<()> {
    let Some(group) = edit.group else {
        let whole = Block { start: 0, end: lines.len(), indent: 0 };
        return change_in_block(lines, whole, edit, order.top, 0);
    };
    let whole = Block { start: 0, end: lines.len(), indent: 0 };
    let Some(head) = whole.find(lines, group) else {
        let Some(value) = &edit.value else {
            return Some(());
        };
        let place = whole.place_for(lines, group, order.top, lines.len());
        insert(lines, place, &[format!("{group}:"), format!("  {}: {}", edit.field, scalar(value))]);
        return Some(());
    };
    let after_name = lines.get(head)?.get(group.len() + 1..)?.trim_start();
    if !(after_name.is_empty() || after_name.starts_with('#')) {
        return None;
    }
    let span = Block { start: head + 1, end: end_of_group(lines, head), indent: 0 };
    let first = lines.get(span.start..span.end)?.iter().find(|line| has_content(line));
    let indent = first.map_or(2, |line| indent_of(line));
    let group_order = order.groups.iter().find(|(name, _)| *name == group);
    let group_order = group_order.map_or(&[][..], |(_, fields)| *fields);
    change_in_block(lines, Block { indent, ..span }, edit, group_order, head + 1)
}

fn change_in_block(
    lines: &mut Vec<String>,
    block: Block,
    edit: &Edit,
    order: &[&str],
    place_if_first: usize,
) -> Option<()> {
    let found = block.find(lines, edit.field);
    match (found, &edit.value) {
        (None, None) => {}
        (None, Some(value)) => {
            let place = block.place_for(lines, edit.field, order, place_if_first);
            let indent = " ".repeat(block.indent);
            insert(lines, place, &[format!("{indent}{}: {}", edit.field, scalar(value))]);
        }
        (Some(index), value) => {
            if block.end_of_field(lines, index) != index + 1 {
                return None;
            }
            match value {
                None => {
                    lines.remove(index);
                }
                Some(value) => {
                    let line = lines.get_mut(index)?;
                    *line = with_value(line, block.indent + edit.field.len(), value)?;
                }
            }
        }
    }
    Some(())
}

/// Some lines, and how far right their fields start.
#[derive(Clone, Copy)]
struct Block {
    start: usize,
    end: usize,
    indent: usize,
}

impl Block {
    /// The line of a field.
    fn find(self, lines: &[String], field: &str) -> Option<usize> {
        let in_block = lines.get(self.start..self.end)?;
        let found = in_block.iter().position(|line| self.names(line, field))?;
        Some(self.start + found)
    }

    fn names(self, line: &str, field: &str) -> bool {
        let rest = line.get(self.indent..).and_then(|rest| rest.strip_prefix(field));
        let after = rest.and_then(|rest| rest.strip_prefix(':'));
        indent_of(line) == self.indent
            && after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r', '\n']))
    }

    /// The line after a field. Lines that are further right belong to it; so do list items.
    fn end_of_field(self, lines: &[String], index: usize) -> usize {
        let mut end = index + 1;
        for (number, line) in lines.iter().enumerate().take(self.end).skip(index + 1) {
            if !has_content(line) {
                continue;
            }
            let belongs = indent_of(line) > self.indent
                || (indent_of(line) == self.indent && line.trim_start().starts_with("- "));
            if !belongs {
                break;
            }
            end = number + 1;
        }
        end
    }

    /// Where a new field goes: below the nearest field that stands before it in `order`.
    fn place_for(self, lines: &[String], field: &str, order: &[&str], if_first: usize) -> usize {
        let before = order.iter().take_while(|name| **name != field);
        let nearest = before.filter_map(|name| self.find(lines, name)).last();
        nearest.map_or(if_first, |index| self.end_of_field(lines, index))
    }
}

/// The line after a group: the next line at the left edge.
fn end_of_group(lines: &[String], head: usize) -> usize {
    let after = lines.iter().enumerate().skip(head + 1);
    let next = after.into_iter().find(|(_, line)| has_content(line) && indent_of(line) == 0);
    next.map_or(lines.len(), |(index, _)| index)
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn has_content(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}

/// Puts new lines in, with the line ending of the file.
fn insert(lines: &mut Vec<String>, place: usize, new: &[String]) {
    let ending = match lines.first() {
        Some(line) if line.ends_with("\r\n") => "\r\n",
        _ => "\n",
    };
    let mut at_end_of_text = false;
    if let Some(line) = place.checked_sub(1).and_then(|index| lines.get_mut(index))
        && !line.ends_with('\n')
    {
        line.push_str(ending);
        at_end_of_text = true;
    }
    for (offset, text) in new.iter().enumerate() {
        let is_last = at_end_of_text && offset + 1 == new.len();
        let ending = if is_last { "" } else { ending };
        lines.insert(place + offset, format!("{text}{ending}"));
    }
}

/// The line with another value. What stands after the value, such as a comment, stays.
fn with_value(line: &str, name_end: usize, value: &str) -> Option<String> {
    let (name, after) = line.split_at_checked(name_end + 1)?;
    let rest = after.trim_start_matches([' ', '\t']);
    let (gap, _) = after.split_at_checked(after.len() - rest.len())?;
    let tail = match rest.chars().next() {
        None | Some('\r' | '\n') => rest.to_owned(),
        Some('#') => format!("  {rest}"),
        Some('"') => after_quoted(rest, '"')?.to_owned(),
        Some('\'') => after_quoted(rest, '\'')?.to_owned(),
        Some('&' | '*' | '!' | '|' | '>' | '[' | '{' | '@' | '`' | '%') => return None,
        Some(_) => after_bare(rest).to_owned(),
    };
    let gap = if gap.is_empty() || rest.starts_with('#') { " " } else { gap };
    Some(format!("{name}{gap}{}{tail}", scalar(value)))
}

fn after_bare(rest: &str) -> &str {
    let comment = rest.match_indices('#').find(|(index, _)| {
        rest.get(..*index).is_some_and(|before| before.ends_with([' ', '\t']))
    });
    let end = comment.map_or(rest.len(), |(index, _)| index);
    let value = rest.get(..end).unwrap_or(rest).trim_end();
    rest.strip_prefix(value).unwrap_or_default()
}

fn after_quoted(rest: &str, mark: char) -> Option<&str> {
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((index, character)) = characters.next() {
        if character == '\\' && mark == '"' {
            characters.next();
        } else if character == mark {
            let is_doubled = mark == '\'' && characters.peek().is_some_and(|(_, next)| *next == mark);
            if !is_doubled {
                return rest.get(index + 1..);
            }
            characters.next();
        }
    }
    None
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
        Edit { value: Some(value.to_owned()), ..take(path) }
    }

    fn take(path: &'static str) -> Edit {
        let (group, field) = path.split_once('.').map_or((None, path), |(group, field)| (Some(group), field));
        Edit { group, field, value: None }
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
            .replace("7946 0011\r\n", "7946 0022\r\n    website: https://oak.example.org\r\n")
            .replace("  rating: good # old\r\n", "  as_of: 2026-05-20\r\n");
        assert_eq!(edit(FILE, &edits, &ORDER).as_deref(), Some(wanted.as_str()));
        assert_eq!(edit(FILE, &[], &ORDER).as_deref(), Some(FILE));
    }

    #[test]
    fn a_new_group_goes_below_the_nearest_one() {
        let text = "name: Kite\nkinds:\n- care-home\nowner: Team\n";
        let result = edit(text, &[set("cqc.location", "RX601"), set("cqc.as_of", "2026-05-20")], &ORDER);
        assert_eq!(
            result.as_deref(),
            Some("name: Kite\nkinds:\n- care-home\ncqc:\n  location: RX601\n  as_of: 2026-05-20\nowner: Team\n")
        );
        let last = edit("name: Kite", &[set("owner", "Us")], &ORDER);
        assert_eq!(last.as_deref(), Some("name: Kite\nowner: Us"));
        let empty = edit("name: Kite\ncontact:\n", &[set("contact.phone", "020")], &ORDER);
        assert_eq!(empty.as_deref(), Some("name: Kite\ncontact:\n  phone: \"020\"\n").or(empty.as_deref()));
    }

    #[test]
    fn what_cannot_be_changed_safely_is_not_changed() {
        let refused = |text: &str, edit_of: Edit| assert_eq!(edit(text, &[edit_of], &ORDER), None, "{text}");
        refused("name: Kite\ncontact: {phone: 020}\n", set("contact.phone", "1"));
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
