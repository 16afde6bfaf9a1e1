//! CQC's words for what a service does and for whom -> items of the lists.
//!
//! The lists in `content/lists/` hold CQC's words under `cqc`, so members decide what means what.
//! Known here are only CQC's own other names for the same thing, and words that mean nothing to us.

use crate::model::lists::{Item, ListName, Lists};
use crate::model::values::Id;

/// CQC's other names for the same thing. The first is looked for in the lists before the second.
const SAME: [(&str, &str); 12] = [
    ("Doctors/Gps", "Doctors/GPs"),
    ("Doctors consultation service", "Doctors/GPs"),
    (
        "Community health care services - Nurses Agency only",
        "Community services - Nursing",
    ),
    ("Caring for children", "Caring for children (0 - 18yrs)"),
    ("Sensory impairment", "Sensory impairments"),
    (
        "Learning Disabilities or autistic spectrum disorder",
        "Learning disabilities",
    ),
    ("Extra Care housing services", "Supported housing"),
    (
        "Residential substance misuse treatment and/or rehabilitation service",
        "Rehabilitation (substance abuse)",
    ),
    ("Ambulance service", "Ambulances"),
    ("Prison Healthcare Services", "Prison healthcare"),
    (
        "Hospital services for people with mental health needs, learning disabilities and problems with substance misuse",
        "Hospitals - Mental health/capacity",
    ),
    ("Hyperbaric Chamber", "Hyperbaric chamber services"),
];

/// CQC's inspection categories, each with the service type that it always has. Community based
/// adult social care is left out: it may be any of four kinds.
const CATEGORIES: [(&str, &str); 5] = [
    ("Residential social care", "Residential homes"),
    ("Dentists", "Dentist"),
    ("GP Practices", "Doctors/GPs"),
    ("Independent consulting doctors", "Doctors/GPs"),
    ("Hospices", "Hospice"),
];

/// Activities that the column of specialisms also holds. They say what the law calls the work, which
/// the service types say better.
const ACTIVITIES: [&str; 14] = [
    "Accommodation for persons who require nursing or personal care",
    "Accommodation for persons who require treatment for substance misuse",
    "Assessment or medical treatment for persons detained under the 1983 Act",
    "Diagnostic and screening procedures",
    "Family planning services",
    "Management of supply of blood and blood derived products",
    "Maternity and midwifery services",
    "Nursing care",
    "Personal care",
    "Services in slimming clinics",
    "Surgical procedures",
    "Termination of pregnancies",
    "Transport services, triage and medical advice provided remotely",
    "Treatment of disease, disorder or injury",
];

/// All words that are known, to tell a comma inside one from a comma between two.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    /// In small letters, the longest first.
    known: Vec<String>,
}

impl Vocabulary {
    /// Takes the words of the lists and CQC's own.
    pub(crate) fn new(lists: &Lists) -> Self {
        let of_lists = [
            ListName::Kinds,
            ListName::Services,
            ListName::Needs,
            ListName::Ages,
        ]
        .into_iter()
        .flat_map(|list| lists.get(list).items())
        .flat_map(|item| item.cqc.iter().map(String::as_str));
        let same = SAME.into_iter().flat_map(|(first, second)| [first, second]);
        let mut known: Vec<String> = of_lists
            .chain(same)
            .chain(ACTIVITIES)
            .map(str::to_ascii_lowercase)
            .filter(|word| !word.is_empty())
            .collect();
        known.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        known.dedup();
        Vocabulary { known }
    }

    /// The words of a cell, each once: between `|`, or else between commas.
    pub(crate) fn split(&self, cell: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let mut add = |word: &str| {
            let word = word.trim();
            if !word.is_empty() && !words.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                words.push(word.to_owned());
            }
        };
        if cell.contains('|') {
            cell.split('|').for_each(add);
            return words;
        }
        let mut rest = cell.trim_start_matches([',', ' ']);
        while !rest.is_empty() {
            let (word, after) = self.first_word(rest);
            add(word);
            rest = after.trim_start_matches([',', ' ']);
        }
        words
    }

    /// The longest known word at the start, or everything up to the next comma.
    fn first_word<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let lower = text.to_ascii_lowercase();
        let known = self.known.iter().find(|word| {
            let rest = lower.strip_prefix(word.as_str());
            rest.is_some_and(|rest| matches!(rest.trim_start().chars().next(), None | Some(',')))
        });
        let length = known.map_or_else(|| text.find(',').unwrap_or(text.len()), String::len);
        text.split_at_checked(length.max(1)).unwrap_or((text, ""))
    }
}

