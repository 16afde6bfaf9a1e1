//! What the program prints: words from files cannot give orders to a terminal or to the machine that checks
//! changes.

use std::process::Command;

use super::corpus::attacks;
use crate::project::Project;

/// A project in which much is wrong, with these words in each place that a message repeats.
fn project(attack: &str) -> Project {
    let escape = |letter: char| match letter {
        '\u{7f}'.. => format!("\\u{:04x}", u32::from(letter)),
        letter => letter.to_string(),
    };
    let quoted = serde_json::to_string(attack).expect("text");
    let quoted: String = quoted.chars().map(escape).collect();
    let provider = format!(
        "name: {quoted}\n{quoted}: x\nkinds: [{quoted}]\nsummary: {quoted}\nareas: [camden]\n\
         legal_form: {quoted}\nnext_review: {quoted}\ntime_credits: {quoted}\nabout: {quoted}\n\
         prices:\n  - what: {quoted}\n    amount: {quoted}\n\
         contact:\n  phone: {quoted}\n  website: {quoted}\n  email: {quoted}\n  postcode: {quoted}\n\
         pictures:\n  - file: {quoted}\n    alt: {quoted}\n# {attack}\n"
    );
    let guide = format!(
        "---\ntitle: A\n---\n[{attack}]({attack}) <{attack}> ![x]({attack})\n\n#### {attack}\n"
    );
    Project::small()
        .file("providers/bad.yml", provider)
        .file("content/guides/bad.md", guide)
        .file(
            "content/guides/b.md",
            format!("---\ntitle: {attack}\n\u{0}---\n{attack}"),
        )
        .file("content/words/en.yml", format!("menu:\n  {quoted}: x\n"))
        .file(
            "content/colours.yml",
            format!("link: {quoted}\n{quoted}: x\n"),
        )
}

/// What the program says, with colours, as in a terminal. The colours are taken out.
fn said(project: &Project, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(arguments)
        .args(["--today", "2026-11-22"])
        .current_dir(project.path(""))
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("the program runs");
    let all = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(all).expect("the program prints text");
    without_colours(&text)
}

/// Text without `ESC [ numbers m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match rest.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}

/// True for letters that a terminal does not show but obeys.
fn is_order(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    turns || (letter.is_control() && letter != '\n')
}

#[test]
fn nothing_that_is_printed_gives_orders() {
    let all = attacks("words").into_iter();
    // With many attacks in one file, each run of the program looks at all of them.
    let odd: Vec<String> = all
        .filter(|attack| attack.contains(is_order) || attack.starts_with("::"))
        .map(|attack| attack.replace(['\r', '\n'], " "))
        .collect();
    assert!(odd.len() >= 4, "{odd:?}");
    for attack in odd {
        let project = project(&attack);
        for format in ["human", "short", "json", "github"] {
            let text = said(&project, &["check", "--format", format]);
            let found = text.chars().find(|letter| is_order(*letter));
            assert_eq!(found, None, "{attack:?} as {format}: {text:?}");
            assert!(text.lines().count() > 5, "{text}");
            for line in text
                .lines()
                .filter(|line| line.trim_start().starts_with("::"))
            {
                let known = ["::error file=", "::warning file=", "::notice file="];
                let is_own = known.iter().any(|start| line.starts_with(start));
                assert!(is_own && format == "github", "{format}: {line}");
            }
        }
    }
}
