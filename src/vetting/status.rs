//! The statuses of domain rule B.5.3, and how much of a listing each one shows.

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The site has no criteria, so nothing is said about checks.
    Unvetted,
    /// Every must is met.
    Listed,
    /// Every must is met; a check of one ends within 60 days.
    DueSoon,
    /// Every must is met; something that should be is not.
    Gap,
    /// A check of a must has ended, not long ago.
    Late,
    /// A check of a must ended longer ago than the days of grace, or there is none.
    CheckOver,
    /// No words of the listing may be shown for now.
    Held,
    /// The listing rests.
    Paused,
    /// The provider left the list, or closed.
    Left,
    /// The two groups took it off the list.
    Removed,
    /// The provider asked to be listed and checks go on.
    Applied,
    /// No words of the listing were ever approved.
    Draft,
    /// The provider was not accepted.
    NotAccepted,
}

/// How much of a listing the public sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// All of it.
    Whole,
    /// Its name, its status and who to ask.
    Reduced,
    /// That there is a page, without its name.
    Nameless,
    /// Nothing.
    Nothing,
}

impl Status {
    /// Every status with the word that stands for it in the theme's strings and styles.
    pub const WORDS: [(&'static str, Status); 13] = [
        ("unvetted", Status::Unvetted),
        ("listed", Status::Listed),
        ("due-soon", Status::DueSoon),
        ("gap", Status::Gap),
        ("late", Status::Late),
        ("check-over", Status::CheckOver),
        ("held", Status::Held),
        ("paused", Status::Paused),
        ("left", Status::Left),
        ("removed", Status::Removed),
        ("applied", Status::Applied),
        ("draft", Status::Draft),
        ("not-accepted", Status::NotAccepted),
    ];

    /// Days before its end in which a check counts as due soon.
    pub const SOON_DAYS: u16 = 60;

    /// Months for which the page of a provider that left or was removed stays.
    pub const MONTHS_AFTER_LEAVING: u16 = 12;

    /// The word that stands for it in the theme's strings and styles.
    pub fn word(self) -> &'static str {
        crate::model::provider::word_of(&Status::WORDS, &self)
    }

    /// How much of the listing is shown, while it has this status. A page of a provider that left
    /// goes away after a year, which [`super::standing::Question::shown`] knows.
    pub fn shown(self) -> Shown {
        match self {
            Status::Unvetted | Status::Listed | Status::DueSoon | Status::Gap | Status::Late => {
                Shown::Whole
            }
            Status::CheckOver | Status::Paused | Status::Left | Status::Removed => Shown::Reduced,
            Status::Held => Shown::Nameless,
            Status::Applied | Status::Draft | Status::NotAccepted => Shown::Nothing,
        }
    }

    /// True when every must is met today.
    pub fn is_checked(self) -> bool {
        matches!(self, Status::Listed | Status::DueSoon | Status::Gap)
    }
}
