//! What people wrote and agreed to -> what may be published. Words that were not approved never get
//! past this file.
//!
//! When a file changes, its last approved words are published until the groups agree to the new
//! ones. They stand in `content/signoffs/approved/`, and count only if their own sum was approved.
//! So no history of the files is needed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

use super::reading::Read;
use crate::model::checks::{Agreement, SignOffRole};
use crate::model::criterion::Criterion;
use crate::model::provider::{Availability, Provider, word_of};
use crate::model::sign_off::{Approval, Decision, SignOffs, Signed, approved_path, record_path};
use crate::model::site::{HeldPage, Site};
use crate::model::sum::Sum;
use crate::model::values::{Date, Id, day_words};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::read::{Input, sum_of_words};
use crate::source::{Source, SourcePath, Sources};
use crate::vetting::standing::question;
use crate::vetting::status::{Shown, Status};

/// What is known about the sign-offs of one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Signing {
    /// The groups that must agree.
    pub roles: Vec<SignOffRole>,
    /// What was signed so far.
    pub sign_offs: SignOffs,
    /// The sum of the words in the file.
    pub current: Sum,
    /// The sum of the words that are kept as approved.
    pub kept: Option<Sum>,
    /// Which words may be published.
    pub approval: Approval,
}

/// Reads the files and the sign-offs of one site.
struct Approver<'a> {
    sources: &'a Sources,
    sign_offs: &'a BTreeMap<SourcePath, SignOffs>,
    site: &'a Site,
    input: Input,
}

/// The site with nothing in it but what may be published.
pub(super) fn approve(
    sources: &Sources,
    read: &Read,
    today: Date,
    problems: &mut Problems,
) -> Site {
    let approver = Approver {
        sources,
        sign_offs: &read.sign_offs,
        site: &read.site,
        input: Input { today },
    };
    let mut site = read.site.clone();
    approver.criteria(&mut site, problems);
    approver.providers(&mut site, problems);
    approver.visits(&mut site, problems);
    approver.texts(&mut site, problems);
    approver.sheets(&mut site, problems);
    let providers: Vec<&Arc<Provider>> = site.providers.values().collect();
    let known: Vec<(&Id, Status, Shown)> = providers
        .into_par_iter()
        .map(|provider| {
            let (standing, shown) = question(&site, provider).standing_and_shown(today);
            (&provider.id, standing.status, shown)
        })
        .collect();
    let applied = known.iter();
    let applied = applied.filter(|(_, status, _)| *status == Status::Applied);
    let applications = applied.count();
    let gone = known.iter();
    let gone = gone.filter(|(.., shown)| *shown == Shown::Nothing);
    let gone: Vec<Id> = gone.map(|(id, ..)| (*id).clone()).collect();
    site.applications = applications;
    for id in gone {
        site.providers.remove(&id);
        site.visits.remove(&id);
    }
    site
}

/// What is known about the sign-offs of a file, or nothing when it needs none.
pub fn signing(
    sources: &Sources,
    site: &Site,
    sign_offs: &BTreeMap<SourcePath, SignOffs>,
    path: &SourcePath,
) -> Option<Signing> {
    let signed = Signed::of(path)?;
    let roles = site.settings.sign_offs.get(&signed)?.clone();
    let picture = |file: &str| {
        let source = sources.get(&format!("providers/pictures/{file}"))?;
        Some(source.bytes())
    };
    let sum = |source: &Source| sum_of_words(signed, source, &picture);
    let current = sum(sources.get(path.as_str())?)?;
    let kept = approved_path(path).and_then(|kept| sum(sources.get(kept.as_str())?));
    let sign_offs = record_path(path)
        .and_then(|record| sign_offs.get(&record).cloned())
        .unwrap_or_default();
    let approval = sign_offs.approval(&roles, &current, kept.as_ref());
    Some(Signing {
        roles,
        sign_offs,
        current,
        kept,
        approval,
    })
}

