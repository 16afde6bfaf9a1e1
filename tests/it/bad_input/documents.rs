//! Pages of other directories: each line that is not as Handrail prints it is told, and none gets onto the site.

use std::fmt::Write as _;

use handrail::problem::Kind;
use serde_json::{Value, json};

use super::{Input, file, input};
use crate::site::{SETTINGS, lines};

const PATH: &str = "content/directories/haringey.ndjson";

/// Settings with one other directory.
fn settings(address: &str) -> String {
    format!(
        "{SETTINGS}directories:\n  - id: haringey\n    name: Haringey support directory\n    address: {address}\n"
    )
}

/// A line that is as it must be.
fn good() -> Value {
    json!({
        "address": "providers/heron-help/", "kind": "Home care agency", "name": "Heron Help",
        "summary": "Help.", "names": ["Heron Help"], "labels": ["Camden"], "text": ["Help."],
        "standing": {"state": "listed", "words": "Checked.", "ages": "2027-03-05 late It is late."},
        "district": "N17", "areas": ["camden"], "checks": ["now"],
    })
}

/// The good line with something else in a field. Nothing takes the field out.
fn with(field: &str, value: Option<Value>) -> String {
    let mut line = good();
    let fields = line.as_object_mut().expect("fields");
    match value {
        Some(value) => fields.insert(field.to_owned(), value),
        None => fields.remove(field),
    };
    line.to_string()
}

/// A site with these lines of another directory.
fn documents(text: impl AsRef<[u8]>) -> Input {
    let mut site = input(&settings("https://haringey.example.org/"));
    site.files.extend(file(PATH, text).files);
    site
}

#[test]
fn a_good_file_is_fine() {
    let line = good().to_string();
    documents(&line).is_fine();
    documents(format!("\u{feff}{line}\r\n\r\n")).is_fine();
    // What later versions may add.
    documents(with("more", Some(json!({"a": [1]})))).is_fine();
    for name in ["standing", "district", "areas", "checks"] {
        documents(with(name, None)).is_fine();
    }
    for address in ["../haringey/", "haringey/", "../"] {
        let mut site = input(&settings(address));
        site.files.extend(file(PATH, good().to_string()).files);
        site.is_fine();
    }
}

#[test]
fn a_line_that_is_no_page_is_told() {
    let wrong = "error content/directories/haringey.ndjson:1:1 document-line";
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(1_000_000));
    let deep = "[".repeat(100_000);
    for line in [
        "not JSON",
        "{",
        "[]",
        "1",
        "null",
        "\"words\"",
        "{}",
        "{\"address\":",
        &long,
        &deep,
        "{} {}",
    ] {
        documents(line).gives(&[wrong]);
    }
    for field in [
        "address", "kind", "name", "summary", "names", "labels", "text",
    ] {
        documents(with(field, None)).gives(&[wrong]);
        for value in [json!(null), json!(1), json!(true), json!({}), json!([[]])] {
            documents(with(field, Some(value))).gives(&[wrong]);
        }
    }
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("\u{1} ")),
        ("name", json!("x".repeat(401))),
        ("kind", json!("x".repeat(1_001))),
        ("names", json!("Heron Help")),
        ("standing", json!("listed")),
        ("standing", json!({})),
        ("standing", json!({"state": "a b", "words": "", "ages": ""})),
        ("standing", json!({"state": "\"", "words": "", "ages": ""})),
        (
            "standing",
            json!({"state": "late", "words": "", "ages": "soon"}),
        ),
        ("standing", json!({"state": "late", "words": 1, "ages": ""})),
        ("district", json!("N17 9AA")),
        ("district", json!("n17")),
        ("areas", json!("camden")),
        ("areas", json!([1])),
        ("space", json!("now")),
    ] {
        documents(with(field, Some(value))).gives(&[wrong]);
    }
}

#[test]
fn addresses_are_those_that_handrail_makes() {
    let wrong = "error content/directories/haringey.ndjson:1:1 document-line";
    for address in [
        "",
        "/",
        "../",
        "a/../b/",
        "providers/..",
        "/providers/a/",
        "//evil.example.org/",
        "https://evil.example.org/",
        "javascript:alert(1)/",
        "data:text/html,x/",
        "providers/a",
        "providers/a b/",
        "providers/a?b/",
        "providers/a#b/",
        "providers/a\"b/",
        "providers\\a/",
        "providers/%2e%2e/",
        "providers/\u{202e}a/",
        "providers//a/",
        "providers/a\u{1}/",
    ] {
        let line = with("address", Some(json!(address)));
        let built = documents(line).site().build();
        let found = lines(&built.problems);
        // Letters that nobody can see are left out first.
        if address.contains(['\u{1}', '\u{202e}']) {
            assert_eq!(found, [""; 0]);
        } else {
            assert_eq!(found.len(), 1, "{address}: {found:?}");
            assert!(found[0].starts_with(wrong), "{address}: {found:?}");
        }
    }
}

#[test]
fn two_lines_have_two_addresses() {
    let line = good().to_string();
    documents(format!("{line}\n\n{line}\n"))
        .gives(&["error content/directories/haringey.ndjson:3:1 document-line"]);
}

