//! The search: tantivy and the script in the browser give the same answers.

mod corpus;
mod example;
mod joined;
mod parts;

use std::fs;
use std::path::Path;
use std::process::Command;

use handrail::search::ask::{Answer, How};
use handrail::search::index::Library;
use handrail::search::pieces::Pieces;
use handrail::search::words::{stop_words, words};
use serde_json::{Value, json};

use crate::house::root;
use corpus::questions;
pub(crate) use corpus::{Chance, documents, vocabulary};

/// A library with its pieces.
fn library(documents_wanted: usize) -> (Library, Pieces) {
    let library = Library::new(&documents(documents_wanted), &vocabulary()).expect("an index");
    let pieces = library.pieces();
    (library, pieces)
}

/// Writes the pieces as a build does, and what the page of the search knows.
fn write_pieces(folder: &Path, library: &Library, pieces: &Pieces, documents: usize) {
    let parts = folder.join("pieces");
    fs::create_dir_all(&parts).expect("a folder");
    for (name, text) in &pieces.texts {
        let script = format!("handrail.piece({},{});\n", json!(name), json!(text));
        fs::write(parts.join(format!("{name}.js")), script).expect("a piece");
    }
    let means: Vec<Value> = library
        .means()
        .iter()
        .map(|(from, to)| json!([from, to]))
        .collect();
    let page = json!({
        "documents": documents,
        "tokens": library.tokens(),
        "dictionary": pieces.plan.dictionary,
        "long": pieces.plan.long,
        "runs": pieces.plan.runs,
        "reversed": pieces.plan.reversed,
        "stop": stop_words("en").split_whitespace().collect::<Vec<_>>(),
        "means": means,
        "best": library.best_pages().iter().map(|(from, to)| json!([from, to])).collect::<Vec<_>>(),
    });
    fs::write(folder.join("page.json"), page.to_string()).expect("a file");
}

fn answer_as_json(question: &str, is_typing: bool, answer: &Answer) -> Value {
    let word = |how: &How| match how {
        How::Found => "found".to_owned(),
        How::Beginning => "beginning".to_owned(),
        How::Ending(form) => format!("ending {form}"),
        How::Spelling(form) => format!("spelling {form}"),
        How::Unknown => "unknown".to_owned(),
    };
    json!({
        "question": question,
        "isTyping": is_typing,
        "total": answer.total,
        "needed": if answer.total > 0 { answer.needed } else { 0 },
        "found": answer.found,
        "words": answer.words.iter().map(|asked| json!([asked.word, word(&asked.how)])).collect::<Vec<_>>(),
        "documents": answer.hits.iter().map(|hit| hit.document).collect::<Vec<_>>(),
        "scores": answer.hits.iter().map(|hit| hit.score).collect::<Vec<_>>(),
    })
}

/// Runs the script in Node on what lies in a folder.
pub(crate) fn run_script(what: &str, folder: &Path) -> Value {
    let output = Command::new("node")
        .arg(root().join("tests/it/search/answers.mjs"))
        .arg(what)
        .arg(folder)
        .output()
        .expect("Node 20 is needed: https://nodejs.org");
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}{errors}"))
}

fn same_answers(size: usize, wanted: usize) {
    let (library, pieces) = library(size);
    let folder = tempfile::tempdir().expect("a folder");
    write_pieces(folder.path(), &library, &pieces, size);
    let questions = questions(size, wanted);
    let answers = questions.iter().map(|(question, is_typing)| {
        let answer = library
            .ask(&pieces.plan, question, 10, *is_typing)
            .expect("an answer");
        answer_as_json(question, *is_typing, &answer)
    });
    let answers: Vec<Value> = answers.collect();
    let without = answers.iter().filter(|answer| answer["total"] == 0).count();
    assert!(
        without * 4 < answers.len(),
        "{without} questions have no answer"
    );
    fs::write(
        folder.path().join("questions.json"),
        json!(answers).to_string(),
    )
    .expect("a file");
    let ran = run_script("same", folder.path());
    assert_eq!(ran["wrong"], json!([]), "{ran:#}");
    assert_eq!(ran["same"], json!(wanted));
    println!("{ran:#}");
}

#[test]
fn tantivy_and_the_script_give_the_same_answers_on_a_small_site() {
    same_answers(1_000, 1_200);
}

#[test]
fn tantivy_and_the_script_give_the_same_answers_on_a_large_site() {
    same_answers(10_000, 1_000);
}

#[test]
fn both_cut_every_text_into_the_same_words() {
    let mut chance = Chance::new(7);
    let texts: Vec<String> = (0..20_000).map(|_| chance.odd_text()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let pairs: Vec<Value> = texts
        .iter()
        .map(|text| json!([text, words(text)]))
        .collect();
    fs::write(folder.path().join("texts.json"), json!(pairs).to_string()).expect("a file");
    let ran = run_script("words", folder.path());
    assert_eq!(ran["wrong"], json!([]), "{ran:#}");
    assert_eq!(ran["same"], json!(20_000));
}

#[test]
fn a_piece_that_is_cut_off_or_missing_is_never_read_as_whole() {
    let (library, pieces) = library(1_000);
    let folder = tempfile::tempdir().expect("a folder");
    write_pieces(folder.path(), &library, &pieces, 1_000);
    let answers = questions(1_000, 40)
        .into_iter()
        .map(|(question, is_typing)| {
            let answer = library
                .ask(&pieces.plan, &question, 10, is_typing)
                .expect("an answer");
            answer_as_json(&question, is_typing, &answer)
        });
    let answers: Vec<Value> = answers.collect();
    fs::write(
        folder.path().join("questions.json"),
        json!(answers).to_string(),
    )
    .expect("a file");
    let ran = run_script("broken", folder.path());
    assert_eq!(ran["wrong"], json!([]), "{ran:#}");
    assert!(ran["refused"].as_u64() > Some(100), "{ran:#}");
}

#[test]
fn the_same_documents_give_the_same_pieces() {
    let (_, one) = library(300);
    let (_, other) = library(300);
    assert_eq!(one, other);
    assert!(one.texts.len() > 20, "{} pieces", one.texts.len());
}

#[test]
fn odd_questions_have_calm_answers() {
    let (library, pieces) = library(50);
    let long = "care ".repeat(2_000);
    for question in [
        "",
        " ",
        "the and of",
        "!?.,;",
        "🙂🙂",
        "\u{202e}abc",
        "<script>",
        ".*",
        "a\0b",
        &long,
    ] {
        let answer = library
            .ask(&pieces.plan, question, 10, true)
            .expect("an answer");
        assert!(answer.hits.len() <= 10 && answer.hits.len() <= answer.total);
    }
    let empty = Library::new(&[], &vocabulary()).expect("an empty index");
    let plan = empty.pieces().plan;
    assert_eq!(
        empty
            .ask(&plan, "care", 10, false)
            .expect("an answer")
            .total,
        0
    );
}