impl Approver<'_> {
    /// What may be published of a file that needs sign-offs: its words, its kept words, or nothing.
    /// Words that are not approved are a problem. Nothing comes back for files that need none.
    fn words<T: Clone>(
        &self,
        path: &SourcePath,
        current: &T,
        read: impl Fn(&Source) -> (Option<T>, Problems),
        problems: &mut Problems,
    ) -> Option<(Option<T>, Signing)> {
        let mut signing = signing(self.sources, self.site, self.sign_offs, path)?;
        if signing.approval != Approval::Current {
            problems.push(not_approved(path, &signing));
        }
        let words = match signing.approval {
            Approval::Current => Some(current.clone()),
            Approval::Kept => {
                let kept = approved_path(path).and_then(|kept| self.sources.get(kept.as_str()));
                kept.and_then(|source| good(read(source)))
            }
            Approval::Held | Approval::Never => None,
        };
        if words.is_none() && signing.approval == Approval::Kept {
            signing.approval = Approval::Held;
        }
        Some((words, signing))
    }

    /// Criteria that were never approved do not count yet. One that was approved, and has no words
    /// that may be shown, stops everything: without it listings would look better than they are.
    fn criteria(&self, site: &mut Site, problems: &mut Problems) {
        let mut criteria: Vec<Criterion> = Vec::new();
        for criterion in &self.site.criteria {
            let path = &criterion.path;
            let lists = &self.site.lists;
            let read = |source: &Source| {
                self.input
                    .read_criterion(path, source, &criterion.id, lists)
            };
            match self.words(path, criterion, read, problems) {
                None => criteria.push(criterion.clone()),
                Some((Some(words), signing)) => {
                    criteria.push(words);
                    note(site, path, &signing);
                }
                Some((None, signing)) if signing.approval == Approval::Held => {
                    problems.push(held_criterion(path));
                }
                Some((None, _)) => {}
            }
        }
        site.criteria = criteria;
    }

    fn providers(&self, site: &mut Site, problems: &mut Problems) {
        for (id, provider) in &self.site.providers {
            let path = &provider.path;
            let lists = &self.site.lists;
            let read = |source: &Source| {
                let (kept, found) = self.input.read_provider(path, source, id, lists);
                let kept = kept.map(|kept| Arc::new(with_facts_of(kept, provider)));
                (kept, found)
            };
            let mut found = Problems::default();
            let Some((words, signing)) = self.words(path, provider, read, &mut found) else {
                continue;
            };
            // Nobody needs to look at the words of a provider that was not accepted.
            let record = self.site.record(id);
            if record.is_none_or(|record| record.not_accepted.is_none()) {
                problems.extend(found);
            }
            // The status hangs on these facts. The page does not show them.
            let nameless = || {
                Arc::new(Provider {
                    kinds: provider.kinds.clone(),
                    legal_form: provider.legal_form.clone(),
                    listed_from: provider.listed_from,
                    ..Provider::nameless(id.clone(), path.clone())
                })
            };
            site.providers
                .insert(id.clone(), words.unwrap_or_else(nameless));
            site.approvals.insert(id.clone(), signing.approval);
            note(site, path, &signing);
        }
    }

    fn visits(&self, site: &mut Site, problems: &mut Problems) {
        for (id, visits) in &self.site.visits {
            let path = SourcePath::new(format!("{}/{id}.yml", Signed::Visits.folder()));
            let read = |source: &Source| {
                let (visits, found) = self.input.read_visits(&path, source);
                (Some(visits), found)
            };
            if let Some((words, _)) = self.words(&path, visits, read, problems) {
                site.visits.insert(id.clone(), words.unwrap_or_default());
            }
        }
    }

    fn texts(&self, site: &mut Site, problems: &mut Problems) {
        for (key, text) in &self.site.texts {
            let path = &text.path;
            let lists = &self.site.lists;
            let read = |source: &Source| self.input.read_text(path, source, key, lists);
            match self.words(path, text, read, problems) {
                None => {}
                Some((Some(words), signing)) => {
                    site.texts.insert(key.clone(), words);
                    note(site, path, &signing);
                }
                Some((None, _)) => {
                    site.texts.remove(key);
                    site.held.insert(HeldPage::Text(key.clone()));
                }
            }
        }
    }

    fn sheets(&self, site: &mut Site, problems: &mut Problems) {
        for (id, sheet) in &self.site.sheets {
            let path = &sheet.path;
            let read = |source: &Source| self.input.read_sheet(path, source, id);
            match self.words(path, sheet, read, problems) {
                None => {}
                Some((Some(words), _)) => _ = site.sheets.insert(id.clone(), words),
                Some((None, _)) => {
                    site.sheets.remove(id);
                    site.held.insert(HeldPage::Sheet(id.clone()));
                }
            }
        }
    }
}

