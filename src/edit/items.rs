//! Adds to a YAML file at any depth: an item to a list, or a field to a group.

use super::fields::is_same;
use super::lines::{Block, has_content, indent_of, insert, with_value};
use super::write::{item_lines, on_one_line, written};
use crate::problem::{KeyPath, Step};
use crate::read::{YamlValue, parse_yaml};

/// The text with one more item at the end of the list that `way` leads to. A list that is not there
/// is started. Nothing comes back when that cannot be done without touching something else.
pub(crate) fn add_item(
    text: &str,
    way: &KeyPath,
    item: &YamlValue,
    order: &[&str],
) -> Option<String> {
    let add = |list: &mut YamlValue| match list {
        YamlValue::Nothing => {
            *list = YamlValue::List(vec![item.clone()]);
            Some(())
        }
        YamlValue::List(items) => {
            items.push(item.clone());
            Some(())
        }
        _ => None,
    };
    changed(text, way, add, |lines| match way.steps().split_last() {
        None => add_to_file(lines, item),
        Some((Step::Field(name), above)) => {
            let (mut shadow, block) = group_at(lines, above)?;
            match block.find(&shadow, name) {
                None => {
                    let value = YamlValue::List(vec![item.clone()]);
                    put_field(lines, &shadow, block, (name, &value), order)
                }
                Some(head) => add_to_list(lines, &mut shadow, block, head, (name, item)),
            }
        }
        Some((Step::Item(_), _)) => None,
    })
}

/// The text with a field that is new in the group that `way` leads to, or was empty there.
pub(crate) fn add_field(
    text: &str,
    way: &KeyPath,
    field: (&str, &YamlValue),
    order: &[&str],
) -> Option<String> {
    let (name, value) = field;
    let add = |old: &mut YamlValue| {
        let is_free = *old == YamlValue::Nothing;
        *old = value.clone();
        is_free.then_some(())
    };
    changed(text, &way.field(name), add, |lines| {
        let (shadow, block) = group_at(lines, way.steps())?;
        let Some(head) = block.find(&shadow, name) else {
            return put_field(lines, &shadow, block, field, order);
        };
        let YamlValue::Text(words) = value else {
            return None;
        };
        let line = lines.get_mut(head)?;
        *line = with_value(line, block.indent + name.len(), words)?;
        Some(())
    })
}

/// Makes a change in the values, where it is certain, and in the lines, and compares the two.
fn changed(
    text: &str,
    way: &KeyPath,
    in_values: impl FnOnce(&mut YamlValue) -> Option<()>,
    in_lines: impl FnOnce(&mut Vec<String>) -> Option<()>,
) -> Option<String> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.strip_suffix(body).unwrap_or_default();
    let before = parse_yaml(body)
        .ok()
        .filter(|read| read.repeated.is_empty())?;
    let mut wanted = before.value;
    in_values(value_at(&mut wanted, way.steps())?)?;
    let mut lines: Vec<String> = body.split_inclusive('\n').map(str::to_owned).collect();
    in_lines(&mut lines)?;
    let result = lines.concat();
    let after = parse_yaml(&result)
        .ok()
        .filter(|read| read.repeated.is_empty())?;
    is_same(&wanted, &after.value).then(|| format!("{mark}{result}"))
}

/// The value that these steps lead to. Fields that are not there are put in, with nothing in them.
fn value_at<'v>(value: &'v mut YamlValue, steps: &[Step]) -> Option<&'v mut YamlValue> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(value);
    };
    if let (YamlValue::Nothing, Step::Field(_)) = (&*value, step) {
        *value = YamlValue::Fields(Vec::new());
    }
    let inner = match (value, step) {
        (YamlValue::Fields(fields), Step::Field(name)) => {
            let known = fields.iter().position(|(known, _)| known == name);
            let index = known.unwrap_or_else(|| {
                fields.push((name.clone(), YamlValue::Nothing));
                fields.len().saturating_sub(1)
            });
            &mut fields.get_mut(index)?.1
        }
        (YamlValue::List(items), Step::Item(index)) => items.get_mut(*index)?,
        _ => return None,
    };
    value_at(inner, rest)
}

/// The lines of the group that these steps lead to. The lines that come back are a shadow of the
/// real ones: the hyphen before the fields of an item is a space, so that they look like any group.
fn group_at(lines: &[String], steps: &[Step]) -> Option<(Vec<String>, Block)> {
    let mut shadow = lines.to_vec();
    let mut block = Block {
        start: 0,
        end: lines.len(),
        indent: 0,
    };
    for step in steps {
        block = match step {
            Step::Field(name) => inside(&shadow, block, name)?,
            Step::Item(number) => item(&mut shadow, block, *number)?,
        };
    }
    Some((shadow, block))
}