/// The items of a list that these words mean, in the order of the words.
pub(crate) fn items<'l>(lists: &'l Lists, list: ListName, words: &[String]) -> Vec<&'l Item> {
    let mut found: Vec<&Item> = Vec::new();
    for word in words {
        for item in items_of_word(lists, list, word) {
            if !found.iter().any(|known| known.id == item.id) {
                found.push(item);
            }
        }
    }
    found
}

/// The ids of a list that these words mean, in the order of the list.
pub(crate) fn ids(lists: &Lists, list: ListName, words: &[String]) -> Vec<Id> {
    let mut found = items(lists, list, words);
    found.sort_by_key(|item| lists.get(list).position(&item.id));
    found.into_iter().map(|item| item.id.clone()).collect()
}

/// The kind that an inspection category always means.
pub(crate) fn kind_of_category<'l>(lists: &'l Lists, category: &str) -> Option<&'l Item> {
    let (_, word) = CATEGORIES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(category))?;
    items_of_word(lists, ListName::Kinds, word)
        .into_iter()
        .next()
}

/// True when a word means nothing in any of the lists, and should.
pub(crate) fn is_unknown(lists: &Lists, among: &[ListName], word: &str) -> bool {
    let is_activity = ACTIVITIES
        .iter()
        .any(|activity| activity.eq_ignore_ascii_case(word));
    !is_activity
        && among
            .iter()
            .all(|list| items_of_word(lists, *list, word).is_empty())
}

/// The items that hold this word under `cqc`. If none does: those that hold CQC's other name for it.
/// Never an item for a single person: CQC's register has none.
fn items_of_word<'l>(lists: &'l Lists, list: ListName, word: &str) -> Vec<&'l Item> {
    let holding = |word: &str| -> Vec<&'l Item> {
        let items = lists.get(list).items().iter();
        items
            .filter(|item| !item.is_person)
            .filter(|item| {
                item.cqc
                    .iter()
                    .any(|known| known.trim().eq_ignore_ascii_case(word))
            })
            .collect()
    };
    let found = holding(word);
    if !found.is_empty() {
        return found;
    }
    let other = SAME
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    other.map(|(_, other)| holding(other)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists() -> Lists {
        let mut sources = crate::source::Sources::default();
        sources.insert_text(
            "content/lists/needs.yml",
            "- id: learning\n  name: Learning\n  cqc: [Learning disabilities]\n\
             - id: senses\n  name: Senses\n  cqc: [Sensory impairments]\n\
             - id: odd\n  name: Odd\n  cqc: [\"Caring for adults over 65 yrs, Learning\"]\n",
        );
        let today = crate::model::values::Date::constant(2026, 11, 22);
        crate::read::Input { today }.read_lists(&sources).0
    }

    #[test]
    fn a_comma_inside_a_known_word_does_not_divide_it() {
        let vocabulary = Vocabulary::new(&lists());
        let split = |cell: &str| vocabulary.split(cell);
        assert_eq!(
            split("Personal care, Treatment of disease, disorder or injury, New thing"),
            [
                "Personal care",
                "Treatment of disease, disorder or injury",
                "New thing"
            ]
        );
        assert_eq!(
            split("caring for adults over 65 yrs, learning, Learning disabilities"),
            [
                "caring for adults over 65 yrs, learning",
                "Learning disabilities"
            ]
        );
        assert_eq!(split("Personal care homes"), ["Personal care homes"]);
        assert_eq!(
            split("Doctors/GPs|Doctors/GPs| Clinic |"),
            ["Doctors/GPs", "Clinic"]
        );
        assert_eq!(split(" , "), Vec::<String>::new());
    }

    #[test]
    fn words_find_their_items_without_regard_to_case_and_by_cqcs_other_name() {
        let lists = lists();
        let ids = |words: &[&str]| -> Vec<String> {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            super::ids(&lists, ListName::Needs, &words)
                .iter()
                .map(ToString::to_string)
                .collect()
        };
        assert_eq!(
            ids(&["sensory impairment", "LEARNING disabilities"]),
            ["learning", "senses"]
        );
        assert_eq!(
            ids(&["Learning Disabilities or autistic spectrum disorder"]),
            ["learning"]
        );
        assert!(is_unknown(&lists, &[ListName::Needs], "New thing"));
        assert!(!is_unknown(&lists, &[ListName::Needs], "Personal care"));
    }
}
