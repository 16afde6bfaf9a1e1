//! A file that is named -> what it asks the groups to agree to, or why it asks for nothing.

use super::Refusal;
use super::difference::{Line, differences};
use crate::model::sign_off::{Approval, FOLDER, Signed, approved_path, record_path};
use crate::model::site::Site;
use crate::pipeline::Looked;
use crate::pipeline::approving::{Signing, signing};
use crate::problem::near::{list_words, nearest};
use crate::problem::{Kind, Problems, Severity};
use crate::read::lines_of_words;
use crate::source::{Source, SourcePath, Sources};

/// What a file asks the groups to agree to.
#[derive(Clone, Debug)]
pub struct Question {
    /// The file.
    pub path: SourcePath,
    /// What it is.
    pub signed: Signed,
    /// What was agreed so far.
    pub signing: Signing,
    /// Its words.
    pub words: Words,
}

/// The words that are to be agreed to.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// All of them: no words of this file were ever approved.
    New(Vec<String>),
    /// All of them: words were approved once, but what changed since then cannot be shown.
    Uncompared(Vec<String>),
    /// All of them: they are the same as those that were approved last.
    Same(Vec<String>),
    /// What differs from the words that were approved last.
    Changed(Vec<Line>),
}

/// The project as it stands, with all problems of it.
#[derive(Clone, Copy)]
pub struct Project<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// What stands in them.
    pub looked: &'a Looked,
    /// Everything that is wrong.
    pub problems: &'a Problems,
}