/// What stands below a field of a block.
fn inside(lines: &[String], block: Block, name: &str) -> Option<Block> {
    let head = block.find(lines, name)?;
    let span = lines.get(head + 1..block.end_of_field(lines, head))?;
    let first = span.iter().find(|line| has_content(line))?;
    is_bare(lines.get(head)?, block.indent + name.len()).then_some(Block {
        start: head + 1,
        end: head + 1 + span.len(),
        indent: indent_of(first),
    })
}

/// True when nothing but a comment stands on the line after the name.
fn is_bare(line: &str, name_end: usize) -> bool {
    let after = line.get(name_end + 1..).unwrap_or_default().trim_start();
    after.is_empty() || after.starts_with('#')
}

/// One item of a list, as a group.
fn item(shadow: &mut [String], list: Block, number: usize) -> Option<Block> {
    let starts = |line: &String| {
        indent_of(line) == list.indent
            && (line.trim() == "-" || line.trim_start().starts_with("- "))
    };
    let span = shadow.get(list.start..list.end)?;
    let mut heads = span
        .iter()
        .enumerate()
        .filter(|(_, line)| starts(line))
        .map(|(index, _)| list.start + index)
        .skip(number);
    let start = heads.next()?;
    let end = heads.next().unwrap_or(list.end);
    let line = shadow.get_mut(start)?;
    *line = line.replacen('-', " ", 1);
    let first = shadow
        .get(start..end)?
        .iter()
        .find(|line| has_content(line))?;
    Some(Block {
        start,
        end,
        indent: indent_of(first),
    })
}

/// Puts an item at the end of a file that is a list.
fn add_to_file(lines: &mut Vec<String>, item: &YamlValue) -> Option<()> {
    let first = lines
        .iter()
        .find(|line| has_content(line) && line.trim() != "---");
    let indent = match first {
        Some(line) if !line.trim_start().starts_with('-') => return None,
        Some(line) => indent_of(line),
        None => 0,
    };
    let place = lines.len();
    insert(lines, place, &item_lines(item, indent, false));
    Some(())
}

/// Puts an item at the end of the list that a field holds.
fn add_to_list(
    lines: &mut Vec<String>,
    shadow: &mut [String],
    block: Block,
    head: usize,
    (name, item): (&str, &YamlValue),
) -> Option<()> {
    if !is_bare(lines.get(head)?, block.indent + name.len()) {
        return add_in_brackets(lines.get_mut(head)?, &on_one_line(item)?);
    }
    let is_inside = block.indent > 0;
    let Some(list) = inside(shadow, block, name) else {
        let new = item_lines(item, block.indent + 2, is_inside);
        insert(lines, head + 1, &new);
        return Some(());
    };
    let place = with_comments(lines, list.end, list.indent.max(1));
    insert(lines, place, &item_lines(item, list.indent, is_inside));
    Some(())
}

/// Puts an item at the end of a list of one line: `agreed: [{role: host}]`.
fn add_in_brackets(line: &mut String, item: &str) -> Option<()> {
    let end = line.rfind(']')?;
    let is_empty = line.get(..end)?.trim_end().ends_with('[');
    line.insert_str(end, &format!("{}{item}", if is_empty { "" } else { ", " }));
    Some(())
}

/// Puts a new field into a group.
fn put_field(
    lines: &mut Vec<String>,
    shadow: &[String],
    block: Block,
    (name, value): (&str, &YamlValue),
    order: &[&str],
) -> Option<()> {
    let content = shadow.get(block.start..block.end)?;
    let last = content.iter().rposition(|line| has_content(line));
    let end = last.map_or(block.end, |last| block.start + last + 1);
    let end = with_comments(lines, end, block.indent.max(1));
    let place = block.place_for(shadow, name, order, end);
    let new = written(
        &YamlValue::Fields(vec![(name.to_owned(), value.clone())]),
        block.indent,
    );
    insert(lines, place, &new);
    Some(())
}

