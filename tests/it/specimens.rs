//! Every page of `src/problem/kinds/` is a specimen: files with a problem, the exact message, and
//! the same files mended.
//!
//! A fenced block with `file=PATH` is a file. Those before `## How to mend it` make the bad site,
//! a `problem` block holds what is said of it, and those after mend it.

use std::fs;
use std::path::Path;

use handrail::problem::{Kind, Problem, Severity};

use crate::site::{self, Site};

/// Kinds that no text file can show, and the test that shows them.
const SHOWN_ELSEWHERE: [(&str, &str, &str); 12] = [
    (
        "unreadable-file",
        "bad_input/folders",
        "what_is_not_a_file_is_reported",
    ),
    (
        "link-outside",
        "bad_input/folders",
        "a_link_out_of_the_project_is_reported",
    ),
    (
        "not-text",
        "bad_input/files",
        "letters_that_are_not_utf_8_are_reported_with_their_line",
    ),
    (
        "file-too-big",
        "bad_input/files",
        "a_file_of_10_megabytes_is_reported",
    ),
    ("import-row", "import", ""),
    ("import-header", "import", ""),
    ("import-kept-yours", "import", ""),
    ("import-new-area", "import", ""),
    (
        "table-row",
        "import_checks",
        "one_row_that_is_wrong_stops_all_of_them",
    ),
    ("table-header", "import_checks", "what_is_no_table_says_so"),
    ("cqc-differs", "compare", ""),
    ("cqc-untold", "compare", ""),
];

/// The line that stands between the bad files and the mended ones.
const MENDED: &str = "## How to mend it";

/// A fenced block of a page.
struct Block {
    info: String,
    text: String,
    is_mended: bool,
}

impl Block {
    /// The path of the file that the block is.
    fn path(&self) -> Option<&str> {
        self.info
            .split_whitespace()
            .find_map(|word| word.strip_prefix("file="))
    }
}

#[test]
fn every_page_of_a_kind_shows_its_problem_and_mends_it() {
    let mut wrong = Vec::new();
    for kind in Kind::ALL {
        if let Err(reason) = check_page(*kind) {
            wrong.push(format!("src/problem/kinds/{}.md: {reason}", kind.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn kinds_that_no_text_file_can_show_are_shown_by_a_test() {
    for (kind, module, test) in SHOWN_ELSEWHERE {
        assert!(Kind::from_name(kind).is_some(), "{kind} is not a kind");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/{module}.rs"));
        let text = fs::read_to_string(path).unwrap_or_default();
        if test.is_empty() {
            let names_it = text.contains(&format!("\"{kind}\"")) || text.contains(&variant(kind));
            assert!(names_it, "no test of `{module}` names the kind `{kind}`");
        } else {
            assert!(
                text.contains(&format!("fn {test}()")),
                "`{kind}` has no test `{module}::{test}`"
            );
        }
    }
}

/// `Kind::ImportRow` for `import-row`.
fn variant(kind: &str) -> String {
    let words = kind.split('-').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    format!("Kind::{}", words.collect::<String>())
}

fn check_page(kind: Kind) -> Result<(), String> {
    let page = kind.page();
    if !page.starts_with("# ") {
        return Err("it does not start with a title".to_owned());
    }
    let blocks = blocks(page);
    let files = blocks.iter().filter(|block| block.path().is_some()).count();
    if files == 0 {
        let known = SHOWN_ELSEWHERE
            .iter()
            .any(|(name, ..)| *name == kind.name());
        return if known {
            Ok(())
        } else {
            Err("it has no block with `file=`".to_owned())
        };
    }
    let bad = with_files(Site::base(), &blocks, false);
    let expected = expected(&blocks);
    let found = of_kind(&bad, kind);
    if expected.is_empty() {
        return Err(format!(
            "it has no `problem` block. Found:\n{}",
            found.join("\n")
        ));
    }
    if expected != found {
        return Err(format!(
            "the problems differ.\nOn the page:\n{}\nFound:\n{}",
            expected.join("\n"),
            found.join("\n")
        ));
    }
    let mended = with_files(bad, &blocks, true);
    let built = mended.build();
    let wrong = built.problems.iter();
    let wrong =
        wrong.filter(|problem| problem.kind == kind || problem.severity() == Severity::Error);
    let left: Vec<String> = wrong.map(written).collect();
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!("still wrong when mended:\n{}", left.join("\n")))
    }
}

fn with_files(site: Site, blocks: &[Block], mended: bool) -> Site {
    let chosen = blocks.iter().filter(|block| block.is_mended == mended);
    chosen.fold(site, |site, block| match block.path() {
        Some(path) if block.text.trim() == "(delete this file)" => site.without(path),
        Some(path) => site.file(path, &block.text),
        None => site,
    })
}

/// What the `problem` blocks say, sorted.
fn expected(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    for block in blocks.iter().filter(|block| block.info == "problem") {
        let mut lines = block.text.lines().filter(|line| !line.trim().is_empty());
        while let Some(message) = lines.next() {
            let place = lines.next().unwrap_or_default();
            all.push(format!("{message}\n{place}"));
        }
    }
    all.sort();
    all
}

/// The problems of one kind as a `problem` block writes them, sorted.
fn of_kind(site: &Site, kind: Kind) -> Vec<String> {
    let built = site.build();
    let found = built.problems.iter().filter(|problem| problem.kind == kind);
    let mut all: Vec<String> = found.map(written).collect();
    all.sort();
    all
}

fn written(problem: &Problem) -> String {
    format!(
        "{}: {}\n  --> {}",
        problem.severity().word(),
        problem.message,
        site::place(&problem.place)
    )
}

/// The fenced blocks of a page. A block ends with as many marks as it starts with.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut is_mended = false;
    let mut open: Option<(usize, Block)> = None;
    for line in page.lines() {
        let marks = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            None if line == MENDED => is_mended = true,
            None if marks >= 3 => {
                let block = Block {
                    info: line.trim_matches('`').trim().to_owned(),
                    text: String::new(),
                    is_mended,
                };
                open = Some((marks, block));
            }
            None => {}
            Some((length, _)) if marks >= *length && line.trim_matches('`').is_empty() => {
                blocks.extend(open.take().map(|(_, block)| block));
            }
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
        }
    }
    assert!(
        open.is_none(),
        "a block of this page is never closed:\n{page}"
    );
    blocks
}

#[test]
fn blocks_know_their_files_and_their_side() {
    let page = "# A\n\n```yaml file=a.yml\nx: 1\n```\n\n```problem\nerror: B.\n  --> a.yml:1:1\n```\n\n\
                ## How to mend it\n\n````md file=b.md\n```\n````\n";
    let blocks = blocks(page);
    let paths: Vec<_> = blocks.iter().map(|block| block.path()).collect();
    assert_eq!(paths, [Some("a.yml"), None, Some("b.md")]);
    let sides: Vec<_> = blocks.iter().map(|block| block.is_mended).collect();
    assert_eq!(sides, [false, false, true]);
    assert_eq!(blocks[2].text, "```\n");
    assert_eq!(expected(&blocks), ["error: B.\n  --> a.yml:1:1"]);
}
