//! What somebody says to the words of a file -> its record, and the copy of approved words.

use super::asking::Question;
use super::{NewFile, Refusal, Speaker, fields, group, one_line, role_word};
use crate::edit::add_item;
use crate::model::provider::word_of;
use crate::model::sign_off::{
    Approval, Decision, SignOff, SignOffs, approved_path, plain_name, record_path,
};
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Severity};
use crate::read::{Input, YamlValue};
use crate::source::{Source, Sources};

/// What somebody says to some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The public may read them.
    Agree,
    /// The public must not read them, and why.
    Hold(String),
}

/// What comes of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The record, and then the copy of approved words if there is a new one.
    pub files: Vec<NewFile>,
    /// What the record says now.
    pub sign_offs: SignOffs,
    /// Which words may be published now.
    pub approval: Approval,
    /// True when the words were kept as the approved ones.
    pub is_kept: bool,
}

/// Whether somebody can give an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// Yes.
    Open,
    /// Their group said the same already, and this is who.
    Said(SignOff),
}

impl Answer {
    fn decision(&self) -> Decision {
        match self {
            Answer::Agree => Decision::Approve,
            Answer::Hold(_) => Decision::Hold,
        }
    }

    /// True when a sign-off says the same. Another reason to hold words back is something new.
    fn is_said_by(&self, one: &SignOff) -> bool {
        let is_same_reason = match self {
            Answer::Agree => true,
            Answer::Hold(reason) => one.reason.as_deref() == Some(one_line(reason).as_str()),
        };
        one.decision == self.decision() && is_same_reason
    }
}

impl Question {
    /// Whether somebody can give this answer.
    ///
    /// # Errors
    ///
    /// When their group is not asked, or when they spoke for the other group.
    pub fn turn(&self, speaker: &Speaker, answer: &Answer) -> Result<Turn, Refusal> {
        let path = &self.path;
        if matches!(answer, Answer::Hold(reason) if one_line(reason).is_empty()) {
            return Err(Refusal::new(
                "`--hold` has no reason in it.",
                "Say in a sentence why the words wait, like `--hold \"The price is old\"`.",
            ));
        }
        let sum = &self.signing.current;
        let said = &self.signing.sign_offs;
        if *answer == Answer::Agree && !self.signing.roles.contains(&speaker.role) {
            let asked: Vec<&str> = self.signing.roles.iter().map(|one| group(*one)).collect();
            return Err(Refusal::new(
                format!("{} is not asked to agree to `{path}`.", group(speaker.role)),
                format!("The site asks {}.", asked.join(" and ")),
            ));
        }
        let name = plain_name(&speaker.by);
        let both = said.all.iter().find(|one| {
            one.sum == *sum
                && one.role != speaker.role
                && plain_name(&one.by) == name
                && one.decision == answer.decision()
        });
        if let Some(other) = both {
            return Err(Refusal::new(
                format!(
                    "{} spoke for {} about `{path}` on {}, and nobody speaks for both groups.",
                    other.by,
                    group(other.role),
                    day_words(other.on)
                ),
                format!("Ask somebody else to look for {}.", group(speaker.role)),
            ));
        }
        let last = said.latest(speaker.role, sum);
        Ok(match last.filter(|last| answer.is_said_by(last)) {
            Some(last) => Turn::Said(last.clone()),
            None => Turn::Open,
        })
    }

    /// Writes an answer down.
    ///
    /// # Errors
    ///
    /// When the record cannot be added to, or when what was typed cannot stand in it.
    pub fn answer(
        &self,
        sources: &Sources,
        speaker: &Speaker,
        answer: &Answer,
        has_conflict: bool,
        today: Date,
    ) -> Result<Answered, Refusal> {
        let item = self.item(speaker, answer, has_conflict, today);
        let record = self.record(sources, &item)?;
        let input = Input { today };
        let source = Source::new(record.bytes.clone());
        let (sign_offs, found) = input.read_sign_offs(&record.path, &source);
        let error = found
            .iter()
            .find(|problem| problem.severity() == Severity::Error);
        if let Some(error) = error {
            return Err(Refusal::of_words(error));
        }
        let mut files = vec![record];
        let after = self.with(sign_offs);
        let copy = after.copy(sources);
        let is_kept = copy.is_some();
        files.extend(copy);
        Ok(Answered {
            files,
            approval: after.signing.approval,
            sign_offs: after.signing.sign_offs,
            is_kept,
        })
    }

    /// The copy of these words as the approved ones, if they are approved and the copy is missing or
    /// older.
    pub fn copy(&self, sources: &Sources) -> Option<NewFile> {
        let is_kept = self.signing.kept.as_ref() == Some(&self.signing.current);
        if is_kept || self.signing.approval != Approval::Current {
            return None;
        }
        Some(NewFile {
            path: approved_path(&self.path)?,
            bytes: sources.get(self.path.as_str())?.bytes().to_vec(),
        })
    }

    /// The same question with other sign-offs.
    fn with(&self, sign_offs: SignOffs) -> Question {
        let mut after = self.clone();
        let signing = &mut after.signing;
        signing.sign_offs = sign_offs;
        signing.approval =
            signing
                .sign_offs
                .approval(&signing.roles, &signing.current, signing.kept.as_ref());
        after
    }

    fn item(
        &self,
        speaker: &Speaker,
        answer: &Answer,
        has_conflict: bool,
        today: Date,
    ) -> YamlValue {
        let decision = answer.decision();
        let mut item = fields(&[
            ("role", role_word(speaker.role)),
            ("decision", word_of(&Decision::WORDS, &decision)),
            ("on", &today.to_string()),
            ("by", &speaker.by),
            (
                "conflict_of_interest",
                if has_conflict { "yes" } else { "no" },
            ),
            ("sum", self.signing.current.as_str()),
        ]);
        if let Answer::Hold(reason) = answer {
            item.extend(fields(&[("reason", &one_line(reason))]));
        }
        YamlValue::Fields(item)
    }

    /// The record with one more item at its end.
    fn record(&self, sources: &Sources, item: &YamlValue) -> Result<NewFile, Refusal> {
        let path = record_path(&self.path);
        let old = path.as_ref().and_then(|path| sources.get(path.as_str()));
        let old = match old {
            Some(source) => String::from_utf8_lossy(source.bytes()).into_owned(),
            None => header(&self.path),
        };
        let new = add_item(&old, &KeyPath::default(), item, &[]);
        let (Some(path), Some(text)) = (path, new) else {
            let lines = crate::edit::written(&YamlValue::List(vec![item.clone()]), 0);
            return Err(Refusal::new(
                format!(
                    "the record of `{}` is written in a way that Handrail cannot add to.",
                    self.path
                ),
                format!("Add these lines to it yourself:\n{}", lines.join("\n")),
            ));
        };
        Ok(NewFile {
            path,
            bytes: text.into_bytes(),
        })
    }
}

/// The first lines of a new record.
fn header(path: &crate::source::SourcePath) -> String {
    format!(
        "# Who agreed to the words of `{path}`, and who wants them held back.\n\
         # `handrail signoff` adds to the end. The last thing that each group said counts.\n"
    )
}
