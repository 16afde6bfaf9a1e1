//! What the program says to somebody who is new to it: true words, with what to do next.

use crate::project::{Project, Ran};
use crate::site::{KITE_CARE, SETTINGS, SMALL_LISTS, Site, page};

/// That the program could not do its work, and said this.
fn refused(ran: &Ran, words: &[&str]) {
    assert_eq!(ran.code, Some(2), "{ran:?}");
    for words in words {
        assert!(ran.stderr.contains(words), "{words}: {ran:?}");
    }
}

#[test]
fn checks_of_a_provider_that_is_not_there_are_not_started() {
    let project = Project::small();
    let ran = project.command("new checks kite-cair");
    refused(
        &ran,
        &[
            "there is no `providers/kite-cair.yml`.",
            "Did you mean `kite-care`?",
        ],
    );
    let ran = project.command("new checks nope");
    refused(
        &ran,
        &[
            "there is no `providers/nope.yml`.",
            "`handrail new provider nope`",
        ],
    );
    assert!(!project.path("providers/checks").exists());
    assert_eq!(project.command("new checks kite-care").code, Some(0));
}
