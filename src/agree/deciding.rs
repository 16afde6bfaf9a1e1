//! Decisions that cannot wait: a listing rests, or a provider leaves the list or closes. One group is
//! enough for now. The other one says so too within three working days.

use super::asking::Project;
use super::waiting::{Lane, second};
use super::{NewFile, Refusal, Speaker, agreement, fields, group, one_line};
use crate::edit::{add_field, add_item};
use crate::model::checks::{Agreement, CheckRecord, DepartureKind};
use crate::model::provider::{Provider, word_of};
use crate::model::sign_off::plain_name;
use crate::model::values::{Date, Id, day_words};
use crate::problem::near::nearest;
use crate::problem::{KeyPath, Severity};
use crate::read::YamlValue;
use crate::source::SourcePath;

/// The fields of a record, in the order in which people write them.
const ORDER: &[&str] = &[
    "applied_on",
    "checks",
    "contacted",
    "paused",
    "left",
    "removed",
    "not_accepted",
];

/// The fields of a pause, in the order in which people write them.
const PAUSE_ORDER: &[&str] = &["from", "words", "agreed", "ended_on"];

/// What somebody wants to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// It starts, with the word of one group.
    Start {
        /// Who agrees.
        speaker: Speaker,
        /// Neutral words for the public, if there are any.
        words: Option<String>,
        /// The first day.
        on: Date,
    },
    /// The other group agrees to it too.
    Agree(Speaker),
    /// A pause ends.
    End,
}

/// What comes of a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The record of the provider.
    pub file: NewFile,
    /// The name of the provider.
    pub name: String,
}

/// Where a decision stands in a record.
struct Written<'a> {
    way: KeyPath,
    agreed: &'a [Agreement],
}

impl Project<'_> {
    /// Writes a decision about a provider down.
    ///
    /// # Errors
    ///
    /// When there is no such provider, when its record has errors, or when this was done already.
    pub fn decide(&self, id: &str, lane: Lane, act: &Act, today: Date) -> Result<Decided, Refusal> {
        let provider = self.provider(id)?;
        let path = SourcePath::new(format!("providers/checks/{}.yml", provider.id));
        self.record_without_errors(&path)?;
        let empty = CheckRecord::empty(path.clone());
        let record = self.looked.site.record(&provider.id);
        let record = record.unwrap_or(&empty);
        let old = match self.sources.get(path.as_str()) {
            Some(source) => String::from_utf8_lossy(source.bytes()).into_owned(),
            None => header(&provider.name),
        };
        let new = match act {
            Act::Start { speaker, words, on } => {
                may_start(record, provider, lane, today)?;
                start(&old, lane, speaker, words.as_deref(), *on, today)
            }
            Act::Agree(speaker) => {
                let written = waiting(record, provider, lane)?;
                may_agree(&written, speaker)?;
                let item = agreement(speaker, today);
                add_item(&old, &written.way.field("agreed"), &item, &[])
            }
            Act::End => {
                let index = pause_that_goes_on(record, provider, today)?;
                let way = KeyPath::default().field("paused").item(index);
                let day = YamlValue::Text(today.to_string());
                add_field(&old, &way, ("ended_on", &day), PAUSE_ORDER)
            }
        };
        let Some(text) = new else {
            return Err(Refusal::new(
                format!("`{path}` is written in a way that Handrail cannot add to."),
                "Write it into the file yourself. The README shows how it looks.",
            ));
        };
        Ok(Decided {
            file: NewFile {
                path,
                bytes: text.into_bytes(),
            },
            name: provider.name.clone(),
        })
    }

    fn provider(&self, id: &str) -> Result<&Provider, Refusal> {
        let providers = &self.looked.site.providers;
        let found = Id::parse(id).and_then(|id| providers.get(&id));
        found.map(AsRef::as_ref).ok_or_else(|| {
            let near = nearest(id, providers.keys().map(Id::as_str));
            Refusal::new(
                format!("there is no provider `{id}`, or its file has errors."),
                match near {
                    Some(near) => format!("Did you mean `{near}`?"),
                    None => "Write the name of its file in `providers` without `.yml`.".to_owned(),
                },
            )
        })
    }

    fn record_without_errors(&self, path: &SourcePath) -> Result<(), Refusal> {
        let refusal = Refusal::new(
            format!("`{path}` has errors."),
            "Mend this first. Then run the same command again.",
        );
        let refusal = self.with_errors_of(refusal, path);
        match refusal.problems.is_empty() {
            true => Ok(()),
            false => Err(refusal),
        }
    }
}

/// The first error that a decision brought into its file, if it did.
///
/// # Errors
///
/// When the file as it would be has an error: a private number in the words, for example.
pub fn no_new_errors(after: &Project<'_>, decided: &Decided) -> Result<(), Refusal> {
    let mut problems = after.problems.iter();
    let error = problems.find(|problem| {
        problem.place.path == decided.file.path && problem.severity() == Severity::Error
    });
    error.map_or(Ok(()), |error| Err(Refusal::of_words(error)))
}

