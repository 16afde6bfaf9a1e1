//! What is not a page: files for hosts and scripts, tables for spreadsheets, calendars, the page for staff.

use handrail::output::Output;
use handrail::pipeline::{due_page, look};
use handrail::renewals::calendar::calendar;
use handrail::renewals::table::table;
use handrail::vetting::due::all_due;

use super::corpus::attacks;
use super::{CLEAN, HARMLESS, OPTIONS, PLANTED, planted, structure};
use crate::html::Html;
use crate::site::{Site, TODAY};

/// The files of a site that are no pages: the path, and the text if it is text. The folder of the search is
/// named by what is in it, so it is called `x`.
fn files(output: &Output) -> Vec<(String, Option<String>)> {
    let piece = output
        .iter()
        .find_map(|(path, _)| path.strip_suffix("/n.js"));
    let folder = piece.expect("a search").to_owned();
    let (parent, _) = folder.rsplit_once('/').expect("a folder in a folder");
    let plain = |text: &str| text.replace(&folder, &format!("{parent}/x"));
    let files = output.iter().filter(|(path, _)| !path.ends_with(".html"));
    files
        .map(|(path, bytes)| (plain(path), std::str::from_utf8(bytes).ok().map(plain)))
        .collect()
}

/// What a script of facts hands over, read as JSON. Nothing in it can end a script or a line.
fn handed_over(path: &str, text: &str) -> Vec<serde_json::Value> {
    let odd = ['<', '\u{2028}', '\u{2029}'];
    let inside = text.trim_end().strip_suffix(");");
    let inside = inside.and_then(|text| text.split_once('('));
    let (_, inside) = inside.unwrap_or_else(|| panic!("{path} is no call: {text}"));
    assert!(
        !text.contains(odd) && text.lines().count() == 1,
        "{path}: {text}"
    );
    let values = serde_json::from_str(&format!("[{inside}]"));
    values.unwrap_or_else(|reason| panic!("{path}: {reason}: {text}"))
}

#[test]
fn files_for_hosts_and_scripts_cannot_be_broken() {
    let clean = files(&CLEAN.output);
    for (attack, built) in PLANTED.iter() {
        let found = files(&built.output);
        let paths = |files: &[(String, Option<String>)]| {
            let names = files.iter().map(|(path, _)| path.clone());
            // How many pieces the search has depends on how many words there are.
            names
                .filter(|path| !path.contains("/x/"))
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(&found), paths(&clean), "{attack}");
        for (path, text) in &found {
            let before = clean.iter().find(|(known, _)| known == path);
            let before = before.and_then(|(_, text)| text.as_ref());
            match (path.as_str(), text) {
                (path, Some(text)) if path.starts_with("compare/") => {
                    assert!(handed_over(path, text)[0].is_object(), "{attack}: {text}");
                }
                (path, Some(text)) if path.contains("/x/") => {
                    assert_eq!(handed_over(path, text).len(), 2, "{attack}: {text}");
                }
                ("sw.js", Some(text)) => {
                    let (kept, script) = worker(text);
                    let (known, same) = worker(before.expect("a worker"));
                    assert_eq!(script, same, "{attack}");
                    assert_eq!(shape(&kept), shape(&known), "{attack}");
                }
                // `_headers`, `robots.txt`, `sitemap.xml`, styles, the theme's scripts and pictures.
                (path, text) => assert_eq!(text.as_ref(), before, "{attack}: {path}"),
            }
        }
    }
}

/// The facts that the worker has, and its script.
fn worker(text: &str) -> (serde_json::Value, &str) {
    let rest = text.strip_prefix("'use strict';\nconst kept = ");
    let (kept, script) = rest.and_then(|rest| rest.split_once(";\n")).expect("facts");
    assert!(!kept.contains(['<', '\u{2028}']), "{kept}");
    (serde_json::from_str(kept).expect("JSON"), script)
}

/// JSON without its texts and the sums of pages.
fn shape(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|(name, value)| format!("{name}: {}", shape(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        serde_json::Value::Array(items) => format!("[{}]", items.len()),
        serde_json::Value::String(_) => "text".to_owned(),
        other => other.to_string(),
    }
}

/// The table and the calendar of what is due.
fn due(site: &Site) -> (String, String) {
    let looked = look(&site.sources, &OPTIONS).unwrap_or_else(|found| panic!("{found:?}"));
    let rows = all_due(&looked.site, TODAY);
    (table(&rows, TODAY), calendar(&rows, TODAY))
}

/// The cells of a line as a careless spreadsheet cuts it: at commas, semicolons and tabs.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_first = cells.last().is_some_and(String::is_empty);
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().expect("a cell").push('"');
            }
            '"' if is_quoted || is_first => is_quoted = !is_quoted,
            ',' | ';' | '\t' if !is_quoted => cells.push(String::new()),
            letter => cells.last_mut().expect("a cell").push(letter),
        }
    }
    cells
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let (clean, _) = due(&planted(HARMLESS));
    let formulas = [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "a;=1+1",
        "a\t=1+1",
        "=1+1;=2",
        "\u{ff1d}1+1",
    ];
    let attacks = attacks("words").into_iter();
    let mut looked_at = 0;
    for attack in attacks.chain(formulas.map(str::to_owned)) {
        let (table, _) = due(&planted(&attack));
        assert_eq!(table.lines().count(), clean.lines().count(), "{attack}");
        for line in table.lines() {
            let cells = cells(line);
            assert_eq!(cells.len(), 21, "{attack}: {line}");
            for cell in cells {
                let is_number = cell.parse::<i32>().is_ok();
                let first = cell.trim_start().chars().next().unwrap_or(' ');
                let starts = "=+-@\t\r\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first);
                assert!(is_number || !starts, "{attack}: {cell}");
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 3000, "only {looked_at} cells");
}

#[test]
fn no_line_of_a_calendar_is_added() {
    let names = |calendar: &str| {
        let text = calendar.replace("\r\n ", "");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
        let lines = text.split_terminator("\r\n");
        let name = |line: &str| line.split([':', ';']).next().map(str::to_owned);
        lines.filter_map(name).collect::<Vec<_>>()
    };
    let (_, clean) = due(&planted(HARMLESS));
    assert!(names(&clean).len() > 10);
    for attack in attacks("words") {
        let (_, calendar) = due(&planted(&attack));
        assert_eq!(names(&calendar), names(&clean), "{attack}");
        let odd = |c: char| c.is_control() && !"\r\n".contains(c);
        assert!(!calendar.contains(odd), "{attack}");
    }
}

#[test]
fn the_page_for_staff_shows_words_as_words() {
    let page = |words: &str| {
        let made = due_page(&planted(words).sources, &OPTIONS, |_| true);
        let text = made.unwrap_or_else(|found| panic!("{words}: {found:?}"));
        // Its style stands in the page, so that it is one file.
        let (before, rest) = text.split_once("<style>").expect("a style");
        let (_, after) = rest.split_once("</style>").expect("its end");
        Html::read(&format!("{before}{after}")).unwrap_or_else(|reason| panic!("{words}: {reason}"))
    };
    let clean = page(HARMLESS);
    for attack in attacks("words") {
        assert_eq!(structure(&page(&attack)), structure(&clean), "{attack}");
    }
}
