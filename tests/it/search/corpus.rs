//! An invented directory of any size, and what people may type. The same numbers give the same words.

use handrail::search::{Document, FacetValue, Vocabulary};

/// Chance that is the same each time (a linear congruence).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Chance(seed)
    }

    /// A number below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("a number") % end
    }

    fn of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// A text of letters from everywhere.
    pub(crate) fn odd_text(&mut self) -> String {
        const RANGES: [(u32, u32); 16] = [
            (0x20, 0x7e),
            (0x41, 0x7a),
            (0x00, 0x1f),
            (0xa0, 0x17f),
            (0x300, 0x34e),
            (0x370, 0x3ff),
            (0x400, 0x45f),
            (0x5d0, 0x5ea),
            (0x621, 0x652),
            (0x905, 0x94d),
            (0x985, 0x9ce),
            (0xe01, 0xe3a),
            (0xac00, 0xac80),
            (0x4e00, 0x4e80),
            (0x1f600, 0x1f64f),
            (0x2010, 0x206f),
        ];
        let length = self.below(24);
        (0..length)
            .filter_map(|_| {
                let (from, to) = RANGES[self.below(RANGES.len())];
                let span = usize::try_from(to - from + 1).expect("a number");
                char::from_u32(from + u32::try_from(self.below(span)).expect("a number"))
            })
            .collect()
    }
}

const SERVICES: [&str; 24] = [
    "Home care",
    "Care home",
    "Nursing home",
    "Speech and language therapy",
    "Occupational therapy",
    "Physiotherapy",
    "Short breaks",
    "Day trips",
    "Swimming lessons",
    "Music therapy",
    "Help with meals",
    "Cleaning and shopping",
    "Night care",
    "Tube feeding",
    "Supported living",
    "Advocacy",
    "Support planning",
    "Payroll help",
    "Counselling",
    "Art classes",
    "Gardening",
    "Transport",
    "Homeshare",
    "Live-in care",
];
const NEEDS: [&str; 16] = [
    "Autism",
    "Dementia",
    "Learning disability",
    "Physical disability",
    "Epilepsy",
    "Brain injury",
    "Sight loss",
    "Hearing loss",
    "Mental health",
    "Long-term illness",
    "Cerebral palsy",
    "Stroke",
    "Multiple sclerosis",
    "Down syndrome",
    "Diabetes",
    "Breathing problems",
];
const STARTS: [&str; 30] = [
    "Kite", "Otter", "Marrow", "Thistle", "Fennel", "Copper", "Willow", "Harbour", "Lantern",
    "Meadow", "Bramble", "Juniper", "Heron", "Saffron", "Pebble", "Clover", "Amber", "Birch",
    "Cedar", "Dapple", "Ember", "Finch", "Gorse", "Hazel", "Ivory", "Jackdaw", "Kestrel", "Linnet",
    "Mallow", "Nettle",
];
const ENDS: [&str; 16] = [
    "field", "crane", "bank", "mere", "gate", "wick", "stead", "combe", "ford", "ley", "hurst",
    "den", "holm", "thorpe", "dale", "bury",
];
const KINDS: [&str; 8] = [
    "Care", "Support", "Partners", "Homes", "Clinic", "Trust", "Together", "Services",
];
const FILLER: [&str; 60] = [
    "people",
    "family",
    "weekend",
    "choose",
    "meet",
    "friendly",
    "team",
    "plan",
    "visit",
    "kitchen",
    "garden",
    "walking",
    "talking",
    "cooking",
    "painting",
    "singing",
    "trained",
    "training",
    "experience",
    "experienced",
    "local",
    "flexible",
    "evening",
    "morning",
    "safe",
    "respect",
    "listen",
    "listening",
    "together",
    "bus",
    "school",
    "college",
    "young",
    "older",
    "adults",
    "children",
    "budget",
    "prices",
    "agreement",
    "reviewed",
    "comfortable",
    "wheelchair",
    "accessible",
    "quiet",
    "sensory",
    "room",
    "pool",
    "horses",
    "animals",
    "computers",
    "signing",
    "makaton",
    "pictures",
    "easy",
    "travel",
    "driver",
    "nurse",
    "nursing",
    "carer",
    "caring",
];

fn place(number: usize) -> String {
    format!(
        "{}{}",
        STARTS[number % STARTS.len()],
        ENDS[(number / STARTS.len()) % ENDS.len()]
    )
}

