//! What a location is, as a plain sentence made of facts alone. A person can write a better one: a
//! later import never touches it.

use super::words;
use crate::model::lists::{ListName, Lists};
use crate::model::values::Id;
use crate::read::SUMMARY;

/// Service types that have a plainer name than the kind they belong to.
const NOUNS: [(&str, &str); 20] = [
    ("Doctors/GPs", "doctors' practice"),
    ("Doctors treatment service", "doctors' practice"),
    ("Doctors consultation service", "doctors' practice"),
    ("Mobile doctors", "service of doctors who come to you"),
    (
        "Mobile doctors service",
        "service of doctors who come to you",
    ),
    ("Dentist", "dentist"),
    ("Dental service", "dentist"),
    ("Clinic", "clinic"),
    ("Hospital", "hospital"),
    ("Acute services with overnight beds", "hospital"),
    (
        "Hospitals - Mental health/capacity",
        "mental health hospital",
    ),
    ("Diagnosis/screening", "place for tests and scans"),
    (
        "Diagnostic and/or screening service",
        "place for tests and scans",
    ),
    ("Urgent care centres", "centre for urgent care"),
    ("Urgent care services", "centre for urgent care"),
    (
        "Phone/online advice",
        "service for health advice by phone or online",
    ),
    (
        "Remote clinical advice service",
        "service for health advice by phone or online",
    ),
    ("Prison healthcare", "health team in a prison"),
    ("Supported living", "supported living service"),
    ("Supported living service", "supported living service"),
];

/// What a location is, in plain words, each once.
pub(crate) fn nouns(lists: &Lists, types: &[String], kinds: &[Id]) -> Vec<String> {
    let mut nouns: Vec<String> = Vec::new();
    let mut add = |noun: String| {
        if !nouns.contains(&noun) {
            nouns.push(noun);
        }
    };
    for word in types {
        let own = NOUNS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word));
        let of_kind = || words::items(lists, ListName::Kinds, std::slice::from_ref(word));
        match own {
            Some((_, noun)) => add((*noun).to_owned()),
            None => of_kind()
                .first()
                .map(|item| inside_sentence(&item.name))
                .into_iter()
                .for_each(&mut add),
        }
    }
    if nouns.is_empty() {
        let first = kinds
            .first()
            .and_then(|kind| lists.item(ListName::Kinds, kind));
        nouns.extend(first.map(|item| inside_sentence(&item.name)));
    }
    nouns
}

/// A name as it stands inside a sentence: `home care agency`, but `Shared Lives scheme`.
fn inside_sentence(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let rest = letters.as_str();
    let name = if rest.chars().any(char::is_uppercase) {
        name.to_owned()
    } else {
        format!("{}{rest}", first.to_lowercase())
    };
    match name.as_str() {
        "supported living" => "supported living service".to_owned(),
        _ => name,
    }
}

/// `A home care agency in Camden. From CQC's public register.`
pub(crate) fn summary(nouns: &[String], area: &str) -> String {
    let source = "From CQC's public register.";
    let what = match nouns {
        [] => return format!("A service in {area}. {source}"),
        [one] => one.clone(),
        [one, two, ..] => format!("{one} and {two}"),
    };
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
        "An"
    } else {
        "A"
    };
    let sentence = format!("{article} {what} in {area}. {source}");
    if sentence.chars().count() <= SUMMARY {
        sentence
    } else {
        source.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_a_plain_sentence() {
        let nouns = |words: &[&str]| -> Vec<String> {
            words.iter().map(|word| inside_sentence(word)).collect()
        };
        assert_eq!(
            summary(&nouns(&["Home care agency", "Supported living"]), "Camden"),
            "A home care agency and supported living service in Camden. From CQC's public register."
        );
        assert_eq!(
            summary(&nouns(&["Shared Lives scheme"]), "Kent"),
            "A Shared Lives scheme in Kent. From CQC's public register."
        );
        assert_eq!(
            summary(&[], "Kent"),
            "A service in Kent. From CQC's public register."
        );
        assert_eq!(
            summary(&["x".repeat(400)], "Kent"),
            "From CQC's public register."
        );
    }
}