/// What was read, if nothing is wrong with it.
fn good<T>((read, problems): (Option<T>, Problems)) -> Option<T> {
    read.filter(|_| !problems.has_errors())
}

/// Approved words with the facts of today that need no new approval.
fn with_facts_of(kept: Provider, current: &Provider) -> Provider {
    let note = kept.availability.and_then(|kept| kept.note);
    Provider {
        cqc: current.cqc.clone(),
        next_review: current.next_review,
        availability: current.availability.as_ref().map(|current| Availability {
            note,
            ..current.clone()
        }),
        ..kept
    }
}

/// Notes who agreed to the words that are published.
fn note(site: &mut Site, path: &SourcePath, signing: &Signing) {
    let published = match signing.approval {
        Approval::Current => Some(&signing.current),
        Approval::Kept => signing.kept.as_ref(),
        Approval::Held | Approval::Never => None,
    };
    let Some(published) = published else {
        return;
    };
    let agreed = signing.roles.iter().filter_map(|role| {
        let mut all = signing.sign_offs.all.iter().rev();
        let one = all.find(|one| {
            one.role == *role && one.sum == *published && one.decision == Decision::Approve
        })?;
        Some(Agreement {
            role: one.role,
            on: one.on,
            by: one.by.clone(),
        })
    });
    site.agreed.insert(path.clone(), agreed.collect());
}

fn not_approved(path: &SourcePath, signing: &Signing) -> Problem {
    let missing = signing.sign_offs.missing(&signing.roles, &signing.current);
    let missing: Vec<&str> = missing.into_iter().map(group_words).collect();
    let who = match (signing.sign_offs.hold(&signing.current), missing.as_slice()) {
        (Some(hold), _) => format!(
            "{} holds them back since {}: {}",
            hold.by,
            day_words(hold.on),
            hold.reason.as_deref().unwrap_or_default()
        ),
        (None, [one]) => format!("{one} has not agreed to them yet."),
        (None, _) => "The two groups have not agreed to them yet.".to_owned(),
    };
    let (kind, shown) = match signing.approval {
        Approval::Never => (
            Kind::NotApprovedYet,
            "Until then nothing of this file is published.",
        ),
        Approval::Held => (
            Kind::NotApproved,
            "Until then the page says only that it is being checked.",
        ),
        Approval::Kept | Approval::Current => (
            Kind::NotApproved,
            "Until then the words that were approved last are published.",
        ),
    };
    let what = match signing.approval {
        Approval::Never => "These words are not approved yet.",
        _ => "These words changed after they were approved, or are held back.",
    };
    Problem::new(
        kind,
        Place::file(path),
        format!("{what} {who}"),
        format!(
            "{shown} To look at them and agree, run:\nhandrail signoff {path} --role {} --by \"NAME\"",
            role_to_ask(signing)
        ),
    )
}

/// The role of whoever should look next, as the command line takes it.
fn role_to_ask(signing: &Signing) -> &'static str {
    let missing = signing.sign_offs.missing(&signing.roles, &signing.current);
    let role = missing
        .first()
        .copied()
        .unwrap_or(SignOffRole::LivedExperience);
    word_of(&SignOffRole::WORDS, &role)
}

/// A group in a sentence.
fn group_words(role: SignOffRole) -> &'static str {
    match role {
        SignOffRole::LivedExperience => "The lived experience group",
        SignOffRole::Host => "The host body",
    }
}

fn held_criterion(path: &SourcePath) -> Problem {
    Problem::new(
        Kind::CriterionNotApproved,
        Place::file(path),
        "This criterion counted before, and now none of its words are approved.",
        "Nothing can be published without it, because listings would look better than they are. \
         Put the approved words back, or let both groups agree with `handrail signoff`.",
    )
}