fn rare(number: usize) -> String {
    const PARTS: [&str; 20] = [
        "ba", "co", "du", "fe", "gi", "ho", "ju", "ka", "le", "mi", "no", "pu", "ra", "se", "ti",
        "vo", "wa", "xe", "yi", "zo",
    ];
    let mut word = String::new();
    let mut rest = number;
    for _ in 0..4 {
        word.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    word
}

/// The documents of a directory of this size, by place and then by name.
pub(crate) fn documents(size: usize) -> Vec<Document> {
    let mut chance = Chance::new(u64::try_from(size).expect("a number"));
    (0..size)
        .map(|number| {
            let town = place(number * 40 / size.max(1) * 11);
            let name = format!(
                "{} {} {}",
                place(number * 7 + 3),
                chance.of(&KINDS),
                rare(number * 37)
            );
            let services: Vec<usize> = (0..3).map(|_| chance.below(SERVICES.len())).collect();
            let needs: Vec<usize> = (0..2).map(|_| chance.below(NEEDS.len())).collect();
            let mut body = String::new();
            for _ in 0..60 {
                let word = match chance.below(12) {
                    0 => rare(chance.below(size * 3 + 5)),
                    // Some words stand in many documents, others in few.
                    1..=6 => FILLER[chance.below(10)].to_owned(),
                    _ => chance.of(&FILLER).to_owned(),
                };
                body.push_str(&word);
                body.push(' ');
            }
            let labels = services.iter().map(|one| SERVICES[*one]);
            let labels = labels
                .chain(needs.iter().map(|one| NEEDS[*one]))
                .map(str::to_owned);
            Document {
                names: vec![name],
                labels: labels.chain([town]).collect(),
                text: vec![body],
                facets: services
                    .iter()
                    .map(|value| FacetValue {
                        facet: 0,
                        value: *value,
                    })
                    .collect(),
            }
        })
        .collect()
}

/// What is known about words.
pub(crate) fn vocabulary() -> Vocabulary {
    let owned = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    Vocabulary {
        language: "en".to_owned(),
        same: vec![
            owned(&["carer", "caring"]),
            owned(&["autism", "autistic"]),
            owned(&["nurse", "nursing"]),
        ],
        means: vec![
            ("OT".to_owned(), "occupational therapy".to_owned()),
            ("home help".to_owned(), "home care".to_owned()),
            ("SALT".to_owned(), "speech and language therapy".to_owned()),
        ],
        best: vec![
            ("an autistic carer".to_owned(), 3),
            ("home help".to_owned(), 700),
            ("zzqx".to_owned(), 5),
        ],
        phrases: SERVICES
            .iter()
            .chain(&NEEDS)
            .map(|label| (*label).to_owned())
            .collect(),
    }
}

/// A word with one slip: a letter missing, twice, wrong, or swapped with the next.
fn slipped(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.below(letters.len());
    match chance.below(4) {
        0 => _ = letters.remove(at),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = 'q',
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.push('x'),
    }
    letters.into_iter().collect()
}

/// What people may type, and whether they are still typing.
pub(crate) fn questions(size: usize, wanted: usize) -> Vec<(String, bool)> {
    let documents = documents(size);
    let mut chance = Chance::new(99);
    (0..wanted)
        .map(|number| {
            let document = &documents[chance.below(documents.len())];
            let name = &document.names[0];
            let label = document.labels[chance.below(5)].clone();
            let town = document.labels[5].clone();
            let words: Vec<&str> = document.text[0].split_whitespace().collect();
            let word = words[chance.below(words.len())];
            let other = words[chance.below(words.len())];
            let question = match number % 14 {
                0 => name.clone(),
                1 => label,
                2 => format!("{label} {town}"),
                3 => word.to_owned(),
                4 => format!("{word} {other} {town}"),
                5 => format!("{word} {other}"),
                6 => slipped(&label.to_lowercase().replace(' ', ""), &mut chance),
                7 => slipped(word, &mut chance),
                8 => format!("{} in {town}", slipped(word, &mut chance)),
                9 => chance
                    .of(&[
                        "OT",
                        "home help",
                        "SALT near me",
                        "an autistic carer",
                        "cares for",
                        "zzqx",
                    ])
                    .to_owned(),
                10 => word.chars().take(3 + chance.below(3)).collect(),
                11 => format!("{label} zzxqv {word}"),
                12 => format!("{} {}", chance.of(&SERVICES), chance.of(&SERVICES)),
                _ => name.chars().take(4 + chance.below(8)).collect(),
            };
            (question, number % 3 == 0)
        })
        .collect()
}