impl Project<'_> {
    /// What a file asks for.
    ///
    /// # Errors
    ///
    /// When nobody can agree to it: it is not there, has errors, or needs no agreement.
    pub fn question(&self, path: &SourcePath) -> Result<Question, Refusal> {
        let source = self.source(path)?;
        let signed = self.signed(path)?;
        self.no_errors(path)?;
        let signing = signing(
            self.sources,
            &self.looked.site,
            &self.looked.sign_offs,
            path,
        );
        let signing = signing.filter(|_| is_in_use(&self.looked.site, path));
        let Some(signing) = signing else {
            return Err(Refusal::new(
                format!("Handrail does not use the file `{path}`."),
                "`handrail check` says why, and what name it needs.",
            ));
        };
        let words = self.words(path, signed, source, &signing);
        Ok(Question {
            path: path.clone(),
            signed,
            signing,
            words: words.unwrap_or(Words::New(Vec::new())),
        })
    }

    /// The file, if it is there.
    fn source(&self, path: &SourcePath) -> Result<&Source, Refusal> {
        if let Some(source) = self.sources.get(path.as_str()) {
            return Ok(source);
        }
        if self.sources.is_unloaded(path.as_str()) {
            let refusal = Refusal::new(format!("`{path}` cannot be read."), "Mend this first.");
            return Err(self.with_errors_of(refusal, path));
        }
        if self.sources.under(path.as_str()).next().is_some() {
            let help = match Signed::WORDS
                .iter()
                .find(|(_, one)| one.folder() == path.as_str())
            {
                Some((_, one)) => format!(
                    "Name the files in it, like this:\nhandrail signoff {path}/*.{}",
                    ending(*one)
                ),
                None => "Name the files that you want to agree to.".to_owned(),
            };
            return Err(Refusal::new(format!("`{path}` is a folder."), help));
        }
        let help = self.near(path).map_or_else(
            || {
                "Check its name and its folder. `handrail signoff` alone lists the files that wait \
                 for somebody."
                    .to_owned()
            },
            |near| format!("Did you mean `{near}`?"),
        );
        Err(Refusal::new(format!("there is no file `{path}`."), help))
    }

    /// A file that may have been meant.
    fn near(&self, typed: &SourcePath) -> Option<&str> {
        let all = || {
            let folders = Signed::WORDS.iter().map(|(_, signed)| signed.folder());
            folders.flat_map(|folder| self.sources.directly_in(folder).map(|(path, _)| path))
        };
        let same_name = |path: &&SourcePath| {
            [path.name(), path.stem()].contains(&typed.name()) || path.stem() == typed.stem()
        };
        let found = all().find(same_name).map(SourcePath::as_str);
        found.or_else(|| nearest(typed.as_str(), all().map(SourcePath::as_str)))
    }

    /// What the file is, if the site asks for sign-offs of such files.
    fn signed(&self, path: &SourcePath) -> Result<Signed, Refusal> {
        if path.as_str().starts_with(&format!("{FOLDER}/")) {
            let help = self.file_of_record(path).map_or_else(
                || "Name the file itself.".to_owned(),
                |file| format!("Name the file itself:\nhandrail signoff {file}"),
            );
            let reason = format!("`{path}` holds what was agreed. Nobody agrees to that.");
            return Err(Refusal::new(reason, help));
        }
        let words: Vec<&str> = Signed::WORDS.iter().map(|(word, _)| *word).collect();
        let Some(signed) = Signed::of(path) else {
            return Err(Refusal::new(
                format!("`{path}` needs no agreement."),
                format!("Groups agree to {}.", list_words(&words)),
            ));
        };
        if self.looked.site.settings.sign_offs.contains_key(&signed) {
            return Ok(signed);
        }
        let word = signed.word();
        Err(Refusal::new(
            format!("`{path}` needs no agreement: the site does not ask for it."),
            format!(
                "If both groups should agree to `{word}`, write this into `content/site.yml`:\n\
                 signoffs:\n  {word}: [lived-experience, host]"
            ),
        ))
    }

    /// The file that a record or a kept copy belongs to.
    fn file_of_record(&self, path: &SourcePath) -> Option<&SourcePath> {
        let belongs = |file: &SourcePath| {
            record_path(file).as_ref() == Some(path) || approved_path(file).as_ref() == Some(path)
        };
        let mut files = self.sources.iter().map(|(file, _)| file);
        files.find(|file| belongs(file))
    }

    /// Neither the file nor its record may have an error.
    fn no_errors(&self, path: &SourcePath) -> Result<(), Refusal> {
        let refusal = Refusal::new(
            format!("`{path}` has errors, so its words will change."),
            "Mend this first. Then look again and agree.",
        );
        let refusal = self.with_errors_of(refusal, path);
        if !refusal.problems.is_empty() {
            return Err(refusal);
        }
        let Some(record) = record_path(path) else {
            return Ok(());
        };
        let refusal = Refusal::new(
            format!("what was agreed about `{path}` stands in a file with errors."),
            "Mend this first. Then run the same command again.",
        );
        let refusal = self.with_errors_of(refusal, &record);
        match refusal.problems.is_empty() {
            true => Ok(()),
            false => Err(refusal),
        }
    }

    /// The same with the errors of a file. A record without a word in it yet is none.
    pub(super) fn with_errors_of(&self, mut refusal: Refusal, path: &SourcePath) -> Refusal {
        let is_record = path.as_str().starts_with(FOLDER);
        for problem in self.problems.iter() {
            let is_empty_record = is_record && problem.kind == Kind::EmptyFile;
            let is_error = problem.severity() == Severity::Error && !is_empty_record;
            if problem.place.path == *path && is_error {
                refusal.problems.push(problem.clone());
            }
        }
        refusal
    }

    fn words(
        &self,
        path: &SourcePath,
        signed: Signed,
        source: &Source,
        signing: &Signing,
    ) -> Option<Words> {
        let picture = |file: &str| {
            let source = self.sources.get(&format!("providers/pictures/{file}"))?;
            Some(source.bytes())
        };
        let lines = |one: &Source| lines_of_words(signed, one, source, &picture);
        let now = lines(source)?;
        // Kept words count only if they are the ones that were approved.
        let agreed = |sum| signing.sign_offs.ever_agreed(&signing.roles, sum);
        let kept = signing.kept.as_ref().filter(|kept| agreed(kept));
        let before = kept.and_then(|_| {
            let kept = self.sources.get(approved_path(path)?.as_str())?;
            lines(kept)
        });
        Some(match before {
            _ if kept == Some(&signing.current) => Words::Same(now),
            Some(before) => match differences(&before, &now) {
                same if same.is_empty() => Words::Uncompared(now),
                changes => Words::Changed(changes),
            },
            None if agreed(&signing.current) => Words::Same(now),
            None if signing.approval == Approval::Never => Words::New(now),
            None => Words::Uncompared(now),
        })
    }
}

/// True when a page is made of the file.
fn is_in_use(site: &Site, path: &SourcePath) -> bool {
    let stem = path.stem();
    match Signed::of(path) {
        Some(Signed::Providers) => site.providers.values().any(|one| one.path == *path),
        Some(Signed::Visits) => site.visits.keys().any(|id| id.as_str() == stem),
        Some(Signed::Criteria) => site.criteria.iter().any(|one| one.path == *path),
        Some(Signed::Guides | Signed::Pages) => site.texts.values().any(|one| one.path == *path),
        Some(Signed::Sheets) => site.sheets.values().any(|one| one.path == *path),
        None => false,
    }
}

/// How the names of such files end.
fn ending(signed: Signed) -> &'static str {
    match signed {
        Signed::Guides | Signed::Pages => "md",
        Signed::Providers | Signed::Visits | Signed::Criteria | Signed::Sheets => "yml",
    }
}