/// The place below the comments that belong to what stands above it: those as far to the right.
fn with_comments(lines: &[String], place: usize, indent: usize) -> usize {
    let below = lines.iter().skip(place);
    let own =
        below.take_while(|line| line.trim_start().starts_with('#') && indent_of(line) >= indent);
    place + own.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(pairs: &[(&str, &str)]) -> YamlValue {
        let pairs = pairs.iter().map(|(name, text)| {
            let text = YamlValue::Text((*text).to_owned());
            ((*name).to_owned(), text)
        });
        YamlValue::Fields(pairs.collect())
    }

    fn add(text: &str, way: &str, item: &YamlValue) -> Option<String> {
        add_item(
            text,
            &KeyPath::new(way),
            item,
            &["checks", "paused", "left"],
        )
    }

    fn set(text: &str, way: &str, name: &str, value: &str) -> Option<String> {
        let value = YamlValue::Text(value.to_owned());
        add_field(
            text,
            &KeyPath::new(way),
            (name, &value),
            &["from", "agreed"],
        )
    }

    const CHECKS: &str = "# Ours\r\nchecks:\r\n  - a: 1   # one\r\npaused:\r\n- from: 2026-11-20 # by phone\r\n  agreed:\r\n    - {role: host}\r\n  # no more\r\n\r\nremoved: no";

    #[test]
    fn an_item_goes_to_the_end_of_its_list_and_all_else_stays() {
        let item = fields(&[("role", "host"), ("by", "A, B: c")]);
        for (text, way, wanted) in [
            (
                "- a: 1 # x",
                "",
                "- a: 1 # x\n- role: host\n  by: \"A, B: c\"",
            ),
            (
                "  - a: 1\n# end\n",
                "",
                "  - a: 1\n# end\n  - role: host\n    by: \"A, B: c\"\n",
            ),
            (
                "# only this\n",
                "",
                "# only this\n- role: host\n  by: \"A, B: c\"\n",
            ),
            (
                "left: 1\n",
                "paused",
                "left: 1\npaused:\n  - {role: host, by: \"A, B: c\"}\n",
            ),
            (
                "paused:\nleft: 1\n",
                "paused",
                "paused:\n  - role: host\n    by: \"A, B: c\"\nleft: 1\n",
            ),
            (
                "left:\n  agreed: [{a: b}] # x\n",
                "left.agreed",
                "left:\n  agreed: [{a: b}, {role: host, by: \"A, B: c\"}] # x\n",
            ),
            (
                "left:\n  agreed: []\n",
                "left.agreed",
                "left:\n  agreed: [{role: host, by: \"A, B: c\"}]\n",
            ),
        ] {
            assert_eq!(add(text, way, &item).as_deref(), Some(wanted), "{text}");
        }
        let agreed = add(CHECKS, "paused.0.agreed", &item).unwrap();
        let line = "    - {role: host}\r\n";
        let more = format!("{line}    - {{role: host, by: \"A, B: c\"}}\r\n");
        assert_eq!(agreed, CHECKS.replace(line, &more));
        let ended = set(CHECKS, "paused.0", "ended_on", "2026-12-01").unwrap();
        let end = "  ended_on: 2026-12-01\r\n";
        assert_eq!(ended, CHECKS.replace(line, &format!("{line}{end}")));
    }

    #[test]
    fn an_item_with_a_list_in_it_is_written_below_each_other() {
        let agreed = YamlValue::List(vec![fields(&[("role", "host")])]);
        let YamlValue::Fields(mut pause) = fields(&[("from", "2026-11-20")]) else {
            panic!()
        };
        pause.push(("agreed".to_owned(), agreed));
        let wanted = "\u{feff}paused:\n  - from: 2026-11-20\n    agreed:\n      - {role: host}\n";
        let new = add("\u{feff}", "paused", &YamlValue::Fields(pause));
        assert_eq!(new.as_deref(), Some(wanted));
        let ended = set(wanted, "paused.0", "ended_on", "2026-12-01");
        assert_eq!(ended, Some(format!("{wanted}    ended_on: 2026-12-01\n")));
        let empty = "paused:\n- from: 1\n  ended_on:  # not yet\n";
        let ended = set(empty, "paused.0", "ended_on", "2026-12-01");
        assert_eq!(
            ended.as_deref(),
            Some("paused:\n- from: 1\n  ended_on: 2026-12-01  # not yet\n")
        );
    }

    #[test]
    fn what_cannot_be_added_to_safely_stays() {
        let item = fields(&[("role", "host")]);
        for (text, way) in [
            ("[{a: b}]\n", ""),
            ("- a: 1\n---\n- b: 2\n", ""),
            ("paused: yes\n", "paused"),
            ("paused: [\n  {a: b}\n]\n", "paused"),
            ("paused: [{a: b, agreed: []}]\n", "paused.0.agreed"),
            ("paused:\n  - {a: b}\n", "paused.0.agreed"),
            ("paused: &a\n  - a: b\n", "paused"),
            ("paused:\n  - a: b\npaused:\n", "paused"),
        ] {
            assert_eq!(add(text, way, &item), None, "{text}");
        }
        assert_eq!(set("a: 1\nb: 2\n", "", "a", "3"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn no_text_stops_the_additions(
            lines in proptest::collection::vec("( {0,4})(- )?(paused|agreed|from|left)?(: ?)?[-#'\"|>&a-z\\[\\] ]{0,8}(\r)?", 0..12),
            words in "\\PC{0,20}",
        ) {
            let text = lines.join("\n");
            let item = fields(&[("by", words.trim())]);
            for way in ["", "paused", "paused.0.agreed", "left.agreed"] {
                if let Some(result) = add(&text, way, &item) {
                    prop_assert!(result.len() > text.len());
                }
            }
            set(&text, "paused.0", "ended_on", words.trim());
        }
    }
}
