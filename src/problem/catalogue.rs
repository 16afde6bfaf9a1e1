//! Every kind of problem, once. Its page in `kinds/` says why it matters and how to mend it.
//!
//! The page is what `handrail explain` prints, and the specimen that the tests run: it holds files
//! with the problem, the message, and the same files mended.

use include_dir::{Dir, include_dir};

use super::Severity::{self, Advice, Error, Warning};

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/problem/kinds");

macro_rules! kinds {
    ($($kind:ident $name:literal $severity:ident,)*) => {
        /// A kind of problem: a row of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each kind is described by its page in `kinds/`")]
        pub enum Kind { $($kind,)* }

        impl Kind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The short name that `handrail explain` takes.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }

            /// How much a problem of this kind matters.
            pub fn severity(self) -> Severity {
                match self { $(Kind::$kind => $severity,)* }
            }
        }
    };
}

kinds! {
    // What must never be here
    PrivateNumber "private-number" Error,
    EvidenceFile "evidence-file" Error,
    // Files
    UnreadableFile "unreadable-file" Error,
    LinkOutside "link-outside" Error,
    NotText "not-text" Error,
    FileTooBig "file-too-big" Error,
    EmptyFile "empty-file" Error,
    StarterWords "starter-words" Warning,
    BadFileName "bad-file-name" Error,
    SameFileName "same-file-name" Error,
    UnusedFile "unused-file" Warning,
    MissingFile "missing-file" Error,
    // YAML and front matter
    BrokenYaml "broken-yaml" Error,
    TooDeep "too-deep" Error,
    SameField "same-field" Error,
    CutOffText "cut-off-text" Warning,
    BrokenFrontMatter "broken-front-matter" Error,
    // Fields
    MissingField "missing-field" Error,
    UnknownField "unknown-field" Error,
    WrongShape "wrong-shape" Error,
    UnknownChoice "unknown-choice" Error,
    TooLong "too-long" Error,
    BadDate "bad-date" Error,
    FutureDate "future-date" Error,
    DatesOutOfOrder "dates-out-of-order" Error,
    BadMoney "bad-money" Error,
    BadPhone "bad-phone" Error,
    BadEmail "bad-email" Error,
    BadWebAddress "bad-web-address" Error,
    BadPostcode "bad-postcode" Error,
    BadRegisterNumber "bad-register-number" Error,
    BadYesNo "bad-yes-no" Error,
    MissingDate "missing-date" Error,
    HomeAddress "home-address" Error,
    CqcOnPerson "cqc-on-person" Error,
    // Checks and sign-offs
    SameSigner "same-signer" Error,
    NoRightOfReply "no-right-of-reply" Error,
    ChecksDisagree "checks-disagree" Error,
    UnknownProvider "unknown-provider" Warning,
    NotListedYet "not-listed-yet" Advice,
    CheckMissing "check-missing" Warning,
    CheckEnded "check-ended" Warning,
    HowWeCheckMissing "how-we-check-missing" Warning,
    CqcNumberMissing "cqc-number-missing" Warning,
    NotApproved "not-approved" Warning,
    NotApprovedYet "not-approved-yet" Advice,
    CriterionNotApproved "criterion-not-approved" Error,
    SecondAgreementLate "second-agreement-late" Warning,
    BestBeforeSoon "best-before-soon" Advice,
    // Markdown
    HtmlInMarkdown "html-in-markdown" Error,
    UnsafeLink "unsafe-link" Error,
    DeadLink "dead-link" Error,
    LinkToUnlisted "link-to-unlisted" Warning,
    UnclearLink "unclear-link" Warning,
    HeadingOrder "heading-order" Error,
    EasyReadBlock "easy-read-block" Error,
    // Pictures
    UnknownPicture "unknown-picture" Error,
    MissingAlt "missing-alt" Error,
    UnsafePicture "unsafe-picture" Error,
    UnlicensedPicture "unlicensed-picture" Error,
    // The site as a whole
    SameId "same-id" Error,
    SameName "same-name" Warning,
    SameAddress "same-address" Error,
    NoContact "no-contact" Error,
    AreaNotCovered "area-not-covered" Warning,
    ReviewOverdue "review-overdue" Warning,
    OldAvailability "old-availability" Advice,
    EasyReadAlone "easy-read-alone" Error,
    TranslationAlone "translation-alone" Error,
    // Themes
    BrokenTheme "broken-theme" Error,
    MissingWords "missing-words" Warning,
    BadColour "bad-colour" Error,
    LowContrast "low-contrast" Error,
    WeakContrast "weak-contrast" Warning,
    UnknownWords "unknown-words" Error,
    WordsInBraces "words-in-braces" Error,
    // Search
    SearchCheck "search-check" Warning,
    DocumentLine "document-line" Error,
    UnknownItem "unknown-item" Warning,
    // Imports
    ImportRow "import-row" Warning,
    ImportHeader "import-header" Error,
    ImportKeptYours "import-kept-yours" Advice,
    ImportNewArea "import-new-area" Warning,
    TableRow "table-row" Error,
    TableHeader "table-header" Error,
    CqcDiffers "cqc-differs" Warning,
    CqcUntold "cqc-untold" Advice,
}

impl Kind {
    /// The kind of this short name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The kind's page in Markdown, as `handrail explain` prints it. Empty if it has none, which a
    /// test forbids.
    pub fn page(self) -> &'static str {
        PAGES
            .get_file(format!("{}.md", self.name()))
            .and_then(include_dir::File::contents_utf8)
            .unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_and_every_page_a_kind() {
        for kind in Kind::ALL {
            assert!(
                !kind.page().is_empty(),
                "src/problem/kinds/{}.md",
                kind.name()
            );
        }
        for file in PAGES.files() {
            let name = file.path().file_stem().unwrap().to_str().unwrap();
            assert!(Kind::from_name(name).is_some(), "{name}.md has no kind");
        }
    }
}
