//! What the two groups agreed to, written down: sign-offs of words, and decisions that cannot wait.
//! No file is touched here: what comes out is every file that would be written.
//!
//! 1. [`asking`]: what a file asks the groups to agree to: its words, and how they differ from those
//!    that were approved last (`difference`).
//! 2. [`answering`]: what somebody says to that becomes the record and the copy of approved words.
//! 3. [`waiting`]: what still waits for whom.
//! 4. [`deciding`]: a listing rests, or a provider leaves, with the word of one group for now.

pub mod answering;
pub mod asking;
pub mod deciding;
pub mod difference;
pub mod waiting;

use crate::model::checks::SignOffRole;
use crate::model::provider::word_of;
use crate::model::values::Date;
use crate::problem::{Problem, Problems};
use crate::read::YamlValue;
use crate::source::SourcePath;

/// A file that would be written, as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The file.
    pub path: SourcePath,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Why something cannot be done, and what to do about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The reason, in a sentence without its first capital.
    pub reason: String,
    /// What to do.
    pub help: String,
    /// The problems of the file that stand in the way. Mostly none.
    pub problems: Problems,
}

impl Refusal {
    fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal {
            reason: reason.into(),
            help: help.into(),
            problems: Problems::default(),
        }
    }

    /// That what somebody typed cannot stand in a file.
    fn of_words(problem: &Problem) -> Self {
        let reason = format!("this cannot be written down. {}", problem.message);
        Refusal::new(reason, problem.help.clone())
    }
}

/// Somebody who speaks for a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The group.
    pub role: SignOffRole,
    /// The name that the person or group chose.
    pub by: String,
}

impl Speaker {
    /// Takes a name as it was typed. Nothing comes back for a name without letters.
    pub fn new(role: SignOffRole, by: &str) -> Option<Self> {
        let by = one_line(by);
        let has_letters = by.chars().any(char::is_alphanumeric);
        has_letters.then_some(Speaker { role, by })
    }
}

/// A group in a sentence.
pub fn group(role: SignOffRole) -> &'static str {
    match role {
        SignOffRole::LivedExperience => "the lived experience group",
        SignOffRole::Host => "the host body",
    }
}

/// The word for a group on the command line and in files.
pub fn role_word(role: SignOffRole) -> &'static str {
    word_of(&SignOffRole::WORDS, &role)
}

/// Words as they can stand in a file: on one line, without marks that cannot be seen.
pub fn one_line(words: &str) -> String {
    let plain: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Fields with their texts, as they are written into a file.
fn fields(pairs: &[(&str, &str)]) -> Vec<(String, YamlValue)> {
    let field = |(name, text): &(&str, &str)| {
        let text = YamlValue::Text((*text).to_owned());
        ((*name).to_owned(), text)
    };
    pairs.iter().map(field).collect()
}

/// That a group agreed, as it stands in a list of `agreed`.
fn agreement(speaker: &Speaker, today: Date) -> YamlValue {
    YamlValue::Fields(fields(&[
        ("role", role_word(speaker.role)),
        ("on", &today.to_string()),
        ("by", &speaker.by),
    ]))
}
