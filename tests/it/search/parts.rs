//! Large sites: who chose a place reads the lists of that place, and finds the same.

use std::collections::BTreeSet;
use std::fs;

use handrail::search::ask::Answer;
use handrail::search::index::Library;
use handrail::search::pieces::Pieces;
use serde_json::{Value, json};

use super::corpus::{Chance, documents, questions, vocabulary};
use super::{answer_as_json, library, run_script, write_pieces};

const SIZE: usize = 3_000;

/// Documents enough for lists of each value of the first filter.
fn split_library() -> (Library, Pieces) {
    let library = Library::new(&documents(SIZE), &vocabulary()).expect("an index");
    let library = library.split(Some(0));
    let pieces = library.pieces();
    (library, pieces)
}

/// Questions with one or two values of the filter, and what tantivy finds among their documents.
fn narrowed(library: &Library, pieces: &Pieces, wanted: usize) -> Vec<Value> {
    let mut chance = Chance::new(5);
    let documents = documents(SIZE);
    let questions = questions(SIZE, wanted).into_iter().enumerate();
    let answers = questions.map(|(number, (question, is_typing))| {
        let values: BTreeSet<usize> = (0..=number % 2).map(|_| chance.below(24)).collect();
        let keep = (0_u32..).zip(&documents).filter(|(_, document)| {
            let mut facets = document.facets.iter();
            facets.any(|one| one.facet == 0 && values.contains(&one.value))
        });
        let keep: BTreeSet<u32> = keep.map(|(number, _)| number).collect();
        let answer = library
            .ask(&pieces.plan, &question, SIZE, is_typing)
            .expect("an answer");
        let mut one = answer_as_json(&question, is_typing, &only(answer, &keep));
        one["keep"] = json!(keep);
        one["parts"] = json!(
            values
                .iter()
                .map(|one| format!("0-{one}"))
                .collect::<Vec<_>>()
        );
        one
    });
    answers.collect()
}

/// The answer among some documents.
fn only(mut answer: Answer, keep: &BTreeSet<u32>) -> Answer {
    answer.hits.retain(|hit| keep.contains(&hit.document));
    answer.total = answer.hits.len();
    answer.hits.truncate(10);
    answer
}

#[test]
fn the_whole_is_written_as_on_a_small_site() {
    let (_, whole) = library(SIZE);
    let (_, split) = split_library();
    assert_eq!(whole.plan.split_by, None);
    assert_eq!(split.plan.split_by, Some(0));
    let is_same = |(name, text): (&String, &String)| split.texts.get(name) == Some(text);
    assert!(whole.texts.iter().all(is_same));
    let is_new = |name: &&String| !whole.texts.contains_key(*name);
    let new: Vec<&String> = split.texts.keys().filter(is_new).collect();
    // Lengths, and a piece for several pieces of the whole.
    let long = split.plan.runs.len();
    assert!(long > 1 && long < whole.plan.long.len(), "{long} pieces");
    assert_eq!(new.len(), 24 * (long + 1), "{new:?}");
    assert!(new.iter().all(|name| name.starts_with(['n', 'b'])));
}

#[test]
fn where_there_is_one_place_there_are_no_parts() {
    let mut documents = documents(300);
    let facets = documents
        .iter_mut()
        .flat_map(|document| &mut document.facets);
    for one in facets.filter(|one| one.facet == 0) {
        one.value = 7;
    }
    let make = || Library::new(&documents, &vocabulary()).expect("an index");
    assert_eq!(make().split(Some(0)).pieces(), make().pieces());
}

#[test]
fn tantivy_and_the_script_give_the_same_answers_in_parts() {
    let (library, pieces) = split_library();
    let folder = tempfile::tempdir().expect("a folder");
    write_pieces(folder.path(), &library, &pieces, SIZE);
    let all = json!(narrowed(&library, &pieces, 800)).to_string();
    fs::write(folder.path().join("questions.json"), all).expect("a file");
    let ran = run_script("parts", folder.path());
    assert_eq!(ran["wrong"], json!([]), "{ran:#}");
    assert_eq!(ran["same"], json!(800));
    // Where no document of these values has all that was found, there is no answer of tantivy's.
    assert!(ran["rust"].as_u64() > Some(500), "{ran:#}");
}

#[test]
fn a_part_that_is_cut_off_or_missing_is_never_read_as_whole() {
    let (library, pieces) = split_library();
    let folder = tempfile::tempdir().expect("a folder");
    write_pieces(folder.path(), &library, &pieces, SIZE);
    let answers = narrowed(&library, &pieces, 40);
    let found = |answer: &Value| answer["total"].as_u64() > Some(0);
    let answers: Vec<Value> = answers.into_iter().filter(found).collect();
    let all = json!(answers).to_string();
    fs::write(folder.path().join("questions.json"), all).expect("a file");
    let ran = run_script("broken", folder.path());
    assert_eq!(ran["wrong"], json!([]), "{ran:#}");
    assert!(ran["refused"].as_u64() > Some(100), "{ran:#}");
}