#[test]
fn a_file_that_is_empty_or_no_text_is_told() {
    for text in ["", "\n \r\n"] {
        documents(text).gives(&["error content/directories/haringey.ndjson empty-file"]);
    }
    documents(b"{\"name\":\"Caf\xE9\"}")
        .gives(&["error content/directories/haringey.ndjson:1:1 not-text"]);
}

#[test]
fn a_file_of_nothing_but_wrong_lines_has_few_problems() {
    let built = documents("no\n".repeat(5_000)).site().build();
    let found = lines(&built.problems);
    assert_eq!(found.len(), 21);
    assert!(
        found[0].contains("4980 more lines of this file cannot be used."),
        "{}",
        found[0]
    );
}

#[test]
fn an_item_that_the_lists_do_not_have_is_a_warning_once() {
    let line = |number: usize, area: &str| {
        let mut line = good();
        line["address"] = json!(format!("providers/a-{number}/"));
        line["areas"] = json!(["camden", area]);
        line.to_string()
    };
    let text = [line(1, "the-moon"), line(2, "the-moon"), line(3, "<b>")].join("\n");
    let site = documents(text).site();
    let built = site.build();
    assert_eq!(
        lines(&built.problems),
        [
            "warning content/directories/haringey.ndjson:1:1 unknown-item: `the-moon` is not in \
             `content/lists/areas.yml` of this site.",
            "warning content/directories/haringey.ndjson:3:1 unknown-item: `<b>` is not in \
             `content/lists/areas.yml` of this site.",
        ]
    );
    let mut many = String::new();
    for number in 0..500 {
        let _ = writeln!(many, "{}", line(number, &format!("moon-{number}")));
    }
    let found = documents(many).site().build().problems;
    assert_eq!(found.len(), 21);
    assert!(
        found
            .iter()
            .all(|problem| problem.kind == Kind::UnknownItem)
    );
}

#[test]
fn directories_and_their_files_belong_together() {
    let missing = "error content/site.yml:8:9 missing-file";
    input(&settings("https://haringey.example.org/")).gives(&[missing]);
    let built = input(&settings("../haringey/")).site().build();
    let help = built
        .problems
        .iter()
        .next()
        .expect("a problem")
        .help
        .clone();
    let command =
        "handrail search --documents --project ../haringey > content/directories/haringey.ndjson";
    assert!(help.contains(command), "{help}");
    file(PATH, good().to_string())
        .gives(&["warning content/directories/haringey.ndjson unused-file"]);
    file("content/directories/haringey.json", "{}")
        .gives(&["warning content/directories/haringey.json unused-file"]);
    file("content/directories/deep/haringey.ndjson", "{}")
        .gives(&["warning content/directories/deep/haringey.ndjson unused-file"]);
    file("content/directories/Haringey North.ndjson", "{}")
        .gives(&["error content/directories/Haringey North.ndjson bad-file-name"]);
    file("content/guides/haringey.ndjson", "{}")
        .gives(&["warning content/guides/haringey.ndjson unused-file"]);
}

#[test]
fn settings_name_directories_as_they_must() {
    let told = |lines: &str, expected: &[&str]| {
        let mut site = input(&format!("{SETTINGS}directories:\n{lines}"));
        site.files.extend(file(PATH, good().to_string()).files);
        site.gives(expected);
    };
    for address in [
        "haringey.example.org",
        "https://haringey.example.org",
        "javascript:alert(1)/",
        "//haringey.example.org/",
        "/haringey/",
        "./",
        "../haringey",
        "a/../../b/",
        "ftp://haringey.example.org/",
        "https://haringey.example.org/?page=/",
    ] {
        let site = input(&settings(address)).site();
        let site = site.file(PATH, good().to_string());
        assert_eq!(
            lines(&site.build().problems),
            [format!(
                "error content/site.yml:10:14 bad-web-address: `{address}` is not the address of a directory."
            )]
        );
    }
    told(
        "  - name: A\n",
        &[
            "error content/site.yml:8:5 missing-field",
            "error content/site.yml:8:5 missing-field",
        ],
    );
    let one = "  - id: haringey\n    name: A\n    address: ../a/\n";
    told(&one.repeat(2), &["error content/site.yml:11:9 same-id"]);
    told(
        "  - id: Haringey\n    name: A\n    address: ../a/\n",
        &["error content/site.yml:8:9 wrong-shape"],
    );
    told("  haringey\n", &["error content/site.yml:8:3 wrong-shape"]);
}

#[test]
fn private_numbers_of_others_are_found_and_not_shown() {
    let number = "999 012 6704";
    let line = with("text", Some(json!([format!("NHS number {number}")])));
    let built = documents(&line).site().build();
    let found = lines(&built.problems).join("\n");
    assert!(
        found.contains("private-number") && !found.contains("6704"),
        "{found}"
    );
    // Written with the signs of JSON, so that no line shows it.
    let hidden = line.replace("999", "\\u0039\\u0039\\u0039");
    let built = documents(hidden).site().build();
    let found = lines(&built.problems).join("\n");
    assert!(found.contains("private-number: Line 1: "), "{found}");
    assert!(!found.contains("6704"), "{found}");
    assert!(built.output.is_empty());
}
