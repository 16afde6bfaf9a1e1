//! What was done at once with one group's word, and still lacks the other's (domain rule E.3).

use super::Checked;
use crate::model::checks::{Agreement, SignOffRole};
use crate::model::days::working_days_later;
use crate::model::provider::word_of;
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    for record in checked.site.records.values() {
        let mut second = |keys: KeyPath, from: Date, agreed: &[Agreement]| {
            let late = late(&record.path, keys, from, agreed, checked.today);
            problems.extend(late);
        };
        for (index, pause) in record.paused.iter().enumerate() {
            let keys = KeyPath::new("paused").item(index).field("agreed");
            second(keys, pause.from, &pause.agreed);
        }
        // The day of leaving may be a day to come, so the first agreement starts the clock.
        if let Some(left) = &record.left {
            second(KeyPath::new("left.agreed"), left.on, &left.agreed);
        }
        if let Some(removed) = &record.removed {
            second(KeyPath::new("removed.agreed"), removed.on, &removed.agreed);
        }
    }
}

/// That the second group is late.
fn late(
    path: &SourcePath,
    keys: KeyPath,
    from: Date,
    agreed: &[Agreement],
    today: Date,
) -> Problems {
    let mut problems = Problems::default();
    let has = |role: SignOffRole| agreed.iter().any(|one| one.role == role);
    let missing = SignOffRole::WORDS.iter().find(|(_, role)| !has(*role));
    let Some((word, _)) = missing.filter(|_| !agreed.is_empty()) else {
        return problems;
    };
    let first = agreed.iter().map(|one| one.on).min().unwrap_or(from);
    let due = working_days_later(first, Agreement::WORKING_DAYS);
    if due < today {
        let other = agreed
            .first()
            .map_or("", |one| word_of(&SignOffRole::WORDS, &one.role));
        problems.push(Problem::new(
            Kind::SecondAgreementLate,
            Place::value(path, keys),
            format!(
                "Only the group `{other}` has agreed to this. The other one was due by {}.",
                day_words(due)
            ),
            format!(
                "Ask the other group, and add its line, like this:\n\
                 - {{role: {word}, on: 2026-11-23, by: Name of the group}}"
            ),
        ));
    }
    problems
}
