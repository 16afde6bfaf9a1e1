//! Whether people can reach a provider and the team, and whether areas fit the site.

use super::{Checked, settings_path};
use crate::problem::{KeyPath, Kind, Place, Problem, Problems};

pub(super) fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let settings = &checked.site.settings;
    let team = &settings.contact;
    if team.phone.is_none() && team.email.is_none() {
        problems.push(Problem::new(
            Kind::NoContact,
            Place::value(&settings_path(), KeyPath::new("contact")),
            "The site does not say how to reach the team that runs it.",
            "Add at least a phone number or an email address:\n\
             contact:\n  phone: 020 7946 0011\n  email: team@example.org",
        ));
    }
    for provider in checked.site.providers.values() {
        let is_whole = !checked.broken.contains(&provider.path);
        if is_whole && !provider.contact.is_reachable() {
            problems.push(Problem::new(
                Kind::NoContact,
                Place::value(&provider.path, KeyPath::new("contact")),
                "This provider has no phone number, email address or website.",
                "Add at least one, so that people can ask for support:\n\
                 contact:\n  phone: 020 7946 0011",
            ));
        }
        let outside = provider
            .areas
            .iter()
            .all(|area| !settings.areas.contains(area));
        if !settings.areas.is_empty() && outside && !provider.areas.is_empty() {
            problems.push(Problem::new(
                Kind::AreaNotCovered,
                Place::value(&provider.path, KeyPath::new("areas")),
                "This provider works only in areas that the site does not cover.",
                "Check `areas` here and in `content/site.yml`.",
            ));
        }
    }
}
