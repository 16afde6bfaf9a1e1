//! Reviews that are overdue and facts that are old.

use super::Checked;
use crate::model::days::days_before;
use crate::model::provider::Availability;
use crate::model::values::{Date, day_words};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};
use crate::source::SourcePath;

/// Days before the last day of the site in which the team is told.
const BEST_BEFORE_SOON: u16 = 30;

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let today = checked.today;
    best_before(checked, problems);
    for provider in checked.site.providers.values() {
        let review = ("next_review", provider.next_review);
        overdue(
            problems,
            today,
            &provider.path,
            review,
            "The review of this provider",
        );
        if let (Some(from), Some(next)) = (provider.listed_from, provider.next_review)
            && next <= from
        {
            problems.push(Problem::new(
                Kind::DatesOutOfOrder,
                Place::value(&provider.path, KeyPath::new("next_review")),
                format!(
                    "The next review ({}) is not after the day of listing ({}).",
                    day_words(next),
                    day_words(from)
                ),
                "Check both dates.",
            ));
        }
        if let Some(availability) = &provider.availability
            && availability.is_old(today)
        {
            problems.push(Problem::new(
                Kind::OldAvailability,
                Place::value(&provider.path, KeyPath::new("availability.as_of")),
                format!(
                    "This availability is from {}.",
                    day_words(availability.as_of)
                ),
                format!(
                    "Ask the provider again. After {} days the page tells people \
                     to ask first.",
                    Availability::LASTS_DAYS
                ),
            ));
        }
    }
    for text in checked.site.texts.values() {
        // A date that is not after the last check is a slip, and has a problem of its own.
        let next = text.next_check.filter(|next| Some(*next) > text.last_check);
        let check = ("next_check", next);
        overdue(problems, today, &text.path, check, "The check of this page");
    }
    for sheet in checked.site.sheets.values() {
        let next = sheet
            .next_check
            .filter(|next| Some(*next) > sheet.last_check);
        let check = ("next_check", next);
        overdue(
            problems,
            today,
            &sheet.path,
            check,
            "The check of this sheet",
        );
    }
    if let Some(statement) = &checked.site.statement {
        let review = ("next_review", statement.next_review);
        overdue(
            problems,
            today,
            &statement.path,
            review,
            "The review of the accessibility statement",
        );
    }
}

/// The site as a whole has a last day, which people must move on in time.
fn best_before(checked: &Checked<'_>, problems: &mut Problems) {
    let Some(last) = checked.site.settings.best_before else {
        return;
    };
    if days_before(last, BEST_BEFORE_SOON) > checked.today {
        return;
    }
    let message = if last < checked.today {
        format!(
            "The site was meant to be used until {}. Every page now says that it is old.",
            day_words(last)
        )
    } else {
        format!("After {} every page says that it is old.", day_words(last))
    };
    problems.push(Problem::new(
        Kind::BestBeforeSoon,
        Place::value(&super::settings_path(), KeyPath::new("best_before")),
        message,
        "Look over the whole site with both groups. Then write a later day in `best_before`.",
    ));
}

fn overdue(
    problems: &mut Problems,
    today: Date,
    path: &SourcePath,
    (field, due): (&str, Option<Date>),
    what: &str,
) {
    let Some(due) = due.filter(|due| *due < today) else {
        return;
    };
    problems.push(Problem::new(
        Kind::ReviewOverdue,
        Place::value(path, KeyPath::new(field)),
        format!("{what} was due on {}.", day_words(due)),
        format!(
            "Look at it again with the people it is for. Then write the next date in `{field}`."
        ),
    ));
}
