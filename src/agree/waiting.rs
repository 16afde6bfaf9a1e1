//! The whole project -> what still waits for whom.

use super::asking::Project;
use crate::model::checks::{Agreement, CheckRecord, DepartureKind, SignOffRole};
use crate::model::days::working_days_later;
use crate::model::sign_off::{Approval, SignOff, Signed};
use crate::model::values::{Date, Id};
use crate::pipeline::approving::signing;
use crate::source::SourcePath;

/// What waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// Files whose words are not agreed to by every group.
    pub words: Vec<WaitingWords>,
    /// Words that somebody holds back.
    pub held: Vec<(SourcePath, SignOff)>,
    /// Files whose words are agreed to, and of which no copy is kept.
    pub unkept: Vec<SourcePath>,
    /// What was done at once, with the word of one group.
    pub decisions: Vec<WaitingDecision>,
    /// How many files need an agreement.
    pub files: usize,
    /// Files that have errors.
    pub broken: Vec<SourcePath>,
}

/// A file whose words are not agreed to by every group.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingWords {
    /// The file.
    pub path: SourcePath,
    /// The groups that are missing.
    pub missing: Vec<SignOffRole>,
    /// What the public reads until then.
    pub approval: Approval,
}

/// What was done at once, with the word of one group.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingDecision {
    /// The provider.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What was done.
    pub what: Lane,
    /// The group that is missing.
    pub missing: SignOffRole,
    /// The last day for it.
    pub due: Date,
}

/// What can be done at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// The listing rests.
    Pause,
    /// The provider leaves the list.
    Leave,
    /// The provider closes.
    Close,
    /// The provider is taken off the list.
    Remove,
}

impl Lane {
    /// Why a provider leaves, as a way to do it.
    pub fn of(why: DepartureKind) -> Lane {
        match why {
            DepartureKind::Left => Lane::Leave,
            DepartureKind::Closed => Lane::Close,
        }
    }
}

/// The group that has not agreed, and the last day for it. Nothing, if nobody has agreed or both have.
pub fn second(agreed: &[Agreement]) -> Option<(SignOffRole, Date)> {
    let first = agreed.iter().map(|one| one.on).min()?;
    let has = |role: SignOffRole| agreed.iter().any(|one| one.role == role);
    let roles = SignOffRole::WORDS.iter().map(|(_, role)| *role);
    let mut missing = roles.filter(|role| !has(*role));
    let due = working_days_later(first, Agreement::WORKING_DAYS);
    missing.next().map(|role| (role, due))
}

impl Project<'_> {
    /// What waits for somebody.
    pub fn waiting(&self) -> Waiting {
        let mut waiting = Waiting::default();
        for path in self.files() {
            self.words_of(&path, &mut waiting);
        }
        let site = &self.looked.site;
        for (id, record) in &site.records {
            let name = site.providers.get(id).map(|one| one.name.clone());
            for (what, agreed) in decisions(record) {
                if let Some((missing, due)) = second(agreed) {
                    waiting.decisions.push(WaitingDecision {
                        id: id.clone(),
                        name: name.clone().unwrap_or_else(|| id.to_string()),
                        what,
                        missing,
                        due,
                    });
                }
            }
        }
        waiting
    }

    /// Every file of a kind that needs an agreement, in order.
    fn files(&self) -> Vec<SourcePath> {
        let site = &self.looked.site;
        let mut files: Vec<SourcePath> = site
            .providers
            .values()
            .map(|one| one.path.clone())
            .collect();
        files.extend(
            site.visits
                .keys()
                .map(|id| SourcePath::new(format!("{}/{id}.yml", Signed::Visits.folder()))),
        );
        files.extend(site.criteria.iter().map(|one| one.path.clone()));
        files.extend(site.texts.values().map(|one| one.path.clone()));
        files.extend(site.sheets.values().map(|one| one.path.clone()));
        files.sort();
        files
    }

    fn words_of(&self, path: &SourcePath, waiting: &mut Waiting) {
        let site = &self.looked.site;
        let signing = signing(self.sources, site, &self.looked.sign_offs, path);
        let Some(signing) = signing.filter(|_| !self.is_refused(path)) else {
            return;
        };
        waiting.files += 1;
        if self.problems.files_with_errors().contains(path) {
            waiting.broken.push(path.clone());
            return;
        }
        let said = &signing.sign_offs;
        if let Some(hold) = said.hold(&signing.current) {
            waiting.held.push((path.clone(), hold.clone()));
        } else if signing.approval != Approval::Current {
            waiting.words.push(WaitingWords {
                path: path.clone(),
                missing: said.missing(&signing.roles, &signing.current),
                approval: signing.approval,
            });
        } else if signing.kept.as_ref() != Some(&signing.current) {
            waiting.unkept.push(path.clone());
        }
    }

    /// True for a provider that was not accepted: nobody needs to look at its words.
    fn is_refused(&self, path: &SourcePath) -> bool {
        let is_provider = Signed::of(path) == Some(Signed::Providers);
        let id = Id::parse(path.stem()).filter(|_| is_provider);
        let record = id.and_then(|id| self.looked.site.record(&id));
        record.is_some_and(|record| record.not_accepted.is_some())
    }
}

/// What was decided about a provider, and who agreed.
fn decisions(record: &CheckRecord) -> Vec<(Lane, &[Agreement])> {
    let pauses = record.paused.iter();
    let mut all: Vec<(Lane, &[Agreement])> = pauses
        .map(|pause| (Lane::Pause, pause.agreed.as_slice()))
        .collect();
    if let Some(left) = &record.left {
        all.push((Lane::of(left.why), &left.agreed));
    }
    if let Some(removed) = &record.removed {
        all.push((Lane::Remove, &removed.agreed));
    }
    all
}