fn header(name: &str) -> String {
    format!(
        "# Checks of {}. This folder belongs to the provider checks team.\n",
        one_line(name)
    )
}

/// Whether this can be started now.
fn may_start(
    record: &CheckRecord,
    provider: &Provider,
    lane: Lane,
    today: Date,
) -> Result<(), Refusal> {
    let name = &provider.name;
    if record.removed.is_some() {
        let reason = format!("{name} was taken off the list already.");
        return Err(Refusal::new(reason, "There is nothing left to do."));
    }
    if let Some(left) = &record.left {
        let did = match left.why {
            DepartureKind::Left => "leaves the list",
            DepartureKind::Closed => "closes",
        };
        let on = day_words(left.on);
        return Err(Refusal::new(
            format!("the record says already that {name} {did} on {on}."),
            format!(
                "To agree to that, add `--agree`. To change it, change `left` in `{}`.",
                record.path
            ),
        ));
    }
    match record.pause_on(today) {
        Some(pause) if lane == Lane::Pause => Err(Refusal::new(
            format!(
                "the listing of {name} rests already, since {}.",
                day_words(pause.from)
            ),
            "To agree to that, add `--agree`. To end it, add `--end`.",
        )),
        _ => Ok(()),
    }
}

fn start(
    old: &str,
    lane: Lane,
    speaker: &Speaker,
    words: Option<&str>,
    on: Date,
    today: Date,
) -> Option<String> {
    let why = match lane {
        Lane::Leave => Some(DepartureKind::Left),
        Lane::Close => Some(DepartureKind::Closed),
        Lane::Pause | Lane::Remove => None,
    };
    let first = if why.is_some() { "on" } else { "from" };
    let mut item = fields(&[(first, &on.to_string())]);
    if let Some(why) = why {
        item.extend(fields(&[("why", word_of(&DepartureKind::WORDS, &why))]));
    }
    if let Some(words) = words {
        item.extend(fields(&[("words", &one_line(words))]));
    }
    let agreed = YamlValue::List(vec![agreement(speaker, today)]);
    item.push(("agreed".to_owned(), agreed));
    let item = YamlValue::Fields(item);
    let top = KeyPath::default();
    match why {
        Some(_) => add_field(old, &top, ("left", &item), ORDER),
        None => add_item(old, &top.field("paused"), &item, ORDER),
    }
}

/// The decision of this kind that waits for the other group.
fn waiting<'r>(
    record: &'r CheckRecord,
    provider: &Provider,
    lane: Lane,
) -> Result<Written<'r>, Refusal> {
    let top = KeyPath::default();
    let found = match lane {
        Lane::Pause => {
            let mut last = record.paused.iter().enumerate().rev();
            let waits = |pause: &[Agreement]| second(pause).is_some();
            let open = last.find(|(_, pause)| waits(&pause.agreed));
            open.map(|(index, pause)| (top.field("paused").item(index), pause.agreed.as_slice()))
        }
        Lane::Leave | Lane::Close => {
            let left = record.left.as_ref();
            let left = left.filter(|left| Lane::of(left.why) == lane);
            left.map(|left| (top.field("left"), left.agreed.as_slice()))
        }
        Lane::Remove => {
            let removed = record.removed.as_ref();
            removed.map(|removed| (top.field("removed"), removed.agreed.as_slice()))
        }
    };
    let found = found.filter(|(_, agreed)| second(agreed).is_some());
    found
        .map(|(way, agreed)| Written { way, agreed })
        .ok_or_else(|| {
            Refusal::new(
                format!("nothing of this kind waits for {}.", provider.name),
                "`handrail signoff` alone lists everything that waits for somebody.",
            )
        })
}

/// Nobody agrees for both groups, and no group agrees twice.
fn may_agree(written: &Written<'_>, speaker: &Speaker) -> Result<(), Refusal> {
    let own = written.agreed.iter().find(|one| one.role == speaker.role);
    if let Some(own) = own {
        return Err(Refusal::new(
            format!(
                "{} agreed already, on {}: {}.",
                group(speaker.role),
                day_words(own.on),
                own.by
            ),
            format!("It waits for {}.", group(speaker.role.other())),
        ));
    }
    let name = plain_name(&speaker.by);
    let same = written
        .agreed
        .iter()
        .find(|one| plain_name(&one.by) == name);
    same.map_or(Ok(()), |same| {
        Err(Refusal::new(
            format!(
                "{} agreed for {}, and nobody speaks for both groups.",
                same.by,
                group(same.role)
            ),
            format!("Ask somebody else from {}.", group(speaker.role)),
        ))
    })
}

/// The place of the pause that goes on.
fn pause_that_goes_on(
    record: &CheckRecord,
    provider: &Provider,
    today: Date,
) -> Result<usize, Refusal> {
    let goes_on = record.pause_on(today);
    let index = goes_on.and_then(|pause| record.paused.iter().position(|one| one == pause));
    index.ok_or_else(|| {
        Refusal::new(
            format!("the listing of {} does not rest today.", provider.name),
            "There is no pause to end.",
        )
    })
}
